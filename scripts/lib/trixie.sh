# Debian 13 (trixie) as a private source of packages: its lists, pins and downloads live in the cache, so the
# system's own apt never hears of it and nothing is upgraded. The system's Debian keyring checks every signature.

trixie_dir=$PRAXINO_CACHE/apt-trixie

# The mirror is the one the system itself uses, whichever way its sources are written down.
debian_mirror() {
  apt_lists_are_here || update_apt_lists
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' |
    awk -v release="$(debian_codename)" '($2 == release || $2 == "stable") && $3 == "main" { print $1; exit }'
}

trixie_apt() {
  local program=$1
  shift
  "$program" \
    -o Dir::Etc::sourcelist="$trixie_dir/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o Dir::State="$trixie_dir/state" -o Dir::State::status="$trixie_dir/status" \
    -o Dir::Cache="$trixie_dir/cache" -o APT::Sandbox::User="$(id -un)" \
    -o APT::Default-Release=trixie -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

# Once per run of a script: the lists are a day's worth of truth, and 40 MB.
update_trixie() {
  if [ -n "$(find "$trixie_dir/updated" -mmin -600 2>/dev/null)" ]; then return 0; fi
  local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || fail "apt's sources name no Debian mirror with $(debian_codename)/main"
  [ -e "$keyring" ] || ensure_packages debian-archive-keyring
  mkdir -p "$trixie_dir"/{state/lists/partial,cache/archives/partial}
  : >"$trixie_dir/status"
  printf '%s [signed-by=%s] %s trixie main\n' deb "$keyring" "$mirror" deb-src "$keyring" "$mirror" \
    >"$trixie_dir/sources.list"
  quietly "$PRAXINO_CACHE/logs/apt-trixie.log" trixie_apt apt-get update
  touch "$trixie_dir/updated"
}

# trixie_unpack FOLDER PACKAGE…: binary packages, unpacked and not installed.
trixie_unpack() {
  local folder=$1 downloads
  shift
  update_trixie
  downloads=$(mktemp -d "$PRAXINO_CACHE/download.XXXXXX")
  (cd "$downloads" && quietly "$PRAXINO_CACHE/logs/trixie-download.log" trixie_apt apt-get download "$@")
  mkdir -p "$folder"
  local archive
  for archive in "$downloads"/*.deb; do dpkg -x "$archive" "$folder"; done
  rm -r "$downloads"
}

# trixie_source FOLDER PACKAGE: the source as upstream released it. The signed lists carry the tarball's hash, so
# Debian's own patches are not needed to trust it.
trixie_source() {
  local folder=$1 package=$2 downloads tarball
  update_trixie
  downloads=$(mktemp -d "$PRAXINO_CACHE/download.XXXXXX")
  (cd "$downloads" && quietly "$PRAXINO_CACHE/logs/source-$package.log" \
    trixie_apt apt-get source --download-only --tar-only "$package/trixie")
  tarball=$(ls "$downloads"/*.orig.tar.* | grep -v '\.asc$' | head -n 1)
  rm -rf "$folder"
  mkdir -p "$folder"
  tar -xf "$tarball" -C "$folder" --strip-components=1
  rm -r "$downloads"
}
