# COIN-OR Clp, the linear programming solver: defines Clp::Clp. The distribution ships no CMake package of its own.
include(FindPackageHandleStandardArgs)
find_path(CLP_INCLUDE_DIR ClpSimplex.hpp PATH_SUFFIXES coin coin-or)
find_library(CLP_LIBRARY Clp)
find_library(CLP_COINUTILS_LIBRARY CoinUtils)
find_package_handle_standard_args(Clp REQUIRED_VARS CLP_LIBRARY CLP_COINUTILS_LIBRARY CLP_INCLUDE_DIR)
mark_as_advanced(CLP_LIBRARY CLP_COINUTILS_LIBRARY CLP_INCLUDE_DIR)

if(Clp_FOUND AND NOT TARGET Clp::Clp)
  add_library(Clp::Clp UNKNOWN IMPORTED)
  set_target_properties(
    Clp::Clp PROPERTIES IMPORTED_LOCATION "${CLP_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${CLP_INCLUDE_DIR}"
                        INTERFACE_LINK_LIBRARIES "${CLP_COINUTILS_LIBRARY}")
endif()
