#pragma once

#include <span>
#include <vector>

#include "sim/mechanisms/beliefs.hpp"
#include "sim/mechanisms/soundings.hpp"
#include "sim/mechanisms/ties.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// What states do alone, besides signing (MODEL.md 3.4): each takes the act with the best expected utility,
///
///     Π_j(α) = (1/|P|)·Σ_p Q_p(x_p)·(Ũ_j(x_p) − Ũ_j(a)) + (1 − δ_j^h_a)·(benefit − price)
///
/// pressing, blessing and courting through alliance terms (C22, C45, C53), tying hands (Fearon 1997; C49),
/// provoking (C73, C74), preparing the public (C127). Best replies in turn, at most `kSweeps` times.
class Acts {
 public:
  static constexpr int kSweeps = 10;

  Acts(const Scenario& scenario, const Layout& layout, const Support& support);

  /// An act in force that the context no longer allows ends.
  void end_unavailable(World& world) const;
  /// Sets `world.acts`. `utilities` are those of the world as it stands. False if the last sweep still
  /// changed something. No allocation after the first call.
  bool choose(World& world, const Utilities& utilities, std::span<const ShortList> soundings,
              TieDynamics& ties);
  /// Applies what every actor's act does in a round to stocks, ties, trust and beliefs.
  void take_effect(World& world, TieDynamics& ties) const;

 private:
  /// What would be read if the actor had kept the act up for the planning horizon.
  struct Trial {
    bool known = false;
    Prospects::Reading reading;
    ActorMatrix dependence;
  };
  /// Π_j(α).
  double payoff(std::size_t actor, std::size_t act, const World& world, TieDynamics& ties);
  /// No other act enters it, so it is good for as long as `choose` looks for best replies.
  const Trial& trial(std::size_t actor, std::size_t act, const World& world, TieDynamics& ties);
  /// Applies what an act in force does in the years over which its signals were computed.
  void apply(World& world, std::size_t actor, double years, const Signals& signals) const;
  /// Undoes in the trial world what the act moved.
  void take_back(const World& world, std::size_t actor);

  const Scenario* scenario_;
  /// What acts tell in a round, and over the planning horizon.
  Signals signals_;
  Signals planned_signals_;
  /// 1 − δ^h_a.
  std::vector<double> impatience_;
  Prospects prospects_;
  /// Of the world as it stands, and with each act that moves stocks.
  Prospects::Reading reading_;
  std::vector<std::vector<Trial>> trials_;
  /// Of the acts that are weighed.
  std::vector<std::size_t> acts_;
  Leverage leverage_;
  /// The same among the ties that an act would make.
  Leverage leverage_among_;
  World trial_world_;
  Utilities trial_utilities_;
  /// What the last trial moved: the tables of trial_utilities_ still show it.
  Moved tried_last_;
};

}  // namespace entente
