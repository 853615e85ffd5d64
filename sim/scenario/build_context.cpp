#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/build.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

constexpr std::size_t kMaximumProcesses = 64;
constexpr double kMaximumRate = 1000;

/// Years from the start to a year-month ("2017-01") or a decimal year ("2017.5").
std::optional<double> years_from_start(const std::string& text, const Timing& timing) {
  const double start = timing.start_year + (timing.start_month - 1) / 12.0;
  if (const auto month = parse_month(text)) {
    return (month->first - timing.start_year) + (month->second - timing.start_month) / 12.0;
  }
  if (const auto year = parse_number(text); year && *year >= 1 && *year < 10'000) return *year - start;
  return std::nullopt;
}

void build_law(Block& block, const Slot<Process>& process, bool random_walk) {
  block.flag("logarithmic", process->logarithmic);
  block.number("initial", process[&Process::initial], interval::any(process->unit));
  if (random_walk) {
    block.number("drift", process[&Process::drift], interval::any(kPerYear));
  } else {
    block.number("mean", process[&Process::mean], interval::any(process->unit));
    block.required_number("reversion", process[&Process::reversion], interval::positive(kPerYear));
  }
  block.number("volatility", process[&Process::volatility],
               interval::not_negative("per square root of a year"));
}

void build_markov(Block& block, const Slot<Process>& process) {
  process->states = block.reader().names("states", true);
  const std::vector<std::string>& states = process->states;
  for (const std::string& state : states) {
    if (!is_name(state))
      block.fail("states", fmt::format("'{}' is not a name; names hold letters, digits, _ and -", state));
  }
  if (block.has("states") && states.empty()) block.fail("states", "are empty; at least one state is needed");
  const std::size_t count = states.size();
  process->values.assign(count, 0.0);
  process->rates.assign(count, std::vector<double>(count, 0.0));

  const auto value = [&](std::size_t state) { return process[&Process::values][state]; };
  const auto written =
      block.numbers_by_name("values", states, "a state", value, interval::any(process->unit), true);
  if (block.has("values") && written.size() < count)
    block.fail("values", "must have a number for each state");
  if (const auto start = block.name("start", states, "a state", false)) process->start = *start;

  auto rates = block.map("rates", "numbers");
  if (!rates) return;
  for (const Word& word : rates->keys()) {
    const auto from = rates->look_up(word, word.text, states, "a state");
    if (!from) {
      rates->has(word.text);
      continue;
    }
    const auto rate = [&](std::size_t to) { return process[&Process::rates][*from][to]; };
    const auto targets = rates->numbers_by_name(word.text, states, "a state", rate,
                                                interval::closed(0, kMaximumRate, kPerYear));
    if (std::ranges::count(targets, *from) > 0) {
      rates->fail(word.text,
                  fmt::format("a rate from {} to itself; write rates to other states only", word.text));
    }
  }
  rates->finish();
}

void build_points(Block& block, const Slot<Process>& process) {
  block.number("initial", process[&Process::initial], interval::any(process->unit));
  auto points = block.map("points", "number", true);
  if (!points) return;
  struct Point {
    double years;
    Word word;
  };
  std::vector<Point> sorted;
  for (const Word& word : points->keys()) {
    if (const auto years = years_from_start(word.text, block.building().scenario.timing)) {
      sorted.push_back({*years, word});
    } else {
      points->has(word.text);
      points->fail(
          word.text,
          fmt::format("'{}' is no time; expected a year and month, as in 2016-12, or a decimal year, "
                      "as in 2016.5{}",
                      word.text, did_you_mean(word.text, {"note", "source"})));
    }
  }
  std::ranges::sort(sorted, {}, [](const Point& point) { return std::pair(point.years, point.word.text); });
  if (sorted.empty()) block.fail("points", "are empty; at least one point is needed");
  process->points.resize(sorted.size());
  for (std::size_t k = 0; k < sorted.size(); ++k) {
    const Word& word = sorted[k].word;
    process->points[k].first = sorted[k].years;
    const auto value = process[&Process::points][k][&std::pair<double, double>::second];
    points->required_number(word.text, value, interval::any(process->unit));
    if (k > 0 && sorted[k].years == sorted[k - 1].years) {
      points->fail(word.text, fmt::format("is the same time as '{}'", sorted[k - 1].word.text));
    }
  }
  points->finish();
}

void build_process(Block& block, const Slot<Process>& process) {
  build_choice(block, "kind", process->kind,
               {"ornstein_uhlenbeck", "random_walk", "markov", "poisson", "event", "series"}, true);
  block.text("unit", process->unit);
  switch (process->kind) {
    case Process::Kind::OrnsteinUhlenbeck:
      build_law(block, process, false);
      break;
    case Process::Kind::RandomWalk:
      build_law(block, process, true);
      break;
    case Process::Kind::Markov:
      build_markov(block, process);
      break;
    case Process::Kind::Poisson:
      block.number("initial", process[&Process::initial], interval::any(process->unit));
      block.number("intensity", process[&Process::intensity], interval::not_negative(kPerYear));
      block.number("size", process[&Process::size], interval::any(process->unit));
      block.number("decay", process[&Process::decay], interval::not_negative(kPerYear));
      break;
    case Process::Kind::Event:
    case Process::Kind::Series:
      build_points(block, process);
      break;
  }
  block.finish();
}

}  // namespace

void build_context(Block& root, const Slot<Scenario>& scenario) {
  auto blocks = root.children("context", "process");
  if (blocks.size() > kMaximumProcesses) {
    root.fail("context",
              fmt::format("has {} processes; at most {} are allowed", blocks.size(), kMaximumProcesses));
  }
  scenario->context.resize(blocks.size());
  for (std::size_t z = 0; z < blocks.size(); ++z) {
    const auto& name = blocks[z].first;
    scenario->context[z].name = name;
    const bool issue = std::ranges::count(scenario->issues, name, &Issue::name) > 0;
    const bool quantity = std::ranges::count(scenario->quantities, name, &Quantity::name) > 0;
    if (issue || quantity) {
      root.fail_child("context", name,
                      fmt::format("'{}' is {} too; issues, quantities and the context share their names",
                                  name, issue ? "an issue" : "a quantity"));
    }
    build_process(blocks[z].second, scenario[&Scenario::context][z]);
  }
}

void build_scale(Block& block, const std::string& key, const Slot<std::optional<ContextScale>>& slot) {
  auto child = block.child(key, "scale");
  if (!child) return;
  const Slot<ContextScale> scale = slot.filled();
  if (const auto process =
          child->name("context", context_names(block.building()), "a process of the context")) {
    scale->context = *process;
  }
  child->number("reference", scale[&ContextScale::reference], interval::any());
  child->required_number("slope", scale[&ContextScale::slope], interval::any());
  child->finish();
}

}  // namespace entente
