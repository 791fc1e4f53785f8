# Shared by every script here: where things are, how to speak, how to time a step. Sourced, never run.
set -euo pipefail

PRAXINO_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export PRAXINO_CACHE=${PRAXINO_CACHE:-$HOME/.cache/praxino}
mkdir -p "$PRAXINO_CACHE"

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
fail() {
  warn "error: $*"
  exit 1
}

# Seconds with one decimal, between two values of EPOCHREALTIME (which may be written with a comma).
seconds_between() {
  local from=${1/[.,]/} to=${2/[.,]/}
  local tenths=$(((to - from + 50000) / 100000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

# run_step NAME COMMAND…: runs the command, says how long it took and leaves its exit code in step_code. It never
# fails itself: inside `if` or `||` bash would forget `set -e` for everything that the command does.
run_step() {
  local name=$1 began=$EPOCHREALTIME
  shift
  say "── $name"
  set +e
  (
    set -e
    "$@"
  )
  step_code=$?
  set -e
  if ((step_code == 0)); then
    say "── $name … $(seconds_between "$began" "$EPOCHREALTIME") s"
  else
    say "── $name FAILED (exit $step_code) … $(seconds_between "$began" "$EPOCHREALTIME") s"
  fi
}

# step NAME COMMAND…: the same where a failure ends the script. Not for `if` and `||` (see above).
step() {
  run_step "$@"
  return "$step_code"
}

# quietly LOG COMMAND…: the output goes to a file and is shown only when the command fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    warn "the whole output: $log"
    return 1
  fi
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "this needs root: run as root or install sudo ($*)"
  fi
}

# A stamp is a file holding what was made; a second run with the same words has nothing to do.
stamp_is() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }
write_stamp() {
  mkdir -p "$(dirname "$1")"
  printf '%s\n' "$2" >"$1"
}

# version_at_least HAVE WANT
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# Only one run at a time installs into the cache; a second one waits for it.
with_cache_lock() {
  (
    if command -v flock >/dev/null; then flock 9; fi
    "$@"
  ) 9>"$PRAXINO_CACHE/lock"
}
