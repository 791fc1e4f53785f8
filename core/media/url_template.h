#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace praxino::media {

/// What the identifiers of a DASH URL template stand for; those without a value are left as they are.
struct TemplateValues {
  std::optional<std::string_view> representation{};  ///< $RepresentationID$
  std::optional<std::uint64_t> bandwidth{};          ///< $Bandwidth$
  std::optional<std::uint64_t> number{};             ///< $Number$
  std::optional<std::int64_t> time{};                ///< $Time$
  std::optional<std::uint64_t> sub_number{};         ///< $SubNumber$
  bool last = false;  ///< Whether this is the last filling, which turns $$ into $.
};

/// Appends `text` with its identifiers filled (ISO/IEC 23009-1 §5.3.9.4.4), numbers padded as %0Nd asks, N at
/// most 32. What is not an identifier of the standard is kept as it stands.
void fill_template(std::string& out, std::string_view text, const TemplateValues& values);

}  // namespace praxino::media
