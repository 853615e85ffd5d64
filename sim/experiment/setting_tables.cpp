#include "sim/experiment/setting_tables.hpp"

#include <array>
#include <map>
#include <string>

namespace entente {
namespace {

constexpr std::array kLayerNames{"trade", "alliance", "alignment", "sanctions", "rivalry"};
static_assert(kLayerNames.size() == kLayers);

}  // namespace

std::vector<Table> setting_tables(const Scenario& scenario) {
  std::vector<Table> tables(kOwnTables);
  tables[kNames] = {"names",
                    "what things are called in words",
                    2,
                    {text("kind", "outcome, issue, context or quantity"),
                     whole("position", "place among those of its kind"), text("name", "its name"),
                     text("title", "its title; empty: none"), text("unit", "its unit; empty: none")}};
  tables[kActors] = {"actors",
                     "who takes part",
                     1,
                     {whole("position", "place in the order of names"), text("actor", "its name"),
                      text("title", "its title; empty: none"), whole("party", "1 where it signs")}};
  tables[kTies] = {
      "ties",
      "the ties at the start",
      1,
      {text("tie", "its name"), text("layer", "trade, alliance, alignment, sanctions or rivalry"),
       text("from", "actor"), text("to", "actor"), whole("mutual", "1 where it holds both ways"),
       real("weight", "weight at the start"), real("maximum", "the most that it can be")}};
  tables[kOptions] = {"options",
                      "what can be agreed on each issue",
                      2,
                      {text("issue", "its name"), whole("position", "place in the order of options"),
                       text("option", "its name"), text("title", "its title; empty: none"),
                       whole("status_quo", "1 where it is in force at the start")}};
  tables[kPackages] = {"packages",
                       "packages that are feasible and cross no red line, as they look at the start",
                       1,
                       {whole("package", "its number"), text("outcome", "the first outcome that it makes"),
                        whole("zone", "1 where no party is worse off than without agreement"),
                        whole("frontier", "1 where it is on the Pareto frontier of the zone")}};
  tables[kPoints] = {
      "points",
      "solutions of the textbook at the start, and where talks begin",
      2,
      {text("concept", "disagreement, ideal, nash, egalitarian, kalai_smorodinsky or utilitarian"),
       whole("tie", "number among equally good points"), whole("package", "its number")}};
  for (const std::size_t party : parties(scenario)) {
    const std::string& name = scenario.actors[party].name;
    tables[kPackages].columns.push_back(
        real("utility." + name, "utility relative to the status quo", "utility per year"));
    tables[kPackages].columns.push_back(
        whole("ratifiable." + name, "1 where it is as likely as not to be ratified at home"));
    tables[kPoints].columns.push_back(
        real("utility." + name, "utility relative to the status quo", "utility per year"));
  }
  tables[kDimensions] = {"dimensions",
                         "scales of positions",
                         1,
                         {whole("position", "place in the order"), text("dimension", "its name"),
                          text("title", "its title; empty: none"), text("unit", "its unit"),
                          real("low", "lower end"), real("high", "upper end")}};
  tables[kPositions] = {"positions",
                        "where each actor stands, turn by turn",
                        3,
                        {text("dimension", "its name"), whole("turn", "0: the start"),
                         text("actor", "its name"), real("at", "position, in the unit of the dimension")}};
  tables[kForecasts] = {"forecasts",
                        "what the positions come to, turn by turn",
                        2,
                        {text("dimension", "its name"), whole("turn", "0: the start"),
                         real("median", "weighted median; empty: the protocol has none"),
                         real("mean", "weighted mean; empty: the protocol has none")}};
  return tables;
}

void add_setting_names(ResultFile& file, const Scenario& scenario) {
  std::map<std::string, std::uint64_t> named_so_far;
  const auto named = [&](const std::string& kind, const std::string& name, const std::string& title,
                         const std::string& unit = {}) {
    file.add(kNames, {kind, cell(named_so_far[kind]++), name, title, unit});
  };
  std::int64_t position = 0;
  for (const Actor& actor : scenario.actors)
    file.add(kActors, {position++, actor.name, actor.title, cell(actor.party)});
  for (const Outcome& outcome : scenario.outcomes) named("outcome", outcome.name, outcome.title);
  named("outcome", "other", "None of these");
  for (const Issue& issue : scenario.issues) {
    named("issue", issue.name, issue.title);
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      const bool given = !starts_from_nothing(scenario) && issue.status_quo == o;
      file.add(kOptions,
               {issue.name, cell(std::uint64_t{o}), issue.options[o], issue.option_titles[o], cell(given)});
    }
  }
  for (const Process& process : scenario.context) named("context", process.name, "", process.unit);
  for (const Quantity& quantity : scenario.quantities) named("quantity", quantity.name, "", quantity.unit);
  for (const Tie& tie : scenario.ties) {
    file.add(kTies, {tie.name, kLayerNames[static_cast<std::size_t>(tie.layer)],
                     scenario.actors[tie.from].name, scenario.actors[tie.to].name, cell(tie.mutual),
                     number_cell(tie.weight), number_cell(tie.maximum)});
  }
}

}  // namespace entente
