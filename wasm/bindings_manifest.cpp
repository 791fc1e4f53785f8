#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/flat/flatten.h"
#include "core/judge/judge.h"
#include "core/manifest/hls/live.h"
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
    const media::Variables imported = variables_of(in(text + url, variables));
    manifest::Warnings warnings;
    answer(manifest::read_playlist(in(0, text), in(text, url), imported, warnings), warnings);
  }

  /// Opens a playlist that is loaded again and again, what it names relative to `url`, and gives its number.
  [[nodiscard]] std::uint32_t follow(std::uint32_t url, std::uint32_t variables) {
    const std::uint32_t id = ++last_followed_;
    followed_.emplace(std::piecewise_construct, std::forward_as_tuple(id),
                      std::forward_as_tuple(std::string(in(0, url)), variables_of(in(url, variables))));
    inbox_.reset();
    return id;
  }

  void refresh(std::uint32_t id, std::uint32_t text) { answer(followed_.at(id).refresh(in(0, text))); }

  /// All that its last text says.
  void followed(std::uint32_t id) {
    manifest::Warnings warnings;
    answer(Result<manifest::hls::Playlist>(followed_.at(id).playlist(warnings)), warnings);
  }

  void unfollow(std::uint32_t id) { followed_.erase(id); }

  void findings(std::uint32_t text) { answer(judge::judge(in(0, text))); }

  [[nodiscard]] std::uintptr_t address() const { return reinterpret_cast<std::uintptr_t>(answer_.data()); }
  [[nodiscard]] std::uint32_t length() const { return static_cast<std::uint32_t>(answer_.size()); }

 private:
  [[nodiscard]] static media::Variables variables_of(std::string_view text) {
    media::Variables all;
    for (text::Lines lines(text); lines.next();) {
      std::string_view value = lines.line();
      const std::string_view name = text::take(value, '=');
      all.push_back({std::string(name), std::string(value)});
    }
    return all;
  }

  [[nodiscard]] std::string_view in(std::uint32_t at, std::uint32_t size) const {
    return {inbox_.get() + at, size};
  }

  template <typename T, typename... Beside>
  void answer(const Result<T>& read, const Beside&... beside) {
    inbox_.reset();
    answer_ = read ? flat::flatten(*read, beside...) : flat::flatten(read.error());
  }

  std::map<std::uint32_t, manifest::hls::LivePlaylist> followed_;
  std::uint32_t last_followed_ = 0;
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
      .function("follow", &ManifestReader::follow)
      .function("refresh", &ManifestReader::refresh)
      .function("followed", &ManifestReader::followed)
      .function("unfollow", &ManifestReader::unfollow)
      .function("findings", &ManifestReader::findings)
      .function("address", &ManifestReader::address)
      .function("length", &ManifestReader::length);
}
