# What each part of the work needs installed. Everything here is quick when there is nothing left to do.

setup_toolchain() {
  require_commands_elsewhere
  ensure_packages "${packages_unpack[@]}" "${packages_cpp[@]}"
  ensure_node
  ensure_third_party
  ensure_emscripten
  if [ -e "$emscripten_dir/stamp" ]; then use_unpacked_emscripten; fi
}

setup_browsers() { ensure_packages "${packages_browsers[@]}" "${packages_streams[@]}"; }

setup_streams() {
  ensure_packages "${packages_streams[@]}"
  ensure_node
}

setup_npm() {
  ensure_node
  ensure_npm_packages
}

# setup PART…: each under the cache's lock, as a step of its own; then this shell's PATH is brought up to date.
setup() {
  local part
  for part in "$@"; do
    case $part in
      toolchain | browsers | streams | npm) with_cache_lock step "setup: $part" "setup_$part" ;;
      *) fail "unknown part '$part' (toolchain, browsers, streams, npm)" ;;
    esac
  done
  use_cached_node
  if [ -e "$emscripten_dir/stamp" ]; then use_unpacked_emscripten; fi
}
