#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "core/judge/hls/attributes.h"

namespace praxino::judge::hls {

/// The attributes of an EXT-X-KEY or EXT-X-SESSION-KEY (RFC 8216bis §4.4.4.4).
void judge_key(const Values& values, Tag tag, std::uint64_t line, Context& context);

/// What EXT-X-KEY and EXT-X-MAP say of the segments behind them.
class Keys {
 public:
  explicit Keys(Context& context) : context_(context) {}

  void key(const Values& values, std::uint64_t line);
  void map(const Values& values, std::uint64_t line);
  void segment(std::string_view uri, std::uint64_t line);

 private:
  /// A key in force; there is one for each KEYFORMAT.
  struct Key {
    std::string_view method;
    bool has_iv = false;
  };
  void put(std::string_view format, Key key);
  void count(const Key& key, std::int64_t by);

  Context& context_;
  std::map<std::string_view, Key> keys_;
  std::map<std::string_view, std::int64_t> methods_;  ///< How many of them have each method.
  std::int64_t without_iv_ = 0;                       ///< How many are AES-128 and have no IV.
  bool is_judged_ = false;                            ///< The keys as they are now, at a segment.
  bool has_map_ = false;
  bool told_no_map_ = false;
};

}  // namespace praxino::judge::hls
