#include "core/judge/hls/facts.h"

#include "core/base/text.h"
#include "core/judge/hls/attribute_list.h"

namespace praxino::judge::hls {
namespace {

std::optional<Micros> part_target_of(std::string_view list) {
  for (AttributeList attributes(list); attributes.next();) {
    const Attribute& attribute = attributes.attribute();
    if (attribute.name == "PART-TARGET") {
      return attribute.quoted ? std::nullopt : to_micros(attribute.value);
    }
  }
  return std::nullopt;
}

void take(const TagInfo& info, std::string_view value, std::uint64_t line, Facts& facts) {
  switch (info.tag) {
    case Tag::version:
      facts.version = text::to_uint(value).value_or(1);
      facts.version_line = line;
      break;
    case Tag::targetduration:
      if (is_integer(value)) facts.target = to_micros(value);
      break;
    case Tag::part_inf:
      facts.part_target = part_target_of(value);
      break;
    case Tag::playlist_type:
      facts.type = value;
      break;
    default:
      break;
  }
}

}  // namespace

TagLine split(std::string_view line) {
  line.remove_prefix(1);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {line, std::nullopt};
  return {line.substr(0, colon), line.substr(colon + 1)};
}

Facts facts_of(std::string_view text) {
  Facts facts;
  for (text::Lines lines(text); lines.next();) {
    const std::string_view line = text::trim(lines.line());
    if (line.empty()) continue;
    if (!line.starts_with('#')) {
      if (facts.kind == Kind::either) facts.kind = Kind::media;
      continue;
    }
    if (!line.starts_with("#EXT")) continue;
    const TagLine tag = split(line);
    const TagInfo* info = find_tag(tag.name);
    if (info == nullptr) continue;
    bool& present = facts.present[static_cast<std::size_t>(info->tag)];
    if (!present) take(*info, tag.value.value_or(""), lines.number(), facts);
    present = true;
    if (facts.kind == Kind::either) facts.kind = info->kind;
  }
  return facts;
}

}  // namespace praxino::judge::hls
