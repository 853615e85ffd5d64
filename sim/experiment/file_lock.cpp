#include "sim/experiment/file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "sim/core/error.hpp"

namespace entente {

FileLock::FileLock(const std::string& path) {
  constexpr mode_t kMode = 0666;
  descriptor_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
  if (descriptor_ < 0)
    throw InputError({whole_problem(path, "", fmt::format("cannot be written: {}", std::strerror(errno)))});
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const int problem = errno;
  close(descriptor_);
  if (problem == EWOULDBLOCK) throw Error(fmt::format("{}: another sweep is writing to this file", path));
  throw Error(fmt::format("{}: cannot be locked: {}", path, std::strerror(problem)));
}

FileLock::~FileLock() { close(descriptor_); }

}  // namespace entente
