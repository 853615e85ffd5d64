#include "sim/scenario/load.hpp"

#include <algorithm>
#include <array>

#include "sim/scenario/build.hpp"
#include "sim/scenario/emit.hpp"
#include "sim/scenario/extends.hpp"
#include "sim/scenario/patch.hpp"

namespace entente {
namespace {

/// Puts empty blocks where the path of a known number needs them, so that a number with a default can be set
/// when nothing around it is written. They take the place of the block around them.
void open_blocks(Node& root, const std::string& path) {
  Node* node = &root;
  std::size_t start = 0;
  for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', start)) {
    const std::string key = path.substr(start, dot - start);
    if (!node->is_mapping()) return;
    if (node->find(key) == nullptr) {
      Node empty;
      empty.kind = Node::Kind::Mapping;
      empty.place = node->place;
      node->children.push_back({key, node->place, std::move(empty)});
    }
    node = &node->find(key)->node;
    start = dot + 1;
  }
}

/// Whether the path leads into a block whose keys are all the language's own, so that the reader can say what
/// is wrong with it even where the file leaves the block out.
bool in_fixed_block(const std::string& path) {
  constexpr std::array<std::string_view, 7> kBlocks{"time",      "mechanisms", "talks",    "trust",
                                                    "influence", "protocol",   "challenge"};
  const std::string_view first = std::string_view(path).substr(0, path.find('.'));
  return path.find('.') != std::string::npos && std::ranges::count(kBlocks, first) > 0;
}

void apply_sets(Node& root, std::span<const std::string> sets, std::vector<Problem>& problems) {
  if (sets.empty()) return;
  for (const std::string& assignment : sets) {
    const std::string path = assignment.substr(0, assignment.find('='));
    std::vector<Problem> found;
    Node changed = root;
    apply_set(changed, assignment, found);
    if (!found.empty()) {
      const std::vector<Parameter> parameters = build_scenario(root, "").parameters;
      if (std::ranges::count(parameters, path, &Parameter::path) > 0 || in_fixed_block(path)) {
        found.clear();
        changed = root;
        open_blocks(changed, path);
        apply_set(changed, assignment, found);
      }
    }
    if (found.empty()) root = std::move(changed);
    problems.insert(problems.end(), found.begin(), found.end());
  }
}

/// Throws when the document itself is wrong; builds from it otherwise.
LoadedScenario load(Node root, std::string name, std::span<const std::string> sets,
                    std::vector<Problem> problems) {
  if (!problems.empty()) throw InputError(std::move(problems));
  apply_sets(root, sets, problems);
  BuiltScenario built = build_scenario(root, std::move(name));
  problems.insert(problems.end(), built.log.problems.begin(), built.log.problems.end());
  if (!problems.empty()) throw InputError(std::move(problems));

  LoadedScenario loaded;
  loaded.scenario = std::move(built.scenario);
  loaded.parameters = std::move(built.parameters);
  loaded.uncertain = std::move(built.uncertain);
  loaded.bibliography = std::move(built.bibliography);
  loaded.sites = std::move(built.sites);
  loaded.resolved = emit(root);
  std::ranges::sort(loaded.parameters, {}, &Parameter::path);
  return loaded;
}

}  // namespace

LoadedScenario load_scenario(const std::filesystem::path& path, std::span<const std::string> sets) {
  std::vector<Problem> problems;
  LoadedDocument document = load_with_extends(path, problems);
  LoadedScenario loaded = load(std::move(document.root), path.stem().string(), sets, std::move(problems));
  for (const std::filesystem::path& file : document.files) loaded.files.push_back(file.string());
  return loaded;
}

LoadedScenario load_scenario_text(std::string_view text, std::string name,
                                  std::span<const std::string> sets) {
  std::vector<Problem> problems;
  Node root = parse_document(text, name, problems);
  LoadedScenario loaded = load(std::move(root), name, sets, std::move(problems));
  loaded.files.push_back(std::move(name));
  return loaded;
}

ReadLog read_log(std::string_view text) {
  std::vector<Problem> problems;
  const Node root = parse_document(text, "", problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return build_scenario(root, "").log;
}

}  // namespace entente
