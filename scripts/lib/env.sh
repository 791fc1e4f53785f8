# The environment of a build: `source scripts/lib/env.sh`. Installs nothing; scripts/setup does that.
_praxino_lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
_praxino_options=$(set +o)
for _praxino_part in common packages trixie emscripten node npm third-party; do
  # shellcheck source=/dev/null
  source "$_praxino_lib/$_praxino_part.sh"
done
use_cached_node
if [ -e "$emscripten_dir/stamp" ]; then use_unpacked_emscripten; fi
case $- in *i*) eval "$_praxino_options" ;; esac # a person's own shell keeps its own habits
unset _praxino_lib _praxino_options _praxino_part
