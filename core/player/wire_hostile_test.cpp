// Whatever the bytes are: no crash (the sanitizers watch), nothing read past them, no allocation out of
// proportion.

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <random>
#include <vector>

#include "core/player/testing/random_messages.h"
#include "core/player/wire.h"

namespace {
std::size_t allocated = 0;
}

void* operator new(std::size_t size) {
  allocated += size;
  if (void* memory = std::malloc(size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace praxino::player::wire {
namespace {

/// A record of four bytes may become a whole RecordInfo, and a vector grows by doubling.
constexpr std::size_t most_per_byte = 2 * sizeof(RenditionInfo);

template <typename Variant>
void read_all(const std::vector<std::byte>& bytes) {
  // Exactly as large as it is, so that reading past its end is seen.
  const std::vector<std::byte> exact(bytes.begin(), bytes.end());
  const std::size_t before = allocated;
  Decoder decoder(exact);
  Variant message;
  std::size_t count = 0;
  while (decoder.next(message)) ++count;
  EXPECT_LE(count, bytes.size() / 8);
  EXPECT_LE(allocated - before, most_per_byte * bytes.size());
}

template <typename Variant>
std::vector<std::byte> batch(std::uint32_t seed) {
  std::vector<std::byte> bytes;
  testing::RandomMessages random(seed);
  for (const Variant& message : random.one_of_each<Variant>()) {
    if constexpr (std::is_same_v<Variant, Event>) {
      encode(message, {}, bytes);
    } else {
      encode(std::span(&message, 1), {}, bytes);
    }
  }
  return bytes;
}

template <typename Variant>
void survives_cuts() {
  for (std::uint32_t seed = 0; seed < 8; ++seed) {
    const auto whole = batch<Variant>(seed);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      read_all<Variant>({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
    }
  }
}

template <typename Variant>
void survives_every_wrong_byte() {
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    auto bytes = batch<Variant>(seed);
    for (auto& byte : bytes) {
      const std::byte right = byte;
      for (const unsigned wrong : {0x00U, 0x01U, 0x05U, 0x07U, 0x7FU, 0xFFU}) {
        byte = static_cast<std::byte>(wrong);
        read_all<Variant>(bytes);
      }
      byte = right;
    }
  }
}

TEST(HostileWire, EventsCutAtEveryByte) { survives_cuts<Event>(); }
TEST(HostileWire, EffectsCutAtEveryByte) { survives_cuts<Effect>(); }
TEST(HostileWire, EventsWithEveryByteWrong) { survives_every_wrong_byte<Event>(); }
TEST(HostileWire, EffectsWithEveryByteWrong) { survives_every_wrong_byte<Effect>(); }

TEST(HostileWire, NoiseOfEveryLength) {
  std::mt19937 random(1);
  for (std::size_t size = 0; size < 2000; ++size) {
    std::vector<std::byte> bytes(size);
    for (auto& byte : bytes) byte = static_cast<std::byte>(random() % 9);  // small numbers parse further
    read_all<Event>(bytes);
    read_all<Effect>(bytes);
  }
}

TEST(HostileWire, ACountBeyondTheBytesAllocatesNothing) {
  // support: verdicts of 2^32 - 1 numbers, in a message of 14 bytes.
  const unsigned numbers[] = {11, 0, 0, 0, 6, 0, 0, 0, 1, 5, 0xFF, 0xFF, 0xFF, 0xFF};
  std::vector<std::byte> bytes;
  for (const unsigned number : numbers) bytes.push_back(static_cast<std::byte>(number));
  read_all<Event>(bytes);
}

}  // namespace
}  // namespace praxino::player::wire
