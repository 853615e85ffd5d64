#include "sim/scenario/patch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace entente {

namespace {

/// One name of the path and where it starts in the assignment, counted from 0.
struct Part {
  std::string name;
  std::size_t start = 0;
};

/// The assignment under way: its text and where its problems go.
struct Assignment {
  std::string_view text;
  std::size_t equals;
  std::vector<Problem>& problems;

  std::string path() const { return std::string(text.substr(0, equals)); }
  Place place(std::size_t start) const {
    return {std::make_shared<const std::string>(kSetFile), 1, static_cast<int>(start) + 1};
  }
  void refuse(std::size_t start, std::string message) const {
    problems.push_back({place(start).location(), path(), std::move(message)});
  }
};

/// The names of the path; empty after a Problem.
std::vector<Part> split_path(const Assignment& assignment) {
  std::vector<Part> parts;
  std::size_t start = 0;
  while (true) {
    const std::size_t end = std::min(assignment.text.find('.', start), assignment.equals);
    const std::string name(assignment.text.substr(start, end - start));
    if (name.find('[') != std::string::npos) {
      assignment.refuse(start, "an element of a list cannot be set; give the whole list, as in path=[1, 2]");
      return {};
    }
    if (!is_name(name)) {
      assignment.refuse(start, fmt::format("'{}' is not a name; a path is names of letters, digits, _ and - "
                                           "joined by dots, as in actors.japan.patience",
                                           name));
      return {};
    }
    parts.push_back({name, start});
    if (end == assignment.equals) return parts;
    start = end + 1;
  }
}

/// The value, parsed as the only element of a list that starts at the equals sign, so that columns agree.
std::optional<Node> parse_value(const Assignment& assignment) {
  const std::string_view value = assignment.text.substr(assignment.equals + 1);
  if (value.find('\n') != std::string_view::npos) {
    assignment.refuse(assignment.equals + 1, "the value must stand on one line");
    return std::nullopt;
  }
  std::vector<Problem> found;
  // The line break ends a comment in the value.
  const std::string text = std::string(assignment.equals, ' ') + "[" + std::string(value) + "\n]";
  Node list = parse_document(text, std::string(kSetFile), found);
  for (Problem& problem : found) {
    if (problem.where.line > 1) problem.where = assignment.place(assignment.text.size()).location();
    problem.key = assignment.path();
    assignment.problems.push_back(std::move(problem));
  }
  if (!found.empty()) return std::nullopt;
  if (list.children.size() != 1) {
    assignment.refuse(assignment.equals + 1, list.children.empty()
                                                 ? "no value; write path=value"
                                                 : "more than one value; write a list as path=[1, 2]");
    return std::nullopt;
  }
  return std::move(list.children.front().node);
}

/// The mapping that holds, or will hold, the last name of the path; nullptr after a Problem.
Node* find_parent(Node& root, const std::vector<Part>& parts, const Assignment& assignment) {
  Node* node = &root;
  std::string path;
  for (const Part& part : parts) {
    if (!node->is_mapping()) {
      assignment.refuse(part.start, fmt::format("'{}' is {}, not a mapping{}", path, describe(*node),
                                                node->is_sequence() ? "; give the whole list" : ""));
      return nullptr;
    }
    if (&part == &parts.back()) break;
    Entry* entry = node->find(part.name);
    if (entry == nullptr) {
      assignment.refuse(part.start, fmt::format("there is no '{}' in {}{}", part.name,
                                                path.empty() ? "the scenario" : "'" + path + "'",
                                                did_you_mean(part.name, node->keys())));
      return nullptr;
    }
    path += (path.empty() ? "" : ".") + part.name;
    node = &entry->node;
  }
  return node;
}

}  // namespace

void apply_set(Node& root, std::string_view text, std::vector<Problem>& problems) {
  const std::size_t equals = text.find('=');
  const Assignment assignment{text, std::min(equals, text.size()), problems};
  if (equals == std::string_view::npos) {
    assignment.refuse(0, "no '='; write path=value, as in actors.japan.patience=0.9");
    return;
  }
  if (equals == 0) {
    assignment.refuse(0, "no path before '='; write path=value, as in actors.japan.patience=0.9");
    return;
  }
  const std::vector<Part> parts = split_path(assignment);
  if (parts.empty()) return;
  std::optional<Node> value = parse_value(assignment);
  if (!value) return;
  Node* parent = find_parent(root, parts, assignment);
  if (parent == nullptr) return;

  const auto& [name, start] = parts.back();
  Entry* target = parent->find(name);
  if (value->is_null()) {
    if (target == nullptr) {
      assignment.refuse(start, fmt::format("there is nothing to remove under '{}'{}", name,
                                           did_you_mean(name, parent->keys())));
    } else {
      std::erase_if(parent->children, [&](const Entry& entry) { return entry.key == name; });
    }
  } else if (target == nullptr) {
    parent->children.push_back({name, assignment.place(start), std::move(*value)});
  } else if (Entry* inner = target->node.find("value"); inner != nullptr && value->is_scalar()) {
    inner->node = std::move(*value);
  } else {
    target->node = std::move(*value);
  }
}

}  // namespace entente
