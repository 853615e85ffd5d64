#pragma once

#include <string>

namespace entente {

/// Keeps a second process from writing to a result file. The operating system lets go of it when the process
/// ends, however it ends. It must be made before the file is opened by SQLite and outlive that: closing any
/// descriptor of a file gives up the locks of SQLite.
class FileLock {
 public:
  /// Makes an empty file where there is none. Throws Error where another process holds the lock, InputError
  /// where the file cannot be written.
  explicit FileLock(const std::string& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace entente
