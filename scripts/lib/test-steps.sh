# The steps of scripts/test. Each is a function that fails when anything in it does.

has_workspace() { [ -e "$PRAXINO_ROOT/$1/package.json" ]; }

# Each check of the linters is a step of its own, and all of them run whatever the others say.
test_lint() {
  cd "$PRAXINO_ROOT"
  local failed=0
  lint layers ./scripts/check-layers
  lint 'tracked files' ./scripts/check-tracked
  lint clang-format check_format
  lint 'npm (eslint, prettier, tsc)' npm run --silent lint
  lint clang-tidy check_tidy
  return $failed
}

lint() {
  run_step "lint: $1" "${@:2}"
  if ((step_code)); then failed=1; fi
}

cpp_files() { git -C "$PRAXINO_ROOT" ls-files -co --exclude-standard '*.h' '*.cpp'; }

check_format() { cpp_files | xargs clang-format-19 --dry-run --Werror; }

check_tidy() {
  quietly "$PRAXINO_ROOT/build/dev-configure.log" cmake --preset dev
  node scripts/tidy.mjs build/dev
}

test_unit() {
  build_preset asan
  ctest --preset asan
}

test_wasm() {
  build_preset wasm
  has_workspace js || return 0
  build_js
  npm test --silent -w js
}

test_size() {
  has_workspace js || return 0
  build_js
  node "$PRAXINO_ROOT/scripts/size.mjs"
}

test_e2e() {
  "$PRAXINO_ROOT/scripts/streams"
  if has_workspace js; then build_js; fi
  if has_workspace demo; then build_demo; fi
  has_workspace e2e || return 0
  # A log recorded in a browser runs again natively too; and the streams are read natively.
  build_preset asan praxino_replay manifest_test session_test
  PRAXINO_STREAMS=$PRAXINO_CACHE/streams ctest --preset asan -R 'StreamOfAPackager|CutsOfStreams'
  PRAXINO_LANES=${PRAXINO_LANES:-$(node "$PRAXINO_ROOT/e2e/lanes.mjs")}
  say "files at once: $PRAXINO_LANES"
  PRAXINO_LANES=$PRAXINO_LANES npm test --silent -w e2e
  if [ -n "$PRAXINO_LONG" ]; then npm run --silent --if-present long -w e2e; fi
}

test_fuzz() {
  [ -e "$PRAXINO_ROOT/fuzz/CMakeLists.txt" ] || return 0
  build_preset fuzz
  local seconds=20
  if [ -n "$PRAXINO_LONG" ]; then seconds=600; fi
  node "$PRAXINO_ROOT/scripts/fuzz.mjs" "$PRAXINO_ROOT/build/fuzz" "$seconds"
  if [ -n "$PRAXINO_LONG" ]; then node "$PRAXINO_ROOT/scripts/planted.mjs" "$PRAXINO_ROOT/build/planted" 120; fi
}

test_networks() {
  build_preset release session_test
  PRAXINO_NETWORKS=10000 ctest --preset release -R Networks
}

test_benchmarks() {
  has_workspace bench || return 0
  "$PRAXINO_ROOT/scripts/streams"
  build_js
  npm run --silent bench:manifest
  npm run --silent bench:transmux
  npm run --silent bench:startup
  npm run --silent bench:faults
}
