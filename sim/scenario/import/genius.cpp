#include "sim/scenario/import/genius.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>

#include "sim/scenario/import/genius_domain.hpp"

namespace entente {
namespace {

/// Largest evaluation of an issue below which Genius takes every value for worthless.
constexpr double kNoEvaluation = 0.00001;

/// Reads one profile against the domain.
class ProfileReader {
 public:
  ProfileReader(const XmlFile& xml, GeniusValues reading, ImportProblems& problems)
      : xml_(xml), reading_(reading), problems_(problems) {}

  ImportedParty read(const std::vector<GeniusIssue>& issues) {
    ImportedParty party;
    party.title = xml_.file().stem();
    const pugi::xml_node objective = find_objective(xml_, problems_);
    if (!objective) return party;
    for (const GeniusIssue& issue : issues) {
      const pugi::xml_node node = issue_node(objective, issue.name);
      party.weights.push_back(node ? weight(objective, node, issue.name) : 0);
      party.values.push_back(node ? values(node, issue) : std::vector<double>(issue.values()));
    }
    for (const pugi::xml_node node : objective.children("issue")) {
      const std::string_view name = trimmed(node.attribute("name").value());
      if (std::ranges::count(issues, name, &GeniusIssue::name) == 0)
        problems_.add(xml_.at(node), std::string(name), "the domain has no issue of this name");
    }
    read_reservation(party);
    read_discount(party);
    return party;
  }

 private:
  pugi::xml_node issue_node(pugi::xml_node objective, const std::string& name) {
    pugi::xml_node found;
    for (const pugi::xml_node node : objective.children("issue")) {
      if (trimmed(node.attribute("name").value()) != name) continue;
      if (found) problems_.add(xml_.at(node), name, "an issue of this name stands here twice");
      found = node;
    }
    if (!found)
      problems_.add(xml_.at(objective), name, "missing; the domain has this issue and the profile has not");
    return found;
  }

  double weight(pugi::xml_node objective, pugi::xml_node issue, const std::string& name) {
    const std::string index = xml_.text(issue, "index", name, problems_);
    pugi::xml_node found;
    for (const pugi::xml_node node : objective.children("weight")) {
      if (trimmed(node.attribute("index").value()) != index) continue;
      if (found) problems_.add(xml_.at(node), name, fmt::format("a second <weight index=\"{}\">", index));
      found = node;
    }
    if (!found) {
      problems_.add(xml_.at(issue), name,
                    fmt::format("no weight; expected <weight index=\"{}\" value=\"...\">", index));
      return 0;
    }
    const auto value = xml_.number(found, "value", name, problems_);
    if (value && *value < 0)
      problems_.add(xml_.at(found), name, fmt::format("found the weight {}, expected at least 0", *value));
    return value.value_or(0);
  }

  std::vector<double> values(pugi::xml_node node, const GeniusIssue& issue) {
    if (node.child("item") && issue.kind != GeniusIssue::Kind::Real) return from_items(node, issue);
    if (issue.kind != GeniusIssue::Kind::Discrete) return from_evaluator(node, issue);
    problems_.add(xml_.at(node), issue.name,
                  "no evaluations; expected <item value=\"...\" evaluation=\"...\">");
    return std::vector<double>(issue.values());
  }

  std::vector<double> from_items(pugi::xml_node node, const GeniusIssue& issue) {
    std::vector<std::optional<double>> found(issue.options.size());
    for (const pugi::xml_node item : node.children("item")) {
      const std::string value = xml_.text(item, "value", issue.name, problems_);
      if (value.empty()) continue;
      const auto option = std::ranges::find(issue.options, value);
      if (option == issue.options.end()) {
        problems_.add(xml_.at(item), issue.name, "the domain has no value " + shown(value) + " here");
        continue;
      }
      std::optional<double>& evaluation = found[static_cast<std::size_t>(option - issue.options.begin())];
      if (evaluation)
        problems_.add(xml_.at(item), issue.name, "the value " + shown(value) + " stands here twice");
      // A number that is wrong has been reported: it is not missing.
      evaluation = xml_.number(item, "evaluation", issue.name, problems_).value_or(0);
    }
    std::vector<double> values;
    for (std::size_t v = 0; v < found.size(); ++v) {
      if (!found[v])
        problems_.add(xml_.at(node), issue.name, "no evaluation of the value " + shown(issue.options[v]));
      values.push_back(found[v].value_or(0));
    }
    if (reading_ == GeniusValues::Normalised && !values.empty()) {
      const double largest = std::ranges::max(values);
      for (double& value : values) value = largest < kNoEvaluation ? 0 : value / largest;
    }
    return values;
  }

  std::vector<double> from_evaluator(pugi::xml_node node, const GeniusIssue& issue) {
    std::vector<double> values(issue.values());
    const pugi::xml_node evaluator = xml_.only_child(node, "evaluator", problems_);
    if (!evaluator) {
      problems_.add(xml_.at(node), issue.name, "missing; <issue> needs <evaluator ftype=\"...\">");
      return values;
    }
    const std::string kind = lower_case(xml_.text(evaluator, "ftype", issue.name, problems_));
    const bool offset = evaluator.attribute("offset") || evaluator.attribute("slope");
    const auto parameter = [&](const char* name) {
      return xml_.number(evaluator, name, issue.name, problems_).value_or(0);
    };
    if (kind == "linear") {
      const double at_zero = parameter(offset ? "offset" : "parameter0");
      const double slope = parameter(offset ? "slope" : "parameter1");
      // Genius counts integers from the lower bound, NegMAS from zero.
      const bool normalised = reading_ == GeniusValues::Normalised;
      const double start = normalised && issue.kind == GeniusIssue::Kind::Integer ? issue.low : 0;
      for (std::size_t v = 0; v < values.size(); ++v) {
        values[v] = at_zero + slope * (issue.number(v) - start);
        if (normalised) values[v] = std::clamp(values[v], 0.0, 1.0);
      }
    } else if (kind == "constant") {
      values.assign(values.size(), parameter("parameter0"));
    } else if (kind == "triangular") {
      const std::array<double, 3> corner{parameter("parameter0"), parameter("parameter2"),
                                         parameter("parameter1")};
      for (std::size_t v = 0; v < values.size(); ++v) values[v] = triangle(corner, issue.number(v));
    } else if (!kind.empty()) {
      problems_.add(xml_.at(evaluator), issue.name,
                    "found the evaluator " + shown(kind) + ", expected linear, constant or triangular");
    }
    return values;
  }

  /// 0 outside the corners, 1 at the middle one, linear between.
  static double triangle(const std::array<double, 3>& corner, double x) {
    if (x == corner[1]) return 1;
    if (x <= corner[0] || x >= corner[2]) return 0;
    return x < corner[1] ? (x - corner[0]) / (corner[1] - corner[0])
                         : (corner[2] - x) / (corner[2] - corner[1]);
  }

  void read_reservation(ImportedParty& party) {
    if (const pugi::xml_node node = xml_.only_child(xml_.root(), "reservation", problems_))
      party.disagreement = xml_.number(node, "value", "reservation", problems_).value_or(0);
  }

  void read_discount(ImportedParty& party) {
    const pugi::xml_node node = xml_.only_child(xml_.root(), "discount_factor", problems_);
    if (!node) return;
    const auto value = xml_.number(node, "value", "discount_factor", problems_);
    if (!value) return;
    if (*value < 0 || *value > 1)
      problems_.add(xml_.at(node), "discount_factor",
                    fmt::format("found {}, expected a number in [0, 1]", *value));
    if (*value > 0 && *value < 1) party.patience = value;
  }

  const XmlFile& xml_;
  GeniusValues reading_;
  ImportProblems& problems_;
};

void describe_game(ImportedGame& game, const ImportFile& domain, GeniusValues reading) {
  const bool normalised = reading == GeniusValues::Normalised;
  game.text.title = fmt::format("{} ({})", domain.stem(),
                                normalised ? "Genius, values normalised" : "Genius files, raw values");
  game.text.literature = "Genius domain " + domain.name();
  game.text.comment.push_back(
      normalised
          ? "Values as Genius reads them: evaluation / largest evaluation of the issue (--values normalised)."
          : "Values as NegMAS reads them: the evaluations as they stand (--values raw).");
  game.text.comment.emplace_back("Disagreement: the reservation values.");
  const bool discounts = std::ranges::any_of(
      game.parties, [](const ImportedParty& party) { return party.patience.has_value(); });
  game.text.comment.emplace_back(
      discounts ? "Patience: the discount factors, per year; the whole negotiation lasts a year."
                : "No discount factors: patience is left to its default.");
  const bool divided =
      std::ranges::any_of(game.issues, [](const ImportedIssue& issue) { return issue.slices > 0; });
  if (divided)
    game.text.comment.push_back(fmt::format("Issues of real numbers are cut into {} slices.", kRealSlices));
}

}  // namespace

ImportedGame import_genius(std::span<const ImportFile> files, GeniusValues values, ImportProblems& problems) {
  std::deque<XmlFile> documents;
  std::vector<const XmlFile*> domains;
  std::vector<const XmlFile*> profiles;
  for (const ImportFile& file : files) {
    const XmlFile& xml = documents.emplace_back(file, problems);
    const bool domain = std::string_view(xml.root().name()) == "negotiation_template";
    (domain ? domains : profiles).push_back(&xml);
  }
  ImportedGame game;
  if (!problems.none()) return game;
  if (domains.size() != 1 || profiles.size() < 2) {
    const XmlFile& about = domains.size() > 1 ? *domains[1] : documents.front();
    problems.add(
        {about.file().path()}, "",
        fmt::format("found {} of a domain (<negotiation_template>) and {} of a profile "
                    "(<utility_space>) among the files; expected one domain and at least two profiles",
                    domains.size(), profiles.size()));
    return game;
  }
  const std::vector<GeniusIssue> issues = read_genius_domain(*domains.front(), problems);
  if (!problems.none()) return game;
  for (const GeniusIssue& issue : issues) {
    const bool real = issue.kind == GeniusIssue::Kind::Real;
    const std::string note = fmt::format("0 stands for {}, {} for {}", issue.low, kRealSlices, issue.high);
    game.issues.push_back({issue.name, real ? note : "", issue.options, real ? kRealSlices : 0});
  }
  for (const XmlFile* profile : profiles)
    game.parties.push_back(ProfileReader(*profile, values, problems).read(issues));
  describe_game(game, domains.front()->file(), values);
  return game;
}

}  // namespace entente
