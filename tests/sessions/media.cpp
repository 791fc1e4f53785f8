#include "tests/sessions/media.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <span>
#include <sstream>
#include <string_view>

#include "core/base/bytes.h"
#include "core/container/mp4/writer.h"
#include "core/container/ts/packets.h"
#include "core/container/ts/testing/sample_stream.h"
#include "core/crypto/testing/encrypt.h"
#include "core/player/testing/sidx.h"
#include "core/transmux/testing/sample_media.h"

namespace praxino::sessions {
namespace {

constexpr std::uint32_t video_scale = 12800;
constexpr std::uint32_t frame_ticks = 512;  // 25 frames a second
constexpr std::uint32_t audio_scale = 48000;
constexpr std::uint32_t audio_ticks = 1024;

constexpr std::array<std::uint8_t, 7> avc_record = {1, 0x64, 0x00, 0x1F, 0xFF, 0xE0, 0};
constexpr std::array<std::uint8_t, 12> vp9_record = {1, 0, 0, 0, 0, 10, 0x82, 1, 1, 1, 0, 0};
constexpr std::array<std::uint8_t, 2> aac_record = {0x11, 0x90};

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::byte> bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

std::vector<std::byte> init_of(bool video, bool vp9 = false) {
  mp4::Init init;
  init.fragmented = true;
  mp4::TrackInit& track = init.tracks.emplace_back();
  track.track_id = 1;
  if (video) {
    track.kind = media::TrackKind::video;
    track.timescale = video_scale;
    track.codec = vp9 ? "vp09.00.10.08" : "avc1.64001f";
    track.width = 1280;
    track.height = 720;
  } else {
    track.kind = media::TrackKind::audio;
    track.timescale = audio_scale;
    track.codec = "mp4a.40.2";
    track.channels = 2;
    track.sample_rate = audio_scale;
  }
  ByteWriter out;
  const Bytes record = vp9     ? Bytes(std::as_bytes(std::span(vp9_record)))
                       : video ? Bytes(std::as_bytes(std::span(avc_record)))
                               : Bytes(std::as_bytes(std::span(aac_record)));
  if (!mp4::write_init(out, init, std::span(&record, 1))) std::abort();
  return out.release();
}

/// A segment's samples: those whose time lies in [start, end) of the track.
std::vector<std::byte> segment_of(bool video, const Film& film, double start, double end,
                                  std::uint32_t bitrate) {
  const std::uint32_t scale = video ? video_scale : audio_scale;
  const std::uint32_t ticks = video ? frame_ticks : audio_ticks;
  const auto first = static_cast<std::uint64_t>(std::ceil(start * scale / ticks - 1e-6));
  const auto last = static_cast<std::uint64_t>(std::ceil(end * scale / ticks - 1e-6));
  const auto sample_bytes = static_cast<std::uint32_t>(bitrate / 8.0 * ticks / scale);
  std::vector<mp4::RunSample> samples(last - first);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i].duration = ticks;
    samples[i].size = sample_bytes;
    samples[i].flags = video && i > 0 ? mp4::kNonSync : 0;
  }
  mp4::FragmentToWrite fragment;
  const double ahead = film.clock(start) - start;
  fragment.decode_time = first * ticks + static_cast<std::uint64_t>(ahead * scale);
  fragment.samples = samples;
  ByteWriter out;
  mp4::write_fragment(out, fragment);
  std::vector<std::byte> bytes = out.release();
  bytes.resize(bytes.size() + samples.size() * sample_bytes, static_cast<std::byte>(first));
  return bytes;
}

std::uint64_t stamp_of(const Film& film, double at) {
  return static_cast<std::uint64_t>(std::llround(film.clock(at) * 90'000)) & 0x1FFFFFFFF;
}

/// The same samples in a transport stream: real NAL units and ADTS frames, of no picture and no sound.
std::vector<std::byte> ts_segment_of(bool video, const Film& film, double start, double end,
                                     std::uint32_t bitrate) {
  namespace tt = ts::testing;
  namespace mt = transmux::testing;
  const double step = video ? 1.0 / 25 : static_cast<double>(audio_ticks) / audio_scale;
  const auto first = static_cast<std::uint32_t>(std::ceil(start / step - 1e-6));
  const auto last = static_cast<std::uint32_t>(std::ceil(end / step - 1e-6));
  const auto sample_bytes = static_cast<std::size_t>(bitrate / 8.0 * step);
  tt::StreamWriter out;
  out.section(ts::Pid{0}, tt::pat_section(1, tt::sample_pmt));
  const ts::Pid pid = video ? tt::sample_video : tt::sample_audio;
  const std::array<tt::PmtStream, 1> streams = {tt::PmtStream{std::uint8_t(video ? 0x1B : 0x0F), pid, {}}};
  out.section(tt::sample_pmt, tt::pmt_section(1, streams));
  for (std::uint32_t i = first; i < last; ++i) {
    const std::uint64_t stamp = stamp_of(film, static_cast<double>(i) * step);
    const auto bytes = video ? mt::access_unit(i == first, sample_bytes, i) : mt::adts_frame(sample_bytes, i);
    out.pes(pid, {.stream_id = std::uint8_t(video ? 0xE0 : 0xC0), .pts = stamp}, bytes);
  }
  return {out.view().begin(), out.view().end()};
}

/// The same frames of sound packed, without a transport stream.
std::vector<std::byte> packed_segment_of(bool /*video*/, const Film& film, double start, double end,
                                         std::uint32_t bitrate) {
  constexpr double step = static_cast<double>(audio_ticks) / audio_scale;
  const auto first = static_cast<std::uint32_t>(std::ceil(start / step - 1e-6));
  const auto last = static_cast<std::uint32_t>(std::ceil(end / step - 1e-6));
  ByteWriter out;
  out.bytes(transmux::testing::id3_tag(stamp_of(film, first * step)));
  for (std::uint32_t i = first; i < last; ++i)
    out.bytes(transmux::testing::adts_frame(static_cast<std::size_t>(bitrate / 8.0 * step), i));
  return out.release();
}

/// What segments are.
struct Wrapping {
  std::vector<std::byte> (*segment)(bool video, const Film& film, double start, double end,
                                    std::uint32_t bitrate);
  const char* ending;
  bool has_init = false;
};
constexpr Wrapping fragments{segment_of, ".m4s", true};
constexpr Wrapping transport{ts_segment_of, ".ts"};
constexpr Wrapping packed{packed_segment_of, ".aac"};

struct Rung {
  std::string name;
  bool video = true;
  std::uint32_t bitrate = 0;
  Wrapping wrapping;
};

std::vector<Rung> rungs_of(const Film& film, const Wrapping& picture = fragments,
                           const Wrapping& sound = fragments) {
  std::vector<Rung> rungs;
  for (const std::uint32_t bitrate : film.bitrates)
    rungs.push_back({"v" + std::to_string(rungs.size()), true, bitrate, picture});
  if (film.audio) rungs.push_back({"a0", false, film.audio_bitrate, sound});
  return rungs;
}

std::size_t count_of(const Film& film) {
  return static_cast<std::size_t>(std::ceil(film.duration / segment_seconds));
}

Files media_of(const Film& film, const std::vector<Rung>& rungs) {
  Files files;
  for (const Rung& rung : rungs) {
    const std::string folder = film.origin + rung.name + "/";
    if (rung.wrapping.has_init) files[folder + "init.mp4"] = init_of(rung.video);
    for (std::size_t i = 0; i < count_of(film); ++i) {
      const double start = static_cast<double>(i) * segment_seconds;
      const double end = std::min(start + segment_seconds, film.duration);
      files[folder + std::to_string(i + 1) + rung.wrapping.ending] =
          rung.wrapping.segment(rung.video, film, start, end, rung.bitrate);
    }
  }
  return files;
}

/// With all of it again in the mirror.
Files mirrored(Files files, const Film& film) {
  Files again;
  for (const auto& [url, bytes] : files) {
    if (!film.mirror.empty()) again[film.mirror + url.substr(film.origin.size())] = bytes;
  }
  files.merge(again);
  return files;
}

Files as_playlists(const Film& film, const Wrapping& picture, const Wrapping& sound) {
  const std::vector<Rung> rungs = rungs_of(film, picture, sound);
  Files files = media_of(film, rungs);
  std::string master = "#EXTM3U\n#EXT-X-VERSION:7\n";
  // What lies elsewhere is named by redundant variants, with a group of sound of their own.
  std::vector<std::pair<std::string, std::string>> places = {{"a", ""}};
  if (!film.mirror.empty()) places.emplace_back("b", film.mirror);
  for (const auto& [group, place] : places) {
    if (!film.audio) continue;
    master += "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"" + group +
              "\",NAME=\"main\",DEFAULT=YES,AUTOSELECT=YES,URI=\"" + place + "a0/list.m3u8\"\n";
  }
  for (const Rung& rung : rungs) {
    std::string list = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n";
    if (rung.wrapping.has_init) list += "#EXT-X-MAP:URI=\"init.mp4\"\n";
    for (std::size_t i = 0; i < count_of(film); ++i) {
      const double start = static_cast<double>(i) * segment_seconds;
      list += "#EXTINF:" + std::to_string(std::min(segment_seconds, film.duration - start)) + ",\n" +
              std::to_string(i + 1) + rung.wrapping.ending + "\n";
    }
    list += "#EXT-X-ENDLIST\n";
    files[film.origin + rung.name + "/list.m3u8"] = bytes_of(list);
    if (!rung.video) continue;
    const std::uint32_t bandwidth = rung.bitrate + (film.audio ? film.audio_bitrate : 0);
    for (const auto& [group, place] : places) {
      master += "#EXT-X-STREAM-INF:BANDWIDTH=" + std::to_string(bandwidth) +
                (film.audio ? ",CODECS=\"avc1.64001f,mp4a.40.2\",AUDIO=\"" + group + '"'
                            : ",CODECS=\"avc1.64001f\"") +
                ",RESOLUTION=1280x720,FRAME-RATE=25\n" + place + rung.name + "/list.m3u8\n";
    }
  }
  files[film.origin + "master.m3u8"] = bytes_of(master);
  return mirrored(std::move(files), film);
}

/// By a key whose IV is the segment's number, from the tenth on by another one with an IV of its own.
Files encrypted(Files files, const Film& film) {
  constexpr std::uint64_t other_from = 10;
  const crypto::AesKey one{std::byte{1}};
  const crypto::AesKey other{std::byte{2}};
  const auto iv = [](std::uint64_t number) {
    crypto::AesIv value{};
    value.back() = static_cast<std::byte>(number);
    return value;
  };
  for (auto& [url, bytes] : files) {
    const std::string name = url.substr(url.rfind('/') + 1);
    if (name == "init.mp4") bytes = crypto::testing::encrypt(one, iv(0xAB), bytes);
    if (name.ends_with(".m4s") || name.ends_with(".ts") || name.ends_with(".aac")) {
      const std::uint64_t number = std::stoull(name) - 1;
      const bool late = number >= other_from;
      bytes = crypto::testing::encrypt(late ? other : one, iv(late ? 0xCD : number), bytes);
    }
    if (name != "list.m3u8") continue;
    std::string list = text_of(bytes);
    const auto put = [&](std::string_view before, std::string_view what) {
      if (const auto at = list.find(before); at != std::string::npos) list.insert(at, what);
    };
    put("#EXT-X-MAP", "#EXT-X-KEY:METHOD=AES-128,URI=\"../one.key\",IV=0xab\n");
    put("#EXTINF", "#EXT-X-KEY:METHOD=AES-128,URI=\"../one.key\"\n");
    if (const auto at = list.find("\n" + std::to_string(other_from) + "."); at != std::string::npos)
      list.insert(list.find('\n', at + 1) + 1, "#EXT-X-KEY:METHOD=AES-128,URI=\"../other.key\",IV=0x00cd\n");
    bytes = bytes_of(list);
  }
  for (const std::string& place : {film.origin, film.mirror}) {
    files[place + "one.key"] = {one.begin(), one.end()};
    files[place + "other.key"] = {other.begin(), other.end()};
  }
  return files;
}

}  // namespace

Files as_hls(const Film& film) { return as_playlists(film, fragments, fragments); }

Files as_hls_ts(const Film& film) { return as_playlists(film, transport, transport); }

Files as_hls_ts_map(const Film& film) {
  constexpr std::size_t tables = 2 * ts::packet_size;
  Files files = as_hls_ts(film);
  Files inits;
  for (auto& [url, bytes] : files) {
    if (url.ends_with(".ts")) {
      inits[url.substr(0, url.rfind('/')) + "/tables.ts"].assign(bytes.begin(), bytes.begin() + tables);
      bytes.erase(bytes.begin(), bytes.begin() + tables);
    } else if (url.ends_with("list.m3u8")) {
      std::string list = text_of(bytes);
      bytes = bytes_of(list.insert(list.find("#EXTINF"), "#EXT-X-MAP:URI=\"tables.ts\"\n"));
    }
  }
  files.merge(inits);
  return files;
}

Files as_hls_aes(const Film& film) { return encrypted(as_hls(film), film); }

Files as_hls_ranges(const Film& film) {
  const Files apart = as_hls(film);
  Files files;
  for (const auto& [url, bytes] : apart) {
    if (!url.ends_with("list.m3u8")) {
      if (url.ends_with("master.m3u8")) files[url] = bytes;
      continue;
    }
    const std::string folder = url.substr(0, url.rfind('/') + 1);
    std::vector<std::byte>& whole = files[folder + "all.mp4"];
    const auto take = [&](const std::string& name) {
      const std::vector<std::byte>& one = apart.at(folder + name);
      std::string range = std::to_string(one.size()) + '@' + std::to_string(whole.size());
      whole.insert(whole.end(), one.begin(), one.end());
      return range;
    };
    std::string list;
    std::istringstream lines(text_of(bytes));
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("#EXT-X-MAP")) {
        line = "#EXT-X-MAP:URI=\"all.mp4\",BYTERANGE=\"" + take("init.mp4") + '"';
      } else if (!line.starts_with("#")) {
        line = "#EXT-X-BYTERANGE:" + take(line) + "\nall.mp4";
      }
      list += line + '\n';
    }
    files[url] = bytes_of(list);
  }
  return files;
}

Files as_hls_packed_aes(const Film& film) { return encrypted(as_playlists(film, transport, packed), film); }

Files as_hls_codecs(const Film& film) {
  Files files = as_hls(film);
  Files inits;
  for (auto& [url, bytes] : files) {
    if (!url.contains("/v")) continue;
    if (url.ends_with("init.mp4")) {
      inits[url.substr(0, url.rfind('/')) + "/other.mp4"] = init_of(true, true);
    } else if (url.ends_with("list.m3u8")) {
      std::string list = text_of(bytes);
      const std::string last = "\n" + std::to_string(count_of(film) / 2) + ".m4s\n";
      list.insert(list.find(last) + last.size(), "#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"other.mp4\"\n");
      bytes = bytes_of(list);
    }
  }
  files.merge(inits);
  return files;
}

Files as_dash_indexed(const Film& film) {
  using player::testing_sidx::Reference;
  using player::testing_sidx::sidx;
  Files files = as_dash(film);
  std::string mpd = text_of(files.at(film.origin + "film.mpd"));
  for (const Rung& rung : rungs_of(film)) {
    const std::string folder = film.origin + rung.name + "/";
    std::array<std::vector<Reference>, 2> halves;
    std::array<std::vector<std::byte>, 2> media;
    const std::size_t count = count_of(film);
    for (std::size_t i = 0; i < count; ++i) {
      const std::vector<std::byte>& segment = files.at(folder + std::to_string(i + 1) + ".m4s");
      const std::size_t half = i * 2 / count;
      halves[half].push_back({static_cast<std::uint32_t>(segment.size()), false});
      media[half].insert(media[half].end(), segment.begin(), segment.end());
    }
    std::vector<std::byte> whole = files.at(folder + "init.mp4");
    const std::size_t index_at = whole.size();
    std::array<std::string, 2> further;
    std::vector<Reference> top;
    for (std::size_t half = 0; half < 2; ++half) {
      further[half] = sidx(halves[half]);
      top.push_back({static_cast<std::uint32_t>(further[half].size() + media[half].size()), true});
    }
    const auto add = [&](std::span<const std::byte> bytes) {
      whole.insert(whole.end(), bytes.begin(), bytes.end());
    };
    add(bytes_of(sidx(top)));
    const std::string base = "<Representation id=\"" + rung.name + "\"";
    const std::size_t end = mpd.find("/>", mpd.find(base));
    mpd.replace(end, 2,
                "><BaseURL>" + rung.name + "/all.mp4</BaseURL><SegmentBase indexRange=\"" +
                    std::to_string(index_at) + "-" + std::to_string(whole.size() - 1) +
                    "\"/></Representation>");
    for (std::size_t half = 0; half < 2; ++half) {
      add(bytes_of(further[half]));
      add(media[half]);
    }
    files[folder + "all.mp4"] = std::move(whole);
  }
  // The Representations have no template to fall back on.
  for (std::size_t at = 0; (at = mpd.find("<SegmentTemplate")) != std::string::npos;)
    mpd.erase(at, mpd.find("/>", at) + 2 - at);
  files[film.origin + "film.mpd"] = bytes_of(mpd);
  return files;
}

Files as_dash(const Film& film) {
  Files files = media_of(film, rungs_of(film));
  std::string mpd =
      "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
      "profiles=\"urn:mpeg:dash:profile:isoff-live:2011\" minBufferTime=\"PT2S\" "
      "mediaPresentationDuration=\"PT" +
      std::to_string(film.duration) + "S\">\n";
  if (!film.mirror.empty()) {
    mpd += "<BaseURL>" + film.origin + "</BaseURL><BaseURL>" + film.mirror + "</BaseURL>\n";
  }
  mpd += "<Period>\n" + film.sets;
  const auto set = [&](bool video) {
    const std::uint32_t scale = video ? video_scale : audio_scale;
    mpd += std::string("<AdaptationSet contentType=\"") + (video ? "video" : "audio") + "\" mimeType=\"" +
           (video ? "video/mp4" : "audio/mp4") + "\" codecs=\"" + (video ? "avc1.64001f" : "mp4a.40.2") +
           "\"><SegmentTemplate timescale=\"" + std::to_string(scale) + "\" duration=\"" +
           std::to_string(static_cast<std::uint32_t>(segment_seconds) * scale) +
           "\" presentationTimeOffset=\"" +
           std::to_string(static_cast<std::uint64_t>(film.media_start * scale)) +
           "\" startNumber=\"1\" initialization=\"$RepresentationID$/init.mp4\" "
           "media=\"$RepresentationID$/$Number$.m4s\"/>\n";
    for (const Rung& rung : rungs_of(film)) {
      if (rung.video != video) continue;
      mpd += "<Representation id=\"" + rung.name + "\" bandwidth=\"" + std::to_string(rung.bitrate) + '"' +
             (video ? " width=\"1280\" height=\"720\" frameRate=\"25\"" : " audioSamplingRate=\"48000\"") +
             "/>\n";
    }
    mpd += "</AdaptationSet>\n";
  };
  set(true);
  if (film.audio) set(false);
  mpd += "</Period></MPD>\n";
  files[film.origin + "film.mpd"] = bytes_of(mpd);
  return mirrored(std::move(files), film);
}

}  // namespace praxino::sessions
