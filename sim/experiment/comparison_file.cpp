#include "sim/experiment/comparison_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/experiment/identity.hpp"
#include "sim/experiment/part.hpp"

namespace entente {
namespace {

enum ComparisonTable : std::size_t {
  kArms,
  kQuantities,
  kOutcomes,
  kPairedRuns,
  kDifferences,
  kReasons,
  kWorlds
};

std::vector<TableColumn> difference_columns() {
  return {
      real("base", "mean in the base, over pairs of runs in which both have a value"),
      real("variant", "mean in the variant"),
      real("difference", "variant less base"),
      real("low",
           "lower end of the 95 % interval of the difference: Newcombe's for shares, Student's for means"),
      real("high", "its upper end"),
      real("effect", "Cohen's h for shares, d_av for means"),
      whole("pairs", "pairs of runs"),
      whole("changed", "pairs whose values differ; below 10 the interval of a mean is not to be trusted"),
      real("unseen", "of an event that neither saw: 95 % bound of its share"),
      whole("worlds", "plausible worlds compared"),
      whole("worlds_more", "worlds in which the variant has more"),
      whole("worlds_same", "worlds in which both have exactly as much"),
      whole("worlds_less", "worlds in which the variant has less"),
      real("world_difference", "mean difference over worlds"),
      real("world_low", "lower end of Student's 95 % interval over worlds"),
      real("world_high", "its upper end"),
      real("sign_share",
           "of the worlds in which they differ, the share whose difference has the sign of `difference`"),
      real("sign_low", "lower end of its 95 % interval"),
      real("sign_high", "its upper end")};
}

Table with_differences(Table table) {
  for (TableColumn& column : difference_columns()) table.columns.push_back(std::move(column));
  return table;
}

std::vector<Table> comparison_tables(const Comparison& comparison) {
  std::vector<Table> tables(kWorlds + 1);
  tables[kArms] = {
      "arms",
      "the base, 0, and its variants",
      1,
      {whole("arm", "its number"), text("name", "what it is called"), text("title", "its title"),
       text("file", "the file it was read from"), text("held", "numbers set by hand, fixed in all worlds"),
       text("scenario_hash", "hash of the resolved scenario"), text("scenario", "the scenario, resolved"),
       whole("done", "runs played, both parts"), whole("failed", "runs that broke off"),
       whole("invalid_worlds", "worlds that break a rule"), text("error", "the first reason of either")}};
  tables[kQuantities] = {"quantities",
                         "what is compared, in order",
                         1,
                         {whole("position", "place in the order"), text("quantity", "its name"),
                          text("kind", "what it is about"), whole("share", "1 where it is 0 or 1 in a run"),
                          text("unit", "its unit")}};
  tables[kOutcomes] = {
      "outcomes",
      "outcomes in the order of the base",
      1,
      {whole("position", "place in the order"), text("outcome", "its name"), text("title", "its title")}};
  Table& runs = tables[kPairedRuns];
  runs = {
      "paired_runs",
      "each run of the first part; runs of the same number share their luck",
      2,
      {whole("arm", "number of the scenario"), whole("run", "number of the run; entente run --run plays it"),
       text("outcome", "the outcome it ended in")}};
  for (const MeasuredQuantity& quantity : comparison.quantities.all()) {
    if (quantity.group != MeasuredQuantity::Group::Outcome)
      runs.columns.push_back(real(quantity.name, "see sim/experiment/quantities.hpp", quantity.unit));
  }
  check_table(runs);
  tables[kDifferences] =
      with_differences({"differences",
                        "each variant against the base",
                        2,
                        {whole("arm", "number of the variant"), text("quantity", "its name")}});
  tables[kReasons] =
      with_differences({"reasons",
                        "differences that tell why, whose interval leaves out 0; the largest effect first",
                        2,
                        {whole("arm", "number of the variant"), whole("rank", "1: the largest effect"),
                         text("quantity", "its name"), text("kind", "what it is about")}});
  tables[kWorlds] = {"world_differences",
                     "mean difference in each plausible world; empty: none",
                     3,
                     {whole("arm", "number of the variant"), whole("world", "number of the world"),
                      text("quantity", "its name"), real("difference", "variant less base")}};
  return tables;
}

void append(Row& row, const Difference& one) {
  row.insert(row.end(),
             {number_cell(one.base), number_cell(one.variant), number_cell(one.difference),
              number_cell(one.interval.low), number_cell(one.interval.high), number_cell(one.effect),
              cell(one.pairs), cell(one.changed), one.unseen ? number_cell(*one.unseen) : Cell()});
  if (one.worlds) {
    const WorldDifference& over = *one.worlds;
    row.insert(row.end(), {cell(over.worlds), cell(over.more), cell(over.same), cell(over.less),
                           number_cell(over.difference), number_cell(over.interval.low),
                           number_cell(over.interval.high)});
    if (over.sign_share) {
      row.insert(row.end(), {number_cell(*over.sign_share), number_cell(over.sign_interval->low),
                             number_cell(over.sign_interval->high)});
    }
  }
}

std::string held_text(const ComparedScenario& one) {
  std::string text;
  for (const auto& [path, value] : one.held)
    text += fmt::format("{}{}={}", text.empty() ? "" : "\n", path, value);
  return text;
}

}  // namespace

std::vector<std::size_t> ranked_reasons(const Comparison& comparison,
                                        const std::vector<Difference>& differences) {
  const auto size = [&](std::size_t q) {
    const double effect = std::fabs(differences[q].effect);
    return std::isnan(effect) ? std::numeric_limits<double>::infinity() : effect;
  };
  std::vector<std::size_t> reasons;
  for (std::size_t q = 0; q < differences.size(); ++q) {
    const bool told = differences[q].told_apart() && differences[q].trusted(false);
    if (comparison.quantities.all()[q].is_reason() && told) reasons.push_back(q);
  }
  std::ranges::sort(
      reasons, [&](std::size_t a, std::size_t b) { return size(a) != size(b) ? size(a) > size(b) : a < b; });
  return reasons;
}

ComparisonFile::ComparisonFile(const std::string& path, const Comparison& comparison,
                               const std::string& behaviour, const std::string& command)
    : comparison_(&comparison), file_(path, "comparison", comparison_tables(comparison)) {
  const ComparisonPlan& plan = comparison.plan;
  state_program(file_, behaviour, command);
  file_.state("base", comparison.scenarios.front().name);
  file_.state("seed", fmt::format("{}", plan.seed));
  file_.state("runs", fmt::format("{}", plan.runs));
  file_.state("worlds", fmt::format("{}", plan.worlds));
  file_.state("runs_per_world", fmt::format("{}", plan.runs_per_world));
  file_.state("gaps", plan.gaps ? "1" : "0");
  file_.state("horizon", fmt::format("{}", comparison.quantities.horizon()));
  std::string laws;
  if (plan.worlds > 0) {
    for (const SampledParameter& parameter : comparison.worlds.front().parameters())
      laws += fmt::format("{}: {}\n", parameter.path, parameter.law_text);
  }
  file_.state("vary", laws);
  std::uint64_t position = 0;
  for (const MeasuredQuantity& quantity : comparison.quantities.all()) {
    file_.add(kQuantities, {cell(position++), quantity.name, std::string(name_of(quantity.group)),
                            cell(quantity.is_share()), quantity.unit});
  }
  position = 0;
  for (const Outcome& outcome : comparison.scenarios.front().loaded.scenario.outcomes)
    file_.add(kOutcomes, {cell(position++), outcome.name, outcome.title});
  file_.add(kOutcomes, {cell(position), "other", "None of these"});
}

void ComparisonFile::add_run(const ArmRun& run) {
  if (run.status != RunStatus::Done) return;
  Row row{cell(std::uint64_t{run.arm}), cell(run.run), {}};
  for (std::size_t q = 0; q < run.values.size(); ++q) {
    const MeasuredQuantity& quantity = comparison_->quantities.all()[q];
    if (quantity.group != MeasuredQuantity::Group::Outcome) {
      row.push_back(number_cell(run.values[q]));
    } else if (run.values[q] != 0) {
      row[2] = quantity.about().front();
    }
  }
  file_.add(kPairedRuns, row);
}

void ComparisonFile::add_world(std::size_t variant, std::uint64_t world,
                               std::span<const double> differences) {
  for (std::size_t q = 0; q < differences.size(); ++q) {
    file_.add(kWorlds, {cell(std::uint64_t{variant + 1}), cell(world), comparison_->quantities.all()[q].name,
                        number_cell(differences[q])});
  }
}

void ComparisonFile::finish(const ComparisonResult& result) {
  for (std::size_t a = 0; a < comparison_->scenarios.size(); ++a) {
    const ComparedScenario& one = comparison_->scenarios[a];
    const PlayedScenario& played = result.played[a];
    file_.add(kArms, {cell(std::uint64_t{a}), one.name, one.loaded.scenario.title,
                      one.loaded.files.empty() ? std::string() : one.loaded.files.front(), held_text(one),
                      hash_of(one.loaded.resolved), one.loaded.resolved, cell(played.done),
                      cell(played.failed), cell(played.invalid_worlds), played.error});
  }
  const std::size_t columns = difference_columns().size();
  for (std::size_t v = 0; v < result.differences.size(); ++v) {
    const std::vector<Difference>& differences = result.differences[v];
    const auto add = [&](std::size_t table, Row row, std::size_t q) {
      const std::size_t whole_row = row.size() + columns;
      append(row, differences[q]);
      row.resize(whole_row);
      file_.add(table, row);
    };
    for (std::size_t q = 0; q < differences.size(); ++q)
      add(kDifferences, {cell(std::uint64_t{v + 1}), comparison_->quantities.all()[q].name}, q);
    std::uint64_t rank = 0;
    for (const std::size_t q : ranked_reasons(*comparison_, differences)) {
      const MeasuredQuantity& quantity = comparison_->quantities.all()[q];
      add(kReasons,
          {cell(std::uint64_t{v + 1}), cell(++rank), quantity.name, std::string(name_of(quantity.group))}, q);
    }
  }
  file_.state("complete", result.complete ? "1" : "0");
  file_.finish();
}

ComparisonResult compare_into(ComparisonFile* file, const Comparison& comparison, unsigned threads,
                              const std::atomic<bool>& stop,
                              const std::function<void(std::uint64_t, std::uint64_t)>& on_progress) {
  const std::uint64_t total = comparison.plan.runs_of_a_scenario() * comparison.scenarios.size();
  ComparisonWatch watch;
  watch.on_progress = [&](std::uint64_t done) { on_progress(done, total); };
  if (file != nullptr) {
    watch.on_run = [&](const ArmRun& run) { file->add_run(run); };
    watch.on_world = [&](std::size_t variant, std::uint64_t world, std::span<const double> differences) {
      file->add_world(variant, world, differences);
    };
  }
  ComparisonResult result = compare(comparison, threads, stop, watch);
  if (file != nullptr) file->finish(result);
  return result;
}

}  // namespace entente
