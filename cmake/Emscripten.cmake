# Hands over to the toolchain file that comes with the emcc on PATH, wherever that was installed.

find_program(PRAXINO_EMCC emcc)
if(NOT PRAXINO_EMCC)
  message(FATAL_ERROR "emcc is not on PATH: run scripts/setup toolchain, then `source scripts/lib/env.sh`")
endif()
get_filename_component(emcc "${PRAXINO_EMCC}" REALPATH)
get_filename_component(folder "${emcc}" DIRECTORY)
find_file(PRAXINO_EMSCRIPTEN_TOOLCHAIN Emscripten.cmake NO_CMAKE_FIND_ROOT_PATH NO_DEFAULT_PATH
  PATHS "${folder}/cmake/Modules/Platform" "${folder}/../libexec/cmake/Modules/Platform")
if(NOT PRAXINO_EMSCRIPTEN_TOOLCHAIN)
  message(FATAL_ERROR "no Emscripten.cmake beside ${PRAXINO_EMCC}")
endif()
set(EMSCRIPTEN_ROOT_PATH "${folder}")
include("${PRAXINO_EMSCRIPTEN_TOOLCHAIN}")
