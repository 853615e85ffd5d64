#include <algorithm>

#include "sim/engine/state.hpp"
#include "sim/mechanisms/pledges.hpp"
#include "sim/mechanisms/ratification.hpp"
#include "sim/mechanisms/trust.hpp"

namespace entente {

bool Simulator::State::ratify(PackageIndex package) {
  bool by_all = true;
  for (const std::size_t i : signatories) {
    if (!support.asked(i)) continue;
    RatificationState& home = world.ratification[i];
    Vote record;
    record.actor = i;
    record.probability = support.probability(i, package, world.arrangement, home);
    record.support = support.of(i, package, world.arrangement, home.preparation);
    record.threshold = support.threshold(i);
    record.ratified = vote(home, record.support, record.threshold);
    by_all = by_all && record.ratified;
    if (level.rounds) round.votes.push_back(record);
  }
  if (!by_all) ++result.ratification_failures;
  odds.refresh(world);
  return by_all;
}

bool Simulator::State::keeps_word(std::size_t actor, const AgreementInForce& agreement) {
  if (!scenario.switches.implementation) return true;
  const Implementation::Decision decision = implementation.decide(actor, agreement, utilities, world, random);
  if (!decision.delivers && level.rounds) {
    round.breaches.push_back({actor, agreement.round, decision.temptation, decision.cost});
  }
  return decision.delivers;
}

void Simulator::State::sign(AgreementInForce agreement) {
  bool delivered = true;
  const std::size_t counts_before = trust_counts.size();
  for (const std::size_t j : signatories) {
    if (!implementation.obliged(j, agreement)) continue;
    const bool keeps = keeps_word(j, agreement);
    delivered = delivered && keeps;
    implementation.partners(j, agreement, partners);
    for (const std::size_t k : partners) trust_counts.push_back({k, j, keeps});
  }
  if (!delivered) {
    // Broken before it was in force: nobody has kept anything.
    const auto first = trust_counts.begin() + static_cast<std::ptrdiff_t>(counts_before);
    trust_counts.erase(
        std::remove_if(first, trust_counts.end(), [](const TrustCount& count) { return count.kept; }),
        trust_counts.end());
    return;
  }
  agreement.record = result.agreements.size();
  result.agreements.push_back({world.round, agreement.from, agreement.to, -1});
  world.agreements.push_back(agreement);
  world.arrangement = agreement.to;
  round.agreed = true;
  take_in_arrangement();
}

void Simulator::State::check_agreements(std::size_t before_signing) {
  for (std::size_t position = std::min(before_signing, world.agreements.size()); position-- > 0;) {
    bool kept = true;
    for (const std::size_t j : signatories) {
      if (!implementation.obliged(j, world.agreements[position])) continue;
      const bool keeps = keeps_word(j, world.agreements[position]);
      kept = kept && keeps;
      implementation.partners(j, world.agreements[position], partners);
      for (const std::size_t k : partners) trust_counts.push_back({k, j, keeps});
    }
    if (!kept) roll_back(position);
  }
}

void Simulator::State::roll_back(std::size_t position) {
  ++result.rollbacks;
  world.arrangement = world.agreements[position].from;
  for (std::size_t undone = position; undone < world.agreements.size(); ++undone) {
    result.agreements[world.agreements[undone].record].broken = world.round;
  }
  world.agreements.resize(position);
  take_in_arrangement();
}

void Simulator::State::learn_from_round() {
  const double kept = scenario.trust.kept_per_year * scenario.timing.round;
  if (scenario.switches.trust) {
    for (const TrustCount& count : trust_counts) {
      if (count.kept) {
        count_kept(world, count.observer, count.actor, kept);
      } else {
        count_broken(world, count.observer, count.actor, scenario.trust.broken);
      }
    }
  }
  refresh_trust(scenario, world);
  back_down(scenario, world, world.arrangement, settled());
  drift_aspirations(scenario, world);
}

}  // namespace entente
