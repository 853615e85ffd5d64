#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/math.hpp"
#include "sim/engine/state.hpp"

namespace entente {

std::optional<AgreementInForce> Simulator::State::bargain() {
  const auto number = static_cast<std::uint64_t>(world.round);
  const std::uint64_t first = exchanges_before(scenario.timing, number);
  const std::uint64_t end = exchanges_before(scenario.timing, number + 1);
  const auto agreed = [&](std::uint64_t e, PackageIndex package) {
    return AgreementInForce{world.round, e, world.arrangement, package, 0};
  };
  if (scenario.protocol.kind == Protocol::Kind::SingleText) {
    for (std::uint64_t e = first; e < end; ++e) draft(e);
    const std::optional<PackageIndex> accepted = end > first ? put_text(end - 1) : std::nullopt;
    if (accepted) return agreed(end - 1, *accepted);
    if (end > first) breaks_down(end - 1);
    return std::nullopt;
  }
  for (std::uint64_t e = std::max(first, next_turn); e < end; e = std::max(e + 1, next_turn)) {
    const std::optional<PackageIndex> accepted =
        scenario.protocol.kind == Protocol::Kind::SimultaneousDemands ? demands(e) : exchange(e);
    if (accepted) return agreed(e, *accepted);
    if (breaks_down(e)) break;
  }
  return std::nullopt;
}

std::size_t Simulator::State::proposer_place(std::uint64_t number) const {
  const std::size_t places = scenario.protocol.order.size();
  if (scenario.protocol.kind != Protocol::Kind::RandomRecognition) return number % places;
  const double u = random.uniform(
      {0, Purpose::Recognition, static_cast<std::uint32_t>(world.round), static_cast<std::uint32_t>(number)});
  return static_cast<std::size_t>(u * static_cast<double>(places));
}

std::optional<Offer> Simulator::State::rational_proposal(std::size_t actor, std::size_t place,
                                                         std::uint64_t number) {
  const RationalTable::Turn* const turn = equilibrium->turn(number, place);
  if (turn == nullptr || turn->offers.empty()) return std::nullopt;
  // Where different partners are equally dear, one is drawn.
  const double u =
      turn->offers.size() == 1
          ? 0
          : random.uniform({hash_name(scenario.actors[actor].name), Purpose::Offer,
                            static_cast<std::uint32_t>(world.round), static_cast<std::uint32_t>(number)});
  double passed = 0;
  PackageIndex package = turn->offers.back().first;
  for (const auto& [candidate, probability] : turn->offers) {
    passed += probability;
    if (u >= passed) continue;
    package = candidate;
    break;
  }
  Offer offer = negotiation.offer(actor, package);
  offer.acceptance = 1;  // nothing is unknown
  offer.objective = offer.ratification * offer.gain - scenario.protocol.offer_price;
  return offer;
}

std::optional<Offer> Simulator::State::proposal(std::size_t actor, std::size_t place, std::uint64_t number) {
  if (equilibrium) return rational_proposal(actor, place, number);
  if (aspirants.aspires(actor)) {
    const std::optional<PackageIndex> package = aspirants.propose(actor, number);
    if (!package) return std::nullopt;
    // An aspiration expects nothing.
    Offer offer = negotiation.offer(actor, *package);
    offer.acceptance = offer.objective = std::numeric_limits<double>::quiet_NaN();
    return offer;
  }
  if (scenario.protocol.kind == Protocol::Kind::Agenda) {
    return negotiation.best_offer(actor, scenario.protocol.agenda[agenda_item]);
  }
  return best_offers_fresh ? best_offers[actor] : negotiation.best_offer(actor);
}

Answer Simulator::State::answer_to(PackageIndex package, std::size_t actor, std::size_t place,
                                   std::uint64_t number, std::uint64_t turn) {
  if (equilibrium) {
    const RationalTable::Turn* const known = equilibrium->turn(number, place);
    const double margin = known == nullptr ? -1 : board.own(actor, package) - known->thresholds[actor];
    return {actor, margin >= -kTie, margin, 0, {}};
  }
  if (aspirants.aspires(actor)) {
    const Reply reply = aspirants.reply(actor, package, turn);
    return {actor, reply.accepted, reply.margin, 0, {}};
  }
  const double margin = negotiation.true_margin(actor, package);
  const double noise = scenario.actors[actor].tactic.answer_noise;
  const bool accepted = noise > 0
                            ? random.uniform({hash_name(scenario.actors[actor].name), Purpose::Answer,
                                              static_cast<std::uint32_t>(world.round),
                                              static_cast<std::uint32_t>(number)}) < logistic(margin / noise)
                            : margin >= -kTie;
  return {actor, accepted, margin, 0, {}};
}

void Simulator::State::table(const Offer& offer, Exchange& record) {
  ++result.offers;
  ++offers_this_round[record.proposer];
  record.package = offer.package;
  record.gain = offer.gain;
  record.acceptance = offer.acceptance;
  record.ratification = offer.ratification;
  record.objective = offer.objective;
}

std::optional<PackageIndex> Simulator::State::exchange(std::uint64_t number) {
  const std::vector<std::size_t>& order = scenario.protocol.order;
  const std::size_t place = proposer_place(number);
  const std::size_t proposer = order[place];
  Exchange record;
  record.number = number;
  record.proposer = proposer;
  const std::optional<Offer> offer = proposal(proposer, place, number);
  if (!offer) {
    record.passed = true;
    if (equilibrium) {
      const RationalTable::Turn* const turn = equilibrium->turn(number, place);
      broken_down = broken_down || (turn != nullptr && turn->ends_talks);
    }
    ++result.passes;
    if (level.rounds) round.exchanges.push_back(std::move(record));
    move_agenda_on();
    return std::nullopt;
  }
  table(*offer, record);
  if (std::ranges::find(offered[proposer], offer->package) != offered[proposer].end())
    ++result.repeated_offers;
  offered[proposer].push_back(offer->package);
  if (layout.settles()[offer->package] != 0) world.last_final_offer = offer->package;

  aspirants.hear(proposer, offer->package, number);
  bool cut_short = false;
  // The others answer in turn until enough have said yes, or too many no.
  given.clear();
  std::size_t yes = 0;
  const std::size_t spare = order.size() - 1 - needed;
  const bool stacked = scenario.protocol.kind == Protocol::Kind::StackedAlternatingOffers;
  const std::uint64_t turns =
      exchanges_before(scenario.timing, static_cast<std::uint64_t>(scenario.timing.rounds));
  for (std::size_t step = 1; step < order.size() && yes < needed && given.size() - yes <= spare; ++step) {
    const std::size_t j = order[(place + step) % order.size()];
    if (stacked && number + step >= turns) {  // no turn left to answer
      cut_short = true;
      break;
    }
    Answer answer = answer_to(offer->package, j, place, number, number + step);
    given.emplace_back(j, answer.accepted);
    yes += answer.accepted ? 1 : 0;
    if (!answer.accepted) {
      ++result.refusals;
      count_objection(j, offer->package);
    }
    if (!level.rounds) continue;
    answer.probability = std::isnan(offer->acceptance) ? offer->acceptance
                                                       : negotiation.acceptance(proposer, j, offer->package);
    if (level.reasons) answer.reasons = reasons(j, offer->package);
    record.answers.push_back(std::move(answer));
  }
  record.accepted = yes == needed;
  for (const auto& [j, accepted] : given) {
    if (!accepted) remember_refusal(j, offer->package);
  }
  if (scenario.switches.learning) {
    learn(proposer, offer->package, true);
    for (const auto& [j, accepted] : given) learn(j, offer->package, accepted);
  }
  // Each answer is a turn, and who refuses offers in the same one. Who accepts last opens whatever talks
  // follow.
  if (stacked) next_turn = cut_short ? turns : number + given.size();
  const bool accepted = record.accepted;
  if (level.rounds) round.exchanges.push_back(std::move(record));
  if (accepted) return offer->package;
  move_agenda_on();
  return std::nullopt;
}

}  // namespace entente
