#include <cmath>
#include <cstddef>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "operation_script.h"

namespace praxino::virtual_host {
namespace {

constexpr double kFrame = 0.041;

bool near(double a, double b, double within = kFrame) {
  return a == b || (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= within;
}

std::string text(double number) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3f", number);
  return buffer;
}

std::string text(const std::vector<TimeRange>& ranges) {
  std::string all;
  for (const TimeRange& range : ranges) all += "[" + text(range.start) + ", " + text(range.end) + ") ";
  return all;
}

std::string text(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += name + " ";
  return all;
}

bool same(const std::vector<TimeRange>& a, const std::vector<TimeRange>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!near(a[i].start, b[i].start) || !near(a[i].end, b[i].end)) return false;
  }
  return true;
}

template <typename Value>
std::set<std::string> keys(const std::map<std::string, Value>& a, const std::map<std::string, Value>& b) {
  std::set<std::string> all;
  for (const auto& entry : a) all.insert(entry.first);
  for (const auto& entry : b) all.insert(entry.first);
  return all;
}

template <typename Value>
Value value_of(const std::map<std::string, Value>& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? Value{} : found->second;
}

}  // namespace

std::vector<std::string> differences(const Outcome& recorded, const Outcome& seen, double time_tolerance) {
  std::vector<std::string> found;
  const auto say = [&](const std::string& what, const std::string& was, const std::string& is) {
    found.push_back(what + ": browser " + was + "| virtual " + is);
  };
  if (recorded.error != seen.error) say("error", recorded.error, seen.error);
  if (recorded.missing != seen.missing)
    say("missing", recorded.missing ? "yes" : "no", seen.missing ? "yes" : "no");
  if (recorded.turns != seen.turns) say("turns", std::to_string(recorded.turns), std::to_string(seen.turns));
  if (recorded.media_error != seen.media_error) {
    say("media error", std::to_string(recorded.media_error), std::to_string(seen.media_error));
  }
  if (recorded.state != seen.state) say("state", recorded.state, seen.state);
  for (const std::string& target : keys(recorded.events, seen.events)) {
    const auto was = value_of(recorded.events, target);
    const auto is = value_of(seen.events, target);
    if (was != is) say("events of " + target, text(was), text(is));
  }
  for (const std::string& target : keys(recorded.buffered, seen.buffered)) {
    const auto was = value_of(recorded.buffered, target);
    const auto is = value_of(seen.buffered, target);
    if (!same(was, is)) say("buffered of " + target, text(was), text(is));
  }
  for (const auto& [sink, was] : recorded.offsets) {
    const double is = value_of(seen.offsets, sink);
    if (!near(was, is)) say("offset of " + sink, text(was), text(is));
  }
  if (!near(recorded.duration, seen.duration)) say("duration", text(recorded.duration), text(seen.duration));
  if (!near(recorded.time, seen.time, time_tolerance)) say("time", text(recorded.time), text(seen.time));
  return found;
}

}  // namespace praxino::virtual_host
