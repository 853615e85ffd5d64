#include <algorithm>
#include <cmath>

#include "bench/reference/mechanisms.hpp"
#include "bench/reference/offers.hpp"
#include "bench/reference/results.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// lack_i(x) = max(o_i, U_i(a) + π_i) − U_i(x) − (1 − S(x))·π_i.
double lack_of(const World& world, const Tables& tables, std::size_t i, PackageIndex x, PackageIndex a) {
  const double process = process_value(world, tables, i);
  const double outside =
      world.scenario.actors[i].outside_option.value_or(-std::numeric_limits<double>::infinity());
  const double needed = std::max(outside, utility(world, tables, i, a) + process);
  return needed - utility(world, tables, i, x) - (world.settles[x] ? 0 : process);
}

/// −half·log₂(1 − lack/ω): the sum a year whose benefit is `lack`; NaN where no sum is enough.
double side_payment(const Actor& actor, const Vector& shares, double lack) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  if (!actor.money_component) return none;
  const double share = shares[*actor.money_component];
  if (lack <= 0) return 0;
  if (lack >= share) return none;
  return -actor.money_half * portable_log(1 - lack / share) / portable_log(2);
}

/// Σ_i max(0, lack_i), and the largest lack.
struct Shortfall {
  double sum = 0;
  double largest = -std::numeric_limits<double>::infinity();
};

bool smaller(const Shortfall& left, const Shortfall& right) {
  if (left.sum < right.sum - kTie) return true;
  return left.sum <= right.sum + kTie && left.largest < right.largest - kTie;
}

Gap gap_of(const World& world, const State& state, const Tables& tables, std::size_t outcome,
           PackageIndex a) {
  Gap gap{.outcome = outcome, .from = a, .exists = false, .package = 0, .parties = {}};
  Shortfall least;
  for (const PackageIndex x : world.packages) {
    if (x == a || !world.feasible[x] || outcome_of(world, x) != outcome) continue;
    Shortfall shortfall;
    for (const std::size_t i : world.parties) {
      const double lack = lack_of(world, tables, i, x, a);
      shortfall.sum += std::max(0.0, lack);
      shortfall.largest = std::max(shortfall.largest, lack);
    }
    if (gap.exists && !smaller(shortfall, least)) continue;
    gap.exists = true;
    gap.package = x;
    least = shortfall;
  }
  if (!gap.exists) return gap;

  for (const std::size_t i : world.parties) {
    const Actor& actor = world.scenario.actors[i];
    const double lack = lack_of(world, tables, i, gap.package, a);
    const double sd = private_sd(world, i);
    const bool votes = world.scenario.switches.ratification && actor.ratification;
    gap.parties.push_back(
        {.actor = i,
         .lack = lack,
         .in_sd = sd > 0 ? lack / std::sqrt(2 * sd * sd * world.space.changes(gap.package, a))
                         : std::numeric_limits<double>::quiet_NaN(),
         .side_payment = side_payment(actor, tables.shares[i][world.types[i]], lack),
         .support_margin =
             votes ? support(world, state, i, gap.package, a) - actor.ratification->threshold : 0});
  }
  return gap;
}

}  // namespace

std::vector<Gap> gaps(const World& world, const State& state) {
  const Tables tables = make_tables(world, state, world.packages);
  std::vector<Gap> result;
  for (std::size_t outcome = 0; outcome < world.scenario.outcomes.size(); ++outcome) {
    for (const PackageIndex from : {state.arrangement, world.status_quo}) {
      result.push_back(gap_of(world, state, tables, outcome, from));
    }
  }
  return result;
}

}  // namespace entente::reference
