#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "core/base/byte_window.h"
#include "core/base/result.h"
#include "core/crypto/aes_cbc.h"
#include "core/media/segment_list.h"

namespace praxino::player {

/// One encrypted file: the bytes that came become those that were meant, as soon as its key is here.
class Cipher {
 public:
  /// `number`: of the segment, which is its IV where none is given (RFC 8216bis §5.2).
  Cipher(const media::Encryption& encryption, std::uint64_t number)
      : key_url_(encryption.key_url), iv_(encryption.iv.value_or(crypto::AesIv{})) {
    for (std::size_t i = iv_.size(); !encryption.iv && number != 0; number >>= 8U)
      iv_[--i] = static_cast<std::byte>(number);
  }

  [[nodiscard]] const std::string& key_url() const { return key_url_; }
  [[nodiscard]] bool locked() const { return !decryptor_; }
  void unlock(const crypto::AesKey& key) {
    if (locked()) decryptor_.emplace(key, iv_);
  }

  /// Takes what is new of `came` and lets it go; `all`: nothing more will come. Faults as those of
  /// crypto::CbcDecryptor::finish, once. Not while locked.
  [[nodiscard]] Result<void> take(ByteWindow& came, bool all) {
    decryptor_->feed(came.from(consumed_), bytes_);
    consumed_ = came.end();
    came.release(consumed_);
    if (!all || std::exchange(finished_, true)) return {};
    return decryptor_->finish(bytes_);
  }

  [[nodiscard]] ByteWindow& bytes() { return bytes_; }

 private:
  std::string key_url_;
  crypto::AesIv iv_;
  std::optional<crypto::CbcDecryptor> decryptor_;
  std::uint64_t consumed_ = 0;
  bool finished_ = false;
  ByteWindow bytes_;
};

}  // namespace praxino::player
