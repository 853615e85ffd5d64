#include "sim/cli/figure_maker.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "sim/cli/console.hpp"
#include "sim/cli/scratch_folder.hpp"
#include "sim/cli/signature.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/setting.hpp"

namespace entente {
namespace {

/// Runs a program and waits for it: its exit status, 127 where there is none of that name.
int run_program_of(const std::vector<std::string>& words, bool quiet) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (quiet) posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int problem = posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  constexpr int kNoSuchProgram = 127;
  if (problem != 0) return kNoSuchProgram;
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  constexpr int kKilled = 128;
  return WIFEXITED(status) ? WEXITSTATUS(status) : kKilled;
}

bool is_database(const std::string& file) {
  constexpr std::string_view kMagic = "SQLite format 3";
  std::array<char, kMagic.size()> start{};
  std::ifstream stream(file, std::ios::binary);
  stream.read(start.data(), start.size());
  return std::string_view(start.data(), static_cast<std::size_t>(stream.gcount())) == kMagic;
}

void require_python(const std::string& python) {
  const int status = run_program_of({python, "-I", "-c", "import sys, sqlite3, matplotlib, pandas"}, true);
  if (status == 0) return;
  throw InputError({whole_problem(
      "", "--python",
      fmt::format("{} {}; figures need Python 3 with matplotlib and pandas (Debian: apt-get install "
                  "python3-matplotlib "
                  "python3-pandas)",
                  python,
                  status == 1 ? "has no matplotlib, or no pandas" : "is not there, or does not run"))});
}

}  // namespace

void add_figure_options(CLI::App& command, FigureRequest& request) {
  command.add_option("--only", request.only, "Only these figures, by name")->type_name("NAME,...");
  add_whole(command, "--run", request.run, 0, std::numeric_limits<std::uint64_t>::max(),
            "The run whose offers and acts are told");
  command.add_option("--python", request.python, "Python 3 with matplotlib and pandas")
      ->type_name("PROGRAM")
      ->capture_default_str();
}

std::string shared_folder() {
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe");
  // Built in build/PRESET/ of the sources, or installed in bin/ beside share/.
  for (const char* place : {"..", "../..", "../share/entente"}) {
    const std::filesystem::path folder = (program.parent_path() / place).lexically_normal();
    if (std::filesystem::exists(folder / "analysis" / "figures" / "__main__.py")) return folder.string();
  }
  throw Error(
      fmt::format("the folder analysis/figures is neither beside the sources of {} nor in share/entente",
                  program.string()));
}

std::string drawing_options(const FigureRequest& request) {
  std::string options = "--format " + shell_quoted(request.formats);
  if (!request.width.empty()) options += " --width " + shell_quoted(request.width);
  if (request.style != "journal") options += " --style " + request.style;
  if (request.run != 0) options += fmt::format(" --run {}", request.run);
  if (request.seed) options += fmt::format(" --seed {}", *request.seed);
  return options;
}

DrawnFigures drawn_figures(const std::string& folder) {
  std::ifstream stream(folder + "/figures.json");
  const auto index = nlohmann::ordered_json::parse(stream);
  DrawnFigures drawn;
  for (const auto& one : index.at("figures"))
    drawn.figures.push_back({one.at("figure"), one.at("title"), one.at("caption"), one.at("files"),
                             one.at("data"), one.at("command")});
  for (const auto& [name, version] : index.at("drawn_with").items())
    drawn.versions.emplace_back(name, version);
  return drawn;
}

int make_figures(const FigureRequest& request, bool quiet) {
  const bool of_result = is_database(request.file);
  ResultOrigin origin;
  if (of_result) {
    if (request.seed)
      throw InputError({whole_problem("", "--seed", "goes with a scenario; a result file has its own")});
    origin = result_origin(request.file);
  } else {
    origin.kind = "scenario";
    origin.loaded = load_scenario(request.file);
    origin.seed = request.seed.value_or(1);
  }
  require_python(request.python);
  const ScratchFolder scratch;
  const std::string named =
      request.named.empty() ? std::filesystem::path(request.file).filename().string() : request.named;
  std::vector<std::string> words{request.python,
                                 "-I",
                                 "-B",
                                 shared_folder() + "/analysis/figures",
                                 "--output",
                                 request.folder,
                                 "--only",
                                 request.only,
                                 "--format",
                                 request.formats,
                                 "--width",
                                 request.width,
                                 "--style",
                                 request.style,
                                 "--command",
                                 fmt::format("entente figures {} --only {{}} {} -o figures",
                                             shell_quoted(named), drawing_options(request))};
  if (of_result) words.insert(words.end(), {"--result", request.file});
  if (origin.loaded) {
    const std::string setting =
        request.setting.empty() ? (scratch.path() / "setting.db").string() : request.setting;
    SettingPlan plan;
    plan.run = request.run;
    write_setting(setting, origin, plan, program_signature());
    words.insert(words.end(), {"--setting", setting});
  }
  return run_program_of(words, quiet);
}

}  // namespace entente
