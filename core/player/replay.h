#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/player/log.h"
#include "core/player/narrate.h"
#include "core/player/session.h"

namespace praxino::player {

/// Tells a log in plain words and, as far as it holds every byte, runs it again: a new Session is given the
/// same events at the same instants, and each batch of effects must come out byte for byte as it was.
///
///   while (replay.tell(lines)) {
///     print(lines);                                            // before run(): an event that traps has been
///     told if (!replay.run(lines)) return print(lines), different;  // says how
///   }
///   print(replay.summary());
class Replay {
 public:
  /// Borrows the log. Fails where it is none.
  [[nodiscard]] static Result<Replay> open(Bytes log);

  /// The next event and its recorded effects, replacing `lines`; false at the end.
  bool tell(std::string& lines);
  /// Runs that event; false where this engine does otherwise, with both sides in `lines`. Does nothing once a
  /// part of the log is missing.
  bool run(std::string& lines);
  [[nodiscard]] std::string summary() const;
  /// Whether every event told so far was run.
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  explicit Replay(LogReader reader) : reader_(reader) {}
  void tell_difference(Bytes replayed, std::string& lines);
  [[nodiscard]] std::string describe(Bytes batch, std::size_t index);

  LogReader reader_;
  LogStep step_;
  Session session_;
  Narrator narrator_;
  Effects effects_;
  std::vector<std::byte> encoded_;
  bool complete_ = true;
  std::uint64_t events_ = 0;
  std::uint64_t told_effects_ = 0;
  std::uint64_t appends_ = 0;
};

}  // namespace praxino::player
