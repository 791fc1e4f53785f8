#pragma once

#include <cstdint>
#include <string_view>

#include "core/judge/hls/attributes.h"
#include "core/judge/hls/tags.h"

namespace praxino::judge::hls {

/// A known tag of the playlist's own kind, with all that its line says.
struct TagRead {
  const TagInfo& info;
  std::string_view value;  ///< Behind the colon.
  const Values& values;    ///< Where that is an attribute list.
  std::uint64_t line = 0;
};

}  // namespace praxino::judge::hls
