#include "core/player/redact.h"

#include <algorithm>

namespace praxino::player {
namespace {

/// Where a URL that is quoted in a sentence ends.
constexpr std::string_view url_ends = " \t\r\n\"'<>";

void append_redacted_url(std::string& out, std::string_view after_scheme) {
  const auto path = after_scheme.find_first_of("/?#");
  const auto user = after_scheme.substr(0, path).rfind('@');
  if (user != std::string_view::npos) {
    out += "redacted";
    after_scheme.remove_prefix(user);
  }
  const auto secret = after_scheme.find_first_of("?#");
  out += after_scheme.substr(0, secret);
  if (secret != std::string_view::npos) (out += after_scheme[secret]) += "redacted";
}

}  // namespace

std::string redact(std::string_view text) {
  std::string out;
  for (;;) {
    const auto scheme = text.find("://");
    if (scheme == std::string_view::npos) return out += text;
    out += text.substr(0, scheme + 3);
    text.remove_prefix(scheme + 3);
    const auto end = std::min(text.find_first_of(url_ends), text.size());
    append_redacted_url(out, text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace praxino::player
