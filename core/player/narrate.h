#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/player/protocol.h"
#include "core/player/wire.h"

namespace praxino::player {

/// Tells events and effects in plain words, a line each, for a person who reads a log. Remembers what it
/// told, so that later lines can name a fetch, a sink or a rendition by what it is. Feed it everything in
/// order.
class Narrator {
 public:
  /// `body`: the length that the log has for bytes that the event itself may lack.
  [[nodiscard]] std::string tell(const Event& event, std::optional<wire::BlobRef> body = {});
  [[nodiscard]] std::string tell(const Effect& effect, std::optional<wire::BlobRef> blob = {});

 private:
  std::string say(const Load& event) const;
  std::string say(const Response& event) const;
  std::string say(const Body& event) const;
  std::string say(const BodyEnded& event) const;
  std::string say(const Broken& event) const;
  std::string say(const SourceOpened& event) const;
  std::string say(const SourceClosed& event) const;
  std::string say(const Done& event) const;
  std::string say(const Failed& event) const;
  std::string say(const Playhead& event) const;
  std::string say(const Support& event) const;
  std::string say(const Tick& event) const;
  std::string say(const Seek& event) const;
  std::string say(const QualityChosen& event) const;
  std::string say(const TrackChosen& event) const;
  std::string say(const Streaming& event) const;
  std::string say(const Evicted& event) const;
  std::string say(const ElementFailed& event) const;
  std::string say(const Stopped& event) const;

  std::string say(const Fetch& effect);
  std::string say(const Cancel& effect) const;
  std::string say(const Hold& effect) const;
  std::string say(const Resume& effect) const;
  std::string say(const OpenSource& effect) const;
  std::string say(const AddSink& effect);
  std::string say(const Append& effect) const;
  std::string say(const Remove& effect) const;
  std::string say(const AbortSink& effect) const;
  std::string say(const ChangeType& effect) const;
  std::string say(const SetOffset& effect) const;
  std::string say(const SetWindow& effect) const;
  std::string say(const SetDuration& effect) const;
  std::string say(const EndOfStream& effect) const;
  std::string say(const AskSupport& effect) const;
  std::string say(const ShowManifest& effect) const;
  std::string say(const Present& effect);
  std::string say(const Decide& effect) const;
  std::string say(const ShowState& effect) const;
  std::string say(const ShowQuality& effect) const;
  std::string say(const ShowStats& effect) const;
  std::string say(const MovePlayhead& effect) const;
  std::string say(const Warn& effect) const;
  std::string say(const GiveUp& effect) const;

  [[nodiscard]] std::string fetch_name(FetchId fetch) const;
  [[nodiscard]] std::string sink_name(std::uint32_t sink) const;
  [[nodiscard]] std::string rendition_name(std::uint32_t rendition) const;
  [[nodiscard]] std::string blob_length(const Blob& blob) const;

  std::map<FetchId, std::string> fetches_;
  std::map<std::uint32_t, std::string> sinks_;
  std::vector<RenditionInfo> renditions_;
  std::optional<wire::BlobRef> blob_;
};

}  // namespace praxino::player
