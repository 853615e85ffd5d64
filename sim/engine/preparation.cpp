#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/engine/state.hpp"
#include "sim/mechanisms/pledges.hpp"
#include "sim/mechanisms/private_valuations.hpp"
#include "sim/mechanisms/ratification.hpp"
#include "sim/mechanisms/trust.hpp"

namespace entente {

void Simulator::State::advance_surroundings() {
  drift_valuations(scenario, world, random);
  drift_ratification(scenario, world, random);
  context.advance(world, random);
  ties.advance(world);
  influence.advance(world);
  decay_pledges(scenario, world);
  decay_preparation(scenario, world);
  decay_trust(scenario, world);
  refresh_trust(scenario, world);
}

void Simulator::State::rebuild_tables() {
  utilities.build(world);
  board.refresh(world, utilities);
  odds.refresh(world);
  negotiation.refresh();
  aspirants.refresh(admissible, utilities, board, world, random);
  best_offers_fresh = false;
}

void Simulator::State::choose_acts() {
  if (!scenario.switches.acts) return;
  acts.end_unavailable(world);
  rebuild_tables();
  soundings.resize(settled() ? 0 : signatories.size());
  bool pressed_at_all = false;
  if (!soundings.empty()) {
    neutral_utilities = utilities;
    neutral_utilities.set_acts(world, neutral_acts);
    // Without pressure or inducement in force both soundings are one.
    pressed_at_all = !neutral_utilities.leverage().same_as(utilities.leverage());
  }
  if (pressed_at_all) {
    neutral_board.refresh(world, neutral_utilities, &board);
    neutral_negotiation.refresh();
  }
  for (std::size_t position = 0; position < soundings.size(); ++position) {
    ShortList& list = soundings[position];
    const std::size_t p = signatories[position];
    list.proposer = p;
    list.count = 0;
    list.hope_now = negotiation.hope(p, world.arrangement);
    list.others_now.assign(scenario.actors.size(), 0.0);
    for (const std::size_t j : signatories) {
      if (j != p) list.others_now[j] = negotiation.estimated_hope(p, j, world.arrangement);
    }
    const std::optional<Offer> pressed = negotiation.best_offer(p);
    const std::optional<Offer> neutral = pressed_at_all ? neutral_negotiation.best_offer(p) : pressed;
    for (const std::optional<Offer>& offer : {neutral, pressed}) {
      if (!offer || (list.count > 0 && list.offers[0].package == offer->package)) continue;
      Sounding& sounding = list.offers[list.count++];
      sounding.package = offer->package;
      sounding.hope = negotiation.hope(p, offer->package);
      sounding.others.assign(scenario.actors.size(), 0.0);
      for (const std::size_t j : signatories) {
        if (j != p) sounding.others[j] = negotiation.estimated_hope(p, j, offer->package);
      }
    }
  }
  round.acts_settled = acts.choose(world, utilities, soundings, ties);
  if (!round.acts_settled) ++result.unsettled_acts;
  acts.take_effect(world, ties);
}

void Simulator::State::decide_to_meet() {
  round.suspended = scenario.protocol.suspended && holds(*scenario.protocol.suspended, {}, {}, world.context);
  round.attends.assign(scenario.actors.size(), true);
  round.attendance_value.assign(scenario.actors.size(), 0.0);
  const double years = scenario.timing.round;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    double value =
        (1 - portable_pow(actor.patience, years)) * (utilities.process_value(i) - actor.meeting_cost);
    if (actor.party) {
      best_offers[i] = settled() ? std::nullopt : negotiation.best_offer(i);
      if (best_offers[i]) value += std::max(0.0, best_offers[i]->objective);
    }
    round.attendance_value[i] = value;
    round.attends[i] = !scenario.switches.meeting_decision || value >= -kTie;
  }
  best_offers_fresh = true;
  talks = !round.suspended && !broken_down && !settled();
  for (const std::size_t i : signatories) talks = talks && round.attends[i];
  for (const std::size_t i : scenario.protocol.required) talks = talks && round.attends[i];
  round.talks = talks;
}

}  // namespace entente
