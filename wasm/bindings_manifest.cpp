#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/flat/flatten.h"
#include "core/judge/judge.h"
#include "core/manifest/read.h"

namespace praxino {
namespace {

/// Manifests behind numbers: text, URL and content type go in at reserve(), one behind the other; what they
/// say comes out flat (core/flat/writer.h), at address() until the next call.
class ManifestReader {
 public:
  [[nodiscard]] std::uintptr_t reserve(std::uint32_t bytes) {
    // Neither the last answer nor memory set to zero: there may be much of it.
    answer_ = {};
    inbox_ = std::make_unique_for_overwrite<char[]>(bytes);
    return reinterpret_cast<std::uintptr_t>(inbox_.get());
  }

  void presentation(std::uint32_t text, std::uint32_t url, std::uint32_t type) {
    manifest::Warnings warnings;
    answer(manifest::read_presentation(in(0, text), in(text, url), in(text + url, type), warnings), warnings);
  }

  /// `variables`: name=value, a line each.
  void playlist(std::uint32_t text, std::uint32_t url, std::uint32_t variables) {
    media::Variables imported;
    for (text::Lines lines(in(text + url, variables)); lines.next();) {
      std::string_view value = lines.line();
      const std::string_view name = text::take(value, '=');
      imported.push_back({std::string(name), std::string(value)});
    }
    manifest::Warnings warnings;
    answer(manifest::read_playlist(in(0, text), in(text, url), imported, warnings), warnings);
  }

  void findings(std::uint32_t text) { answer(judge::judge(in(0, text))); }

  [[nodiscard]] std::uintptr_t address() const { return reinterpret_cast<std::uintptr_t>(answer_.data()); }
  [[nodiscard]] std::uint32_t length() const { return static_cast<std::uint32_t>(answer_.size()); }

 private:
  [[nodiscard]] std::string_view in(std::uint32_t at, std::uint32_t size) const {
    return {inbox_.get() + at, size};
  }

  template <typename T, typename... Beside>
  void answer(const Result<T>& read, const Beside&... beside) {
    inbox_.reset();
    answer_ = read ? flat::flatten(*read, beside...) : flat::flatten(read.error());
  }

  std::unique_ptr<char[]> inbox_;
  std::vector<std::byte> answer_;
};

}  // namespace
}  // namespace praxino

EMSCRIPTEN_BINDINGS(praxino_manifest) {
  using praxino::ManifestReader;
  emscripten::class_<ManifestReader>("ManifestReader")
      .constructor<>()
      .function("reserve", &ManifestReader::reserve)
      .function("presentation", &ManifestReader::presentation)
      .function("playlist", &ManifestReader::playlist)
      .function("findings", &ManifestReader::findings)
      .function("address", &ManifestReader::address)
      .function("length", &ManifestReader::length);
}
