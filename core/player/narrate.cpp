#include "core/player/narrate.h"

#include <algorithm>
#include <variant>

#include "core/player/phrases.h"

namespace praxino::player {

using phrases::because;
using phrases::bitrate;
using phrases::bytes;
using phrases::id;
using phrases::ranges;
using phrases::seconds;
using phrases::word;

std::string Narrator::tell(const Event& event, std::optional<wire::BlobRef> body) {
  blob_ = body;
  return std::visit([this](const auto& message) { return say(message); }, event);
}

std::string Narrator::tell(const Effect& effect, std::optional<wire::BlobRef> blob) {
  blob_ = blob;
  return std::visit([this](const auto& message) { return say(message); }, effect);
}

// ---- names
// ----------------------------------------------------------------------------------------------------

std::string Narrator::fetch_name(FetchId fetch) const {
  const auto known = fetches_.find(fetch);
  return id(fetch) + (known == fetches_.end() ? "" : " (" + known->second + ")");
}

std::string Narrator::sink_name(std::uint32_t sink) const {
  const auto known = sinks_.find(sink);
  return "sink " + std::to_string(sink) + (known == sinks_.end() ? "" : " (" + known->second + ")");
}

std::string Narrator::rendition_name(std::uint32_t rendition) const {
  const auto known = std::ranges::find(renditions_, rendition, &RenditionInfo::id);
  std::string text = "rendition " + std::to_string(rendition);
  if (known == renditions_.end()) return text;
  std::string about;
  if (known->height > 0) about = std::to_string(known->width) + "×" + std::to_string(known->height);
  if (known->bitrate > 0) about += (about.empty() ? "" : ", ") + bitrate(known->bitrate);
  return about.empty() ? text : text + " (" + about + ")";
}

std::string Narrator::blob_length(const Blob& blob) const {
  return bytes(blob_ ? blob_->length : static_cast<double>(blob.data.size()));
}

// ---- events
// ---------------------------------------------------------------------------------------------------

std::string Narrator::say(const Load& event) const {
  std::string text = "load " + event.url;
  if (event.start_time >= 0) text += ", from " + seconds(event.start_time) + " s";
  if (event.start_bitrate > 0) text += ", first rendition up to " + bitrate(event.start_bitrate);
  if (event.max_bitrate > 0) text += ", never above " + bitrate(event.max_bitrate);
  if (event.buffer_goal > 0) text += ", " + seconds(event.buffer_goal) + " s ahead";
  if (event.back_buffer > 0) text += ", " + seconds(event.back_buffer) + " s behind";
  return text;
}

std::string Narrator::say(const Response& event) const {
  std::string text = "reply to " + fetch_name(event.fetch) + ": " + std::to_string(event.status);
  if (!event.type.empty()) text += ", " + event.type;
  if (event.length >= 0) text += ", " + bytes(event.length);
  if (event.range_start >= 0) text += " from byte " + phrases::fixed(event.range_start, 0);
  if (event.total >= 0) text += " of " + phrases::fixed(event.total, 0);
  return text;
}

std::string Narrator::say(const Body& event) const {
  return "body of " + fetch_name(event.fetch) + ": " + blob_length(event.bytes);
}

std::string Narrator::say(const BodyEnded& event) const { return "end of " + fetch_name(event.fetch); }

std::string Narrator::say(const Broken& event) const {
  return fetch_name(event.fetch) + " broke off: " + word(event.reason) + because(event.message);
}

std::string Narrator::say(const SourceOpened& event) const {
  return "media source " + std::to_string(event.generation) + " is open";
}

std::string Narrator::say(const SourceClosed& event) const {
  return "media source " + std::to_string(event.generation) + " was closed" + because(event.message);
}

std::string Narrator::say(const Done& event) const {
  return "operation " + id(event.op) + " done: " + sink_name(static_cast<std::uint32_t>(event.sink)) +
         " holds " + ranges(event.buffered);
}

std::string Narrator::say(const Failed& event) const {
  return "operation " + id(event.op) + " failed: " + word(event.reason) + because(event.message) + "; " +
         sink_name(static_cast<std::uint32_t>(event.sink)) + " holds " + ranges(event.buffered);
}

std::string Narrator::say(const Playhead& event) const {
  std::string text = "playhead at " + seconds(event.at);
  text += event.ended ? ", ended" : event.paused ? ", paused" : ", playing";
  if (event.seeking) text += ", seeking";
  if (event.rate != 1) text += ", at " + seconds(event.rate) + "×";
  text += ", ready state " + std::to_string(event.ready_state);
  if (event.frames > 0) {
    text += ", " + std::to_string(event.frames) + " frames, " + std::to_string(event.dropped) + " dropped";
  }
  return text;
}

std::string Narrator::say(const Support& event) const {
  std::string text = "support:";
  for (const double verdict : event.verdicts) text += verdict != 0 ? " yes" : " no";
  if (!event.changes_type) text += "; no changeType";
  return text;
}

std::string Narrator::say(const Tick& /*event*/) const { return "tick"; }
std::string Narrator::say(const Seek& event) const { return "a person seeks to " + seconds(event.to); }

std::string Narrator::say(const QualityChosen& event) const {
  return event.automatic ? "a person leaves the quality to the engine"
                         : "a person picks " + rendition_name(event.rendition);
}

std::string Narrator::say(const TrackChosen& event) const {
  return "a person picks track " + std::to_string(event.track);
}

std::string Narrator::say(const Streaming& event) const {
  return event.wanted ? "the browser wants data" : "the browser wants no data for now";
}

std::string Narrator::say(const Evicted& event) const {
  return "the browser evicted: " + sink_name(static_cast<std::uint32_t>(event.sink)) + " holds " +
         ranges(event.buffered);
}

std::string Narrator::say(const ElementFailed& event) const {
  return "the element failed, code " + std::to_string(event.code) + because(event.message);
}

std::string Narrator::say(const Stopped& /*event*/) const { return "stopped"; }

// ---- effects
// --------------------------------------------------------------------------------------------------

std::string Narrator::say(const Fetch& effect) {
  std::string range;
  if (effect.from >= 0) {
    range = " bytes " + phrases::fixed(effect.from, 0) + "–" +
            (effect.to >= 0 ? phrases::fixed(effect.to, 0) : std::string("end"));
  }
  fetches_[effect.fetch] = word(effect.what) + " " + phrases::file_of(effect.url) + range;
  return "fetch " + id(effect.fetch) + ": " + word(effect.what) + " " + effect.url + range + ", " +
         word(effect.priority) + " priority";
}

std::string Narrator::say(const Cancel& effect) const { return "cancel " + fetch_name(effect.fetch); }
std::string Narrator::say(const Hold& effect) const { return "hold " + fetch_name(effect.fetch); }
std::string Narrator::say(const Resume& effect) const { return "resume " + fetch_name(effect.fetch); }

std::string Narrator::say(const OpenSource& effect) const {
  return "open media source " + std::to_string(effect.generation);
}

std::string Narrator::say(const AddSink& effect) {
  const auto sink = static_cast<std::uint32_t>(effect.sink);
  sinks_[sink] = effect.type.substr(0, effect.type.find('/'));
  return "add sink " + std::to_string(sink) + ": " + effect.type;
}

std::string Narrator::say(const Append& effect) const {
  return "append " + blob_length(effect.bytes) + " to " + sink_name(static_cast<std::uint32_t>(effect.sink)) +
         ", operation " + id(effect.op);
}

std::string Narrator::say(const Remove& effect) const {
  return "remove " + ranges({effect.from, effect.to}) + " from " +
         sink_name(static_cast<std::uint32_t>(effect.sink)) + ", operation " + id(effect.op);
}

std::string Narrator::say(const AbortSink& effect) const {
  return "abort " + sink_name(static_cast<std::uint32_t>(effect.sink));
}

std::string Narrator::say(const ChangeType& effect) const {
  return "change type of " + sink_name(static_cast<std::uint32_t>(effect.sink)) + ": " + effect.type;
}

std::string Narrator::say(const SetOffset& effect) const {
  return "offset of " + sink_name(static_cast<std::uint32_t>(effect.sink)) + ": " + seconds(effect.offset);
}

std::string Narrator::say(const SetWindow& effect) const {
  return "window of " + sink_name(static_cast<std::uint32_t>(effect.sink)) + ": " + seconds(effect.from) +
         "–" + (effect.to < 0 ? "∞" : seconds(effect.to));
}

std::string Narrator::say(const SetDuration& effect) const {
  return "duration: " + (effect.duration < 0 ? std::string("unbounded") : seconds(effect.duration) + " s");
}

std::string Narrator::say(const EndOfStream& /*effect*/) const { return "end of stream"; }

std::string Narrator::say(const AskSupport& effect) const {
  std::string text = "ask support:";
  for (std::size_t i = 0; i < effect.types.size(); ++i) text += (i > 0 ? "; " : " ") + effect.types[i];
  return text;
}

std::string Narrator::say(const ShowManifest& effect) const {
  return "show manifest: " + std::to_string(effect.said.size()) + " statements, " +
         std::to_string(effect.events.size()) + " events, " + std::to_string(effect.dates.size() / 2) +
         " dates";
}

std::string Narrator::say(const Present& effect) {
  renditions_ = effect.renditions;
  std::string text = "present: " + word(effect.protocol) + ", ";
  text += effect.live ? "live" : effect.duration < 0 ? "without end" : seconds(effect.duration) + " s";
  text += ", from " + seconds(effect.start);
  for (const TrackInfo& track : effect.tracks) {
    text += "; " + word(track.media_kind) + " track " + std::to_string(track.id);
    if (!track.language.empty()) text += " " + track.language;
    if (track.active) text += " (active)";
  }
  for (const RenditionInfo& info : effect.renditions) {
    text += "; " + rendition_name(info.id) + " " + info.codecs + (info.playable ? "" : ", not playable here");
  }
  return text;
}

std::string Narrator::say(const Decide& effect) const {
  return "decide: " + word(effect.subject) + " because " + word(effect.why) + ": " +
         rendition_name(effect.rendition) + ", " + sink_name(effect.sink) + ", at " + seconds(effect.at) +
         ", " +
         (effect.estimate > 0 ? "estimate " + bitrate(effect.estimate) : std::string("no estimate yet")) +
         ", " + seconds(effect.buffer) + " s ahead";
}

std::string Narrator::say(const ShowState& effect) const { return "state: " + word(effect.state); }

std::string Narrator::say(const ShowQuality& effect) const {
  return "on screen: " + rendition_name(effect.rendition) + ", " + sink_name(effect.sink) +
         (effect.automatic ? "" : ", pinned");
}

std::string Narrator::say(const ShowStats& effect) const {
  std::string text = "stats: " + seconds(effect.buffer) + " s ahead";
  if (effect.estimate > 0) text += ", estimate " + bitrate(effect.estimate);
  text += ", " + bytes(effect.bytes) + " in " + std::to_string(effect.fetches) + " fetches";
  if (effect.stalls > 0)
    text += ", " + std::to_string(effect.stalls) + " stalls, " + seconds(effect.stalled) + " s";
  return text;
}

std::string Narrator::say(const MovePlayhead& effect) const {
  return "move the playhead to " + seconds(effect.to);
}

std::string Narrator::say(const Warn& effect) const {
  return "warn: " + word(effect.code) + because(effect.message) +
         (effect.where.empty() ? "" : " (" + effect.where + ")");
}

std::string Narrator::say(const GiveUp& effect) const {
  return "give up: " + word(effect.code) + because(effect.message) +
         (effect.where.empty() ? "" : " (" + effect.where + ")");
}

}  // namespace praxino::player
