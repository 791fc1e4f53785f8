# The environment of a build: `source scripts/lib/env.sh`. Installs nothing; scripts/setup does that.
_praxino_lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
_praxino_options=$(set +o)
for _praxino_part in common packages trixie emscripten node npm third-party setup build; do
  # shellcheck source=/dev/null
  source "$_praxino_lib/$_praxino_part.sh"
done
use_cached_node
if [ -e "$emscripten_dir/stamp" ]; then use_unpacked_emscripten; fi
# Compilations are remembered across clones: paths inside the repository are hashed relative to it.
export CCACHE_DIR=${CCACHE_DIR:-$PRAXINO_CACHE/ccache} CCACHE_BASEDIR=$PRAXINO_ROOT CCACHE_NOHASHDIR=1
case $- in *i*) eval "$_praxino_options" ;; esac # a person's own shell keeps its own habits
unset _praxino_lib _praxino_options _praxino_part
