# A room is a folder of core/ and a static library; core/LAYERS says which rooms there are and what each may use.

file(STRINGS "${PROJECT_SOURCE_DIR}/core/LAYERS" lines REGEX "^[a-z]")
foreach(line IN LISTS lines)
  string(REGEX REPLACE ":.*" "" room "${line}")
  list(APPEND PRAXINO_ROOMS ${room})
endforeach()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/core/LAYERS")

macro(praxino_add_rooms)
  foreach(room IN LISTS PRAXINO_ROOMS)
    if(EXISTS "${PROJECT_SOURCE_DIR}/core/${room}/CMakeLists.txt")
      add_subdirectory(core/${room})
    endif()
  endforeach()
endmacro()

# The name of a room stands for its library; any other word is a target as it is.
function(praxino_libraries out)
  set(libraries)
  foreach(word IN LISTS ARGN)
    if(word IN_LIST PRAXINO_ROOMS)
      string(REPLACE "/" "_" word "praxino_${word}")
    endif()
    list(APPEND libraries ${word})
  endforeach()
  set(${out} ${libraries} PARENT_SCOPE)
endfunction()

# praxino_room(NAME SOURCES file… [DEPENDS room-or-target…]): the library praxino_NAME. A room of headers alone
# names no sources. LINK is another word for DEPENDS.
function(praxino_room name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;LINK")
  string(REPLACE "/" "_" target "praxino_${name}")
  praxino_libraries(libraries ${arg_DEPENDS} ${arg_LINK})
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    target_link_libraries(${target} PUBLIC praxino_options ${libraries} PRIVATE praxino_warnings)
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE praxino_options ${libraries})
  endif()
endfunction()

# praxino_test(NAME SOURCES file… [LINK room-or-target…]): a GoogleTest program, each of its tests known to ctest.
function(praxino_test name)
  # Under the fuzz preset there is enough to build.
  if(EMSCRIPTEN OR PRAXINO_FUZZ)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;LINK")
  praxino_libraries(libraries ${arg_LINK} ${arg_DEPENDS})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE praxino_options praxino_warnings ${libraries} GTest::gtest GTest::gtest_main)
  # Parameters have names; as values they are bytes, and ctest would not know its tests again, nor how long they take.
  gtest_discover_tests(${name} TEST_PREFIX "${name}." WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" NO_PRETTY_VALUES
    DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()

# praxino_fuzzer(NAME SOURCES file… [LINK room-or-target…] [SEEDS folder]): under the fuzz preset a libFuzzer
# program; elsewhere its seeds run through it as one plain test. The list of programs is what scripts/test reads.
function(praxino_fuzzer name)
  if(EMSCRIPTEN)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "SEEDS" "SOURCES;DEPENDS;LINK")
  praxino_libraries(libraries ${arg_LINK} ${arg_DEPENDS})
  get_filename_component(seeds "${arg_SEEDS}" ABSOLUTE)
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE praxino_options praxino_warnings ${libraries})
  if(PRAXINO_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_property(GLOBAL APPEND_STRING PROPERTY PRAXINO_FUZZERS "$<TARGET_FILE:${name}>\t${seeds}\n")
  else()
    target_sources(${name} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/run_seeds.cpp")
    add_test(NAME ${name}.seeds COMMAND ${name} "${seeds}")
  endif()
endfunction()

# At the very end of configuring: the fuzz targets and their seeds, a line each.
function(praxino_list_fuzzers)
  get_property(fuzzers GLOBAL PROPERTY PRAXINO_FUZZERS)
  file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/fuzzers.txt" CONTENT "${fuzzers}")
endfunction()
