#include "sim/experiment/tipping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "analysis/statistics/interval.hpp"
#include "sim/core/error.hpp"
#include "sim/core/hash.hpp"
#include "sim/core/random.hpp"
#include "sim/experiment/arms.hpp"
#include "sim/experiment/part.hpp"
#include "sim/experiment/result_file.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/experiment/sampling.hpp"

namespace entente {
namespace {

constexpr std::uint64_t kFirstValues = 9;
constexpr std::uint64_t kNewValues = 6;
/// Grids about the crossing for one number; for each row of a frontier one is enough to draw it.
constexpr std::uint64_t kGrids = 3;
constexpr std::uint64_t kGridsOfFrontier = 1;
constexpr double kFineEnough = 1.0 / 500;

std::uint64_t grids(const TippingPlan& plan) { return plan.numbers.size() == 1 ? kGrids : kGridsOfFrontier; }
std::uint64_t rows(const TippingPlan& plan) { return plan.numbers.size() == 1 ? 1 : plan.rows; }

/// `count` even values, the ends among them.
std::vector<double> even_values(double from, double to, std::uint64_t count) {
  std::vector<double> values;
  for (std::uint64_t k = 0; k < count; ++k) {
    const double part = static_cast<double>(k) / static_cast<double>(count - 1);
    values.push_back(k + 1 == count ? to : from + (to - from) * part);
  }
  return values;
}

std::vector<std::string> paths_of(const TippingPlan& plan) {
  std::vector<std::string> paths;
  for (const MovedNumber& number : plan.numbers) paths.push_back(number.path);
  return paths;
}

LoadedScenario checked(LoadedScenario loaded, const TippingPlan& plan) {
  std::vector<Problem> problems;
  for (const MovedNumber& number : plan.numbers) {
    const Parameter& parameter = find_parameter(loaded.parameters, number.path);
    if (!(number.from < number.to)) {
      problems.push_back(whole_problem(
          "", number.path, fmt::format("is to go from {} to {}, which is no range", number.from, number.to)));
    }
    for (const double end : {number.from, number.to}) {
      if (std::optional<Problem> problem = check_allowed(parameter, end)) problems.push_back(*problem);
    }
  }
  if (plan.numbers.size() == 2 && plan.numbers[0].path == plan.numbers[1].path)
    problems.push_back(whole_problem("", "--parameter", "is given twice with the same number"));
  if (!problems.empty()) throw InputError(std::move(problems));
  return about_packages(std::move(loaded));
}

/// What came of the runs at one value.
struct AtValue {
  std::vector<std::uint8_t> responses;
  std::vector<bool> done;
};

/// The search along the last number.
class RowSearch {
 public:
  RowSearch(const Tipping& tipping, std::optional<double> first, unsigned threads,
            const std::atomic<bool>& stop, std::function<void()> on_run)
      : tipping_(&tipping), first_(first), threads_(threads), stop_(&stop), on_run_(std::move(on_run)) {}

  /// Nothing where it was stopped.
  std::optional<TippingRow> search(std::uint64_t& failed) {
    const TippingPlan& plan = tipping_->plan;
    const MovedNumber& moved = plan.numbers.back();
    if (!play(even_values(moved.from, moved.to, kFirstValues))) return std::nullopt;
    TippingRow row = read(failed);
    for (std::uint64_t grid = 0; grid < grids(plan) && row.crossing.value; ++grid) {
      const double low = row.crossing.low.value_or(moved.from);
      const double high = row.crossing.high.value_or(moved.to);
      if (high - low <= kFineEnough * (moved.to - moved.from)) break;
      std::vector<double> values = even_values(low, high, kNewValues + 2);
      std::erase_if(values, [&](double value) { return seen_.contains(value); });
      if (values.empty()) break;
      if (!play(values)) return std::nullopt;
      row = read(failed);
    }
    return row;
  }

 private:
  bool play(const std::vector<double>& values) {
    const TippingPlan& plan = tipping_->plan;
    Arms arms;
    arms.count = values.size();
    arms.seed = plan.seed;
    arms.runs_per_world = plan.runs;
    arms.scenario = [&](std::size_t arm, std::uint64_t) {
      Scenario scenario = tipping_->loaded.scenario;
      std::vector<double> numbers;
      if (first_) numbers.push_back(*first_);
      numbers.push_back(values[arm]);
      tipping_->patch.apply(scenario, numbers);
      return scenario;
    };
    arms.measure = [&](std::size_t, const Scenario& played, const RunRecord& record,
                       std::vector<double>& happened) {
      const std::size_t outcome = record.result.outcome;
      const bool named = outcome < played.outcomes.size() ? played.outcomes[outcome].name == plan.outcome
                                                          : plan.outcome == "other";
      happened.push_back(named ? 1 : 0);
    };
    std::string broken;
    const bool complete = play_arms(arms, threads_, *stop_, [&](const ArmRun&, const ArmRun& one) {
      AtValue& at = seen_[values[one.arm]];
      at.done.push_back(one.status == RunStatus::Done);
      at.responses.push_back(one.status == RunStatus::Done && one.values.front() != 0 ? 1 : 0);
      if (one.status == RunStatus::Invalid && broken.empty())
        broken = fmt::format("the value {} breaks a rule of the scenario: {}", values[one.arm], one.error);
      on_run_();
    });
    if (!broken.empty()) throw InputError({whole_problem("", plan.numbers.back().path, broken)});
    return complete;
  }

  TippingRow read(std::uint64_t& failed) const {
    TippingRow row;
    row.first = first_;
    std::vector<bool> kept(tipping_->plan.runs, true);
    for (const auto& [value, at] : seen_) {
      for (std::size_t run = 0; run < kept.size(); ++run) kept[run] = kept[run] && at.done[run];
    }
    const auto left = static_cast<std::uint64_t>(std::ranges::count(kept, true));
    failed = std::max(failed, kept.size() - left);
    if (left < 2) throw Error("fewer than two runs came to their end at all values");
    for (const auto& [value, at] : seen_) {
      row.curve.xs.push_back(value);
      std::vector<std::uint8_t>& responses = row.curve.responses.emplace_back();
      for (std::size_t run = 0; run < kept.size(); ++run) {
        if (kept[run]) responses.push_back(at.responses[run]);
      }
    }
    const std::uint64_t key = mix_pair(tipping_->plan.seed, hash_name("bootstrap of a tipping value"));
    row.crossing = statistics::crossing(row.curve, tipping_->plan.probability, key);
    return row;
  }

  const Tipping* tipping_;
  std::optional<double> first_;
  unsigned threads_;
  const std::atomic<bool>* stop_;
  std::function<void()> on_run_;
  std::map<double, AtValue> seen_;
};

Cell optional_cell(const std::optional<double>& value) { return value ? number_cell(*value) : Cell(); }

}  // namespace

MovedNumber moved_number(const LoadedScenario& loaded, const std::string& path) {
  const Parameter& parameter = find_parameter(loaded.parameters, path);
  const auto refuse = [&](const char* why) {
    return InputError(
        {{parameter.where, path,
          fmt::format("{}; say its ends (tip: --from and --to; compare: --ends PATH=LOW:HIGH)", why)}});
  };
  const bool declared = std::ranges::count(loaded.uncertain.parameters, path, &UncertainParameter::path) > 0;
  if (!declared && !parameter.range) throw refuse("has no plausible range");
  const std::vector<SampledParameter> sampled = sampled_parameters(loaded, {Vary::Kind::Paths, {path}});
  const statistics::Law& law = sampled.front().law;
  if (!statistics::bounded(law)) throw refuse("has a law without ends");
  return {path, statistics::quantile(law, 0), statistics::quantile(law, 1)};
}

Tipping::Tipping(LoadedScenario loaded_scenario, TippingPlan tipping_plan)
    : loaded(checked(std::move(loaded_scenario), tipping_plan)),
      plan(std::move(tipping_plan)),
      patch(loaded, paths_of(plan)) {
  require(plan.numbers.size() == 1 || plan.numbers.size() == 2, "one number is moved, or two");
  require(plan.runs >= 2 && plan.rows >= 2, "a search has two runs, and a frontier two rows");
}

std::uint64_t Tipping::total_runs() const {
  return rows(plan) * (kFirstValues + grids(plan) * kNewValues) * plan.runs;
}

TippingResult find_tipping(const Tipping& tipping, unsigned threads, const std::atomic<bool>& stop,
                           const std::function<void(std::uint64_t)>& on_progress) {
  const TippingPlan& plan = tipping.plan;
  TippingResult result;
  std::uint64_t done = 0;
  std::vector<std::optional<double>> firsts{std::nullopt};
  if (plan.numbers.size() == 2) {
    const std::vector<double> values = even_values(plan.numbers[0].from, plan.numbers[0].to, plan.rows);
    firsts.assign(values.begin(), values.end());
  }
  for (const std::optional<double>& first : firsts) {
    RowSearch search(tipping, first, threads, stop, [&] { on_progress(++done); });
    std::optional<TippingRow> row = search.search(result.failed);
    if (!row) {
      result.complete = false;
      break;
    }
    result.rows.push_back(*std::move(row));
  }
  return result;
}

void write_tipping(const std::string& path, const Tipping& tipping, const TippingResult& result,
                   const std::string& behaviour, const std::string& command) {
  const TippingPlan& plan = tipping.plan;
  const std::vector<Table> tables{
      {"tipping",
       "where the outcome is as likely as the level",
       1,
       {whole("row", "one for each value of the first of two numbers"),
        real("first", "that value; empty: one number"),
        real("value", "tipping value of the last number; empty: not in its range"),
        real("low", "lower end of its 95 % interval; empty: below the range"),
        real("high", "upper end; empty: above the range"),
        whole("rising", "1 where the outcome becomes likelier"),
        whole("monotone", "1 where the curve looks monotone")}},
      {"surface",
       "the share of the outcome at all values that were tried; the same runs at all",
       2,
       {whole("row", "as in tipping"), real("second", "value of the last number"),
        real("first", "value of the first of two; empty: one number"),
        whole("happened", "runs that ended in the outcome"), whole("runs", "runs"),
        real("share", "their share"), real("low", "lower end of its 95 % interval"),
        real("high", "its upper end"), real("fit", "monotone fit of the share")}}};
  ResultFile file(path, "tip", tables);
  state_program(file, behaviour, command);
  state_scenario(file, tipping.loaded);
  file.state("seed", fmt::format("{}", plan.seed));
  file.state("runs", fmt::format("{}", plan.runs));
  file.state("outcome", plan.outcome);
  file.state("probability", fmt::format("{}", plan.probability));
  file.state("rows", fmt::format("{}", plan.rows));
  for (std::size_t k = 0; k < plan.numbers.size(); ++k) {
    const MovedNumber& number = plan.numbers[k];
    const char* which = k + 1 < plan.numbers.size() ? "first" : "second";
    file.state(which, fmt::format("{} from {} to {}", number.path, number.from, number.to));
  }
  for (std::size_t r = 0; r < result.rows.size(); ++r) {
    const TippingRow& row = result.rows[r];
    const statistics::Crossing& found = row.crossing;
    file.add(0, {cell(std::uint64_t{r}), optional_cell(row.first), optional_cell(found.value),
                 optional_cell(found.low), optional_cell(found.high), cell(found.rising),
                 cell(!found.against.has_value())});
    for (std::size_t g = 0; g < row.curve.xs.size(); ++g) {
      const std::vector<std::uint8_t>& responses = row.curve.responses[g];
      const auto happened = static_cast<std::uint64_t>(std::ranges::count(responses, 1));
      const statistics::Interval interval = statistics::share_interval(happened, responses.size());
      file.add(1, {cell(std::uint64_t{r}), number_cell(row.curve.xs[g]), optional_cell(row.first),
                   cell(happened), cell(std::uint64_t{responses.size()}), number_cell(found.shares[g]),
                   number_cell(interval.low), number_cell(interval.high), number_cell(found.fit[g])});
    }
  }
  file.finish();
}

}  // namespace entente
