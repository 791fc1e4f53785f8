# Builds, each skipped by its own tool when nothing changed. What they say is shown when they fail.

# build_preset NAME [TARGET…]: configure and build one of CMakePresets.json.
build_preset() {
  cd "$PRAXINO_ROOT"
  quietly "$PRAXINO_ROOT/build/$1-configure.log" cmake --preset "$1"
  quietly "$PRAXINO_ROOT/build/$1-build.log" cmake --build --preset "$1" ${2:+--target "${@:2}"}
}

# The words change when any of the files does; names that are not there count as empty.
checksum_of() { (cd "$PRAXINO_ROOT" && find "$@" -type f -print0 2>/dev/null | sort -z | xargs -0 cat | cksum); }

# build_workspace NAME INPUT…: `npm run build` of a workspace, unless its inputs are those of the last time.
build_workspace() {
  local name=$1 wanted stamp=$PRAXINO_ROOT/build/stamps/$1
  shift
  wanted=$(checksum_of "$@" package-lock.json)
  if stamp_is "$stamp" "$wanted" && [ -d "$PRAXINO_ROOT/$name/dist" ]; then return 0; fi
  rm -f "$stamp"
  (cd "$PRAXINO_ROOT" && quietly "$PRAXINO_ROOT/build/$name.log" npm run build -w "$name")
  write_stamp "$stamp" "$wanted"
}

build_js() {
  build_preset wasm
  build_workspace js js/src js/build.mjs js/package.json js/tsconfig.json js/tsconfig.build.json \
    build/wasm/praxino.wasm build/wasm/praxino-node.mjs build/wasm/praxino-node.wasm \
    build/wasm/THIRD_PARTY_NOTICES.txt LICENSE
}

build_demo() {
  local inputs
  mapfile -t inputs < <(cd "$PRAXINO_ROOT" && find demo -maxdepth 1 -mindepth 1 ! -name dist ! -name node_modules)
  build_workspace demo "${inputs[@]}" js/dist
}
