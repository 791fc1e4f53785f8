# The workspaces' npm packages, as the lock file says.

ensure_npm_packages() {
  [ -e "$PRAXINO_ROOT/package.json" ] || return 0
  local wanted stamp=$PRAXINO_ROOT/node_modules/.praxino-stamp
  wanted=$(cd "$PRAXINO_ROOT" && cat package.json package-lock.json ./*/package.json 2>/dev/null | cksum)
  if stamp_is "$stamp" "$wanted"; then return 0; fi
  # `ci` empties node_modules first, which is right for a machine that proves and rude to a person at work.
  local how=install
  if [ -n "${CI:-}" ] && [ -e "$PRAXINO_ROOT/package-lock.json" ]; then how=ci; fi
  say "npm $how"
  (cd "$PRAXINO_ROOT" && quietly "$PRAXINO_CACHE/logs/npm.log" npm "$how" --no-audit --no-fund)
  wanted=$(cd "$PRAXINO_ROOT" && cat package.json package-lock.json ./*/package.json 2>/dev/null | cksum)
  write_stamp "$stamp" "$wanted"
}
