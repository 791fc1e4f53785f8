#include "core/judge/hls/context.h"

#include <algorithm>
#include <string>

#include "core/base/text.h"
#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

constexpr std::size_t longest_piece = 100;
constexpr std::size_t most_unknown = 1000;

constexpr std::array table{
    Rule{"hls-version-low", "RFC 8216bis §8", Severity::error,
         "something that the playlist's EXT-X-VERSION does not have yet",
         "Say the version that it needs, or leave it out: older clients misread it."},
    Rule{
        "hls-version-high", "RFC 8216bis §6.2.1", Severity::warning,
        "an EXT-X-VERSION above what the playlist needs",
        "Say the lowest version that has all it uses: older clients refuse a playlist that they could play."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

/// Appends a piece, at most so much of it that its last character is whole.
void append_piece(std::string& out, std::string_view piece) {
  if (piece.size() <= longest_piece) {
    out.append(piece);
    return;
  }
  std::size_t end = longest_piece;
  while (end > longest_piece - 4 && (static_cast<unsigned char>(piece[end]) & 0xC0U) == 0x80U) --end;
  out.append(piece.substr(0, end));
  out.append("…");
}

std::string to_text(std::uint64_t number) {
  std::string out;
  text::append_number(out, number);
  return out;
}

}  // namespace

std::span<const Rule> context_rules() { return table; }

void Context::tell(const Rule& rule, std::uint64_t line, std::initializer_list<std::string_view> pieces) {
  std::string detail;
  if (findings_.has_room()) {
    for (const std::string_view piece : pieces) append_piece(detail, piece);
  }
  findings_.add(rule, line, std::move(detail));
}

void Context::need(std::uint64_t version, std::uint64_t line, std::string_view feature) {
  needed_ = std::max(needed_, version);
  const auto place = static_cast<std::size_t>(version);
  if (version <= facts.version || told_[place]) return;
  told_[place] = true;
  const std::string said = facts.version_line == 0 ? "none" : to_text(facts.version);
  tell(rule("hls-version-low"), line, {feature, " needs ", to_text(version), ", said is ", said});
}

void Context::allow(std::uint64_t version) { allowed_ = std::max(allowed_, version); }

void Context::judge_version() {
  const std::uint64_t most = std::max(needed_, allowed_);
  if (facts.version <= most) return;
  tell(rule("hls-version-high"), facts.version_line,
       {to_text(facts.version), " is said, needed is ", to_text(needed_)});
}

bool Context::is_new(std::string_view name) {
  return unknown_.size() < most_unknown && unknown_.insert(name).second;
}

}  // namespace praxino::judge::hls
