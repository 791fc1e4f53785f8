/// Playlists by chance, written down in every spelling that means the same, are read as what they were made
/// of.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/manifest/read.h"
#include "core/manifest/testing/chance.h"

namespace praxino::manifest::hls {
namespace {

using media::ByteRange;
using media::Resource;
using testing_manifest::Chance;

constexpr const char* kFolder = "https://a.example/films/7/";
constexpr const char* kUrl = "https://a.example/films/7/main.m3u8?token=1";

/// What a segment is, and what its list says of it.
struct Piece {
  std::int64_t microseconds = 0;
  std::string name;
  std::optional<ByteRange> range;
  std::uint32_t kbps = 0;
  bool gap = false;
  bool discontinuity = false;  ///< Before it.
  std::optional<Resource> init;
  std::optional<std::string> key;  ///< Its file; absent: none.
};

struct Film {
  std::uint64_t first_number = 0;
  std::uint32_t first_timeline = 0;
  std::int64_t target = 0;
  bool ended = false;
  std::vector<Piece> pieces;
};

Film film_by(Chance& chance) {
  Film film;
  film.ended = chance.one_in(2);
  film.target = chance.from(1, 20);
  if (chance.one_in(2)) film.first_number = static_cast<std::uint64_t>(chance.from(0, std::int64_t{1} << 62));
  if (chance.one_in(2)) film.first_timeline = static_cast<std::uint32_t>(chance.from(0, 1000));
  std::uint32_t kbps = 0;
  std::optional<Resource> init;
  std::optional<std::string> key;
  const auto count = static_cast<std::size_t>(chance.from(1, 40));
  for (std::size_t i = 0; i < count; ++i) {
    Piece piece;
    piece.microseconds = chance.from(1, film.target * 1'000'000);
    piece.name = chance.of(std::array{"seg" + std::to_string(i) + ".m4s", std::string("one.mp4"),
                                      "sub folder/ü?x=$Number$&i=" + std::to_string(i)});
    piece.discontinuity = chance.one_in(6);
    piece.gap = chance.one_in(8);
    if (chance.one_in(3)) {
      const Piece* before = film.pieces.empty() ? nullptr : &film.pieces.back();
      const bool follows = before && before->range && before->name == piece.name && chance.one_in(2);
      const auto offset = follows ? before->range->offset + *before->range->length
                                  : static_cast<std::uint64_t>(chance.from(0, 1 << 30));
      piece.range = ByteRange{offset, static_cast<std::uint64_t>(chance.from(1, 1 << 20))};
    }
    if (chance.one_in(5)) kbps = static_cast<std::uint32_t>(chance.from(0, 9000));
    if (!piece.range) piece.kbps = kbps;
    if (chance.one_in(7)) {
      init = Resource{"init" + std::to_string(chance.from(1, 3)) + ".mp4", std::nullopt};
      if (chance.one_in(2)) init->range = ByteRange{static_cast<std::uint64_t>(chance.from(0, 99)), 700};
    }
    if (chance.one_in(9)) {
      key = chance.one_in(3) ? std::nullopt : std::optional("key" + std::to_string(chance.from(1, 3)));
    }
    piece.init = init;
    piece.key = key;
    film.pieces.push_back(std::move(piece));
  }
  return film;
}

/// Writes a playlist as any packager might.
class Printer {
 public:
  explicit Printer(Chance& chance) : chance_(chance), end_(chance.one_in(2) ? "\n" : "\r\n") {}

  std::string print(const Film& film) {
    out_ = "#EXTM3U" + end_;
    line("#EXT-X-TARGETDURATION:" + std::to_string(film.target));
    if (film.first_number != 0 || chance_.one_in(2))
      line("#EXT-X-MEDIA-SEQUENCE:" + std::to_string(film.first_number));
    if (film.first_timeline != 0)
      line("#EXT-X-DISCONTINUITY-SEQUENCE:" + std::to_string(film.first_timeline));
    const Piece* before = nullptr;
    for (const Piece& piece : film.pieces) {
      print_piece(piece, before);
      before = &piece;
    }
    if (film.ended) line("#EXT-X-ENDLIST");
    return std::move(out_);
  }

 private:
  void line(const std::string& text) {
    if (chance_.one_in(12)) out_ += "# a comment" + end_;
    if (chance_.one_in(12)) out_ += end_;
    out_ += text + (chance_.one_in(12) ? " \t" : "") + end_;
  }

  /// A URI as it may be written: what lies in the list's folder needs no more than its name.
  std::string uri(const std::string& name) {
    return chance_.of(std::array{name, "./" + name, kFolder + name, "/films/7/" + name, "../7/" + name});
  }

  void print_piece(const Piece& piece, const Piece* before) {
    if (piece.discontinuity) line("#EXT-X-DISCONTINUITY");
    // An encrypted init needs an IV, and its key stands before it.
    const auto key = before ? before->key : std::nullopt;
    if (piece.key != key) {
      line(piece.key ? "#EXT-X-KEY:METHOD=AES-128,URI=\"" + uri(*piece.key) + "\",IV=0x1F"
                     : std::string("#EXT-X-KEY:METHOD=NONE"));
    }
    const auto init = before ? before->init : std::nullopt;
    if (piece.init != init) {
      std::string map = "#EXT-X-MAP:URI=\"" + uri(piece.init->url) + "\"";
      if (piece.init->range) {
        map += ",BYTERANGE=\"" + std::to_string(*piece.init->range->length) + "@" +
               std::to_string(piece.init->range->offset) + "\"";
      }
      line(map);
    }
    if (!piece.range && piece.kbps != kbps_) {
      kbps_ = piece.kbps;
      line("#EXT-X-BITRATE:" + std::to_string(kbps_));
    }
    const bool duration_first = chance_.one_in(2);
    if (duration_first) print_duration(piece);
    if (piece.range) {
      const bool follows = before && before->range && before->name == piece.name &&
                           piece.range->offset == before->range->offset + *before->range->length;
      line("#EXT-X-BYTERANGE:" + std::to_string(*piece.range->length) +
           (follows ? "" : "@" + std::to_string(piece.range->offset)));
    }
    if (piece.gap) line("#EXT-X-GAP");
    if (!duration_first) print_duration(piece);
    // Where a range goes on, the address is the same text.
    line(piece.range ? piece.name : uri(piece.name));
  }

  void print_duration(const Piece& piece) {
    std::string fraction = std::to_string(1'000'000 + piece.microseconds % 1'000'000).substr(1);
    while (chance_.one_in(2) && fraction.ends_with('0')) fraction.pop_back();
    const std::string whole = std::to_string(piece.microseconds / 1'000'000);
    line("#EXTINF:" + whole + (fraction.empty() ? "" : "." + fraction) +
         chance_.of(std::array{",", "", ",a title, with commas"}));
  }

  Chance& chance_;
  std::string end_;
  std::string out_;
  std::uint32_t kbps_ = 0;
};

void expect_read(const Playlist& playlist, const Film& film) {
  const media::SegmentList& list = playlist.segments;
  EXPECT_EQ(list.ended, film.ended);
  EXPECT_EQ(list.target_duration, Seconds{static_cast<double>(film.target)});
  ASSERT_EQ(list.size(), film.pieces.size());
  std::uint32_t timeline = film.first_timeline;
  std::int64_t time = 0;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const Piece& piece = film.pieces[i];
    const media::Segment segment = list.at(i);
    const media::Stretch& stretch = list.stretches()[segment.stretch];
    if (piece.discontinuity) ++timeline;
    EXPECT_EQ(segment.media, (Resource{kFolder + piece.name, piece.range})) << i;
    EXPECT_EQ(segment.number, film.first_number + i);
    EXPECT_NEAR(segment.start.value, static_cast<double>(time) / 1e6, 1e-9);
    EXPECT_NEAR(segment.duration.value, static_cast<double>(piece.microseconds) / 1e6, 1e-9);
    EXPECT_EQ(segment.bitrate.bps, piece.kbps * 1000U);
    EXPECT_EQ(segment.gap, piece.gap);
    EXPECT_EQ(stretch.timeline, timeline);
    auto init = piece.init;
    if (init) init->url = kFolder + init->url;
    EXPECT_EQ(stretch.init, init);
    EXPECT_EQ(stretch.encryption ? stretch.encryption->key_url : "", piece.key ? kFolder + *piece.key : "");
    time += piece.microseconds;
  }
}

TEST(PrintedPlaylists, AreReadAsWhatTheyWereMadeOf) {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    Chance chance(seed);
    const Film film = film_by(chance);
    const std::string text = Printer(chance).print(film);
    Warnings warnings;
    const auto playlist = read_playlist(text, kUrl, {}, warnings);
    ASSERT_TRUE(playlist) << seed << ": " << playlist.error().what << " in\n" << text;
    EXPECT_EQ(warnings.total(), 0u) << (warnings.total() ? warnings.first().front().what : "");
    expect_read(*playlist, film);
    ASSERT_FALSE(HasFailure()) << seed << "\n" << text;
  }
}

struct Stream {
  std::uint64_t peak = 0;
  std::uint64_t average = 0;
  std::uint32_t height = 0;
  std::uint32_t frame_rate = 0;
  std::optional<double> score;
};

struct Sound {
  std::string language;
  std::string name;
  std::uint32_t channels = 0;
};

/// An attribute list in any order.
std::string attributes_by(Chance& chance, std::vector<std::string> all) {
  std::string out;
  while (!all.empty()) {
    out += (out.empty() ? "" : chance.one_in(8) ? ", " : ",") + chance.take(all);
  }
  return out;
}

TEST(PrintedMultivariants, AreReadAsWhatTheyWereMadeOf) {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    Chance chance(seed);
    std::vector<Stream> streams;
    std::uint64_t peak = 100'000;
    for (std::int64_t left = chance.from(1, 12); left > 0; --left) {
      peak += static_cast<std::uint64_t>(chance.from(1, 900'000));
      Stream stream{.peak = peak, .average = peak};
      if (chance.one_in(2)) stream.average -= static_cast<std::uint64_t>(chance.from(1, 90'000));
      stream.height = static_cast<std::uint32_t>(chance.from(100, 2000));
      if (chance.one_in(2)) stream.frame_rate = static_cast<std::uint32_t>(chance.from(1, 120));
      if (chance.one_in(4)) stream.score = static_cast<double>(chance.from(0, 40)) / 4;
      streams.push_back(stream);
    }
    std::vector<Sound> sounds;
    for (std::int64_t left = chance.from(0, 4); left > 0; --left) {
      sounds.push_back({chance.of(std::array{"de", "en", "sv"}), "n" + std::to_string(left),
                        static_cast<std::uint32_t>(chance.from(1, 8))});
    }

    std::vector<std::string> entries;
    for (const Sound& sound : sounds) {
      entries.push_back(
          "#EXT-X-MEDIA:" +
          attributes_by(chance, {"TYPE=AUDIO", "GROUP-ID=\"g\"", "LANGUAGE=\"" + sound.language + "\"",
                                 "NAME=\"" + sound.name + "\"", "URI=\"" + sound.name + ".m3u8\"",
                                 "CHANNELS=\"" + std::to_string(sound.channels) + "\""}));
    }
    for (std::size_t i = 0; i < streams.size(); ++i) {
      const Stream& stream = streams[i];
      std::vector<std::string> all = {
          "BANDWIDTH=" + std::to_string(stream.peak), "CODECS=\"avc1.640028,mp4a.40.2\"",
          "RESOLUTION=" + std::to_string(2 * stream.height) + "x" + std::to_string(stream.height)};
      if (stream.average != stream.peak) all.push_back("AVERAGE-BANDWIDTH=" + std::to_string(stream.average));
      if (stream.frame_rate != 0) all.push_back("FRAME-RATE=" + std::to_string(stream.frame_rate) + ".000");
      if (stream.score) all.push_back("SCORE=" + std::to_string(*stream.score));
      if (!sounds.empty()) all.push_back("AUDIO=\"g\"");
      entries.push_back("#EXT-X-STREAM-INF:" + attributes_by(chance, all) + "\nv" + std::to_string(i) +
                        ".m3u8");
    }
    std::string text = "#EXTM3U\n";
    while (!entries.empty()) text += chance.take(entries) + "\n";

    Warnings warnings;
    const auto read = read_presentation(text, kUrl, "", warnings);
    ASSERT_TRUE(read) << seed << ": " << read.error().what << " in\n" << text;
    EXPECT_EQ(warnings.total(), 0u);
    ASSERT_EQ(read->variants.size(), streams.size());
    ASSERT_EQ(read->feeds.size(), streams.size() + sounds.size());
    for (std::size_t i = 0; i < streams.size(); ++i) {
      const media::Variant& variant = read->variants[i];
      const media::Rendition& picture = (*read)[*variant.video];
      EXPECT_EQ(variant.peak.bps, streams[i].peak);
      EXPECT_EQ(variant.average.bps, streams[i].average);
      EXPECT_EQ(variant.score, streams[i].score);
      EXPECT_EQ(variant.audio.size(), sounds.size());
      EXPECT_EQ(picture.width, 2 * streams[i].height);
      EXPECT_EQ(picture.height, streams[i].height);
      EXPECT_EQ(picture.frame_rate, streams[i].frame_rate);
      EXPECT_EQ(picture.muxed, sounds.empty());
      EXPECT_EQ((*read)[picture.feed].playlist, kFolder + ("v" + std::to_string(i) + ".m3u8"));
    }
    for (const Sound& sound : sounds) {
      const auto found = std::ranges::find_if(read->tracks, [&](const media::Track& track) {
        return track.kind == media::TrackKind::audio && track.label == sound.name;
      });
      ASSERT_NE(found, read->tracks.end());
      EXPECT_EQ(found->language, sound.language);
      ASSERT_EQ(found->renditions.size(), 1u);
      EXPECT_EQ((*read)[found->renditions[0]].channels, sound.channels);
    }
    ASSERT_FALSE(HasFailure()) << seed << "\n" << text;
  }
}

}  // namespace
}  // namespace praxino::manifest::hls
