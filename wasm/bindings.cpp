#include <emscripten/bind.h>

#include "wasm/engine.h"

// Numbers alone cross here: no strings, no objects, no callbacks.
EMSCRIPTEN_BINDINGS(praxino_engine) {
  using praxino::Engine;
  emscripten::class_<Engine>("Engine")
      .constructor<unsigned>()
      .function("reserve", &Engine::reserve)
      .function("handle", &Engine::handle)
      .function("effectsAddress", &Engine::effects_address)
      .function("effectsLength", &Engine::effects_length)
      .function("blobCount", &Engine::blob_count)
      .function("blobAddress", &Engine::blob_address)
      .function("blobLength", &Engine::blob_length)
      .function("deadline", &Engine::deadline)
      .function("logAddress", &Engine::log_address)
      .function("logLength", &Engine::log_length)
      .class_function("protocolVersion", &Engine::protocol_version);
}
