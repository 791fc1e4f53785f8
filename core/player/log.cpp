#include "core/player/log.h"

#include <bit>
#include <cstring>
#include <variant>

#include "core/player/little_endian.h"

namespace praxino::player {
namespace {

constexpr std::size_t head_size = 8;
constexpr std::size_t record_head_size = 5;

}  // namespace

// ---- writing
// --------------------------------------------------------------------------------------------------

std::size_t LogWriter::begin(RecordType type) {
  append_little(bytes_, static_cast<std::uint8_t>(type));
  return reserve_length(bytes_);
}

void LogWriter::end(std::size_t start) { store_length(bytes_, start); }

void LogWriter::head() {
  for (const char letter : {'P', 'R', 'X', 'L'}) append_little(bytes_, static_cast<std::uint8_t>(letter));
  append_little(bytes_, log_format_version);
  append_little(bytes_, protocol_version);
}

void LogWriter::event(const Event& event, Instant now) {
  if (mode_ == RecordMode::none) return;
  const std::size_t start = begin(RecordType::event);
  append_little(bytes_, std::bit_cast<std::uint64_t>(now.value));
  wire::encode(event, options(), bytes_);
  end(start);
  const auto* body = std::get_if<Body>(&event);
  if (mode_ != RecordMode::full || body == nullptr) return;
  const std::size_t bytes = begin(RecordType::body);
  bytes_.insert(bytes_.end(), body->bytes.data.begin(), body->bytes.data.end());
  end(bytes);
}

void LogWriter::effects(std::span<const Effect> batch) {
  if (mode_ == RecordMode::none) return;
  const std::size_t start = begin(RecordType::effects);
  wire::encode(batch, options(), bytes_);
  end(start);
}

void LogWriter::effects(std::span<const Effect> batch, Bytes encoded) {
  if (mode_ != RecordMode::full) return effects(batch);
  const std::size_t start = begin(RecordType::effects);
  bytes_.insert(bytes_.end(), encoded.begin(), encoded.end());
  end(start);
}

void LogWriter::dropped(std::uint32_t records) {
  const std::size_t start = begin(RecordType::dropped);
  append_little(bytes_, records);
  end(start);
}

// ---- reading
// --------------------------------------------------------------------------------------------------

Result<LogReader> LogReader::open(Bytes log) {
  if (log.size() < head_size || std::memcmp(log.data(), "PRXL", 4) != 0) {
    return fail(Fault::malformed, 0, "no Praxino log");
  }
  if (load_little<std::uint16_t>(log, 4) > log_format_version)
    return fail(Fault::unsupported, 4, "a newer format of log");
  return LogReader(log, load_little<std::uint16_t>(log, 6));
}

std::optional<LogReader::Record> LogReader::peek() {
  const Bytes rest = log_.subspan(at_);
  if (rest.empty()) return std::nullopt;
  if (rest.size() < record_head_size ||
      load_little<std::uint32_t>(rest, 1) > rest.size() - record_head_size) {
    ok_ = false;
    at_ = log_.size();
    return std::nullopt;
  }
  const Bytes payload = rest.subspan(record_head_size, load_little<std::uint32_t>(rest, 1));
  return Record{static_cast<RecordType>(rest[0]), payload, record_head_size + payload.size()};
}

bool LogReader::read_event(Bytes payload, LogStep& step) {
  if (payload.size() < 8) {
    ok_ = false;
    return false;
  }
  step.now = {std::bit_cast<double>(load_little<std::uint64_t>(payload))};
  Bytes bytes;
  if (const auto body = peek(); body && body->type == RecordType::body) {
    bytes = body->payload;
    at_ += body->size;
  }
  wire::Decoder decoder(payload.subspan(8), bytes);
  const bool known = decoder.next(step.event);
  ok_ = ok_ && decoder.ok();
  step.body = decoder.blob();
  step.whole = decoder.blobs_complete();
  if (const auto batch = peek(); batch && batch->type == RecordType::effects) {
    step.answered = true;
    step.effects = batch->payload;
    at_ += batch->size;
  }
  return known;
}

bool LogReader::next(LogStep& step) {
  step = {};
  while (const auto record = peek()) {
    const std::size_t where = at_;
    at_ += record->size;
    if (record->type == RecordType::dropped && record->payload.size() >= 4) {
      step.dropped += load_little<std::uint32_t>(record->payload);
    }
    if (record->type != RecordType::event) continue;
    step.where = where;
    if (read_event(record->payload, step)) return true;
  }
  return false;
}

}  // namespace praxino::player
