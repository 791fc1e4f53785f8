#include "core/manifest/hls/variables.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/base/text.h"
#include "core/base/url.h"
#include "core/manifest/hls/tags.h"

namespace praxino::manifest::hls {
namespace {

using media::Variable;
using media::Variables;

constexpr std::size_t kMostVariables = 1000;
constexpr std::size_t kMostFilled = 16 << 20;
constexpr std::string_view kDefine = "#EXT-X-DEFINE";

const Variable* find(const Variables& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &Variable::name);
  return found == all.end() ? nullptr : &*found;
}

/// Whether "#…D" stands somewhere as it does in the tag: without a branch for each letter, so that a compiler
/// looks at many at once. Nearly all playlists have none, and some are very long.
bool may_define(std::string_view text) {
  constexpr std::size_t kFar = kDefine.find('D');
  constexpr std::size_t kBlock = 4096;
  for (; text.size() > kFar; text.remove_prefix(std::min(kBlock, text.size()))) {
    const std::string_view block = text.substr(0, kBlock + kFar);
    std::uint8_t found = 0;
    for (std::size_t at = kFar; at < block.size(); ++at)
      found = static_cast<std::uint8_t>(found |
                                        ((block[at - kFar] == '#' ? 1U : 0U) & (block[at] == 'D' ? 1U : 0U)));
    if (found != 0) return text.find(kDefine) != std::string_view::npos;
  }
  return false;
}

/// What a DEFINE tag says; nothing but an Error's words where it says nothing that can be used.
std::expected<Variable, const char*> read_define(std::string_view attributes, std::string_view url,
                                                 const Variables* imported) {
  Variable variable;
  std::optional<std::string> value;
  const char* missing = "EXT-X-DEFINE has no VALUE";
  for (text::Attributes list(attributes); list.next();) {
    if (list.name() == "NAME") {
      variable.name = list.value();
    } else if (list.name() == "VALUE") {
      value = list.value();
    } else if (list.name() == "QUERYPARAM") {
      variable.name = list.value();
      value = url::query_parameter(url, list.value());
      missing = "a QUERYPARAM that the playlist's URL does not have";
    } else if (list.name() == "IMPORT") {
      variable.name = list.value();
      const Variable* from = imported ? find(*imported, list.value()) : nullptr;
      if (from) value = from->value;
      missing = "an IMPORT of what the multivariant playlist does not define";
    }
  }
  if (variable.name.empty()) return std::unexpected("EXT-X-DEFINE has no NAME");
  if (!value) return std::unexpected(missing);
  // It would end a line, or an attribute.
  if (value->find_first_of("\"\r\n") != std::string::npos)
    return std::unexpected("a variable's value has a quote or a line's end");
  variable.value = *std::move(value);
  return variable;
}

/// Appends the line with its variables filled in; false where one of them is not defined.
bool fill(std::string_view line, const Variables& variables, std::string& out) {
  while (true) {
    const std::size_t begin = line.find("{$");
    out.append(line.substr(0, begin));
    if (begin == std::string_view::npos) return true;
    line.remove_prefix(begin + 2);
    const std::size_t end = line.find('}');
    const Variable* variable = find(variables, line.substr(0, end));
    if (end == std::string_view::npos || !variable) return false;
    out.append(variable->value);
    line.remove_prefix(end + 1);
  }
}

}  // namespace

Result<std::optional<std::string>> fill_variables(std::string_view text, std::string_view url,
                                                  const Variables* imported, Variables& defined,
                                                  Warnings& warnings) {
  if (!may_define(text)) return std::nullopt;
  std::string out;
  out.reserve(text.size());
  for (text::Lines lines(text); lines.next(); out.push_back('\n')) {
    const std::string_view line = lines.line();
    const std::string_view said = text::trim(line);
    if (const Tag tag = split_tag(said); said.starts_with(kDefine) && tag.name == kDefine.substr(1)) {
      auto variable = read_define(tag.value, url, imported);
      if (!variable) return fail(Fault::missing, lines.number(), variable.error());
      if (find(defined, variable->name)) {
        warnings.add(lines.number(), "a variable that is defined twice keeps its first value");
      } else if (defined.size() == kMostVariables) {
        return fail(Fault::too_large, lines.number(), "more than a thousand variables");
      } else {
        defined.push_back(*std::move(variable));
      }
      continue;
    }
    // In comments and in the titles of EXTINF nothing is filled in.
    const bool filled = said.starts_with("#EXT-X-") || !said.starts_with('#');
    if (!filled) {
      out.append(line);
    } else if (!fill(line, defined, out)) {
      return fail(Fault::missing, lines.number(), "a variable that no EXT-X-DEFINE before it defines");
    }
    if (out.size() > text.size() + kMostFilled)
      return fail(Fault::too_large, lines.number(), "variables that make more than 16 MB of text");
  }
  return out;
}

Result<std::string_view> media_text(std::string_view text, std::string_view url,
                                    const media::Variables& imported, Warnings& warnings,
                                    std::string& filled) {
  if (text.size() > longest_text) return fail(Fault::too_large, 1, "a playlist of more than 64 MB");
  text = without_mark(text);
  if (!is_playlist(text)) return fail(Fault::malformed, 1, "not an HLS playlist: #EXTM3U is missing");
  media::Variables own;
  auto out = fill_variables(text, url, &imported, own, warnings);
  if (!out) return std::unexpected(out.error());
  if (!*out) return text;
  filled = **std::move(out);
  return filled;
}

}  // namespace praxino::manifest::hls
