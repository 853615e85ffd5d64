#include "sim/scenario/extends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace entente {

namespace {

/// A file of the chain: how it was named, and its one true path by which cycles are found.
struct Link {
  std::filesystem::path shown;
  std::filesystem::path canonical;
};

Link make_link(const std::filesystem::path& path) {
  std::error_code code;
  std::filesystem::path canonical = std::filesystem::weakly_canonical(path, code);
  return {path, code ? path : canonical};
}

std::string chain_text(const std::vector<Link>& chain, const Link& last) {
  std::string text;
  for (const Link& link : chain) text += link.shown.string() + " -> ";
  return text + last.shown.string();
}

/// Takes the key `extends` out of a document; nothing when there is none or it is not usable.
std::optional<Entry> take_extends(Node& root, std::vector<Problem>& problems) {
  const auto found = std::ranges::find(root.children, "extends", &Entry::key);
  if (found == root.children.end()) return std::nullopt;
  Entry entry = std::move(*found);
  root.children.erase(found);
  if (entry.node.is_scalar() && !entry.node.text.empty()) return entry;
  problems.push_back({entry.node.location(), "extends",
                      fmt::format("found {}, expected the name of one file", describe(entry.node))});
  return std::nullopt;
}

/// Loads one file of the chain; a problem with the file as a whole is placed at the `extends:` that names it.
Node load_link(const Link& link, const std::optional<Entry>& named_by, std::vector<Problem>& problems) {
  std::vector<Problem> found;
  Node root = load_document(link.shown, found);
  if (found.empty() && !root.is_mapping()) {
    found.push_back({root.location(), "", fmt::format("found {}, expected a mapping", describe(root))});
  }
  for (Problem& problem : found) {
    if (named_by && problem.where.line == 0) {
      problem = {named_by->node.location(), "extends", link.shown.string() + ": " + problem.message};
    }
    problems.push_back(std::move(problem));
  }
  return root;
}

}  // namespace

std::string join_path(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

void merge_into(Node& base, const Node& patch, const std::string& path, std::vector<Problem>& problems) {
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < base.children.size(); ++i) index.emplace(base.children[i].key, i);
  std::vector<std::string> removed;

  for (const Entry& entry : patch.children) {
    const auto found = index.find(entry.key);
    const std::string where = join_path(path, entry.key);
    if (entry.node.is_null()) {
      if (found == index.end()) {
        problems.push_back({entry.place.location(), where,
                            fmt::format("there is nothing to remove under '{}'{}", entry.key,
                                        did_you_mean(entry.key, base.keys()))});
      } else {
        removed.push_back(entry.key);
      }
      continue;
    }
    Entry& target = found == index.end() ? base.children.emplace_back() : base.children[found->second];
    if (!entry.node.is_mapping()) {
      target = entry;
    } else {
      if (!target.node.is_mapping()) {
        Node empty;
        empty.kind = Node::Kind::Mapping;
        empty.place = entry.node.place;
        target = {entry.key, entry.place, std::move(empty)};
      }
      merge_into(target.node, entry.node, where, problems);
    }
  }
  std::ranges::sort(removed);
  std::erase_if(base.children, [&](const Entry& e) { return std::ranges::binary_search(removed, e.key); });
}

LoadedDocument load_with_extends(const std::filesystem::path& path, std::vector<Problem>& problems) {
  std::vector<Link> chain;
  std::vector<Node> documents;
  std::optional<Entry> named_by;
  Link next = make_link(path);
  while (true) {
    chain.push_back(next);
    documents.push_back(load_link(next, named_by, problems));
    if (!documents.back().is_mapping()) break;
    named_by = take_extends(documents.back(), problems);
    if (!named_by) break;
    const Location where = named_by->node.location();
    next = make_link((next.shown.parent_path() / named_by->node.text).lexically_normal());
    if (std::ranges::count(chain, next.canonical, &Link::canonical) > 0) {
      problems.push_back({where, "extends", "extends itself: " + chain_text(chain, next)});
      break;
    }
    if (chain.size() > kMaximumExtends) {
      problems.push_back({where, "extends",
                          fmt::format("more than {} files extend each other: {}", kMaximumExtends,
                                      chain_text(chain, next))});
      break;
    }
  }

  LoadedDocument result;
  for (const Link& link : chain) result.files.push_back(link.shown);
  const bool whole = std::ranges::all_of(documents, &Node::is_mapping);
  if (!whole) {
    result.root = std::move(documents.front());
    return result;
  }
  result.root = std::move(documents.back());
  for (std::size_t i = documents.size() - 1; i-- > 0;) {
    merge_into(result.root, documents[i], "", problems);
    result.root.place = documents[i].place;
  }
  return result;
}

}  // namespace entente
