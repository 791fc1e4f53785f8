#include "core/container/mp4/writer.h"

#include <algorithm>

#include "core/container/mp4/boxes.h"
#include "core/container/mp4/sample_entry.h"

namespace praxino::mp4 {
namespace {

template <typename Fields>
void write_box(ByteWriter& out, FourCc type, const Fields& fields) {
  const BoxScope box(out, type);
  write_fields(out, fields);
}

/// `flags`: of tkhd, enabled and in the movie.
void write_track_header(ByteWriter& out, const TrackInit& track) {
  TrackHeader header;
  header.flags = 3;
  header.track_id = track.track_id;
  header.volume = track.kind == media::TrackKind::audio ? 0x0100 : 0;
  header.width = track.width << 16U;
  header.height = track.height << 16U;
  write_box(out, fourcc("tkhd"), header);
}

void write_edits(ByteWriter& out, const TrackInit& track) {
  if (track.edit_offset == 0) return;
  const BoxScope edts(out, fourcc("edts"));
  const BoxScope elst(out, fourcc("elst"));
  Counted header;
  header.version = 1;
  header.count = 1;
  write_fields(out, header);
  Edit edit{.duration = 0, .media_time = track.edit_offset};
  WriteFields io(out);
  edit.describe(io, header.version);
}

void write_handler(ByteWriter& out, media::TrackKind kind) {
  const BoxScope box(out, fourcc("hdlr"));
  Handler handler;
  handler.type = kind == media::TrackKind::audio ? fourcc("soun") : fourcc("vide");
  write_fields(out, handler);
  out.u8(0);  // An empty name.
}

/// §8.4.5: vmhd or smhd, and a dinf that says that the media is in this file.
void write_media_information(ByteWriter& out, media::TrackKind kind) {
  if (kind == media::TrackKind::audio) {
    const BoxScope smhd(out, fourcc("smhd"));
    out.zeros(8);
  } else {
    const BoxScope vmhd(out, fourcc("vmhd"));
    out.u32(1);
    out.zeros(8);
  }
  const BoxScope dinf(out, fourcc("dinf"));
  const BoxScope dref(out, fourcc("dref"));
  out.u32(0);
  out.u32(1);
  const BoxScope url(out, fourcc("url "));
  out.u32(1);
}

Result<void> write_sample_table(ByteWriter& out, const TrackInit& track, Bytes record) {
  const BoxScope stbl(out, fourcc("stbl"));
  {
    const BoxScope stsd(out, fourcc("stsd"));
    Counted header;
    header.count = 1;
    write_fields(out, header);
    if (const auto written = write_sample_entry(out, track, record); !written) return written;
  }
  // The samples are in fragments, so these say that there are none; they have to be there all the same.
  for (const FourCc type : {fourcc("stts"), fourcc("stsc"), fourcc("stco")}) {
    const BoxScope box(out, type);
    out.zeros(8);
  }
  const BoxScope stsz(out, fourcc("stsz"));
  out.zeros(12);
  return {};
}

Result<void> write_track(ByteWriter& out, const TrackInit& track, Bytes record) {
  const BoxScope trak(out, fourcc("trak"));
  write_track_header(out, track);
  write_edits(out, track);
  const BoxScope mdia(out, fourcc("mdia"));
  MediaHeader media;
  media.timescale = track.timescale;
  write_box(out, fourcc("mdhd"), media);
  write_handler(out, track.kind);
  const BoxScope minf(out, fourcc("minf"));
  write_media_information(out, track.kind);
  return write_sample_table(out, track, record);
}

}  // namespace

Result<void> write_init(ByteWriter& out, const Init& init, std::span<const Bytes> records) {
  {
    const BoxScope ftyp(out, fourcc("ftyp"));
    for (const FourCc brand : {fourcc("iso6"), FourCc{0}, fourcc("iso6"), fourcc("cmfc"), fourcc("mp41")}) {
      out.u32(brand);
    }
  }
  const BoxScope moov(out, fourcc("moov"));
  write_box(out, fourcc("mvhd"), MovieHeader{});
  for (std::size_t i = 0; i < init.tracks.size(); ++i) {
    if (const auto written = write_track(out, init.tracks[i], records[i]); !written) return written;
  }
  if (init.fragmented) {
    const BoxScope mvex(out, fourcc("mvex"));
    for (const TrackInit& track : init.tracks) {
      TrackExtends extends;
      extends.track_id = track.track_id;
      extends.duration = track.default_duration;
      extends.size = track.default_size;
      extends.sample_flags = track.default_flags;
      write_box(out, fourcc("trex"), extends);
    }
  }
  for (const auto& pssh : init.pssh) out.bytes(pssh);
  return {};
}

void write_fragment(ByteWriter& out, const FragmentToWrite& fragment) {
  const std::size_t begin = out.size();
  std::size_t offset_at = 0;
  std::uint32_t media = 0;
  {
    const BoxScope moof(out, fourcc("moof"));
    FragmentHeader sequence;
    sequence.sequence_number = fragment.sequence_number;
    write_box(out, fourcc("mfhd"), sequence);

    const BoxScope traf(out, fourcc("traf"));
    TrackFragmentHeader header;
    header.flags = TrackFragmentHeader::kBaseIsMoof;
    header.track_id = fragment.track_id;
    write_box(out, fourcc("tfhd"), header);
    DecodeTime time;
    time.version = 1;
    time.decode_time = fragment.decode_time;
    write_box(out, fourcc("tfdt"), time);

    TrackRun run;
    run.version = 1;  // Signed composition offsets.
    run.flags = TrackRun::kDataOffset | TrackRun::kDuration | TrackRun::kSize | TrackRun::kFlags;
    if (std::ranges::any_of(fragment.samples,
                            [](const RunSample& sample) { return sample.composition != 0; })) {
      run.flags |= TrackRun::kComposition;
    }
    run.samples = static_cast<std::uint32_t>(fragment.samples.size());
    const BoxScope trun(out, fourcc("trun"));
    offset_at = out.size() + 8;
    write_fields(out, run);
    WriteFields io(out);
    for (RunSample sample : fragment.samples) {
      sample.describe(io, run.flags);
      media += sample.size;
    }
  }
  out.patch_u32(offset_at, static_cast<std::uint32_t>(out.size() + 8 - begin));
  out.u32(media + 8);
  out.u32(fourcc("mdat"));
}

}  // namespace praxino::mp4
