#include "core/crypto/aes_cbc.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string_view>

#include "core/base/testing/test_data.h"
#include "core/crypto/testing/encrypt.h"

namespace praxino::crypto {
namespace {

using test_data::hex;

AesKey block(std::string_view text) {
  AesKey out{};
  std::ranges::copy(hex(text), out.begin());
  return out;
}

struct Out {
  std::vector<std::byte> text;
  std::optional<Fault> fault;
  bool operator==(const Out&) const = default;
};

template <typename NextCut>
Out decrypt(const AesKey& key, const AesIv& iv, Bytes bytes, NextCut cut) {
  CbcDecryptor decryptor(key, iv);
  ByteWindow text;
  while (!bytes.empty()) {
    const std::size_t count = std::min<std::size_t>(cut(), bytes.size());
    decryptor.feed(bytes.first(count), text);
    bytes = bytes.subspan(count);
  }
  Out out;
  if (const auto done = decryptor.finish(text); !done) out.fault = done.error().fault;
  out.text.assign(text.view().begin(), text.view().end());
  return out;
}

const auto at_once = [] { return std::size_t{1} << 20U; };

/// NIST SP 800-38A, F.2.2.
TEST(CbcDecryptor, AgreesWithTheStandardsExample) {
  const AesKey key = block("2b7e151628aed2a6abf7158809cf4f3c");
  const AesIv iv = block("000102030405060708090a0b0c0d0e0f");
  const auto secret =
      hex("7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
          "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7");
  const auto text =
      hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
          "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
  const Out got = decrypt(key, iv, secret, at_once);
  EXPECT_EQ(got.text, text) << "kept whole, though its end is no padding";
  EXPECT_EQ(got.fault, Fault::malformed);
}

const AesKey key = block("101112131415161718191a1b1c1d1e1f");
const AesIv iv = block("202122232425262728292a2b2c2d2e2f");

TEST(CbcDecryptor, GivesTheTextOfAnyLengthWithoutItsPadding) {
  for (std::size_t length = 0; length < 70; ++length) {
    std::vector<std::byte> text(length);
    for (std::size_t i = 0; i < length; ++i) text[i] = static_cast<std::byte>(i * 7 + length);
    const Out got = decrypt(key, iv, testing::encrypt(key, iv, text), at_once);
    EXPECT_EQ(got.text, text) << length;
    EXPECT_FALSE(got.fault) << length;
  }
}

TEST(CbcDecryptor, GivesTheSameHoweverTheBytesAreCut) {
  std::mt19937 generator(7);
  std::vector<std::byte> text(1000);
  for (auto& one : text) one = static_cast<std::byte>(generator());
  const auto secret = testing::encrypt(key, iv, text);
  for (std::size_t cut = 1; cut < secret.size(); ++cut) {
    bool first = true;
    const auto once = [&] { return std::exchange(first, false) ? cut : secret.size(); };
    ASSERT_EQ(decrypt(key, iv, secret, once).text, text) << cut;
  }
  for (int round = 0; round < 1000; ++round)
    ASSERT_EQ(decrypt(key, iv, secret, [&] { return generator() % 40; }).text, text) << round;
}

TEST(CbcDecryptor, ReleasesAllButTheLastBlockAtOnce) {
  const auto secret = testing::encrypt(key, iv, std::vector<std::byte>(100));
  CbcDecryptor decryptor(key, iv);
  ByteWindow out;
  decryptor.feed(Bytes(secret).first(33), out);
  EXPECT_EQ(out.size(), 32U);
  decryptor.feed(Bytes(secret).subspan(33, 15), out);
  EXPECT_EQ(out.size(), 32U) << "the third block may be the last";
}

TEST(CbcDecryptor, SaysWhatIsWrongAndGivesWhatItCan) {
  const std::vector<std::byte> text(40, std::byte{5});
  const auto secret = testing::encrypt(key, iv, text);
  EXPECT_EQ(decrypt(key, iv, {}, at_once).fault, Fault::truncated) << "not even padding";
  const Out cut = decrypt(key, iv, Bytes(secret).first(37), at_once);
  EXPECT_EQ(cut.fault, Fault::truncated);
  EXPECT_EQ(cut.text.size(), 32U);
  AesKey other = key;
  other[3] ^= std::byte{1};
  EXPECT_EQ(decrypt(other, iv, secret, at_once).fault, Fault::malformed);
}

TEST(CbcDecryptor, MayBeCopiedOnTheWay) {
  const std::vector<std::byte> text(100, std::byte{9});
  const auto secret = testing::encrypt(key, iv, text);
  CbcDecryptor one(key, iv);
  ByteWindow out;
  one.feed(Bytes(secret).first(50), out);
  CbcDecryptor two = one;
  auto other = out;
  one.feed(Bytes(secret).subspan(50), out);
  two.feed(Bytes(secret).subspan(50), other);
  EXPECT_TRUE(one.finish(out) && two.finish(other));
  EXPECT_TRUE(std::ranges::equal(out.view(), text));
  EXPECT_TRUE(std::ranges::equal(other.view(), text));
}

}  // namespace
}  // namespace praxino::crypto
