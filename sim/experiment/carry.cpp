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

}  // namespace

Carry::Carry(const std::string& destination, const std::string& scratch)
    : destination_(destination), file_(destination) {
  if (scratch.empty()) return;
  std::error_code code;
  if (!fs::is_directory(scratch, code))
    throw InputError({whole_problem("", "--scratch", scratch + " is not a folder")});
  delivered_ = fs::exists(destination, code);
  if (!delivered_) file_ = (fs::path(scratch) / fs::path(destination).filename()).string();
}

void Carry::deliver() const {
  if (file_ == destination_) return;
  const std::string beside = destination_ + ".part";
  std::error_code code;
  fs::copy_file(file_, beside, fs::copy_options::overwrite_existing, code);
  if (!code) synchronise(beside);
  if (!code) fs::rename(beside, destination_, code);
  if (code) {
    throw Error(
        fmt::format("{}: cannot be written: {}; the results are in {}", destination_, code.message(), file_));
  }
  fs::remove(file_, code);
}

}  // namespace entente
