#include "sim/scenario/import/domain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/reader.hpp"

namespace entente {
namespace {

/// The mappings in the list under `key`, each with its own cursor.
std::vector<Reader> read_list(Reader& root, const std::string& key, ReadLog& log) {
  std::vector<Reader> blocks;
  const Node* list = root.raw(key);
  if (list == nullptr || !list->is_sequence() || list->children.empty()) {
    root.fail(key, "expected a list of " + key + ", at least one");
    return blocks;
  }
  if (list->children.size() > kMaximumImported) {
    root.fail(key, fmt::format("more than {} of them", kMaximumImported));
    return blocks;
  }
  for (std::size_t i = 0; i < list->children.size(); ++i)
    blocks.emplace_back(list->children[i].node, fmt::format("{}[{}]", key, i), key, log);
  return blocks;
}

ImportedIssue read_issue(Reader& block) {
  ImportedIssue issue;
  issue.title = block.text("name");
  issue.options = block.names("values", true);
  if (issue.options.size() < 2) block.fail("values", "expected a list of at least two different values");
  if (issue.options.size() > kMaximumImported)
    block.fail("values", fmt::format("more than {} of them", kMaximumImported));
  block.finish();
  return issue;
}

/// The numbers of one issue, as many as it has values.
std::vector<double> read_row(Reader& block, const Node& row, const ImportedIssue& issue, ReadLog& log) {
  // A list within a list has no key of its own: read it as the only entry of a mapping.
  Node holder;
  holder.kind = Node::Kind::Mapping;
  holder.place = row.place;
  holder.children.push_back({issue.title, row.place, row});
  Reader reader(holder, block.path() + ".values", "row", log);
  std::vector<double> numbers = reader.numbers(issue.title, {}, true);
  if (numbers.size() != issue.options.size())
    reader.fail(issue.title, fmt::format("found {} numbers, expected {}, one for each value of the issue",
                                         numbers.size(), issue.options.size()));
  numbers.resize(issue.options.size());
  return numbers;
}

ImportedParty read_party(Reader& block, const std::vector<ImportedIssue>& issues, ReadLog& log) {
  ImportedParty party;
  party.title = block.text("name");
  if (block.has("boxes")) {
    block.fail(
        "boxes",
        "utilities by boxes (hyper-rectangles) cannot be imported; only additive ones, with weights and "
        "values, can");
    return party;
  }
  party.disagreement = block.number("reservation", {});
  party.weights = block.numbers("weights", {.low = 0}, true);
  if (party.weights.size() != issues.size())
    block.fail("weights",
               fmt::format("found {}, expected {}, one for each issue", party.weights.size(), issues.size()));
  party.weights.resize(issues.size());
  const Node* rows = block.raw("values");
  if (rows == nullptr || !rows->is_sequence() || rows->children.size() != issues.size()) {
    block.fail("values", fmt::format("expected {} lists of numbers, one for each issue", issues.size()));
  } else {
    for (std::size_t k = 0; k < issues.size(); ++k)
      party.values.push_back(read_row(block, rows->children[k].node, issues[k], log));
  }
  block.finish();
  return party;
}

template <class Thing>
void check_titles(const std::vector<Thing>& things, const std::vector<Reader>& blocks,
                  ImportProblems& problems) {
  for (std::size_t i = 0; i < things.size(); ++i) {
    const auto before = std::ranges::count(things.begin(), things.begin() + static_cast<std::ptrdiff_t>(i),
                                           things[i].title, &Thing::title);
    if (before > 0)
      problems.add(blocks[i].location("name"), blocks[i].path() + ".name",
                   "the name " + shown(things[i].title) + " stands here twice");
  }
}

}  // namespace

ImportedGame import_domain(const ImportFile& file, ImportProblems& problems) {
  ImportedGame game;
  Node root = parse_document(file.text(), file.path(), problems.all());
  if (!problems.none()) return game;
  // `source` is free text here; to a Reader it is a list of sources.
  std::string source;
  if (const Entry* entry = root.find("source")) {
    if (!entry->node.is_scalar()) problems.add(entry->place.location(), "source", "expected text");
    source = std::string(trimmed(entry->node.text));
    std::erase_if(root.children, [](const Entry& child) { return child.key == "source"; });
  }
  ReadLog log;
  Reader reader(root, "", "domain", log);
  const std::string id = reader.text("id", file.stem());
  const std::string note = reader.text("note", "");
  const std::string licence = reader.text("licence", "");
  reader.text("utility", "");
  std::vector<Reader> issues = read_list(reader, "issues", log);
  std::vector<Reader> actors = read_list(reader, "actors", log);
  const bool boxes = std::ranges::any_of(actors, [](Reader& actor) { return actor.has("boxes"); });
  for (Reader& issue : issues) {
    if (!boxes) game.issues.push_back(read_issue(issue));
  }
  for (Reader& actor : actors) game.parties.push_back(read_party(actor, game.issues, log));
  reader.finish();
  for (Problem& problem : log.problems) problems.add(problem.where, problem.key, problem.message);
  if (!boxes) check_titles(game.issues, issues, problems);
  check_titles(game.parties, actors, problems);

  game.text.title = id.empty() ? file.stem() : id;
  game.text.description = note;
  game.text.literature = source.empty() ? file.name() : source;
  game.text.comment.emplace_back("Weights and values as they stand; disagreement: the reservation values.");
  if (!licence.empty()) game.text.comment.push_back("Licence of the domain: " + licence);
  return game;
}

}  // namespace entente
