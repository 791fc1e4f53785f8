#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

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

/// What was decided and obeyed, for a failure's message.
inline std::string story(const World& world) {
  std::string text;
  const auto number = [](double value) { return std::to_string(value) + ' '; };
  for (const player::Effect& effect : world.effects) {
    if (const auto* one = std::get_if<player::Decide>(&effect)) {
      text += std::string(EnumNames<player::Subject>::values[static_cast<std::size_t>(one->subject)]) + " " +
              EnumNames<player::Why>::values[static_cast<std::size_t>(one->why)] + " at " + number(one->at) +
              "s, sink " + std::to_string(one->sink) + '\n';
    } else if (const auto* fetch = std::get_if<player::Fetch>(&effect)) {
      text += "  fetch " + fetch->url + '\n';
    } else if (const auto* move = std::get_if<player::MovePlayhead>(&effect)) {
      text += "  move to " + number(move->to) + '\n';
    } else if (const auto* append = std::get_if<player::Append>(&effect)) {
      text += "  append to " + std::to_string(static_cast<std::uint32_t>(append->sink)) + '\n';
    } else if (const auto* remove = std::get_if<player::Remove>(&effect)) {
      text += "  remove " + number(remove->from) + number(remove->to) + "of " +
              std::to_string(static_cast<std::uint32_t>(remove->sink)) + '\n';
    } else if (const auto* stats = std::get_if<player::ShowStats>(&effect)) {
      text += "  video";
      for (const double bound : stats->video_buffered) text += ' ' + number(bound);
      text += "audio";
      for (const double bound : stats->audio_buffered) text += ' ' + number(bound);
      text += '\n';
    }
  }
  return text;
}

}  // namespace praxino::sessions
