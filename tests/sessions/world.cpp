#include "tests/sessions/world.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace praxino::sessions {
namespace {

using virtual_host::SourceBuffer;
using virtual_host::Thrown;

player::OpFailure failure_of(Thrown thrown) {
  if (thrown == Thrown::quota_exceeded) return player::OpFailure::quota;
  if (thrown == Thrown::not_supported) return player::OpFailure::type;
  return player::OpFailure::state;
}

}  // namespace

World::World(std::shared_ptr<const Files> files, Link link, const virtual_host::BrowserTraits& traits)
    : network_(loop_, std::move(files),
               [this](virtual_host::Network::Id id, const auto& word) { hear(net::FetchId{id}, word); }),
      source_(std::make_unique<virtual_host::MediaSource>(loop_, traits)) {
  network_.link = link;
}

void World::load(player::Load load) { send(std::move(load)); }

void World::send(player::Event event) {
  inbox_.push_back(std::move(event));
  if (!draining_) drain();
}

void World::drain() {
  draining_ = true;
  while (!inbox_.empty()) {
    const player::Event event = std::move(inbox_.front());
    inbox_.pop_front();
    player::Effects out;
    const double clock = loop_.now() + slept_;
    session_.handle(event, {clock}, out);
    const auto deadline = session_.deadline();
    if (std::holds_alternative<player::Tick>(event) && deadline && deadline->value <= clock) {
      broken_rules.push_back("a Tick leaves the deadline where it is");
    }
    for (player::Effect& effect : out) {
      obey(effect);
      if (auto* append = std::get_if<player::Append>(&effect)) append->bytes.data = {};
      effects.push_back(std::move(effect));
    }
  }
  draining_ = false;
  schedule_tick();
}

void World::schedule_tick() {
  const auto deadline = session_.deadline();
  const std::uint64_t turn = ++tick_;
  if (!deadline) return;
  loop_.after(std::max(0.0, deadline->value - loop_.now() - slept_) + 1e-6, [this, turn] {
    if (turn == tick_) send(player::Tick{});
  });
}

void World::obey(const player::Effect& effect) {
  if (const auto* fetch = std::get_if<player::Fetch>(&effect)) {
    urls_[fetch->fetch] = fetch->url;
    if (!network_.begin(static_cast<std::uint32_t>(fetch->fetch), fetch->url, fetch->from, fetch->to))
      broken_rules.push_back("a fetch id used twice");
  } else if (const auto* cancel = std::get_if<player::Cancel>(&effect)) {
    if (!network_.cancel(static_cast<std::uint32_t>(cancel->fetch)))
      broken_rules.push_back("Cancel of a fetch that is not under way");
  } else if (const auto* hold = std::get_if<player::Hold>(&effect)) {
    network_.hold(static_cast<std::uint32_t>(hold->fetch), true);
  } else if (const auto* resume = std::get_if<player::Resume>(&effect)) {
    network_.hold(static_cast<std::uint32_t>(resume->fetch), false);
  } else if (const auto* open = std::get_if<player::OpenSource>(&effect)) {
    const std::uint32_t generation = open->generation;
    if (generation > 1) playhead();  // what the page said before it heard
    if (generation > 1) renew();
    source_->attach();
    loop_.after(0.005, [this, generation] { send(player::SourceOpened{generation}); });
    if (generation == 1) loop_.after(0.01, [this] { poll(); });
  } else if (const auto* ask = std::get_if<player::AskSupport>(&effect)) {
    player::Support support;
    for (const std::string& type : ask->types)
      support.verdicts.push_back(source_->traits().supports(type) ? 1 : 0);
    support.changes_type = source_->traits().has_change_type;
    inbox_.push_back(support);
  } else if (const auto* add = std::get_if<player::AddSink>(&effect)) {
    SourceBuffer* sink = nullptr;
    if (source_->add_sink(add->type, &sink) != Thrown::none) broken_rules.push_back("addSourceBuffer threw");
    sinks_.push_back(sink);
    under_way_.emplace_back();
  } else if (const auto* append = std::get_if<player::Append>(&effect)) {
    if (appended) appended(*append);
    perform(append->sink, append->op, true,
            [&](SourceBuffer& sink) { return sink.append(append->bytes.data); });
  } else if (const auto* remove = std::get_if<player::Remove>(&effect)) {
    perform(remove->sink, remove->op, true,
            [&](SourceBuffer& sink) { return sink.remove(remove->from, remove->to); });
  } else if (const auto* abort = std::get_if<player::AbortSink>(&effect)) {
    perform(abort->sink, abort->op, false, [](SourceBuffer& sink) { return sink.abort(); });
  } else if (const auto* type = std::get_if<player::ChangeType>(&effect)) {
    perform(type->sink, type->op, false, [&](SourceBuffer& sink) { return sink.change_type(type->type); });
  } else if (const auto* offset = std::get_if<player::SetOffset>(&effect)) {
    perform(offset->sink, offset->op, false,
            [&](SourceBuffer& sink) { return sink.set_timestamp_offset(offset->offset); });
  } else if (const auto* window = std::get_if<player::SetWindow>(&effect)) {
    perform(window->sink, window->op, false, [&](SourceBuffer& sink) {
      const double end = window->to < 0 ? HUGE_VAL : window->to;
      if (const Thrown thrown = sink.set_window_start(0); thrown != Thrown::none) return thrown;
      if (const Thrown thrown = sink.set_window_end(end); thrown != Thrown::none) return thrown;
      return sink.set_window_start(window->from);
    });
  } else if (const auto* duration = std::get_if<player::SetDuration>(&effect)) {
    if (source_->set_duration(duration->duration) != Thrown::none)
      broken_rules.push_back("setting the duration threw");
  } else if (std::holds_alternative<player::EndOfStream>(effect)) {
    if (source_->end_of_stream(virtual_host::MediaSource::EndReason::finished) != Thrown::none) {
      broken_rules.push_back("endOfStream threw");
    }
  } else if (const auto* move = std::get_if<player::MovePlayhead>(&effect)) {
    if (move->from < 0 || std::abs(source_->element().current_time() - move->from) < 0.05)
      move_to_ = move->to;
  }
}

/// Another source in the same element: what was under way is not answered.
void World::renew() {
  const bool playing = !source_->element().paused();
  auto next = std::make_unique<virtual_host::MediaSource>(loop_, source_->traits());
  next->quota = source_->quota;
  old_.push_back(std::exchange(source_, std::move(next)));
  old_.back()->element().pause();
  sinks_.clear();
  under_way_.clear();
  if (playing) source_->element().play();
  if (renewed) renewed(source_->element());
}

void World::perform(player::SinkId id, player::OpId op, bool acknowledged,
                    const std::function<Thrown(SourceBuffer&)>& what) {
  const auto place = static_cast<std::size_t>(id);
  if (under_way_[place]) broken_rules.push_back("two operations on one sink");
  const Thrown thrown = what(*sinks_[place]);
  if (thrown != Thrown::none) {
    inbox_.push_back(player::Failed{op, id, failure_of(thrown), std::string(virtual_host::dom_name(thrown)),
                                    buffered(id)});
  } else if (acknowledged) {
    under_way_[place] = op;
    answer(id, op);
  }
}

/// Looks again until the sink is idle: updateend, with the time it takes.
void World::answer(player::SinkId sink, player::OpId op) {
  loop_.after(0.0005, [this, sink, op] {
    const auto place = static_cast<std::size_t>(sink);
    if (place >= sinks_.size() || under_way_[place] != op) return;  // of a source that is gone
    if (sinks_[place]->updating()) return answer(sink, op);
    under_way_[place].reset();
    if (source_->element().error() != 0) {
      send(player::Failed{op, sink, player::OpFailure::decode, "decode error", buffered(sink)});
    } else {
      send(player::Done{op, sink, buffered(sink)});
    }
    playhead();
  });
}

std::vector<double> World::buffered(player::SinkId sink) const {
  std::vector<double> flat;
  const virtual_host::TimeRanges ranges = sinks_[static_cast<std::size_t>(sink)]->buffered();
  for (const auto& range : ranges.all()) {
    flat.push_back(range.start);
    flat.push_back(range.end);
  }
  return flat;
}

void World::hear(net::FetchId id, const virtual_host::Network::Word& word) {
  using virtual_host::Network;
  if (const auto* head = std::get_if<Network::Head>(&word)) {
    player::Response response;
    response.fetch = id;
    response.status = head->status;
    response.url = std::move(urls_.extract(id).mapped());
    response.length = head->length;
    response.range_start = head->start;
    response.total = head->total;
    response.retry_after = head->retry_after;
    response.etag = head->etag;
    send(response);
  } else if (const auto* piece = std::get_if<Network::Piece>(&word)) {
    send(player::Body{id, {piece->bytes, 0}});
  } else if (std::holds_alternative<Network::Ended>(word)) {
    send(player::BodyEnded{id});
  } else {
    send(player::Broken{id, net::BreakReason::network, "reset"});
  }
}

void World::playhead() {
  virtual_host::MediaElement& element = source_->element();
  if (move_to_ && element.ready() != virtual_host::MediaElement::Ready::nothing) {
    const double to = *move_to_;
    move_to_.reset();
    element.seek(to);
  }
  player::Playhead fact;
  fact.at = element.current_time();
  fact.rate = element.rate();
  fact.frames = element.picture();
  fact.paused = element.paused();
  fact.seeking = element.seeking();
  fact.ended = element.ended();
  fact.hidden = hidden;
  fact.ready_state = static_cast<std::uint32_t>(element.ready());
  heard_ = loop_.now();
  send(fact);
}

/// The element's events and its timeupdate: something new, or a quarter of a second.
void World::poll() {
  const bool news = !loop_.take_events().empty();
  if (news || loop_.now() - heard_ >= 0.25) playhead();
  loop_.after(0.01, [this] { poll(); });
}

void World::run(double seconds) { loop_.run_until(loop_.now() + seconds); }

void World::sleep(double seconds) {
  slept_ += seconds;
  // Timers are the first to be late.
  if (session_.deadline()) send(player::Tick{});
  network_.reset();
}

bool World::run_until(const std::function<bool()>& condition, double limit) {
  const double end = loop_.now() + limit;
  while (!condition()) {
    if (loop_.now() >= end) return false;
    loop_.run_until(loop_.now() + 0.01);
  }
  return true;
}

}  // namespace praxino::sessions
