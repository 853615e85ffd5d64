#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace entente {

/// What to draw, and how. Texts are those of the options of `entente figures`, which analysis/figures checks.
struct FigureRequest {
  /// A result file, or a scenario.
  std::string file;
  /// What commands that are stated call it; empty: by its name without folders.
  std::string named = {};
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

/// What every command that draws has: --only, --run, --python.
void add_figure_options(CLI::App& command, FigureRequest& request);

/// The folder of the program's own files: where the sources are, or where they were installed. Throws Error
/// where it is not beside the program.
std::string shared_folder();

/// Draws the figures into the folder, with data and caption beside each and an index, figures.json. What was
/// drawn goes to standard output unless `quiet`. Returns the exit status of the drawing program. Throws
/// InputError where Python or its libraries are missing, or the file is none.
int make_figures(const FigureRequest& request, bool quiet);

/// A figure that was drawn, as figures.json lists it.
struct DrawnFigure {
  std::string name;
  std::string title;
  std::string caption;
  /// Names of files in the folder: drawings, and the data behind them.
  std::vector<std::string> files;
  std::string data;
  std::string command;
};
/// What make_figures() drew into a folder, and the versions of what drew it: python, matplotlib and so on.
struct DrawnFigures {
  std::vector<DrawnFigure> figures;
  std::vector<std::pair<std::string, std::string>> versions;
};
DrawnFigures drawn_figures(const std::string& folder);

/// The options with which figures are drawn, as for a command line: "--format pdf --run 3".
std::string drawing_options(const FigureRequest& request);

}  // namespace entente
