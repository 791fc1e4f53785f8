#include "core/judge/hls/characters.h"

#include <array>

#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr std::array table{
    Rule{"hls-byte-order-mark", "RFC 8216bis §4.1", Severity::error, "a byte order mark in front",
         "Write UTF-8 without one."},
    Rule{"hls-utf8", "RFC 8216bis §4.1", Severity::error, "bytes that are no UTF-8",
         "Write the text in UTF-8; percent-encode other bytes in URIs."},
    Rule{"hls-control-character", "RFC 8216bis §4.1", Severity::error, "a control character",
         "Leave out U+0000 to U+001F and U+007F to U+009F, tabs too."},
    Rule{"hls-line-end", "RFC 8216bis §4.1", Severity::error, "a line that a carriage return alone ends",
         "End lines with a line feed, with or without a carriage return before it."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

/// The bytes of the character in front: 0 where they are no UTF-8 (RFC 3629 §4).
std::size_t size_of_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  const std::size_t size = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (size == 0 || first > 0xF4 || size > text.size()) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  }
  if (size < 3) return size;
  const unsigned second = byte(1);
  // Longer than it need be, a surrogate, beyond U+10FFFF.
  if ((first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90)) return 0;
  if ((first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F)) return 0;
  return size;
}

bool is_control(std::string_view text, std::size_t size) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (size == 1) return first < 0x20 || first == 0x7F;
  return size == 2 && first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
}

}  // namespace

std::span<const Rule> character_rules() { return table; }

void judge_characters(std::string_view line, std::uint64_t number, Context& context) {
  // EXT-X-SKIP's list of Date Ranges has tabs between them (§4.4.5.2).
  const bool has_tabs = line.starts_with("#EXT-X-SKIP:");
  bool broken = false;
  bool control = false;
  while (!line.empty()) {
    const std::size_t size = size_of_character(line);
    if (size == 0) {
      broken = true;
    } else if (is_control(line, size) && !(has_tabs && line[0] == '\t')) {
      control = true;
    }
    line.remove_prefix(size == 0 ? 1 : size);
  }
  if (broken) context.tell(rule("hls-utf8"), number);
  if (control) context.tell(rule("hls-control-character"), number);
}

void take_byte_order_mark(std::string_view& text, Findings& findings) {
  if (!text.starts_with(byte_order_mark)) return;
  text.remove_prefix(byte_order_mark.size());
  findings.add(rule("hls-byte-order-mark"), 1);
}

void judge_line_end(std::string_view text, std::string_view line, std::uint64_t number, Context& context) {
  text.remove_prefix(static_cast<std::size_t>(line.data() - text.data()) + line.size());
  if (text.starts_with('\r') && !text.starts_with("\r\n")) context.tell(rule("hls-line-end"), number);
}

}  // namespace praxino::judge::hls
