#pragma once

#include <mbedtls/aes.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/byte_window.h"
#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::crypto {

inline constexpr std::size_t aes_block = 16;
using AesKey = std::array<std::byte, aes_block>;
using AesIv = std::array<std::byte, aes_block>;

/// Takes AES-128 in CBC mode with PKCS #7 padding (NIST SP 800-38A §6.2, RFC 5652 §6.3) off a stream, as its
/// bytes arrive. However they are cut, the same bytes come out.
class CbcDecryptor {
 public:
  CbcDecryptor(const AesKey& key, const AesIv& iv);

  /// Appends what is certain to belong to the text: all whole blocks but the last, which may be padding.
  void feed(Bytes bytes, ByteWindow& out);

  /// The stream ends here: appends the last block without its padding. What can be read comes out also where
  /// there is a fault. truncated: the stream ends inside a block, which is dropped. malformed: the padding is
  /// none, which is kept as text; `where` is the stream's length.
  [[nodiscard]] Result<void> finish(ByteWindow& out);

 private:
  void decrypt(Bytes blocks, ByteWindow& out);

  mbedtls_aes_context context_{};  ///< Holds no memory of its own: it may be copied and forgotten.
  AesIv iv_;
  std::vector<std::byte> held_;  ///< The last block, whole or not.
  std::uint64_t fed_ = 0;
};

}  // namespace praxino::crypto
