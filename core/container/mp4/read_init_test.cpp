#include "core/container/mp4/reader.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "core/container/mp4/box.h"
#include "core/container/mp4/entry_boxes.h"
#include "core/container/mp4/testing/sample_file.h"
#include "core/container/mp4/writer.h"

namespace praxino::mp4 {
namespace {

using namespace testing;
using File = std::vector<std::byte>;

Bytes moov_of(Bytes file) { return box_in(file, fourcc("moov")); }

TEST(ReadInit, GivesBackWhatWasWritten) {
  const File file = sample_init_segment();
  const auto init = read_init(moov_of(file), 0);
  ASSERT_TRUE(init) << init.error().what;
  EXPECT_EQ(*init, sample_init());
}

TEST(ReadInit, TakesNoEditOffsetFromAnEmptyEdit) {
  File file = with_u32(sample_init_segment(), fourcc("elst"), 8 + 8, 0xFFFFFFFF);
  file = with_u32(file, fourcc("elst"), 8 + 12, 0xFFFFFFFF);
  const auto init = read_init(moov_of(file), 0);
  ASSERT_TRUE(init);
  EXPECT_EQ(init->tracks[0].edit_offset, 0);
}

TEST(ReadInit, KeepsPsshBoxesWhole) {
  ByteWriter pssh;
  {
    const BoxScope box(pssh, fourcc("pssh"));
    pssh.zeros(24);
  }
  Init init = sample_init();
  init.tracks.resize(1);
  init.pssh.push_back(pssh.release());
  const std::array<std::uint8_t, 4> record = {1, 0x64, 0, 0x1F};
  const std::array<Bytes, 1> records = {std::as_bytes(std::span(record))};
  ByteWriter out;
  ASSERT_TRUE(write_init(out, init, records));
  const auto read = read_init(moov_of(out.view()), 0);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, init);
}

TEST(ReadInit, LeavesOutTracksThatAreNotForUs) {
  const File file = with_u32(sample_init_segment(), fourcc("hdlr"), 8, fourcc("tmcd"));
  const auto init = read_init(moov_of(file), 0);
  ASSERT_TRUE(init);
  ASSERT_EQ(init->tracks.size(), 1U);
  EXPECT_EQ(init->tracks[0].track_id, 2U);
}

TEST(ReadInit, NamesAnUnknownFormatByItsFourCharacters) {
  File file = sample_init_segment();
  const auto at = static_cast<std::size_t>(box_in(file, fourcc("mp4a")).data() - file.data());
  file[at + 3 + 4] = std::byte{'z'};
  const auto init = read_init(moov_of(file), 0);
  ASSERT_TRUE(init);
  EXPECT_EQ(init->tracks[1].codec, "mp4z");
}

TEST(ReadInit, IsTruncatedWhereverTheMoovEndsEarly) {
  const File file = sample_init_segment();
  const Bytes moov = moov_of(file);
  for (std::size_t size = 0; size < moov.size(); ++size) {
    const File cut(moov.begin(), moov.begin() + static_cast<std::ptrdiff_t>(size));
    const auto init = read_init(cut, 0);
    ASSERT_FALSE(init) << size;
    EXPECT_EQ(init.error().fault, Fault::truncated) << size;
  }
}

/// A box that is read, how many bytes of its payload are, and which file it stands in.
struct Read {
  FourCc type;
  std::size_t payload;
};

TEST(ReadInit, RefusesEachBoxThatIsShorterThanItsFields) {
  const Read boxes[] = {{fourcc("tkhd"), 84},         {fourcc("mdhd"), 24},
                        {fourcc("hdlr"), 24},         {fourcc("elst"), 28},
                        {fourcc("trex"), 24},         {fourcc("avcC"), 4},
                        {fourcc("esds"), 28},         {fourcc("stsd"), 16 + 86 + 7},
                        {fourcc("avc1"), 78 + 8 + 7}, {fourcc("mp4a"), 28 + 8 + 28}};
  const File file = sample_init_segment();
  for (const Read& box : boxes) {
    for (std::size_t keep = 0; keep < box.payload; ++keep) {
      const File cut = with_payload_cut(file, box.type, keep);
      EXPECT_FALSE(read_init(moov_of(cut), 0)) << box.type << " cut to " << keep;
    }
  }
}

TEST(ReadInit, RefusesWhatCannotBe) {
  struct Case {
    const char* why;
    File file;
    Fault fault;
  };
  const File good = sample_init_segment();
  const Case cases[] = {
      {"elst of more edits than it holds", with_u32(good, fourcc("elst"), 4, 2), Fault::malformed},
      {"elst of 2^32 − 1 edits", with_u32(good, fourcc("elst"), 4, 0xFFFFFFFF), Fault::malformed},
      {"elst of version 2", with_u32(good, fourcc("elst"), 0, 0x02000000), Fault::unsupported},
      {"an edit at 2^62", with_u32(good, fourcc("elst"), 16, 0x40000000), Fault::malformed},
      {"stsd of two entries that holds one", with_u32(good, fourcc("stsd"), 4, 2), Fault::malformed},
      {"stsd of 2^32 − 1 entries", with_u32(good, fourcc("stsd"), 4, 0xFFFFFFFF), Fault::malformed},
      {"stsd of no entry", with_u32(good, fourcc("stsd"), 4, 0), Fault::missing},
      {"tkhd of version 255", with_u32(good, fourcc("tkhd"), 0, 0xFF000003), Fault::unsupported},
      {"mdhd of version 2", with_u32(good, fourcc("mdhd"), 0, 0x02000000), Fault::unsupported},
      {"hdlr of version 1", with_u32(good, fourcc("hdlr"), 0, 0x01000000), Fault::unsupported},
      {"trex of version 1", with_u32(good, fourcc("trex"), 0, 0x01000000), Fault::unsupported},
      {"a timescale of 0", with_u32(good, fourcc("mdhd"), 12, 0), Fault::malformed},
      {"a box larger than its parent", with_size(good, fourcc("mdhd"), 0x7FFFFFFF), Fault::malformed},
      {"a box one byte larger than its parent", with_size(good, fourcc("avcC"), 16), Fault::malformed},
      {"a box that overlaps its neighbour", with_size(good, fourcc("tkhd"), 93), Fault::malformed},
      {"a box smaller than its header", with_size(good, fourcc("mdhd"), 7), Fault::malformed},
      {"a box without a size inside another", with_size(good, fourcc("mdhd"), 0), Fault::malformed},
      {"a largesize inside that is a lie", with_size(good, fourcc("mvhd"), 1), Fault::malformed},
      {"a trak without tkhd", without(good, fourcc("tkhd")), Fault::missing},
      {"a trak without mdia", without(good, fourcc("mdia")), Fault::missing},
      {"a mdia without mdhd", without(good, fourcc("mdhd")), Fault::missing},
      {"a mdia without hdlr", without(good, fourcc("hdlr")), Fault::missing},
      {"a track without stbl", without(good, fourcc("stbl")), Fault::missing},
      {"avc1 without avcC", without(good, fourcc("avcC")), Fault::missing},
      {"another box than moov", without(good, fourcc("moov")), Fault::malformed},
  };
  for (const Case& test : cases) {
    const auto begin = static_cast<std::size_t>(moov_of(good).data() - good.data());
    const auto init = read_init(Bytes(test.file).subspan(begin), begin);
    ASSERT_FALSE(init) << test.why;
    EXPECT_EQ(init.error().fault, test.fault) << test.why << ": " << init.error().what;
    EXPECT_GE(init.error().where, begin) << test.why;
    EXPECT_LT(init.error().where, good.size()) << test.why;
  }
}

TEST(ReadInit, RefusesMoreTracksThanWeHold) {
  ByteWriter out;
  {
    const BoxScope moov(out, fourcc("moov"));
    const File file = sample_init_segment();
    for (int i = 0; i < 300; ++i) out.bytes(box_in(file, fourcc("trak")));
  }
  const auto init = read_init(out.view(), 0);
  ASSERT_FALSE(init);
  EXPECT_EQ(init.error().fault, Fault::too_large);
}

TEST(ReadInit, WithstandsBoxesNestedWithoutEnd) {
  // moov in moov in moov …: each holds all that follow. Only the levels that we know are entered.
  File bomb;
  constexpr std::size_t kDepth = 200'000;
  for (const char* type : {"moov", "trak", "mdia", "minf", "stbl", "stsd", "sinf", "schi"}) {
    ByteWriter out;
    for (std::size_t i = 0; i < kDepth; ++i) {
      out.u32(static_cast<std::uint32_t>(8 * (kDepth - i)));
      for (int c = 0; c < 4; ++c) out.u8(static_cast<std::uint8_t>(i == 0 ? "moov"[c] : type[c]));
    }
    EXPECT_FALSE(read_init(out.view(), 0)) << type;
  }
}

/// An encv or enca entry and what is around it, made from the sample's.
File protected_init(FourCc original, bool with_frma) {
  ByteWriter entry;
  {
    const BoxScope box(entry, fourcc("encv"));
    write_fields(entry, VisualEntry{.width = 640, .height = 360});
    {
      const BoxScope avcc(entry, fourcc("avcC"));
      entry.u32(0x0164001F);
    }
    const BoxScope sinf(entry, fourcc("sinf"));
    if (with_frma) {
      const BoxScope frma(entry, fourcc("frma"));
      entry.u32(original);
    }
    {
      const BoxScope schm(entry, fourcc("schm"));
      SchemeType scheme;
      scheme.scheme = fourcc("cbcs");
      write_fields(entry, scheme);
    }
    const BoxScope schi(entry, fourcc("schi"));
    const BoxScope tenc(entry, fourcc("tenc"));
    TrackEncryption encryption;
    encryption.version = 1;
    encryption.is_protected = 1;
    encryption.default_kid.fill(std::byte{0xAB});
    write_fields(entry, encryption);
  }
  // In the place of the stsd's first entry, which a "free" of the rest of it follows.
  const File plain = sample_init_segment();
  const File cut = with_payload_cut(plain, fourcc("stsd"), 8);
  const auto stsd = static_cast<std::size_t>(box_in(cut, fourcc("stsd")).data() - cut.data());
  File out(cut.begin(), cut.begin() + static_cast<std::ptrdiff_t>(stsd + 16));
  out.insert(out.end(), entry.view().begin(), entry.view().end());
  out.insert(out.end(), cut.begin() + static_cast<std::ptrdiff_t>(stsd + 16), cut.end());
  const auto grown = static_cast<std::uint32_t>(entry.size());
  for (const FourCc type :
       {fourcc("moov"), fourcc("trak"), fourcc("mdia"), fourcc("minf"), fourcc("stbl"), fourcc("stsd")}) {
    out = with_size(out, type, ByteReader(box_in(cut, type)).u32() + grown);
  }
  return out;
}

TEST(ReadInit, ReadsTheOriginalFormatOfAProtectedTrack) {
  const File file = protected_init(fourcc("avc3"), true);
  const auto init = read_init(moov_of(file), 0);
  ASSERT_TRUE(init) << init.error().what;
  const TrackInit& track = init->tracks[0];
  EXPECT_EQ(track.codec, "avc3.64001f");
  EXPECT_EQ(track.scheme, fourcc("cbcs"));
  ASSERT_TRUE(track.default_kid);
  EXPECT_EQ((*track.default_kid)[15], std::byte{0xAB});
  EXPECT_EQ(track.width, 640U);
}

TEST(ReadInit, NamesAProtectedTrackByItsEntryWhereTheOriginalIsNotTold) {
  const auto init = read_init(moov_of(protected_init(0, false)), 0);
  ASSERT_TRUE(init) << init.error().what;
  EXPECT_EQ(init->tracks[0].codec, "encv");
}

}  // namespace
}  // namespace praxino::mp4
