#pragma once

#include "core/judge/dash/report.h"

namespace praxino::judge::dash {

/// Holds the tree under the root element MPD against the schema: elements and their order, attributes and
/// their types, namespaces. Afterwards no element that is not in the schema at its place has a name, so that
/// who looks for children by name finds only those that count. False where it declares more namespaces than
/// are kept: the rest cannot be judged.
[[nodiscard]] bool check_structure(Report& report, Node mpd);

/// The attribute of that name in whatever namespace, as "href" of xlink:href.
[[nodiscard]] pugi::xml_attribute foreign_attribute(Node node, std::string_view local_name);

}  // namespace praxino::judge::dash
