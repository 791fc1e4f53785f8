#include <emscripten/bind.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/player/replay.h"

namespace praxino {
namespace {

/// player/replay.h behind numbers: the log goes in at address(), lines come out as UTF-8 at textAddress().
class LogReplay {
 public:
  explicit LogReplay(std::uint32_t length) : log_(length) {}

  [[nodiscard]] std::uintptr_t address() { return reinterpret_cast<std::uintptr_t>(log_.data()); }
  /// False where it is no log; the text says why.
  bool open() {
    auto opened = player::Replay::open(log_);
    if (!opened) {
      text_ = opened.error().what;
      return false;
    }
    replay_.emplace(std::move(*opened));
    return true;
  }
  bool tell() { return replay_->tell(text_); }
  bool run() { return replay_->run(text_); }
  void summarize() { text_ = replay_->summary(); }
  [[nodiscard]] bool complete() const { return replay_->complete(); }
  [[nodiscard]] std::uintptr_t text_address() const { return reinterpret_cast<std::uintptr_t>(text_.data()); }
  [[nodiscard]] std::uint32_t text_length() const { return static_cast<std::uint32_t>(text_.size()); }

 private:
  std::vector<std::byte> log_;
  std::optional<player::Replay> replay_;
  std::string text_;
};

}  // namespace
}  // namespace praxino

EMSCRIPTEN_BINDINGS(praxino_replay) {
  using praxino::LogReplay;
  emscripten::class_<LogReplay>("LogReplay")
      .constructor<std::uint32_t>()
      .function("address", &LogReplay::address)
      .function("open", &LogReplay::open)
      .function("tell", &LogReplay::tell)
      .function("run", &LogReplay::run)
      .function("summarize", &LogReplay::summarize)
      .function("complete", &LogReplay::complete)
      .function("textAddress", &LogReplay::text_address)
      .function("textLength", &LogReplay::text_length);
}
