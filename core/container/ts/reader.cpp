#include "core/container/ts/reader.h"

#include <algorithm>
#include <utility>

namespace praxino::ts {
namespace {

constexpr Pid pat_pid{0};

}  // namespace

const char* describe(Damage::Kind kind) {
  switch (kind) {
    case Damage::Kind::out_of_sync:
      return "bytes between packets that are no packet";
    case Damage::Kind::packet:
      return "damaged packet";
    case Damage::Kind::scrambled:
      return "packet under conditional access";
    case Damage::Kind::section:
      return "damaged program table";
    case Damage::Kind::pes:
      return "damaged PES header";
    case Damage::Kind::truncated:
      return "the transport stream ends inside a packet";
  }
  return "";
}

std::optional<Fact> Reader::next() {
  while (true) {
    if (given_ < ready_.size()) return std::move(ready_[given_++]);
    if (!bytes_.bytes.empty()) return std::exchange(bytes_, {});
    ready_.clear();
    given_ = 0;
    const auto packet = packets_.next();
    if (!packet) return std::nullopt;
    tell_skipped();
    accept(*packet);
  }
}

void Reader::finish() {
  const auto packet = packets_.finish();
  tell_skipped();
  if (packet) return accept(*packet);
  if (packets_.left_over() > 0) damage(Damage::Kind::truncated, packets_.at() + packet_size);
}

void Reader::tell_skipped() {
  if (const auto from = packets_.take_skipped()) damage(Damage::Kind::out_of_sync, *from);
}

void Reader::restart(std::uint64_t offset) {
  packets_.restart(offset);
  pat_.drop();
  pmt_.drop();
  ready_.clear();
  given_ = 0;
  bytes_ = {};
  for (Stream& stream : streams_) stream = Stream{.pid = stream.pid};
}

void Reader::accept(Bytes bytes) {
  const auto packet = read_packet(bytes);
  if (!packet) return damage(Damage::Kind::packet, packets_.at());
  if (packet->pid == pat_pid) return accept_pat(*packet);
  if (table_ && packet->pid == table_->second) return accept_pmt(*packet);
  const auto stream = std::ranges::find(streams_, packet->pid, &Stream::pid);
  if (stream == streams_.end()) return;
  if (packet->scrambled) return damage(Damage::Kind::scrambled, packets_.at());
  accept_stream(*stream, *packet);
}

void Reader::accept_pat(const Packet& packet) {
  pat_.feed(packet, [this](Bytes section) {
    const auto program = read_pat(section);
    if (!program) return damage(Damage::Kind::section, packets_.at());
    if (!*program || table_ == *program) return;
    table_ = *program;
    pmt_.drop();
  });
}

void Reader::accept_pmt(const Packet& packet) {
  pmt_.feed(packet, [this](Bytes section) {
    auto program = read_pmt(section);
    if (!program) return damage(Damage::Kind::section, packets_.at());
    // Several programs may share one PID for their tables.
    if (*program && (*program)->number == table_->first) take(std::move(**program));
  });
}

void Reader::take(Program program) {
  if (program_ == program) return;
  std::vector<Stream> streams;
  for (const ElementaryStream& one : program.streams) {
    if (one.coding == Coding::other) continue;
    const auto known = std::ranges::find(streams_, one.pid, &Stream::pid);
    streams.push_back(known == streams_.end() ? Stream{.pid = one.pid} : *known);
  }
  streams_ = std::move(streams);
  ready_.emplace_back(program);
  program_ = std::move(program);
}

bool Reader::continues(Stream& stream, const Packet& packet) {
  const auto before = std::exchange(stream.counter, packet.counter);
  if (!stream.counts || !before || packet.discontinuity) return true;
  if (packet.counter == *before) {
    // §2.4.3.3: a packet may be sent twice. One whose counter never moves is not counted with.
    stream.counts = !std::exchange(stream.repeated, true);
    return !stream.counts;
  }
  stream.repeated = false;
  if (packet.counter != ((*before + 1) & 0x0F)) {
    ready_.emplace_back(Lost{stream.pid, packets_.at()});
    if (stream.state == Stream::State::header) stream.state = Stream::State::idle;
  }
  return true;
}

void Reader::accept_stream(Stream& stream, const Packet& packet) {
  if (packet.payload.empty() || !continues(stream, packet)) return;
  Bytes payload = packet.payload;
  if (packet.starts) {
    stream.state = Stream::State::header;
    stream.header.restart();
    stream.random_access = packet.random_access;
    stream.started_at = packets_.at();
  }
  if (stream.state == Stream::State::header) {
    const auto header = stream.header.feed(payload);
    if (!header) {
      stream.state = Stream::State::idle;
      return damage(Damage::Kind::pes, stream.started_at);
    }
    if (!*header) return;
    stream.state = Stream::State::body;
    stream.left = (*header)->payload;
    ready_.emplace_back(
        PesStart{stream.pid, (*header)->pts, (*header)->dts, stream.random_access, stream.started_at});
  }
  if (stream.state != Stream::State::body) return;
  if (stream.left) {
    payload = payload.first(std::min(payload.size(), *stream.left));
    *stream.left -= payload.size();
  }
  bytes_ = {stream.pid, payload};
}

}  // namespace praxino::ts
