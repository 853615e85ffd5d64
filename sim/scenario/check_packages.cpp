#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/check.hpp"

namespace entente {
namespace {

bool feasible(const Scenario& scenario, const std::vector<std::uint32_t>& options,
              const std::vector<double>& amounts) {
  return std::ranges::all_of(scenario.feasible,
                             [&](const Predicate& rule) { return holds(rule, options, amounts, {}); });
}

/// The next package, issue 0 fastest; false after the last.
bool advance(const Scenario& scenario, std::vector<std::uint32_t>& options) {
  for (std::size_t k = 0; k < options.size(); ++k) {
    if (++options[k] < scenario.issues[k].options.size()) return true;
    options[k] = 0;
  }
  return false;
}

}  // namespace

void check_packages(const Scenario& scenario, const Sites& sites, std::vector<Problem>& problems) {
  if (scenario.issues.empty()) return;
  const auto complain = [&](const char* path, std::string message) {
    problems.push_back({sites.of(path), path, std::move(message)});
  };
  std::vector<std::uint32_t> options;
  for (const Issue& issue : scenario.issues) options.push_back(static_cast<std::uint32_t>(issue.status_quo));
  std::vector<double> amounts(scenario.quantities.size(), 0.0);
  if (!starts_from_nothing(scenario)) {
    package_amounts(scenario, options, amounts);
    if (!feasible(scenario, options, amounts)) {
      complain("feasible", "the status quo breaks one of these rules; it must be feasible");
    }
    if (holds(scenario.settles, options, amounts, {})) {
      complain("settles", "holds for the status quo, so there would be nothing to negotiate");
    }
  }

  std::ranges::fill(options, 0u);
  do {
    package_amounts(scenario, options, amounts);
    if (holds(scenario.settles, options, amounts, {}) && feasible(scenario, options, amounts)) return;
  } while (advance(scenario, options));
  complain("settles", "no feasible package settles the dispute; at least one must");
}

}  // namespace entente
