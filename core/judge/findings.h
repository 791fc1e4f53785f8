#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Manifests held against their standard, every violation told: what a packager's author or a test wants to
/// know. Playing does not depend on it; the players' page has none of it.
namespace praxino::judge {

enum class Severity : std::uint8_t {
  error,    ///< The standard says MUST or SHALL.
  warning,  ///< SHOULD; or what the standard allows and players stumble over.
  note,     ///< Worth knowing: an unknown tag, an extension.
};
constexpr std::size_t severities = 3;

/// A sentence of a standard. All texts are literals.
struct Rule {
  const char* id = "";       ///< "hls-extinf-over-target": stable over versions, for filters and searches.
  const char* section = "";  ///< "RFC 8216bis §4.4.3.1", "ISO/IEC 23009-1 §5.3.9.6".
  Severity severity = Severity::error;
  const char* what = "";    ///< What is wrong.
  const char* advice = "";  ///< What to do about it.
};

/// A place where a rule is broken.
struct Finding {
  const Rule* rule = nullptr;
  std::uint64_t line = 0;  ///< From 1.
  std::string detail;      ///< The names and values concerned; may be empty.
};

/// Findings in the order in which they were met. All are counted; the first `most` are kept.
class Findings {
 public:
  static constexpr std::size_t most = 10'000;

  void add(const Rule& rule, std::uint64_t line, std::string detail = {}) {
    ++counts_[static_cast<std::size_t>(rule.severity)];
    if (kept_.size() < most) kept_.push_back({&rule, line, std::move(detail)});
  }
  /// Whether another one would be kept: its detail need not be written otherwise.
  [[nodiscard]] bool has_room() const { return kept_.size() < most; }
  [[nodiscard]] const std::vector<Finding>& kept() const { return kept_; }
  [[nodiscard]] std::uint64_t count(Severity severity) const {
    return counts_[static_cast<std::size_t>(severity)];
  }

 private:
  std::vector<Finding> kept_;
  std::array<std::uint64_t, severities> counts_{};
};

}  // namespace praxino::judge
