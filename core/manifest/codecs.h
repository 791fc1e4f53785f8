#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/media/types.h"

/// What RFC 6381 codec strings tell without looking into a codec.
namespace praxino::manifest {

/// Of one codec string such as "avc1.64001f"; nothing where it is not known.
[[nodiscard]] std::optional<media::TrackKind> kind_of_codec(std::string_view codec);

/// One name for the sample entries that a decoder takes alike: "avc1" and "avc3" are both "avc".
[[nodiscard]] std::string_view family_of_codec(std::string_view codec);

/// How many codecs of a kind a comma-separated list names. Unknown ones count as video.
[[nodiscard]] std::uint32_t count_codecs(std::string_view codecs, media::TrackKind kind);

/// The part of a comma-separated list that is of the kind, in its order. Unknown ones count as video.
[[nodiscard]] std::string codecs_of_kind(std::string_view codecs, media::TrackKind kind);

}  // namespace praxino::manifest
