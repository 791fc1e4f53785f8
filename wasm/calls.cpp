#include "wasm/calls.h"

namespace praxino {
namespace {

Engine& at(Address engine) { return *reinterpret_cast<Engine*>(engine); }

}  // namespace

Address engine_open(unsigned record_mode) { return reinterpret_cast<Address>(new Engine(record_mode)); }
void engine_close(Address engine) { delete &at(engine); }
Address engine_reserve(Address engine, std::uint32_t event_bytes, std::uint32_t body_bytes) {
  return at(engine).reserve(event_bytes, body_bytes);
}
int engine_handle(Address engine, double now) { return at(engine).handle(now); }
Address engine_effects_address(Address engine) { return at(engine).effects_address(); }
std::uint32_t engine_effects_length(Address engine) { return at(engine).effects_length(); }
std::uint32_t engine_blob_count(Address engine) { return at(engine).blob_count(); }
Address engine_blob_address(Address engine, std::uint32_t index) { return at(engine).blob_address(index); }
std::uint32_t engine_blob_length(Address engine, std::uint32_t index) {
  return at(engine).blob_length(index);
}
double engine_deadline(Address engine) { return at(engine).deadline(); }
Address engine_log_address(Address engine) { return at(engine).log_address(); }
std::uint32_t engine_log_length(Address engine) { return at(engine).log_length(); }
unsigned engine_protocol_version() { return Engine::protocol_version(); }

}  // namespace praxino
