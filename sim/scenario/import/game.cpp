#include "sim/scenario/import/game.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/block.hpp"
#include "sim/scenario/emit.hpp"

namespace entente {
namespace {

constexpr std::size_t kLineWidth = 110;
constexpr std::size_t kMaximumName = 60;

/// Text as a YAML scalar that is read as text.
std::string yaml(std::string_view text) {
  Node scalar;
  scalar.kind = Node::Kind::Scalar;
  scalar.text = text;
  scalar.quoted = true;
  std::string line = emit(scalar);
  line.pop_back();
  return line;
}

std::string number(double value) { return fmt::format("{}", value); }

/// Writes `head` and the items between brackets, on as many lines as it takes. Further lines stand below the
/// first item.
void write_flow(std::string& out, std::string head, char open, const std::vector<std::string>& items,
                char close) {
  head += open;
  const std::string indent(head.size(), ' ');
  std::string line = std::move(head);
  bool first = true;
  for (const std::string& item : items) {
    if (!first) line += ',';
    if (!first && line.size() + item.size() + 3 > kLineWidth) {
      out += line + '\n';
      line = indent + item;
    } else {
      line += (first ? "" : " ") + item;
    }
    first = false;
  }
  out += line + close + '\n';
}

void write_list(std::string& out, std::string head, const std::vector<std::string>& names) {
  std::vector<std::string> items;
  for (const std::string& name : names) items.push_back(yaml(name));
  write_flow(out, std::move(head), '[', items, ']');
}

void write_numbers(std::string& out, std::string head, const std::vector<std::string>& names,
                   const std::vector<double>& values) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < names.size(); ++i) items.push_back(yaml(names[i]) + ": " + number(values[i]));
  write_flow(out, std::move(head), '{', items, '}');
}

/// A line of a comment, on as many lines as it takes. Line ends within it would end the comment.
void write_comment(std::string& out, const std::string& text) {
  std::string line = "#";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    const std::string word = text.substr(at, end - at);
    if (line.size() + word.size() + 1 > kLineWidth && line != "#") {
      out += line + '\n';
      line = "#  ";
    }
    line += ' ' + word;
    at = end + 1;
  }
  out += line + '\n';
}

/// Comment, title, description, source.
std::string head_of(const ImportedText& text) {
  std::string out;
  for (const std::string& line : text.comment) write_comment(out, line);
  out += "entente: 1\ntitle: " + yaml(text.title) + '\n';
  if (!text.description.empty()) out += "description: " + yaml(text.description) + '\n';
  return out + "source: " + yaml("literature: " + text.literature) + "\n\n";
}

template <class Thing>
std::vector<std::string> make_names(const std::vector<Thing>& things, NameMaker maker) {
  std::vector<std::string> names;
  for (const Thing& thing : things) names.push_back(maker.make(thing.title));
  return names;
}

/// Names of the values of each issue.
std::vector<std::vector<std::string>> value_names(const std::vector<ImportedIssue>& issues) {
  std::vector<std::vector<std::string>> names(issues.size());
  for (std::size_t k = 0; k < issues.size(); ++k) {
    NameMaker maker(NameMaker::First::LetterOrDigit, "option");
    for (const std::string& option : issues[k].options) names[k].push_back(maker.make(option));
    for (std::size_t s = 0; issues[k].slices > 0 && s <= issues[k].slices; ++s)
      names[k].push_back(std::to_string(s));
  }
  return names;
}

void write_issue(std::string& out, const ImportedIssue& issue, const std::string& name,
                 const std::vector<std::string>& options) {
  out += "  " + yaml(name) + ":\n    title: " + yaml(issue.title) + '\n';
  if (!issue.note.empty()) out += "    note: " + yaml(issue.note) + '\n';
  if (issue.slices > 0) {
    out += fmt::format("    divisible: {}\n", issue.slices);
    return;
  }
  write_list(out, "    options: ", options);
  std::vector<std::string> titles;
  for (std::size_t o = 0; o < options.size(); ++o) {
    if (options[o] != issue.options[o]) titles.push_back(yaml(options[o]) + ": " + yaml(issue.options[o]));
  }
  if (!titles.empty()) write_flow(out, "    titles: ", '{', titles, '}');
}

void write_party(std::string& out, const ImportedParty& party, const std::vector<std::string>& issues,
                 const std::vector<std::vector<std::string>>& options) {
  out += "    title: " + yaml(party.title) + '\n';
  out += "    disagreement: " + number(party.disagreement) + '\n';
  if (party.patience) out += "    patience: " + number(*party.patience) + '\n';
  out += fmt::format("    tactic: {{kind: aspiration, exponent: 1, deadline: {}, source: definition}}\n",
                     kImportedYears);
  out +=
      "    components:\n      agreement:\n        share: 1\n        terms:\n          table:\n"
      "            kind: values\n";
  write_numbers(out, "            weights: ", issues, party.weights);
  out += "            values:\n";
  for (std::size_t k = 0; k < issues.size(); ++k)
    write_numbers(out, "              " + yaml(issues[k]) + ": ", options[k], party.values[k]);
}

}  // namespace

std::string NameMaker::make(std::string_view original) {
  std::string name;
  for (const char c : original) {
    const bool kept = is_name(std::string_view(&c, 1));
    if (kept) name += c;
    if (!kept && !name.empty() && name.back() != '_') name += '_';
    if (name.size() == kMaximumName) break;
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  if (name.empty()) name = fallback_;
  if (first_ == First::Letter && !is_proper_name(name)) name = fallback_ + '_' + name;
  const std::string base = name;
  for (int n = is_reserved_name(base) ? 1 : 2; is_reserved_name(name) || taken_.contains(name); ++n)
    name = fmt::format("{}_{}", base, n);
  taken_.insert(name);
  return name;
}

std::string write_scenario(const ImportedGame& game) {
  const std::vector<std::string> issues = make_names(game.issues, {NameMaker::First::Letter, "issue"});
  const std::vector<std::string> parties = make_names(game.parties, {NameMaker::First::Letter, "party"});
  const std::vector<std::vector<std::string>> options = value_names(game.issues);

  std::string out = head_of(game.text);
  out += fmt::format(
      "# {} exchanges of offers, one a round. Deadlines are in years from the start.\n"
      "time: {{round: {}, rounds: {}, exchanges: {}, source: definition}}\n\nissues:\n",
      kImportedExchanges, static_cast<double>(kImportedYears) / kImportedExchanges, kImportedExchanges,
      kImportedExchanges / kImportedYears / 2);
  for (std::size_t k = 0; k < issues.size(); ++k) write_issue(out, game.issues[k], issues[k], options[k]);
  out += "\nsettles: always\n";
  out += "protocol:\n  kind: stacked_alternating_offers\n  offer_price: {value: 0, source: definition}\n";
  write_list(out, "  order: ", parties);
  out += "\nactors:\n";
  for (std::size_t i = 0; i < parties.size(); ++i) {
    out += "  " + yaml(parties[i]) + ":\n";
    write_party(out, game.parties[i], issues, options);
  }
  return out;
}

std::string write_scenario(const ImportedContest& contest) {
  const std::vector<std::string> dimensions =
      make_names(contest.dimensions, {NameMaker::First::Letter, "dimension"});
  const std::vector<std::string> players = make_names(contest.players, {NameMaker::First::Letter, "actor"});

  std::string out = head_of(contest.text) + "dimensions:\n";
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    const Dimension& dimension = contest.dimensions[d];
    out += fmt::format("  {}: {{title: {}, low: {}, high: {}}}\n", yaml(dimensions[d]), yaml(dimension.title),
                       dimension.low, dimension.high);
  }
  const bool spatial = contest.protocol == Protocol::Kind::Spatial;
  out += fmt::format("\nprotocol: {{kind: {}}}\n\nactors:\n", spatial ? "spatial" : "expected_utility");
  for (std::size_t i = 0; i < players.size(); ++i) {
    const ImportedPlayer& player = contest.players[i];
    out += "  " + yaml(players[i]) + ":\n    title: " + yaml(player.title) + '\n';
    if (!player.note.empty()) out += "    note: " + yaml(player.note) + '\n';
    out += "    power: " + number(player.power) + '\n';
    std::vector<std::string> positions;
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
      const Stance& stance = player.positions[d];
      positions.push_back(
          fmt::format("{}: {{at: {}, salience: {}}}", yaml(dimensions[d]), stance.at, stance.salience));
    }
    write_flow(out, "    positions: ", '{', positions, '}');
  }
  return out;
}

}  // namespace entente
