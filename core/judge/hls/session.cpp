#include "core/judge/hls/session.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <tuple>

#include "core/base/hash.h"
#include "core/judge/hls/keys.h"
#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-session-data-value", "RFC 8216bis §4.4.6.4", Severity::error,
         "an EXT-X-SESSION-DATA that has not exactly one of VALUE and URI", "Keep one of them."},
    Rule{"hls-session-data-twice", "RFC 8216bis §4.4.6.4", Severity::error,
         "two EXT-X-SESSION-DATA with the same DATA-ID and LANGUAGE", "Keep one of them."},
    Rule{"hls-session-key-none", "RFC 8216bis §4.4.6.5", Severity::error,
         "an EXT-X-SESSION-KEY with the METHOD NONE", "Leave the tag out."},
    Rule{"hls-session-key-twice", "RFC 8216bis §4.4.6.5", Severity::error,
         "two EXT-X-SESSION-KEYs with the same attributes", "Keep one of them."},
    Rule{"hls-pathway-unknown", "RFC 8216bis §4.4.6.6", Severity::error,
         "an EXT-X-CONTENT-STEERING whose PATHWAY-ID no variant has",
         "Name a Pathway that variants belong to: clients begin with it."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

}  // namespace

std::span<const Rule> session_rules() { return table; }

void Session::data(const Values& values, std::uint64_t line) {
  if (values.has("VALUE") == values.has("URI")) {
    context_.tell(rule("hls-session-data-value"), line, {values.has("URI") ? "both" : "neither"});
  }
  judge_language(values, "LANGUAGE", line, context_);
  const auto id = values.text("DATA-ID");
  if (id) data_.push_back({*id, values.text_or("LANGUAGE"), line});
}

void Session::key(const Values& values, std::uint64_t line) {
  if (values.is("METHOD", "NONE")) context_.tell(rule("hls-session-key-none"), line);
  judge_key(values, Tag::session_key, line, context_);
  std::string whole;
  values.for_each([&](std::string_view name, std::string_view value) {
    whole.append(name).append("=").append(value).append("\n");
  });
  keys_.push_back({hash_bytes(std::as_bytes(std::span(whole))), line});
}

void Session::steering(const Values& values, std::uint64_t line) {
  judge_pathway(values, line, context_);
  pathway_ = values.text_or("PATHWAY-ID");
  steering_line_ = line;
}

void Session::end(const Variants& variants) {
  std::sort(data_.begin(), data_.end(), [](const Datum& a, const Datum& b) {
    return std::tie(a.id, a.language, a.line) < std::tie(b.id, b.language, b.line);
  });
  for (std::size_t i = 1; i < data_.size(); ++i) {
    if (data_[i].id == data_[i - 1].id && data_[i].language == data_[i - 1].language) {
      context_.tell(rule("hls-session-data-twice"), data_[i].line, {data_[i].id});
    }
  }
  std::sort(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) {
    return std::tie(a.attributes, a.line) < std::tie(b.attributes, b.line);
  });
  for (std::size_t i = 1; i < keys_.size(); ++i) {
    if (keys_[i].attributes == keys_[i - 1].attributes) {
      context_.tell(rule("hls-session-key-twice"), keys_[i].line);
    }
  }
  if (!pathway_.empty() && !variants.has_pathway(pathway_)) {
    context_.tell(rule("hls-pathway-unknown"), steering_line_, {pathway_});
  }
}

}  // namespace praxino::judge::hls
