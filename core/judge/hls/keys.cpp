#include "core/judge/hls/keys.h"

#include <array>

#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-key-uri-missing", "RFC 8216bis §4.4.4.4", Severity::error, "a key without a URI",
         "Say where the key is, unless the METHOD is NONE."},
    Rule{"hls-key-none-attributes", "RFC 8216bis §4.4.4.4", Severity::error,
         "a METHOD of NONE with other attributes", "Leave the other attributes out."},
    Rule{"hls-key-iv-forbidden", "RFC 8216bis §4.4.4.4", Severity::error,
         "an IV with a METHOD that takes none", "Leave it out with AES-256-GCM and SAMPLE-AES-CTR."},
    Rule{"hls-key-iv-size", "RFC 8216bis §4.4.4.4", Severity::error, "an IV of more than 128 bits",
         "Write \"0x\" and 32 hexadecimal digits."},
    Rule{"hls-key-format-versions", "RFC 8216bis §4.4.4.4", Severity::error,
         "KEYFORMATVERSIONS other than positive integers with '/' between them",
         "Write \"1\" or \"1/2\", for instance."},
    Rule{"hls-key-methods-differ", "RFC 8216bis §6.2.3", Severity::error,
         "a segment with keys of different METHODs",
         "Keys of several KEYFORMATs must lead to one key: a segment is encrypted in one way."},
    Rule{"hls-map-offset-missing", "RFC 8216bis §4.4.4.5", Severity::error,
         "an EXT-X-MAP whose BYTERANGE has no offset", "Write <length>@<offset>."},
    Rule{"hls-map-iv-missing", "RFC 8216bis §4.4.4.5", Severity::error,
         "an EXT-X-MAP encrypted with AES-128 whose key has no IV",
         "Add the IV to the EXT-X-KEY: an initialization section has no sequence number to stand in for it."},
    Rule{"hls-map-missing", "RFC 8216bis §3.1.2", Severity::warning,
         "a segment that is fragmented MP4 by its name, without an EXT-X-MAP",
         "Name the initialization section: nothing can be decoded without it."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

bool is_positive(std::string_view number) {
  return is_integer(number) && number.find_first_not_of('0') != std::string_view::npos;
}

/// Whether a URI's path ends as those of fragments do that do not begin with their initialization.
bool is_fragment(std::string_view uri) {
  const std::string_view path = uri.substr(0, uri.find_first_of("?#"));
  for (const std::string_view end : {".m4s", ".cmfv", ".cmfa", ".cmft"}) {
    if (path.ends_with(end)) return true;
  }
  return false;
}

}  // namespace

std::span<const Rule> key_rules() { return table; }

void judge_key(const Values& values, Tag tag, std::uint64_t line, Context& context) {
  const std::string_view method = values.text_or("METHOD");
  if (method == "NONE") {
    values.for_each([&](std::string_view name, std::string_view) {
      if (name != "METHOD") context.tell(rule("hls-key-none-attributes"), line, {name});
    });
    return;
  }
  if (!values.has("URI")) context.tell(rule("hls-key-uri-missing"), line, {method});
  if (method == "SAMPLE-AES" && tag == Tag::key) context.need(5, line, "SAMPLE-AES");
  if (values.has("IV") && (method == "AES-256-GCM" || method == "SAMPLE-AES-CTR")) {
    context.tell(rule("hls-key-iv-forbidden"), line, {method});
  }
  if (values.text_or("IV").size() > 2 + 32) context.tell(rule("hls-key-iv-size"), line, {*values.text("IV")});
  const auto versions = values.text("KEYFORMATVERSIONS");
  if (versions && !each(*versions, '/', is_positive)) {
    context.tell(rule("hls-key-format-versions"), line, {*versions});
  }
}

void Keys::key(const Values& values, std::uint64_t line) {
  judge_key(values, Tag::key, line, context_);
  const auto method = values.text("METHOD");
  if (!method) return;
  is_judged_ = false;
  if (*method == "NONE") {
    keys_.clear();
    methods_.clear();
    without_iv_ = 0;
    return;
  }
  put(values.text_or("KEYFORMAT", "identity"), {*method, values.has("IV")});
}

void Keys::put(std::string_view format, Key key) {
  const auto [place, is_new] = keys_.try_emplace(format, key);
  if (!is_new) count(place->second, -1);
  place->second = key;
  count(key, 1);
}

void Keys::count(const Key& key, std::int64_t by) {
  const auto place = methods_.try_emplace(key.method, 0).first;
  place->second += by;
  if (place->second == 0) methods_.erase(place);
  if (key.method == "AES-128" && !key.has_iv) without_iv_ += by;
}

void Keys::map(const Values& values, std::uint64_t line) {
  has_map_ = true;
  if (!context_.facts.has(Tag::i_frames_only))
    context_.need(6, line, "EXT-X-MAP without EXT-X-I-FRAMES-ONLY");
  const auto range = values.text("BYTERANGE");
  if (range && !parse_range(*range)->offset) context_.tell(rule("hls-map-offset-missing"), line, {*range});
  if (without_iv_ != 0) context_.tell(rule("hls-map-iv-missing"), line);
}

void Keys::segment(std::string_view uri, std::uint64_t line) {
  if (!is_judged_ && methods_.size() > 1) {
    context_.tell(rule("hls-key-methods-differ"), line,
                  {methods_.begin()->first, " and ", methods_.rbegin()->first});
  }
  is_judged_ = true;
  if (has_map_ || told_no_map_ || context_.facts.has(Tag::skip) || !is_fragment(uri)) return;
  told_no_map_ = true;
  context_.tell(rule("hls-map-missing"), line, {uri});
}

}  // namespace praxino::judge::hls
