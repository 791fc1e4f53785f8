#include <algorithm>
#include <utility>

#include "core/player/session.h"

/// What cannot be had or played, and what takes its place: another rendition; for a segment that none has,
/// nothing, and the playhead is moved over the hole.
namespace praxino::player {

void Session::give_up(const Lost& what) { give_up(what.code, what.message, what.where); }

bool Session::barred(media::RenditionId rendition) const {
  return std::ranges::any_of(bars_,
                             [&](const Bar& one) { return one.rendition == rendition && now_ < one.until; });
}

void Session::tell_bars() {
  std::erase_if(bars_, [&](const Bar& one) { return one.until <= now_; });
  abr::Shut shut;
  for (const media::VariantId id : ladder_) {
    const media::Variant& variant = manifest_.presentation()[id];
    const auto rendition = main_of(variant);
    shut.rungs.push_back(rendition && barred(*rendition));
  }
  quality_.handle(shut, now_);
  aim();
}

/// Whether another one takes its place.
bool Session::bar(Stream& stream, media::RenditionId rendition) {
  bars_.push_back({rendition, now_ + bar_time});
  tell_bars();
  if (!barred(stream.target)) return true;
  std::erase_if(bars_, [&](const Bar& one) { return one.rendition == rendition; });
  tell_bars();
  return false;
}

/// What the rendition was to give from this segment on is fetched of another one.
bool Session::go_round(Stream& stream, media::RenditionId rendition, std::optional<buffer::JobId> from,
                       const Lost& what) {
  if (!bar(stream, rendition)) return false;
  out_->push_back(Warn{what.code, what.message, what.where});
  if (from) stream.next = drop_jobs(stream, *from).start;
  decide(Subject::quality, Why::failed, &stream, stream.target, stream.next);
  return true;
}

void Session::init_lost(Stream& stream, buffer::Setting setting, const Lost& what) {
  const auto job = std::ranges::find(stream.jobs, setting, &Job::setting);
  const auto from = job == stream.jobs.end() ? std::nullopt : std::optional(job->id);
  const auto entry = std::ranges::find(stream.inits, setting, &InitEntry::setting);
  if (!go_round(stream, setting.rendition, from, what)) return hold_on(entry->download, what);
  drop(entry->download);
  stream.inits.erase(entry);
}

void Session::segment_lost(Stream& stream, buffer::JobId id, const Lost& what) {
  const Job& job = *std::ranges::find(stream.jobs, id, &Job::id);
  const media::RenditionId rendition = job.setting.rendition;
  if (go_round(stream, rendition, id, what)) return;
  if (job.joined) {
    // No more of them than must be is left out.
    stream.apart = job.nominal.end;
    stream.next = drop_jobs(stream, id).start;
    return;
  }
  if (stream.left_out == most_left_out) return hold_on(job.download, what);
  ++stream.left_out;
  // Where no rendition has it, none is to blame.
  const media::Presentation& presentation = manifest_.presentation();
  std::erase_if(bars_, [&](const Bar& one) {
    return presentation[presentation[one.rendition].track].kind == stream.kind;
  });
  tell_bars();
  out_->push_back(Warn{what.code, what.message, what.where});
  std::erase_if(stream.holes, [&](const Hole& one) { return one.until <= now_; });
  const Hole hole{drop_jobs(stream, id), now_ + bar_time};
  stream.holes.push_back(hole);
  stream.next = hole.range.end;
  decide(Subject::skip, Why::failed, &stream, rendition, hole.range.start);
}

/// The hole that `at` lies in.
const Hole* Session::hole_at(const Stream& stream, Seconds at) const {
  const auto hole = std::ranges::find_if(
      stream.holes, [&](const Hole& one) { return now_ < one.until && one.range.contains(at); });
  return hole == stream.holes.end() ? nullptr : &*hole;
}

/// Where what is there from `at` on ends, and what cannot be had.
Seconds Session::end_of_what_can_be(const Stream& stream, Seconds at) const {
  Seconds end = buffer::end_of_run(stream.sink.buffered(), at);
  while (const Hole* hole = hole_at(stream, end + buffer::seam))
    end = buffer::end_of_run(stream.sink.buffered(), hole->range.end);
  return end;
}

void Session::lost(net::DownloadId download, const Lost& what) {
  const Errand& one = *errand(download);
  if (one.kind == FetchKind::init) {
    Stream& stream = *stream_of(one.sink);
    const buffer::Setting setting = std::ranges::find(stream.inits, download, &InitEntry::download)->setting;
    return init_lost(stream, setting, what);
  }
  if (one.kind == FetchKind::segment) {
    Stream& stream = *stream_of(one.sink);
    return segment_lost(stream, std::ranges::find(stream.jobs, download, &Job::download)->id, what);
  }
  if (one.kind == FetchKind::playlist || one.kind == FetchKind::index) {
    const Document document = one.document;
    drop(download);
    return tell_manifest(DocumentLost{document, what.code, what.message, what.where});
  }
  hold_on(download, what);
}

/// Once something has played, for a minute since it could not be had.
bool Session::may_heal(const Lost& what, std::optional<Instant> since) const {
  return begun_ && what.may_heal && since && now_ < *since + patience;
}

/// Where nothing else helps and a server may still change its mind, it is asked further before all ends.
void Session::hold_on(net::DownloadId download, const Lost& what) {
  const Errand* one = errand(download);
  if (!one || !may_heal(what, one->failing)) return give_up(what);
  go(download, true);
}

void Session::feed_lost(media::FeedId feed, const Lost& what) {
  for (Stream& stream : streams_) {
    if (manifest_.presentation()[stream.target].feed != feed) continue;
    if (!go_round(stream, stream.target, std::nullopt, what)) {
      // There is no other one: it is asked for again, as everything else is.
      if (!stream.feedless) stream.feedless = now_;
      if (!may_heal(what, stream.feedless)) return give_up(what);
      tell_manifest(FeedWanted{feed});
      continue;
    }
    if (phase_ != Phase::starting) continue;
    stream.rendition = stream.target;
    stream.type = type_of(stream.rendition);
    tell_manifest(FeedWanted{manifest_.presentation()[stream.rendition].feed});
  }
}

}  // namespace praxino::player
