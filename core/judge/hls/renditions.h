#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/judge/hls/attributes.h"

namespace praxino::judge::hls {

/// EXT-X-MEDIA and the groups that they make (RFC 8216bis §4.4.6.1).
class Renditions {
 public:
  explicit Renditions(Context& context) : context_(context) {}

  void add(const Values& values, std::uint64_t line);
  /// All are there: from here on groups can be asked for.
  void end();

  /// Whether there is a group, or one whose name a variable holds.
  [[nodiscard]] bool has_group(std::string_view type, std::string_view group) const;
  /// Whether a group has a rendition with a playlist of its own.
  [[nodiscard]] bool has_playlist(std::string_view type, std::string_view group) const;

 private:
  struct Rendition {
    std::string_view type;
    std::string_view group;
    std::string_view name;
    std::string_view channels;
    std::uint64_t line = 0;
    std::uint64_t attributes = 0;  ///< A hash of those that are alike in all groups.
    std::uint64_t choice = 0;      ///< And of those by which clients choose.
    bool is_default = false;
    bool autoselect = false;
    bool has_uri = false;
  };
  using Index = std::size_t;

  void judge_type(const Values& values, std::string_view type, std::uint64_t line);
  void judge_captions(const Values& values, std::uint64_t line);
  [[nodiscard]] Index end_of_group(Index first) const;
  [[nodiscard]] Index find_group(std::string_view type, std::string_view group) const;
  void judge_group(Index first, Index end);
  void judge_choices(Index first, Index end);
  void judge_alike(Index reference, Index reference_end, Index first, Index end);
  void judge_channels();

  Context& context_;
  std::vector<Rendition> renditions_;
  bool has_hidden_group_ = false;  ///< One whose GROUP-ID refers to a variable.
};

/// STABLE-RENDITION-ID and STABLE-VARIANT-ID.
class StableIds {
 public:
  explicit StableIds(Context& context) : context_(context) {}

  void add(std::string_view uri, const Values& values, std::string_view attribute, std::uint64_t line);
  void end();

 private:
  struct Id {
    std::string_view uri;
    std::string_view id;
    std::uint64_t line = 0;
  };
  Context& context_;
  std::vector<Id> ids_;
};

/// A LANGUAGE or ASSOC-LANGUAGE, where it is there.
void judge_language(const Values& values, std::string_view attribute, std::uint64_t line, Context& context);

}  // namespace praxino::judge::hls
