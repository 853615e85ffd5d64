#include "sim/cli/figure_maker.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "sim/cli/console.hpp"
#include "sim/cli/signature.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/setting.hpp"

namespace entente {
namespace {

/// A folder that is gone when its owner is.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "entente-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw Error(fmt::format("{} cannot be made: {}", name, std::strerror(errno)));
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

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

std::string figure_command(const FigureRequest& request) {
  std::string command = fmt::format("entente figures {} --only {{}} --format {}",
                                    shell_quoted(std::filesystem::path(request.file).filename().string()),
                                    shell_quoted(request.formats));
  if (!request.width.empty()) command += " --width " + shell_quoted(request.width);
  if (request.style != "journal") command += " --style " + request.style;
  if (request.run != 0) command += fmt::format(" --run {}", request.run);
  if (request.seed) command += fmt::format(" --seed {}", *request.seed);
  return command + " -o figures";
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
  std::vector<std::string> words{request.python, "-I",
                                 "-B",           shared_folder() + "/analysis/figures",
                                 "--output",     request.folder,
                                 "--only",       request.only,
                                 "--format",     request.formats,
                                 "--width",      request.width,
                                 "--style",      request.style,
                                 "--command",    figure_command(request)};
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
