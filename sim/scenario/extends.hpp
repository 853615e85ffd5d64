#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/scenario/document.hpp"

namespace entente {

inline constexpr std::size_t kMaximumExtends = 16;  ///< Files in one chain of `extends:`, after the first.

/// A document with everything that it extends, and the files that were read: the given one first.
struct LoadedDocument {
  Node root;
  std::vector<std::filesystem::path> files;
};

/// Loads a file whose top level is a mapping. `extends: other.yaml` at the top level names one file, relative
/// to the file that names it, on which this one is a patch (see merge_into). Every node keeps its own file
/// and position. The result has no key `extends`. Appends to `problems`: cycles with their chain, chains of
/// more than kMaximumExtends, files that cannot be read, and all that load_document and merge_into find.
LoadedDocument load_with_extends(const std::filesystem::path& path, std::vector<Problem>& problems);

/// Lays `patch` over `base`, both mappings. Mappings merge key by key; scalars and sequences are replaced
/// whole; an explicit null removes the key, and is a Problem when there is nothing to remove. `path` is the
/// dotted path of `base`, empty for the root.
void merge_into(Node& base, const Node& patch, const std::string& path, std::vector<Problem>& problems);

/// "path.key", or "key" at the root.
std::string join_path(const std::string& path, const std::string& key);

}  // namespace entente
