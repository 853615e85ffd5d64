// Every key of every shipped scenario is deleted, misspelt, retyped and written twice, one at a time. The
// reader must never crash, and must say where the mistake is.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "sim/scenario/build.hpp"
#include "sim/scenario/extends.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = ENTENTE_SOURCE_DIR;

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const char* folder : {"tests/scenario/data", "scenarios"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kSource / folder)) {
      const bool ledger = entry.path().filename() == "claims.yaml";
      if (entry.path().extension() == ".yaml" && !ledger) files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

/// `key` with two neighbouring letters swapped so that, of `known`, it is still nearest to itself; nothing
/// when there is no such pair.
std::optional<std::string> misspell(const std::string& key, const std::vector<std::string>& known) {
  for (std::size_t i = 0; i + 1 < key.size(); ++i) {
    std::string wrong = key;
    std::swap(wrong[i], wrong[i + 1]);
    if (wrong != key && nearest_name(wrong, known) == key) return wrong;
  }
  return std::nullopt;
}

/// Where a column, in characters from 1, starts in bytes.
std::size_t byte_offset(const std::string& line, int column) {
  std::size_t offset = 0;
  for (int seen = 1; seen < column; ++seen) {
    do ++offset;
    while (offset < line.size() && (static_cast<unsigned char>(line[offset]) & 0xC0U) == 0x80U);
  }
  return offset;
}

/// One key of a document: how to find it, and what the language says of it.
struct Key {
  std::vector<std::size_t> route;
  std::string path;
  bool language = false;  ///< A key of the language, not a name chosen by the user.
  bool in_predicate = false;
  bool in_flow = false;  ///< Written between braces.
  KeyInfo info;
  std::vector<std::string> known;  ///< The language's keys of the block.
};

/// Walks a document along the block kinds that the readers logged.
class Walk {
 public:
  Walk(const ReadLog& log, const std::vector<std::string>& lines) : log_(log), lines_(lines) {}

  std::vector<Key> keys(const Node& root) {
    visit(root, "scenario", {}, "");
    return std::move(keys_);
  }

 private:
  bool starts_with_brace(const Node& node) const {
    const std::string& line = lines_[static_cast<std::size_t>(node.place.line - 1)];
    return line.substr(byte_offset(line, node.place.column)).starts_with('{');
  }

  void visit(const Node& node, const std::string& kind, const std::vector<std::size_t>& route,
             const std::string& path) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const Entry& entry = node.children[i];
      std::vector<std::size_t> below = route;
      below.push_back(i);
      if (node.is_sequence()) {
        visit(entry.node, kind, below, path + "[" + std::to_string(i) + "]");
        continue;
      }
      Key key{below, join_path(path, entry.key), true, kind == "predicate", starts_with_brace(node), {}, {}};
      const auto block = log_.blocks.find(kind);
      if (block != log_.blocks.end() && block->second.contains(entry.key))
        key.info = block->second.at(entry.key);
      const bool by_name = kind.ends_with(kByName) || kind == "names";
      const bool condition =
          entry.key == "any" || entry.key == "all" || entry.key == "not" || entry.key == "always";
      if (by_name || (key.in_predicate && !condition))
        key.language = entry.key == "note" || entry.key == "source";
      if (block != log_.blocks.end()) {
        for (const auto& [known, info] : block->second) {
          if (info.type != "any") key.known.push_back(known);
        }
      }
      if (by_name) key.known = {"note", "source"};
      keys_.push_back(key);

      const std::string& type = key.info.type;
      if (type.starts_with("mapping ")) {
        visit(entry.node, type.substr(8), below, key.path);
      } else if (type.starts_with("mappings ")) {
        for (std::size_t k = 0; k < entry.node.children.size(); ++k) {
          const Entry& named = entry.node.children[k];
          std::vector<std::size_t> inner = below;
          inner.push_back(k);
          Key name{inner, join_path(key.path, named.key), false, false, starts_with_brace(entry.node), {},
                   {}};
          keys_.push_back(name);
          visit(named.node, type.substr(9), inner, name.path);
        }
      } else if (type == "number" && entry.node.is_mapping()) {
        visit(entry.node, "number", below, key.path);
      } else if (condition && key.in_predicate) {
        visit(entry.node, "predicate", below, key.path);
      }
    }
  }

  const ReadLog& log_;
  const std::vector<std::string>& lines_;
  std::vector<Key> keys_;
};

/// A scenario file as its own tree and the tree that it extends.
class File {
 public:
  explicit File(const fs::path& path) : path_(path) {
    std::ifstream stream(path);
    std::stringstream buffer;
    buffer << stream.rdbuf();
    text_ = buffer.str();
    for (std::string line; std::getline(buffer, line);) lines_.push_back(line);
    std::vector<Problem> problems;
    own_ = parse_document(text_, path.string(), problems);
    const auto extends = std::ranges::find(own_.children, "extends", &Entry::key);
    if (extends != own_.children.end()) {
      base_ = load_with_extends(path.parent_path() / extends->node.text, problems).root;
      own_.children.erase(extends);
    }
    EXPECT_TRUE(problems.empty()) << path;
  }

  const fs::path& path() const { return path_; }
  const std::string& text() const { return text_; }
  const std::vector<std::string>& lines() const { return lines_; }
  const Node& own() const { return own_; }
  bool extends() const { return base_.has_value(); }

  ReadLog build(const Node& own) const {
    if (!base_) return build_scenario(own, "mutant").log;
    ReadLog log;
    std::vector<Problem> problems;
    Node merged = *base_;
    merge_into(merged, own, "", problems);
    log = build_scenario(merged, "mutant").log;
    log.problems.insert(log.problems.begin(), problems.begin(), problems.end());
    return log;
  }

 private:
  fs::path path_;
  std::string text_;
  std::vector<std::string> lines_;
  Node own_;
  std::optional<Node> base_;
};

Node& parent_of(Node& root, const Key& key) {
  Node* node = &root;
  for (std::size_t i = 0; i + 1 < key.route.size(); ++i) node = &node->children[key.route[i]].node;
  return *node;
}

Entry& entry_of(Node& root, const Key& key) { return parent_of(root, key).children[key.route.back()]; }

std::string said(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += to_string(problem) + "\n";
  return text.empty() ? "nothing\n" : text;
}

class Mutation : public testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override {
    file_.emplace(GetParam());
    const ReadLog log = file_->build(file_->own());
    ASSERT_TRUE(log.problems.empty()) << said(log.problems);
    keys_ = Walk(log, file_->lines()).keys(file_->own());
    ASSERT_FALSE(keys_.empty());
  }

  std::optional<File> file_;
  std::vector<Key> keys_;
};

TEST_P(Mutation, MisspeltKeysAreNamedWithTheirPlaceAndTheNearestName) {
  for (const Key& key : keys_) {
    Node mutant = file_->own();
    Entry& entry = entry_of(mutant, key);
    const std::string original = entry.key;
    const auto wrong = misspell(original, key.language ? key.known : std::vector{original});
    if (!wrong) continue;
    entry.key = *wrong;
    const Location where = entry.place.location();
    const ReadLog log = file_->build(mutant);
    if (!key.language) continue;
    const bool named = std::ranges::any_of(log.problems, [&](const Problem& problem) {
      return problem.where == where &&
             problem.message.find("did you mean '" + original + "'?") != std::string::npos;
    });
    EXPECT_TRUE(named) << key.path << " written " << *wrong << " at " << where.line << ":" << where.column
                       << "; the reader said " << said(log.problems);
  }
}

TEST_P(Mutation, DeletedKeysThatAreRequiredAreNamed) {
  for (const Key& key : keys_) {
    Node mutant = file_->own();
    Node& parent = parent_of(mutant, key);
    parent.children.erase(parent.children.begin() + static_cast<std::ptrdiff_t>(key.route.back()));
    const ReadLog log = file_->build(mutant);
    // In a file that extends another the key may still be there.
    if (!key.language || !key.info.required || file_->extends()) continue;
    const bool named = std::ranges::any_of(log.problems, [&](const Problem& problem) {
      return problem.key == key.path && problem.where.line > 0;
    });
    EXPECT_TRUE(named) << key.path << "; the reader said " << said(log.problems);
  }
}

TEST_P(Mutation, ValuesOfTheWrongTypeAreReportedOnTheirLine) {
  const auto expect_problem = [&](const Key& key, const Node& mutant, int line, const char* what) {
    const ReadLog log = file_->build(mutant);
    const bool found =
        std::ranges::any_of(log.problems, [&](const Problem& p) { return p.where.line == line; });
    EXPECT_TRUE(found) << key.path << " " << what << ", line " << line << "; the reader said "
                       << said(log.problems);
  };
  for (const Key& key : keys_) {
    const bool either = key.info.type == "sources" || (key.in_predicate && !key.language);
    Node mutant = file_->own();
    Node& node = entry_of(mutant, key).node;
    const Node original = node;
    if (original.is_scalar()) {
      Node list;
      list.kind = Node::Kind::Sequence;
      list.place = original.place;
      list.children.push_back({"", original.place, original});
      node = list;
      if (!either) expect_problem(key, mutant, original.place.line, "made a list");
      node = original;
      const bool number = key.info.type == "number" || key.info.type == "integer";
      if (number && parse_number(original.text)) {
        node.text = "lots";
        expect_problem(key, mutant, original.place.line, "made text");
      }
    } else {
      node = Node{Node::Kind::Scalar, "lots", false, {}, original.place};
      expect_problem(key, mutant, original.place.line, "made text");
    }
  }
}

TEST_P(Mutation, KeysThatStandTwiceAreReportedAtTheSecond) {
  for (const Key& key : keys_) {
    Node own = file_->own();
    const Entry& entry = entry_of(own, key);
    std::vector<std::string> lines = file_->lines();
    std::string& line = lines[static_cast<std::size_t>(entry.place.line - 1)];
    const std::string first = "\"" + entry.key + "\": 0";
    const std::string again =
        key.in_flow ? first + ", "
                    : first + "\n" + std::string(static_cast<std::size_t>(entry.place.column - 1), ' ');
    line.insert(byte_offset(line, entry.place.column), again);
    std::string text;
    for (const std::string& each : lines) text += each + "\n";
    std::vector<Problem> problems;
    parse_document(text, "twice.yaml", problems);
    const Location second{"twice.yaml", entry.place.line + (key.in_flow ? 0 : 1),
                          entry.place.column + (key.in_flow ? static_cast<int>(again.size()) : 0)};
    const bool found = std::ranges::any_of(problems, [&](const Problem& problem) {
      return problem.where == second && problem.message.find("stands here twice") != std::string::npos;
    });
    EXPECT_TRUE(found) << key.path << "; the reader said " << said(problems);
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Mutation, testing::ValuesIn(scenario_files()), [](const auto& instance) {
  std::string name = fs::relative(instance.param, kSource).replace_extension("").string();
  std::ranges::replace_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace entente
