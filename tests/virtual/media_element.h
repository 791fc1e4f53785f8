#pragma once

#include <cstdint>
#include <optional>

#include "loop.h"
#include "traits.h"

namespace praxino::virtual_host {

class MediaSource;

/// The HTMLMediaElement in front of a MediaSource: a playhead that moves in virtual time through what is
/// buffered.
class MediaElement {
 public:
  /// HTML's readyState, without the guess that `enough` would be.
  enum class Ready : std::uint8_t { nothing, metadata, current_data, future_data };

  MediaElement(Loop& loop, MediaSource& source) : loop_(loop), source_(source) {}

  // The page's side.
  void play(double rate = 1);
  void pause();
  void seek(double time);
  [[nodiscard]] double current_time() const;
  [[nodiscard]] double rate() const { return rate_; }
  /// A number that changes with the picture.
  [[nodiscard]] std::uint32_t picture() const;
  [[nodiscard]] bool paused() const { return paused_; }
  [[nodiscard]] bool seeking() const { return seeking_; }
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] Ready ready() const { return ready_; }
  /// MediaError's code; 0 for none.
  [[nodiscard]] int error() const { return error_; }

  // The source's side.
  void metadata_known();
  void duration_changed();
  /// Ranges or the source's state changed: stalls, starts and seeks are thought over.
  void think();
  void fail(int code);
  /// A decoder that hangs: it stands, with data, until it was sought so often.
  void stick(int seeks);

 private:
  void fire(std::string_view name) { loop_.fire({}, name); }
  void halt();
  void arrive();
  void finish_seek();
  void reach_end_of_range();
  void set_ready(Ready ready);
  [[nodiscard]] bool tells_stalls() const;

  Loop& loop_;
  MediaSource& source_;
  Ready ready_ = Ready::nothing;
  double anchor_time_ = 0;  ///< Media time at loop time `anchor_at_`.
  double anchor_at_ = 0;    ///< While it stands, when it stopped.
  double rate_ = 1;
  bool moving_ = false;
  bool paused_ = true;
  bool seeking_ = false;
  bool ended_ = false;
  bool starved_ = false;  ///< Stands still for want of data, not by a person's wish.
  bool sought_ = false;   ///< From a seek until its frame shows.
  bool landing_ = false;  ///< A seek whose frames are there, being decoded.
  /// The end of the picture that the clock has run past, or will; nothing where it stops with the data.
  std::optional<double> hole_;
  bool shown_data_ = false;
  int error_ = 0;
  int stuck_ = 0;           ///< Seeks until it moves again.
  std::uint64_t plan_ = 0;  ///< Scheduled ends of ranges carry it; a newer plan voids them.
};

}  // namespace praxino::virtual_host
