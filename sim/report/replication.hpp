#pragma once

#include <string>
#include <utility>
#include <vector>

namespace entente {

/// What the texts of a replication bundle speak of.
struct ReplicationFacts {
  /// Title of the scenario, and the kind of result file: "sweep", "comparison", "tip" or "account".
  std::string title;
  std::string kind;
  /// The result file, by its name within the bundle.
  std::string result;
  /// The command that made it, and the program's version, behaviour signature and compiler.
  std::string command;
  std::string program;
  std::string behaviour;
  /// Of the place where the bundle was made: name → version (system, Python, libraries).
  std::vector<std::pair<std::string, std::string>> environment = {};
  /// Figure → command that draws it.
  std::vector<std::pair<std::string, std::string>> figures = {};
  /// Options of `entente figures`.
  std::string drawing;
  bool tables = false;
};

/// README.md: what is in the bundle, where it comes from, and how to make it again.
std::string replication_readme(const ReplicationFacts& facts);

/// environment.txt.
std::string replication_environment(const ReplicationFacts& facts);

/// regenerate.sh, a POSIX shell script: plays everything again, draws all figures again, and compares each
/// byte of the results and of the data behind the figures. Exit status 1 where one differs; drawings that
/// differ are named only, for another version of the drawing library draws the same data with other bytes.
std::string replication_script(const ReplicationFacts& facts);

/// figures.csv: figure, command.
std::string figure_map(const ReplicationFacts& facts);

}  // namespace entente
