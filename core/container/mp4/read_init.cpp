#include <utility>

#include "core/container/mp4/boxes.h"
#include "core/container/mp4/reader.h"
#include "core/container/mp4/sample_entry.h"

namespace praxino::mp4 {
namespace {

constexpr std::size_t kMostTracks = 256;
/// As for a fragment's times: what is beyond could overflow sums.
constexpr std::int64_t kLatestEdit = std::int64_t{1} << 61U;

/// §12: which handlers are for us.
std::optional<media::TrackKind> kind_of(FourCc handler) {
  switch (handler) {
    case fourcc("vide"):
    case fourcc("auxv"):
      return media::TrackKind::video;
    case fourcc("soun"):
      return media::TrackKind::audio;
    case fourcc("text"):
    case fourcc("subt"):
    case fourcc("sbtl"):
    case fourcc("clcp"):
      return media::TrackKind::text;
    default:
      return std::nullopt;
  }
}

/// The first child of that type.
Result<std::optional<Box>> find(const Box& parent, FourCc type) {
  Boxes children(parent);
  while (const auto child = children.next()) {
    if (child->type == type) return child;
  }
  if (!children.ok()) return children.error();
  return std::nullopt;
}

Result<void> read_edits(const Box& elst, TrackInit& track) {
  ByteReader in(elst.payload());
  const auto header = read_fields<Counted>(in, elst.at);
  if (!header) return std::unexpected(header.error());
  const std::size_t length = header->version > 0 ? 20 : 12;
  if (header->count > in.remaining() / length) {
    return fail(Fault::malformed, elst.at, "elst announces more edits than it holds");
  }
  if (header->count == 0) return {};
  Edit edit;
  ReadFields io(in);
  edit.describe(io, header->version);
  if (edit.media_time > kLatestEdit) return fail(Fault::malformed, elst.at, "an edit at an impossible time");
  if (edit.media_time > 0) track.edit_offset = edit.media_time;
  return {};
}

Result<void> read_descriptions(const Box& stsd, TrackInit& track) {
  ByteReader in(stsd.payload());
  const auto header = read_fields<Counted>(in, stsd.at);
  if (!header) return std::unexpected(header.error());
  if (header->count == 0) return fail(Fault::missing, stsd.at, "stsd without a sample entry");

  const std::uint64_t at = stsd.payload_at() + in.position();
  Boxes entries(in.rest(), at);
  const auto first = entries.next();
  std::uint32_t found = first ? 1 : 0;
  while (found < header->count && entries.next()) ++found;
  if (!entries.ok()) return entries.error();
  if (found < header->count)
    return fail(Fault::malformed, stsd.at, "stsd announces more entries than it holds");
  return read_sample_entry(*first, track);
}

Result<void> read_media(const Box& mdia, TrackInit& track) {
  auto box = find(mdia, fourcc("mdhd"));
  if (!box) return std::unexpected(box.error());
  if (!*box) return fail(Fault::missing, mdia.at, "mdia without a mdhd");
  const auto header = read_fields<MediaHeader>(**box);
  if (!header) return std::unexpected(header.error());
  if (header->timescale == 0) return fail(Fault::malformed, (*box)->at, "mdhd with a timescale of 0");
  track.timescale = header->timescale;

  Box parent = mdia;
  for (const FourCc type : {fourcc("minf"), fourcc("stbl"), fourcc("stsd")}) {
    box = find(parent, type);
    if (!box) return std::unexpected(box.error());
    if (!*box) return fail(Fault::missing, parent.at, "track without a sample description");
    parent = **box;
  }
  return read_descriptions(parent, track);
}

/// Without a value: a track that is not for us.
Result<std::optional<TrackInit>> read_trak(const Box& trak) {
  std::optional<Box> tkhd;
  std::optional<Box> mdia;
  std::optional<Box> edts;
  Boxes children(trak);
  while (const auto child = children.next()) {
    if (child->type == fourcc("tkhd")) tkhd = child;
    if (child->type == fourcc("mdia")) mdia = child;
    if (child->type == fourcc("edts")) edts = child;
  }
  if (!children.ok()) return children.error();
  if (!tkhd || !mdia) return fail(Fault::missing, trak.at, "trak without a tkhd or mdia");

  const auto handler_box = find(*mdia, fourcc("hdlr"));
  if (!handler_box) return std::unexpected(handler_box.error());
  if (!*handler_box) return fail(Fault::missing, mdia->at, "mdia without a hdlr");
  const auto handler = read_fields<Handler>(**handler_box);
  if (!handler) return std::unexpected(handler.error());
  const auto kind = kind_of(handler->type);
  if (!kind) return std::nullopt;

  const auto header = read_fields<TrackHeader>(*tkhd);
  if (!header) return std::unexpected(header.error());
  TrackInit track;
  track.track_id = header->track_id;
  track.kind = *kind;
  if (const auto read = read_media(*mdia, track); !read) return std::unexpected(read.error());
  if (edts) {
    const auto elst = find(*edts, fourcc("elst"));
    if (!elst) return std::unexpected(elst.error());
    if (*elst) {
      if (const auto read = read_edits(**elst, track); !read) return std::unexpected(read.error());
    }
  }
  return track;
}

Result<void> read_extends(const Box& mvex, Init& init) {
  Boxes children(mvex);
  while (const auto child = children.next()) {
    if (child->type != fourcc("trex")) continue;
    const auto extends = read_fields<TrackExtends>(*child);
    if (!extends) return std::unexpected(extends.error());
    for (TrackInit& track : init.tracks) {
      if (track.track_id != extends->track_id) continue;
      track.default_duration = extends->duration;
      track.default_size = extends->size;
      track.default_flags = extends->sample_flags;
    }
  }
  if (!children.ok()) return children.error();
  return {};
}

}  // namespace

Result<Init> read_init(Bytes moov, std::uint64_t at) {
  const auto box = read_box(moov, fourcc("moov"), at);
  if (!box) return std::unexpected(box.error());

  Init init;
  std::optional<Box> mvex;  // Often stands before the tracks that it is about.
  Boxes children(*box);
  while (const auto child = children.next()) {
    if (child->type == fourcc("trak")) {
      auto track = read_trak(*child);
      if (!track) return std::unexpected(track.error());
      if (!*track) continue;
      if (init.tracks.size() == kMostTracks)
        return fail(Fault::too_large, child->at, "more tracks than we hold");
      init.tracks.push_back(std::move(**track));
    } else if (child->type == fourcc("mvex")) {
      mvex = child;
    } else if (child->type == fourcc("pssh")) {
      init.pssh.emplace_back(child->bytes.begin(), child->bytes.end());
    }
  }
  if (!children.ok()) return children.error();
  if (init.tracks.empty()) return fail(Fault::missing, at, "moov without a track");
  if (mvex) {
    init.fragmented = true;
    if (const auto read = read_extends(*mvex, init); !read) return std::unexpected(read.error());
  }
  return init;
}

}  // namespace praxino::mp4
