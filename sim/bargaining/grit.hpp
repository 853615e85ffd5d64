#pragma once

#include <vector>

#include "sim/bargaining/seat.hpp"

namespace entente {

/// Graduated and reciprocated initiatives in tension reduction (C. E. Osgood, An Alternative to War or
/// Surrender, 1962): announce a small unilateral step and take it; go on while it is answered; wait when it
/// is not; answer hostility with its like, then offer again.
///
/// In utility, θ the last demand, s the step, c the change in what the partner's offer is worth to the party
/// since its own last offer (of several partners the smallest; 0 where there is nothing to compare):
///
///     c > 0, answered      θ ← θ − s with s ← s + step      the next step is larger by the first
///     c = 0, no answer     θ ← θ − s, at most `unanswered` times running; then θ is held
///     c < 0, a retreat     θ ← θ − c, s ← step              matched; the count of unanswered steps starts
///     anew
///
/// Within kTie. The first demand is `initial` of the way from R to M; θ stays between `final` of the way and
/// M.
class Grit {
 public:
  void restart(const Seat& seat);
  void revalue(const Seat&) {}
  void hear(const Seat&, std::size_t proposer, PackageIndex package, double);
  double demand(const Seat& seat, const Moment&);
  PackageIndex pick(const Seat& seat, const Moment&, double demand) const {
    return least_package(*seat.ranking, demand);
  }
  void offered(const Seat&, double demand, PackageIndex);

 private:
  struct Partner {
    PackageIndex latest = 0;
    /// Its offer when the party last spoke.
    PackageIndex mark = 0;
    bool heard = false;
    bool marked = false;
  };
  struct Course {
    double step = 0;
    int unanswered = 0;
  };
  double answer(const Seat& seat) const;

  std::vector<Partner> partners_;
  double last_ = 0;
  bool started_ = false;
  Course course_;
  /// What `course_` becomes when the demand is made.
  Course planned_;
};

}  // namespace entente
