#include "core/judge/hls/playlist.h"

namespace praxino::judge::hls {
namespace {

constexpr Rule byte_order_mark{"hls-byte-order-mark", "RFC 8216bis §4.1", Severity::error,
                               "a byte order mark in front", "Write UTF-8 without one."};

}  // namespace

void judge(std::string_view text, Findings& findings) {
  if (text.starts_with("\xEF\xBB\xBF")) findings.add(byte_order_mark, 1);
}

}  // namespace praxino::judge::hls
