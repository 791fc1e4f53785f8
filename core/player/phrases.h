#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/describe.h"

/// Numbers and lists as a person reads them; for narrate.cpp.
namespace praxino::player::phrases {

template <typename Enum>
[[nodiscard]] std::string word(Enum value) {
  return EnumNames<Enum>::values[static_cast<std::size_t>(value)];
}

template <typename Id>
[[nodiscard]] std::string id(Id value) {
  return std::to_string(static_cast<std::uint32_t>(value));
}

[[nodiscard]] inline std::string fixed(double value, int places) {
  char text[64];
  const int length = std::snprintf(text, sizeof(text), "%.*f", places, value);
  return length < static_cast<int>(sizeof(text)) ? text : "a huge number";
}

/// Milliseconds matter; zeros do not.
[[nodiscard]] inline std::string seconds(double value) {
  std::string text = fixed(value, 3);
  if (text.find('.') != std::string::npos) {
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
  }
  return text;
}

[[nodiscard]] inline std::string bitrate(double bits) {
  if (bits >= 1e6) return fixed(bits / 1e6, 2) + " Mbit/s";
  return fixed(bits / 1e3, 0) + " kbit/s";
}

[[nodiscard]] inline std::string bytes(double count) {
  return fixed(count, 0) + (count == 1 ? " byte" : " bytes");
}

/// "0–6.006, 8–12" out of start, end, start, end, …
[[nodiscard]] inline std::string ranges(const std::vector<double>& bounds) {
  if (bounds.empty()) return "nothing";
  std::string text;
  for (std::size_t i = 0; i + 1 < bounds.size(); i += 2) {
    if (i > 0) text += ", ";
    text += seconds(bounds[i]) + "–" + seconds(bounds[i + 1]);
  }
  return text;
}

/// ": text", or nothing where there is none.
[[nodiscard]] inline std::string because(std::string_view text) {
  return text.empty() ? std::string() : ": " + std::string(text);
}

/// The last name in a URL's path.
[[nodiscard]] inline std::string file_of(std::string_view url) {
  if (url.starts_with("data:")) return "data:…";
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  const auto slash = url.rfind('/');
  return std::string(slash == std::string_view::npos ? url : url.substr(slash + 1));
}

}  // namespace praxino::player::phrases
