#include "core/base/url.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/player/redact.h"
#include "fuzz/require.h"

// The first line is a base, the rest a reference. And a text loses the secrets of URLs that it quotes at
// once.

using namespace praxino;

namespace {

bool has_dot_segment(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  for (std::string_view segment : {"/./", "/../"}) {
    if (path.find(segment) != std::string_view::npos) return true;
  }
  return path.ends_with("/.") || path.ends_with("/..");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string redacted = player::redact(text);
  require(player::redact(redacted) == redacted);

  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string base(text.substr(0, end));
  const std::string reference(text.substr(std::min(end + 1, text.size())));

  require(url::resolve(base, reference).size() <= base.size() + reference.size() + 2);
  // Under a base of our own everything becomes absolute, and then stays as it is under any other base.
  const std::string ours = url::resolve("https://a.example/b/c?d", reference);
  require(url::is_absolute(ours));
  if (ours.starts_with("https://a.example/")) {
    require(url::resolve("https://other.example/x/y", ours) == ours);
    require(!has_dot_segment(ours));
  }
  return 0;
}
