#include <emscripten/bind.h>

#include "wasm/calls.h"

// The same functions for Node, whose program has glue: there they are of embind, as the rest of what it
// offers.
EMSCRIPTEN_BINDINGS(praxino_engine) {
  using emscripten::function;
  function("open", &praxino::engine_open);
  function("close", &praxino::engine_close);
  function("reserve", &praxino::engine_reserve);
  function("handle", &praxino::engine_handle);
  function("effectsAddress", &praxino::engine_effects_address);
  function("effectsLength", &praxino::engine_effects_length);
  function("blobCount", &praxino::engine_blob_count);
  function("blobAddress", &praxino::engine_blob_address);
  function("blobLength", &praxino::engine_blob_length);
  function("deadline", &praxino::engine_deadline);
  function("logAddress", &praxino::engine_log_address);
  function("logLength", &praxino::engine_log_length);
  function("protocolVersion", &praxino::engine_protocol_version);
}
