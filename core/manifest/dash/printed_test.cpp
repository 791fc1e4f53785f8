/// MPDs by chance, written down in every way that means the same, are read as what they were made of.
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

namespace praxino::manifest::dash {
namespace {

using media::ByteRange;
using media::Resource;
using testing_manifest::Chance;

constexpr const char* kUrl = "https://a.example/films/7/main.mpd?token=1";
constexpr const char* kFolder = "https://a.example/films/7/";

struct Piece {
  std::int64_t time = 0;  ///< Ticks on the media's clock.
  std::int64_t duration = 0;
};

enum class Way : std::uint8_t { by_duration, by_timeline, as_list };

/// What an AdaptationSet's segments are in one Period.
struct Segments {
  Way way = Way::by_duration;
  std::int64_t timescale = 1;
  std::int64_t offset = 0;  ///< @presentationTimeOffset.
  std::int64_t first_number = 1;
  bool named_by_time = false;
  std::vector<Piece> pieces;
};

struct Encoding {
  std::string id;
  std::int64_t bandwidth = 0;
  std::int64_t height = 0;
};

struct Set {
  bool video = true;
  std::string language;
  std::vector<Encoding> encodings;
  std::vector<Segments> periods;
};

struct Film {
  std::vector<std::int64_t> periods;  ///< Seconds, of each.
  std::vector<Set> sets;
};

Segments segments_by(Chance& chance, std::int64_t seconds) {
  Segments out;
  out.way = chance.of(std::array{Way::by_duration, Way::by_timeline, Way::as_list});
  out.timescale = chance.of(std::array<std::int64_t, 5>{1, 1000, 44'100, 90'000, 10'000'000});
  out.first_number = chance.one_in(2) ? 1 : chance.from(0, 1'000'000);
  const std::int64_t length = seconds * out.timescale;
  if (out.way != Way::by_timeline) {
    const std::int64_t each = chance.from(1, seconds) * out.timescale;
    // The last one ends with its Period.
    for (std::int64_t time = 0; time < length; time += each)
      out.pieces.push_back({time, std::min(each, length - time)});
    return out;
  }
  out.offset = chance.one_in(2) ? 0 : chance.from(0, 1'000'000'000);
  out.named_by_time = chance.one_in(2);
  std::int64_t each = 0;
  for (std::int64_t time = 0; time < length;) {
    if (each == 0 || chance.one_in(3)) each = chance.from(out.timescale, 5 * out.timescale);
    // Now and then a hole.
    if (time != 0 && chance.one_in(6)) time += chance.from(1, out.timescale);
    if (time + each > length) break;
    out.pieces.push_back({out.offset + time, each});
    time += each;
  }
  if (out.pieces.empty()) out.pieces.push_back({out.offset, length});
  return out;
}

Film film_by(Chance& chance) {
  Film film;
  for (std::int64_t left = chance.from(1, 3); left > 0; --left) film.periods.push_back(chance.from(4, 60));
  const std::vector<std::string> languages = {"", "de", "en"};
  for (std::size_t i = 0; i < static_cast<std::size_t>(chance.from(1, 3)); ++i) {
    Set set{.video = i == 0, .language = languages[i]};
    std::int64_t bandwidth = 0;
    for (std::int64_t left = chance.from(1, 3); left > 0; --left) {
      bandwidth += chance.from(1, 2'000'000);
      set.encodings.push_back({(set.video ? "v" : "a" + set.language) + std::to_string(left), bandwidth,
                               set.video ? chance.from(100, 1000) : 0});
    }
    for (const std::int64_t seconds : film.periods) set.periods.push_back(segments_by(chance, seconds));
    film.sets.push_back(std::move(set));
  }
  return film;
}

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// Writes an MPD as any packager might: what a level inherits may stand at any level above it, attributes in
/// any order, in either kind of quotes.
class Printer {
 public:
  explicit Printer(Chance& chance) : chance_(chance) {}

  std::string print(const Film& film) {
    std::int64_t total = 0;
    for (const std::int64_t seconds : film.periods) total += seconds;
    out_ = chance_.one_in(2) ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : "";
    open("MPD", {{"xmlns", "urn:mpeg:dash:schema:mpd:2011"},
                 {"type", "static"},
                 {"minBufferTime", "PT2S"},
                 {"mediaPresentationDuration", duration_of(total)}});
    for (std::size_t i = 0; i < film.periods.size(); ++i) print_period(film, i);
    close("MPD");
    return std::move(out_);
  }

 private:
  static std::string duration_of(std::int64_t seconds) {
    if (seconds < 60) return "PT" + std::to_string(seconds) + "S";
    return "PT" + std::to_string(seconds / 60) + "M" + std::to_string(seconds % 60) + ".0S";
  }

  void tag(const std::string& name, Attributes all, const char* end) {
    if (chance_.one_in(9)) out_ += "<!-- a > comment -->";
    out_ += "<" + name;
    while (!all.empty()) {
      const auto [key, value] = chance_.take(all);
      const std::string quote = chance_.one_in(2) ? "\"" : "'";
      out_ += chance_.of(std::array{" ", "\n  ", "\t"}) + key + (chance_.one_in(8) ? " = " : "=") + quote +
              value + quote;
    }
    out_ += end + std::string(chance_.one_in(2) ? "\n" : "");
  }
  void open(const std::string& name, Attributes all) { tag(name, std::move(all), ">"); }
  void close(const std::string& name) { out_ += "</" + name + ">\n"; }
  void empty(const std::string& name, Attributes all) {
    if (chance_.one_in(2)) return tag(name, std::move(all), "/>");
    open(name, std::move(all));
    close(name);
  }

  /// Those that are left for the levels below.
  Attributes some_of(Attributes& all) {
    Attributes here;
    for (std::size_t i = all.size(); i-- > 0;) {
      if (!chance_.one_in(2)) continue;
      here.push_back(all[i]);
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return here;
  }

  void print_period(const Film& film, std::size_t period) {
    Attributes all = {{"id", "p" + std::to_string(period)}};
    if (period + 1 < film.periods.size() || chance_.one_in(2))
      all.emplace_back("duration", duration_of(film.periods[period]));
    open("Period", all);
    const std::string base = "p" + std::to_string(period) + "/";
    const bool based = chance_.one_in(2);
    if (based)
      out_ += "<BaseURL>" + chance_.of(std::array<std::string, 3>{"", "./", kFolder}) + base + "</BaseURL>";
    for (const Set& set : film.sets) print_set(set, set.periods[period], based ? "" : base);
    close("Period");
  }

  void print_set(const Set& set, const Segments& segments, const std::string& folder) {
    Attributes common = {{"mimeType", set.video ? "video/mp4" : "audio/mp4"},
                         {"codecs", set.video ? "avc1.64001f" : "mp4a.40.2"}};
    if (set.video) common.emplace_back("frameRate", "30000/1001");
    Attributes here = some_of(common);
    here.emplace_back("contentType", set.video ? "video" : "audio");
    if (!set.language.empty()) here.emplace_back("lang", set.language);
    open("AdaptationSet", here);

    // Of a template or a list, each attribute may stand at either level.
    Attributes timing = {{"timescale", std::to_string(segments.timescale)},
                         {"presentationTimeOffset", std::to_string(segments.offset)},
                         {"startNumber", std::to_string(segments.first_number)}};
    if (segments.way != Way::by_timeline)
      timing.emplace_back("duration", std::to_string(segments.pieces.front().duration));
    const char* name = segments.way == Way::as_list ? "SegmentList" : "SegmentTemplate";
    if (segments.way != Way::as_list) {
      timing.emplace_back("media", folder + "$RepresentationID$-$" +
                                       (segments.named_by_time ? "Time" : "Number%03d") + "$.m4s");
      timing.emplace_back("initialization", folder + "$RepresentationID$.mp4");
    }
    const Attributes above = some_of(timing);
    const bool timeline_above = chance_.one_in(2);
    if (!above.empty() || (timeline_above && segments.way == Way::by_timeline)) {
      open(name, above);
      if (timeline_above) print_timeline(segments);
      close(name);
    }
    for (const Encoding& encoding : set.encodings) {
      Attributes own = common;
      own.emplace_back("id", encoding.id);
      own.emplace_back("bandwidth", std::to_string(encoding.bandwidth));
      if (set.video) {
        own.emplace_back("height", std::to_string(encoding.height));
        own.emplace_back("width", std::to_string(2 * encoding.height));
      }
      open("Representation", own);
      open(name, timing);
      if (segments.way == Way::as_list) print_list(segments, folder + encoding.id);
      if (!timeline_above) print_timeline(segments);
      close(name);
      close("Representation");
    }
    close("AdaptationSet");
  }

  void print_list(const Segments& segments, const std::string& file) {
    empty("Initialization", {{"sourceURL", file + ".mp4"}, {"range", "0-699"}});
    for (std::size_t i = 0; i < segments.pieces.size(); ++i) {
      const std::size_t first = 700 + 100 * i;
      empty("SegmentURL", {{"media", file + ".mp4"},
                           {"mediaRange", std::to_string(first) + "-" + std::to_string(first + 99)}});
    }
  }

  void print_timeline(const Segments& segments) {
    if (segments.way != Way::by_timeline) return;
    open("SegmentTimeline", {});
    std::int64_t next = 0;
    const std::vector<Piece>& all = segments.pieces;
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i + 1;
      while (end < all.size() && all[end].duration == all[i].duration && chance_.one_in(2) == false &&
             all[end].time == all[end - 1].time + all[i].duration)
        ++end;
      Attributes run = {{"d", std::to_string(all[i].duration)}};
      if (all[i].time != next || chance_.one_in(2)) run.emplace_back("t", std::to_string(all[i].time));
      if (end - i > 1 || chance_.one_in(4)) run.emplace_back("r", std::to_string(end - i - 1));
      empty("S", run);
      next = all[end - 1].time + all[i].duration;
      i = end;
    }
    close("SegmentTimeline");
  }

  Chance& chance_;
  std::string out_;
};

std::string digits(std::int64_t number, std::size_t width) {
  const std::string text = std::to_string(number);
  return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

void expect_segments(const media::SegmentList& list, const Film& film, const Set& set,
                     const Encoding& encoding) {
  std::uint32_t at = 0;
  double start = 0;
  for (std::size_t period = 0; period < film.periods.size(); ++period) {
    const Segments& segments = set.periods[period];
    const std::string file = kFolder + ("p" + std::to_string(period) + "/") + encoding.id;
    for (std::size_t i = 0; i < segments.pieces.size(); ++i, ++at) {
      ASSERT_LT(at, list.size());
      const Piece& piece = segments.pieces[i];
      const media::Segment segment = list.at(at);
      const media::Stretch& stretch = list.stretches()[segment.stretch];
      const auto number = segments.first_number + static_cast<std::int64_t>(i);
      const auto scale = static_cast<double>(segments.timescale);
      EXPECT_NEAR(segment.start.value, start + static_cast<double>(piece.time - segments.offset) / scale,
                  1e-6);
      EXPECT_NEAR(segment.duration.value, static_cast<double>(piece.duration) / scale, 1e-6);
      EXPECT_EQ(stretch.timeline, period);
      if (segments.way == Way::as_list) {
        EXPECT_EQ(segment.media, (Resource{file + ".mp4", ByteRange{700 + 100 * i, 100}}));
        EXPECT_EQ(stretch.init, (Resource{file + ".mp4", ByteRange{0, 700}}));
      } else {
        const std::string name = segments.named_by_time ? std::to_string(piece.time) : digits(number, 3);
        EXPECT_EQ(segment.media, (Resource{file + "-" + name + ".m4s", std::nullopt}));
        EXPECT_EQ(stretch.init, (Resource{file + ".mp4", std::nullopt}));
        EXPECT_EQ(segment.number, static_cast<std::uint64_t>(number));
      }
    }
    start += static_cast<double>(film.periods[period]);
  }
  EXPECT_EQ(at, list.size());
}

void expect_read(const media::Presentation& read, const Film& film) {
  ASSERT_EQ(read.tracks.size(), film.sets.size());
  double total = 0;
  for (const std::int64_t seconds : film.periods) total += static_cast<double>(seconds);
  EXPECT_EQ(read.duration, Seconds{total});
  for (std::size_t i = 0; i < film.sets.size(); ++i) {
    const Set& set = film.sets[i];
    const media::Track& track = read.tracks[i];
    EXPECT_EQ(track.kind, set.video ? media::TrackKind::video : media::TrackKind::audio);
    EXPECT_EQ(track.language, set.language);
    ASSERT_EQ(track.renditions.size(), set.encodings.size());
    for (std::size_t j = 0; j < set.encodings.size(); ++j) {
      const Encoding& encoding = set.encodings[j];
      const media::Rendition& rendition = read[track.renditions[j]];
      EXPECT_EQ(rendition.name, encoding.id);
      EXPECT_EQ(rendition.peak.bps, static_cast<std::uint64_t>(encoding.bandwidth));
      EXPECT_EQ(rendition.height, encoding.height);
      EXPECT_EQ(rendition.width, 2 * encoding.height);
      EXPECT_EQ(rendition.codecs, set.video ? "avc1.64001f" : "mp4a.40.2");
      EXPECT_EQ(rendition.container, set.video ? "video/mp4" : "audio/mp4");
      EXPECT_NEAR(rendition.frame_rate, set.video ? 30'000.0 / 1001 : 0, 1e-9);
      const auto& segments = read[rendition.feed].segments;
      ASSERT_TRUE(segments);
      expect_segments(*segments, film, set, encoding);
    }
  }
}

TEST(PrintedMpds, AreReadAsWhatTheyWereMadeOf) {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    Chance chance(seed);
    const Film film = film_by(chance);
    const std::string text = Printer(chance).print(film);
    Warnings warnings;
    const auto read = read_presentation(text, kUrl, "", warnings);
    ASSERT_TRUE(read) << seed << ": " << read.error().what << " in\n" << text;
    EXPECT_EQ(warnings.total(), 0u) << (warnings.total() ? warnings.first().front().what : "");
    expect_read(*read, film);
    ASSERT_FALSE(HasFailure()) << seed << "\n" << text;
  }
}

}  // namespace
}  // namespace praxino::manifest::dash
