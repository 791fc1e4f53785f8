#include "core/player/replay.h"

#include <algorithm>
#include <cstdio>
#include <variant>

#include "core/base/hash.h"
#include "core/player/phrases.h"

namespace praxino::player {
namespace {

constexpr const char* indent = "             ";

std::string stamp(Instant now) {
  char text[64];
  std::snprintf(text, sizeof(text), "%10.3f  ", now.value);
  return text;
}

std::string hexadecimal(std::uint64_t value) {
  char text[32];
  std::snprintf(text, sizeof(text), "%016llx", static_cast<unsigned long long>(value));
  return text;
}

/// The messages of a batch as they lie in it.
std::vector<Bytes> messages_in(Bytes batch) {
  std::vector<Bytes> messages;
  wire::Decoder decoder(batch);
  for (Effect effect; decoder.next(effect);) messages.push_back(decoder.message());
  return messages;
}

}  // namespace

Result<Replay> Replay::open(Bytes log) {
  const auto reader = LogReader::open(log);
  if (!reader) return std::unexpected(reader.error());
  return Replay(*reader);
}

bool Replay::tell(std::string& lines) {
  lines.clear();
  if (!reader_.next(step_)) return false;
  if (step_.dropped > 0) {
    lines += std::string(indent) + "(" + std::to_string(step_.dropped) + " older records were let go)\n";
    complete_ = false;
  }
  if (!step_.whole) complete_ = false;
  ++events_;
  lines += stamp(step_.now) + narrator_.tell(step_.event, step_.body) + "\n";
  wire::Decoder decoder(step_.effects);
  for (Effect effect; decoder.next(effect);) {
    ++told_effects_;
    if (std::holds_alternative<Append>(effect)) ++appends_;
    lines += std::string(indent) + "→ " + narrator_.tell(effect, decoder.blob()) + "\n";
  }
  if (!step_.answered) lines += std::string(indent) + "! the engine never came back from this event\n";
  return true;
}

bool Replay::run(std::string& lines) {
  lines.clear();
  if (!complete_) return true;
  if (const auto* body = std::get_if<Body>(&step_.event);
      body != nullptr && body->bytes.hash != 0 && body->bytes.hash != hash_bytes(body->bytes.data)) {
    lines = "The log is damaged: these are not the bytes that were seen then.\n";
    return false;
  }
  effects_.clear();
  encoded_.clear();
  session_.handle(step_.event, step_.now, effects_);
  wire::encode(effects_, {.hash = true}, encoded_);
  if (!step_.answered || std::ranges::equal(encoded_, step_.effects)) return true;
  tell_difference(encoded_, lines);
  return false;
}

std::string Replay::describe(Bytes batch, std::size_t index) {
  wire::Decoder decoder(batch);
  Effect effect;
  for (std::size_t i = 0; i <= index; ++i) {
    if (!decoder.next(effect)) return "nothing";
  }
  std::string text = narrator_.tell(effect, decoder.blob());
  if (const auto blob = decoder.blob()) text += ", hash " + hexadecimal(blob->hash);
  return text;
}

void Replay::tell_difference(Bytes replayed, std::string& lines) {
  const auto was = messages_in(step_.effects);
  const auto is = messages_in(replayed);
  std::size_t index = 0;
  while (index < was.size() && index < is.size() && std::ranges::equal(was[index], is[index])) ++index;
  lines = "Different: effect " + std::to_string(index + 1) + " of the event at " +
          phrases::seconds(step_.now.value) + " s (byte " + std::to_string(step_.where) + " of the log)\n";
  const std::string then = describe(step_.effects, index);
  const std::string now = describe(replayed, index);
  lines += "  recorded: " + then + "\n  replayed: " + now + "\n";
  if (then != now || index >= was.size() || index >= is.size()) return;
  const auto [a, b] = std::ranges::mismatch(was[index], is[index]);
  lines += "  (the same words; the messages differ from their byte " +
           std::to_string(a - was[index].begin()) + " on, of " + std::to_string(was[index].size()) + " and " +
           std::to_string(is[index].size()) + ")\n";
}

std::string Replay::summary() const {
  std::string text = std::to_string(events_) + " events, " + std::to_string(told_effects_) + " effects, " +
                     std::to_string(appends_) + " appends";
  text += complete_ ? ": run again, all equal.\n" : ". Not run again: this log does not hold every byte.\n";
  if (!reader_.ok()) text += "The log is cut off or damaged at its end.\n";
  return text;
}

}  // namespace praxino::player
