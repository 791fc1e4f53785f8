#include "core/flat/addresses.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/base/url.h"
#include "core/media/url_template.h"

namespace praxino::flat {
namespace {

using Run = media::SegmentList::Run;

/// So many runs behind the first must follow a pattern for it to be one.
constexpr std::size_t kFollowers = 3;
/// What is no template may have so many rules: for hostile lists, whose patterns break again and again.
constexpr std::size_t kMostRules = 4096;
/// Numbers of more digits than this are no counters; a double tells all of these apart.
constexpr std::size_t kMostDigits = 15;
constexpr std::size_t kPlaceDigits = 5;
/// How many runs at most are taken as they are before a pattern is looked for again.
constexpr std::size_t kMostPatience = 64;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// Whether resolving does no more to a URI behind this letter than put the list's folder in front (RFC 3986
/// §5.2). Without a branch: a compiler then looks at many letters at once.
bool is_plain_behind(char before, std::string_view uri) {
  std::uint8_t doubtful = 0;
  for (const char letter : uri) {
    const auto any = [letter](char one) { return letter == one ? 1U : 0U; };
    const unsigned odd = any(':') | any('\\') | any('?') | any('#') | any('%');
    const unsigned control = static_cast<unsigned char>(letter) <= ' ' ? 1U : 0U;
    const unsigned dots = (before == '/' ? 1U : 0U) & (any('/') | any('.'));
    doubtful = static_cast<std::uint8_t>(doubtful | odd | control | dots);
    before = letter;
  }
  return doubtful == 0;
}

void add_literal(Rule& rule, std::string_view text) {
  if (text.empty()) return;
  if (rule.empty() || rule.back().kind != Piece::Kind::literal) rule.emplace_back();
  rule.back().text.append(text);
}

/// What fill_template makes of a zero in "$…$": as many zeros as it writes digits at least; 0 where that is
/// no place for this value.
std::uint32_t width_of(std::string_view placeholder, media::TemplateValues zero) {
  std::string filled;
  zero.last = true;
  media::fill_template(filled, placeholder, zero);
  return filled == placeholder || filled.find_first_not_of('0') != std::string::npos
             ? 0
             : static_cast<std::uint32_t>(filled.size());
}

/// The places of a template that segments fill, each replaced by digits that stand nowhere else: what does
/// not change by resolving for one number does not for any other.
struct Marked {
  std::string text;
  std::string mark;  ///< Behind each: kPlaceDigits more, its place in `pieces`.
  Rule pieces;
};

Marked mark_places(std::string_view text, std::string_view base) {
  Marked out{.mark = "1234567"};
  while (text.find(out.mark) != std::string_view::npos || base.find(out.mark) != std::string_view::npos)
    out.mark += '0';
  while (!text.empty()) {
    const std::size_t open = text.find('$');
    const std::size_t close = open == std::string_view::npos ? open : text.find('$', open + 1);
    if (close == std::string_view::npos) break;
    out.text.append(text.substr(0, open));
    const std::string_view placeholder = text.substr(open, close + 1 - open);
    const std::uint32_t number = width_of(placeholder, {.number = 0});
    const std::uint32_t time = number != 0 ? 0 : width_of(placeholder, {.time = 0});
    const std::uint32_t sub = number + time != 0 ? 0 : width_of(placeholder, {.sub_number = 0});
    if (number + time + sub == 0) {
      media::fill_template(out.text, placeholder, {.last = true});
    } else {
      out.text.append(out.mark);
      text::append_number(out.text, out.pieces.size(), kPlaceDigits);
      out.pieces.push_back({.kind = number != 0 ? Piece::Kind::number
                                    : time != 0 ? Piece::Kind::time
                                                : Piece::Kind::sub_number,
                            .width = number + time + sub});
    }
    text.remove_prefix(close + 1);
  }
  out.text.append(text);
  return out;
}

}  // namespace

/// The next number's digits; nothing where there is one more of them.
void Addresses::Pattern::count_up() {
  ++next;
  std::size_t at = expected.size() - tail.size();
  while (at > head.size() && expected[at - 1] == '9') expected[--at] = '0';
  if (at == head.size()) return expected.clear();
  ++expected[at - 1];
}

bool Addresses::Pattern::holds(const Run& run) {
  if (counts && run.number == next && run.count == 1 && text::same(run.uri, expected)) {
    count_up();
    return true;
  }
  if (!matches(run)) return false;
  if (counts) {
    expected = run.uri;
    next = run.number;
    count_up();
  }
  return true;
}

bool Addresses::Pattern::matches(const Run& run) const {
  if (run.templated) return false;
  if (!counts) return text::same(run.uri, head);
  if (run.count != 1 || run.uri.size() <= head.size() + tail.size()) return false;
  if (!run.uri.starts_with(head) || !run.uri.ends_with(tail)) return false;
  const std::string_view digits = run.uri.substr(head.size(), run.uri.size() - head.size() - tail.size());
  if (digits.size() > kMostDigits || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  const bool padded = digits.size() > 1 && digits.front() == '0';
  if (digits.size() < width || (padded && digits.size() != width)) return false;
  std::int64_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value - more == static_cast<std::int64_t>(run.number);
}

/// Where the run's URI and the next one's differ in a number alone, as the segments' own numbers do.
std::optional<Addresses::Pattern> Addresses::pattern_of(const Run& run, std::size_t place) const {
  if (run.count != 1 || place + kFollowers >= list_.run_count()) return std::nullopt;
  const std::string_view next = list_.run(place + 1).uri;
  const std::size_t most = std::min(run.uri.size(), next.size());
  std::size_t begin = 0;
  while (begin < most && run.uri[begin] == next[begin]) ++begin;
  std::size_t end = begin;
  while (begin > 0 && is_digit(run.uri[begin - 1])) --begin;
  while (end < run.uri.size() && is_digit(run.uri[end])) ++end;
  const std::string_view digits = run.uri.substr(begin, end - begin);
  // "%2" may be the beginning of a dot.
  if (digits.empty() || digits.size() > kMostDigits || (begin > 0 && run.uri[begin - 1] == '%'))
    return std::nullopt;
  Pattern pattern{.counts = true, .head = run.uri.substr(0, begin), .tail = run.uri.substr(end)};
  const bool padded = digits.size() > 1 && digits.front() == '0';
  pattern.width = padded ? static_cast<std::uint32_t>(digits.size()) : 1;
  pattern.more =
      static_cast<std::int64_t>(text::to_uint(digits).value_or(0)) - static_cast<std::int64_t>(run.number);
  for (std::size_t i = 1; i <= kFollowers; ++i) {
    if (!pattern.matches(list_.run(place + i))) return std::nullopt;
  }
  return pattern;
}

std::uint32_t Addresses::open(Rule rule) {
  rules_.push_back(std::move(rule));
  return static_cast<std::uint32_t>(rules_.size() - 1);
}

void Addresses::open_template(std::string_view uri) {
  template_ = uri;
  pattern_.reset();
  const Marked marked = mark_places(uri, list_.base());
  resolved_ = url::resolve(list_.base(), marked.text);
  std::string_view rest = resolved_;
  Rule rule;
  for (std::size_t at = rest.find(marked.mark); at != std::string_view::npos; at = rest.find(marked.mark)) {
    add_literal(rule, rest.substr(0, at));
    rest.remove_prefix(at + marked.mark.size());
    const auto place = text::to_uint32(rest.substr(0, kPlaceDigits));
    rest.remove_prefix(kPlaceDigits);
    rule.push_back(marked.pieces[*place]);
  }
  add_literal(rule, rest);
  last_ = open(std::move(rule));
}

/// Opens a rule for what the run's URI has in common with those behind it.
bool Addresses::open_pattern(const Run& run, std::size_t place) {
  if (rules_.size() >= kMostRules) return false;
  Rule rule;
  if (place + 1 < list_.run_count() && list_.run(place + 1).uri == run.uri) {
    pattern_ = Pattern{.head = run.uri};
    add_literal(rule, url::resolve(list_.base(), run.uri));
  } else {
    pattern_ = pattern_of(run, place);
    if (!pattern_) return false;
    const std::string_view changing = run.uri.substr(pattern_->head.size());
    resolved_ = url::resolve(list_.base(), run.uri);
    if (!resolved_.ends_with(changing)) {
      pattern_.reset();
      return false;
    }
    add_literal(rule, std::string_view(resolved_).substr(0, resolved_.size() - changing.size()));
    rule.push_back({.kind = Piece::Kind::number, .more = pattern_->more, .width = pattern_->width});
    add_literal(rule, pattern_->tail);
  }
  last_ = open(std::move(rule));
  return true;
}

bool Addresses::is_plain(std::string_view uri) {
  if (!all_plain_) all_plain_ = is_plain_behind('x', list_.text());
  if (uri.empty() || uri.front() == '/' || uri.front() == '.') return false;
  return *all_plain_ || is_plain_behind('/', uri);
}

Addresses::Address Addresses::own_address(std::string_view uri) {
  const bool plain = is_plain(uri);
  std::optional<std::uint32_t>& rule = plain ? beside_ : anywhere_;
  if (!rule) {
    Rule made;
    if (plain) {
      resolved_ = url::resolve(list_.base(), uri);
      add_literal(made, std::string_view(resolved_).substr(0, resolved_.size() - uri.size()));
    }
    made.push_back({.kind = Piece::Kind::own});
    rule = open(std::move(made));
  }
  if (plain) return {*rule, uri};
  resolved_ = url::resolve(list_.base(), uri);
  return {*rule, resolved_};
}

Addresses::Address Addresses::of(std::size_t place, const Run& run) {
  if (run.templated) {
    if (template_.data() != run.uri.data() || template_.size() != run.uri.size()) open_template(run.uri);
    return {last_};
  }
  if (pattern_ && pattern_->holds(run)) return {last_};
  template_ = {};
  pattern_.reset();
  if (place >= look_again_) {
    const bool found = open_pattern(run, place);
    patience_ = found ? 0 : std::min(2 * patience_ + 1, kMostPatience);
    look_again_ = place + patience_;
    if (found) return {last_};
  }
  return own_address(run.uri);
}

}  // namespace praxino::flat
