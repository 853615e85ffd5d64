#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"
#include "sim/engine/state.hpp"
#include "sim/mechanisms/beliefs.hpp"

namespace entente {

std::optional<AgreementInForce> Simulator::State::bargain() {
  const auto number = static_cast<std::uint64_t>(world.round);
  for (std::uint64_t e = exchanges_before(scenario.timing, number);
       e < exchanges_before(scenario.timing, number + 1); ++e) {
    const std::optional<PackageIndex> accepted = exchange(e);
    if (accepted) return AgreementInForce{world.round, e, world.arrangement, *accepted, 0};
  }
  return std::nullopt;
}

std::optional<PackageIndex> Simulator::State::exchange(std::uint64_t number) {
  const std::vector<std::size_t>& order = scenario.protocol.order;
  const std::size_t turn = number % order.size();
  const std::size_t proposer = order[turn];
  Exchange record;
  record.number = number;
  record.proposer = proposer;
  const std::optional<Offer> offer =
      best_offers_fresh ? best_offers[proposer] : negotiation.best_offer(proposer);
  if (!offer) {
    record.passed = true;
    ++result.passes;
    if (level.rounds) round.exchanges.push_back(std::move(record));
    return std::nullopt;
  }
  ++result.offers;
  ++offers_this_round[proposer];
  if (std::ranges::find(offered[proposer], offer->package) != offered[proposer].end())
    ++result.repeated_offers;
  offered[proposer].push_back(offer->package);
  if (layout.settles()[offer->package] != 0) world.last_final_offer = offer->package;
  record.package = offer->package;
  record.gain = offer->gain;
  record.acceptance = offer->acceptance;
  record.ratification = offer->ratification;
  record.objective = offer->objective;

  bool accepted = true;
  std::size_t answers = 0;
  for (std::size_t step = 1; step < order.size() && accepted; ++step, ++answers) {
    const std::size_t j = order[(turn + step) % order.size()];
    const double margin = negotiation.true_margin(j, offer->package);
    const double noise = scenario.actors[j].tactic.answer_noise;
    accepted = noise > 0 ? random.uniform({hash_name(scenario.actors[j].name), Purpose::Answer,
                                           static_cast<std::uint32_t>(world.round),
                                           static_cast<std::uint32_t>(number)}) < logistic(margin / noise)
                         : margin >= -kTie;
    Answer answer{j, accepted, margin, 0, {}};
    if (level.rounds) answer.probability = negotiation.acceptance(proposer, j, offer->package);
    if (!accepted) {
      ++result.refusals;
      reasons(j, offer->package);
      std::size_t worst = 0;
      double lowest = std::numeric_limits<double>::infinity();
      const auto weigh = [&](std::size_t reason, double contribution) {
        if (contribution >= lowest - kTie) return;
        worst = reason;
        lowest = contribution;
      };
      for (std::size_t c = 0; c < why.components.size(); ++c) weigh(c, why.components[c]);
      const double others[] = {why.alliance, why.private_valuation, why.process_value, why.hope};
      for (std::size_t r = 0; r < 4; ++r) weigh(why.components.size() + r, others[r]);
      ++block_counts[j][worst];
    }
    if (level.rounds && level.reasons) answer.reasons = reasons(j, offer->package);
    if (level.rounds) record.answers.push_back(std::move(answer));
  }
  if (!accepted) remember_refusal(order[(turn + answers) % order.size()], offer->package);
  if (scenario.switches.learning) {
    learn(proposer, offer->package, true);
    for (std::size_t step = 1; step <= answers; ++step) {
      learn(order[(turn + step) % order.size()], offer->package, accepted || step < answers);
    }
  }
  record.accepted = accepted;
  if (level.rounds) round.exchanges.push_back(std::move(record));
  if (!accepted) return std::nullopt;
  return offer->package;
}

void Simulator::State::remember_refusal(std::size_t actor, PackageIndex package) {
  if (!scenario.switches.refusal_memory) return;
  best_offers_fresh = false;
  for (const std::size_t i : signatories) {
    if (i == actor) continue;
    const double difference = public_difference(layout, utilities, world, i, actor, package);
    std::vector<Refusal>& known = world.refusals[i][actor];
    const auto same = std::ranges::find(known, package, &Refusal::package);
    if (same == known.end()) {
      known.push_back({package, difference});
    } else {
      same->difference = difference;
    }
  }
}

void Simulator::State::learn(std::size_t subject, PackageIndex package, bool yes) {
  best_offers_fresh = false;
  const PackageSpace& space = layout.space();
  new_options.clear();
  old_options.clear();
  for (std::size_t k = 0; k < space.issues(); ++k) {
    if (!space.differ(package, world.arrangement, k)) continue;
    new_options.push_back(layout.option(k, space.option(package, k)));
    if (space.is_nothing(world.arrangement)) continue;
    old_options.push_back(layout.option(k, space.option(world.arrangement, k)));
  }
  // All observers judge by what they knew before; then all learn.
  const std::size_t profiles = scenario.actors[subject].profiles.size();
  for (const std::size_t i : signatories) {
    if (i == subject) continue;
    expected[i] = negotiation.expected_answer(i, subject, package);
    std::vector<double>& margins = profile_margins[i];
    margins.assign(profiles, 0.0);
    if (profiles == 0) continue;
    double mean = 0;
    for (std::size_t p = 0; p < profiles; ++p) {
      const double ended = layout.settles()[package] != 0 ? utilities.profile_process_value(subject, p) : 0;
      margins[p] = utilities.with_profile(subject, p, package) - ended -
                   utilities.with_profile(subject, p, world.arrangement);
      mean += world.beliefs[i][subject][p] * margins[p];
    }
    for (double& margin : margins) margin += expected[i].margin - mean;
  }
  for (const std::size_t i : signatories) {
    if (i == subject) continue;
    if (profiles > 0) {
      learn_profiles(world.beliefs[i][subject], profile_margins[i], expected[i].variance, yes,
                     learning_rate(scenario, i, subject));
    }
    learn_valuations(world.valuation_beliefs[i][subject], new_options, old_options, expected[i].margin,
                     expected[i].variance, yes);
  }
  utilities.build_estimates(world);
  for (const std::size_t i : signatories) {
    if (i == subject) continue;
    board.refresh_estimate(world, utilities, i, subject);
    negotiation.estimate_changed(i, subject);
  }
}

const Contributions& Simulator::State::reasons(std::size_t actor, PackageIndex package) {
  why.components.clear();
  const PackageIndex now = world.arrangement;
  for (std::size_t c = 0; c < scenario.actors[actor].components.size(); ++c) {
    why.components.push_back(utilities.component(actor, c, package) - utilities.component(actor, c, now));
  }
  why.alliance = utilities.alliance(actor, package) - utilities.alliance(actor, now);
  why.private_valuation = layout.over_options(world.private_valuations[actor], package) -
                          layout.over_options(world.private_valuations[actor], now);
  why.process_value = layout.settles()[package] != 0 ? -utilities.process_value(actor) : 0;
  if (layout.space().is_nothing(now)) why.process_value -= scenario.actors[actor].disagreement.value_or(0);
  why.hope = negotiation.hope(actor, package) - negotiation.hope(actor, now);
  return why;
}

}  // namespace entente
