# Emscripten: the one on PATH where it is new enough, else Debian 13's, unpacked into the cache.
# Its compiler is Debian 12's own clang 19; only binaryen's programs need the newer C library that comes along.

emscripten_wanted=3.1.69
emscripten_recipe='3.1.69 recipe 1'
emscripten_dir=$PRAXINO_CACHE/emscripten

emcc_on_path() {
  local found version
  found=$(command -v emcc) || return 1
  case $found in "$emscripten_dir"/*) return 1 ;; esac
  version=$(emcc -dumpversion 2>/dev/null) || return 1
  version_at_least "${version%%-*}" "$emscripten_wanted"
}

ensure_emscripten() {
  if stamp_is "$emscripten_dir/stamp" "$emscripten_recipe" || emcc_on_path; then return 0; fi
  is_debian || fail "Emscripten $emscripten_wanted or newer is not on PATH: please install it (emsdk does)"
  say "unpacking Emscripten $emscripten_wanted into $emscripten_dir"
  rm -rf "$emscripten_dir"
  trixie_unpack "$emscripten_dir/root" \
    emscripten/trixie binaryen/trixie libc6/trixie libstdc++6/trixie libgcc-s1/trixie
  patch_binaryen
  write_emscripten_config
  # The optimiser imports acorn; --emit-tsd calls tsc.
  quietly "$PRAXINO_CACHE/logs/emscripten-npm.log" npm install --prefix "$emscripten_dir/root/usr/share/emscripten" \
    --no-save --no-package-lock --ignore-scripts --omit=dev acorn@8 typescript@5.9
  try_emscripten
  write_stamp "$emscripten_dir/stamp" "$emscripten_recipe"
}

patch_binaryen() {
  local root=$emscripten_dir/root triplet loader libraries program
  triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
  loader=$(find "$root" -name 'ld-linux-*.so.*' | head -n 1)
  libraries=$root/usr/lib/$triplet
  for program in "$root"/usr/bin/*; do
    if patchelf --print-interpreter "$program" >/dev/null 2>&1; then
      patchelf --set-interpreter "$loader" --set-rpath "$libraries:$libraries/binaryen" "$program"
    fi
  done
}

write_emscripten_config() {
  cat >"$emscripten_dir/config.py" <<PYTHON
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$emscripten_dir/root/usr'
EMSCRIPTEN_ROOT = '$emscripten_dir/root/usr/share/emscripten'
NODE_JS = '$(command -v node)'
CACHE = '$emscripten_dir/root/usr/share/emscripten/cache'
PYTHON
}

try_emscripten() {
  local scratch
  scratch=$(mktemp -d "$PRAXINO_CACHE/try.XXXXXX")
  printf '#include <expected>\nint main() { return std::expected<int, int>(0).value_or(1); }\n' >"$scratch/try.cpp"
  (
    use_unpacked_emscripten
    quietly "$PRAXINO_CACHE/logs/emscripten-try.log" em++ -std=c++23 -O2 "$scratch/try.cpp" -o "$scratch/try.mjs"
    node "$scratch/try.mjs"
  ) || fail "the unpacked Emscripten does not work; remove $emscripten_dir and try again"
  rm -r "$scratch"
}

use_unpacked_emscripten() {
  local folder=$emscripten_dir/root/usr/share/emscripten
  export EM_CONFIG=$emscripten_dir/config.py
  case :$PATH: in *":$folder:"*) ;; *) PATH=$folder:$PATH:$folder/node_modules/.bin ;; esac
  export PATH
}
