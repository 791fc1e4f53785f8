#include <algorithm>
#include <span>
#include <utility>

#include "core/base/hash.h"
#include "core/player/session.h"

/// The Loader's outcomes, and bodies on their way to their readers.
namespace praxino::player {
namespace {

FetchPriority priority_of(FetchKind kind) {
  return kind == FetchKind::segment ? FetchPriority::normal : FetchPriority::high;
}

Code load_code(FetchKind kind) {
  switch (kind) {
    case FetchKind::manifest:
    case FetchKind::steering:
      return Code::manifest_load;
    case FetchKind::playlist:
      return Code::playlist_load;
    case FetchKind::index:
      return Code::index_load;
    case FetchKind::init:
      return Code::init_load;
    case FetchKind::key:
    case FetchKind::licence:
      return Code::key_load;
    case FetchKind::segment:
      break;
  }
  return Code::segment_load;
}

Why why_of(std::uint32_t status, BreakReason reason) {
  if (status != 0) return Why::status;
  return reason == BreakReason::timeout ? Why::timeout : Why::network;
}

std::string message_of(std::uint32_t status, BreakReason reason) {
  if (status != 0) return "the server answered " + std::to_string(status);
  switch (reason) {
    case BreakReason::refused:
      return "the request was refused";
    case BreakReason::timeout:
      return "nothing came for too long";
    case BreakReason::network:
      break;
  }
  return "the network failed";
}

/// By scheme, name and port, as a browser counts connections. Two that share a number share them too, which
/// does no harm.
net::HostId host_of(std::string_view url) {
  const std::size_t name = url.find("//");
  const std::size_t end = name == url.npos ? 0 : url.find('/', name + 2);
  return net::HostId{static_cast<std::uint32_t>(hash_bytes(std::as_bytes(std::span(url.substr(0, end)))))};
}

}  // namespace

net::DownloadId Session::want(Errand errand) {
  const net::DownloadId id{++last_download_};
  errand.id = id;
  errands_.push_back(std::move(errand));
  return id;
}

void Session::go(net::DownloadId download, bool again) {
  Errand& one = *errand(download);
  net::Want want{download, one.kind, priority_of(one.kind)};
  want.again = again;
  const std::string& url = transfer_of(one)->resource().url;
  const std::vector<media::Mirrors::Place> places = places_of(url);
  want.host = host_of(places.front().url);
  want.places = static_cast<std::uint32_t>(places.size());
  if (one.kind == FetchKind::segment) want.failed = stream_of(one.sink)->unanswered;
  if (phase_ == Phase::playing) want.patience = begun_ ? patience : patience_at_start;
  tell_loader(want);
}

/// In front the first place that is not avoided, or the one that has been for longest.
std::vector<media::Mirrors::Place> Session::places_of(const std::string& url) const {
  if (!manifest_.known()) return {{url, {}}};
  std::vector<media::Mirrors::Place> places = manifest_.presentation().mirrors.of(url);
  const auto rank = [&](const media::Mirrors::Place& place) {
    const auto avoided = std::ranges::find(avoided_, place.root, &Avoided::root);
    if (avoided == avoided_.end() || avoided->until <= now_) return std::ptrdiff_t{-1};
    return avoided - avoided_.begin();
  };
  std::ranges::iter_swap(places.begin(), std::ranges::min_element(places, {}, rank));
  return places;
}

void Session::avoid(const std::string& root) {
  if (root.empty()) return;
  std::erase_if(avoided_, [&](const Avoided& one) { return one.root == root; });
  avoided_.push_back({root, now_ + bar_time});
}

void Session::drop(net::DownloadId download) {
  measure(0);
  std::erase_if(errands_, [&](const Errand& one) { return one.id == download; });
  tell_loader(net::Drop{download});
}

void Session::tell_loader(const net::LoaderEvent& event) {
  net::LoaderOutcomes outcomes;
  loader_.handle(event, now_, outcomes);
  for (const net::LoaderOutcome& outcome : outcomes) obey(outcome);
}

void Session::obey(const net::LoaderOutcome& outcome) {
  if (const auto* begin = std::get_if<net::Begin>(&outcome)) {
    Errand* one = errand(begin->download);
    if (!one) return;
    Transfer& transfer = *transfer_of(*one);
    media::Mirrors::Place place = std::move(places_of(transfer.resource().url).front());
    one->root = std::move(place.root);
    one->asked = now_;
    Fetch fetch{begin->fetch, one->kind, priority_of(one->kind), std::move(place.url)};
    if (const auto range = transfer.ask()) {
      fetch.from = static_cast<double>(range->offset);
      if (range->length) fetch.to = fetch.from + static_cast<double>(*range->length) - 1;
    }
    ++fetches_;
    out_->push_back(std::move(fetch));
  } else if (const auto* abandon = std::get_if<net::Abandon>(&outcome)) {
    out_->push_back(Cancel{abandon->fetch});
  } else if (const auto* pause = std::get_if<net::Pause>(&outcome)) {
    if (pause->held) {
      out_->push_back(Hold{pause->fetch});
    } else {
      out_->push_back(Resume{pause->fetch});
    }
  } else if (const auto* retrying = std::get_if<net::Retrying>(&outcome)) {
    failed(*retrying);
  } else if (const auto* done = std::get_if<net::Finished>(&outcome)) {
    const auto it = std::ranges::find(errands_, done->download, &Errand::id);
    if (it == errands_.end()) return;
    Errand one = std::move(*it);
    errands_.erase(it);
    finished(std::move(one));
  } else if (const auto* gone = std::get_if<net::GaveUp>(&outcome)) {
    if (Errand* one = errand(gone->download)) {
      const Lost what = lost_of(*one, gone->status, gone->reason);
      if (gone->reason == BreakReason::refused) return give_up(what);  // a filter does not change its mind
      // Where no server answers at all, none will for another rendition. What was wanted before the start has
      // less patience than is due by now.
      if (gone->unreachable) return hold_on(one->id, what);
      if (begun_ && !net::is_absent(gone->status) && needed_in(*one) > pressing) return go(one->id, true);
      lost(one->id, what);
    }
  }
}

Session::Lost Session::lost_of(Errand& one, std::uint32_t status, BreakReason reason) {
  return {load_code(one.kind), message_of(status, reason), transfer_of(one)->resource().url,
          !net::is_absent(status)};
}

void Session::failed(const net::Retrying& attempt) {
  Errand* one = errand(attempt.download);
  if (!one) return;
  measure(0);
  if (!one->failing) one->failing = now_;
  const bool had_body = std::exchange(one->receiving, false);
  avoid(one->root);
  ++retries_;
  // It may have changed meanwhile, and nothing of it was read yet.
  if (one->kind != FetchKind::segment) {
    Transfer& transfer = *transfer_of(*one);
    transfer = Transfer(transfer.resource());
  }
  decide(Subject::retry, why_of(attempt.status, attempt.reason), stream_of(one->sink), {}, at_);
  const Lost what = lost_of(*one, attempt.status, attempt.reason);
  if (one->kind == FetchKind::playlist && manifest_.is_elsewhere(one->document.feed) && attempt.at > now_)
    return lost(one->id, what);
  if (one->kind != FetchKind::segment) return;
  // A server that does not have this, or did not give it twice now, may have another rendition's. Where no
  // other one answers either it is the line; a body that broke goes on; who asks for peace gets it.
  Stream& stream = *stream_of(one->sink);
  if (attempt.status == 0 && !stream.unanswered) stream.unanswered = now_;
  Job& job = *std::ranges::find(stream.jobs, one->id, &Job::download);
  job.mark.reset();
  if (attempt.at <= now_) return;  // it is elsewhere too
  const bool absent = net::is_absent(attempt.status);
  const bool again = attempt.attempt > 0 && !job.transfer.rest_asked() && !had_body;
  if (!absent && (attempt.unreachable || !again || attempt.as_asked)) return;
  // Behind one that nobody could have, the next is not waited for as long.
  if (stream.left_out > 0 && attempt.status != 0 && attempt.attempt > 1)
    return segment_lost(stream, job.id, what);
  (void)go_round(stream, job.setting.rendition, job.id, what);
}

/// How soon the playhead is at what it is for.
Seconds Session::needed_in(const Errand& one) const {
  Seconds first{1e9};
  for (const Stream& stream : streams_) {
    if (one.kind == FetchKind::playlist || one.kind == FetchKind::index) {
      if (manifest_.presentation()[stream.target].feed == one.document.feed)
        first = std::min(first, stream.next);
      continue;
    }
    for (const Job& job : stream.jobs) {
      const auto entry = std::ranges::find(stream.inits, job.setting, &InitEntry::setting);
      const bool waits =
          job.download == one.id || (entry != stream.inits.end() && entry->download == one.id) ||
          (one.kind == FetchKind::key && job.cipher && job.cipher->key_url() == one.transfer->resource().url);
      if (waits) first = std::min(first, job.nominal.start);
    }
  }
  return time_to(first);
}

/// Hurries what the playhead will soon stand before.
void Session::press() {
  std::vector<net::DownloadId> soon;
  for (const Errand& one : errands_) {
    if (needed_in(one) < in_a_moment) soon.push_back(one.id);
  }
  for (const net::DownloadId id : soon) tell_loader(net::Pressed{id});
}

Session::Errand* Session::errand(net::DownloadId download) {
  const auto it = std::ranges::find(errands_, download, &Errand::id);
  return it == errands_.end() ? nullptr : &*it;
}

Transfer* Session::transfer_of(Errand& one) {
  if (one.transfer) return &*one.transfer;
  Stream* stream = stream_of(one.sink);
  if (one.kind == FetchKind::init) {
    const auto entry = std::ranges::find(stream->inits, one.id, &InitEntry::download);
    return &*entry->transfer;
  }
  return &std::ranges::find(stream->jobs, one.id, &Job::download)->transfer;
}

void Session::on(const Response& event) {
  const auto id = loader_.serves(event.fetch);
  if (!id) return;
  Transfer& transfer = *transfer_of(*errand(*id));
  // The rest of a file that has none: what was announced was too much, and all of it is here (RFC 9110
  // §15.5.17).
  if (event.status == 416 && transfer.rest_asked() && transfer.ends_at(event.total)) {
    out_->push_back(Cancel{event.fetch});
    return end_body(event.fetch, true);
  }
  const bool another = transfer.is_of_another(event.status, event.etag);
  if (another && errand(*id)->kind == FetchKind::segment && renew(*id)) return;
  const bool fits = transfer.begin(event.status, event.range_start, event.length);
  tell_loader(net::Headed{event.fetch, fits ? event.status : 0, transfer.rest_asked(), {event.retry_after}});
  Errand* one = errand(*id);
  if (!one || !loader_.serves(event.fetch)) return;  // an error status
  one->url = event.url.empty() ? transfer.resource().url : event.url;
  one->type = event.type;
  round_trip_ = now_ - one->asked;
  measure(0);
  one->receiving = one->kind == FetchKind::segment;
  if (one->receiving) stream_of(one->sink)->unanswered.reset();
}

/// The file is another one now than what came of it so far: the segment begins again, once.
bool Session::renew(net::DownloadId download) {
  Stream& stream = *stream_of(errand(download)->sink);
  const Job& job = *std::ranges::find(stream.jobs, download, &Job::download);
  if (std::exchange(stream.renewed, job.nominal.start) == job.nominal.start) return false;
  decide(Subject::retry, Why::changed, &stream, job.setting.rendition, job.nominal.start);
  stream.next = drop_jobs(stream, job.id).start;
  return true;
}

void Session::on(const Body& event) {
  const auto id = loader_.serves(event.fetch);
  if (!id) return;
  tell_loader(net::Progressed{event.fetch});
  Errand* one = errand(*id);
  if (!one) return;
  measure(one->receiving ? static_cast<double>(event.bytes.data.size()) : 0);
  Transfer* transfer = transfer_of(*one);
  transfer->take(event.bytes.data);
  if (one->kind != FetchKind::segment) transfer->keep();
  if (transfer->received() > largest_document && one->transfer) {
    return give_up(load_code(one->kind), "larger than 64 MB", transfer->resource().url);
  }
  if (one->kind == FetchKind::segment) {
    Stream& stream = *stream_of(one->sink);
    const buffer::JobId job = std::ranges::find(stream.jobs, *id, &Job::download)->id;
    scan(stream, job);
    const auto left = std::ranges::find(stream.jobs, job, &Job::id);
    if (left != stream.jobs.end()) left->transfer.keep();
    if (phase_ == Phase::failed) return;
    if (stream.sink.backlog() > most_backlog) tell_loader(net::Held{*id, true});
    abandon_late(stream);
  }
  // A server that sends the whole resource where a range was asked: the rest is not waited for.
  one = errand(*id);
  if (one && loader_.serves(event.fetch) && transfer_of(*one)->surplus()) {
    out_->push_back(Cancel{event.fetch});
    end_body(event.fetch, true);
  }
}

void Session::on(const BodyEnded& event) {
  const auto id = loader_.serves(event.fetch);
  if (!id) return;
  end_body(event.fetch, transfer_of(*errand(*id))->whole());
}

void Session::end_body(net::FetchId fetch, bool whole) {
  measure(0);
  errand(*loader_.serves(fetch))->receiving = false;
  tell_loader(net::Completed{fetch, whole});
}

void Session::on(const Broken& event) { tell_loader(net::Severed{event.fetch, event.reason}); }

void Session::measure(double bytes) {
  const bool busy = std::ranges::any_of(errands_, &Errand::receiving);
  if (busy || bytes > 0) quality_.handle(abr::Moved{bytes, busy ? now_ - measured_ : Seconds{}}, now_);
  measured_ = now_;
  bytes_ += bytes;
}

void Session::finished(Errand done) {
  if (done.transfer) {
    const Transfer& transfer = *done.transfer;
    if (done.kind == FetchKind::key) return key_arrived(transfer.resource().url, transfer.bytes().from(0));
    tell_manifest(DocumentArrived{done.document, done.url, done.type, transfer.bytes().from(0)});
    return;
  }
  Stream& stream = *stream_of(done.sink);
  if (done.kind == FetchKind::init) {
    const auto entry = std::ranges::find(stream.inits, done.id, &InitEntry::download);
    entry->url = done.url;
    return init_whole(stream, *entry);
  }
  const auto job = std::ranges::find(stream.jobs, done.id, &Job::download);
  job->received = true;
  scan(stream, job->id);
}

}  // namespace praxino::player
