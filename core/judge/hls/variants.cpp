#include "core/judge/hls/variants.h"

#include <algorithm>
#include <array>

#include "core/judge/hls/rules.h"
#include "core/judge/hls/video.h"
#include "core/manifest/codecs.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-uri-without-stream-inf", "RFC 8216bis §4.1", Severity::error,
         "a URI without an EXT-X-STREAM-INF above it", "Write the variant's tag in the line before."},
    Rule{"hls-no-variants", "RFC 8216bis §2", Severity::warning, "a Multivariant Playlist without variants",
         "Add an EXT-X-STREAM-INF and its URI: nothing can be played."},
    Rule{"hls-bandwidth-zero", "RFC 8216bis §4.4.6.2", Severity::error, "a BANDWIDTH of 0",
         "Say the peak bit rate: clients choose by it."},
    Rule{"hls-average-over-bandwidth", "RFC 8216bis §4.4.6.2", Severity::error,
         "an AVERAGE-BANDWIDTH above BANDWIDTH", "An average is at most the peak: correct one of them."},
    Rule{"hls-score-zero", "RFC 8216bis §4.4.6.2", Severity::error, "a SCORE of 0", "Say a positive number."},
    Rule{"hls-score-missing", "RFC 8216bis §4.4.6.2", Severity::warning,
         "a variant without SCORE where others have one",
         "Score all of them: clients pass over scores otherwise."},
    Rule{"hls-captions-none-mixed", "RFC 8216bis §4.4.6.2", Severity::error,
         "CLOSED-CAPTIONS=NONE on some of the variants", "Say it on all, or on none."},
    Rule{"hls-group-missing", "RFC 8216bis §4.4.6.2", Severity::error,
         "a group that no EXT-X-MEDIA of its TYPE has", "Add the group, or correct its name."},
    Rule{"hls-codecs-missing", "RFC 8216bis §4.4.6.2", Severity::warning, "a variant without CODECS",
         "Name all its formats: clients have to load it to know whether they can play it."},
    Rule{"hls-codecs-without-audio", "RFC 8216bis §4.4.6.1.1", Severity::error,
         "CODECS that lack the audio of the variant's group",
         "Name every format in any rendition of the group: players fail to set up its decoder."},
    Rule{"hls-pathway-characters", "RFC 8216bis §7.2", Severity::error,
         "a PATHWAY-ID with other characters than letters, digits, '.', '-' and '_'", "Rename the Pathway."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

}  // namespace

std::span<const Rule> variant_rules() { return table; }

void judge_pathway(const Values& values, std::uint64_t line, Context& context) {
  const auto pathway = values.text("PATHWAY-ID");
  if (pathway && !consists_of(*pathway, alphanumeric, ".-_")) {
    context.tell(rule("hls-pathway-characters"), line, {*pathway});
  }
}

void Variants::add(const Values& values, Tag tag, std::uint64_t line) {
  judge_bandwidth(values, line);
  judge_video(values, tag, line, context_);
  if (!values.has("CODECS")) context_.tell(rule("hls-codecs-missing"), line);
  judge_pathway(values, line, context_);
  has_hidden_pathway_ = has_hidden_pathway_ || (values.has("PATHWAY-ID") && !values.text("PATHWAY-ID"));
  pathways_.push_back(values.text_or("PATHWAY-ID", "."));
  refer(values, line);
  if (tag == Tag::stream_inf) {
    ++count_;
    score_.take(values.has("SCORE"), line);
    no_captions_.take(values.is("CLOSED-CAPTIONS", "NONE") && !values.is_quoted("CLOSED-CAPTIONS"), line);
    last_ = values;
  } else {
    stable_.add(values.text_or("URI"), values, "STABLE-VARIANT-ID", line);
  }
}

void Variants::judge_bandwidth(const Values& values, std::uint64_t line) {
  const auto peak = values.integer("BANDWIDTH");
  const auto average = values.integer("AVERAGE-BANDWIDTH");
  if (peak == 0) context_.tell(rule("hls-bandwidth-zero"), line);
  if (peak && average && *average > *peak) context_.tell(rule("hls-average-over-bandwidth"), line);
  const std::string_view score = values.text_or("SCORE", "1");
  if (score.find_first_not_of("0.") == std::string_view::npos) context_.tell(rule("hls-score-zero"), line);
}

void Variants::refer(const Values& values, std::uint64_t line) {
  const auto codecs = values.text("CODECS");
  for (const std::string_view type : {"AUDIO", "VIDEO", "SUBTITLES", "CLOSED-CAPTIONS"}) {
    const auto group = values.text(type);
    if (!group || !values.is_quoted(type)) continue;
    if (type != "CLOSED-CAPTIONS") context_.allow(4);
    const bool lacks_audio =
        type == "AUDIO" && codecs && manifest::count_codecs(*codecs, media::TrackKind::audio) == 0;
    references_.push_back({type, *group, line, lacks_audio});
  }
}

void Variants::uri(std::string_view uri, std::uint64_t line, std::uint64_t stream_inf) {
  if (stream_inf == 0) {
    context_.tell(rule("hls-uri-without-stream-inf"), line, {uri});
  } else {
    stable_.add(uri, last_, "STABLE-VARIANT-ID", stream_inf);
  }
}

void Variants::end(const Renditions& renditions) {
  stable_.end();
  std::sort(pathways_.begin(), pathways_.end());
  if (count_ == 0) context_.tell(rule("hls-no-variants"), 1);
  if (score_.with != 0 && score_.without != 0) context_.tell(rule("hls-score-missing"), score_.without);
  if (no_captions_.with != 0 && no_captions_.without != 0) {
    context_.tell(rule("hls-captions-none-mixed"), no_captions_.without);
  }
  for (const Reference& reference : references_) {
    if (!renditions.has_group(reference.type, reference.group)) {
      context_.tell(rule("hls-group-missing"), reference.line, {reference.type, ": ", reference.group});
    }
    if (reference.lacks_audio && renditions.has_playlist(reference.type, reference.group)) {
      context_.tell(rule("hls-codecs-without-audio"), reference.line, {reference.group});
    }
  }
}

bool Variants::has_pathway(std::string_view id) const {
  return has_hidden_pathway_ || std::binary_search(pathways_.begin(), pathways_.end(), id);
}

}  // namespace praxino::judge::hls
