#include "core/judge/hls/playlist.h"

#include <array>

#include "core/base/text.h"
#include "core/judge/hls/attributes.h"
#include "core/judge/hls/characters.h"
#include "core/judge/hls/media.h"
#include "core/judge/hls/multivariant.h"
#include "core/judge/hls/rules.h"
#include "core/judge/hls/variables.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-extm3u-first", "RFC 8216bis §4.4.1.1", Severity::error, "a first line other than #EXTM3U",
         "Begin the playlist with #EXTM3U and nothing else in that line."},
    Rule{"hls-whitespace", "RFC 8216bis §4.1", Severity::error, "white space at a line's begin or end",
         "Leave it out, in blank lines too."},
    Rule{"hls-tag-unknown", "RFC 8216bis §6.3.1", Severity::note, "a tag that the standard does not know",
         "Look whether it is spelt right: clients pass over it. Told once for each name."},
    Rule{"hls-tag-case", "RFC 8216bis §4.1", Severity::warning, "a tag in small letters",
         "Write it in capitals: it is a comment as it stands."},
    Rule{"hls-tag-removed", "RFC 8216bis §8", Severity::note,
         "a tag that later versions of the protocol have no more", "Leave it out."},
    Rule{"hls-tag-twice", "RFC 8216bis §4.4", Severity::error, "a tag twice that may stand once",
         "Keep one: clients refuse the playlist, or take either."},
    Rule{"hls-tag-value", "RFC 8216bis §4.4", Severity::error,
         "a value behind a tag that is not of the tag's form", "Write it as the tag's format says."},
    Rule{"hls-mixed-kinds", "RFC 8216bis §4.1", Severity::error, "a tag of the other kind of playlist",
         "Keep Multivariant and Media Playlists apart: clients refuse one that is both."},
    Rule{"hls-no-kind", "RFC 8216bis §4.1", Severity::warning,
         "a playlist with no tag of either kind: an empty Multivariant Playlist",
         "Add EXT-X-TARGETDURATION to a Media Playlist, variants to a Multivariant one."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

class Walk {
 public:
  Walk(std::string_view text, Context& context)
      : text_(text), context_(context), media_(context), multivariant_(context) {}

  void run();

 private:
  void line(std::string_view whole, std::uint64_t number);
  void tag(std::string_view line, std::uint64_t number);
  bool takes(const TagInfo& info, const std::optional<std::string_view>& value, std::uint64_t number);

  std::string_view text_;
  Context& context_;
  Media media_;
  Multivariant multivariant_;
  std::array<bool, tags> seen_{};
};

void Walk::run() {
  for (text::Lines lines(text_); lines.next();) {
    judge_line_end(text_, lines.line(), lines.number(), context_);
    judge_characters(lines.line(), lines.number(), context_);
    if (lines.number() == 1 && lines.line() != "#EXTM3U") context_.tell(rule("hls-extm3u-first"), 1);
    line(lines.line(), lines.number());
  }
  if (context_.facts.kind == Kind::either) context_.tell(rule("hls-no-kind"), 1);
  if (context_.facts.kind == Kind::media) media_.end();
  if (context_.facts.kind == Kind::multivariant) multivariant_.end();
  context_.judge_version();
}

void Walk::line(std::string_view whole, std::uint64_t number) {
  const std::string_view line = text::trim(whole);
  const bool is_comment = line.starts_with('#') && !line.starts_with("#EXT");
  // A segment's title ends with its line.
  const bool ends_freely = line.starts_with("#EXTINF:") && whole.starts_with('#');
  if (line.size() != whole.size() && !is_comment && !ends_freely) {
    context_.tell(rule("hls-whitespace"), number);
  }
  if (line.empty()) return;
  if (is_comment) {
    const TagInfo* meant = find_tag_ignoring_case(split(line).name);
    if (meant != nullptr) context_.tell(rule("hls-tag-case"), number, {meant->name});
    return;
  }
  if (line.starts_with('#')) return tag(line, number);
  if (context_.facts.kind == Kind::media) {
    media_.uri(line, number);
  } else {
    multivariant_.uri(line, number);
  }
}

void Walk::tag(std::string_view line, std::uint64_t number) {
  const TagLine parts = split(line);
  const TagInfo* info = find_tag(parts.name);
  if (info == nullptr) {
    const TagInfo* meant = find_tag_ignoring_case(parts.name);
    if (meant != nullptr) {
      context_.tell(rule("hls-tag-case"), number, {meant->name});
    } else if (context_.is_new(parts.name)) {
      context_.tell(rule("hls-tag-unknown"), number, {parts.name});
    }
    return;
  }
  bool& seen = seen_[static_cast<std::size_t>(info->tag)];
  if (seen && info->once)
    context_.tell(rule("hls-tag-twice"), number, {info->name, " (", info->section, ")"});
  const bool again = seen && info->once;
  seen = true;
  if (info->tag == Tag::allow_cache) context_.tell(rule("hls-tag-removed"), number, {info->name});
  const bool is_foreign = info->kind != Kind::either && info->kind != context_.facts.kind;
  if (is_foreign) {
    context_.tell(rule("hls-mixed-kinds"), number,
                  {info->name, context_.facts.kind == Kind::media ? " in a Media Playlist"
                                                                  : " in a Multivariant Playlist"});
  }
  if (!takes(*info, parts.value, number)) return;
  if (info->version != 0) context_.need(info->version, number, info->name);
  const std::string_view value = parts.value.value_or("");
  const Values values = info->takes == Takes::attributes ? read_attributes(*info, value, number, context_)
                                                         : Values(info->attributes);
  if (info->tag == Tag::define) judge_define(values, number, context_);
  if (is_foreign || again) return;
  if (context_.facts.kind == Kind::media) media_.tag({*info, value, values, number});
  if (context_.facts.kind == Kind::multivariant) multivariant_.tag({*info, value, values, number});
}

bool Walk::takes(const TagInfo& info, const std::optional<std::string_view>& value, std::uint64_t number) {
  std::string_view expected;
  switch (info.takes) {
    case Takes::nothing:
      if (value) expected = "nothing";
      break;
    case Takes::integer:
      if (!value || !is_integer(*value)) expected = "a decimal integer";
      if (info.tag == Tag::version && value == "0") expected = "an integer from 1 on";
      break;
    case Takes::attributes:
      if (!value || value->empty()) expected = "an attribute list";
      break;
    case Takes::other:
      if (!value || value->empty()) expected = "a value";
      break;
  }
  if (expected.empty()) return true;
  context_.tell(rule("hls-tag-value"), number,
                {info.name, " (", info.section, ") takes ", expected, ", not ", value.value_or("nothing")});
  // What stands behind a tag that takes nothing does no harm.
  return info.takes == Takes::nothing;
}

}  // namespace

std::span<const Rule> playlist_rules() { return table; }

std::array<std::span<const Rule>, 17> rules() {
  return {character_rules(), playlist_rules(),     attribute_rules(),    context_rules(),   variable_rules(),
          media_rules(),     key_rules(),          part_rules(),         delivery_rules(),  date_rules(),
          daterange_rules(), interstitial_rules(), multivariant_rules(), rendition_rules(), variant_rules(),
          video_rules(),     session_rules()};
}

void judge(std::string_view text, Findings& findings) {
  take_byte_order_mark(text, findings);
  const Facts facts = facts_of(text);
  Context context(facts, findings);
  Walk(text, context).run();
}

}  // namespace praxino::judge::hls
