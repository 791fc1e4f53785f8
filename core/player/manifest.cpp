#include "core/player/manifest.h"

#include <algorithm>
#include <span>

#include "core/manifest/hls/normalize.h"
#include "core/manifest/read.h"

// state     event                          → state     outcome
// empty     Opened                         → reading   DocumentNeeded(manifest)
// reading   DocumentArrived(manifest)      → known     PresentationKnown, FeedKnown for feeds that came with
// it
//                                          or reading  Unreadable
// A feed once known:
// unknown   FeedWanted                     → asked     DocumentNeeded(playlist, or every index)
// asked     FeedWanted                     → asked
// asked     DocumentArrived, an index that → asked     DocumentNeeded (those)
//             refers to others
// asked     DocumentArrived, the last one  → known     FeedKnown; or as DocumentLost
// asked     DocumentLost                   → asked     Doubtful, DocumentNeeded, where it is elsewhere too
//                                          or unknown  FeedLost
// known     FeedWanted                     → known

namespace praxino::player {
namespace {

std::string place(std::string_view url, std::string_view unit, std::uint64_t where) {
  std::string text(url);
  if (where > 0) {
    text += ", ";
    text += unit;
    text += ' ';
    text += std::to_string(where);
  }
  return text;
}

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void tell(const manifest::Warnings& warnings, Code code, std::string_view url, ManifestOutcomes& out) {
  if (warnings.total() == 0) return;
  std::string message = warnings.first().front().what;
  if (warnings.total() > 1) message += " (and " + std::to_string(warnings.total() - 1) + " more)";
  out.push_back(Doubtful{code, std::move(message), place(url, "line", warnings.first().front().line)});
}

constexpr const char* kForeign = "segments encrypted otherwise than with AES-128 (EXT-X-KEY)";

bool is_foreign(const media::SegmentList& list) {
  return std::ranges::any_of(list.stretches(), [](const media::Stretch& stretch) {
    return stretch.encryption && stretch.encryption->otherwise;
  });
}

/// So far away from a WebM file's head are its Cues asked for together with it.
constexpr std::uint64_t kNear = 65536;

bool is_webm(const media::Presentation& presentation, media::FeedId feed) {
  const auto of_it = std::ranges::find(presentation.renditions, feed, &media::Rendition::feed);
  return of_it != presentation.renditions.end() && of_it->container.ends_with("/webm");
}

/// What is fetched first of an index: of WebM the file's head, without which its Cues say nothing.
media::Resource first_look(const media::PendingIndex& pending, bool webm) {
  media::Resource look = pending.index;
  if (!webm || !look.range) return look;
  const auto& init = pending.stretch.init;
  const std::uint64_t head = init && init->range && init->range->length ? *init->range->length : kNear;
  const bool near = look.range->offset <= head + kNear;
  look.range = media::ByteRange{0, near ? look.range->offset + look.range->length.value_or(kNear) : head};
  return look;
}

}  // namespace

void Manifest::read_manifest(const DocumentArrived& arrived, ManifestOutcomes& out) {
  manifest::Warnings warnings;
  const std::string url = arrived.url.substr(0, arrived.url.find('#')) + fragment_;
  auto read = manifest::read_presentation(as_text(arrived.bytes), url, arrived.type, warnings);
  tell(warnings, Code::manifest_parse, arrived.url, out);
  if (!read) {
    out.push_back(
        Unreadable{Code::manifest_parse, read.error().what, place(arrived.url, "line", read.error().where)});
    return;
  }
  const auto foreign = std::ranges::find_if(
      read->feeds, [](const media::Feed& feed) { return feed.segments && is_foreign(*feed.segments); });
  if (foreign != read->feeds.end()) {
    out.push_back(Unreadable{Code::manifest_parse, kForeign, arrived.url});
    return;
  }
  presentation_ = std::move(*read);
  feeds_.clear();
  feeds_.resize(presentation_->feeds.size());
  out.push_back(PresentationKnown{});
  for (const media::Feed& feed : presentation_->feeds) {
    if (feed.segments) out.push_back(FeedKnown{feed.id});
  }
}

void Manifest::read_playlist(const DocumentArrived& arrived, ManifestOutcomes& out) {
  manifest::Warnings warnings;
  auto read =
      manifest::read_playlist(as_text(arrived.bytes), arrived.url, presentation_->variables, warnings);
  tell(warnings, Code::playlist_parse, arrived.url, out);
  if (!read) {
    return lose({arrived.document, Code::playlist_parse, read.error().what,
                 place(arrived.url, "line", read.error().where)},
                out);
  }
  if (is_foreign(read->segments))
    return lose({arrived.document, Code::playlist_parse, kForeign, arrived.url}, out);
  manifest::hls::take(*presentation_, arrived.document.feed, std::move(*read));
  out.push_back(FeedKnown{arrived.document.feed});
}

void Manifest::read_index(const DocumentArrived& arrived, ManifestOutcomes& out) {
  media::Feed& feed = (*presentation_)[arrived.document.feed];
  const media::PendingIndex& pending = feed.indexes[arrived.document.place];
  const auto unreadable = [&](const Error& error) {
    lose({arrived.document, Code::index_parse, error.what, place(arrived.url, "byte", error.where)}, out);
  };
  std::vector<IndexTree>& trees = feeds_[media::index_of(feed.id)].indexes;
  if (trees.empty()) return;  // another one of it was lost
  IndexTree& tree = trees[arrived.document.place];
  if (arrived.document.at != 0 && !tree.begun()) return;  // and is asked for anew
  const bool webm = is_webm(*presentation_, feed.id) && pending.index.range;
  const auto first = first_look(pending, webm).range.value_or(media::ByteRange{});
  const std::uint64_t offset = arrived.document.at != 0 ? arrived.document.at : first.offset;
  std::vector<media::ByteRange> wanted;
  const auto taken = webm ? tree.take_webm(arrived.bytes, offset, *pending.index.range, wanted)
                          : tree.take(arrived.bytes, offset, wanted);
  if (!taken) return unreadable(taken.error());
  for (const media::ByteRange& range : wanted) {
    const Document further{net::FetchKind::index, feed.id, arrived.document.place, range.offset};
    out.push_back(DocumentNeeded{further, {pending.index.url, range}});
  }
  if (!std::ranges::all_of(trees, &IndexTree::whole)) return;
  std::vector<media::SegmentList> lists;
  for (std::size_t i = 0; i < trees.size(); ++i) {
    auto list = manifest::list_of(feed.indexes[i], trees[i].index());
    if (!list) return unreadable(list.error());
    lists.push_back(*std::move(list));
  }
  trees.clear();
  feed.segments = manifest::join(feed, lists);
  out.push_back(FeedKnown{feed.id});
}

/// The same playlist elsewhere is tried first.
void Manifest::lose(DocumentLost lost, ManifestOutcomes& out) {
  media::Feed& feed = (*presentation_)[lost.document.feed];
  feeds_[media::index_of(feed.id)] = {};
  if (feed.fallbacks.empty()) {
    out.push_back(FeedLost{feed.id, lost.code, std::move(lost.message), std::move(lost.where)});
    return;
  }
  out.push_back(Doubtful{lost.code, std::move(lost.message), std::move(lost.where)});
  feed.playlist = std::move(feed.fallbacks.front());
  feed.fallbacks.erase(feed.fallbacks.begin());
  handle(FeedWanted{feed.id}, out);
}

void Manifest::handle(const ManifestEvent& event, ManifestOutcomes& out) {
  if (const auto* opened = std::get_if<Opened>(&event)) {
    presentation_.reset();
    const std::size_t end = std::min(opened->url.find('#'), opened->url.size());
    fragment_ = opened->url.substr(end);
    out.push_back(DocumentNeeded{{net::FetchKind::manifest}, {opened->url.substr(0, end), std::nullopt}});
  } else if (const auto* arrived = std::get_if<DocumentArrived>(&event)) {
    if (arrived->document.kind == net::FetchKind::manifest) return read_manifest(*arrived, out);
    if (arrived->document.kind == net::FetchKind::playlist) return read_playlist(*arrived, out);
    read_index(*arrived, out);
  } else if (const auto* lost = std::get_if<DocumentLost>(&event)) {
    lose(*lost, out);
  } else if (const auto* wanted = std::get_if<FeedWanted>(&event)) {
    const media::Feed& feed = (*presentation_)[wanted->feed];
    FeedState& state = feeds_[media::index_of(wanted->feed)];
    if (feed.segments || state.asked) return;
    state.asked = true;
    if (!feed.playlist.empty()) {
      out.push_back(DocumentNeeded{{net::FetchKind::playlist, feed.id}, {feed.playlist, std::nullopt}});
    }
    state.indexes.resize(feed.indexes.size());
    for (std::uint32_t i = 0; i < feed.indexes.size(); ++i) {
      out.push_back(DocumentNeeded{{net::FetchKind::index, feed.id, i},
                                   first_look(feed.indexes[i], is_webm(*presentation_, feed.id))});
    }
  }
}

}  // namespace praxino::player
