#include "sim/bargaining/bidder.hpp"

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

double relative_time(const Tactic& tactic, double years) {
  return tactic.deadline > 0 ? std::clamp(years / tactic.deadline, 0.0, 1.0) : 0;
}

Bidder::Bidder(const Tactic& tactic, const PackageSpace& space, const Ranking& ranking, std::size_t self,
               std::size_t parties, NameHash name)
    : seat_{tactic, &space, &ranking, self, parties, name} {
  require(tactic.aspires(), "a bidder needs a tactic that bargains by aspiration");
  require(parties >= 2 && self < parties, "a bidder needs somebody to bargain with");
  switch (tactic.kind) {
    case Tactic::Kind::RelativeTitForTat:
    case Tactic::Kind::RandomTitForTat:
    case Tactic::Kind::AveragedTitForTat:
      way_.emplace<TitForTat>();
      break;
    case Tactic::Kind::NiceTitForTat:
      way_.emplace<NiceTitForTat>();
      break;
    case Tactic::Kind::Micro:
      way_.emplace<Micro>();
      break;
    case Tactic::Kind::Zeuthen:
      way_.emplace<Zeuthen>();
      break;
    case Tactic::Kind::Bayesian:
      way_.emplace<BayesianTactic>();
      break;
    case Tactic::Kind::Grit:
      way_.emplace<Grit>();
      break;
    default:
      way_.emplace<TimeTactic>();
  }
}

void Bidder::believe(std::span<const Counterpart> others) {
  if (Zeuthen* const zeuthen = std::get_if<Zeuthen>(&way_)) zeuthen->believe(others);
}

void Bidder::restart(const RandomSource& random) {
  seat_.random = random;
  received_.restart();
  plan_.made = false;
  last_offer_.reset();
  std::visit([&](auto& way) { way.restart(seat_); }, way_);
}

void Bidder::revalue() {
  plan_.made = false;
  std::visit([&](auto& way) { way.revalue(seat_); }, way_);
}

void Bidder::hear(std::size_t proposer, PackageIndex package, double time) {
  plan_.made = false;
  if (seat_.tactic.accept.kind == AcceptanceRule::Kind::Combined) {
    received_.hear(seat_.ranking->value(package), time);
  }
  std::visit([&](auto& way) { way.hear(seat_, proposer, package, time); }, way_);
}

const Bidder::Plan& Bidder::plan(const Moment& moment) {
  if (plan_.made && plan_.moment.turn == moment.turn && plan_.moment.time == moment.time) return plan_;
  std::visit(
      [&](auto& way) {
        plan_.demand = way.demand(seat_, moment);
        plan_.package = way.pick(seat_, moment, plan_.demand);
      },
      way_);
  plan_.moment = moment;
  plan_.made = true;
  return plan_;
}

Reply Bidder::reply(PackageIndex offered, const Moment& moment) {
  const Ranking& ranking = *seat_.ranking;
  const double worth = ranking.value(offered);
  double margin = worth - ranking.reservation();
  if (ranking.empty()) return {false, margin};
  const Plan& next = plan(moment);
  const double next_worth = ranking.value(next.package);
  const OwnOffers own{next.demand, next_worth, last_offer_ ? ranking.value(*last_offer_) : next_worth};
  margin = std::min(margin, rule_margin(seat_.tactic.accept, ranking, own, received_, worth, moment.time));
  return {ranking.allowed(offered) && margin >= -kTie, margin};
}

std::optional<PackageIndex> Bidder::propose(const Moment& moment) {
  if (seat_.ranking->empty()) return std::nullopt;
  const Plan made = plan(moment);
  std::visit([&](auto& way) { way.offered(seat_, made.demand, made.package); }, way_);
  plan_.made = false;
  last_offer_ = made.package;
  return made.package;
}

double Bidder::demand(const Moment& moment) {
  return seat_.ranking->empty() ? seat_.ranking->reservation() : plan(moment).demand;
}

}  // namespace entente
