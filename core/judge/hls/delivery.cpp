#include "core/judge/hls/delivery.h"

#include <array>

#include "core/base/url.h"
#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-hold-back-short", "RFC 8216bis §4.4.3.8", Severity::error,
         "a HOLD-BACK below three Target Durations", "Raise it: players would stall."},
    Rule{"hls-part-hold-back-short", "RFC 8216bis §4.4.3.8", Severity::error,
         "a PART-HOLD-BACK below two Part Target Durations", "Raise it, best to three times PART-TARGET."},
    Rule{"hls-part-hold-back-low", "RFC 8216bis §4.4.3.8", Severity::warning,
         "a PART-HOLD-BACK below three Part Target Durations", "Raise it to three times PART-TARGET."},
    Rule{"hls-part-hold-back-missing", "RFC 8216bis §4.4.3.8", Severity::error,
         "an EXT-X-PART-INF in a playlist without PART-HOLD-BACK",
         "Add it to EXT-X-SERVER-CONTROL: three times PART-TARGET."},
    Rule{"hls-can-skip-until-short", "RFC 8216bis §4.4.3.8", Severity::error,
         "a CAN-SKIP-UNTIL below six Target Durations", "Raise it to six times EXT-X-TARGETDURATION."},
    Rule{"hls-can-skip-dateranges-alone", "RFC 8216bis §4.4.3.8", Severity::error,
         "CAN-SKIP-DATERANGES without CAN-SKIP-UNTIL", "Add CAN-SKIP-UNTIL."},
    Rule{"hls-skip-late", "RFC 8216bis §4.4.5.2", Severity::error, "an EXT-X-SKIP behind segments",
         "It stands for the oldest segments: put it above those that are left."},
    Rule{"hls-skip-unannounced", "RFC 8216bis §6.2.5.1", Severity::error,
         "an EXT-X-SKIP in a playlist without CAN-SKIP-UNTIL",
         "Add it to EXT-X-SERVER-CONTROL, or send the whole playlist."},
    Rule{"hls-skip-ended", "RFC 8216bis §6.2.5.1", Severity::error,
         "an EXT-X-SKIP in a playlist with EXT-X-ENDLIST", "Send the whole playlist once it has ended."},
    Rule{"hls-preload-hint-ended", "RFC 8216bis §4.4.5.3", Severity::error,
         "an EXT-X-PRELOAD-HINT in a playlist with EXT-X-ENDLIST", "Leave it out: nothing more will come."},
    Rule{"hls-preload-hint-twice", "RFC 8216bis §6.2.6", Severity::warning,
         "two EXT-X-PRELOAD-HINTs of one TYPE", "Keep the first: clients pass over the others."},
    Rule{"hls-preload-hint-missing", "RFC 8216bis Appendix B.1", Severity::warning,
         "a live playlist with parts and without an EXT-X-PRELOAD-HINT for the next one",
         "Add it: clients fall back to regular latency."},
    Rule{"hls-part-without-date", "RFC 8216bis Appendix B.1", Severity::warning,
         "a live playlist with parts and without EXT-X-PROGRAM-DATE-TIME",
         "Add dates: clients map renditions to one another by them."},
    Rule{"hls-rendition-report-absolute", "RFC 8216bis §4.4.5.4", Severity::error,
         "an EXT-X-RENDITION-REPORT whose URI is absolute", "Write it relative to the playlist."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

bool is_below(std::optional<Micros> value, std::optional<Micros> unit, Micros times) {
  return value && unit && *value < *unit * times;
}

}  // namespace

std::span<const Rule> delivery_rules() { return table; }

void Delivery::tag(const TagRead& tag, bool begun) {
  switch (tag.info.tag) {
    case Tag::server_control:
      control(tag.values, tag.line);
      break;
    case Tag::part_inf:
      part_inf_line_ = tag.line;
      break;
    case Tag::part:
      if (part_line_ == 0) part_line_ = tag.line;
      break;
    case Tag::skip:
      skip(tag.line, begun);
      break;
    case Tag::preload_hint:
      hint(tag.values, tag.line);
      break;
    case Tag::rendition_report:
      if (url::is_absolute(tag.values.text_or("URI"))) {
        context_.tell(rule("hls-rendition-report-absolute"), tag.line, {tag.values.text_or("URI")});
      }
      break;
    default:
      break;
  }
}

void Delivery::control(const Values& values, std::uint64_t line) {
  const Facts& facts = context_.facts;
  const auto part_hold_back = values.seconds("PART-HOLD-BACK");
  has_part_hold_back_ = values.has("PART-HOLD-BACK");
  can_skip_ = values.has("CAN-SKIP-UNTIL");
  if (is_below(values.seconds("HOLD-BACK"), facts.target, 3)) {
    context_.tell(rule("hls-hold-back-short"), line, {values.text_or("HOLD-BACK")});
  }
  if (is_below(part_hold_back, facts.part_target, 2)) {
    context_.tell(rule("hls-part-hold-back-short"), line, {values.text_or("PART-HOLD-BACK")});
  } else if (is_below(part_hold_back, facts.part_target, 3)) {
    context_.tell(rule("hls-part-hold-back-low"), line, {values.text_or("PART-HOLD-BACK")});
  }
  if (is_below(values.seconds("CAN-SKIP-UNTIL"), facts.target, 6)) {
    context_.tell(rule("hls-can-skip-until-short"), line, {values.text_or("CAN-SKIP-UNTIL")});
  }
  if (values.has("CAN-SKIP-DATERANGES") && !can_skip_) {
    context_.tell(rule("hls-can-skip-dateranges-alone"), line);
  }
  // The version is the server's too, which writes EXT-X-SKIP into other answers than this one.
  if (can_skip_) context_.allow(values.is("CAN-SKIP-DATERANGES", "YES") ? 10 : 9);
}

void Delivery::skip(std::uint64_t line, bool begun) {
  skip_line_ = line;
  if (begun) context_.tell(rule("hls-skip-late"), line);
  if (context_.facts.has(Tag::endlist)) context_.tell(rule("hls-skip-ended"), line);
}

void Delivery::hint(const Values& values, std::uint64_t line) {
  if (context_.facts.has(Tag::endlist)) context_.tell(rule("hls-preload-hint-ended"), line);
  const auto type = values.text("TYPE");
  if (!type) return;
  bool& has = *type == "MAP" ? has_map_hint_ : has_part_hint_;
  if (has) context_.tell(rule("hls-preload-hint-twice"), line, {*type});
  has = true;
}

void Delivery::end() const {
  if (skip_line_ != 0 && !can_skip_) context_.tell(rule("hls-skip-unannounced"), skip_line_);
  if (part_inf_line_ != 0 && !has_part_hold_back_) {
    context_.tell(rule("hls-part-hold-back-missing"), part_inf_line_);
  }
  if (part_line_ == 0 || context_.facts.has(Tag::endlist)) return;
  if (!has_part_hint_) context_.tell(rule("hls-preload-hint-missing"), part_line_);
  // Dates may be among what a delta update leaves out.
  if (!context_.facts.has(Tag::program_date_time) && !context_.facts.has(Tag::skip)) {
    context_.tell(rule("hls-part-without-date"), part_line_);
  }
}

}  // namespace praxino::judge::hls
