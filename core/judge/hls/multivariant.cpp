#include "core/judge/hls/multivariant.h"

#include <array>

#include "core/judge/hls/rules.h"
#include "core/judge/hls/variables.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-stream-inf-without-uri", "RFC 8216bis §4.4.6.2", Severity::error,
         "an EXT-X-STREAM-INF that is not followed by a URI",
         "Write the variant's URI in the line behind it: clients take what comes next for it."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

}  // namespace

std::span<const Rule> multivariant_rules() { return table; }

void Multivariant::tag(const TagRead& tag) {
  judge_open();
  switch (tag.info.tag) {
    case Tag::media:
      renditions_.add(tag.values, tag.line);
      stable_.add(tag.values.text_or("URI"), tag.values, "STABLE-RENDITION-ID", tag.line);
      break;
    case Tag::stream_inf:
      stream_inf_ = tag.line;
      variants_.add(tag.values, tag.info.tag, tag.line);
      break;
    case Tag::i_frame_stream_inf:
      variants_.add(tag.values, tag.info.tag, tag.line);
      break;
    case Tag::session_data:
      session_.data(tag.values, tag.line);
      break;
    case Tag::session_key:
      session_.key(tag.values, tag.line);
      break;
    case Tag::content_steering:
      session_.steering(tag.values, tag.line);
      break;
    default:
      break;
  }
}

void Multivariant::uri(std::string_view uri, std::uint64_t line) {
  if (!judge_references(uri, line, context_)) judge_uri(uri, "variant", line, context_);
  variants_.uri(uri, line, stream_inf_);
  stream_inf_ = 0;
}

/// An EXT-X-STREAM-INF ends where something else than its URI comes.
void Multivariant::judge_open() {
  if (stream_inf_ != 0) context_.tell(rule("hls-stream-inf-without-uri"), stream_inf_);
  stream_inf_ = 0;
}

void Multivariant::end() {
  judge_open();
  stable_.end();
  renditions_.end();
  variants_.end(renditions_);
  session_.end(variants_);
}

}  // namespace praxino::judge::hls
