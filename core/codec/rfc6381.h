#pragma once

#include <cstdint>
#include <string>

/// Codec strings as manifests and browsers spell them: RFC 6381 §3.3 and what each codec's own binding adds
/// to it.
namespace praxino::codec {

/// At least `digits` digits, zeros in front.
void append_hex(std::string& out, std::uint32_t value, int digits = 1);
void append_upper_hex(std::string& out, std::uint32_t value, int digits = 1);
void append_decimal(std::string& out, std::uint32_t value, int digits = 1);

}  // namespace praxino::codec
