#include "core/judge/dash/mpd.h"

#include "core/manifest/dash/xml.h"

namespace praxino::judge::dash {
namespace {

constexpr Rule not_an_mpd{"dash-not-an-mpd", "ISO/IEC 23009-1 §5.2.1", Severity::error,
                          "not a well-formed XML document with the root element MPD",
                          "Mend the document at this line first: nothing else of it can be judged."};

}  // namespace

void judge(std::string_view text, Findings& findings) {
  manifest::dash::Document document;
  if (const auto error = document.load(text)) findings.add(not_an_mpd, error->where, error->what);
}

}  // namespace praxino::judge::dash
