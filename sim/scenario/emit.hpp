#pragma once

#include <string>

#include "sim/scenario/document.hpp"

namespace entente {

/// The tree as YAML text, the same for the same content: keys in the order of their bytes, two spaces of
/// indentation, text in double quotes only where a reader could take it for something else, lists of plain
/// values on one line. Comments, positions and the way text was quoted are not kept. parse_document() of the
/// result gives the tree back, with keys in that order.
std::string emit(const Node& node);

}  // namespace entente
