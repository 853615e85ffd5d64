#pragma once

#include <array>
#include <span>
#include <vector>

#include "sim/mechanisms/ties.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/acceptance.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// An offer that a party lets be known before the meeting, with the hopes (κ·δ^h times G or Ĝ, 0 where it
/// settles) that it leaves: the proposer's own, and by actor those that the proposer ascribes to the others.
struct Sounding {
  PackageIndex package = 0;
  double hope = 0;
  std::vector<double> others;
};

/// What party `proposer` may offer (the first `count` of `offers`), and the hopes at the arrangement in
/// force.
struct ShortList {
  std::size_t proposer = 0;
  std::array<Sounding, 2> offers;
  std::size_t count = 0;
  double hope_now = 0;
  std::vector<double> others_now;
};

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
  double payoff(std::size_t actor, const World& world, const Utilities& utilities,
                std::span<const ShortList> soundings) const;
  double trial(std::size_t actor, std::size_t act, const World& world, const Utilities& utilities,
               std::span<const ShortList> soundings, TieDynamics& ties);
  void apply(World& world, std::size_t actor, const Act& act, double years) const;
  double probability(std::size_t proposer, const Sounding& offer, const ShortList& list, const World& world,
                     const Utilities& utilities) const;
  double worth(std::size_t actor, PackageIndex package, const World& world, const Utilities& utilities) const;

  const Scenario* scenario_;
  const Layout* layout_;
  const Support* support_;
  std::vector<std::size_t> parties_;
  /// 1 − δ^h_a.
  std::vector<double> impatience_;
  World trial_world_;
  Utilities trial_utilities_;
};

}  // namespace entente
