#include "core/manifest/codecs.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/rules/sets.h"

namespace praxino::judge::dash {
namespace {

/// How a codec goes on after its four characters and the dot: '0' is a decimal digit, 'x' a hexadecimal one,
/// 'T' a tier (M or H), '*' whatever follows; anything else is itself.
struct Form {
  std::string_view codec;
  std::string_view pattern;
};
constexpr std::array<Form, 16> forms{{
    {"avc1", "xxxxxx"},
    {"avc2", "xxxxxx"},
    {"avc3", "xxxxxx"},
    {"avc4", "xxxxxx"},
    {"av01", "0.00T.00*"},
    {"vp09", "00.00.00*"},
    {"dvh1", "00.00"},
    {"dvhe", "00.00"},
    {"dva1", "00.00"},
    {"dvav", "00.00"},
    {"dav1", "00.00"},
    {"mp4a", "40.0"},
    {"mp4a", "40.00"},
    {"mp4a", "xx"},
    {"ac-4", "xx.xx.xx"},
    {"ac-4", "00.00.00"},
}};

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_hex(char letter) {
  const char small = text::lower(letter);
  return is_digit(letter) || (small >= 'a' && small <= 'f');
}

bool matches(std::string_view text, std::string_view pattern) {
  const bool open = pattern.ends_with('*');
  if (open) pattern.remove_suffix(1);
  if (text.size() < pattern.size() || (!open && text.size() != pattern.size())) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char letter = text[i];
    const bool fits = pattern[i] == '0'   ? is_digit(letter)
                      : pattern[i] == 'x' ? is_hex(letter)
                      : pattern[i] == 'T' ? letter == 'M' || letter == 'H'
                                          : letter == pattern[i];
    if (!fits) return false;
  }
  return true;
}

/// ISO/IEC 14496-15 §E.3: profile, compatibility, tier and level, up to six bytes of constraints.
bool is_hevc(std::string_view text) {
  std::string_view profile = text::take(text, '.');
  if (!profile.empty() && profile.front() >= 'A' && profile.front() <= 'C') profile.remove_prefix(1);
  const std::string_view compatibility = text::take(text, '.');
  std::string_view level = text::take(text, '.');
  if (!text::to_uint32(profile) || compatibility.empty() || compatibility.size() > 8) return false;
  if (!std::ranges::all_of(compatibility, is_hex) || level.empty()) return false;
  if (level.front() != 'L' && level.front() != 'H') return false;
  if (!text::to_uint32(level.substr(1))) return false;
  for (int bytes = 0; !text.empty(); ++bytes) {
    const std::string_view constraint = text::take(text, '.');
    if (bytes == 6 || constraint.empty() || constraint.size() > 2) return false;
    if (!std::ranges::all_of(constraint, is_hex)) return false;
  }
  return true;
}

bool has_good_parameters(std::string_view codec) {
  std::string_view rest = codec;
  const std::string_view entry = text::take(rest, '.');
  if (entry == "hvc1" || entry == "hev1") return is_hevc(rest);
  if (codec == "mp4a.40") return false;  // MPEG-4 audio of no kind.
  bool known = false;
  for (const Form& form : forms) {
    if (form.codec != entry) continue;
    known = true;
    if (matches(rest, form.pattern)) return true;
  }
  return !known;
}

}  // namespace

void check_codecs(Report& report, Node node, std::string_view mime) {
  const bool mp4 = mime.ends_with("/mp4");
  std::string_view list = attribute(node, "codecs");
  while (!list.empty()) {
    const std::string_view codec = text::trim(text::take(list, ','));
    if (codec.empty()) continue;
    if (!manifest::kind_of_codec(codec)) {
      report.tell(set_rules.unknown_codec, node, "codecs", quote(codec));
    } else if (mp4 && !has_good_parameters(codec)) {
      report.tell(set_rules.codec_parameters, node, "codecs", quote(codec));
    }
  }
}

}  // namespace praxino::judge::dash
