#include "sim/cli/sweep_report.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/experiment/estimates.hpp"
#include "sim/report/sweep_table.hpp"

namespace entente {

std::string sweep_report(const SweepOptions& options, const Sweep& sweep, const Store& store,
                         const SweepProgress& progress) {
  const std::vector<OutcomeEstimate> outcomes = estimates(store.database(), sweep.plan);
  if (options.json) return sweep_json(sweep, progress, outcomes).dump(2) + '\n';
  const Style style = chosen_style(options.color);
  const Scenario& scenario = sweep.loaded.scenario;
  return paint(style, Mark::Heading, scenario.title.empty() ? scenario.name : scenario.title) + "\n\n" +
         sweep_table(sweep, progress, outcomes, style);
}

}  // namespace entente
