#include <emscripten/bind.h>

#include "wasm/engine.h"

namespace praxino {
namespace {

using Address = Engine::Address;

/// A method of Engine as a function of its address.
template <auto method>
struct Call;
template <typename Result, typename... Args, Result (Engine::*method)(Args...)>
struct Call<method> {
  static Result at(Address engine, Args... args) {
    return (reinterpret_cast<Engine*>(engine)->*method)(args...);
  }
};
template <typename Result, typename... Args, Result (Engine::*method)(Args...) const>
struct Call<method> {
  static Result at(Address engine, Args... args) {
    return (reinterpret_cast<const Engine*>(engine)->*method)(args...);
  }
};

Address open(unsigned record_mode) { return reinterpret_cast<Address>(new Engine(record_mode)); }
void close(Address engine) { delete reinterpret_cast<Engine*>(engine); }

}  // namespace
}  // namespace praxino

// Numbers alone cross here: no strings, no objects, no callbacks. An engine is its address, because embind's
// classes would bring more glue than all the rest of it.
EMSCRIPTEN_BINDINGS(praxino_engine) {
  using emscripten::function;
  using praxino::Call;
  using praxino::Engine;
  function("open", &praxino::open);
  function("close", &praxino::close);
  function("reserve", &Call<&Engine::reserve>::at);
  function("handle", &Call<&Engine::handle>::at);
  function("effectsAddress", &Call<&Engine::effects_address>::at);
  function("effectsLength", &Call<&Engine::effects_length>::at);
  function("blobCount", &Call<&Engine::blob_count>::at);
  function("blobAddress", &Call<&Engine::blob_address>::at);
  function("blobLength", &Call<&Engine::blob_length>::at);
  function("deadline", &Call<&Engine::deadline>::at);
  function("logAddress", &Call<&Engine::log_address>::at);
  function("logLength", &Call<&Engine::log_length>::at);
  function("protocolVersion", &Engine::protocol_version);
}
