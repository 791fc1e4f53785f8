#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "core/judge/findings.h"

/// Each file here keeps the rules that it judges by in a table of its own and names them by their ids.
namespace praxino::judge::hls {

/// Nowhere defined, and no constant expression: the build ends where it would be called.
void no_such_rule();

/// The rule of that id in a table; an id that is not in it does not compile.
template <std::size_t size>
consteval const Rule& rule_of(const std::array<Rule, size>& rules, std::string_view id) {
  for (const Rule& rule : rules) {
    if (id == rule.id) return rule;
  }
  no_such_rule();
  return rules.front();
}

// The tables, file by file.
[[nodiscard]] std::span<const Rule> character_rules();
[[nodiscard]] std::span<const Rule> playlist_rules();
[[nodiscard]] std::span<const Rule> attribute_rules();
[[nodiscard]] std::span<const Rule> context_rules();
[[nodiscard]] std::span<const Rule> variable_rules();
[[nodiscard]] std::span<const Rule> media_rules();
[[nodiscard]] std::span<const Rule> key_rules();
[[nodiscard]] std::span<const Rule> part_rules();
[[nodiscard]] std::span<const Rule> delivery_rules();
[[nodiscard]] std::span<const Rule> date_rules();
[[nodiscard]] std::span<const Rule> daterange_rules();
[[nodiscard]] std::span<const Rule> interstitial_rules();
[[nodiscard]] std::span<const Rule> multivariant_rules();
[[nodiscard]] std::span<const Rule> rendition_rules();
[[nodiscard]] std::span<const Rule> variant_rules();
[[nodiscard]] std::span<const Rule> video_rules();
[[nodiscard]] std::span<const Rule> session_rules();

/// All of them.
[[nodiscard]] std::array<std::span<const Rule>, 17> rules();

}  // namespace praxino::judge::hls
