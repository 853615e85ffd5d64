#pragma once

#include <optional>
#include <span>
#include <variant>

#include "sim/bargaining/acceptance_rule.hpp"
#include "sim/bargaining/aspiration.hpp"
#include "sim/bargaining/grit.hpp"
#include "sim/bargaining/learner.hpp"
#include "sim/bargaining/micro.hpp"
#include "sim/bargaining/seat.hpp"
#include "sim/bargaining/tit_for_tat.hpp"
#include "sim/bargaining/zeuthen.hpp"

namespace entente {

/// The share of the tactic's deadline that has passed after `years`, in [0, 1]; 0 where it has no deadline.
double relative_time(const Tactic& tactic, double years);

/// An answer to an offer, and why.
struct Reply {
  bool accepted = false;
  /// How far the offer exceeds what the party asked for, in utility: by its rule, and never more than by
  /// which the offer exceeds the reservation.
  double margin = 0;
};

/// A party that bargains by aspiration (MODEL.md 4): it makes a demand in utility, between its reservation
/// and its best package, and offers a package that is worth it. Never offers, and never accepts, what is not
/// allowed or is worth less than the reservation (within kTie).
///
/// Every tactic concedes by a rule of its own (aspiration.hpp, tit_for_tat.hpp, micro.hpp, zeuthen.hpp,
/// learner.hpp, grit.hpp). Other parties are known by their number in [0, parties). The order of calls in
/// talks: `hear` every offer of another as it is made, then `reply` to it, then `propose`.
///
/// Talks allocate nothing once a first round of talks of the same length has set the sizes; by Aspiration,
/// ExponentialAspiration, Staller, Zeuthen and Grit nothing at all.
class Bidder {
 public:
  /// `name` is the hash of the party's name: its random draws carry it. The space and the ranking must
  /// outlive the bidder. Throws Error unless the tactic bargains by aspiration, self < parties and parties
  /// ≥ 2.
  Bidder(const Tactic& tactic, const PackageSpace& space, const Ranking& ranking, std::size_t self,
         std::size_t parties, NameHash name);

  /// What Zeuthen's strategy believes of the others, by their number; no other tactic looks at it. Before the
  /// restart.
  void believe(std::span<const Counterpart> others);

  /// New talks: forgets everything that was said. Must be called before the first.
  void restart(const RandomSource& random);
  /// The ranking was built anew, or beliefs about values changed: what was said stands, and is worth what it
  /// is worth now.
  void revalue();

  /// Party `proposer`, not the bidder itself, has offered `package` at share `time` of the bidder's deadline.
  void hear(std::size_t proposer, PackageIndex package, double time);
  /// Whether it takes `offered`. May be asked again; changes nothing that it will do.
  Reply reply(PackageIndex offered, const Moment& moment);
  /// Makes its offer; none where no allowed package is worth the reservation.
  std::optional<PackageIndex> propose(const Moment& moment);
  /// What it asks for at the moment, in utility; the reservation where it has nothing to offer.
  double demand(const Moment& moment);

  const Tactic& tactic() const { return seat_.tactic; }
  const Ranking& ranking() const { return *seat_.ranking; }
  std::size_t self() const { return seat_.self; }

 private:
  /// What it would do at a turn, kept until something is said.
  struct Plan {
    double demand = 0;
    PackageIndex package = 0;
    Moment moment;
    bool made = false;
  };
  const Plan& plan(const Moment& moment);

  Seat seat_;
  std::variant<TimeTactic, TitForTat, NiceTitForTat, Micro, Zeuthen, BayesianTactic, Grit> way_;
  ReceivedOffers received_;
  Plan plan_;
  std::optional<PackageIndex> last_offer_;
};

}  // namespace entente
