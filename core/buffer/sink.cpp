#include "core/buffer/sink.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "core/base/sort.h"

// The sink is idle, or busy with one Init, Append or Remove until OpDone or OpFull. Idle, it does the first
// that applies:
//   the front job is over                     JobDone, and on to the next
//   the sink is torn                          DoAbort, and on
//   a range is unwanted                       DoRemove, busy
//   the sink is full                          nothing until Room
//   the front job's init is not in the sink   [DoType] DoInit, busy; or waits for InitReady
//   … and is foreign                          nothing
//   the front job has no place yet            waits for Placed
//   it has bytes worth an append              [DoOffset] [DoWindow] DoAppend, busy
//   it has none                               waits for Accepted
// A job that is dropped after some of it was appended, or that ends inside a box, leaves the sink torn; so
// does one whose media go back in time. It is mended at once, for a source that has ended takes no abort();
// the init then has to come again.

namespace praxino::buffer {
namespace {

constexpr std::uint64_t largest_append = std::uint64_t{2} << 20;

/// The tokens of a type, of each codec what stands before its first dot.
std::vector<std::string_view> family_of(std::string_view type) {
  std::vector<std::string_view> family;
  while (!type.empty()) {
    const std::size_t end = std::min(type.find_first_of(" ;,=\""), type.size());
    const std::string_view token = type.substr(0, std::min(type.find('.'), end));
    if (!token.empty()) family.push_back(token);
    type.remove_prefix(std::min(end + 1, type.size()));
  }
  sort(family, std::less());
  return family;
}

/// Types whose codecs differ only in profile and level need no changeType: `video/mp4; codecs="avc1.4d401f"`
/// and `…"avc1.640028"` are one family; nor do those that name the same codecs in another order.
bool same_family(std::string_view a, std::string_view b) { return family_of(a) == family_of(b); }

}  // namespace

void Sink::open(std::string type, bool changes_type) {
  open_ = true;
  type_ = std::move(type);
  changes_type_ = changes_type;
}

Sink::Job* Sink::find(JobId id) {
  const auto it = std::ranges::find(jobs_, id, &Job::id);
  return it == jobs_.end() ? nullptr : &*it;
}

std::uint64_t Sink::backlog() const {
  std::uint64_t sum = 0;
  for (const Job& job : jobs_) {
    if (!job.dropped) sum += job.accepted - job.appended;
  }
  return sum;
}

void Sink::retire(SinkOutcomes& out) {
  // A dropped job behind the front one has nothing in the sink: it may go at once. The one being appended may
  // not.
  for (std::size_t i = 0; i < jobs_.size();) {
    const Job& job = jobs_[i];
    const bool complete = job.ended && job.appended == job.accepted;
    if ((i == 0 && busy_ == Busy::append) || !(job.dropped || (i == 0 && complete))) {
      ++i;
      continue;
    }
    if (job.appended > 0 && ((job.dropped && !complete) || job.broken)) torn_ = true;
    out.push_back(JobDone{job.id});
    jobs_.erase(jobs_.begin() + static_cast<std::ptrdiff_t>(i));
    waiting_since_.reset();
    i = 0;
  }
}

/// The front job's turn: where its media go back in time the SourceBuffer's parser must not take them for
/// what follows. WebKit drops sound that does.
void Sink::enter() {
  if (jobs_.empty() || jobs_.front().entered) return;
  Job& job = jobs_.front();
  job.entered = true;
  if (reached_ && (job.timeline != reached_->timeline || job.range.start + seam < reached_->end))
    torn_ = true;
  reached_ = {job.timeline, job.range.end};
}

bool Sink::worth_appending(const Job& job, Instant now) const {
  const std::uint64_t count = job.accepted - job.appended;
  if (count == 0) return false;
  if (!coalescing_ || job.ended || count >= worthwhile) return true;
  return waiting_since_ && *waiting_since_ + patience <= now;
}

void Sink::advance(Instant now, SinkOutcomes& out) {
  retire(out);
  if (!waiting_since_ && !jobs_.empty() && jobs_.front().accepted > jobs_.front().appended)
    waiting_since_ = now;
  foreign_.clear();
  if (!open_ || busy_ != Busy::no) return;
  enter();
  if (torn_) {
    out.push_back(DoAbort{offset_});
    torn_ = false;
    init_.reset();
    window_.reset();  // abort() resets it (Media Source Extensions, SourceBuffer.abort, step 6)
  }
  if (!unwanted_.empty()) {
    out.push_back(DoRemove{unwanted_.front()});
    unwanted_.erase(unwanted_.begin());
    busy_ = Busy::remove;
    return;
  }
  if (full_ || jobs_.empty()) return;
  Job& job = jobs_.front();
  if (init_ != job.setting) {
    const auto ready = std::ranges::find(inits_, job.setting, &InitReady::setting);
    if (ready == inits_.end()) return;
    const std::string& type = ready->type.empty() ? job.type : ready->type;
    // The first init of what the SourceBuffer was opened for is that, whatever it calls itself.
    const bool opened_for = !typed_ && (job.type.empty() || same_family(type_, job.type));
    if (!opened_for && !type.empty() && !same_family(type_, type)) {
      if (!changes_type_) {
        foreign_ = type;
        return;
      }
      out.push_back(DoType{type});
    }
    if (!type.empty()) type_ = type;
    typed_ = true;
    init_ = job.setting;
    if (ready->bytes > 0) {
      out.push_back(DoInit{job.setting});
      busy_ = Busy::init;
      return;
    }
  }
  if (!job.offset || !worth_appending(job, now)) return;
  if (job.appended == 0 && offset_ != *job.offset) {
    offset_ = *job.offset;
    out.push_back(DoOffset{offset_});
  }
  if (job.appended == 0 && window_ != job.window) {
    window_ = job.window;
    out.push_back(DoWindow{window_});
  }
  busy_ = Busy::append;
  busy_count_ = std::min(job.accepted - job.appended, largest_append);
  out.push_back(DoAppend{job.id, job.appended, busy_count_});
  waiting_since_.reset();
}

void Sink::handle(const SinkEvent& event, Instant now, SinkOutcomes& out) {
  if (const auto* started = std::get_if<Started>(&event)) {
    Job job;
    job.id = started->job;
    job.setting = started->setting;
    job.type = started->type;
    job.timeline = started->timeline;
    job.range = started->range;
    job.window = started->window;
    jobs_.push_back(std::move(job));
  } else if (const auto* ready = std::get_if<InitReady>(&event)) {
    if (std::ranges::find(inits_, ready->setting, &InitReady::setting) == inits_.end())
      inits_.push_back(*ready);
  } else if (const auto* placed = std::get_if<Placed>(&event)) {
    if (Job* job = find(placed->job); job && job->appended == 0) job->offset = placed->offset;
  } else if (const auto* accepted = std::get_if<Accepted>(&event)) {
    if (Job* job = find(accepted->job)) {
      job->accepted = std::max(job->accepted, accepted->total);
    }
  } else if (const auto* ended = std::get_if<Ended>(&event)) {
    if (Job* job = find(ended->job)) {
      job->ended = true;
      job->broken = ended->broken;
    }
  } else if (const auto* dropped = std::get_if<Dropped>(&event)) {
    if (Job* job = find(dropped->job)) job->dropped = true;
  } else if (const auto* done = std::get_if<OpDone>(&event)) {
    if (busy_ == Busy::append) jobs_.front().appended += busy_count_;
    busy_ = Busy::no;
    buffered_ = done->buffered;
  } else if (const auto* full = std::get_if<OpFull>(&event)) {
    if (busy_ == Busy::init) init_.reset();
    busy_ = Busy::no;
    full_ = true;
    buffered_ = full->buffered;
  } else if (std::holds_alternative<Room>(event)) {
    full_ = false;
  } else if (const auto* unwanted = std::get_if<Unwanted>(&event)) {
    unwanted_.push_back(unwanted->range);
  } else if (const auto* shrunk = std::get_if<Shrunk>(&event)) {
    buffered_ = shrunk->buffered;
  }
  advance(now, out);
}

std::optional<Instant> Sink::deadline() const {
  if (!open_ || busy_ != Busy::no || full_ || jobs_.empty() || !coalescing_ || !waiting_since_)
    return std::nullopt;
  const Job& job = jobs_.front();
  if (init_ != job.setting || !job.offset || job.accepted == job.appended) return std::nullopt;
  return *waiting_since_ + patience;
}

}  // namespace praxino::buffer
