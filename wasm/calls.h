#pragma once

#include <cstdint>

#include "wasm/engine.h"

/// Engine's methods as exports of the module. Numbers alone cross here: no strings, no objects, no callbacks;
/// an engine is its address.
namespace praxino {

using Address = Engine::Address;

#define PRAXINO_EXPORT(name) extern "C" [[clang::export_name(name)]]
PRAXINO_EXPORT("open") Address engine_open(unsigned record_mode);
PRAXINO_EXPORT("close") void engine_close(Address engine);
PRAXINO_EXPORT("reserve")
Address engine_reserve(Address engine, std::uint32_t event_bytes, std::uint32_t body_bytes);
PRAXINO_EXPORT("handle") int engine_handle(Address engine, double now);
PRAXINO_EXPORT("effectsAddress") Address engine_effects_address(Address engine);
PRAXINO_EXPORT("effectsLength") std::uint32_t engine_effects_length(Address engine);
PRAXINO_EXPORT("blobCount") std::uint32_t engine_blob_count(Address engine);
PRAXINO_EXPORT("blobAddress") Address engine_blob_address(Address engine, std::uint32_t index);
PRAXINO_EXPORT("blobLength") std::uint32_t engine_blob_length(Address engine, std::uint32_t index);
PRAXINO_EXPORT("deadline") double engine_deadline(Address engine);
PRAXINO_EXPORT("logAddress") Address engine_log_address(Address engine);
PRAXINO_EXPORT("logLength") std::uint32_t engine_log_length(Address engine);
PRAXINO_EXPORT("protocolVersion") unsigned engine_protocol_version();
#undef PRAXINO_EXPORT

}  // namespace praxino
