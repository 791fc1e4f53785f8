#include "core/judge/hls/interstitials.h"

#include <algorithm>
#include <array>

#include "core/base/url.h"
#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

constexpr std::string_view interstitial = "com.apple.hls.interstitial";
constexpr std::string_view preload = "com.apple.hls.preload";

constexpr std::array table{
    Rule{"hls-interstitial-asset", "RFC 8216bis Appendix D.2", Severity::error,
         "an interstitial that has not exactly one of X-ASSET-URI and X-ASSET-LIST",
         "Name what is to be played, by one of them."},
    Rule{"hls-interstitial-uri-relative", "RFC 8216bis Appendix D.2", Severity::error,
         "an X-ASSET-URI that is not absolute", "Write it with its scheme and host."},
    Rule{"hls-interstitial-label", "RFC 8216bis Appendix D.3", Severity::error,
         "an X-SKIP-CONTROL-LABEL-ID with other characters than letters, '-' and '_'", "Rename the label."},
    Rule{"hls-preload-attributes", "RFC 8216bis Appendix F", Severity::error,
         "a preload without X-URI, X-TARGET-ID or X-TARGET-CLASS", "Add what is missing."},
    Rule{"hls-preload-range", "RFC 8216bis Appendix F", Severity::error,
         "a preload without an end, or with CUE or END-ON-NEXT",
         "Add DURATION or END-DATE, and leave the others out."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

std::span<const Definition> attributes_of(std::string_view of) {
  if (of == interstitial) return interstitial_attributes();
  if (of == preload) return preload_attributes();
  return {};
}

bool has(const std::vector<Attribute>& attributes, std::string_view name) {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const Attribute& attribute) { return attribute.name == name; });
}

void judge_interstitial_value(const Attribute& attribute, std::uint64_t line, Context& context) {
  if (attribute.name == "X-ASSET-URI" && !url::is_absolute(attribute.value)) {
    context.tell(rule("hls-interstitial-uri-relative"), line, {attribute.value});
  }
  if (attribute.name == "X-SKIP-CONTROL-LABEL-ID" && !consists_of(attribute.value, capitals | smalls, "-_")) {
    context.tell(rule("hls-interstitial-label"), line, {attribute.value});
  }
}

}  // namespace

std::span<const Rule> interstitial_rules() { return table; }

void judge_class(const Values& values, std::uint64_t line, Context& context) {
  const std::string_view of = values.text_or("CLASS");
  for (const Attribute& attribute : values.extensions()) {
    const Definition any{attribute.name, Type::extension};
    const Definition* defined = find(attributes_of(of), attribute.name);
    const bool good = judge_value(defined == nullptr ? any : *defined, attribute, line, context);
    if (good && of == interstitial) judge_interstitial_value(attribute, line, context);
  }
  const auto& extensions = values.extensions();
  if (of == interstitial && has(extensions, "X-ASSET-URI") && has(extensions, "X-ASSET-LIST")) {
    context.tell(rule("hls-interstitial-asset"), line, {"both"});
  }
  if (of == preload && (values.has("CUE") || values.has("END-ON-NEXT"))) {
    context.tell(rule("hls-preload-range"), line, {values.has("CUE") ? "CUE" : "END-ON-NEXT"});
  }
}

void judge_first_of_class(std::string_view list, std::uint64_t line, Context& context) {
  std::string_view of;
  int assets = 0;
  std::size_t targets = 0;
  bool ends = false;
  for (AttributeList attributes(list); attributes.next();) {
    const Attribute& attribute = attributes.attribute();
    if (attribute.name == "CLASS") of = attribute.value;
    if (attribute.name == "X-ASSET-URI" || attribute.name == "X-ASSET-LIST") ++assets;
    if (find(preload_attributes(), attribute.name) != nullptr) ++targets;
    if (attribute.name == "DURATION" || attribute.name == "END-DATE") ends = true;
  }
  if (of == interstitial && assets == 0) context.tell(rule("hls-interstitial-asset"), line, {"neither"});
  if (of == preload && targets < preload_attributes().size()) {
    context.tell(rule("hls-preload-attributes"), line);
  }
  if (of == preload && !ends) context.tell(rule("hls-preload-range"), line, {"without an end"});
}

}  // namespace praxino::judge::hls
