#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <set>
#include <string_view>

#include "core/judge/findings.h"
#include "core/judge/hls/facts.h"

namespace praxino::judge::hls {

/// What all who judge one playlist share.
class Context {
 public:
  Context(const Facts& known, Findings& findings) : facts(known), findings_(findings) {}

  /// A finding; its detail is the pieces in a row, each of them cut where it is long.
  void tell(const Rule& rule, std::uint64_t line, std::initializer_list<std::string_view> pieces = {});

  /// The playlist uses what an EXT-X-VERSION below `version` does not have. Told once for each version.
  void need(std::uint64_t version, std::uint64_t line, std::string_view feature);
  /// The playlist may say that version without using what needs it.
  void allow(std::uint64_t version);
  /// At the end: whether it says more than it needs.
  void judge_version();

  /// Whether a name that is not known is met for the first time; beyond a thousand of them never.
  [[nodiscard]] bool is_new(std::string_view name);

  const Facts& facts;
  std::set<std::string_view> variables;  ///< Names that EXT-X-DEFINE has defined so far.

 private:
  static constexpr std::size_t versions = 14;

  Findings& findings_;
  std::set<std::string_view> unknown_;
  std::array<bool, versions> told_{};
  std::uint64_t needed_ = 1;
  std::uint64_t allowed_ = 1;
};

}  // namespace praxino::judge::hls
