#pragma once

#include <cstddef>
#include <forward_list>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/manifest/dash/xml.h"
#include "core/media/mirrors.h"

namespace praxino::manifest::dash {

/// BaseURL elements (ISO/IEC 23009-1 §5.6), level by level. Of several in one element the first is what
/// addresses are relative to and the others are its mirrors: those of the lowest dvb:priority first, among
/// these the heaviest by dvb:weight, then as they are written (ETSI TS 103 285 §10.8.2.1, where weights are
/// for drawing lots: here all clients draw the same, so that a session can be run again). Of one element the
/// first 64 are looked at.
class Bases {
 public:
  static constexpr std::size_t longest = 16384;   ///< Bytes of one, but for data: URLs.
  static constexpr std::size_t most = 16U << 20;  ///< Bytes of all, resolved.

  explicit Bases(const Document& document) : document_(document) {}

  /// The element's own, resolved against the outer one; that where it has none. Lives as long as `texts`.
  [[nodiscard]] std::string_view of(Node node, std::string_view outer);
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  std::forward_list<std::string> texts;
  media::Mirrors mirrors;

 private:
  [[nodiscard]] bool takes(Node node, const std::string& resolved);

  const Document& document_;
  std::optional<Error> error_;
  std::size_t bytes_ = 0;
};

}  // namespace praxino::manifest::dash
