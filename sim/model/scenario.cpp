#include "sim/model/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente {

std::vector<std::size_t> parties(const Scenario& scenario) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    if (scenario.actors[i].party) result.push_back(i);
  }
  return result;
}

bool starts_from_nothing(const Scenario& scenario) {
  return std::ranges::any_of(scenario.actors,
                             [](const Actor& actor) { return actor.disagreement.has_value(); });
}

std::size_t answers_needed(const Scenario& scenario) {
  const std::size_t quota = scenario.protocol.quota;
  return (quota == 0 ? parties(scenario).size() : quota) - 1;
}

PackageSpace package_space(const Scenario& scenario) {
  std::vector<std::uint32_t> counts;
  for (const Issue& issue : scenario.issues)
    counts.push_back(static_cast<std::uint32_t>(issue.options.size()));
  return PackageSpace(std::move(counts), starts_from_nothing(scenario));
}

PackageIndex status_quo(const Scenario& scenario) {
  if (starts_from_nothing(scenario)) return package_space(scenario).nothing();
  std::vector<std::uint32_t> options;
  for (const Issue& issue : scenario.issues) options.push_back(static_cast<std::uint32_t>(issue.status_quo));
  return package_space(scenario).index(options);
}

bool settles(const Scenario& scenario, PackageIndex package) {
  const PackageSpace space = package_space(scenario);
  if (space.is_nothing(package)) return false;
  std::vector<std::uint32_t> options;
  for (std::size_t k = 0; k < space.issues(); ++k) options.push_back(space.option(package, k));
  std::vector<double> amounts(scenario.quantities.size());
  package_amounts(scenario, options, amounts);
  return holds(scenario.settles, options, amounts, {});
}

bool divisible_brings(const Scenario& scenario, std::size_t quantity) {
  return std::ranges::any_of(scenario.issues, [&](const Issue& issue) {
    return issue.divisible && std::ranges::any_of(issue.amounts, [&](const std::vector<double>& amounts) {
             return amounts[quantity] != 0;
           });
  });
}

bool about_divisible(const Scenario& scenario, const Predicate& predicate) {
  if (predicate.kind == Predicate::Kind::Options && scenario.issues[predicate.subject].divisible) return true;
  if (predicate.kind == Predicate::Kind::Amount && divisible_brings(scenario, predicate.subject)) return true;
  return std::ranges::any_of(predicate.parts,
                             [&](const Predicate& part) { return about_divisible(scenario, part); });
}

void package_amounts(const Scenario& scenario, std::span<const std::uint32_t> options,
                     std::span<double> amounts) {
  for (std::size_t q = 0; q < amounts.size(); ++q) {
    amounts[q] = 0;
    for (std::size_t k = 0; k < options.size(); ++k) amounts[q] += scenario.issues[k].amounts[options[k]][q];
  }
}

std::uint64_t exchanges_before(const Timing& timing, std::uint64_t round) {
  // A hair above the product, so that 2 exchanges in each of 3 half-years are 6 and not 5.999...
  return static_cast<std::uint64_t>(
      std::floor(static_cast<double>(round) * timing.round * 2 * timing.exchanges + 1e-9));
}

std::string date_after(const Timing& timing, double years) {
  const int months =
      timing.start_year * 12 + timing.start_month - 1 + static_cast<int>(std::floor(years * 12 + 1e-9));
  return fmt::format("{:04}-{:02}", months / 12, months % 12 + 1);
}

}  // namespace entente
