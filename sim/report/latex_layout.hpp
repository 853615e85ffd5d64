#pragma once

#include <vector>

#include "sim/report/document.hpp"

namespace entente {

/// The type of a table: what switches to it, and how many characters of it a line of the text holds in the
/// article class with its default margins.
struct LatexType {
  const char* command;
  double line;
};

/// How a table is set: its type, and the widths of its columns in characters, 0 for those that stay as wide
/// as their widest cell.
struct LatexLayout {
  LatexType type;
  std::vector<double> widths;
};

/// A table that fits keeps its columns; in one that is too wide they are broken into lines so that the table
/// becomes as short as may be. No column is narrower than its longest word, and numbers are not broken.
LatexLayout latex_layout(const Tabular& table);

}  // namespace entente
