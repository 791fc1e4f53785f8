# Whether the committed js/src/protocol.ts is what the messages in core/player are now.
execute_process(COMMAND "${PROGRAM}" OUTPUT_VARIABLE printed RESULT_VARIABLE result)
file(READ "${COMMITTED}" committed)
if(NOT result EQUAL 0 OR NOT printed STREQUAL committed)
  message(FATAL_ERROR "js/src/protocol.ts is not what core/player says. To renew it:\n"
    "  cmake --build --preset dev --target protocol")
endif()
