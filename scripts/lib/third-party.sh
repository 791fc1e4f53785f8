# Third-party C++ in source form: fetched from Debian 13 with its signatures checked, kept in the cache, never in
# the repository. PRAXINO_THIRD_PARTY names a folder that takes the cache's place (pugixml/ and so on inside it).

third_party_sources=(pugixml mbedtls)
third_party_dir=$PRAXINO_CACHE/third-party

ensure_third_party() {
  if [ -n "${PRAXINO_THIRD_PARTY:-}" ]; then
    local name
    for name in "${third_party_sources[@]}"; do
      [ -d "$PRAXINO_THIRD_PARTY/$name" ] || fail "PRAXINO_THIRD_PARTY has no folder $name: put its sources there"
    done
    return 0
  fi
  local name
  for name in "${third_party_sources[@]}"; do
    if [ -e "$third_party_dir/$name.stamp" ]; then continue; fi
    is_debian || fail "set PRAXINO_THIRD_PARTY to a folder that holds the sources of: ${third_party_sources[*]}"
    say "fetching the sources of $name"
    trixie_source "$third_party_dir/$name" "$name"
    write_stamp "$third_party_dir/$name.stamp" trixie
  done
}
