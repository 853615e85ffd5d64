#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace entente {

/// What a subcommand does once the command line has been read; gives the exit status.
using Action = std::function<int()>;

/// Each declares its subcommand on `app` and, when it is chosen, sets `action`.
void add_run(CLI::App& app, Action& action);
void add_validate(CLI::App& app, Action& action);
void add_describe(CLI::App& app, Action& action);
void add_figures(CLI::App& app, Action& action);
void add_report(CLI::App& app, Action& action);
void add_archive(CLI::App& app, Action& action);
void add_solve(CLI::App& app, Action& action);
void add_certify(CLI::App& app, Action& action);
void add_import(CLI::App& app, Action& action);
/// `command`: the command line, for the record.
void add_sweep(CLI::App& app, Action& action, const std::string& command);
void add_compare(CLI::App& app, Action& action, const std::string& command);
void add_tip(CLI::App& app, Action& action, const std::string& command);
void add_account(CLI::App& app, Action& action, const std::string& command);
void add_claims(CLI::App& app, Action& action, const std::string& command);
void add_merge(CLI::App& app, Action& action, const std::string& command);
void add_export(CLI::App& app, Action& action);
void add_reproduce(CLI::App& app, Action& action);

/// The whole program. Exit status: 0, 1 when a run failed, 2 when the input is wrong.
int run_program(int argc, const char* const* argv);

}  // namespace entente
