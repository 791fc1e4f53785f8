#include "operation_script.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <span>
#include <utility>

#include "loop.h"
#include "media_source.h"

namespace praxino::virtual_host {
namespace {

/// A script that is wrong is the test's own fault.
[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

using nlohmann::json;

constexpr double kQuiet = 0.03;
constexpr double kPatience = 1.5;  // as the in-page runner's

struct Part {
  std::size_t from = 0;
  std::size_t to = 0;
};

/// An fMP4 file and where its init and its segments (moof with mdat) lie.
struct MediaFile {
  std::vector<std::byte> bytes;
  Part init;
  std::vector<Part> segments;
};

MediaFile read_media(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (text.empty()) give_up("cannot read " + path);
  MediaFile file;
  for (char c : text) file.bytes.push_back(static_cast<std::byte>(c));
  for (std::size_t at = 0; at + 8 <= text.size();) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = size << 8 | std::to_integer<std::size_t>(file.bytes[at + i]);
    const std::string type = text.substr(at + 4, 4);
    if (type == "moov") file.init.to = at + size;
    if (type == "moof") file.segments.push_back({.from = at, .to = at + size});
    if (type == "mdat") file.segments.back().to = at + size;
    at += size;
  }
  return file;
}

std::span<const std::byte> pick(const MediaFile& file, const json& step) {
  Part part{.from = 0, .to = file.bytes.size()};
  if (const auto named = step.find("part"); named != step.end()) {
    if (named->is_string()) {
      part = file.init;
    } else if (named->is_array()) {
      part = {.from = file.segments.at((*named)[0]).from, .to = file.segments.at((*named)[1]).to};
    } else {
      part = file.segments.at(*named);
    }
  }
  const auto whole = std::span(file.bytes).subspan(part.from, part.to - part.from);
  const auto cut = step.find("bytes");
  if (cut == step.end()) return whole;
  const std::size_t from = (*cut)[0];
  const std::size_t to = cut->size() > 1 ? std::size_t{(*cut)[1]} : whole.size();
  return whole.subspan(from, to - from);
}

class Stage {
 public:
  Stage(const BrowserTraits& traits, std::string media) : media_(std::move(media)), source_(loop_, traits) {
    source_.quota = 1u << 20;
  }

  Outcome run(const json& step) {
    Thrown thrown = Thrown::none;
    bool missing = false;
    int turn = 0;
    for (; turn < step.value("times", 1) && thrown == Thrown::none; ++turn) {
      if (turn > 0) events_.clear();
      if (step.contains("every")) {
        thrown = sinks_.at(step.at("sink"))->set_timestamp_offset(turn * double{step.at("every")});
      }
      if (thrown == Thrown::none) thrown = perform(step);
      if (step.value("unsettled", false)) continue;
      missing = !settle(thrown == Thrown::none ? step.value("until", "") : "");
    }
    Outcome outcome = record(thrown);
    outcome.missing = missing;
    if (step.contains("times")) outcome.turns = turn;
    return outcome;
  }

 private:
  Thrown perform(const json& step) {
    const std::string what = step.at("do");
    const std::string name = step.value("sink", "");
    const double from = step.value("from", 0.0);
    const double infinity = std::numeric_limits<double>::infinity();
    MediaElement& element = source_.element();
    if (what == "attach") return source_.attach(), Thrown::none;
    if (what == "add") {
      SourceBuffer* added = nullptr;
      const Thrown thrown = source_.add_sink(std::string(step.at("type")), &added);
      if (added != nullptr) {
        sinks_[name] = added;
        names_[added->id()] = name;
      }
      return thrown;
    }
    if (what == "duration") return source_.set_duration(step.at("to"));
    if (what == "end") return source_.end_of_stream(MediaSource::EndReason::finished);
    if (what == "seek") return element.seek(step.at("to")), Thrown::none;
    if (what == "play") return element.play(step.value("rate", 1.0)), Thrown::none;
    if (what == "pause") return element.pause(), Thrown::none;
    if (what == "wait") return Thrown::none;

    const auto found = sinks_.find(name);
    if (found == sinks_.end()) return Thrown::type_error;  // a method of undefined
    SourceBuffer& sink = *found->second;
    if (what == "drop") {
      return source_.remove_sink(sink);
    }
    if (what == "append") return sink.append(pick(file(step.at("file")), step));
    if (what == "abort") return sink.abort();
    if (what == "remove") return sink.remove(from, step.value("to", infinity));
    if (what == "offset") return sink.set_timestamp_offset(step.at("to"));
    if (what == "type") return sink.change_type(std::string(step.at("to")));
    if (what == "mode") {
      return sink.set_mode(step.at("to") == "sequence" ? SourceBuffer::Mode::sequence
                                                       : SourceBuffer::Mode::segments);
    }
    if (what == "window") {
      Thrown thrown = Thrown::none;
      if (step.contains("from")) thrown = sink.set_window_start(from);
      if (thrown == Thrown::none && step.contains("to")) thrown = sink.set_window_end(step.at("to"));
      return thrown;
    }
    give_up("unknown operation " + what);
  }

  const MediaFile& file(const std::string& name) {
    const auto found = files_.find(name);
    if (found != files_.end()) return found->second;
    return files_[name] = read_media(media_ + "/" + name + ".mp4");
  }

  /// As the in-page runner: until nothing updates, `until` has come, and then a quiet while. False if it did
  /// not.
  bool settle(const std::string& until) {
    const std::size_t colon = until.find(':');
    const std::string target = until.substr(0, colon);
    const std::string name = colon == std::string::npos ? "" : until.substr(colon + 1);
    const double limit = loop_.now() + kPatience;
    const auto arrived = [&] {
      gather();
      return until.empty() || std::ranges::find(events_[target], name) != events_[target].end();
    };
    while ((!arrived() || source_.updating()) && loop_.next().value_or(limit) < limit) {
      loop_.run_until(*loop_.next());
    }
    const bool came = arrived();
    loop_.run_until(came ? loop_.now() + kQuiet : limit);
    return came;
  }

  void gather() {
    for (const Event& event : loop_.take_events()) {
      const std::string target = event.target.kind == Target::Kind::element  ? "element"
                                 : event.target.kind == Target::Kind::source ? "source"
                                                                             : names_[event.target.sink];
      events_[target].emplace_back(event.name);
    }
  }

  Outcome record(Thrown thrown) {
    gather();
    std::erase_if(events_, [](const auto& entry) { return entry.second.empty(); });
    Outcome outcome;
    outcome.error = dom_name(thrown);
    outcome.media_error = source_.element().error();
    outcome.events = std::exchange(events_, {});
    outcome.buffered["element"] = source_.buffered().all();
    for (const auto& [name, sink] : sinks_) {
      outcome.buffered[name] = sink->detached() ? std::vector<TimeRange>{} : sink->buffered().all();
      outcome.offsets[name] = sink->timestamp_offset();
    }
    constexpr const char* kStates[] = {"closed", "open", "ended"};
    outcome.state = kStates[static_cast<int>(source_.state())];
    outcome.duration = source_.duration();
    outcome.time = source_.element().current_time();
    return outcome;
  }

  std::string media_;
  Loop loop_;
  MediaSource source_;
  std::map<std::string, MediaFile> files_;
  std::map<std::string, SourceBuffer*> sinks_;
  std::map<int, std::string> names_;
  std::map<std::string, std::vector<std::string>> events_;
};

double number_of(const json& value) {
  if (value.is_number()) return value;
  return value == "Infinity" ? std::numeric_limits<double>::infinity()
                             : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::vector<Outcome> run_operation_script(const json& script, const BrowserTraits& traits,
                                          const std::string& media) {
  Stage stage(traits, media);
  std::vector<Outcome> outcomes;
  for (const json& step : script.at("steps")) outcomes.push_back(stage.run(step));
  return outcomes;
}

Outcome outcome_of(const json& recorded) {
  Outcome outcome;
  outcome.error = recorded.value("error", "");
  outcome.missing = recorded.value("missing", false);
  outcome.turns = recorded.value("turns", 0);
  outcome.media_error = recorded.value("mediaError", 0);
  outcome.events = recorded.at("events");
  for (const auto& [target, ranges] : recorded.at("buffered").items()) {
    std::vector<TimeRange>& list = outcome.buffered[target];
    if (!ranges.is_array()) continue;  // "gone"
    for (const json& range : ranges) list.push_back({.start = range[0], .end = range[1]});
  }
  outcome.state = recorded.at("state");
  outcome.duration = number_of(recorded.at("duration"));
  outcome.time = recorded.at("time");
  outcome.offsets = recorded.at("offsets");
  return outcome;
}

}  // namespace praxino::virtual_host
