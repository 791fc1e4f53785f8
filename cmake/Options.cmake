# How every file here is compiled: once, as the target praxino_options.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(PRAXINO_CCACHE ccache)
if(PRAXINO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${PRAXINO_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${PRAXINO_CCACHE}")
endif()

set(PRAXINO_SANITIZE "" CACHE STRING "Sanitizers for every file, as -fsanitize= takes them")
option(PRAXINO_FUZZ "Build the fuzz targets with libFuzzer" OFF)
option(PRAXINO_WERROR "Warnings are errors" ON)

add_library(praxino_options INTERFACE)
target_include_directories(praxino_options INTERFACE "${PROJECT_SOURCE_DIR}")
# The same bits on every machine: no fused multiply-add where the source has a multiplication and a sum.
target_compile_options(praxino_options INTERFACE -fno-exceptions -ffp-contract=off)

if(EMSCRIPTEN)
  target_compile_options(praxino_options INTERFACE
    # Copying is one instruction then (Chrome 75, Firefox 79, Safari 15); the C library's memcpy is a loop over bytes.
    -mbulk-memory
    # Browsers that have it have this too: a conversion to integers that is not checked for its range first.
    -mnontrapping-fptoint
    # Nothing asks for a type's name at run time, and embind (for Node) does without.
    $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti;-DEMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0>
    # Redundancies that are only partial cost more code than they save time; wasm/CMakeLists.txt says it to the linker.
    "SHELL:-mllvm -enable-pre=false")
endif()

# Ours alone, not for third-party sources.
add_library(praxino_warnings INTERFACE)
target_compile_options(praxino_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow
  # A designated initialiser that leaves members to their defaults says what it means.
  -Wno-missing-field-initializers
  # g++ 12 sees uninitialised members in every variant and expected that it inlines, and overlaps in std::string.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-restrict>
  # clang over libstdc++ 12: std::stable_sort's own use of get_temporary_buffer.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  $<$<BOOL:${PRAXINO_WERROR}>:-Werror>)

set(sanitizers "${PRAXINO_SANITIZE}")
if(PRAXINO_FUZZ)
  list(APPEND sanitizers fuzzer-no-link)
endif()
if(sanitizers)
  string(REPLACE ";" "," sanitizers "${sanitizers}")
  target_compile_options(praxino_options INTERFACE
    -fsanitize=${sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(praxino_options INTERFACE -fsanitize=${sanitizers})
endif()
