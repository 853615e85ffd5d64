#include "sim/engine/outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/engine/gap.hpp"
#include "sim/engine/state.hpp"
#include "sim/solution/frontier.hpp"

namespace entente {

std::size_t outcome_of(const Scenario& scenario, const PackageSpace& space, PackageIndex package) {
  if (space.is_nothing(package)) return scenario.outcomes.size();
  std::vector<std::uint32_t> options;
  for (std::size_t k = 0; k < space.issues(); ++k) options.push_back(space.option(package, k));
  std::vector<double> amounts(scenario.quantities.size());
  package_amounts(scenario, options, amounts);
  const auto happened = std::ranges::find_if(
      scenario.outcomes, [&](const Outcome& outcome) { return holds(outcome.when, options, amounts, {}); });
  return static_cast<std::size_t>(happened - scenario.outcomes.begin());
}

namespace {

/// Σ ω·ρ·A over the pledges of one actor: what the audience costs run up weigh.
double audience_costs(const Scenario& scenario, const Utilities& utilities, const World& world,
                      std::size_t i) {
  double sum = 0;
  std::size_t pledge = 0;
  for (std::size_t c = 0; c < scenario.actors[i].components.size(); ++c) {
    const Component& component = scenario.actors[i].components[c];
    double total = 0;
    for (const Term& term : component.terms) total += term.share;
    for (const Term& term : component.terms) {
      if (!std::holds_alternative<PledgeTerm>(term.body)) continue;
      const double audience = world.pledges[i][pledge++].audience;
      if (component.enabled && total > 0) sum += utilities.share(i, c) * term.share / total * audience;
    }
  }
  return sum;
}

}  // namespace

void Simulator::State::require_finite() const {
  for (std::size_t z = 0; z < world.context.size(); ++z) {
    if (std::isfinite(world.context[z])) continue;
    throw Error(fmt::format("context process '{}' leaves the range of numbers in round {}",
                            scenario.context[z].name, world.round));
  }
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    for (const double sum : result.utilities[i]) {
      if (std::isfinite(sum)) continue;
      throw Error(fmt::format("the utility of actor '{}' leaves the range of numbers in round {}",
                              scenario.actors[i].name, world.round));
    }
  }
}

void Simulator::State::account() {
  // Flows are those of the arrangement in force at the end of the round, in the world as it then stands.
  utilities.build(world);
  const double years = scenario.timing.round;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    const double now = portable_pow(actor.patience, world.round * years);
    const double weight = (1 - portable_pow(actor.patience, years)) * now;
    std::vector<double>& sums = result.utilities[i];
    const std::size_t extra = actor.components.size();
    const auto column = [&](Column which) -> double& {
      return sums[extra + static_cast<std::size_t>(which)];
    };
    for (std::size_t c = 0; c < extra; ++c) sums[c] += weight * utilities.component(i, c, world.arrangement);
    column(Column::Alliance) += weight * utilities.alliance(i, world.arrangement);
    const bool required =
        actor.party || std::ranges::find(scenario.protocol.required, i) != scenario.protocol.required.end();
    if (layout.space().is_nothing(world.arrangement))
      column(Column::Talks) += weight * actor.disagreement.value_or(0);
    if (talks && required)
      column(Column::Talks) += weight * (utilities.process_value(i) - actor.meeting_cost);
    const Act& act = actor.acts[world.acts[i]];
    column(Column::Acts) += weight * (act.benefit - act.price * scale_factor(act.price_scale, world.context));
    column(Column::Audience) -= weight * audience_costs(scenario, utilities, world, i);
    column(Column::Offers) -= now * scenario.protocol.offer_price * offers_this_round[i];
    ++result.acts[i][world.acts[i]];
  }
  require_finite();
  if (!level.rounds) return;
  round.date = date_after(scenario.timing, world.round * years);
  round.context = world.context;
  round.acts = world.acts;
  round.arrangement = world.arrangement;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    round.utilities.push_back(utilities.utility(i, world.arrangement));
  }
  round.trust = world.trust.values();
  round.ties = world.tie_weights;
  round.beliefs = world.beliefs;
  rounds.push_back(std::move(round));
}

bool Simulator::State::left_unsigned() {
  if (settled()) return false;
  const PackageTree& tree = board.tree();
  // What settles is measured by V(a) alone, and all else by U(a) too.
  std::vector<double> reservations;
  for (const std::size_t i : signatories) reservations.push_back(negotiation.reservation(i));
  const auto refuses = [&](std::size_t position, std::size_t slot) {
    // Without its hope, which takes longer to look up.
    const std::size_t i = signatories[position];
    const double value = board.own(i)[slot];
    const bool final = tree.settles()[slot] != 0;
    if (final && value - reservations[position] < -kTie) return true;
    if (!final && !scenario.switches.invest_in_hope && value - board.own(i)[board.now()] < -kTie) return true;
    return negotiation.true_margin(i, tree.packages()[slot]) < -kTie;
  };
  for (std::size_t slot = 0; slot < tree.size(); ++slot) {
    if (slot == board.now()) continue;
    const PackageIndex x = tree.packages()[slot];
    bool signed_by_all = true;
    for (std::size_t position = 0; position < signatories.size() && signed_by_all; ++position) {
      const std::size_t i = signatories[position];
      const RatificationState& home = world.ratification[i];
      signed_by_all =
          !refuses(position, slot) &&
          (!support.asked(i) ||
           support.of(i, x, world.arrangement, home.preparation) + home.zeta >= support.threshold(i));
    }
    const bool worth_tabling =
        signed_by_all && std::ranges::any_of(signatories, [&](std::size_t i) {
          return negotiation.comparison(i, x).gain() > scenario.protocol.offer_price + kTie;
        });
    if (worth_tabling) return true;
  }
  return false;
}

void Simulator::State::finish() {
  rebuild_tables();
  result.arrangement = world.arrangement;
  result.left_unsigned = left_unsigned();
  result.trust = world.trust.values();
  result.ties = world.tie_weights;
  result.outcome = outcome_of(scenario, layout.space(), world.arrangement);

  std::vector<std::vector<double>> values;
  for (const std::size_t i : signatories) {
    board.utilities_of(utilities, feasible, i, values.emplace_back(feasible.size()));
  }
  const std::vector<std::span<const double>> views(values.begin(), values.end());
  const std::uint32_t here = feasible.slot(world.arrangement);
  result.frontier_distance = distance_to(pareto_frontier(views, is_feasible), views, here);
  result.nash_product = 1;
  for (std::size_t position = 0; position < signatories.size(); ++position) {
    const Actor& actor = scenario.actors[signatories[position]];
    const double outside = std::max(actor.disagreement.value_or(0), outside_option(actor));
    result.nash_product *= std::max(0.0, views[position][here] - outside);
  }
  for (std::size_t i = 0; i < block_counts.size(); ++i) {
    for (std::size_t reason = 0; reason < block_counts[i].size(); ++reason) {
      if (block_counts[i][reason] > 0) result.blocks.push_back({i, reason, block_counts[i][reason]});
    }
  }
  if (!level.gaps) return;
  if (!gaps) gaps.emplace(scenario, layout, support, feasible);
  gaps->append(utilities, world, {world.arrangement, at_start}, views, result.gaps);
}

}  // namespace entente
