#include <gtest/gtest.h>

#include <array>

#include "core/judge/dash/mpd.h"
#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {

namespace testing_rows {

Rows set_rows() {
  const std::string good = vod(good_set());
  const auto sets = [](const std::string& first, const std::string& second) {
    const std::string inside = segments + representation() + "</AdaptationSet>\n";
    const std::string other = segments + representation("", "id='w' bandwidth='1'") + "</AdaptationSet>\n";
    return vod("<AdaptationSet " + first + video + ">" + inside + "<AdaptationSet " + second + video + ">" +
               other);
  };
  // Two Representations of a set, in lines 4 and 6.
  const auto two = [](const std::string& first, const std::string& second,
                      const std::string& attributes = video) {
    return vod(set(segments + representation("", first) + "\n" + representation("", second), attributes));
  };
  const auto codecs = [](const std::string& value) {
    return vod(set(segments + representation(),
                   "contentType='video' mimeType='video/mp4' width='1' height='1' codecs='" + value + "'"));
  };
  const auto mp4 = [](const std::string& value) {
    return vod(set("<SegmentTemplate duration='4' media='$Number$' initialization='i'/>" + representation(),
                   "mimeType='application/mp4' codecs='" + value + "'"));
  };
  return {
      {"dash-duplicate-set-id", 5, sets("id='1' ", "id='1' "), sets("id='1' ", "id='2' ")},
      {"dash-empty-set", 3, vod(set(segments)), good},
      {"dash-duplicate-representation-id", 6, two("id='a' bandwidth='1'", "id='a' bandwidth='2'"),
       two("id='a' bandwidth='1'", "id='b' bandwidth='2'")},
      {"dash-mime-type", 4, vod(set(segments + representation(), "contentType='video' width='1' height='1'")),
       vod(set(segments + representation("", "id='v' bandwidth='1' mimeType='video/webm' codecs='vp8'"),
               "contentType='video' width='1' height='1'"))},
      {"dash-content-type", 3, mp4("what"), mp4("stpp.ttml.im1t"), "dash-unknown-codec"},
      {"dash-content-type-differs", 4,
       vod(set(segments + representation(), "contentType='audio' mimeType='video/mp4' codecs='avc1.64001f'")),
       good},
      {"dash-mixed-mime-types", 6, two("id='a' bandwidth='1'", "id='b' bandwidth='1' mimeType='video/webm'"),
       two("id='a' bandwidth='1'", "id='b' bandwidth='1' mimeType='video/mp4; codecs=\"x\"'")},
      {"dash-codecs", 4,
       vod(set(segments + representation(), "contentType='video' mimeType='video/mp4' width='1' height='1'")),
       good},
      {"dash-codec-parameters", 3, codecs("avc1"), codecs("avc1.64001F")},
      {"dash-codec-parameters", 3, codecs("avc1.64001fx"), codecs("avc1.64001f,mp4a.40.2")},
      {"dash-codec-parameters", 3, codecs("mp4a.40"), codecs("mp4a.40.29,mp4a.6B,mp4a.40.5")},
      {"dash-codec-parameters", 3, codecs("hvc1.1.6"), codecs("hvc1.1.6.L93.B0,hev1.A1.60000000.H120.B0.23")},
      {"dash-codec-parameters", 3, codecs("hvc1.1.6.X93"), codecs("hvc1.2.4.L153")},
      {"dash-codec-parameters", 3, codecs("hvc1.1.6.L93.1.2.3.4.5.6.7"), codecs("hvc1.1.6.L93.1.2.3.4.5.6")},
      {"dash-codec-parameters", 3, codecs("av01.0.04M"),
       codecs("av01.0.04M.08,av01.0.05H.10.0.110.01.01.01.0")},
      {"dash-codec-parameters", 3, codecs("vp09.2"), codecs("vp09.02.10.10.01,ac-3,ec-3,Opus,fLaC,wvtt")},
      {"dash-codec-parameters", 3, codecs("dvh1"), codecs("dvh1.05.06,dvhe.08.07,ac-4.02.01.03")},
      {"dash-unknown-codec", 3, codecs("quantum.1"), codecs("stpp.ttml.im1t")},
      {"dash-dependency", 6, two("id='a' bandwidth='1'", "id='b' bandwidth='2' dependencyId='a c'"),
       two("id='a' bandwidth='1'", "id='b' bandwidth='2' dependencyId='a'")},
      {"dash-association", 6, two("id='a' bandwidth='1'", "id='b' bandwidth='2' associationId='c'"),
       two("id='a' bandwidth='1'", "id='b' bandwidth='2' associationId='a' associationType='cdsc'")},
      {"dash-beyond-limit", 4,
       two("id='a' bandwidth='1' width='1280'", "id='b' bandwidth='2'", "maxWidth='1279' " + video),
       two("id='a' bandwidth='1' width='1280'", "id='b' bandwidth='2'", "maxWidth='1280' " + video)},
      {"dash-beyond-limit", 6,
       two("id='a' bandwidth='5'", "id='b' bandwidth='4'", "minBandwidth='5' " + video),
       two("id='a' bandwidth='5'", "id='b' bandwidth='6'", "minBandwidth='5' " + video)},
      {"dash-beyond-limit", 4,
       two("id='a' bandwidth='5' frameRate='30'", "id='b' bandwidth='4'",
           "maxFrameRate='30000/1001' " + video),
       two("id='a' bandwidth='5' frameRate='30000/1001'", "id='b' bandwidth='6'",
           "maxFrameRate='30' " + video)},
      {"dash-reversed-limits", 3,
       two("id='a' bandwidth='5'", "id='b' bandwidth='6'", "minHeight='2' maxHeight='1' " + video),
       two("id='a' bandwidth='5'", "id='b' bandwidth='6'", "minHeight='360' maxHeight='360' " + video),
       "dash-beyond-limit"},
      {"dash-bandwidth-zero", 4, vod(set(segments + representation("", "id='v' bandwidth='0'"))), good},
      {"dash-picture-size", 4,
       vod(set(segments + representation("", "id='v' bandwidth='1' width='640'"),
               "mimeType='video/mp4' codecs='avc1.64001f'")),
       vod(set(segments + representation("", "id='v' bandwidth='1' width='640' height='360'"),
               "mimeType='video/mp4' codecs='avc1.64001f'"))},
      {"dash-sub-representation", 5, vod(set(segments + representation("<SubRepresentation level='1'/>"))),
       vod(set(segments + representation("<SubRepresentation level='1' bandwidth='7'/>")))},
      {"dash-initialization-set", 3,
       vod(set(segments + representation(), "initializationSetRef='4' " + video)),
       mpd("<InitializationSet id='4'/><Period>" +
           set(segments + representation(), "initializationSetRef='4' " + video) + "</Period>")},
      {"dash-preselection", 6,
       vod(set(segments + representation(), "id='1' " + video) +
           "\n<Preselection preselectionComponents='1 2'/>"),
       vod(set("<ContentComponent id='2'/>" + segments + representation(), "id='1' " + video) +
           "\n<Preselection preselectionComponents='1 2'/>")},
  };
}

}  // namespace testing_rows

namespace {

TEST(Sets, AreHeldAgainstTheirRules) { testing_rows::expect(testing_rows::set_rows()); }

}  // namespace
}  // namespace praxino::judge::dash
