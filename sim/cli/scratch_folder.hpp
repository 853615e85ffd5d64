#pragma once

#include <filesystem>

namespace entente {

/// An empty folder among the machine's temporary ones, which is gone when its owner is.
class ScratchFolder {
 public:
  /// Throws Error where it cannot be made.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace entente
