// Initialization and input data.

#include <fmt/format.h>

#include "sim/report/describe.hpp"
#include "sim/report/describe_actor.hpp"
#include "sim/report/describe_tables.hpp"
#include "sim/report/describe_terms.hpp"
#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

Tabular context_at_start(const Scenario& scenario) {
  Tabular table{"The context at the start", {{"Process"}, {"Value"}}, {}};
  for (const Process& process : scenario.context) {
    table.rows.push_back({readable(process.name), process.kind == Process::Kind::Markov
                                                      ? readable(process.states[process.start])
                                                      : context_value(process, process.initial)});
  }
  return table;
}

Tabular ties_at_start(const Scenario& scenario) {
  Tabular table{"Ties at the start",
                {{"Tie"}, {"Layer"}, {"Between"}, {"Weight", true}, {"Rate", true}, {"Moved by"}},
                {},
                "Trade in USD bn a year, the others as strengths; rates per year."};
  for (const Tie& tie : scenario.ties) {
    std::vector<std::string> drivers;
    for (const Driver& driver : tie.drivers) drivers.push_back(driver_in_words(scenario, driver));
    table.rows.push_back({readable(tie.name), layer_name(tie.layer),
                          fmt::format("{} {} {}", actor_name(scenario.actors[tie.from]),
                                      tie.mutual ? "–" : "→", actor_name(scenario.actors[tie.to])),
                          exact(tie.weight), exact(tie.rate), join(drivers)});
  }
  return table;
}

/// What is particular to each actor at the start: beliefs, trust, the state of its home, red lines.
Items actors_at_start(const OddScenario& odd) {
  Items items;
  for (const Actor& actor : odd.run.actors) {
    const auto add = [&](const std::string& sentence) {
      items.items.push_back(fmt::format("{}: {}", actor_name(actor), sentence));
    };
    for (const std::string& line : beliefs_in_words(odd.run, actor)) add(line);
    if (odd.has("trust")) {
      for (const std::string& line : trust_in_words(odd.run, actor)) add(line);
    }
    if (actor.party && actor.ratification) add(ratification_in_words(*actor.ratification));
    if (!actor.party) continue;
    for (const RedLine& line : actor.red_lines)
      add(fmt::format("red line {}, {}.", readable(line.name), red_line_in_words(odd.run, line)));
  }
  return items;
}

}  // namespace

void odd_initialization(const OddScenario& odd, Document& document) {
  const Scenario& scenario = odd.run;
  const SourceCounts counts = count_sources(odd.loaded);
  document.add(Heading{2, "Initialization", "5"});
  if (over_positions(scenario)) {
    say(document,
        "A run starts from the positions, saliences and powers in the tables above; it is always the same.");
  } else {
    say(document, fmt::format("A run starts in {} with {} in force, no talks held and nothing said. "
                              "Initialization is the same in "
                              "all runs but for what is drawn once a run (see Stochasticity).",
                              date_after(scenario.timing, 0),
                              starts_from_nothing(scenario) ? "nothing" : "the status quo of every issue"));
    if (!scenario.context.empty()) {
      document.add(context_at_start(scenario));
      if (!odd.run.switches.context) say(document, "The context keeps these values in this run.");
    }
    if (!scenario.ties.empty()) {
      document.add(ties_at_start(scenario));
      if (!odd.run.switches.ties) say(document, "The ties keep these weights in this run.");
    }
    Items items = actors_at_start(odd);
    if (!items.items.empty()) document.add(std::move(items));
  }
  say(document,
      {fmt::format("The scenario writes {}, {} of them resting on an assumption and {} without a source; the "
                   "others are defaults of the model. The parameter tables, which ",
                   count(static_cast<long long>(counts.written), "number"), counts.assumed, counts.unsourced),
       code("entente describe --latex"), " prints, give every value with its unit, range and sources."});
  const Uncertainty& uncertain = odd.loaded.uncertain;
  if (uncertain.parameters.empty()) return;
  say(document, {"For sweeps over many worlds these numbers are drawn instead of kept, independently but for "
                 "the groups "
                 "whose members move together by a Gaussian copula ",
                 cite({"nelsen2006"}), "; a single run keeps the values of the scenario."});
  document.add(laws_table(uncertain));
}

void odd_input(const OddScenario& odd, Document& document) {
  document.add(Heading{2, "Input data", "6"});
  Items series;
  if (odd.has("context")) {
    for (const Process& process : odd.run.context) {
      if (process.kind != Process::Kind::Event && process.kind != Process::Kind::Series) continue;
      series.items.push_back(
          fmt::format("{}: {}.", readable(process.name), process_in_words(odd.run, process)));
    }
  }
  if (series.items.empty()) {
    say(document, "The model uses no input data to represent processes that change over time.");
    return;
  }
  say(document, "These courses over time are given, and not modelled:");
  document.add(std::move(series));
}

}  // namespace entente
