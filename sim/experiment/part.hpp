#pragma once

#include <functional>
#include <vector>

#include "sim/experiment/tables.hpp"

/// The tables one by one, each with its columns beside the code that fills them. Tables puts them together.

namespace entente {

/// A table and how a run that was played fills it.
struct Part {
  Table table;
  std::function<void(const FinishedRun&, std::vector<Row>&)> fill;
};

/// The number of a package in tables; nothing where nothing is in force. In games whose options differ from
/// world to world (rational parties on a divisible issue) it is a hash of the options.
Cell package_cell(const Scenario& played, PackageIndex package);

/// A column, with unit last because most have none.
TableColumn whole(std::string name, std::string meaning, std::string unit = {});
TableColumn real(std::string name, std::string meaning, std::string unit = {});
TableColumn text(std::string name, std::string meaning);

// What came of a run (run_parts.cpp).
Part runs_part(const Scenario& scenario);
Part worlds_part(const std::vector<std::string>& paths);
Part arrangements_part(const Scenario& scenario);
Part agreements_part();
Part acts_part(const Scenario& scenario);
Part blocks_part();

// Worths (worth_parts.cpp).
Part utilities_part(const Scenario& scenario);
Part gaps_part(const Scenario& scenario);

// The state of the world: at the end, and round by round in runs that are traced (state_parts.cpp).
Part endings_part(const Scenario& scenario);
Part rounds_part(const Scenario& scenario);

// What happened at the table in runs that are traced (trace_parts.cpp).
Part offers_part();
Part answers_part();
Part votes_part();
Part breaches_part();

}  // namespace entente
