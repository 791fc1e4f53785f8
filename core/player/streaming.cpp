#include <algorithm>
#include <utility>

#include "core/container/webm/cues.h"
#include "core/player/session.h"

/// Segments into sinks: what to fetch next, what to append next, what to give up when a person goes
/// elsewhere.
namespace praxino::player {
namespace {

std::string at_byte(const std::string& url, std::uint64_t place) {
  return url + ", byte " + std::to_string(place);
}

}  // namespace

void Session::advance() {
  open_sinks();
  if (phase_ == Phase::starting) {
    const media::Presentation& presentation = manifest_.presentation();
    if (presentation[presentation[streams_.front().rendition].feed].segments) present();
  }
  if (phase_ != Phase::playing) return;
  if (duration_due_ && sinks_open_ && all_idle()) {
    duration_due_ = false;
    out_->push_back(SetDuration{duration_.value});
  }
  for (Stream& stream : streams_) {
    tell_sink(stream, buffer::Passed{});
    if (stream.sink.backlog() * 2 < most_backlog) {
      for (const Job& job : stream.jobs) {
        if (!job.received) tell_loader(net::Held{job.download, false});
      }
    }
  }
  for (Stream& stream : streams_) {
    if (phase_ == Phase::playing) fetch_next(stream);
  }
  if (phase_ != Phase::playing) return;
  change_source();
  evict();
  end_stream();
  jump_gap();
  watch_standing();
}

bool Session::all_idle() const {
  return std::ranges::all_of(streams_, [](const Stream& stream) { return stream.sink.idle(); });
}

/// Makes the stream's rendition the one aimed at, once its segments are known. Whether there is one to fetch
/// of.
bool Session::settle_rendition(Stream& stream) {
  const media::Presentation& presentation = manifest_.presentation();
  const auto known = [&](media::RenditionId id) {
    return presentation[presentation[id].feed].segments.has_value();
  };
  if (stream.rendition != stream.target) {
    if (known(stream.target)) {
      stream.rendition = stream.target;
    } else {
      tell_manifest(FeedWanted{presentation[stream.target].feed});
      // Waiting for a playlist is cheap while there is enough to play; it must not cost a stall.
      if (stream.next - at_ >= enough_to_wait || barred(stream.rendition)) return false;
    }
  }
  if (known(stream.rendition)) {
    stream.feedless.reset();
    return true;
  }
  tell_manifest(FeedWanted{presentation[stream.rendition].feed});
  return false;
}

/// Where the line gives far more than a better rendition takes, it is laid over what is ahead of the cheaper
/// one: from a border on that leaves time to fetch, and where that is worth it (dash.js' fast switch).
void Session::overtake(Stream& stream) {
  if (stream.id != SinkId{0} || !quality_.automatic() || !begun_ || stream.next < stream.overlaid) return;
  const media::Presentation& presentation = manifest_.presentation();
  const media::Rendition& better = presentation[stream.rendition];
  const double gives = static_cast<double>(quality_.estimate().bps) / speed();
  if (gives < static_cast<double>(better.average.bps) * plenty) return;
  const media::SegmentList& list = *presentation[better.feed].segments;
  const auto index = list.find(at_ + enough_to_wait);
  const Seconds from = index ? list.at(*index).start : stream.next;
  const Seconds end = stream.next;
  const auto laid = laid_at(stream, from + buffer::seam);
  if (end - from < enough_to_wait || !laid || presentation[laid->rendition].average >= better.average) return;
  stream.next = from;
  stream.overlaid = end;
}

/// What is there and no worse is not fetched again.
void Session::pass_over(Stream& stream) {
  const media::Presentation& presentation = manifest_.presentation();
  while (stream.next + buffer::seam < stream.overlaid) {
    const auto laid = laid_at(stream, stream.next + buffer::seam);
    if (laid && presentation[laid->rendition].average < presentation[stream.rendition].average) return;
    stream.next = laid ? laid->range.end : stream.overlaid;
  }
}

Seconds Session::goal() const {
  const media::Rendition& main = manifest_.presentation()[streams_.front().rendition];
  return buffer::plan_ahead(goals_, main.average, quality_.is_best());
}

/// That media are needed at: slow playback leaves time, but is not counted on.
double Session::speed() const { return std::max(1.0, playhead_.rate); }

/// How long until the playhead is there.
Seconds Session::time_to(Seconds place) const { return (place - at_) * (1 / speed()); }

void Session::choose_quality() {
  Stream& main = streams_.front();
  const media::Presentation& presentation = manifest_.presentation();
  const auto& list = presentation[presentation[main.rendition].feed].segments;
  if (!bars_.empty()) tell_bars();
  const auto choice = quality_.handle(
      abr::Asked{main.reach() - at_, list ? list->target_duration : Seconds{}, goals_.ahead, playhead_.rate},
      now_);
  if (!choice) return;
  const media::RenditionId before = main.target;
  aim();
  if (main.target != before) decide(Subject::quality, choice->why, &main, main.target, main.next);
}

/// A segment that will not be here by the time it should have played gives way to a cheaper rendition's,
/// where that one is here in half the time, and a second sooner at least.
void Session::abandon_late(Stream& stream) {
  if (stream.id != SinkId{0} || !quality_.automatic() || !begun_) return;
  // Not one that was asked for ahead: what plays before it is needed first.
  Job* const coming = stream.coming();
  if (!coming) return;
  Job& job = *coming;
  const std::uint64_t bytes = job.transfer.received();
  if (job.mark && now_ < job.mark->at + rate_window) return;
  const auto before = std::exchange(job.mark, Job::Mark{now_, bytes});
  if (!before) return;
  // The estimate is slow to believe that a line broke down.
  const double rate = static_cast<double>(bytes - before->bytes) * 8 / (now_ - before->at).value;
  const Seconds rest{static_cast<double>(job.transfer.to_come()) * 8 / std::max(rate, 1.0)};
  if (rest <= time_to(job.nominal.end)) return;
  const media::Presentation& presentation = manifest_.presentation();
  const Seconds length = job.nominal.end - job.nominal.start;
  for (std::size_t rung = quality_.current(); rung-- > 0;) {
    const media::Variant& variant = presentation[ladder_[rung]];
    const auto bits = static_cast<double>(variant.average.bps);
    const Seconds instead = length * (bits / rate);
    if (instead * 2 > rest || instead + least_gain > rest) continue;
    const media::FeedId feed = presentation[*main_of(variant)].feed;
    // Its playlist first: until it is here nothing could be fetched of it.
    if (!presentation[feed].segments) return tell_manifest(FeedWanted{feed});
    quality_.handle(abr::Late{rung}, now_);
    stream.next = drop_jobs(stream, job.id).start;
    aim();
    return decide(Subject::quality, Why::late, &stream, stream.target, stream.next);
  }
  // The line gives more: the rest may come faster by another request.
  if (rate * crawl < static_cast<double>(quality_.estimate().bps)) tell_loader(net::Crawling{job.download});
}

/// Whether the line is another stream's for now. Sound keeps in step with the picture. And where another
/// stream's segment is on its way that is needed soon, and sooner than this stream's next, that one is to
/// have the line for itself. Where a seek goes into the middle of both, the one under way has a head start:
/// what it fetches up to there is more, and both shall be there at the same time. One that fails is not
/// waited for: whether anything else answers tells what is wrong.
bool Session::yields(const Stream& stream) const {
  const Stream& main = streams_.front();
  if (!main.at_end && stream.next >= main.reach() + in_step) return true;
  return std::ranges::any_of(streams_, [&](const Stream& other) {
    if (other.id == stream.id || other.jobs.empty() || other.jobs.back().received) return false;
    if (loader_.failing(other.jobs.back().download)) return false;
    const TimeRange coming = other.jobs.back().nominal;
    const Seconds reached = std::max(coming.start, buffer::end_of_run(other.sink.buffered(), coming.start));
    if (stream.next > at_) return reached < stream.next && reached - at_ < enough_to_wait;
    return coming.contains(at_) && reached < coming.start + (at_ - coming.start) * head_start;
  });
}

/// Whether all that the first picture needs is here and it is not on the screen yet: more media would only
/// take the processor's time from it. Not for long: an element may have reasons of its own to show nothing.
bool Session::picture_first() {
  if (playhead_.ready_state >= have_future_data && !playhead_.seeking) return false;
  const auto has_enough = [&](const Stream& stream) {
    return stream.next - at_ >= enough_to_show && (stream.jobs.empty() || stream.jobs.back().received);
  };
  if (!std::ranges::all_of(streams_, has_enough)) return false;
  if (!picture_by_) picture_by_ = now_ + picture_patience;
  return now_ < *picture_by_;
}

/// Whether the segment that is coming is the last that was asked for, and will be here before the next one
/// could begin to come: while an answer is on its way the line is idle. And over HTTP/1.1 there are two
/// connections then, one of which a seek finds open.
bool Session::asks_ahead(const Stream& stream, const Job& coming) {
  if (&coming != &stream.jobs.back()) return false;
  if (!begun_ || playhead_.ready_state < have_future_data || playhead_.seeking) return false;
  const auto bits = static_cast<double>(coming.transfer.to_come()) * 8;
  return errand(coming.download)->receiving && bits > 0 &&
         bits < static_cast<double>(quality_.estimate().bps) * round_trip_.value;
}

void Session::fetch_next(Stream& stream) {
  if (!wanted_ || stream.at_end || stream.sink.full() || yields(stream) || picture_first()) return;
  const Job* const coming = stream.coming();
  if (stream.jobs.size() >= most_jobs || (coming && !asks_ahead(stream, *coming))) return;
  if (stream.next - at_ >= goal()) {
    if (!stream.waiting) decide(Subject::wait, Why::buffer_full, &stream, stream.rendition, stream.next);
    stream.waiting = true;
    return;
  }
  stream.waiting = false;
  if (stream.id == SinkId{0}) choose_quality();
  if (!settle_rendition(stream) || phase_ != Phase::playing) return;
  overtake(stream);
  pass_over(stream);

  const media::Presentation& presentation = manifest_.presentation();
  const media::SegmentList& list = *presentation[presentation[stream.rendition].feed].segments;
  auto index = list.find(stream.next);
  const auto is_missing = [&](const media::Segment& one) {
    return one.gap || hole_at(stream, one.start + one.duration * 0.5) != nullptr;
  };
  while (index && is_missing(list.at(*index)))
    index = *index + 1 < list.size() ? std::optional(*index + 1) : std::nullopt;
  if (!index) {
    stream.at_end = list.ended;
    return;
  }
  media::Segment segment = list.at(*index);
  const Seconds alone = segment.duration;
  const media::Stretch& stretch = list.stretches()[segment.stretch];
  // Fewer requests, where there is time; not of encrypted files, which are padded one by one.
  const bool joins = stream.next - at_ >= enough_to_wait && !stretch.encryption && stream.holes.empty() &&
                     stream.next >= stream.apart;
  if (joins) segment = list.joined(*index, joined_length);
  const buffer::Setting setting{stream.rendition, segment.stretch};
  // Where one begins on another clock the one before it says by how much.
  if (const Job* before = stream.coming(); before && setting != before->setting) return;
  stream.next = std::max(segment.start + segment.duration, stream.next + Seconds{0.001});

  if (stretch.init) {
    want_init(stream, setting, stretch);
  } else {
    tell_sink(stream, buffer::InitReady{setting, 0});
  }
  Errand one;
  one.kind = FetchKind::segment;
  one.sink = stream.id;
  const net::DownloadId download = want(std::move(one));
  const buffer::JobId id{++last_job_};
  const std::optional<Seconds> offset = stretch.offset ? stretch.offset : offset_of(stretch.timeline);
  Job job{.id = id,
          .setting = setting,
          .timeline = stretch.timeline,
          .nominal = {segment.start, segment.start + segment.duration},
          .download = download,
          .transfer = Transfer(segment.media),
          .cipher = {},
          .transmuxer = {},
          .scanner = {},
          .offset = offset,
          .joined = segment.duration > alone};
  if (stretch.encryption) want_key(job.cipher.emplace(*stretch.encryption, segment.number));
  job.scanner.restart(segment.media.range ? segment.media.range->offset : 0);
  const auto entry = std::ranges::find(stream.inits, setting, &InitEntry::setting);
  if (entry != stream.inits.end() && entry->facts) job.scanner.use(*entry->facts);
  stream.jobs.push_back(std::move(job));
  const TimeRange nominal{segment.start, segment.start + segment.duration};
  tell_sink(stream, buffer::Started{id, setting, type_of(stream.rendition), stretch.timeline, nominal,
                                    stretch.window});
  if (offset) tell_sink(stream, buffer::Placed{id, *offset});
  go(download);
}

void Session::want_init(Stream& stream, buffer::Setting setting, const media::Stretch& stretch) {
  if (std::ranges::find(stream.inits, setting, &InitEntry::setting) != stream.inits.end()) return;
  Errand one;
  one.kind = FetchKind::init;
  one.sink = stream.id;
  const net::DownloadId download = want(std::move(one));
  InitEntry& entry = stream.inits.emplace_back(
      InitEntry{.setting = setting, .download = download, .transfer = Transfer(*stretch.init)});
  if (stretch.init_encryption) want_key(entry.cipher.emplace(*stretch.init_encryption, 0));
  go(download);
}

/// It has come; it may wait for its key.
void Session::init_whole(Stream& stream, InitEntry& entry) {
  if (entry.cipher && entry.cipher->locked()) return;
  ByteWindow& came = entry.transfer->bytes();
  if (entry.cipher) {
    if (const auto taken = entry.cipher->take(came, true); !taken)
      return init_lost(stream, entry.setting, {Code::segment_parse, taken.error().what, entry.url});
  }
  ByteWindow& clear = entry.cipher ? entry.cipher->bytes() : came;
  const bool tables = clear.size() > 0 && transmux::Transmuxer::takes(clear.view()[0]);
  entry.form = tables                         ? InitEntry::Form::tables
               : webm::is_file(clear.from(0)) ? InitEntry::Form::webm
                                              : InitEntry::Form::iso;
  mp4::Scanner scanner;
  if (entry.form == InitEntry::Form::iso) {
    std::vector<mp4::Fact> facts;
    const auto read = scanner.accept(clear.from(0), facts);
    Lost lost{Code::segment_parse, "an init segment without a movie header (moov)", entry.url};
    if (!read) lost = {lost.code, read.error().what, at_byte(entry.url, read.error().where)};
    if (!read || !scanner.init()) return init_lost(stream, entry.setting, lost);
  }
  entry.facts = scanner.init().value_or(mp4::Init{});
  entry.bytes = std::move(clear);
  entry.transfer.reset();
  entry.cipher.reset();
  init_arrived(stream, entry);
}

void Session::want_key(Cipher& cipher) {
  const auto known = std::ranges::find(keys_, cipher.key_url(), &Key::url);
  if (known != keys_.end()) {
    if (known->value) cipher.unlock(*known->value);
    return;
  }
  keys_.push_back({cipher.key_url(), {}});
  Errand one;
  one.kind = FetchKind::key;
  one.transfer.emplace(media::Resource{cipher.key_url(), {}});
  go(want(std::move(one)));
}

void Session::key_arrived(const std::string& url, std::span<const std::byte> bytes) {
  crypto::AesKey key{};
  if (bytes.size() != key.size())
    return give_up(Code::key_load, "a key of " + std::to_string(bytes.size()) + " bytes, not 16", url);
  std::ranges::copy(bytes, key.begin());
  std::ranges::find(keys_, url, &Key::url)->value = key;
  const auto opens = [&](auto& one) {
    if (!one.cipher || one.cipher->key_url() != url) return false;
    one.cipher->unlock(key);
    return true;
  };
  // What is read may change the lists.
  for (Stream& stream : streams_) {
    for (std::size_t i = 0; i < stream.inits.size() && phase_ != Phase::failed; ++i) {
      if (opens(stream.inits[i]) && !stream.inits[i].url.empty()) init_whole(stream, stream.inits[i]);
    }
    std::vector<buffer::JobId> ids;
    for (Job& job : stream.jobs) {
      if (opens(job)) ids.push_back(job.id);
    }
    for (const buffer::JobId id : ids) {
      if (phase_ == Phase::failed) return;
      if (std::ranges::find(stream.jobs, id, &Job::id) != stream.jobs.end()) scan(stream, id);
    }
  }
}

/// Decrypts what came. False: its key did not come yet.
bool Session::decipher(Job& job) {
  if (!job.cipher) return true;
  if (job.cipher->locked()) return false;
  const auto taken = job.cipher->take(job.transfer.bytes(), job.received);
  // What is there plays, as far as it goes.
  if (!taken) {
    out_->push_back(Warn{Code::segment_parse, taken.error().what,
                         at_byte(job.transfer.resource().url, taken.error().where)});
  }
  return true;
}

void Session::init_arrived(Stream& stream, InitEntry& entry) {
  const buffer::Setting setting = entry.setting;
  const mp4::Init facts = *entry.facts;
  if (entry.form == InitEntry::Form::iso) learn_type(stream, type_of(stream, facts));
  if (entry.form == InitEntry::Form::webm) learn_type(stream, container_of(stream.rendition));
  tell_sink(stream, init_ready(stream, entry));
  for (std::size_t i = 0; i < stream.jobs.size() && phase_ != Phase::failed; ++i) {
    if (stream.jobs[i].setting != setting) continue;
    stream.jobs[i].scanner.use(facts);
    scan(stream, stream.jobs[i].id);
  }
}

/// The transmuxer writes an init of its own: a sink does not need the one that is only for the transmuxer.
buffer::InitReady Session::init_ready(const Stream& stream, const InitEntry& entry) const {
  if (entry.form == InitEntry::Form::tables) return {entry.setting, 0};
  if (entry.form == InitEntry::Form::webm) return {entry.setting, entry.bytes.size()};
  return {entry.setting, entry.bytes.size(), type_of(stream, *entry.facts)};
}

/// The sink's type, where the manifest did not say it.
void Session::learn_type(Stream& stream, const std::string& type) {
  if (!stream.type.empty()) return;
  stream.type = type;
  open_sinks();
}

std::string Session::type_of(const Stream& stream, const mp4::Init& init) const {
  std::string codecs;
  for (const mp4::TrackInit& track : init.tracks) codecs += (codecs.empty() ? "" : ",") + track.codec;
  return container_of(stream.rendition) + "; codecs=\"" + codecs + '"';
}

/// Where other codecs follow that no SourceBuffer here can change to, what is there is played to its end, and
/// then a new source takes over.
void Session::change_source() {
  for (const Stream& stream : streams_) {
    if (stream.sink.foreign().empty()) continue;
    const Seconds border = stream.jobs.front().nominal.start;
    const bool stands = playhead_.ready_state < have_future_data;
    if (at_ + (stands ? standstill : source_margin) >= border)
      return rebuild(std::max(at_, border), Why::codec);
  }
}

/// Makes fragmented MP4 of what came of a transport stream or of packed audio. False: there is nothing in it
/// to play.
bool Session::remake(Stream& stream, Job& job, const InitEntry* init) {
  ByteWindow& came = job.clear();
  if (!job.transmuxer) {
    if (job.accepted > 0 || came.end() == 0 || !transmux::Transmuxer::takes(came.view()[0])) return true;
    job.transmuxer.emplace();
    job.transmuxer->out().reserve(came.size() + job.transfer.to_come());
    if (init && init->form == InitEntry::Form::tables) {
      job.transmuxer->feed(init->bytes.view());
      job.transmuxer->restart(0, std::nullopt);
    }
    if (const auto offset = offset_of(job.timeline)) {
      job.transmuxer->expect(job.nominal.start - *offset);
      if (seeking_ && job.nominal.contains(at_)) job.transmuxer->hurry(at_ - *offset);
    }
  }
  job.transmuxer->feed(came.view());
  came.drop(came.size());
  const auto finished = job.received ? job.transmuxer->finish() : Result<void>{};
  const std::string& url = job.transfer.resource().url;
  if (!finished) {
    if (finished.error().fault == Fault::unsupported) {
      give_up(Code::unsupported, finished.error().what, url);
    } else {
      segment_lost(stream, job.id, {Code::segment_parse, finished.error().what, url});
    }
    return false;
  }
  if (job.received) {
    for (const transmux::Transmuxer::Count& one : job.transmuxer->damage()) {
      std::string message = ts::describe(one.first.kind);
      if (one.times > 1) message += " (" + std::to_string(one.times) + " times)";
      out_->push_back(Warn{Code::segment_parse, message, at_byte(url, one.first.at)});
    }
  }
  return true;
}

/// Lets the reader see what came of a segment, and the sink have what it accepted.
void Session::scan(Stream& stream, buffer::JobId id) {
  const auto job = std::ranges::find(stream.jobs, id, &Job::id);
  const auto entry = std::ranges::find(stream.inits, job->setting, &InitEntry::setting);
  if (entry != stream.inits.end() && !entry->facts) return;  // a fragment cannot be read without its init

  if (!decipher(*job) || !remake(stream, *job, entry != stream.inits.end() ? &*entry : nullptr)) return;
  std::vector<mp4::Fact> facts;
  const bool understood = entry == stream.inits.end() || entry->form != InitEntry::Form::webm;
  const Bytes pending = job->media().from(job->accepted);
  Result<mp4::Scanner::Accepted> read{{pending.size()}};
  if (understood) read = job->scanner.accept(pending, facts);
  if (read) job->accepted += read->bytes;
  if (const auto init = std::ranges::find_if(
          facts, [](const mp4::Fact& fact) { return std::holds_alternative<mp4::Init>(fact); });
      init != facts.end()) {
    learn_type(stream, type_of(stream, std::get<mp4::Init>(*init)));
  }
  if (read && job->received && understood) {
    if (const auto finished = job->scanner.finish(); !finished) read = std::unexpected(finished.error());
  }
  // What is told to a sink may end jobs: from here on this one is known by its id.
  const bool received = job->received;
  const std::uint64_t accepted = job->accepted;
  const std::string url = job->transfer.resource().url;
  for (const mp4::Fact& fact : facts) {
    if (const auto* fragment = std::get_if<mp4::Fragment>(&fact)) locate(stream, *job, *fragment);
  }
  tell_sink(stream, buffer::Accepted{id, accepted});
  if (!read) {
    const std::string where = at_byte(url, read.error().where);
    // A segment that ends early plays as far as it goes; one that is no media at all does not play.
    if (!received || read.error().fault != Fault::truncated) {
      return segment_lost(stream, id, {Code::segment_parse, read.error().what, where});
    }
    out_->push_back(Warn{Code::segment_parse, read.error().what, where});
  }
  if (received) {
    stream.left_out = 0;
    tell_sink(stream, buffer::Ended{id, !read});
  }
}

/// Where it lies on the presentation's timeline, by its first fragment; and how far over its end it goes.
void Session::locate(Stream& stream, Job& job, const mp4::Fragment& fragment) {
  const bool begins = !std::exchange(job.begun, true);
  const mp4::TrackFragment* track = track_of(stream, job, fragment);
  if (!track) return;
  if (begins) {
    const Seconds first = track->first_presentation.seconds();
    if (!job.offset) place(stream, job, first);
    if (job.offset) align(stream, job, first);
  }
  if (!job.offset || !stream.lay || stream.lay->end != job.nominal.end) return;
  const Seconds over = track->end_presentation.seconds() + *job.offset - job.nominal.end;
  // Of one that is cut short the end says nothing.
  const Seconds beside = stream.lay->beside;
  stream.lay->over = std::abs((over - beside).value) < most_over.value ? over : beside;
}

/// As it was learnt; nothing where it was not yet.
std::optional<Seconds> Session::offset_of(std::uint32_t timeline) const {
  const auto clock = std::ranges::find(clocks_, timeline, &Clock::timeline);
  return clock == clocks_.end() ? std::nullopt : std::optional(clock->offset);
}

/// HLS does not say where on the presentation's timeline a segment's clock stands: the first fragment tells,
/// and all feeds of that discontinuity share the answer (RFC 8216bis §6.2.4, synchronised media timestamps).
/// The main stream answers where it can: it is the picture whose place a person sees.
void Session::place(const Stream& stream, const Job& job, Seconds first) {
  if (stream.id != SinkId{0}) {
    const media::Presentation& presentation = manifest_.presentation();
    const auto& main = *presentation[presentation[streams_.front().rendition].feed].segments;
    if (std::ranges::find(main.stretches(), job.timeline, &media::Stretch::timeline) !=
        main.stretches().end())
      return;
  }
  // Where durations are told inexactly, what was before a discontinuity ends beside its place, and so this
  // begins there.
  const bool goes_on = stream.lay && stream.lay->goes_on(job.nominal.start);
  Seconds offset = job.nominal.start + (goes_on ? stream.lay->over : Seconds{}) - first;
  if (offset != Seconds{}) offset = offset + rounding;
  const Clock clock{job.timeline, offset};
  clocks_.push_back(clock);
  for (Stream& other : streams_) {
    for (std::size_t i = 0; i < other.jobs.size(); ++i) {
      if (other.jobs[i].timeline != clock.timeline || other.jobs[i].offset) continue;
      other.jobs[i].offset = clock.offset;
      tell_sink(other, buffer::Placed{other.jobs[i].id, clock.offset});
    }
  }
}

/// Where the media's clock jumps in mid-stream, and no manifest says so, a segment goes on where the one
/// before it ended, and the rest of its timeline with it.
void Session::align(Stream& stream, Job& job, Seconds first) {
  Seconds beside = first + *job.offset - job.nominal.start;
  const bool goes_on =
      stream.lay && stream.lay->timeline == job.timeline && stream.lay->goes_on(job.nominal.start);
  if (goes_on && std::abs((beside - stream.lay->beside).value) > largest_step.value) {
    job.offset = *job.offset - (beside - stream.lay->beside);
    beside = stream.lay->beside;
    out_->push_back(Warn{Code::segment_parse, "its timestamps jump", job.transfer.resource().url});
    const auto clock = std::ranges::find(clocks_, job.timeline, &Clock::timeline);
    if (clock != clocks_.end()) clock->offset = *job.offset;
    tell_sink(stream, buffer::Placed{job.id, *job.offset});
  }
  stream.lay = {job.timeline, job.nominal.end, beside, beside};
}

/// What the fragment has of the kind that the stream is of, or else of another.
const mp4::TrackFragment* Session::track_of(const Stream& stream, const Job& job,
                                            const mp4::Fragment& fragment) {
  const mp4::TrackFragment* chosen = nullptr;
  for (const mp4::TrackFragment& track : fragment.tracks) {
    const mp4::TrackInit* init = job.scanner.init() ? job.scanner.init()->track(track.track_id) : nullptr;
    if (!chosen || (init && init->kind == stream.kind)) chosen = &track;
  }
  return chosen;
}

void Session::end_stream() {
  if (stream_ended_ || !sinks_open_ || duration_due_) return;
  for (const Stream& stream : streams_) {
    if (!stream.at_end || !stream.sink.empty() || !stream.sink.idle()) return;
  }
  stream_ended_ = true;
  out_->push_back(EndOfStream{});
}

}  // namespace praxino::player
