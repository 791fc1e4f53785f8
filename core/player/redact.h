#pragma once

#include <string>
#include <string_view>

namespace praxino::player {

/// A text without what its URLs may keep secret: user names and passwords, queries and fragments. A log that
/// leaves the machine must not carry somebody's session token. Tokens in a URL's path cannot be told from
/// names and stay.
[[nodiscard]] std::string redact(std::string_view text);

}  // namespace praxino::player
