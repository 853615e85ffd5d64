#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

struct archive;

namespace entente {

/// A ZIP file that is being written: beside its place, and moved there when it is whole. The same entries in
/// the same order give the same bytes: times are those of 1 January 1980, the first that the format knows.
class Bundle {
 public:
  /// `root`: the folder within the bundle that all entries are in. Throws Error where it cannot be written.
  Bundle(std::string path, std::string root);
  ~Bundle();
  Bundle(const Bundle&) = delete;
  Bundle& operator=(const Bundle&) = delete;

  /// An entry with this text; `runs`: it is a program.
  void add_text(const std::string& name, std::string_view text, bool runs = false);
  /// An entry with what is in a file. Throws Error where the file cannot be read.
  void add_file(const std::string& name, const std::filesystem::path& file);
  /// Puts the bundle in its place.
  void finish();

 private:
  void begin_entry(const std::string& name, std::uintmax_t size, bool runs);
  void write(std::string_view bytes);
  void check(long long result);

  std::string path_;
  std::string beside_;
  std::string root_;
  ::archive* archive_;
};

}  // namespace entente
