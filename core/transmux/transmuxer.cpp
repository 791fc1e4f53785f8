#include "core/transmux/transmuxer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "core/codec/aac.h"
#include "core/container/mp4/writer.h"
#include "core/container/packed/id3.h"

namespace praxino::transmux {
namespace {

constexpr std::uint32_t video_id = 1;
constexpr std::uint32_t audio_id = 2;
constexpr std::int64_t frame_samples = 1024;
constexpr std::size_t most_pictures = 8;        ///< Of a fragment: what a seek waits for beyond its target.
constexpr std::size_t most_frames = 16;         ///< Of a fragment of AAC where there are no pictures.
constexpr std::size_t most_frames_beside = 48;  ///< Of AAC that wait for a fragment of pictures.
constexpr std::size_t largest_tag = 1U << 20;   ///< Of ID3; some carry a picture.
constexpr std::size_t most_waiting = 8U << 20;  ///< Bytes that wait for a stream that does not come.
/// Behind the time that is waited for: sound comes later than its picture.
constexpr std::int64_t awaited_behind = ts::clock_rate / 2;
/// A step in time beyond this, or back, is no picture's duration.
constexpr std::int64_t longest_picture = 10 * std::int64_t{ts::clock_rate};

constexpr std::uint32_t sync_flags = 0x02000000;  // depends on no other
constexpr std::uint32_t other_flags = 0x01000000 | mp4::kNonSync;

/// Beyond a few turns of the clock it can only be nonsense.
std::optional<std::int64_t> ticks_of(Seconds time) {
  if (!(std::abs(time.value) < 1e7)) return std::nullopt;
  return static_cast<std::int64_t>(time.value * ts::clock_rate);
}

bool same_kind(const codec::AdtsHeader& a, const codec::AdtsHeader& b) {
  return a.object_type == b.object_type && a.rate_index == b.rate_index && a.channels == b.channels;
}

}  // namespace

bool Transmuxer::takes(std::byte first) {
  return first == std::byte{0x47} || first == std::byte{'I'} || first == std::byte{0xFF};
}

void Transmuxer::feed(Bytes bytes) {
  if (bytes.empty()) return;
  if (format_ == Format::unknown) {
    const bool packed = takes(bytes[0]) && bytes[0] != std::byte{0x47};
    format_ = packed ? Format::packed_audio : Format::transport_stream;
  }
  if (format_ == Format::packed_audio) return feed_packed(bytes);
  reader_.feed(bytes);
  while (const auto fact = reader_.next()) take(*fact);
}

void Transmuxer::feed_packed(Bytes bytes) {
  if (!audio_) audio_ = Audio{};
  if (!tagged_) {
    tag_.insert(tag_.end(), bytes.begin(), bytes.end());
    if (tag_.size() < packed::id3_header) return;
    std::size_t size = 0;
    std::uint64_t stamp = 0;
    if (packed::is_id3(tag_)) {
      size = packed::id3_size(tag_);
      if (tag_.size() < size && size <= largest_tag) return;
      const auto tag = packed::read_id3(tag_);
      if (!tag) size = 0;
      if (tag && tag->timestamp) stamp = *tag->timestamp;
    }
    tagged_ = true;
    audio_->frames.begin(clock_.unroll(stamp));
    const auto rest = std::exchange(tag_, {});
    return feed_packed(Bytes(rest).subspan(size));
  }
  audio_->frames.feed(bytes);
  advance(false);
}

Result<void> Transmuxer::finish() {
  if (format_ == Format::transport_stream) reader_.finish();
  while (const auto fact = reader_.next()) take(*fact);
  if (video_) video_->units.finish();
  if (audio_) audio_->frames.finish();
  advance(true);
  if (wrote_media_) return {};
  if (format_ == Format::packed_audio) return fail(Fault::missing, 0, "no AAC in the packed audio");
  if (!program_) return fail(Fault::missing, 0, "no program in the transport stream");
  if (!video_ && !audio_)
    return fail(Fault::unsupported, 0, "transport stream without H.264 or AAC that we play");
  return fail(Fault::missing, 0, "neither pictures nor sound in the transport stream");
}

void Transmuxer::expect(Seconds about) {
  if (const auto ticks = ticks_of(about)) clock_.expect(*ticks);
}

void Transmuxer::hurry(Seconds to) { awaited_ = ticks_of(to); }

bool Transmuxer::is_awaited(std::int64_t time, std::int64_t most) const {
  return awaited_ && time + most > *awaited_ && time < *awaited_ + awaited_behind;
}

void Transmuxer::restart(std::uint64_t offset, std::optional<Seconds> about) {
  reader_.restart(offset);
  format_ = Format::unknown;
  tag_.clear();
  tagged_ = false;
  if (about) expect(*about);
  wrote_media_ = false;
  awaited_.reset();
  if (video_) {
    video_->units.lose();
    video_->units.drop(video_->units.units().size());
    video_->target = 1;
    video_->next.reset();
    video_->lead.reset();
  }
  if (audio_) {
    audio_->frames.lose();
    audio_->frames.drop(audio_->frames.frames().size());
    audio_->target = 1;
    audio_->run.reset();
  }
}

void Transmuxer::clear() {
  out_.clear();
  pieces_.clear();
}

void Transmuxer::take(const ts::Fact& fact) {
  if (const auto* bytes = std::get_if<ts::PesBytes>(&fact)) {
    if (video_ && bytes->pid == video_->pid) video_->units.feed(bytes->bytes);
    if (audio_ && bytes->pid == audio_->pid) audio_->frames.feed(bytes->bytes);
    advance(false);
  } else if (const auto* start = std::get_if<ts::PesStart>(&fact)) {
    begin(*start);
  } else if (const auto* lost = std::get_if<ts::Lost>(&fact)) {
    if (video_ && lost->pid == video_->pid) video_->units.lose();
    if (audio_ && lost->pid == audio_->pid) audio_->frames.lose();
  } else if (const auto* program = std::get_if<ts::Program>(&fact)) {
    take_program(*program);
  } else if (const auto* damage = std::get_if<ts::Damage>(&fact)) {
    const auto known =
        std::ranges::find_if(damage_, [&](const Count& one) { return one.first.kind == damage->kind; });
    if (known == damage_.end()) {
      damage_.push_back({*damage, 1});
    } else {
      ++known->times;
    }
  }
}

void Transmuxer::take_program(const ts::Program& program) {
  const auto first = [&](ts::Coding coding) -> std::optional<ts::Pid> {
    const auto found = std::ranges::find_if(program.streams, [&](const ts::ElementaryStream& one) {
      return one.coding == coding && !one.sample_aes;
    });
    return found == program.streams.end() ? std::nullopt : std::optional(found->pid);
  };
  const auto video = first(ts::Coding::avc);
  const auto audio = first(ts::Coding::aac);
  advance(true);  // what there is of the program before belongs to the init before
  if (!video) video_.reset();
  if (video && (!video_ || video_->pid != *video)) video_ = Video{.pid = *video};
  if (!audio) audio_.reset();
  if (audio && (!audio_ || audio_->pid != *audio)) audio_ = Audio{.pid = *audio};
  program_ = program;
  init_due_ = true;
}

void Transmuxer::begin(const ts::PesStart& start) {
  std::optional<Times> times;
  if (start.pts) {
    times.emplace();
    times->decode = clock_.unroll(start.dts.value_or(*start.pts));
    times->present = start.dts ? clock_.unroll(*start.pts) : times->decode;
  }
  if (video_ && start.pid == video_->pid) video_->units.begin(times);
  if (audio_ && start.pid == audio_->pid) {
    audio_->frames.begin(times ? std::optional(times->present) : std::nullopt);
  }
}

void Transmuxer::advance(bool at_end) {
  while (settle_init(at_end)) {
    if (!(video_ && write_video(at_end)) && !(audio_ && write_audio(at_end))) return;
  }
}

bool Transmuxer::settle_init(bool at_end) {
  if (!init_due_) return true;
  std::size_t waiting = 0;
  if (video_) {
    if (!video_->units.units().empty()) video_->decoding = video_->units.units()[0].decoding;
    waiting += video_->units.data().size();
  }
  if (audio_) {
    if (!audio_->frames.frames().empty()) audio_->kind = audio_->frames.frames()[0].header;
    waiting += audio_->frames.data().size();
  }
  const bool whole = (!video_ || video_->decoding) && (!audio_ || audio_->kind);
  const bool some = (video_ && video_->decoding) || (audio_ && audio_->kind);
  if (!some || (!whole && !at_end && waiting < most_waiting)) return false;
  write_init();
  init_due_ = false;
  return true;
}

void Transmuxer::write_init() {
  mp4::Init init;
  init.fragmented = true;
  std::vector<Bytes> records;
  std::array<std::byte, 2> config{};
  if (video_ && video_->decoding) {
    const AvcDecoding& decoding = video_->units.decodings()[*video_->decoding];
    const codec::AvcSequence& sequence = decoding.sequence;
    mp4::TrackInit track;
    track.track_id = video_id;
    track.kind = media::TrackKind::video;
    track.timescale = ts::clock_rate;
    track.codec = codec::AvcConfig{sequence.profile, sequence.compatibility, sequence.level}.name("avc1");
    track.width = sequence.width;
    track.height = sequence.height;
    init.tracks.push_back(std::move(track));
    records.emplace_back(decoding.record);
  }
  if (audio_ && audio_->kind) {
    config = audio_->kind->config();
    const auto heard = codec::read_audio_specific_config(config);
    mp4::TrackInit track;
    track.track_id = audio_id;
    track.kind = media::TrackKind::audio;
    // The stream's own clock: what begins together with the picture is not rounded to before it.
    track.timescale = ts::clock_rate;
    track.sample_rate = audio_->kind->sample_rate();
    if (heard) {
      track.codec = heard->name();
      track.channels = heard->channels;
    }
    init.tracks.push_back(std::move(track));
    records.emplace_back(config);
  }
  ByteWriter bytes;
  // Both codecs are ones that it writes.
  if (!mp4::write_init(bytes, init, records)) return;
  init_ = std::move(init);
  if (std::ranges::equal(bytes.view(), init_bytes_)) return;
  init_bytes_ = bytes.release();
  out_.bytes(init_bytes_);
  pieces_.push_back({Piece::Kind::init, init_bytes_.size()});
}

void Transmuxer::write_fragment(std::uint32_t track_id, std::int64_t decode_time, Bytes media) {
  const std::size_t before = out_.size();
  mp4::write_fragment(out_,
                      {.sequence_number = ++sequence_,
                       .track_id = track_id,
                       .decode_time = static_cast<std::uint64_t>(std::max<std::int64_t>(decode_time, 0)),
                       .samples = samples_});
  out_.bytes(media);
  pieces_.push_back({Piece::Kind::media, out_.size() - before});
  wrote_media_ = true;
}

bool Transmuxer::write_video(bool at_end) {
  Video& video = *video_;
  const std::vector<AvcUnit>& units = video.units.units();
  const std::optional<Times> after = video.units.times_of_next();
  const std::size_t usable = units.size() - (!at_end && !after && !units.empty() ? 1 : 0);
  if (usable == 0) return false;
  const std::optional<Times> first = units[0].times ? units[0].times : video.next;
  const auto longest = video.duration * static_cast<std::int64_t>(video.target);
  const std::size_t target = first && is_awaited(first->present, longest) ? 1 : video.target;
  if (!at_end && usable < target) return false;
  if (video.decoding != units[0].decoding) {
    init_due_ = true;
    return true;
  }
  const auto times_of = [&](std::size_t i) -> std::optional<Times> {
    if (i < units.size()) return units[i].times;
    return after;
  };
  std::optional<Times> now = first;
  if (!now) {  // Nobody knows when: before the first PES packet that says it.
    video.units.drop(1);
    return true;
  }
  if (!video.lead) video.lead = now->present - now->decode;
  const std::int64_t decode_time = now->decode + *video.lead;
  samples_.clear();
  std::size_t bytes = 0;
  bool goes_on = true;
  for (std::size_t i = 0; goes_on && i < std::min(usable, target); ++i) {
    if (units[i].decoding != video.decoding) break;
    Times next{now->decode + video.duration, now->present + video.duration};
    if (const auto said = times_of(i + 1)) {
      const std::int64_t step = said->decode - now->decode;
      goes_on = step > 0 && step < longest_picture;
      if (goes_on) video.duration = step;
      next = *said;
    }
    samples_.push_back({.duration = static_cast<std::uint32_t>(video.duration),
                        .size = static_cast<std::uint32_t>(units[i].size),
                        .flags = units[i].sync ? sync_flags : other_flags,
                        .composition = static_cast<std::int32_t>(now->present - now->decode - *video.lead)});
    bytes += units[i].size;
    now = next;
  }
  write_fragment(video_id, decode_time, video.units.data().first(bytes));
  video.units.drop(samples_.size());
  video.next = now;
  video.target = std::min(video.target * 2, most_pictures);
  if (audio_) {
    // The sound that came with them.
    while (init_due_ == false && write_audio(true)) {
    }
  }
  return true;
}

bool Transmuxer::write_audio(bool at_end) {
  Audio& audio = *audio_;
  const std::vector<AacFrame>& frames = audio.frames.frames();
  const std::int64_t rate = audio.kind ? audio.kind->sample_rate() : 1;
  const auto expected = [&](std::int64_t frames_on = 0) -> std::optional<std::int64_t> {
    if (!audio.run) return std::nullopt;
    return audio.run->start + (audio.run->frames + frames_on) * frame_samples * ts::clock_rate / rate;
  };
  const bool beside_video = video_ && video_->decoding;
  const bool awaited = audio.run && is_awaited(*expected(), *expected(most_frames) - *expected());
  const std::size_t most = awaited ? 1 : beside_video ? most_frames_beside : audio.target;
  if (frames.empty() || (!at_end && frames.size() < most)) return false;
  if (!audio.kind || !same_kind(*audio.kind, frames[0].header)) {
    init_due_ = true;
    return true;
  }
  // Times of 90 kHz are rounded, and many writers' are worse: within half a frame, frames follow each other.
  const auto follows = [&](const AacFrame& frame) {
    if (!audio.run) return false;
    return !frame.present ||
           std::abs(*frame.present - *expected()) * rate <= frame_samples / 2 * ts::clock_rate;
  };
  if (!follows(frames[0])) {
    if (!frames[0].present) {  // Nobody knows when: before the first PES packet that says it.
      audio.frames.drop(1);
      return true;
    }
    audio.run = Audio::Run{.start = *frames[0].present, .frames = 0};
  }
  const std::int64_t first = *expected();
  samples_.clear();
  std::size_t bytes = 0;
  for (const AacFrame& frame : frames) {
    if (samples_.size() == most || !same_kind(*audio.kind, frame.header) || !follows(frame)) break;
    samples_.push_back({.duration = static_cast<std::uint32_t>(*expected(1) - *expected()),
                        .size = static_cast<std::uint32_t>(frame.size),
                        .flags = sync_flags,
                        .composition = 0});
    bytes += frame.size;
    ++audio.run->frames;
  }
  write_fragment(audio_id, first, audio.frames.data().first(bytes));
  audio.frames.drop(samples_.size());
  audio.target = std::min(audio.target * 2, most_frames);
  return true;
}

}  // namespace praxino::transmux
