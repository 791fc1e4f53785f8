#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/media/segment_list.h"

namespace praxino::flat {

/// A part of an address.
struct Piece {
  enum class Kind : std::uint8_t {
    literal,     ///< `text`.
    number,      ///< The segment's number plus `more`, with zeros in front up to `width` digits.
    time,        ///< Its time on the media's clock, in ticks; the same.
    own,         ///< What the run has for itself.
    sub_number,  ///< Its place in its sequence, from 1 (DASH S@k); the same.
  };

  Kind kind = Kind::literal;
  std::string text{};
  std::int64_t more = 0;
  std::uint32_t width = 0;

  bool operator==(const Piece&) const = default;
};

/// Pieces that one behind the other are an absolute URL.
using Rule = std::vector<Piece>;

/// The addresses of a list's segments, as few rules as tell them all: templates are rules, and so are URIs
/// that do nothing but count their segments.
class Addresses {
 public:
  explicit Addresses(const media::SegmentList& list) : list_(list) {}

  struct Address {
    std::uint32_t rule = 0;
    std::string_view own{};  ///< Valid until the next call.
  };
  /// Of the run at `place`. Places are asked for in order, from 0.
  Address of(std::size_t place, const media::SegmentList::Run& run);
  [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }

 private:
  /// The URIs that the rule opened last is for.
  struct Pattern {
    bool counts = false;      ///< head, digits, tail; else `head` alone.
    std::string_view head{};  ///< As written in the list.
    std::string_view tail{};
    std::int64_t more = 0;
    std::uint32_t width = 0;
    /// What a run of the number `next` is most probably called: the one before, counted up.
    std::string expected{};
    std::uint64_t next = 0;

    [[nodiscard]] bool holds(const media::SegmentList::Run& run);
    [[nodiscard]] bool matches(const media::SegmentList::Run& run) const;
    void count_up();
  };

  std::uint32_t open(Rule rule);
  void open_template(std::string_view uri);
  bool open_pattern(const media::SegmentList::Run& run, std::size_t place);
  [[nodiscard]] std::optional<Pattern> pattern_of(const media::SegmentList::Run& run,
                                                  std::size_t place) const;
  Address own_address(std::string_view uri);
  [[nodiscard]] bool is_plain(std::string_view uri);

  const media::SegmentList& list_;
  std::vector<Rule> rules_;
  std::uint32_t last_ = 0;
  std::string_view template_;  ///< What the rule `last_` was made of.
  std::optional<Pattern> pattern_;
  std::size_t patience_ = 0;  ///< Where there is no pattern, one is looked for less and less often.
  std::size_t look_again_ = 0;
  std::optional<std::uint32_t> beside_;  ///< The rule for what lies in the list's own folder.
  std::optional<std::uint32_t> anywhere_;
  std::optional<bool> all_plain_;  ///< But perhaps for first letters.
  std::string resolved_;
};

}  // namespace praxino::flat
