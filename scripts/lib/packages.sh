# Which system packages each part of the work needs, and how they come to be installed.

packages_cpp=(g++ cmake ninja-build clang-19 lld-19 llvm-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev
  libgtest-dev libbenchmark-dev nlohmann-json3-dev ccache)
packages_unpack=(patchelf python3 xz-utils dpkg-dev)
packages_browsers=(chromium firefox-esr webkit2gtk-driver gstreamer1.0-libav gstreamer1.0-plugins-base
  gstreamer1.0-plugins-good gstreamer1.0-plugins-bad xvfb)
# ffmpeg makes the streams, and its libraries are what Firefox decodes H.264 with.
packages_streams=(ffmpeg fonts-dejavu-core)

# What to look for on PATH where there is no apt: command, then what it is for.
commands_elsewhere='
c++            a C++23 compiler (g++ 12 or newer, or clang 19 or newer)
cmake          CMake 3.25 or newer, with GoogleTest, Google Benchmark and nlohmann-json for find_package
ninja          Ninja
clang-19       clang 19 with its sanitizer runtimes (fuzzing, clang-tidy-19, clang-format-19)
emcc           Emscripten 3.1.69 or newer
node           Node 20.19 or newer, with npm
ffmpeg         ffmpeg 5.1 or newer with libx264 and drawtext (sample streams)
brotli         the brotli program
'

is_debian() { command -v apt-get >/dev/null && grep -qs '^ID=debian$' /etc/os-release; }

debian_codename() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release; }

missing_packages() {
  local package state
  for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || printf '%s\n' "$package"
  done
}

apt_lists_are_here() {
  [ -n "$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 2>/dev/null | head -n 1)" ]
}

update_apt_lists() { quietly "$PRAXINO_CACHE/logs/apt-update.log" as_root apt-get update; }

ensure_packages() {
  is_debian || return 0
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  say "installing ${missing[*]}"
  # A list that is a day old may name versions that are no longer there.
  if ! apt_lists_are_here || [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*InRelease' -mtime -1 2>/dev/null)" ]; then
    update_apt_lists
  fi
  install_packages "${missing[@]}" || { update_apt_lists && install_packages "${missing[@]}"; }
}

install_packages() {
  quietly "$PRAXINO_CACHE/logs/apt-install.log" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$@"
}

# Off Debian nothing is installed for the person: everything missing is named at once.
require_commands_elsewhere() {
  if is_debian; then return 0; fi
  local name purpose missing=''
  while read -r name purpose; do
    [ -z "$name" ] || command -v "$name" >/dev/null || missing+="  $name: $purpose"$'\n'
  done <<<"$commands_elsewhere"
  [ -z "$missing" ] || fail "this is not Debian, so nothing is installed automatically; please install:
$missing"
}
