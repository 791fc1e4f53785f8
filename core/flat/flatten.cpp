#include "core/flat/flatten.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "core/flat/segments.h"
#include "core/flat/writer.h"

namespace praxino::flat {
namespace {

void write(Writer& out, std::optional<Seconds> seconds) {
  out.number(seconds ? seconds->value : std::numeric_limits<double>::quiet_NaN());
}

void write(Writer& out, std::optional<double> number) {
  out.number(number.value_or(std::numeric_limits<double>::quiet_NaN()));
}

void write(Writer& out, media::Bitrate bitrate) { out.number(static_cast<double>(bitrate.bps)); }

template <typename Things, typename Each>
void write_all(Writer& out, const Things& things, Each each) {
  out.number(static_cast<double>(things.size()));
  for (const auto& thing : things) each(thing);
}

void write(Writer& out, const std::vector<std::string>& texts) {
  write_all(out, texts, [&out](const std::string& text) { out.text(text); });
}

template <typename Id>
void write_ids(Writer& out, const std::vector<Id>& ids) {
  write_all(out, ids, [&out](Id id) { out.number(static_cast<double>(id)); });
}

void write(Writer& out, const std::vector<media::Attribute>& attributes) {
  write_all(out, attributes, [&out](const media::Attribute& attribute) {
    out.text(attribute.name);
    out.text(attribute.value);
  });
}

void write(Writer& out, const std::vector<media::Said>& said) {
  write_all(out, said, [&out](const media::Said& one) {
    out.text(one.name);
    write(out, one.attributes);
    out.text(one.text);
  });
}

void write(Writer& out, const media::TimedEvent& event) {
  out.text(event.scheme);
  out.text(event.value);
  out.text(event.id);
  out.number(event.start.value);
  write(out, event.duration);
  write(out, event.attributes);
  out.text(event.message);
}

void write(Writer& out, const std::vector<media::TimedEvent>& events) {
  write_all(out, events, [&out](const media::TimedEvent& event) { write(out, event); });
}

/// Places in seconds and dates in milliseconds since 1970.
void write(Writer& out, const std::vector<media::DatePoint>& dates) {
  write_all(out, dates, [&out](const media::DatePoint& point) {
    out.number(point.at.value);
    out.number(static_cast<double>(point.date) / 1000);
  });
}

void write(Writer& out, const media::Track& track) {
  out.number(static_cast<double>(track.kind));
  out.text(track.language);
  out.text(track.label);
  write(out, track.roles);
  out.flag(track.is_default);
  out.flag(track.autoselect);
  out.flag(track.forced);
  out.flag(track.trick);
  write_ids(out, track.renditions);
  write(out, track.said);
}

void write(Writer& out, const media::Rendition& rendition) {
  out.number(static_cast<double>(rendition.track));
  out.number(static_cast<double>(rendition.feed));
  out.text(rendition.name);
  write(out, rendition.peak);
  write(out, rendition.average);
  out.text(rendition.container);
  out.text(rendition.codecs);
  out.number(rendition.width);
  out.number(rendition.height);
  out.number(rendition.frame_rate);
  out.number(rendition.channels);
  out.number(rendition.sample_rate);
  out.number(rendition.tiles ? rendition.tiles->columns : 0);
  out.number(rendition.tiles ? rendition.tiles->rows : 0);
  out.flag(rendition.muxed);
  write(out, rendition.said);
}

void write(Writer& out, const media::Variant& variant) {
  out.number(variant.video ? static_cast<double>(*variant.video) : -1);
  write_ids(out, variant.audio);
  write(out, variant.peak);
  write(out, variant.average);
  write(out, variant.score);
}

void write(Writer& out, const media::Feed& feed) {
  out.text(feed.playlist);
  write(out, feed.fallbacks);
  write_all(out, feed.indexes, [&out](const media::PendingIndex& pending) {
    out.number(pending.stretch.start.value);
    write(out, pending.index);
    out.text(pending.url);
    out.flag(pending.stretch.init.has_value());
    if (pending.stretch.init) write(out, *pending.stretch.init);
  });
  out.flag(feed.segments.has_value());
  if (feed.segments) write(out, *feed.segments);
  write(out, feed.said);
  write(out, feed.events);
  write(out, feed.dates);
}

void write(Writer& out, const manifest::Warnings& warnings) {
  write_all(out, warnings.first(), [&out](const manifest::Warning& warning) {
    out.number(static_cast<double>(warning.line));
    out.text(warning.what);
  });
  out.number(static_cast<double>(warnings.total()));
}

}  // namespace

std::vector<std::byte> flatten(const media::Presentation& presentation, const manifest::Warnings& warnings) {
  Writer out;
  const auto each = [&out](const auto& thing) { write(out, thing); };
  out.flag(true);
  out.number(static_cast<double>(presentation.protocol));
  out.flag(presentation.live);
  write(out, presentation.duration);
  out.number(presentation.min_buffer.value);
  write(out, presentation.start);
  out.flag(presentation.start_precise);
  write_all(out, presentation.tracks, each);
  write_all(out, presentation.renditions, each);
  write_all(out, presentation.variants, each);
  write_all(out, presentation.feeds, each);
  write(out, presentation.said);
  write(out, presentation.events);
  write_all(out, presentation.variables, [&out](const media::Variable& variable) {
    out.text(variable.name);
    out.text(variable.value);
  });
  write(out, warnings);
  return out.finish();
}

std::vector<std::byte> flatten(const manifest::hls::Playlist& playlist, const manifest::Warnings& warnings) {
  Writer out;
  out.flag(true);
  write(out, playlist.segments);
  write(out, playlist.said);
  write(out, playlist.events);
  write(out, playlist.dates);
  write(out, playlist.start ? std::optional(playlist.start->offset) : std::nullopt);
  out.flag(playlist.start && playlist.start->precise);
  write(out, warnings);
  return out.finish();
}

std::vector<std::byte> flatten(const manifest::hls::LivePlaylist::Refresh& refresh) {
  Writer out;
  out.flag(true);
  out.number(refresh.removed);
  write(out, refresh.added);
  return out.finish();
}

std::vector<std::byte> flatten(const judge::Findings& findings) {
  Writer out;
  out.flag(true);
  // Each rule once: thousands of findings may be of one.
  std::vector<const judge::Rule*> rules;
  for (const judge::Finding& finding : findings.kept()) {
    if (std::find(rules.begin(), rules.end(), finding.rule) == rules.end()) rules.push_back(finding.rule);
  }
  write_all(out, rules, [&out](const judge::Rule* rule) {
    out.text(rule->id);
    out.text(rule->section);
    out.number(static_cast<double>(rule->severity));
    out.text(rule->what);
    out.text(rule->advice);
  });
  write_all(out, findings.kept(), [&](const judge::Finding& finding) {
    out.number(static_cast<double>(std::find(rules.begin(), rules.end(), finding.rule) - rules.begin()));
    out.number(static_cast<double>(finding.line));
    out.text(finding.detail);
  });
  for (std::size_t i = 0; i < judge::severities; ++i)
    out.number(static_cast<double>(findings.count(static_cast<judge::Severity>(i))));
  return out.finish();
}

std::vector<std::byte> flatten(const Error& error) {
  Writer out;
  out.flag(false);
  out.number(static_cast<double>(error.fault));
  out.number(static_cast<double>(error.where));
  out.text(error.what);
  return out.finish();
}

}  // namespace praxino::flat
