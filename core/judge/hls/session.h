#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/judge/hls/variants.h"

namespace praxino::judge::hls {

/// What a Multivariant Playlist says of the whole session: data, keys and steering (RFC 8216bis §4.4.6.4 to
/// §4.4.6.6).
class Session {
 public:
  explicit Session(Context& context) : context_(context) {}

  void data(const Values& values, std::uint64_t line);
  void key(const Values& values, std::uint64_t line);
  void steering(const Values& values, std::uint64_t line);
  void end(const Variants& variants);

 private:
  struct Datum {
    std::string_view id;
    std::string_view language;
    std::uint64_t line = 0;
  };
  struct Key {
    std::uint64_t attributes = 0;  ///< Their hash.
    std::uint64_t line = 0;
  };

  Context& context_;
  std::vector<Datum> data_;
  std::vector<Key> keys_;
  std::string_view pathway_;  ///< EXT-X-CONTENT-STEERING's.
  std::uint64_t steering_line_ = 0;
};

}  // namespace praxino::judge::hls
