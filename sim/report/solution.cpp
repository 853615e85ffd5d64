#include "sim/report/solution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/report/words.hpp"

namespace entente {
namespace {

using Show = SolutionRequest::Show;
using Rows = std::vector<std::vector<std::string>>;

std::vector<SolutionRow> rows_of(const ParetoSet& frontier, std::span<const std::size_t> points) {
  std::vector<SolutionRow> rows;
  for (const std::size_t point : points) {
    const std::span<const double> u = frontier.utilities(point);
    const std::span<const PackageIndex> packages = frontier.packages(point);
    rows.push_back({{u.begin(), u.end()}, packages.front(), {}, packages.size()});
  }
  return rows;
}

SolutionRow row_of(const DividedPoint& point) {
  return {{point.utilities[0], point.utilities[1]}, point.cell, point.amounts, 1};
}

std::string package_words(const Scenario& scenario, const SolutionRow& row) {
  const PackageSpace space = package_space(scenario);
  const PackageIndex start = status_quo(scenario);
  if (row.amounts.empty() && !starts_from_nothing(scenario))
    return changes_in_words(scenario, start, row.package);
  std::string text;
  std::size_t divisible = 0;
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    const Issue& issue = scenario.issues[k];
    const std::string choice = issue.divisible && !row.amounts.empty()
                                   ? plain(row.amounts[divisible++])
                                   : option_name(issue, space.option(row.package, k));
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", readable(issue.name), choice);
  }
  return text;
}

std::string head(const SolutionReport& report) {
  const ProblemFacts& facts = report.solutions.facts;
  std::string text = wrap(fmt::format(
      "As the scenario starts, before anybody acts and without private valuations: {} allowed; in {} of them "
      "no party is worse off than without agreement (the zone of agreement), in {} every party is better "
      "off. "
      "Opposition {}.",
      facts.packages == 1 ? "1 package is" : fmt::format("{} packages are", facts.packages), facts.zone_size,
      facts.strictly_better,
      fixed(report.divided ? report.divided->opposition : report.solutions.opposition)));
  if (std::ranges::count(report.opening.ratifies, true) > 0) {
    text += wrap(fmt::format("Of the zone of agreement, {} would be as likely as not to be ratified by all.",
                             count(static_cast<long long>(report.zone_at_home), "package")));
  }
  if (report.divided) {
    text += wrap(
        "Issues may be split anywhere: the solutions below are exact; the counts are of packages at slices.");
  } else if (!report.sliced.empty()) {
    text += wrap(fmt::format("Divisible issues are taken at their slices, because {}.", report.sliced));
  }
  return text;
}

std::string party_table(const Scenario& scenario, const SolutionReport& report, Style style) {
  const Solutions& s = report.solutions;
  Rows rows{{"party", "without agreement", "at best", "at best in the zone", "win-set", "passes at home"}};
  for (std::size_t p = 0; p < report.opening.parties.size(); ++p) {
    const auto passes = std::ranges::count(report.opening.ratifiable[p], 1);
    const double ideal = report.divided       ? report.divided->ideal[p]
                         : s.frontier.empty() ? std::nan("")
                                              : s.ideal[p];
    rows.push_back({actor_name(scenario.actors[report.opening.parties[p]]),
                    fixed(report.opening.disagreement[p]), fixed(s.facts.highest[p]), fixed(ideal),
                    std::to_string(s.facts.win_sets[p]),
                    report.opening.ratifies[p] ? std::to_string(passes) : "not asked"});
  }
  return table(rows, {false, true, true, true, true, true}, style);
}

double distance_from_disagreement(const SolutionReport& report, const SolutionRow& row) {
  double squares = 0;
  for (std::size_t p = 0; p < row.utilities.size(); ++p) {
    const double gain = row.utilities[p] - report.opening.disagreement[p];
    squares += gain * gain;
  }
  return std::sqrt(squares);
}

/// Titles of solutions by the words of their package, in order of appearance.
class PackageList {
 public:
  void add(const std::string& title, const std::string& words) {
    const auto known = std::ranges::find(entries_, words, &Entry::words);
    Entry& entry = known != entries_.end() ? *known : entries_.emplace_back(Entry{words, {}});
    entry.titles.push_back(title);
  }
  std::string text() const {
    std::string text;
    for (const Entry& it : entries_)
      text += wrap(fmt::format("{}: {}", join(it.titles), it.words), "  ", "    ");
    return text;
  }

 private:
  struct Entry {
    std::string words;
    std::vector<std::string> titles;
  };
  std::vector<Entry> entries_;
};

/// Utilities of the named rows, and the packages below, at most `most` of each solution.
std::string solution_table(const Scenario& scenario, const SolutionReport& report,
                           const std::vector<NamedSolution>& solutions, std::size_t most, Style style) {
  Rows rows{{"solution"}};
  for (const std::size_t i : report.opening.parties) rows.front().push_back(actor_name(scenario.actors[i]));
  rows.front().push_back("from no agreement");
  PackageList packages;
  std::string more;
  for (const NamedSolution& solution : solutions) {
    if (solution.rows.empty()) rows.push_back({solution.title, "none"});
    for (std::size_t k = 0; k < std::min(most, solution.rows.size()); ++k) {
      const SolutionRow& row = solution.rows[k];
      const std::string title =
          solution.rows.size() == 1 ? solution.title : fmt::format("{} {}", solution.title, k + 1);
      rows.push_back({title});
      for (const double u : row.utilities) rows.back().push_back(fixed(u));
      rows.back().push_back(fixed(distance_from_disagreement(report, row)));
      const std::string also = row.equal > 1
                                   ? fmt::format(" (and {} worth the same to all)",
                                                 count(static_cast<long long>(row.equal) - 1, "package"))
                                   : "";
      packages.add(title, package_words(scenario, row) + also);
    }
    if (solution.rows.size() > most) {
      more +=
          wrap(fmt::format("{}: {} more tie.", solution.title, solution.rows.size() - most), "  ", "    ");
    }
    if (report.divided && solution.key == "utilitarian" && solution.rows.size() > 1) {
      more += wrap("Between neighbouring utilitarian corners of one split issue all is tied.", "  ", "    ");
    }
  }
  for (std::vector<std::string>& row : rows) row.resize(rows.front().size());
  std::vector<bool> right(rows.front().size(), true);
  right.front() = false;
  return table(rows, right, style) + '\n' + packages.text() + more;
}

std::string reading_note(Reading reading) {
  switch (reading) {
    case Reading::Textbook:
      return "";
    case Reading::Negmas:
      return "As NegMAS: no party's disagreement is below its lowest utility; Kalai-Smorodinsky is the least "
             "spread.";
    case Reading::Genius:
      return "As Genius: the frontier of all packages; egalitarian and Kalai-Smorodinsky are the least "
             "differences of "
             "utilities.";
    case Reading::Negolog:
      return "As NegoLog: the frontier of all packages and no disagreement; egalitarian means the greatest "
             "sum.";
  }
  return "";
}

}  // namespace

std::string_view reading_name(Reading reading) {
  constexpr std::array<std::string_view, 4> kNames{"textbook", "negmas", "genius", "negolog"};
  return kNames[static_cast<std::size_t>(reading)];
}

std::vector<std::size_t> divisible_issues(const Scenario& scenario) {
  std::vector<std::size_t> result;
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    if (scenario.issues[k].divisible) result.push_back(k);
  }
  return result;
}

SolutionReport solution_report(const Scenario& scenario, SolutionRequest request) {
  SolutionReport report;
  report.request = std::move(request);
  report.opening = opening_of(scenario);
  const BargainingProblem problem = report.opening.problem();
  report.solutions = solutions_of(problem, report.request.reading, report.request.weights);
  for (std::size_t x = 0; x < report.opening.allowed.size(); ++x) {
    const bool passes =
        std::ranges::all_of(report.opening.ratifiable, [&](const auto& flags) { return flags[x] != 0; });
    report.zone_at_home += passes && report.solutions.facts.zone[x] != 0 ? 1u : 0u;
  }
  const std::vector<std::size_t> divisible = divisible_issues(scenario);
  if (divisible.empty()) return report;
  if (report.request.reading != Reading::Textbook) {
    report.sliced = "other programs take them so";
    return report;
  }
  auto divided = divided_solutions(problem, report.opening.space, divisible, report.request.weights);
  if (auto* exact = std::get_if<DividedSolutions>(&divided)) {
    report.divided = std::move(*exact);
  } else {
    report.sliced = std::get<std::string>(divided);
  }
  return report;
}

std::vector<NamedSolution> named_solutions(const SolutionReport& report) {
  struct Concept {
    Show show;
    const char* key;
    const char* title;
    SolutionPoints Solutions::* points;
    DividedSolution DividedSolutions::* divided;
  };
  constexpr std::array<Concept, 4> kConcepts{
      Concept{Show::Nash, "nash", "Nash", &Solutions::nash, &DividedSolutions::nash},
      Concept{Show::Egalitarian, "egalitarian", "Egalitarian", &Solutions::egalitarian,
              &DividedSolutions::egalitarian},
      Concept{Show::KalaiSmorodinsky, "kalai_smorodinsky", "Kalai-Smorodinsky", &Solutions::kalai_smorodinsky,
              &DividedSolutions::kalai_smorodinsky},
      Concept{Show::Utilitarian, "utilitarian", "Utilitarian", &Solutions::utilitarian,
              &DividedSolutions::utilitarian}};
  std::vector<NamedSolution> result;
  for (const Concept& it : kConcepts) {
    if (report.request.show != Show::All && report.request.show != it.show) continue;
    NamedSolution named{it.show, it.key, it.title, 0, {}};
    if (report.divided) {
      const DividedSolution& exact = (*report.divided).*it.divided;
      named.value = exact.value;
      std::ranges::transform(exact.points, std::back_inserter(named.rows), row_of);
    } else {
      const SolutionPoints& points = report.solutions.*it.points;
      named.value = points.value;
      named.rows = rows_of(report.solutions.frontier, points.points);
    }
    result.push_back(std::move(named));
  }
  return result;
}

std::vector<SolutionRow> frontier_rows(const SolutionReport& report) {
  std::vector<SolutionRow> rows;
  if (!report.divided) {
    std::vector<std::size_t> all(report.solutions.frontier.size());
    for (std::size_t point = 0; point < all.size(); ++point) all[point] = point;
    return rows_of(report.solutions.frontier, all);
  }
  for (const DividedSegment& part : report.divided->frontier) {
    for (const DividedPoint* end : {&part.from, &part.to}) {
      SolutionRow row = row_of(*end);
      if (rows.empty() || rows.back().utilities != row.utilities) rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::string solution_text(const Scenario& scenario, const SolutionReport& report, Style style) {
  std::string text = head(report);
  const std::string note = reading_note(report.request.reading);
  if (!note.empty()) text += wrap(note);
  if (!report.request.weights.empty()) {
    std::vector<std::string> weights;
    for (std::size_t p = 0; p < report.request.weights.size(); ++p) {
      weights.push_back(fmt::format("{} {}", actor_name(scenario.actors[report.opening.parties[p]]),
                                    plain(report.request.weights[p])));
    }
    text += wrap(fmt::format("Weights of Nash and the utilitarian solution: {}.", join(weights)));
  }
  text += heading(style, "Parties") + party_table(scenario, report, style);
  const std::vector<NamedSolution> solutions = named_solutions(report);
  const std::vector<SolutionRow> frontier = frontier_rows(report);
  text += heading(style, "Solutions");
  text += wrap(fmt::format("The Pareto frontier has {}.", count(static_cast<long long>(frontier.size()),
                                                                report.divided ? "corner" : "point")),
               "  ", "  ");
  if (report.request.show == Show::Pareto) {
    text += solution_table(scenario, report, {{Show::Pareto, "pareto", "Point", 0, frontier}},
                           frontier.size(), style);
  } else {
    constexpr std::size_t kMost = 5;
    text += solution_table(scenario, report, solutions, kMost, style);
  }
  return text;
}

}  // namespace entente
