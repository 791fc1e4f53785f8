#include "core/player/cipher.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/crypto/testing/encrypt.h"
#include "fuzz/pieces.h"
#include "fuzz/require.h"

// What was encrypted comes out as it was, and whatever else comes as an encrypted file ends in one fault at
// most, however it is cut. The first byte of the input is the segment's number; where it is odd, the IV is
// given.

using namespace praxino;

namespace {

constexpr crypto::AesKey key{std::byte{7}, std::byte{1}};

struct Out {
  std::vector<std::byte> text;
  std::optional<Error> fault;

  bool operator==(const Out&) const = default;
};

template <typename NextPiece>
Out decrypt(Bytes secret, const media::Encryption& how, std::uint64_t number, NextPiece next_piece) {
  player::Cipher cipher(how, number);
  cipher.unlock(key);
  ByteWindow came;
  for (std::size_t at = 0; at < secret.size();) {
    const std::size_t count = std::min(next_piece(at), secret.size() - at);
    came.append(secret.subspan(at, count));
    require(cipher.take(came, false).has_value());
    at += count;
  }
  Out out;
  if (const auto taken = cipher.take(came, true); !taken) out.fault = taken.error();
  require(cipher.take(came, true).has_value());
  const Bytes text = cipher.bytes().view();
  out.text.assign(text.begin(), text.end());
  // Padding is one byte at least, and one block at most.
  require(out.text.size() <= secret.size());
  require(out.fault || (out.text.size() < secret.size() && secret.size() - out.text.size() <= 16));
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes bytes = std::as_bytes(std::span(data + 1, size - 1));
  const std::uint64_t number = data[0];
  crypto::AesIv iv{};
  media::Encryption how{.key_url = "https://a.example/key", .iv = std::nullopt};
  if (number % 2 == 1) {
    iv.fill(std::byte{0x5A});
    how.iv = iv;
  } else {
    iv.back() = static_cast<std::byte>(number);
  }
  const auto at_once = [&](std::size_t) { return size + crypto::aes_block; };

  const Out known = decrypt(crypto::testing::encrypt(key, iv, bytes), how, number, at_once);
  require(!known.fault && std::ranges::equal(known.text, bytes));
  const Out whole = decrypt(bytes, how, number, at_once);
  require(decrypt(bytes, how, number, single) == whole);
  require(decrypt(bytes, how, number, Pieces(data[0], 40)) == whole);
  return 0;
}
