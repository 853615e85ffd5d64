#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/plan.hpp"

namespace entente {

/// Reads worlds that the user gives as comma-separated values: a line of paths, then a line of numbers for
/// each world, in UTF-8. Cells may stand in double quotes; blanks around them and empty lines do not count.
/// Columns come out in the order of paths. Throws InputError, with line and column, for a path that is there
/// twice, a line of another length, and cells that are not numbers. `file` names the text in messages. Empty
/// text: no rows.
GivenRows read_given_rows(std::string_view text, const std::string& file);

/// read_given_rows() of a regular file; throws InputError where it cannot be read or has no rows.
GivenRows load_given_rows(const std::string& path);

/// The rows as such text, numbers as they read back; empty for none.
std::string given_rows_text(const GivenRows& given);

}  // namespace entente
