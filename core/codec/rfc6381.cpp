#include "core/codec/rfc6381.h"

namespace praxino::codec {
namespace {

void append(std::string& out, std::uint32_t value, int digits, std::uint32_t base, const char* alphabet) {
  char reversed[16];
  int count = 0;
  while (value != 0 || count < digits) {
    reversed[count++] = alphabet[value % base];
    value /= base;
  }
  while (count > 0) out.push_back(reversed[--count]);
}

}  // namespace

void append_hex(std::string& out, std::uint32_t value, int digits) {
  append(out, value, digits, 16, "0123456789abcdef");
}

void append_upper_hex(std::string& out, std::uint32_t value, int digits) {
  append(out, value, digits, 16, "0123456789ABCDEF");
}

void append_decimal(std::string& out, std::uint32_t value, int digits) {
  append(out, value, digits, 10, "0123456789");
}

}  // namespace praxino::codec
