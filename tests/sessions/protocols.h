#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/player/narrate.h"
#include "tests/sessions/world.h"

/// What whole sessions are tried with: the same film in each form.
namespace praxino::sessions {

struct Protocol {
  const char* name;
  Files (*files)(const Film&);
  const char* manifest;
  const char* segment = "m4s";         ///< How the URLs of segments end.
  std::string_view init = "init.mp4";  ///< What segments have beside them; empty: nothing.
};
inline constexpr Protocol protocols[] = {{"HLS", as_hls, "master.m3u8"},
                                         {"HLS_TS", as_hls_ts, "master.m3u8", "ts", ""},
                                         {"HLS_TS_MAP", as_hls_ts_map, "master.m3u8", "ts", "tables.ts"},
                                         {"HLS_AES", as_hls_aes, "master.m3u8"},
                                         {"DASH", as_dash, "film.mpd"}};

inline World world_of(const Protocol& protocol, const Film& film, Link link = {}) {
  return World(protocol.files(film), link);
}

inline player::Load load_of(const Protocol& protocol, const Film& film) {
  player::Load load;
  load.url = film.origin + protocol.manifest;
  return load;
}

inline void expect_no_fault(World& world) {
  EXPECT_TRUE(world.broken_rules.empty()) << world.broken_rules.front();
  for (const auto& lost : world.all<player::GiveUp>()) ADD_FAILURE() << lost.message << " at " << lost.where;
}

/// What the session wished, in words, for a failure's message.
inline std::string story(const World& world) {
  player::Narrator narrator;
  std::string text;
  for (const player::Effect& effect : world.effects) text += narrator.tell(effect) + '\n';
  return text;
}

}  // namespace praxino::sessions
