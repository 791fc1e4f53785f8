# Everything that is not ours, in one file: where it is found and how it is built.
# Sources come from scripts/setup, or from the folder that PRAXINO_THIRD_PARTY names.

if(DEFINED ENV{PRAXINO_THIRD_PARTY})
  set(third_party "$ENV{PRAXINO_THIRD_PARTY}")
elseif(DEFINED ENV{PRAXINO_CACHE})
  set(third_party "$ENV{PRAXINO_CACHE}/third-party")
else()
  set(third_party "$ENV{HOME}/.cache/praxino/third-party")
endif()
set(PRAXINO_THIRD_PARTY "${third_party}" CACHE PATH "Folder with the sources of third-party libraries")

# pugixml reads the MPD: its text in, a tree out; nothing of it that would need exceptions or streams.
if(NOT EXISTS "${PRAXINO_THIRD_PARTY}/pugixml/src/pugixml.cpp")
  message(FATAL_ERROR "no pugixml in ${PRAXINO_THIRD_PARTY}: run scripts/setup toolchain, "
    "or set PRAXINO_THIRD_PARTY to a folder that holds pugixml/src/pugixml.cpp")
endif()
add_library(praxino_pugixml STATIC "${PRAXINO_THIRD_PARTY}/pugixml/src/pugixml.cpp")
target_include_directories(praxino_pugixml SYSTEM PUBLIC "${PRAXINO_THIRD_PARTY}/pugixml/src")
target_compile_definitions(praxino_pugixml PUBLIC PUGIXML_NO_EXCEPTIONS PUGIXML_NO_XPATH PUGIXML_NO_STL)
target_link_libraries(praxino_pugixml PRIVATE praxino_options)

# mbedTLS has AES; of it, only that. It is offered under Apache-2.0 among others, and so we take it.
if(NOT EXISTS "${PRAXINO_THIRD_PARTY}/mbedtls/library/aes.c")
  message(FATAL_ERROR "no mbedtls in ${PRAXINO_THIRD_PARTY}: run scripts/setup toolchain, "
    "or set PRAXINO_THIRD_PARTY to a folder that holds mbedtls/library/aes.c")
endif()
add_library(praxino_mbedtls STATIC
  "${PRAXINO_THIRD_PARTY}/mbedtls/library/aes.c"
  "${PRAXINO_THIRD_PARTY}/mbedtls/library/platform_util.c")
target_include_directories(praxino_mbedtls SYSTEM PUBLIC "${PRAXINO_THIRD_PARTY}/mbedtls/include")
target_compile_definitions(praxino_mbedtls PUBLIC
  MBEDTLS_CONFIG_FILE="${PROJECT_SOURCE_DIR}/core/crypto/mbedtls_config.h")
# Fast in tests too: whole films are decrypted there.
target_compile_options(praxino_mbedtls PRIVATE $<$<CONFIG:Debug>:-O2>)

# Tests and benchmarks are native only, and so is what they use.
if(NOT EMSCRIPTEN)
  find_package(GTest REQUIRED)
  find_package(nlohmann_json 3.11 REQUIRED)
  find_package(benchmark QUIET)
  include(GoogleTest)
endif()
