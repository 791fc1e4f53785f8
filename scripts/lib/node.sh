# Node: the system's where it is new enough, else a newer one out of the npm registry, in the cache.

# What the bundler of the demo asks for (^20.19 or 22.12 and up).
node_wanted=20.19.0
node_package=22
node_dir=$PRAXINO_CACHE/node

node_on_path_will_do() {
  local version
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  version=$(node --version) && version=${version#v}
  version_at_least "$version" "$node_wanted"
}

use_cached_node() {
  if [ ! -x "$node_dir/node_modules/.bin/node" ]; then return 0; fi
  case :$PATH: in *":$node_dir/node_modules/.bin:"*) ;; *) PATH=$node_dir/node_modules/.bin:$PATH ;; esac
  export PATH
}

node_architecture() {
  case $(uname -m) in
    x86_64) say x64 ;;
    aarch64) say arm64 ;;
    *) fail "no packaged Node for $(uname -m): please install Node $node_wanted or newer" ;;
  esac
}

# The registry's node-linux-* packages ship the program itself, so Debian 12's npm can fetch what its node is not.
ensure_node() {
  use_cached_node
  if node_on_path_will_do; then return 0; fi
  is_debian || fail "Node $node_wanted or newer and npm are needed: please install them"
  ensure_packages nodejs npm
  if node_on_path_will_do; then return 0; fi
  local package
  package=node-linux-$(node_architecture)
  say "fetching Node $node_package into $node_dir (the system's is $(node --version))"
  mkdir -p "$node_dir"
  printf '{ "private": true }\n' >"$node_dir/package.json"
  quietly "$PRAXINO_CACHE/logs/node.log" npm install --prefix "$node_dir" --no-audit --no-fund \
    "$package@$node_package" npm@10
  mkdir -p "$node_dir/node_modules/.bin"
  ln -sf "../$package/bin/node" "$node_dir/node_modules/.bin/node"
  use_cached_node
  node_on_path_will_do || fail "Node from the registry does not run here: please install Node $node_wanted or newer"
}
