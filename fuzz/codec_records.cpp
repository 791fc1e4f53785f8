#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "core/codec/aac.h"
#include "core/codec/ac3.h"
#include "core/codec/av1.h"
#include "core/codec/avc.h"
#include "core/codec/esds.h"
#include "core/codec/flac.h"
#include "core/codec/hevc.h"
#include "core/codec/opus.h"
#include "core/codec/vp9.h"
#include "fuzz/require.h"

// Every reader of a decoder's configuration takes every input. What it accepts has a name that may stand in a
// MIME type's codecs parameter.

namespace {

void check_name(const std::string& name) {
  require(!name.empty() && name.size() < 64);
  for (const char c : name) require(c > ' ' && c < '\x7F' && c != '"' && c != ',' && c != ';');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace praxino::codec;
  const praxino::Bytes record = std::as_bytes(std::span(data, size));
  if (const auto read = read_avcc(record)) check_name(read->name("avc1"));
  if (const auto read = read_hvcc(record)) check_name(read->name("hvc1"));
  if (const auto read = read_av1c(record)) check_name(read->name());
  if (const auto read = read_vpcc(record)) check_name(read->name("vp09"));
  if (const auto read = read_audio_specific_config(record)) check_name(read->name());
  if (const auto read = read_esds(record)) check_name(read->name());
  if (const auto read = read_dac3(record)) require(read->channels >= 1 && read->channels <= 6);
  if (const auto read = read_dec3(record)) require(read->channels >= 1 && read->channels <= 6);
  if (const auto read = read_dops(record)) require(read->kSampleRate == 48000);
  if (const auto read = read_dfla(record)) require(read->channels >= 1 && read->sample_rate > 0);
  return 0;
}
