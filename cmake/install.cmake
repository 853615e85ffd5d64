# Library, headers, program, scenarios, and the files by which find_package(entente) finds them.
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/entente")

install(TARGETS entente EXPORT entente-targets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
if(TARGET entente_program)
  install(TARGETS entente_program RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
if(TARGET entente_mpi)
  install(TARGETS entente_mpi RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
foreach(tree sim analysis/statistics)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${tree}")
    install(
      DIRECTORY "${tree}/"
      DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/entente/${tree}"
      FILES_MATCHING
      PATTERN "*.hpp"
      REGEX "/sim/cli$" EXCLUDE)
  endif()
endforeach()
if(EXISTS "${PROJECT_SOURCE_DIR}/scenarios")
  install(DIRECTORY scenarios/ DESTINATION "${CMAKE_INSTALL_DATADIR}/entente/scenarios")
endif()

install(
  DIRECTORY analysis/figures/
  DESTINATION "${CMAKE_INSTALL_DATADIR}/entente/analysis/figures"
  FILES_MATCHING
  PATTERN "*.py"
  PATTERN "*.R"
  PATTERN gallery EXCLUDE)
install(FILES LICENSE CITATION.cff DESTINATION "${CMAKE_INSTALL_DATADIR}/entente")

install(
  EXPORT entente-targets
  NAMESPACE entente::
  DESTINATION "${package_dir}")
configure_package_config_file(cmake/entente-config.cmake.in entente-config.cmake INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file(entente-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/entente-config.cmake" "${CMAKE_CURRENT_BINARY_DIR}/entente-config-version.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/FindClp.cmake"
        DESTINATION "${package_dir}")
