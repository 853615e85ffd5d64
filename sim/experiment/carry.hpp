#pragma once

#include <string>

namespace entente {

/// Where a result file is written and where it goes. Without a scratch folder these are the same. With one,
/// on a disk of the machine's own, the complete file is copied beside its destination, synchronised and
/// renamed: file systems that are shared over a network do not lock well enough to be written to run by run,
/// and the destination holds either nothing or all.
class Carry {
 public:
  /// Throws InputError where the scratch folder is none. A file that is at the destination already is copied
  /// to the scratch folder, unless one of its name is there; throws Error where it cannot be.
  Carry(const std::string& destination, const std::string& scratch);

  /// The file to write.
  const std::string& file() const { return file_; }
  /// Puts the file in its place and removes it from the scratch folder; nothing to do without one. Throws
  /// Error; the scratch file then stays.
  void deliver() const;

 private:
  std::string destination_;
  std::string file_;
};

}  // namespace entente
