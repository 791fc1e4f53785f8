#include "core/manifest/hls/tags.h"

#include <charconv>

#include "core/base/text.h"

namespace praxino::manifest::hls {
namespace {

constexpr std::size_t kLongestUri = 65536;

}  // namespace

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  return text;
}

bool is_playlist(std::string_view text) {
  text = without_mark(text);
  return text::trim(text.substr(0, text.find("#EXTM3U") + 7)) == "#EXTM3U";
}

Tag split_tag(std::string_view line) {
  if (line.starts_with('#')) line.remove_prefix(1);
  const std::string_view name = text::take(line, ':');
  return {name, text::trim(line)};
}

std::string_view attribute_of(std::string_view attributes, std::string_view name) {
  for (text::Attributes list(attributes); list.next();)
    if (list.name() == name) return list.value();
  return {};
}

media::Said said_of(Tag tag) {
  media::Said said{.name = std::string(tag.name), .attributes = {}, .text = {}};
  for (text::Attributes list(tag.value); list.next() && said.attributes.size() < most_attributes;)
    said.attributes.push_back({std::string(list.name()), std::string(list.value())});
  if (said.attributes.empty()) said.text = tag.value;
  return said;
}

std::optional<media::ByteRange> parse_byte_range(std::string_view text, std::uint64_t next) {
  const bool has_offset = text.find('@') != std::string_view::npos;
  const auto length = text::to_uint(text::trim(text::take(text, '@')));
  const auto offset = has_offset ? text::to_uint(text::trim(text)) : std::optional(next);
  if (!length || !offset || *length == 0 || *offset + *length < *offset) return std::nullopt;
  return media::ByteRange{*offset, *length};
}

std::optional<std::array<std::byte, 16>> parse_iv(std::string_view text) {
  if (!text::starts_ignoring_case(text, "0x")) return std::nullopt;
  text.remove_prefix(2);
  std::array<std::byte, 16> iv{};
  if (text.empty() || text.size() > 2 * iv.size()) return std::nullopt;
  for (const char c : text) {
    unsigned digit = 0;
    if (std::from_chars(&c, &c + 1, digit, 16).ec != std::errc{}) return std::nullopt;
    // Four bits to the left, all of it.
    for (std::size_t i = 0; i + 1 < iv.size(); ++i) iv[i] = iv[i] << 4U | iv[i + 1] >> 4U;
    iv.back() = iv.back() << 4U | static_cast<std::byte>(digit);
  }
  return iv;
}

bool too_long(std::string_view uri) {
  return uri.size() > kLongestUri && !text::starts_ignoring_case(uri, "data:");
}

}  // namespace praxino::manifest::hls
