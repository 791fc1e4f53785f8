#include "core/crypto/aes_cbc.h"

#include <algorithm>

namespace praxino::crypto {
namespace {

unsigned char* octets(std::byte* bytes) { return reinterpret_cast<unsigned char*>(bytes); }
const unsigned char* octets(const std::byte* bytes) { return reinterpret_cast<const unsigned char*>(bytes); }

}  // namespace

CbcDecryptor::CbcDecryptor(const AesKey& key, const AesIv& iv) : iv_(iv) {
  mbedtls_aes_init(&context_);
  // Refuses only lengths that are none.
  static_cast<void>(mbedtls_aes_setkey_dec(&context_, octets(key.data()), 8 * aes_block));
}

void CbcDecryptor::decrypt(Bytes blocks, ByteWindow& out) {
  if (blocks.empty()) return;
  // Refuses only what is not whole blocks.
  static_cast<void>(mbedtls_aes_crypt_cbc(&context_, MBEDTLS_AES_DECRYPT, blocks.size(), octets(iv_.data()),
                                          octets(blocks.data()), octets(out.extend(blocks.size()))));
}

void CbcDecryptor::feed(Bytes bytes, ByteWindow& out) {
  fed_ += bytes.size();
  // What is held becomes a whole block first, and goes once something follows it.
  const std::size_t room = std::min(aes_block - held_.size(), bytes.size());
  held_.insert(held_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(room));
  bytes = bytes.subspan(room);
  if (bytes.empty()) return;
  decrypt(held_, out);
  const std::size_t whole = (bytes.size() - 1) / aes_block * aes_block;
  decrypt(bytes.first(whole), out);
  held_.assign(bytes.begin() + static_cast<std::ptrdiff_t>(whole), bytes.end());
}

Result<void> CbcDecryptor::finish(ByteWindow& out) {
  if (held_.size() < aes_block) {
    held_.clear();
    return fail(Fault::truncated, fed_, "encrypted bytes end inside a block");
  }
  decrypt(held_, out);
  held_.clear();
  const Bytes last = out.view().last(aes_block);
  const auto padding = static_cast<std::size_t>(last.back());
  const bool good =
      padding >= 1 && padding <= aes_block &&
      std::ranges::all_of(last.last(padding), [&](std::byte one) { return one == last.back(); });
  if (!good) return fail(Fault::malformed, fed_, "encrypted bytes end without padding: is it their key?");
  out.truncate(out.size() - padding);
  return {};
}

}  // namespace praxino::crypto
