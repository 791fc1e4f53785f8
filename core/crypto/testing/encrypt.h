#pragma once

#include <mbedtls/aes.h>

#include <vector>

#include "core/crypto/aes_cbc.h"

namespace praxino::crypto::testing {

/// AES-128 in CBC mode, with PKCS #7 padding.
inline std::vector<std::byte> encrypt(const AesKey& key, AesIv iv, Bytes text) {
  const std::size_t padding = aes_block - text.size() % aes_block;
  std::vector<std::byte> bytes(text.begin(), text.end());
  bytes.resize(text.size() + padding, static_cast<std::byte>(padding));
  const auto octets = [](auto* some) { return reinterpret_cast<unsigned char*>(some); };
  mbedtls_aes_context context;
  mbedtls_aes_init(&context);
  mbedtls_aes_setkey_enc(&context, reinterpret_cast<const unsigned char*>(key.data()), 8 * aes_block);
  mbedtls_aes_crypt_cbc(&context, MBEDTLS_AES_ENCRYPT, bytes.size(), octets(iv.data()), octets(bytes.data()),
                        octets(bytes.data()));
  return bytes;
}

}  // namespace praxino::crypto::testing
