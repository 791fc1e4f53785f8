#include "core/net/loader.h"

#include <algorithm>
#include <type_traits>
#include <utility>

// phase       event                 → phase        outcome
// (none)      Want                  → queued
// queued      a place is free       → connecting   Begin
// connecting  Headed ok             → receiving
// connecting  Headed error          → waiting      Abandon, Retrying      (or gone: Abandon, GaveUp)
// connecting, receiving  Progressed → receiving
// receiving   Completed, whole      → gone         Finished
// connecting, receiving  Completed short, Severed → waiting  Retrying     (or gone: GaveUp)
// connecting, receiving  silence    → waiting      Abandon, Retrying      (or gone: Abandon, GaveUp)
// receiving   Crawling              → waiting      Abandon, Retrying      (or gone: Abandon, GaveUp)
// connecting  Pressed, no head yet  → waiting      Abandon, Retrying      (or gone: Abandon, GaveUp)
// waiting     its time has come, or Pressed and a second is over → queued
// any         Drop                  → gone         Abandon where a request is under way
// Events about a fetch that is over are late, not wrong: they change nothing.

namespace praxino::net {
namespace {

bool is_success(std::uint32_t status) { return status >= 200 && status < 300; }

/// Statuses that another attempt cannot mend (RFC 9110 §15.5).
bool is_final(std::uint32_t status) {
  return status >= 400 && status < 500 && !is_absent(status) && status != 408 && status != 425 &&
         status != 429;
}

constexpr std::uint32_t most_for_absent = 3;

/// Attempts while the line was gone for so long do not count.
constexpr Seconds outage{5};
/// Of what is needed in a moment.
constexpr Seconds pressed_wait{1};
constexpr Seconds pressed_silence{3};

/// What was answered longer ago says nothing of the line.
constexpr Seconds lately{10};

/// ± a quarter, from nothing but ids, so that a replay waits as long.
double jitter(DownloadId download, std::uint32_t attempt) {
  std::uint64_t h = (static_cast<std::uint64_t>(download) << 8 | attempt) * 0x9E3779B97F4A7C15ULL;
  h ^= h >> 32;
  return 0.75 + static_cast<double>(h & 0xFFFF) / 131072.0;
}

}  // namespace

bool is_absent(std::uint32_t status) { return status == 403 || status == 404 || status == 410; }

Policy policy_of(FetchKind kind) {
  // Without a manifest there is nothing to play yet: a person is told sooner.
  if (kind == FetchKind::manifest) return {.attempts = 4};
  // A licence server that answers slowly is at work: it is not asked twice meanwhile.
  if (kind == FetchKind::licence) return {.attempts = 3, .silence = Seconds{20}};
  // Nothing waits for it, and it says itself when it wants to be asked again (RFC 8216bis §7.1).
  if (kind == FetchKind::steering) return {.attempts = 1};
  return {};
}

std::vector<Loader::Download>::iterator Loader::find(FetchId fetch) {
  return std::ranges::find_if(downloads_,
                              [&](const Download& d) { return d.fetch == fetch && d.under_way(); });
}

std::vector<Loader::Download>::iterator Loader::find(DownloadId download) {
  return std::ranges::find(downloads_, download, &Download::id);
}

std::optional<DownloadId> Loader::serves(FetchId fetch) const {
  const auto it = const_cast<Loader*>(this)->find(fetch);
  if (it == downloads_.end()) return std::nullopt;
  return it->id;
}

std::optional<Loader::Phase> Loader::phase(DownloadId download) const {
  const auto it = std::ranges::find(downloads_, download, &Download::id);
  return it == downloads_.end() ? std::nullopt : std::optional(it->phase);
}

bool Loader::failing(DownloadId download) const {
  const auto it = std::ranges::find(downloads_, download, &Download::id);
  return it != downloads_.end() && it->failed;
}

/// When an attempt counts as lost, unless something comes.
Instant Loader::patience_ends(const Download& download) {
  const Policy policy = policy_of(download.kind);
  return download.since + (download.phase == Phase::receiving ? policy.stall : policy.silence);
}

void Loader::fail(std::vector<Download>::iterator it, const Failure& failure, Instant now,
                  LoaderOutcomes& out) {
  const Policy policy = policy_of(it->kind);
  const bool unanswered = failure.status == 0;
  // Who gets no answer asks whether others did, since then, and whether they got none either.
  if (!it->failed || !unanswered || it->phase == Phase::receiving) it->failed = now;
  const bool other_unanswered = unanswered_by_ != it->id && answered_ && unanswered_at_ >= *answered_;
  const bool other_answered =
      answered_ && *answered_ > *it->failed && now < *answered_ + lately && !other_unanswered;
  const bool unreachable = unanswered && !failure.hopeless && !other_answered;
  if (unanswered) {
    unanswered_by_ = it->id;
    unanswered_at_ = now;
  }
  if (unreachable) {
    if (!it->unreachable) it->unreachable = now;
  } else if (const auto since = std::exchange(it->unreachable, std::nullopt);
             since && now >= *since + outage) {
    it->attempt = 0;
  }
  const std::uint32_t attempts =
      is_absent(failure.status) ? std::min(policy.attempts, most_for_absent) : policy.attempts;
  const std::uint32_t round = it->attempt / it->places;
  const bool elsewhere = (it->attempt + 1) % it->places != 0;
  const bool patient = unreachable && now < *it->unreachable + it->patience;
  if (!is_absent(failure.status)) {
    it->absent.reset();
  } else if (!it->absent) {
    it->absent = now;
  }
  const bool early = it->absent && now < *it->absent + it->expected;
  if (!elsewhere && !patient && !early && (failure.hopeless || round + 1 >= attempts)) {
    out.push_back(GaveUp{it->id, unreachable, failure.status, failure.reason});
    downloads_.erase(it);
    return;
  }
  Seconds delay;
  if (!elsewhere) {
    const double factor = early ? 1 : static_cast<double>(1U << std::min(round, 10U));
    const Seconds most = unanswered ? policy.unanswered_delay : policy.max_delay;
    const bool silent = failure.reason == BreakReason::timeout;
    const bool broke = round == 0 && it->phase == Phase::receiving;
    const bool soon = unanswered && (silent || broke);
    const Seconds due = soon ? policy.at_once : std::min(policy.first_delay * factor, most);
    delay = due * jitter(it->id, it->attempt);
    delay = std::max(delay, std::min(failure.retry_after, longest_peace));
  }
  const bool as_asked = failure.retry_after > Seconds{};
  it->attempt += 1;
  it->phase = Phase::waiting;
  it->since = now + delay;
  it->soonest = as_asked ? it->since : now + std::min(delay, pressed_wait);
  out.push_back(
      Retrying{it->id, unreachable, it->attempt - 1, it->since, as_asked, failure.status, failure.reason});
}

/// What is under way has been silent for too long.
void Loader::time_out(std::vector<Download>::iterator it, Instant now, LoaderOutcomes& out) {
  out.push_back(Abandon{it->fetch});
  fail(it, {0, BreakReason::timeout, false, {}}, now, out);
}

void Loader::start_queued(Instant now, LoaderOutcomes& out) {
  const auto is_busy = [this](HostId host) {
    return static_cast<std::size_t>(std::ranges::count_if(
               downloads_, [&](const Download& d) { return d.host == host && d.under_way(); })) >= most_;
  };
  while (true) {
    auto next = downloads_.end();
    for (auto it = downloads_.begin(); it != downloads_.end(); ++it) {
      if (it->phase != Phase::queued || (next != downloads_.end() && it->priority >= next->priority))
        continue;
      if (!is_busy(it->host)) next = it;
    }
    if (next == downloads_.end()) return;
    next->fetch = FetchId{++last_fetch_};
    next->phase = Phase::connecting;
    next->since = now;
    out.push_back(Begin{next->fetch, next->id, next->attempt});
  }
}

void Loader::handle(const LoaderEvent& event, Instant now, LoaderOutcomes& out) {
  if (const auto* want = std::get_if<Want>(&event)) {
    if (find(want->download) != downloads_.end()) return;  // it is on its way
    Download download;
    download.id = want->download;
    download.kind = want->kind;
    download.priority = want->priority;
    download.host = want->host;
    download.places = std::max(want->places, 1U);
    download.patience = want->patience;
    download.failed = want->failed;
    download.expected = want->expected;
    if (want->again) {
      download.phase = Phase::waiting;
      download.since = download.soonest = now + policy_of(want->kind).unanswered_delay;
    }
    downloads_.push_back(download);
  } else if (const auto* drop = std::get_if<Drop>(&event)) {
    if (const auto it = find(drop->download); it != downloads_.end()) {
      if (it->under_way()) out.push_back(Abandon{it->fetch});
      downloads_.erase(it);
    }
  } else if (const auto* headed = std::get_if<Headed>(&event)) {
    if (const auto it = find(headed->fetch); it != downloads_.end()) {
      it->since = now;
      answered_ = now;
      if (is_success(headed->status)) {
        it->phase = Phase::receiving;
        if (it->held) out.push_back(Pause{it->fetch, true});
      } else {
        out.push_back(Abandon{it->fetch});
        const bool hopeless = is_final(headed->status) && !headed->rest_asked;
        fail(it, {headed->status, BreakReason::network, hopeless, headed->retry_after}, now, out);
      }
    }
  } else if (const auto* progressed = std::get_if<Progressed>(&event)) {
    if (const auto it = find(progressed->fetch); it != downloads_.end()) {
      it->since = now;
      answered_ = now;
    }
  } else if (const auto* completed = std::get_if<Completed>(&event)) {
    if (const auto it = find(completed->fetch); it != downloads_.end()) {
      if (completed->whole) {
        out.push_back(Finished{it->id});
        downloads_.erase(it);
      } else {
        fail(it, {}, now, out);
      }
    }
  } else if (const auto* severed = std::get_if<Severed>(&event)) {
    if (const auto it = find(severed->fetch); it != downloads_.end())
      fail(it, {0, severed->reason, severed->reason == BreakReason::refused, {}}, now, out);
  } else if (const auto* crawling = std::get_if<Crawling>(&event)) {
    if (const auto it = find(crawling->download); it != downloads_.end() && it->phase == Phase::receiving)
      time_out(it, now, out);
  } else if (const auto* pressed = std::get_if<Pressed>(&event)) {
    const auto it = find(pressed->download);
    if (it != downloads_.end() && it->phase == Phase::waiting) {
      it->since = std::min(it->since, it->soonest);
    } else if (it != downloads_.end() && it->phase == Phase::connecting && !it->held) {
      const std::uint32_t doublings = std::min(it->attempt, 8U);
      if (now >= it->since + pressed_silence * static_cast<double>(1U << doublings)) time_out(it, now, out);
    }
  } else if (const auto* held = std::get_if<Held>(&event)) {
    if (const auto it = find(held->download); it != downloads_.end() && it->held != held->held) {
      it->held = held->held;
      it->since = now;
      if (it->phase == Phase::receiving) out.push_back(Pause{it->fetch, held->held});
    }
  }
  // Time: silence first, so that a place it frees is taken at once.
  for (std::size_t i = 0; i < downloads_.size();) {
    Download& d = downloads_[i];
    if (d.phase == Phase::waiting && d.since <= now) {
      d.phase = Phase::queued;
    } else if (d.under_way() && !d.held && patience_ends(d) <= now) {
      time_out(downloads_.begin() + static_cast<std::ptrdiff_t>(i), now, out);
      continue;  // there is another one in its place, or it waits, maybe for nothing
    }
    ++i;
  }
  start_queued(now, out);
}

std::optional<Instant> Loader::deadline() const {
  std::optional<Instant> earliest;
  for (const Download& d : downloads_) {
    if (d.phase == Phase::queued || (d.held && d.phase != Phase::waiting)) continue;
    const Instant at = d.phase == Phase::waiting ? d.since : patience_ends(d);
    if (!earliest || at < *earliest) earliest = at;
  }
  return earliest;
}

}  // namespace praxino::net
