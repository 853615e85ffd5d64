#include "sim/cli/program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <string>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/cli/signature.hpp"
#include "sim/cli/sweep_options.hpp"
#include "sim/core/error.hpp"
#include "sim/core/version.hpp"

namespace entente {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongInput = 2;

/// What was not understood, with the nearest known name.
std::string unknown(const CLI::App& app, const std::string& word) {
  const bool option = word.starts_with('-');
  std::vector<std::string> known;
  if (option) {
    for (const CLI::Option* it : app.get_options()) known.push_back("--" + it->get_single_name());
  } else {
    for (const CLI::App* it : app.get_subcommands([](const CLI::App*) { return true; }))
      known.push_back(it->get_name());
  }
  // A command takes what is not an option as its scenario: one word too many has no nearest name.
  const std::string nearest = nearest_name(word.substr(0, word.find('=')), known);
  const char* kind = option ? "unknown option" : known.empty() ? "one argument too many:" : "unknown command";
  return fmt::format("{} {}{}", kind, word,
                     nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest));
}

std::string called(const CLI::App& app) {
  return app.get_parent() == nullptr ? "entente" : "entente " + app.get_name();
}

/// Bad usage, told in a line or two on standard error.
int usage(const CLI::App& root, const CLI::ParseError& error) {
  const CLI::App* app = &root;
  for (const CLI::App* it : root.get_subcommands()) app = it;
  const std::vector<std::string> extra = app->remaining();
  write_error(
      fmt::format("{}: {}", called(*app), extra.empty() ? error.what() : unknown(*app, extra.front())));
  write_error(fmt::format("Try {} --help.", called(*app)));
  return kWrongInput;
}

int act(CLI::App& app, const Action& action, bool signature) {
  if (signature) {
    write_out(program_signature() + '\n');
    return 0;
  }
  if (!action) {
    const std::vector<std::string> extra = app.remaining();
    if (!extra.empty()) return usage(app, CLI::ParseError("", 1));
    write_error(app.help());
    return kWrongInput;
  }
  return action();
}

int parse_and_act(CLI::App& app, int argc, const char* const* argv, const Action& action,
                  const bool& signature) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return write_out(app.help()), 0;
  } catch (const CLI::CallForVersion& error) {
    return write_out(std::string(error.what()) + '\n'), 0;
  } catch (const CLI::ParseError& error) {
    return usage(app, error);
  }
  return act(app, action, signature);
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  // A reader that stops early (| head) shows up as a failed write instead of killing the program.
  std::signal(SIGPIPE, SIG_IGN);
  CLI::App app(
      "Entente simulates bargaining between governments: a dispute as a YAML file in, a negotiation out.");
  app.name("entente");
  app.option_defaults()->disable_flag_override();  // no --json=3
  app.set_version_flag("--version", fmt::format("entente {}", version()));
  bool signature = false;
  app.add_flag("--signature", signature, "Print the behaviour signature: a hash over a fixed set of runs");
  app.footer(
      "Example:\n  entente run scenarios/kuril/2016-12-nagato.yaml\n"
      "Exit status: 0, 1 when a run failed, 2 when the input is wrong. entente COMMAND --help tells more.");
  Action action;
  add_run(app, action);
  add_sweep(app, action, command_line(argc, argv));
  add_compare(app, action, command_line(argc, argv));
  add_tip(app, action, command_line(argc, argv));
  add_account(app, action, command_line(argc, argv));
  add_merge(app, action, command_line(argc, argv));
  add_export(app, action);
  add_reproduce(app, action);
  add_validate(app, action);
  add_describe(app, action);
  add_figures(app, action);
  add_report(app, action);
  add_archive(app, action);
  add_solve(app, action);
  add_certify(app, action);
  add_claims(app, action, command_line(argc, argv));
  add_import(app, action);
  app.allow_extras();
  // What is printed in answer to a parse error (the help, for one) can fail as any output can.
  try {
    return parse_and_act(app, argc, argv, action, signature);
  } catch (const OutputClosed&) {
    return 0;
  } catch (const InputError& error) {
    write_error(error.what());
    return kWrongInput;
  } catch (const std::exception& error) {
    write_error(fmt::format("entente: {}", error.what()));
    return kFailed;
  }
}

}  // namespace entente
