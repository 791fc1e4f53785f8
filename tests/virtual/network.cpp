#include "network.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include <nlohmann/json.hpp>

namespace praxino::virtual_host {
namespace {

constexpr double pump_interval = 0.01;
constexpr std::size_t chunk = std::size_t{16} * 1024;
constexpr double packet = 1460;

/// From 0 up to 1; the standard library's distributions differ between libraries, its generators do not.
double draw(std::mt19937_64& chance) { return static_cast<double>(chance() >> 11U) * 0x1p-53; }

}  // namespace

Trace::Trace(std::string_view json) {
  double end = 0;
  for (const auto& span : nlohmann::json::parse(json)) {
    end += span.at("duration_ms").get<double>() / 1000;
    const double rate = span.at("bandwidth_kbps").get<double>() * 1000;
    spans_.push_back({end, {.bits_per_second = rate, .latency = span.at("latency_ms").get<double>() / 1000}});
  }
}

Link Trace::at(double time) const {
  const double place = std::fmod(time, spans_.back().end);
  return std::ranges::upper_bound(spans_, place, {}, &Span::end)->link;
}

Faults chance_faults(Chances chances, std::uint64_t seed) {
  const auto chance = std::make_shared<std::mt19937_64>(seed);
  return [=](const std::string&, int) -> std::optional<Fault> {
    const double kind = draw(*chance);
    const double place = draw(*chance);
    if (kind < chances.refused) return Fault{.status = 503};
    if (kind < chances.refused + chances.cut) return Fault{.cut = static_cast<std::size_t>(place * 1e5)};
    if (kind < chances.refused + chances.cut + chances.silent) return Fault{.silent = true};
    return std::nullopt;
  };
}

Link Network::now() const {
  if (trace.empty()) return link;
  Link line = trace.at(loop_.now());
  line.loss = link.loss;
  return line;
}

bool Network::begin(Id id, std::string url, double from, double to) {
  if (id <= last_id_) return false;
  last_id_ = id;
  requests_[id] = {.url = std::move(url), .from = from, .to = to};
  loop_.after(now().latency, [this, id] { respond(id); });
  return true;
}

bool Network::cancel(Id id) { return requests_.erase(id) > 0; }

void Network::hold(Id id, bool held) {
  const auto it = requests_.find(id);
  if (it == requests_.end()) return;
  it->second.held = held;
  if (!held) pump();
}

void Network::reset() {
  std::vector<Id> all;
  for (const auto& [id, request] : requests_) all.push_back(id);
  for (const Id id : all) {
    if (requests_.contains(id)) finish(id, Reset{});
  }
}

void Network::respond(Id id) {
  const auto it = requests_.find(id);
  if (it == requests_.end()) return;
  Request& request = it->second;
  const int attempt = attempts_[request.url]++;
  const Fault wrong = (fault ? fault(request.url, attempt) : std::nullopt).value_or(Fault{});
  if (wrong.silent) return;
  if (wrong.reset || (gone && gone())) return finish(id, Reset{});
  Head head;
  head.retry_after = wrong.retry_after;
  head.etag = wrong.etag;
  const auto file = files_->find(request.url);
  head.status = wrong.status != 0 ? wrong.status : file == files_->end() && !wrong.body ? 404 : 200;
  if (head.status == 200) {
    if (wrong.body) {
      const auto bytes = std::as_bytes(std::span(*wrong.body));
      request.made.assign(bytes.begin(), bytes.end());
    }
    request.body = wrong.body ? std::span<const std::byte>(request.made) : file->second;
    if (request.from >= 0 && !wrong.no_ranges) {
      const std::size_t size = request.body.size();
      const auto from = static_cast<std::size_t>(request.from);
      const std::size_t end =
          request.to < 0 ? size : std::min(size, static_cast<std::size_t>(request.to) + 1);
      head.status = from < end ? 206 : 416;
      request.body = from < end ? request.body.subspan(from, end - from) : std::span<const std::byte>();
      head.start = request.from;
      head.total = static_cast<double>(size);
    }
    request.rate = wrong.rate;
    if (wrong.part)
      request.body = request.body.first(
          static_cast<std::size_t>(*wrong.part * static_cast<double>(request.body.size())));
    if (wrong.ends) request.body = request.body.first(std::min(*wrong.ends, request.body.size()));
    request.cut = wrong.cut;
    request.stall = wrong.stall;
  }
  head.length =
      std::max(0.0, static_cast<double>(request.body.size()) + static_cast<double>(wrong.more_announced));
  if (wrong.more_announced < 0) request.body = request.body.first(static_cast<std::size_t>(head.length));
  request.headed = true;
  tell_(id, head);
  pump();
}

/// What the line carries in an interval, in equal shares for the bodies that want it.
void Network::pump() {
  if (pumping_) return;
  std::vector<Id> hungry;
  for (const auto& [id, request] : requests_) {
    if (request.headed && !request.held && request.sent < request.stall.value_or(request.sent + 1))
      hungry.push_back(id);
  }
  if (hungry.empty()) return;
  pumping_ = true;
  loop_.after(pump_interval, [this, hungry] {
    pumping_ = false;
    if (gone && gone()) return pump();
    const Link line = now();
    const double share = line.bits_per_second / 8 * pump_interval / static_cast<double>(hungry.size());
    for (const Id id : hungry) carry(id, share, line);
    pump();
  });
}

void Network::carry(Id id, double share, const Link& line) {
  auto it = requests_.find(id);
  if (it == requests_.end() || it->second.stands_until > loop_.now()) return;
  it->second.share += it->second.rate > 0 ? std::min(share, it->second.rate * pump_interval) : share;
  for (; it != requests_.end() && !it->second.held; it = requests_.find(id)) {
    Request& request = it->second;
    std::size_t left = request.body.size() - request.sent;
    if (left == 0) return finish(id, Ended{});
    if (request.cut && request.sent >= *request.cut) return finish(id, Reset{});
    if (request.cut) left = std::min(left, *request.cut - request.sent);
    if (request.stall) left = std::min(left, *request.stall - std::min(*request.stall, request.sent));
    const std::size_t most = pieces ? pieces(request.sent) : chunk;
    const std::size_t count = std::min({left, most, static_cast<std::size_t>(request.share)});
    if (count == 0) return;
    const std::span<const std::byte> piece = request.body.subspan(request.sent, count);
    request.share -= static_cast<double>(count);
    request.sent += count;
    delivered_ += count;
    const double arrived = std::pow(1 - line.loss, std::ceil(static_cast<double>(count) / packet));
    if (line.loss > 0 && draw(chance_) > arrived) {
      request.stands_until = loop_.now() + line.latency;
      request.share = 0;
    }
    tell_(id, Piece{piece});
  }
}

void Network::finish(Id id, const Word& word) {
  if (std::holds_alternative<Ended>(word)) ++whole_[requests_[id].url];
  requests_.erase(id);
  tell_(id, word);
}

}  // namespace praxino::virtual_host
