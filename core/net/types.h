#pragma once

#include <cstdint>

namespace praxino::net {

/// One request on the wire. A retry is a new fetch.
enum class FetchId : std::uint32_t {};

/// Something that is wanted, over all its attempts.
enum class DownloadId : std::uint32_t {};

/// A server that requests go to: those to one server share its connections.
enum class HostId : std::uint32_t {};

enum class FetchKind : std::uint8_t { manifest, playlist, index, init, segment, key, licence, steering };
enum class FetchPriority : std::uint8_t { high, normal, low };

/// Why a request or its body broke off.
enum class BreakReason : std::uint8_t {
  network,  ///< No connection, or it broke.
  refused,  ///< A filter, or a policy such as CORS, said no. Not tried again.
  timeout,  ///< Nothing came for too long.
};

}  // namespace praxino::net
