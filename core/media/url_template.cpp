#include "core/media/url_template.h"

#include "core/base/text.h"

namespace praxino::media {
namespace {

constexpr std::uint32_t kWidest = 32;

/// The width that "%05d" asks for; 0 where there is no such format, nothing where it is another.
std::optional<unsigned> width_of(std::string_view format) {
  if (format.empty()) return 0;
  if (!format.starts_with('%') || !format.ends_with('d')) return std::nullopt;
  format = format.substr(1, format.size() - 2);
  if (format.empty()) return 0;
  const auto width = text::to_uint32(format);
  if (!width || *width > kWidest) return std::nullopt;
  return *width;
}

bool fill(std::string& out, std::string_view identifier, const TemplateValues& values) {
  if (identifier.empty()) {
    out.append(values.last ? "$" : "$$");
    return true;
  }
  if (identifier == "RepresentationID") {
    if (!values.representation) return false;
    // A dollar of the id itself must survive the filling that follows.
    for (const char letter : *values.representation)
      out.append(letter == '$' && !values.last ? 2 : 1, letter);
    return true;
  }
  const std::size_t percent = identifier.find('%');
  const std::string_view name = identifier.substr(0, percent);
  const auto width =
      width_of(percent == std::string_view::npos ? std::string_view() : identifier.substr(percent));
  if (!width) return false;
  if (name == "Bandwidth" && values.bandwidth) {
    text::append_number(out, *values.bandwidth, *width);
  } else if (name == "Number" && values.number) {
    text::append_number(out, *values.number, *width);
  } else if (name == "SubNumber" && values.sub_number) {
    text::append_number(out, *values.sub_number, *width);
  } else if (name == "Time" && values.time) {
    const bool negative = *values.time < 0;
    const auto magnitude = static_cast<std::uint64_t>(*values.time);
    if (negative) out.push_back('-');
    text::append_number(out, negative ? 0 - magnitude : magnitude, *width);
  } else {
    return false;
  }
  return true;
}

}  // namespace

void fill_template(std::string& out, std::string_view text, const TemplateValues& values) {
  while (!text.empty()) {
    const std::size_t open = text.find('$');
    const std::size_t close = open == std::string_view::npos ? open : text.find('$', open + 1);
    if (close == std::string_view::npos) break;
    out.append(text.substr(0, open));
    if (!fill(out, text.substr(open + 1, close - open - 1), values))
      out.append(text.substr(open, close + 1 - open));
    text.remove_prefix(close + 1);
  }
  out.append(text);
}

}  // namespace praxino::media
