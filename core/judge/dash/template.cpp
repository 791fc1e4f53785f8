#include <array>

#include "core/base/text.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/rules/addressing.h"

namespace praxino::judge::dash {
namespace {

constexpr std::array<std::string_view, 5> identifiers{"RepresentationID", "Number", "Bandwidth", "Time",
                                                      "SubNumber"};

bool is_known(std::string_view name) {
  for (const std::string_view identifier : identifiers) {
    if (identifier == name) return true;
  }
  return false;
}

/// "%0[width]d", the width in decimal digits.
bool is_format(std::string_view format) {
  if (!format.starts_with("%0") || !format.ends_with('d') || format.size() < 4) return false;
  return text::to_uint32(format.substr(2, format.size() - 3)).has_value();
}

}  // namespace

Identifiers check_template(Report& report, Node node, const char* name) {
  Identifiers out;
  std::string_view rest = attribute(node, name);
  for (std::size_t open = rest.find('$'); open != std::string_view::npos; open = rest.find('$')) {
    const std::size_t close = rest.find('$', open + 1);
    if (close == std::string_view::npos) {
      report.tell(addressing_rules.unpaired, node, name, quote(rest.substr(open)));
      break;
    }
    const std::string_view whole = rest.substr(open + 1, close - open - 1);
    rest.remove_prefix(close + 1);
    if (whole.empty()) continue;  // $$ is the character.
    const std::size_t percent = whole.find('%');
    const std::string_view identifier = whole.substr(0, percent);
    const std::string_view format =
        percent == std::string_view::npos ? std::string_view() : whole.substr(percent);
    if (!is_known(identifier)) {
      report.tell(addressing_rules.identifier, node, name, quote(whole));
    } else if (identifier == "RepresentationID" && !format.empty()) {
      report.tell(addressing_rules.representation_format, node, name, quote(whole));
    } else if (!format.empty() && !is_format(format)) {
      report.tell(addressing_rules.format, node, name, quote(whole));
    }
    out.number = out.number || identifier == "Number";
    out.time = out.time || identifier == "Time";
    out.representation = out.representation || identifier == "RepresentationID" || identifier == "Bandwidth";
  }
  return out;
}

}  // namespace praxino::judge::dash
