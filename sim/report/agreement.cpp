#include "sim/report/agreement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/report/words.hpp"
#include "sim/solution/measures.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

InputError wrong(const std::string& message) {
  return InputError({whole_problem("", "--agreement", message)});
}

std::size_t place_of(const std::string& word, const std::vector<std::string>& known,
                     const std::string& what) {
  const auto found = std::ranges::find(known, word);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  const std::string nearest = nearest_name(word, known);
  throw wrong(fmt::format("'{}' is no {}{}", word, what,
                          nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)));
}

double amount_of(const std::string& word, const Issue& issue) {
  double amount = 0;
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), amount);
  if (error != std::errc() || stop != word.data() + word.size() || !(amount >= 0 && amount <= 1)) {
    throw wrong(fmt::format("'{}' is not an amount of {} in [0, 1]", word, issue.name));
  }
  return amount;
}

AgreementMeasures measures(const SolutionReport& report, const SolutionRow& agreement) {
  if (!report.divided) return measures_of(report.solutions, agreement.utilities);
  return measures_of(*report.divided, report.solutions.facts,
                     {agreement.utilities[0], agreement.utilities[1]});
}

struct NamedMeasure {
  const char* key;
  const char* title;
  AgreementMeasures::To AgreementMeasures::* to;
};
constexpr std::array<NamedMeasure, 5> kMeasures{
    NamedMeasure{"frontier", "Pareto frontier", &AgreementMeasures::frontier},
    NamedMeasure{"nash", "Nash", &AgreementMeasures::nash},
    NamedMeasure{"egalitarian", "Egalitarian", &AgreementMeasures::egalitarian},
    NamedMeasure{"kalai_smorodinsky", "Kalai-Smorodinsky", &AgreementMeasures::kalai_smorodinsky},
    NamedMeasure{"utilitarian", "Utilitarian", &AgreementMeasures::utilitarian}};

}  // namespace

SolutionRow named_agreement(const Scenario& scenario, const SolutionReport& report,
                            const std::vector<std::string>& choices) {
  std::vector<std::string> issues;
  for (const Issue& issue : scenario.issues) issues.push_back(issue.name);
  // By issue: the option, or the slice at or below the amount and the way to the next.
  std::vector<std::optional<std::pair<std::uint32_t, double>>> chosen(issues.size());
  for (const std::string& choice : choices) {
    const std::size_t equals = choice.find('=');
    if (equals == std::string::npos) throw wrong(fmt::format("'{}' is not of the form ISSUE=OPTION", choice));
    const std::size_t k = place_of(choice.substr(0, equals), issues, "issue");
    const Issue& issue = scenario.issues[k];
    const std::string word = choice.substr(equals + 1);
    if (chosen[k]) throw wrong(fmt::format("{} is given twice", issue.name));
    if (!issue.divisible) {
      chosen[k] = {static_cast<std::uint32_t>(place_of(word, issue.options, "option of " + issue.name)), 0.0};
      continue;
    }
    const std::size_t slices = issue.options.size() - 1;
    const double at = amount_of(word, issue) * static_cast<double>(slices);
    const std::size_t below = std::min(static_cast<std::size_t>(at), slices - 1);
    const double way = at - static_cast<double>(below);
    if (!report.divided && way > 0 && way < 1) {
      throw wrong(fmt::format("{} is taken at its {} slices here, and {} lies between two of them",
                              issue.name, slices, word));
    }
    chosen[k] = {static_cast<std::uint32_t>(way < 1 ? below : below + 1), way < 1 ? way : 0.0};
  }
  std::vector<std::uint32_t> options;
  for (std::size_t k = 0; k < issues.size(); ++k) {
    if (!chosen[k] && starts_from_nothing(scenario)) {
      throw wrong(fmt::format("lacks {}; there is no status quo to keep", issues[k]));
    }
    options.push_back(chosen[k] ? chosen[k]->first
                                : static_cast<std::uint32_t>(scenario.issues[k].status_quo));
  }
  const PackageSpace& space = report.opening.space;
  SolutionRow row;
  row.package = space.index(options);
  for (const std::vector<double>& utility : report.opening.utilities) {
    // Where amounts lie between slices utilities are sums over the divisible issues.
    double worth = utility[row.package];
    for (std::size_t k = 0; k < issues.size(); ++k) {
      if (!chosen[k] || chosen[k]->second == 0) continue;
      const PackageIndex next = space.with(row.package, k, chosen[k]->first + 1);
      worth += chosen[k]->second * (utility[next] - utility[row.package]);
    }
    row.utilities.push_back(worth);
  }
  if (report.divided) {
    for (const std::size_t k : divisible_issues(scenario)) {
      const auto slices = static_cast<double>(scenario.issues[k].options.size() - 1);
      row.amounts.push_back((options[k] + (chosen[k] ? chosen[k]->second : 0)) / slices);
    }
  }
  return row;
}

std::string agreement_text(const Scenario& scenario, const SolutionReport& report,
                           const SolutionRow& agreement, Style style) {
  const AgreementMeasures left = measures(report, agreement);
  std::string worth;
  for (std::size_t p = 0; p < agreement.utilities.size(); ++p) {
    worth +=
        fmt::format("{}{} {}", p == 0 ? "" : ", ", actor_name(scenario.actors[report.opening.parties[p]]),
                    fixed(agreement.utilities[p]));
  }
  std::string text = heading(style, "What the agreement leaves on the table");
  text += wrap(fmt::format("Worth: {}.", worth), "  ", "  ");
  std::vector<std::vector<std::string>> rows{{"to", "distance", "optimality"}};
  for (const NamedMeasure& it : kMeasures) {
    rows.push_back({it.title, fixed((left.*it.to).distance), fixed((left.*it.to).optimality)});
  }
  text += table(rows, {false, true, true}, style);
  return text +
         wrap(fmt::format(
                  "Of the greatest welfare it reaches {}; fairness {}, the best of the optimalities of "
                  "Nash, egalitarian and Kalai-Smorodinsky.",
                  fixed(left.welfare_optimality), fixed(left.fairness)),
              "  ", "  ");
}

Json agreement_json(const SolutionReport& report, const SolutionRow& agreement) {
  const AgreementMeasures left = measures(report, agreement);
  Json all = Json{{"utilities", agreement.utilities}};
  for (const NamedMeasure& it : kMeasures) {
    all[it.key] = Json{{"distance", (left.*it.to).distance}, {"optimality", (left.*it.to).optimality}};
  }
  all["welfare_optimality"] = left.welfare_optimality;
  all["fairness"] = left.fairness;
  return all;
}

}  // namespace entente
