#include "core/media/mirrors.h"

#include <gtest/gtest.h>

namespace praxino::media {
namespace {

std::vector<std::string> urls(const Mirrors& mirrors, const std::string& url) {
  std::vector<std::string> all;
  for (const Mirrors::Place& place : mirrors.of(url)) all.push_back(place.url);
  return all;
}

using Urls = std::vector<std::string>;

TEST(Mirrors, TellWhereElseAFileLies) {
  Mirrors mirrors;
  EXPECT_EQ(urls(mirrors, "https://a/x/1.m4s"), Urls{"https://a/x/1.m4s"}) << "nowhere else";
  mirrors.add("https://a/x/", "https://b/y/");
  mirrors.add("https://a/x/", "https://c/");
  mirrors.add("https://a/x/", "https://b/y/");
  EXPECT_EQ(urls(mirrors, "https://a/x/v/1.m4s"),
            (Urls{"https://a/x/v/1.m4s", "https://b/y/v/1.m4s", "https://c/v/1.m4s"}));
  EXPECT_EQ(urls(mirrors, "https://a/z/1.m4s"), Urls{"https://a/z/1.m4s"});
  EXPECT_EQ(mirrors.of("https://a/x/1").back().root, "https://c/");
}

TEST(Mirrors, AreAsWideAsTheirNamesAreAlike) {
  Mirrors mirrors;
  mirrors.add("https://a/x/v0/", "https://b/y/v0/");
  EXPECT_EQ(urls(mirrors, "https://a/x/one.key"), (Urls{"https://a/x/one.key", "https://b/y/one.key"}));
  EXPECT_EQ(urls(mirrors, "https://a/z/1").size(), 1U);
  mirrors.add("https://c/v0/", "http://c/v0/");
  EXPECT_EQ(urls(mirrors, "https://c/1"), (Urls{"https://c/1", "http://c/1"})) << "a host is no folder";
  mirrors.add("https://d/v0/", "https://d/v0/");
  EXPECT_EQ(urls(mirrors, "https://d/v0/1").size(), 1U) << "the same is not elsewhere";
}

TEST(Mirrors, PreferTheInnermost) {
  Mirrors mirrors;
  mirrors.add("https://a/", "https://b/");
  mirrors.add("https://a/in/", "https://c/");
  EXPECT_EQ(urls(mirrors, "https://a/in/1"), (Urls{"https://a/in/1", "https://c/1"}));
  EXPECT_EQ(urls(mirrors, "https://a/1"), (Urls{"https://a/1", "https://b/1"}));
}

TEST(Mirrors, AreNoMoreThanTheLimits) {
  Mirrors mirrors;
  mirrors.add("", "https://b/");
  EXPECT_EQ(urls(mirrors, "https://a/1").size(), 1U) << "nothing is below nothing";
  for (int i = 0; i < 300; ++i) {
    mirrors.add("https://a" + std::to_string(i) + "/", "https://b/");
    mirrors.add("https://a0/", "https://b" + std::to_string(i) + "/");
  }
  EXPECT_EQ(urls(mirrors, "https://a0/1").size(), Mirrors::most_places);
  EXPECT_EQ(urls(mirrors, "https://a255/1").size(), 2U);
  EXPECT_EQ(urls(mirrors, "https://a256/1").size(), 1U);
}

}  // namespace
}  // namespace praxino::media
