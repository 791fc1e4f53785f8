#include "wasm/engine.h"

#include <algorithm>
#include <variant>

namespace praxino {

using player::RecordMode;

Engine::Engine(unsigned record_mode)
    : log_(record_mode == 2   ? RecordMode::full
           : record_mode == 1 ? RecordMode::ring
                              : RecordMode::none) {}

Engine::Address Engine::reserve(std::uint32_t event_bytes, std::uint32_t body_bytes) {
  event_bytes_ = event_bytes;
  body_bytes_ = body_bytes;
  const std::size_t needed = std::size_t{event_bytes} + body_bytes;
  if (inbox_.size() < needed) inbox_.resize(std::max(needed, 2 * inbox_.size()));
  return address(inbox_.data());
}

int Engine::handle(double now) {
  effects_.clear();
  encoded_.clear();
  blobs_.clear();
  log_.clear();

  const Bytes inbox = inbox_;
  player::wire::Decoder decoder(inbox.first(event_bytes_), inbox.subspan(event_bytes_, body_bytes_));
  player::Event event;
  if (!decoder.next(event) || !decoder.blobs_complete()) return -1;

  // Before the call: if it traps, the log's last event is the one that did it.
  log_.event(event, Instant{now});
  session_.handle(event, Instant{now}, effects_);

  player::wire::encode(effects_, {.hash = log_.mode() == RecordMode::full}, encoded_);
  log_.effects(effects_, encoded_);
  for (const player::Effect& effect : effects_) {
    if (const auto* append = std::get_if<player::Append>(&effect)) blobs_.push_back(append->bytes.data);
  }
  return static_cast<int>(effects_.size());
}

Engine::Address Engine::blob_address(std::uint32_t index) const {
  return index < blobs_.size() ? address(blobs_[index].data()) : 0;
}

std::uint32_t Engine::blob_length(std::uint32_t index) const {
  return index < blobs_.size() ? static_cast<std::uint32_t>(blobs_[index].size()) : 0;
}

double Engine::deadline() const {
  const auto deadline = session_.deadline();
  return deadline ? deadline->value : -1;
}

}  // namespace praxino
