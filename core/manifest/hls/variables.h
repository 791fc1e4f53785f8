#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/manifest/warnings.h"
#include "core/media/presentation.h"

namespace praxino::manifest::hls {

/// The playlist's text with its variables filled in, line for line (RFC 8216bis §4.3, §4.4.2.3); nothing
/// where it has no EXT-X-DEFINE, and so none. `url` is the playlist's own, for QUERYPARAM; `imported` are the
/// multivariant playlist's variables, null in that one itself. What is defined here is added to `defined`.
/// An Error where a variable is used that is not defined, and where text of more than 16 MB would come of it.
[[nodiscard]] Result<std::optional<std::string>> fill_variables(std::string_view text, std::string_view url,
                                                                const media::Variables* imported,
                                                                media::Variables& defined,
                                                                Warnings& warnings);

/// A media playlist's text as it is read: of up to 64 MB, without a byte order mark, its variables filled in,
/// which `filled` then holds. Otherwise as fill_variables.
[[nodiscard]] Result<std::string_view> media_text(std::string_view text, std::string_view url,
                                                  const media::Variables& imported, Warnings& warnings,
                                                  std::string& filled);

}  // namespace praxino::manifest::hls
