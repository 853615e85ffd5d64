#include <algorithm>
#include <array>
#include <span>

#include "sim/engine/state.hpp"

namespace entente {

bool Simulator::State::breaks_down(std::uint64_t number) {
  const double chance = scenario.protocol.breakdown;
  if (chance > 0) {
    const double u = random.uniform(
        {0, Purpose::Breakdown, static_cast<std::uint32_t>(world.round), static_cast<std::uint32_t>(number)});
    broken_down = broken_down || u < chance;
  }
  round.broken_down = broken_down;
  return broken_down;
}

void Simulator::State::move_agenda_on() {
  if (scenario.protocol.kind != Protocol::Kind::Agenda) return;
  if (++silence < signatories.size()) return;
  silence = 0;
  agenda_item = (agenda_item + 1) % scenario.protocol.agenda.size();
}

std::optional<PackageIndex> Simulator::State::demands(std::uint64_t number) {
  const std::vector<std::size_t>& order = scenario.protocol.order;
  demanded.clear();
  for (std::size_t place = 0; place < order.size(); ++place) {
    const std::size_t i = order[place];
    Exchange record;
    record.kind = Exchange::Kind::Demand;
    record.number = number;
    record.proposer = i;
    const std::optional<Offer> offer = proposal(i, place, number);
    record.passed = !offer;
    if (offer) {
      demanded.push_back({i, offer->package, negotiation.comparison(i, offer->package).gain()});
      table(*offer, record);
    } else {
      ++result.passes;
    }
    if (level.rounds) round.exchanges.push_back(std::move(record));
  }
  for (const Demand& demand : demanded) aspirants.hear(demand.actor, demand.package, number);
  std::optional<PackageIndex> agreed;
  if (demanded.size() == order.size()) agreed = compatible_package();
  if (scenario.switches.learning) {
    for (const Demand& demand : demanded) learn(demand.actor, demand.package, true);
  }
  if (agreed && level.rounds) {
    for (std::size_t e = round.exchanges.size() - order.size(); e < round.exchanges.size(); ++e) {
      round.exchanges[e].accepted = true;
    }
  }
  return agreed;
}

std::optional<PackageIndex> Simulator::State::compatible_package() {
  std::optional<PackageIndex> best;
  double largest = -1;
  const std::span<const std::uint8_t> allowed = admissible.mask();
  for (PackageIndex x = 0; x < allowed.size(); ++x) {
    if (allowed[x] == 0 || x == world.arrangement) continue;
    if (layout.settles()[x] == 0 && !scenario.switches.partial_agreements) continue;
    double product = 1;
    for (const Demand& demand : demanded) {
      const double over = negotiation.comparison(demand.actor, x).gain() - demand.gain;
      if (over < -kTie || negotiation.true_margin(demand.actor, x) < -kTie) {
        product = -1;
        break;
      }
      product *= std::max(0.0, over);
    }
    // Ties go to the lowest package, so that the order of the parties says nothing.
    if (product <= largest + (best ? kTie : 0)) continue;
    largest = product;
    best = x;
  }
  return best;
}

void Simulator::State::draft(std::uint64_t number) {
  const PackageSpace& space = layout.space();
  const std::span<const std::uint8_t> allowed = admissible.mask();
  for (int trial = 0; trial < scenario.protocol.drafts; ++trial) {
    const std::array<std::uint64_t, 4> words =
        random.block({static_cast<NameHash>(trial), Purpose::Draft, static_cast<std::uint32_t>(world.round),
                      static_cast<std::uint32_t>(number)});
    // The remainder of 64 random bits favours no option by more than 2^-44.
    PackageIndex changed = 0;
    if (space.is_nothing(text)) {
      changed = static_cast<PackageIndex>(words[0] % space.packages());
    } else {
      const std::size_t issue = words[0] % space.issues();
      changed = space.with(text, issue, static_cast<std::uint32_t>(words[1] % space.options(issue)));
    }
    if (changed == text || (allowed[changed] == 0 && changed != world.arrangement)) continue;
    const bool liked = std::ranges::all_of(signatories, [&](std::size_t i) {
      return negotiation.comparison(i, changed).gain() >= negotiation.comparison(i, text).gain() - kTie;
    });
    if (liked) text = changed;
  }
}

std::optional<PackageIndex> Simulator::State::put_text(std::uint64_t number) {
  const bool final = layout.settles()[text] != 0;
  if (text == world.arrangement || (!final && !scenario.switches.partial_agreements)) return std::nullopt;
  Exchange record;
  record.kind = Exchange::Kind::Text;
  record.number = number;
  record.package = text;
  record.acceptance = 1;
  record.ratification = odds(text);
  record.accepted = true;
  given.clear();
  for (const std::size_t i : scenario.protocol.order) {
    Answer answer = answer_to(text, i, 0, number, number);
    given.emplace_back(i, answer.accepted);
    record.accepted = record.accepted && answer.accepted;
    if (!answer.accepted) {
      ++result.refusals;
      count_objection(i, text);
    }
    if (level.rounds && level.reasons) answer.reasons = reasons(i, text);
    if (level.rounds) record.answers.push_back(std::move(answer));
  }
  if (final) world.last_final_offer = text;
  if (scenario.switches.learning) {
    for (const auto& [i, accepted] : given) learn(i, text, accepted);
  }
  const bool accepted = record.accepted;
  if (level.rounds) round.exchanges.push_back(std::move(record));
  return accepted ? std::optional(text) : std::nullopt;
}

}  // namespace entente
