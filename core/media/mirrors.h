#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace praxino::media {

/// Where the same files lie more than once: under the other BaseURLs of a DASH element (ISO/IEC 23009-1
/// §5.6.5), beside the playlists of redundant variants (RFC 8216bis §4.4.6.2).
class Mirrors {
 public:
  static constexpr std::size_t most_groups = 256;
  static constexpr std::size_t most_places = 8;

  /// One place of a file.
  struct Place {
    std::string url;
    std::string root;  ///< What distinguishes this place from the others; empty where there are none.
  };

  /// What lies below `root`, which the presentation's own URLs begin with, lies below `other` as well; and,
  /// where the last folders of both have the same names, what lies beside these. Beyond the limits nothing is
  /// added.
  void add(std::string_view root, std::string_view other);

  /// The file's places, in order of preference, its own URL first. Never empty.
  [[nodiscard]] std::vector<Place> of(const std::string& url) const;

 private:
  std::vector<std::vector<std::string>> groups_;  // roots; the presentation's own first
};

}  // namespace praxino::media
