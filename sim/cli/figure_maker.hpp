#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace entente {

/// What to draw, and how. Texts are those of the options of `entente figures`, which analysis/figures checks.
struct FigureRequest {
  /// A result file, or a scenario.
  std::string file;
  std::string only;
  std::string formats = "pdf";
  /// "column", "page" or millimetres; empty: what suits each figure.
  std::string width;
  std::string style = "journal";
  std::string folder;
  /// Of a result file: the run whose course is told. Of a scenario also its seed.
  std::uint64_t run = 0;
  std::optional<std::uint64_t> seed;
  std::string python = "/usr/bin/python3";
  /// Where to keep the setting (sim/experiment/setting.hpp); empty: nowhere.
  std::string setting;
};

/// The folder of the program's own files: where the sources are, or where they were installed. Throws Error
/// where it is not beside the program.
std::string shared_folder();

/// Draws the figures into the folder, with data and caption beside each and an index, figures.json. What was
/// drawn goes to standard output unless `quiet`. Returns the exit status of the drawing program. Throws
/// InputError where Python or its libraries are missing, or the file is none.
int make_figures(const FigureRequest& request, bool quiet);

/// The command that draws them, "{}" in place of the figure's name.
std::string figure_command(const FigureRequest& request);

}  // namespace entente
