# Installs the build tree into a scratch prefix, then configures, builds and runs the consumer against it.
# Variables: build, scratch, generator, compiler, flags, build_type, version.
set(step COMMAND_ERROR_IS_FATAL ANY)
file(REMOVE_RECURSE "${scratch}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${build}" --prefix "${scratch}/prefix" OUTPUT_QUIET ${step})
execute_process(
  COMMAND
    "${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${scratch}/build" -G "${generator}" "-DCMAKE_CXX_COMPILER=${compiler}"
    "-DCMAKE_CXX_FLAGS=${flags}" "-DCMAKE_BUILD_TYPE=${build_type}" "-DCMAKE_PREFIX_PATH=${scratch}/prefix" ${step})
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${scratch}/build" ${step})
execute_process(COMMAND "${scratch}/build/consumer" OUTPUT_VARIABLE printed OUTPUT_STRIP_TRAILING_WHITESPACE ${step})
if(NOT printed STREQUAL version)
  message(FATAL_ERROR "the consumer printed \"${printed}\" and not the version \"${version}\"")
endif()
