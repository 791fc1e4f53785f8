#pragma once

#include <cstdint>
#include <string_view>

#include "core/judge/hls/renditions.h"
#include "core/judge/hls/session.h"
#include "core/judge/hls/tag_read.h"
#include "core/judge/hls/variants.h"

namespace praxino::judge::hls {

/// The tags and URIs of a Multivariant Playlist in their order (RFC 8216bis §4.4.6).
class Multivariant {
 public:
  explicit Multivariant(Context& context)
      : context_(context), renditions_(context), variants_(context), session_(context), stable_(context) {}

  void tag(const TagRead& tag);
  void uri(std::string_view uri, std::uint64_t line);
  void end();

 private:
  void judge_open();

  Context& context_;
  Renditions renditions_;
  Variants variants_;
  Session session_;
  StableIds stable_;              ///< The renditions'.
  std::uint64_t stream_inf_ = 0;  ///< The line of an EXT-X-STREAM-INF whose URI is to come.
};

}  // namespace praxino::judge::hls
