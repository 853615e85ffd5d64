#pragma once

#include <span>
#include <vector>

#include "sim/bargaining/opponent_model.hpp"
#include "sim/bargaining/seat.hpp"

namespace entente {

/// A model of every other party, learnt from its offers, and what it says of the packages.
class Learner {
 public:
  void restart(const Seat& seat);
  void hear(std::size_t proposer, PackageIndex package);

  /// Π_j û_j(x) over the others, for every package. Recomputed when something was heard since.
  std::span<const double> appeal();
  /// Of the packages worth at least `demand` to the party, the one with the largest appeal; of equal ones the
  /// lowest rank. The best package where none is worth the demand.
  PackageIndex kindest(const Ranking& ranking, double demand);
  const OpponentModel& model(std::size_t party) const { return models_[party]; }

 private:
  /// One for each party; that of the party itself is never told anything.
  std::vector<OpponentModel> models_;
  std::size_t self_ = 0;
  std::vector<double> appeal_;
  std::vector<double> utilities_;
  bool stale_ = true;
};

/// Concedes with time as Aspiration does, and among the packages worth its demand offers the one that it has
/// learnt the others like best (Hindriks and Tykhonov 2008).
class BayesianTactic {
 public:
  void restart(const Seat& seat) { learner_.restart(seat); }
  void revalue(const Seat&) {}
  void hear(const Seat&, std::size_t proposer, PackageIndex package, double) {
    learner_.hear(proposer, package);
  }
  double demand(const Seat& seat, const Moment& moment) const;
  PackageIndex pick(const Seat& seat, const Moment&, double demand) {
    return learner_.kindest(*seat.ranking, demand);
  }
  void offered(const Seat&, double, PackageIndex) {}

 private:
  Learner learner_;
};

/// Nice tit-for-tat (T. Baarslag, K. Hindriks and C. Jonker, A tit for tat negotiation strategy for real-time
/// bilateral negotiations, Studies in Computational Intelligence 435, 2013). Per partner j, with y the worth
/// to the party of j's offers, and N its own utility at the estimated Nash point, the package with the
/// largest (u − R)·Π_j û_j, û learnt from the offers:
///
///     c_j = (best y − first y)/(N − first y), in [0, 1]; 1 where first y ≥ N
///     θ   = top − min_j c_j·(top − N), then less b·(θ − N) as time runs out, b = 20·(t − 0.91) in [0, 1]
///
/// top is `initial` of the way from R to M; θ stays above `final` of the way. Among the packages worth θ it
/// offers the one with the largest Π_j û_j. The published agent accepts by the rule Combined.
class NiceTitForTat {
 public:
  void restart(const Seat& seat);
  void revalue(const Seat&) { nash_stale_ = true; }
  void hear(const Seat& seat, std::size_t proposer, PackageIndex package, double);
  double demand(const Seat& seat, const Moment& moment);
  PackageIndex pick(const Seat& seat, const Moment&, double demand) {
    return learner_.kindest(*seat.ranking, demand);
  }
  void offered(const Seat&, double, PackageIndex) {}

 private:
  struct Partner {
    PackageIndex first = 0;
    PackageIndex best = 0;
    bool heard = false;
  };
  double nash_utility(const Ranking& ranking);

  Learner learner_;
  std::vector<Partner> partners_;
  double nash_ = 0;
  bool nash_stale_ = true;
};

}  // namespace entente
