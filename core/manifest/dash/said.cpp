#include "core/manifest/dash/said.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/text.h"

namespace praxino::manifest::dash {
namespace {

using media::Attribute;
using media::Said;
using media::TimedEvent;

/// What an element or attribute takes beside its letters.
constexpr std::size_t kFrame = 96;
/// What is read and not kept, as it was said before, costs so much less.
constexpr std::size_t kForNothing = 8;

/// Elements that have a place of their own, and are nobody else's content.
bool is_apart(std::string_view name) {
  return name == "Period" || name == "AdaptationSet" || name == "Representation";
}

/// Elements that the engine reads itself.
bool is_read(std::string_view name) {
  return is_apart(name) || name == "MPD" || name.starts_with("Segment") || name == "EventStream";
}

std::vector<Attribute> attributes_of(Node node) {
  std::vector<Attribute> out;
  for (const pugi::xml_attribute each : node.attributes()) out.push_back({each.name(), each.value()});
  return out;
}

std::size_t size_of(const std::vector<Attribute>& attributes, std::string_view text) {
  std::size_t size = kFrame + text.size();
  for (const Attribute& each : attributes) size += kFrame + each.name.size() + each.value.size();
  return size;
}

std::optional<std::int64_t> ticks_of(Node node, const char* name) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62;
  const auto ticks = text::to_uint(text::trim(attribute(node, name)));
  return ticks && *ticks <= kMost ? std::optional(static_cast<std::int64_t>(*ticks)) : std::nullopt;
}

}  // namespace

bool Quoter::takes(std::size_t bytes) {
  if (bytes <= left_) {
    left_ -= bytes;
    return true;
  }
  if (left_ != 0) document_.warn(warnings_, document_.root(), "more is said in the MPD than is kept");
  left_ = 0;
  return false;
}

void Quoter::add(Node node, std::vector<Said>& out) {
  if (left_ == 0) return;
  const std::string_view name = local_name(node);
  Said said{.name = std::string(name), .attributes = attributes_of(node), .text = {}};
  if (!is_read(name)) said.text = document_.inside(node);
  if (takes(size_of(said.attributes, said.text))) out.push_back(std::move(said));
}

void Quoter::quote(Node node, std::vector<Said>& out) {
  add(node, out);
  for (const Node each : node.children()) {
    if (each.type() == pugi::node_element && !is_apart(local_name(each))) add(each, out);
  }
}

void Quoter::quote_on(const Period& period, std::span<const Node> nodes, std::vector<Said>& out,
                      std::size_t& last) {
  const std::size_t before = out.size();
  const std::size_t left = left_;
  if (before != 0) add(period.node, out);
  const std::size_t begin = out.size();
  for (const Node node : nodes) quote(node, out);
  const std::span all(out);
  if (before == 0 || !std::ranges::equal(all.subspan(begin), all.subspan(last, before - last))) {
    last = begin;
  } else {
    while (out.size() > before) out.pop_back();
    left_ += (left - left_) / kForNothing * (kForNothing - 1);
  }
}

void Quoter::quote_events(const Period& period, std::vector<TimedEvent>& out) {
  for (Node stream = child(period.node, "EventStream"); stream; stream = next(stream)) {
    if (is_elsewhere(document_, stream, warnings_)) continue;
    const std::int64_t offset = ticks_of(stream, "presentationTimeOffset").value_or(0);
    const std::uint32_t said_scale = text::to_uint32(attribute(stream, "timescale")).value_or(1);
    const std::uint32_t scale = std::max(said_scale, 1U);
    for (Node each = child(stream, "Event"); each; each = next(each)) {
      const std::int64_t time = ticks_of(each, "presentationTime").value_or(0);
      const std::string_view message = attribute(each, "messageData");
      TimedEvent event{.scheme = std::string(attribute(stream, "schemeIdUri")),
                       .value = std::string(attribute(stream, "value")),
                       .id = std::string(attribute(each, "id")),
                       .start = seconds_of(period.start) + Ticks{time - offset, scale}.seconds(),
                       .duration = {},
                       .attributes = attributes_of(each),
                       .message = message.empty() ? document_.inside(each) : std::string(message)};
      if (const auto duration = ticks_of(each, "duration"))
        event.duration = Ticks{*duration, scale}.seconds();
      if (!takes(size_of(event.attributes, event.message) + event.scheme.size() + event.value.size() +
                 2 * kFrame))
        return;
      out.push_back(std::move(event));
    }
  }
}

}  // namespace praxino::manifest::dash
