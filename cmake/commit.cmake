# Writes the definition of entente::commit() to ${output} for the repository in ${source}.
execute_process(
  COMMAND git rev-parse --short=12 HEAD
  WORKING_DIRECTORY "${source}"
  OUTPUT_VARIABLE commit
  ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE
  RESULT_VARIABLE failed)
if(failed)
  set(commit unknown)
else()
  execute_process(COMMAND git diff --quiet HEAD WORKING_DIRECTORY "${source}" RESULT_VARIABLE changed ERROR_QUIET)
  if(changed)
    string(APPEND commit "+")
  endif()
endif()
file(CONFIGURE OUTPUT "${output}" CONTENT "#include \"sim/core/version.hpp\"

std::string_view entente::commit() { return \"@commit@\"; }
" @ONLY)
