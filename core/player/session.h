#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/abr/quality.h"
#include "core/base/time.h"
#include "core/buffer/plan.h"
#include "core/net/loader.h"
#include "core/player/manifest.h"
#include "core/player/protocol.h"
#include "core/player/stream.h"

namespace praxino::player {

/// One presentation being played: the engine's whole interface. It does no I/O and reads no clock; the same
/// events at the same instants give the same effects, on the page, in Node and natively. Copyable: a copy
/// goes its own way.
///
///   Effects effects;
///   session.handle(Load{"https://…/master.m3u8"}, now, effects);   // obey each effect; its facts are the
///   next events if (session.deadline() <= now) session.handle(Tick{}, now, effects);
///
/// An Append's bytes live until the next call of handle(), if the event's own live as long.
class Session {
 public:
  /// Appends what the world must now do. `now` never goes back.
  void handle(const Event& event, Instant now, Effects& out);
  /// When to call again with Tick, if ever. After handle(Tick, now) it is later than `now`.
  [[nodiscard]] std::optional<Instant> deadline() const;

 private:
  enum class Phase : std::uint8_t { idle, reading, asking, starting, playing, failed, stopped };

  // session.cpp: events in, routed.
  void on(const Load& event);
  void on(const Response& event);
  void on(const Body& event);
  void on(const BodyEnded& event);
  void on(const Broken& event);
  void on(const SourceOpened& event);
  void on(const SourceClosed& event);
  void on(const Done& event);
  void on(const Failed& event);
  void on(const Playhead& event);
  void on(const Support& event);
  void on(const Tick& event);
  void on(const Seek& event);
  void on(const QualityChosen& event);
  void on(const TrackChosen& event);
  void on(const Streaming& event);
  void on(const Evicted& event);
  void on(const ElementFailed& event);
  void on(const Stopped& event);
  void give_up(Code code, std::string message, std::string where);

  // downloads.cpp: the Loader's outcomes, bodies to their readers.
  static constexpr std::uint64_t largest_document = std::uint64_t{64} << 20;
  static constexpr std::uint64_t most_backlog = std::uint64_t{4}
                                                << 20;  ///< Unappended bytes before a body is held.
  struct Errand {                                       ///< What a download is for.
    net::DownloadId id{};
    net::FetchKind kind{};
    Document document;                 ///< manifest, playlist, index
    SinkId sink{};                     ///< init, segment
    std::optional<Transfer> transfer;  ///< A document's; an init's and a segment's lie in their Stream.
    std::string url;                   ///< After redirects.
    std::string type;
    bool receiving = false;          ///< A segment's body is coming: it counts for bandwidth.
    std::optional<Instant> failing;  ///< Since its first failure.
    Instant asked;                   ///< When last.
    std::string root;                ///< Of the mirrors, where it was last asked for.
  };
  net::DownloadId want(Errand errand);
  void go(net::DownloadId download, bool again = false);
  void drop(net::DownloadId download);
  void tell_loader(const net::LoaderEvent& event);
  void obey(const net::LoaderOutcome& outcome);
  void failed(const net::Retrying& attempt);
  [[nodiscard]] Seconds needed_in(const Errand& one) const;
  static constexpr Seconds in_a_moment{2};
  void press();
  [[nodiscard]] std::vector<media::Mirrors::Place> places_of(const std::string& url) const;
  void avoid(const std::string& root);
  [[nodiscard]] bool renew(net::DownloadId download);
  [[nodiscard]] Errand* errand(net::DownloadId download);
  [[nodiscard]] Transfer* transfer_of(Errand& errand);
  void finished(Errand done);
  void end_body(net::FetchId fetch, bool whole);
  void measure(double bytes);

  // recovery.cpp: what cannot be had, and what takes its place.
  static constexpr Seconds bar_time{30};  ///< What could not be loaded is not asked for again so long.
  static constexpr std::uint32_t most_left_out = 3;  ///< Segments in a row.
  static constexpr Seconds pressing{4};   ///< What is needed later is tried further where nothing else helps.
  static constexpr Seconds patience{60};  ///< With a network that is gone, once something has played; before:
  static constexpr Seconds patience_at_start{20};
  struct Lost {
    Code code{};
    std::string message;
    std::string where;
    bool may_heal = false;  ///< It could not be loaded, and no server said that it is not there.
  };
  [[nodiscard]] Lost lost_of(Errand& errand, std::uint32_t status, BreakReason reason);
  void give_up(const Lost& what);
  void lost(net::DownloadId download, const Lost& what);
  [[nodiscard]] bool may_heal(const Lost& what, std::optional<Instant> since) const;
  void hold_on(net::DownloadId download, const Lost& what);
  void init_lost(Stream& stream, buffer::Setting setting, const Lost& what);
  void segment_lost(Stream& stream, buffer::JobId job, const Lost& what);
  void feed_lost(media::FeedId feed, const Lost& what);
  [[nodiscard]] bool go_round(Stream& stream, media::RenditionId rendition, std::optional<buffer::JobId> from,
                              const Lost& what);
  [[nodiscard]] bool bar(Stream& stream, media::RenditionId rendition);
  [[nodiscard]] bool barred(media::RenditionId rendition) const;
  void tell_bars();
  [[nodiscard]] const Hole* hole_at(const Stream& stream, Seconds at) const;
  [[nodiscard]] Seconds end_of_what_can_be(const Stream& stream, Seconds at) const;

  // standing.cpp: a playhead that stands with media at hand, and media that cannot be decoded.
  static constexpr Seconds enough_to_move{0.5};
  static constexpr Seconds stands_playing{2};  ///< So long nothing is done; hls.js waits 1 to 3 s, Shaka 1.
  static constexpr Seconds stands_seeking{4};
  static constexpr Seconds stands_moving{10};
  static constexpr Seconds overslept{1};  ///< Who hears so late slept, and the element too.
  static constexpr Seconds over_it{5};    ///< So far beyond where help was needed, it is forgotten.
  static constexpr Seconds nudges[] = {{0.1}, {0.5}};
  static constexpr std::uint32_t most_sources = 3;  ///< New ones, behind the first.
  [[nodiscard]] std::optional<Instant> standing_until() const;
  void watch_standing();
  void help(Why why, const Lost& what);
  void broken(const Lost& what);
  static constexpr std::uint32_t most_refused = 12;
  void refused(Stream& stream, const Lost& what);
  void note_trouble(std::uint32_t elsewhere);

  // presenting.cpp: from the manifest to streams.
  [[nodiscard]] Seconds start_of_segment(Seconds at) const;
  void show_manifest();
  static constexpr Seconds last_moment{0.1};  ///< Nobody is sent nearer to the end than this.
  void tell_manifest(const ManifestEvent& event);
  void ask_support();
  void start();
  void present();
  void choose_tracks();
  void aim();
  void open_sinks();
  void rebuild(Seconds at, Why why);
  [[nodiscard]] std::optional<media::RenditionId> audio_of(const media::Variant& variant) const;
  [[nodiscard]] std::optional<media::RenditionId> main_of(const media::Variant& variant) const;
  [[nodiscard]] bool playable(const media::Variant& variant) const;
  [[nodiscard]] std::string type_of(media::RenditionId rendition) const;
  [[nodiscard]] std::string container_of(media::RenditionId rendition) const;

  // streaming.cpp: what to fetch next, and bytes through the reader.
  static constexpr std::size_t most_jobs = 3;
  static constexpr Seconds joined_length{4};   ///< Of segments that are asked for together, at most.
  static constexpr Seconds enough_to_wait{4};  ///< With this much ahead, a switch waits for its playlist.
  void advance();
  /// Of the way to the playhead. With the usual rates of picture and sound, about a round trip and the
  /// sound's own bytes are then left of the picture's.
  static constexpr double head_start = 0.6;
  static constexpr Seconds enough_to_show{1};
  static constexpr Seconds in_step{4};  ///< So far ahead of the main stream another one waits.
  static constexpr Seconds picture_patience{0.1};
  [[nodiscard]] bool yields(const Stream& stream) const;
  [[nodiscard]] bool picture_first();
  [[nodiscard]] bool asks_ahead(const Stream& stream, const Job& coming);
  void fetch_next(Stream& stream);
  static constexpr double plenty = 2;  ///< That many times what a rendition takes.
  void overtake(Stream& stream);
  void pass_over(Stream& stream);
  [[nodiscard]] Seconds goal() const;
  [[nodiscard]] double speed() const;
  [[nodiscard]] Seconds time_to(Seconds place) const;
  void choose_quality();
  static constexpr Seconds rate_window{1};
  static constexpr Seconds least_gain{1};
  static constexpr double crawl = 4;  ///< That many times slower than the line.
  void abandon_late(Stream& stream);
  bool settle_rendition(Stream& stream);
  void want_init(Stream& stream, buffer::Setting setting, const media::Stretch& stretch);
  void init_whole(Stream& stream, InitEntry& entry);
  void init_arrived(Stream& stream, InitEntry& entry);
  [[nodiscard]] buffer::InitReady init_ready(const Stream& stream, const InitEntry& entry) const;
  [[nodiscard]] std::string type_of(const Stream& stream, const mp4::Init& init) const;
  void learn_type(Stream& stream, const std::string& type);
  void change_source();
  void want_key(Cipher& cipher);
  void key_arrived(const std::string& url, std::span<const std::byte> bytes);
  [[nodiscard]] bool decipher(Job& job);
  [[nodiscard]] bool remake(Stream& stream, Job& job, const InitEntry* init);
  void scan(Stream& stream, buffer::JobId job);
  /// Browsers round times, WebKit down: what would land before 0 would be dropped, with all that depends on
  /// it.
  static constexpr Seconds rounding{1e-5};
  [[nodiscard]] std::optional<Seconds> offset_of(std::uint32_t timeline) const;
  static constexpr Seconds largest_step{5};  ///< From segment to segment; more is a clock that jumps.
  void place(const Stream& stream, const Job& job, Seconds first);
  void align(Stream& stream, Job& job, Seconds first);
  static constexpr Seconds most_over{0.5};  ///< That a segment is longer than it was said to be.
  void locate(Stream& stream, Job& job, const mp4::Fragment& fragment);
  [[nodiscard]] static const mp4::TrackFragment* track_of(const Stream& stream, const Job& job,
                                                          const mp4::Fragment& fragment);
  void end_stream();
  [[nodiscard]] bool all_idle() const;

  // appending.cpp: the sinks' outcomes as effects, and changes of mind.
  static constexpr std::size_t most_laid = 256;
  /// An append window is a little wider than its Period: a keyframe that rounding puts before it must not be
  /// lost, with all that depends on it.
  static constexpr Seconds window_slack{0.1};
  static constexpr Seconds source_margin{0.1};  ///< So near to its end a source gives way to another.
  static constexpr Seconds switch_margin{1};    ///< A chosen quality begins at least this far ahead.
  static constexpr Seconds eviction_step{10};   ///< Removal waits until it frees this much.
  void tell_sink(Stream& stream, const buffer::SinkEvent& event);
  void obey(Stream& stream, const buffer::SinkOutcome& outcome);
  TimeRange drop_jobs(Stream& stream, std::optional<buffer::JobId> from = {});
  void restart(Stream& stream, Seconds from);
  [[nodiscard]] static std::optional<buffer::Laid> laid_at(const Stream& stream, Seconds at);
  void replace_ahead(Stream& stream);
  void seek(Seconds to);
  void move_playhead(Seconds to);
  void evict();
  [[nodiscard]] Seconds next_after(const Stream& stream, Seconds end) const;
  [[nodiscard]] Stream* stream_of(SinkId sink);

  // reporting.cpp: what a person is told.
  // Of HTMLMediaElement.readyState.
  static constexpr std::uint32_t have_current_data = 2;
  static constexpr std::uint32_t have_future_data = 3;
  static constexpr Seconds standstill{0.25};
  static constexpr Seconds picture_stands{0.2};  ///< While the clock runs on, with the sound.
  static constexpr Seconds least_hole{0.001};  ///< Less is a rounding, which elements get over by themselves.
  static constexpr Seconds furthest_jump{60};  ///< Over what is missing and will not come.
  static constexpr Seconds stats_interval{0.2};
  void show(State state);
  void decide(Subject subject, Why why, const Stream* stream, media::RenditionId rendition, Seconds at);
  void watch_playback();
  void jump_gap();
  void show_quality();
  void show_stats();
  [[nodiscard]] Seconds ahead() const;
  [[nodiscard]] buffer::Ranges playable_ranges() const;
  [[nodiscard]] OpId next_op() { return OpId{++last_op_}; }

  Phase phase_ = Phase::idle;
  Load load_;
  buffer::Goals goals_;
  net::Loader loader_;
  Manifest manifest_;
  abr::Quality quality_;
  std::vector<Stream> streams_;
  std::vector<Errand> errands_;

  // The presentation, as far as choices narrow it.
  std::vector<bool> supported_;            // by rendition
  std::vector<media::RenditionId> asked_;  // whose support was asked, in order
  std::vector<media::VariantId> ladder_;   // playable variants, ascending
  std::optional<media::TrackId> video_track_;
  std::optional<media::TrackId> audio_track_;
  struct Clock {
    std::uint32_t timeline = 0;
    Seconds offset;
  };
  std::vector<Clock> clocks_;  // learnt mappings, by timeline
  struct Key {
    std::string url;  // as the manifest has it
    std::optional<crypto::AesKey> value;
  };
  std::vector<Key> keys_;
  struct Bar {
    media::RenditionId rendition{};
    Instant until;
  };
  std::vector<Bar> bars_;
  struct Avoided {
    std::string root;
    Instant until;
  };
  std::vector<Avoided> avoided_;  // mirrors, the last to fail last
  Seconds duration_;
  bool source_open_ = false;
  bool sinks_open_ = false;
  bool duration_due_ = false;
  bool stream_ended_ = false;
  bool changes_type_ = true;
  bool wanted_ = true;  // ManagedMediaSource wants data
  std::uint32_t generation_ = 0;

  // The element, as last heard.
  Playhead playhead_;
  struct Picture {
    std::uint32_t frames = 0;
    Seconds before;  // where the playhead was, at the look before the one that saw the last of them
    Seconds seen;    // and at that one
  };
  Picture picture_;
  Seconds at_;
  std::optional<Seconds> moving_;  // where we have sent the playhead and it has not arrived
  bool nudged_ = false;            // by a nudge, which it need not obey
  std::optional<Seconds> seeking_;
  Instant heard_;  // when the last Playhead came
  struct Standing {
    Seconds at;
    std::optional<Instant> since;
    Seconds trouble;           // where help was needed last
    std::uint32_t helped = 0;  // how often there
  };
  Standing standing_;
  State state_ = State::idle;
  bool begun_ = false;                 // a first frame was shown
  std::optional<Instant> picture_by_;  // fetching waits until then for the first picture
  std::optional<Instant> stalled_since_;
  double stalled_ = 0;
  std::uint32_t stalls_ = 0;
  std::uint32_t retries_ = 0;

  // Measures.
  double bytes_ = 0;
  std::uint32_t fetches_ = 0;
  Instant measured_;
  Seconds round_trip_;  ///< From a request to the head of its reply, the last time.
  std::optional<Instant> told_;

  std::uint32_t last_op_ = 0;
  std::uint32_t ops_before_ = 0;  // those of sources before this one
  std::uint32_t last_download_ = 0;
  std::uint32_t last_job_ = 0;

  // Only inside handle().
  Instant now_;
  Effects* out_ = nullptr;
};

}  // namespace praxino::player
