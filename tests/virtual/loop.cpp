#include "loop.h"

#include <algorithm>
#include <utility>

namespace praxino::virtual_host {
namespace {

constexpr auto kLater = [](const auto& a, const auto& b) {
  return a.at != b.at ? a.at > b.at : a.order > b.order;
};

}  // namespace

void Loop::after(double delay, Task task) {
  due_.push_back({.at = now_ + delay, .order = orders_++, .task = std::move(task)});
  std::ranges::push_heap(due_, kLater);
}

void Loop::fire(Target target, std::string_view name) {
  after(0, [this, target, name] { fired_.push_back({.at = now_, .target = target, .name = name}); });
}

std::optional<double> Loop::next() const {
  if (due_.empty()) return std::nullopt;
  return due_.front().at;
}

void Loop::run_until(double time) {
  while (!due_.empty() && due_.front().at <= time) {
    std::ranges::pop_heap(due_, kLater);
    Due due = std::move(due_.back());
    due_.pop_back();
    now_ = std::max(now_, due.at);
    due.task();
  }
  now_ = std::max(now_, time);
}

std::vector<Event> Loop::take_events() { return std::exchange(fired_, {}); }

}  // namespace praxino::virtual_host
