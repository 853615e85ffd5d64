#pragma once

#include <string_view>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/scenario/document.hpp"

namespace entente {

/// The file name shown for what comes from the command line; columns count within the assignment.
inline constexpr std::string_view kSetFile = "--set";

/// Applies one `path=value` to a mapping. The path is names joined by dots (is_name); all but the last must
/// be mappings that exist. The value is YAML on one line, read as in a file.
///   - A scalar on a mapping with a key `value`, as in {value: 0.9, source: C42}, replaces that `value` only.
///   - A null removes the key, as in a file that extends another; there must be one.
///   - Anything else replaces what is there, or adds the last key.
/// Appends a Problem and leaves `root` alone when the assignment is wrong.
void apply_set(Node& root, std::string_view assignment, std::vector<Problem>& problems);

}  // namespace entente
