#pragma once

#include <optional>
#include <string>
#include <string_view>

/// URLs as text. Nothing here percent-encodes, looks at hosts or fails: what cannot be a URL is for the fetch
/// to refuse.
namespace praxino::url {

/// Whether the text begins with a scheme ("https:", "data:", "blob:").
[[nodiscard]] bool is_absolute(std::string_view text);

/// RFC 3986 §5.2, as leniently as browsers: white space around the reference and line ends inside it are
/// dropped, a backslash is a slash unless the scheme is none of the web's, "%2e" is a dot in dot segments,
/// "https:x" under an https base is relative. Where the base has no hierarchy (data:, blob:) a relative
/// reference is returned as it is.
[[nodiscard]] std::string resolve(std::string_view base, std::string_view reference);

/// The first value that the URL's query gives the parameter, as application/x-www-form-urlencoded says it:
/// "%2B" is "+", "+" is a space.
[[nodiscard]] std::optional<std::string> query_parameter(std::string_view url, std::string_view name);

}  // namespace praxino::url
