#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/player/session.h"
#include "tests/sessions/media.h"
#include "tests/virtual/media_source.h"
#include "tests/virtual/network.h"

/// A whole world for a session to live in, in virtual time: a network, a browser's media source and
/// element, and the hands between them. Everything that happens is kept to be asked about.
namespace praxino::sessions {

using virtual_host::Fault;
using virtual_host::Link;

class World {
 public:
  World(std::shared_ptr<const Files> files, Link link,
        const virtual_host::BrowserTraits& traits = virtual_host::BrowserTraits::chromium());
  World(Files files, Link link,
        const virtual_host::BrowserTraits& traits = virtual_host::BrowserTraits::chromium())
      : World(std::make_shared<const Files>(std::move(files)), link, traits) {}

  void load(player::Load load);
  void play() { source_->element().play(); }
  void seek(double to) { source_->element().seek(to); }
  void send(player::Event event);
  /// Lets time pass.
  void run(double seconds);
  /// The machine sleeps: its clock runs on, nothing else does, and connections break.
  void sleep(double seconds);
  /// Lets time pass until the condition holds; false where `limit` seconds did not suffice.
  bool run_until(const std::function<bool()>& condition, double limit);

  bool hidden = false;  ///< The page, in the background.
  /// Sees each element that a new source brought.
  std::function<void(virtual_host::MediaElement&)> renewed;
  /// Hears of each append while its bytes are there.
  std::function<void(const player::Append&)> appended;

  [[nodiscard]] virtual_host::Network& network() { return network_; }
  [[nodiscard]] double now() const { return loop_.now(); }
  [[nodiscard]] virtual_host::MediaElement& element() { return source_->element(); }
  [[nodiscard]] virtual_host::MediaSource& source() { return *source_; }
  [[nodiscard]] player::Session& session() { return session_; }

  // What happened.
  template <typename Effect>
  [[nodiscard]] std::vector<Effect> all() const {
    std::vector<Effect> some;
    for (const player::Effect& one : effects) {
      if (const auto* effect = std::get_if<Effect>(&one)) some.push_back(*effect);
    }
    return some;
  }
  std::vector<player::Effect> effects;    ///< All but their bytes, which are gone.
  std::vector<std::string> broken_rules;  ///< Of docs/machines.md.

 private:
  void drain();
  void obey(const player::Effect& effect);
  void renew();
  void hear(net::FetchId id, const virtual_host::Network::Word& word);
  void playhead();
  void answer(player::SinkId sink, player::OpId op);
  void perform(player::SinkId sink, player::OpId op, bool acknowledged,
               const std::function<virtual_host::Thrown(virtual_host::SourceBuffer&)>& what);
  void poll();
  [[nodiscard]] std::vector<double> buffered(player::SinkId sink) const;
  void schedule_tick();

  virtual_host::Loop loop_;
  virtual_host::Network network_;
  std::unique_ptr<virtual_host::MediaSource> source_;
  std::vector<std::unique_ptr<virtual_host::MediaSource>> old_;  // tasks of the loop may still know them
  std::vector<virtual_host::SourceBuffer*> sinks_;
  std::vector<std::optional<player::OpId>> under_way_;
  player::Session session_;
  std::deque<player::Event> inbox_;
  bool draining_ = false;
  std::map<net::FetchId, std::string> urls_;  // of requests that have no head yet
  std::optional<double> move_to_;
  double heard_ = -1;
  double slept_ = 0;
  std::uint64_t tick_ = 0;
};

}  // namespace praxino::sessions
