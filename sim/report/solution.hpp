#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sim/engine/opening.hpp"
#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"
#include "sim/solution/divisible.hpp"
#include "sim/solution/reading.hpp"

namespace entente {

/// Which solution concepts to report, and in whose sense.
struct SolutionRequest {
  enum class Show { All, Pareto, Nash, Egalitarian, KalaiSmorodinsky, Utilitarian };
  Show show = Show::All;
  Reading reading = Reading::Textbook;
  /// One for each party, above 0, for Nash and the utilitarian solution of the textbook; empty: all 1.
  std::vector<double> weights;
};

/// The solution concepts on a scenario as it starts.
struct SolutionReport {
  SolutionRequest request;
  Opening opening;
  Solutions solutions;
  /// Where two parties may split issues: the exact solutions, which take the place of those above.
  std::optional<DividedSolutions> divided;
  /// Why divisible issues are taken at their slices; empty where they are not, or there are none.
  std::string sliced;
  /// Packages of the zone of agreement that every party would rather ratify than not.
  std::size_t zone_at_home = 0;
};

SolutionReport solution_report(const Scenario& scenario, SolutionRequest request);

/// Parties and what they can hope for, then each solution with its utilities and its package in words.
std::string solution_text(const Scenario& scenario, const SolutionReport& report, Style style);

/// Keys: scenario, version, reading, weights, parties, exact (and why not), packages, disagreement, ideal,
/// win_sets, ratifiable, zone_of_agreement {count, ratifiable}, rational_fraction, opposition, pareto {count,
/// points, packages}, and for each of nash, egalitarian, kalai_smorodinsky, utilitarian {value, utilities,
/// packages, equal_packages, distance}. Utilities are lists in the order of `parties`; each solution lists
/// all ties; a package maps issues to options, or to the amount of a divisible issue where `exact`. Numbers
/// that do not exist are null.
nlohmann::ordered_json solution_json(const Scenario& scenario, const SolutionReport& report);

/// What a solution comes to: one of its ties.
struct SolutionRow {
  std::vector<double> utilities;
  PackageIndex package = 0;
  /// Amounts of the divisible issues, in the order of the issues; empty where the package says it all.
  std::vector<double> amounts;
  /// Packages that are worth the same to all.
  std::size_t equal = 1;
};

/// One concept, ready to be told.
struct NamedSolution {
  SolutionRequest::Show concept_shown = SolutionRequest::Show::Nash;
  /// For machines and for readers.
  std::string key;
  std::string title;
  double value = 0;
  std::vector<SolutionRow> rows;
};

/// The concepts that are asked for, in the order Nash, egalitarian, Kalai-Smorodinsky, utilitarian; and the
/// points (exact: the corners) of the frontier.
std::vector<NamedSolution> named_solutions(const SolutionReport& report);
std::vector<SolutionRow> frontier_rows(const SolutionReport& report);

/// Issues whose amount is divisible, in order.
std::vector<std::size_t> divisible_issues(const Scenario& scenario);
/// "textbook", "negmas", "genius", "negolog".
std::string_view reading_name(Reading reading);

}  // namespace entente
