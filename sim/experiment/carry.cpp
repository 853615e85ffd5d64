#include "sim/experiment/carry.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "sim/core/error.hpp"

namespace entente {
namespace {

namespace fs = std::filesystem;

void synchronise(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = descriptor >= 0 && fsync(descriptor) == 0;
  const int problem = errno;
  if (descriptor >= 0) close(descriptor);
  if (!done) throw Error(fmt::format("{}: cannot be written: {}", path, std::strerror(problem)));
}

/// All or nothing.
void copy(const std::string& from, const std::string& to) {
  const std::string beside = to + ".part";
  std::error_code code;
  fs::copy_file(from, beside, fs::copy_options::overwrite_existing, code);
  if (!code) synchronise(beside);
  if (!code) fs::rename(beside, to, code);
  if (code)
    throw Error(fmt::format("{}: cannot be written: {}; the results are in {}", to, code.message(), from));
}

}  // namespace

Carry::Carry(const std::string& destination, const std::string& scratch)
    : destination_(destination), file_(destination) {
  if (scratch.empty()) return;
  std::error_code code;
  if (!fs::is_directory(scratch, code))
    throw InputError({whole_problem("", "--scratch", scratch + " is not a folder")});
  file_ = (fs::path(scratch) / fs::path(destination).filename()).string();
  if (fs::exists(file_, code) || !fs::exists(destination, code)) return;
  copy(destination, file_);
}

void Carry::deliver() const {
  if (file_ == destination_) return;
  copy(file_, destination_);
  std::error_code code;
  fs::remove(file_, code);
}

}  // namespace entente
