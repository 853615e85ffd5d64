#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/experiment/database.hpp"
#include "sim/experiment/table.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// A result file of a command that plays everything in one go and does not resume: one SQLite database,
/// written beside its place and moved there when it is whole, so that at its place there is either nothing or
/// all. Besides the tables it holds `codebook` (every column) and one table of names and values that says
/// what the file is and where it comes from.
class ResultFile {
 public:
  /// `kind` names that table: "comparison". Throws InputError where there is a file at `path` already.
  ResultFile(std::string path, const std::string& kind, std::vector<Table> tables);
  ~ResultFile();
  ResultFile(const ResultFile&) = delete;
  ResultFile& operator=(const ResultFile&) = delete;

  /// An entry of what the file is.
  void state(const std::string& name, const std::string& value);
  /// A row of the table with this place in the list.
  void add(std::size_t table, const Row& row);
  /// Puts the file in its place.
  void finish();

 private:
  std::string path_;
  std::string beside_;
  std::vector<Table> tables_;
  /// Closed before the file is moved.
  struct Open;
  std::unique_ptr<Open> open_;
};

/// What every such file states: format, behaviour (the program's signature: engine/signature.hpp), version,
/// commit, compiler, command.
void state_program(ResultFile& file, const std::string& behaviour, const std::string& command);
/// What a file about one scenario states: its name, its hash and its resolved text.
void state_scenario(ResultFile& file, const LoadedScenario& loaded);

}  // namespace entente
