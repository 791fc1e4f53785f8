#include "core/base/url.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "core/base/text.h"

namespace praxino::url {
namespace {

/// Views into a URL reference; every part but the scheme and the authority keeps its delimiter.
struct Parts {
  std::string_view scheme;     ///< Without ':'; empty in a relative reference.
  std::string_view authority;  ///< With its leading "//"; empty where there is none.
  std::string_view path;
  std::string_view query;     ///< With '?'.
  std::string_view fragment;  ///< With '#'.
};

std::string_view scheme_of(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text::lower(text[i]);
    if (letter == ':') return text.substr(0, i);
    const bool is_letter = letter >= 'a' && letter <= 'z';
    const bool is_other = (letter >= '0' && letter <= '9') || letter == '+' || letter == '-' || letter == '.';
    if (!is_letter && (i == 0 || !is_other)) return {};
  }
  return {};
}

bool is_web(std::string_view scheme) {
  return text::equal_ignoring_case(scheme, "https") || text::equal_ignoring_case(scheme, "http") ||
         text::equal_ignoring_case(scheme, "file");
}

std::string_view cut_from(std::string_view& text, std::string_view delimiters) {
  const std::size_t at = std::min(text.find_first_of(delimiters), text.size());
  const std::string_view tail = text.substr(at);
  text = text.substr(0, at);
  return tail;
}

Parts split(std::string_view text) {
  Parts parts;
  parts.scheme = scheme_of(text);
  if (!parts.scheme.empty()) text.remove_prefix(parts.scheme.size() + 1);
  parts.fragment = cut_from(text, "#");
  parts.query = cut_from(text, "?");
  if (text.starts_with("//")) {
    const std::size_t end = std::min(text.find('/', 2), text.size());
    parts.authority = text.substr(0, end);
    text.remove_prefix(end);
  }
  parts.path = text;
  return parts;
}

/// 1 for ".", 2 for "..", both with %2e for a dot; else 0.
int dots_of(std::string_view segment) {
  int dots = 0;
  while (!segment.empty()) {
    if (segment.starts_with('.')) {
      segment.remove_prefix(1);
    } else if (text::starts_ignoring_case(segment, "%2e")) {
      segment.remove_prefix(3);
    } else {
      return 0;
    }
    if (++dots > 2) return 0;
  }
  return dots;
}

/// RFC 3986 §5.2.4, segment by segment. ".." never climbs above the root.
void append_without_dots(std::string& out, std::string_view path) {
  const std::size_t root = out.size();
  if (path.starts_with('/')) {
    out.push_back('/');
    path.remove_prefix(1);
  }
  const std::size_t first = out.size();
  for (bool last = false; !last;) {
    last = path.find('/') == std::string_view::npos;
    const std::string_view segment = text::take(path, '/');
    const int dots = dots_of(segment);
    if (dots == 0) {
      out.append(segment);
      if (!last) out.push_back('/');
    } else if (dots == 2 && out.size() > first) {
      out.pop_back();
      const std::size_t slash = out.rfind('/');
      out.resize(slash == std::string::npos || slash < root ? first : slash + 1);
    }
  }
}

/// The reference as a browser's parser would first clean it.
std::string_view cleaned(std::string_view reference, bool web, std::string& storage) {
  while (!reference.empty() && static_cast<unsigned char>(reference.front()) <= ' ')
    reference.remove_prefix(1);
  while (!reference.empty() && static_cast<unsigned char>(reference.back()) <= ' ')
    reference.remove_suffix(1);
  if (reference.find_first_of(web ? "\t\r\n\\" : "\t\r\n") == std::string_view::npos) return reference;
  bool in_path = web;
  for (const char letter : reference) {
    if (letter == '?' || letter == '#') in_path = false;
    if (letter == '\t' || letter == '\r' || letter == '\n') continue;
    storage.push_back(letter == '\\' && in_path ? '/' : letter);
  }
  return storage;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char* const digits = text.data() + i + 1;
    unsigned letter = 0;
    const bool escaped = text[i] == '%' && i + 2 < text.size() &&
                         std::from_chars(digits, digits + 2, letter, 16).ptr == digits + 2;
    out.push_back(escaped ? static_cast<char>(letter) : text[i] == '+' ? ' ' : text[i]);
    if (escaped) i += 2;
  }
  return out;
}

}  // namespace

bool is_absolute(std::string_view text) { return !scheme_of(text).empty(); }

std::string resolve(std::string_view base_text, std::string_view reference_text) {
  const Parts base = split(base_text);
  const std::string_view own_scheme = scheme_of(text::trim(reference_text));
  std::string storage;
  reference_text = cleaned(reference_text, is_web(own_scheme.empty() ? base.scheme : own_scheme), storage);
  Parts reference = split(reference_text);

  std::string out;
  if (!reference.scheme.empty()) {
    const bool relative_in_disguise = is_web(reference.scheme) && reference.authority.empty() &&
                                      text::equal_ignoring_case(reference.scheme, base.scheme);
    if (!relative_in_disguise) {
      if (reference.authority.empty()) return std::string(reference_text);
      out.append(reference.scheme).append(":").append(reference.authority);
      append_without_dots(out, reference.path);
      return out.append(reference.query).append(reference.fragment);
    }
  }
  const bool hierarchical = base.scheme.empty() || !base.authority.empty() || base.path.starts_with('/');
  const bool same_document = reference.authority.empty() && reference.path.empty() && reference.query.empty();
  if (!hierarchical && !same_document) return std::string(reference_text);

  if (!base.scheme.empty()) out.append(base.scheme).append(":");
  if (!reference.authority.empty()) {
    out.append(reference.authority);
    append_without_dots(out, reference.path);
    return out.append(reference.query).append(reference.fragment);
  }
  out.append(base.authority);
  if (reference.path.empty()) {
    out.append(base.path).append(reference.query.empty() ? base.query : reference.query);
    return out.append(reference.fragment);
  }
  if (reference.path.starts_with('/')) {
    append_without_dots(out, reference.path);
  } else {
    const std::size_t folder = base.path.rfind('/') + 1;  // npos + 1 is 0: no folder at all.
    std::string merged(base.path.substr(0, folder));
    if (merged.empty() && !base.authority.empty()) merged = "/";
    append_without_dots(out, merged.append(reference.path));
  }
  return out.append(reference.query).append(reference.fragment);
}

std::optional<std::string> query_parameter(std::string_view url, std::string_view name) {
  std::string_view query = split(url).query;
  if (!query.empty()) query.remove_prefix(1);
  while (!query.empty()) {
    std::string_view value = text::take(query, '&');
    if (decoded(text::take(value, '=')) == name) return decoded(value);
  }
  return std::nullopt;
}

}  // namespace praxino::url
