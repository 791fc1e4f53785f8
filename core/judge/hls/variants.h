#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/judge/hls/renditions.h"

namespace praxino::judge::hls {

/// EXT-X-STREAM-INF and EXT-X-I-FRAME-STREAM-INF (RFC 8216bis §4.4.6.2 and §4.4.6.3).
class Variants {
 public:
  explicit Variants(Context& context) : context_(context), stable_(context) {}

  void add(const Values& values, Tag tag, std::uint64_t line);
  /// A URI's line; `stream_inf` is that of the EXT-X-STREAM-INF above it, or 0.
  void uri(std::string_view uri, std::uint64_t line, std::uint64_t stream_inf);
  void end(const Renditions& renditions);
  /// Whether a variant belongs to a Pathway.
  [[nodiscard]] bool has_pathway(std::string_view id) const;

 private:
  struct Reference {
    std::string_view type;
    std::string_view group;
    std::uint64_t line = 0;
    bool lacks_audio = false;  ///< There are CODECS, and none is audio.
  };
  /// Something that all variants have to say if one does.
  struct Shared {
    std::uint64_t with = 0;  ///< The line of the first that says it.
    std::uint64_t without = 0;
    void take(bool says, std::uint64_t line) {
      std::uint64_t& first = says ? with : without;
      if (first == 0) first = line;
    }
  };
  void judge_bandwidth(const Values& values, std::uint64_t line);
  void refer(const Values& values, std::uint64_t line);

  Context& context_;
  StableIds stable_;
  std::uint64_t count_ = 0;
  Values last_{std::span<const Definition>()};  ///< The EXT-X-STREAM-INF whose URI is to come.
  std::vector<Reference> references_;
  std::vector<std::string_view> pathways_;  ///< Sorted at the end.
  bool has_hidden_pathway_ = false;
  Shared score_;
  Shared no_captions_;
};

/// A PATHWAY-ID, where it is there.
void judge_pathway(const Values& values, std::uint64_t line, Context& context);

}  // namespace praxino::judge::hls
