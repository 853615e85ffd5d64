#include "sim/experiment/estimates.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace entente {
namespace {

/// Runs with an outcome, and with each outcome, by world or by randomisation.
using Groups = std::map<std::int64_t, std::map<std::string, std::uint64_t>>;

Groups groups(const Database& database, const SweepPlan& plan, const char* by) {
  const bool worlds = std::string_view(by) == "world";
  const std::string sql =
      plan.aggregate ? std::string("select ") + by + ", outcome, count from outcome_counts where world " +
                           (worlds ? ">= 0" : "= -1")
                     : std::string("select ") + by +
                           ", outcome, count(*) from runs where status = 'done' group by " + by + ", outcome";
  Groups result;
  Statement statement(database, sql);
  statement.start();
  while (statement.step()) {
    const Row row = statement.row();
    result[whole_of(row[0])][text_of(row[1])] += count_of(row[2]);
  }
  return result;
}

/// Successes and runs of an outcome in each group.
std::vector<statistics::World> of_outcome(const Groups& all, const std::string& outcome) {
  std::vector<statistics::World> result;
  for (const auto& [number, counts] : all) {
    statistics::World& world = result.emplace_back();
    for (const auto& [name, count] : counts) {
      world.runs += count;
      if (name == outcome) world.successes += count;
    }
  }
  return result;
}

ErrorMethod method_of(const SweepPlan& plan) {
  switch (plan.design) {
    case Design::MonteCarlo:
      return plan.runs_per_world > 1 ? ErrorMethod::Worlds : ErrorMethod::Wilson;
    case Design::LatinHypercube:
    case Design::Sobol:
      return ErrorMethod::Randomisations;
    case Design::SobolRaw:
    case Design::Grid:
    case Design::Rows:
      break;
  }
  return ErrorMethod::None;
}

std::optional<statistics::Interval> over_randomisations(const std::vector<statistics::World>& groups) {
  std::vector<double> shares;
  for (const statistics::World& group : groups) {
    shares.push_back(static_cast<double>(group.successes) / static_cast<double>(group.runs));
  }
  if (shares.size() < 2) return std::nullopt;
  statistics::Interval interval = statistics::student(shares);
  return statistics::Interval{std::max(0.0, interval.low), std::min(1.0, interval.high)};
}

}  // namespace

const char* name_of(ErrorMethod method) {
  switch (method) {
    case ErrorMethod::Wilson:
      return "wilson";
    case ErrorMethod::Randomisations:
      return "randomisations";
    case ErrorMethod::Worlds:
      return "worlds";
    case ErrorMethod::None:
      break;
  }
  return "none";
}

std::vector<OutcomeEstimate> estimates(const Database& database, const SweepPlan& plan) {
  const ErrorMethod method = method_of(plan);
  const Groups by_randomisation = groups(database, plan, "randomisation");
  const Groups by_world = plan.runs_per_world > 1 ? groups(database, plan, "world") : Groups{};
  std::vector<OutcomeEstimate> result;
  Statement shares(database, "select outcome, title, happened, runs from outcome_shares");
  shares.start();
  while (shares.step()) {
    const Row row = shares.row();
    OutcomeEstimate& one = result.emplace_back();
    one.outcome = text_of(row[0]);
    one.title = text_of(row[1]);
    one.happened = count_of(row[2]);
    one.runs = count_of(row[3]);
    one.method = method;
    if (one.runs == 0) continue;
    one.share = static_cast<double>(one.happened) / static_cast<double>(one.runs);
    std::vector<statistics::World> worlds;
    for (const statistics::World& world : of_outcome(by_world, one.outcome)) {
      // A world tells how its share varies once it has two runs.
      if (world.runs > 1) worlds.push_back(world);
    }
    if (worlds.size() > 1) one.worlds = statistics::nested_share(worlds);
    if (method == ErrorMethod::Wilson) one.simulation = statistics::share_interval(one.happened, one.runs);
    if (method == ErrorMethod::Worlds && one.worlds) one.simulation = one.worlds->interval;
    if (method == ErrorMethod::Randomisations) {
      const std::vector<statistics::World> of = of_outcome(by_randomisation, one.outcome);
      const bool certain = one.happened == 0 || one.happened == one.runs;
      one.simulation = over_randomisations(of);
      // Shares that do not differ say nothing of their error.
      if (certain) one.simulation = statistics::share_interval(one.happened, one.runs);
    }
  }
  return result;
}

void write_estimates(Database& database, const SweepPlan& plan) {
  database.execute("delete from estimates");
  Statement insert(database, "insert into estimates values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const OutcomeEstimate& one : estimates(database, plan)) {
    Row row{one.outcome, static_cast<std::int64_t>(one.happened), static_cast<std::int64_t>(one.runs),
            number_cell(one.share)};
    row.push_back(one.simulation ? number_cell(one.simulation->low) : Cell());
    row.push_back(one.simulation ? number_cell(one.simulation->high) : Cell());
    row.emplace_back(std::string(name_of(one.method)));
    row.push_back(one.worlds ? number_cell(one.worlds->between_sd) : Cell());
    row.push_back(one.worlds ? number_cell(one.worlds->low) : Cell());
    row.push_back(one.worlds ? number_cell(one.worlds->high) : Cell());
    insert.run(row);
  }
}

}  // namespace entente
