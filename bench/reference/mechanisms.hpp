#pragma once

#include "bench/reference/offers.hpp"
#include "bench/reference/state.hpp"

namespace entente::reference {

// MODEL.md 3.1
void start_context(const World& world, State& state);
void advance_context(const World& world, State& state);

// MODEL.md 3.2
void relax_ties(const World& world, State& state);

// MODEL.md 3.3
void influence(const World& world, State& state);

// MODEL.md 3.4
/// Price per year of an act as the context stands.
double act_price(const State& state, const Act& act);
/// P, H, A and the counts of trust move back to where they started.
void decay_stocks(const World& world, State& state);
/// Acts that the context no longer allows end.
void end_unavailable_acts(const World& world, State& state);
/// Soundings and choice; false if the last sweep still changed something.
bool choose_acts(const World& world, State& state);
/// What an act of j does in `years`: stocks, ties, trust, beliefs about j.
void apply_act(const World& world, State& state, std::size_t j, double years);

// MODEL.md 3.7
/// support_i(x) from a.
double support(const World& world, const State& state, std::size_t i, PackageIndex x, PackageIndex a);
/// P̂_i(ratified x) from a_t, 1 where nothing has to be ratified.
double ratification_probability(const World& world, const State& state, std::size_t i, PackageIndex x);
/// Whether i ratifies x.
bool ratifies(const World& world, const State& state, std::size_t i, PackageIndex x);
/// All parties that have to vote on x; everyone learns where ζ lies.
std::vector<Vote> vote(const World& world, State& state, PackageIndex x);
/// Start of a later round where ϱ < 1.
void renew_zeta(const World& world, State& state);

// MODEL.md 3.8
/// An agreement that is in force, or about to be.
struct Commitment {
  PackageIndex from = 0;
  PackageIndex to = 0;
  int signed_round = 0;
  /// Place in RunResult.agreements.
  std::size_t agreement = 0;
  /// ε by actor.
  Vector shocks;
};
Commitment make_commitment(const World& world, const State& state, PackageIndex to, std::uint64_t exchange);
/// Whether j was as good as its word to partner k in this round.
struct Conduct {
  std::size_t actor = 0;
  std::size_t partner = 0;
  bool kept = true;
};
/// The decisions of all who have to deliver.
struct Delivery {
  std::vector<Conduct> conduct;
  std::vector<Breach> breaches;
};
Delivery decide_delivery(const World& world, const State& state, const Commitment& commitment);

// MODEL.md 3.9
double trust_in(const World& world, const State& state, std::size_t i, std::size_t j);
/// τ′ of i in j: after one more breach.
double trust_after_breach(const World& world, const State& state, std::size_t i, std::size_t j);
void learn_conduct(const World& world, State& state, const std::vector<Conduct>& conduct);
/// c(o) and b(o) of a pledge for package x (MODEL.md 2.5).
double pledge_conceded(const World& world, const PledgeTerm& pledge, PackageIndex x);
double pledge_shortfall(const World& world, const PledgeTerm& pledge, PackageIndex x);
void pay_audience_costs(const World& world, State& state);
/// r moves to what the last offer that settles would leave.
void drift_aspirations(const World& world, State& state, PackageIndex on_the_table);

}  // namespace entente::reference
