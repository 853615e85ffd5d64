#include <algorithm>

#include "bench/reference/mechanisms.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// What j owes under a commitment: the changed issues that it delivers on, and to whom.
struct Duty {
  std::vector<std::size_t> issues;
  std::vector<std::size_t> partners;
};

void add_once(std::vector<std::size_t>& list, std::size_t item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(item);
}

Duty duty_of(const World& world, const Commitment& commitment, std::size_t j) {
  Duty duty;
  for (const Obligation& obligation : world.scenario.obligations) {
    const std::size_t k = obligation.issue;
    const bool changed = world.options[commitment.from][k] != world.options[commitment.to][k];
    if (obligation.by != j || !changed) continue;
    add_once(duty.issues, k);
    add_once(duty.partners, obligation.to);
  }
  return duty;
}

}  // namespace

Commitment make_commitment(const World& world, const State& state, PackageIndex to, std::uint64_t exchange) {
  Commitment commitment{
      .from = state.arrangement, .to = to, .signed_round = state.round, .agreement = 0, .shocks = {}};
  for (const Actor& actor : world.scenario.actors) {
    const Draw draw{.subject = hash_name(actor.name),
                    .purpose = Purpose::Implementation,
                    .round = static_cast<std::uint32_t>(state.round),
                    .exchange = static_cast<std::uint32_t>(exchange)};
    commitment.shocks.push_back(actor.implementation_sd * world.random.normal(draw));
  }
  return commitment;
}

Delivery decide_delivery(const World& world, const State& state, const Commitment& commitment) {
  Delivery delivery;
  for (const std::size_t j : world.parties) {
    const Actor& actor = world.scenario.actors[j];
    const Duty duty = duty_of(world, commitment, j);
    if (duty.issues.empty()) continue;

    const PackageIndex a = commitment.from;
    const PackageIndex x = commitment.to;
    PackageIndex cheated = x;
    for (const std::size_t k : duty.issues) cheated = world.space.with(cheated, k, world.options[a][k]);
    const Tables tables = make_tables(world, state, {a, x, cheated});
    const auto u = [&](PackageIndex of) { return utility(world, tables, j, of); };

    double trust_lost = 0;
    for (const std::size_t k : duty.partners) {
      trust_lost += trust_in(world, state, k, j) - trust_after_breach(world, state, k, j);
    }
    const double later = portable_pow(actor.patience, world.scenario.timing.planning_horizon);
    const double temptation = (1 - later) * (u(cheated) - u(x));
    const double cost = later * (u(x) - u(a)) + actor.trust_worth * trust_lost + commitment.shocks[j];
    const bool delivers = !world.scenario.switches.implementation || temptation <= cost + kTie;
    for (const std::size_t k : duty.partners) delivery.conduct.push_back({j, k, delivers});
    if (!delivers) {
      delivery.breaches.push_back(
          {.actor = j, .signed_round = commitment.signed_round, .temptation = temptation, .cost = cost});
    }
  }
  return delivery;
}

}  // namespace entente::reference
