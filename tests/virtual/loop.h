#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace praxino::virtual_host {

/// Who fired an event: the element, the source, or a sink by its number.
struct Target {
  enum class Kind : std::uint8_t { element, source, sink };
  Kind kind = Kind::element;
  int sink = -1;
  bool operator==(const Target&) const = default;
};

struct Event {
  double at = 0;  ///< Virtual seconds.
  Target target;
  std::string_view name;  ///< As the DOM spells it.
};

/// The event loop of the virtual browser. Time moves only when the test says so.
class Loop {
 public:
  using Task = std::function<void()>;

  [[nodiscard]] double now() const { return now_; }
  /// Tasks of one moment run in the order they were given.
  void after(double delay, Task task);
  /// Queues the firing of an event, as HTML's "queue an element task to fire an event".
  void fire(Target target, std::string_view name);
  /// When the next task is due, if ever.
  [[nodiscard]] std::optional<double> next() const;
  /// Runs everything that is due up to `time` and leaves the clock there.
  void run_until(double time);
  /// Events fired since the last call.
  [[nodiscard]] std::vector<Event> take_events();

 private:
  struct Due {
    double at = 0;
    std::uint64_t order = 0;
    Task task;
  };
  double now_ = 0;
  std::uint64_t orders_ = 0;
  std::vector<Due> due_;  ///< A heap; the earliest in front.
  std::vector<Event> fired_;
};

}  // namespace praxino::virtual_host
