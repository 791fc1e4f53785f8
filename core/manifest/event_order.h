#pragma once

#include <vector>

#include "core/media/said.h"

namespace praxino::manifest {

/// Ascending by start; at one time by scheme, then by id.
void sort_by_start(std::vector<media::TimedEvent>& events);

}  // namespace praxino::manifest
