#include <algorithm>
#include <utility>

#include "core/player/session.h"

/// The sinks' outcomes as effects, and what makes them change their mind: seeks, evictions, another quality.
namespace praxino::player {

void Session::tell_sink(Stream& stream, const buffer::SinkEvent& event) {
  buffer::SinkOutcomes outcomes;
  stream.sink.handle(event, now_, outcomes);
  for (const buffer::SinkOutcome& outcome : outcomes) obey(stream, outcome);
}

void Session::obey(Stream& stream, const buffer::SinkOutcome& outcome) {
  const auto begin = [&] {
    stream_ended_ = false;  // appendBuffer() and remove() open an ended source again
    return stream.op = next_op();
  };
  if (const auto* abort = std::get_if<buffer::DoAbort>(&outcome)) {
    // An ended source takes no abort(); setting an offset, if only the same, opens it
    // (SourceBuffer.timestampOffset, step 4).
    if (std::exchange(stream_ended_, false))
      out_->push_back(SetOffset{next_op(), stream.id, abort->offset.value});
    out_->push_back(AbortSink{next_op(), stream.id});
  } else if (const auto* type = std::get_if<buffer::DoType>(&outcome)) {
    out_->push_back(ChangeType{next_op(), stream.id, type->type});
  } else if (const auto* offset = std::get_if<buffer::DoOffset>(&outcome)) {
    out_->push_back(SetOffset{next_op(), stream.id, offset->offset.value});
  } else if (const auto* window = std::get_if<buffer::DoWindow>(&outcome)) {
    SetWindow set{next_op(), stream.id};
    if (window->window) {
      set.from = std::max((window->window->start - window_slack).value, 0.0);
      set.to = (window->window->end + window_slack).value;
    }
    out_->push_back(set);
  } else if (const auto* init = std::get_if<buffer::DoInit>(&outcome)) {
    const auto entry = std::ranges::find(stream.inits, init->setting, &InitEntry::setting);
    out_->push_back(Append{begin(), stream.id, {entry->bytes.view()}});
  } else if (const auto* append = std::get_if<buffer::DoAppend>(&outcome)) {
    const auto job = std::ranges::find(stream.jobs, append->job, &Job::id);
    job->media().release(append->from);
    if (append->from == 0) buffer::lay(stream.laid, {job->nominal, job->setting.rendition}, most_laid);
    out_->push_back(Append{begin(), stream.id, {job->media().view(append->from, append->count)}});
  } else if (const auto* remove = std::get_if<buffer::DoRemove>(&outcome)) {
    out_->push_back(Remove{begin(), stream.id, remove->range.start.value, remove->range.end.value});
  } else if (const auto* done = std::get_if<buffer::JobDone>(&outcome)) {
    const auto job = std::ranges::find(stream.jobs, done->job, &Job::id);
    if (!job->received) drop(job->download);
    stream.jobs.erase(job);
  }
}

/// All of them, or this one and those after it; where it was to play.
TimeRange Session::drop_jobs(Stream& stream, std::optional<buffer::JobId> from) {
  const auto first = from ? std::ranges::find(stream.jobs, *from, &Job::id) : stream.jobs.begin();
  const TimeRange place = first == stream.jobs.end() ? TimeRange{} : first->nominal;
  std::vector<buffer::JobId> ids;
  for (auto job = first; job != stream.jobs.end(); ++job) {
    if (!job->received) drop(job->download);
    job->received = true;
    ids.push_back(job->id);
  }
  for (const buffer::JobId id : ids) tell_sink(stream, buffer::Dropped{id});
  stream.at_end = false;
  stream.waiting = false;
  return place;
}

void Session::restart(Stream& stream, Seconds from) {
  drop_jobs(stream);
  stream.next = from;
  stream.overlaid = {};
  stream.evicted = {};
}

/// Where fetching goes on behind buffered media that ends at `end`: at the segment there, or at the next one
/// where only a frame's rounding of it is missing.
Seconds Session::next_after(const Stream& stream, Seconds end) const {
  const media::Presentation& presentation = manifest_.presentation();
  const auto& list = presentation[presentation[stream.rendition].feed].segments;
  const auto index = list ? list->find(end) : std::nullopt;
  if (!index) return end;
  const media::Segment segment = list->at(*index);
  const Seconds over = segment.start + segment.duration;
  return over - end < buffer::seam ? over : end;
}

void Session::seek(Seconds to) {
  to = std::min(to, std::max(duration_ - last_moment, Seconds{}));
  decide(Subject::seek, Why::person, nullptr, {}, to);
  picture_by_.reset();
  for (Stream& stream : streams_) {
    stream.sink.coalesce(false);
    const Seconds end = end_of_what_can_be(stream, to);
    const bool buffered = end > to;
    if (!stream.jobs.empty()) {
      const TimeRange coming{stream.jobs.front().nominal.start, stream.jobs.back().nominal.end};
      const bool useful =
          buffered ? coming.start <= end + buffer::seam && coming.end > end : coming.contains(to);
      if (useful) continue;
    }
    const Seconds from = buffered ? next_after(stream, end) : to;
    // Nothing on its way and nothing missing: what is next stays next.
    if (buffered && stream.jobs.empty() && stream.next == from) continue;
    restart(stream, from);
  }
}

/// The rendition that plays at `at`, of what lies in the sink or is on its way there.
std::optional<buffer::Laid> Session::laid_at(const Stream& stream, Seconds at) {
  const auto job =
      std::ranges::find_if(stream.jobs, [&](const Job& one) { return one.nominal.contains(at); });
  if (job != stream.jobs.end()) return buffer::Laid{job->nominal, job->setting.rendition};
  const buffer::Laid* laid = buffer::laid_at(stream.laid, at);
  if (!laid || !buffer::holds(stream.sink.buffered(), at)) return std::nullopt;
  return *laid;
}

void Session::replace_ahead(Stream& stream) {
  const media::Presentation& presentation = manifest_.presentation();
  const auto& list = presentation[presentation[stream.rendition].feed].segments;
  Seconds from = at_;
  // From the next border that leaves time to fetch: what plays until then is there already.
  if (const auto index = list ? list->find(at_) : std::nullopt;
      index && buffer::holds(stream.sink.buffered(), at_)) {
    for (std::uint32_t i = *index; i < list->size(); ++i) {
      const media::Segment segment = list->at(i);
      from = segment.start + segment.duration;
      if (from - at_ >= switch_margin) break;
    }
    from = std::min({from, stream.next, next_after(stream, buffer::end_of_run(stream.sink.buffered(), at_))});
  }
  // What is of the target already stays.
  for (auto laid = laid_at(stream, from + buffer::seam); laid && laid->rendition == stream.target;
       laid = laid_at(stream, from + buffer::seam))
    from = laid->range.end;
  if (from + buffer::seam >= duration_ || (from + buffer::seam >= stream.next && stream.next > at_)) return;
  restart(stream, from);
  // What is further on goes, so that no browser shows it from what it has queued already (WebKit does); not
  // the border itself: the new segment lays its first frames over the old ones there.
  tell_sink(stream, buffer::Unwanted{{from + buffer::seam, {1e9}}});
}

void Session::evict() {
  for (Stream& stream : streams_) {
    if (seeking_ || !stream.sink.idle()) continue;
    const bool full = stream.sink.full();
    const Seconds keep = full ? Seconds{2} : goals_.behind;
    const Seconds least = full ? Seconds{0.5} : eviction_step;
    const auto range = buffer::plan_eviction(stream.sink.buffered(), at_, keep, least);
    // What a removal left standing is not removed again and again.
    if (!range || range->end < stream.evicted + least) continue;
    stream.evicted = range->end;
    decide(Subject::evict, full ? Why::quota : Why::behind, &stream, stream.rendition, range->end);
    tell_sink(stream, buffer::Unwanted{*range});
    if (full) tell_sink(stream, buffer::Room{});
  }
}

}  // namespace praxino::player
