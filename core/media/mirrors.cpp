#include "core/media/mirrors.h"

#include <algorithm>

namespace praxino::media {

namespace {

/// The last folder of a path, with its slash; empty where there is none but the host.
std::string_view last_folder(std::string_view root) {
  if (!root.ends_with('/')) return {};
  const std::size_t slash = root.substr(0, root.size() - 1).rfind('/');
  if (slash == std::string_view::npos || slash == 0 || root[slash - 1] == '/') return {};
  return root.substr(slash + 1);
}

}  // namespace

void Mirrors::add(std::string_view root, std::string_view other) {
  for (std::string_view folder = last_folder(root); !folder.empty() && folder == last_folder(other);
       folder = last_folder(root)) {
    root.remove_suffix(folder.size());
    other.remove_suffix(folder.size());
  }
  auto group = std::ranges::find_if(groups_, [&](const auto& one) { return one.front() == root; });
  if (group == groups_.end()) {
    if (root.empty() || groups_.size() == most_groups) return;
    group = groups_.insert(group, {std::string(root)});
  }
  if (group->size() == most_places || std::ranges::find(*group, other) != group->end()) return;
  group->emplace_back(other);
}

std::vector<Mirrors::Place> Mirrors::of(const std::string& url) const {
  // The narrowest: an inner BaseURL's alternatives stand for what the outer ones' would.
  const std::vector<std::string>* best = nullptr;
  for (const std::vector<std::string>& group : groups_) {
    if (url.starts_with(group.front()) && (!best || group.front().size() > best->front().size()))
      best = &group;
  }
  if (!best) return {{url, {}}};
  std::vector<Place> places;
  for (const std::string& root : *best) places.push_back({root + url.substr(best->front().size()), root});
  return places;
}

}  // namespace praxino::media
