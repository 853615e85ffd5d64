#pragma once

#include <vector>

#include "sim/bargaining/ranking.hpp"
#include "sim/bargaining/seat.hpp"

namespace entente {

/// The offers that a party has received, as far as the rule Combined looks back: a queue in which worth falls
/// as time rises, so that the best of any recent window is found by dropping what is too old.
class ReceivedOffers {
 public:
  void restart();
  void hear(double worth, double time);
  /// The best worth received at `since` or later; −∞ if nothing. `since` must not fall from one call to the
  /// next.
  double best(double since);

 private:
  struct Received {
    double worth = 0;
    double time = 0;
  };
  std::vector<Received> queue_;
  std::size_t head_ = 0;
};

/// What a party would say now if it were its turn to offer, and what it said last.
struct OwnOffers {
  double demand = 0;
  double next = 0;
  /// Worth of its last offer, or of the next where it has made none.
  double previous = 0;
};

/// How far an offer worth `worth` meets the rule (T. Baarslag, K. Hindriks and C. Jonker 2013), in utility;
/// it does where this is at least −kTie. The rule itself, whatever the reservation:
///
///     Target     worth − demand
///     Next       scale·worth + offset − next
///     Previous   scale·worth + offset − previous
///     Constant   worth − constant
///     Time       worth − reservation once `time` has passed; before, worth − M
///     Combined   as Next; once `time` has passed also worth − (best received in the last `window`)
double rule_margin(const AcceptanceRule& rule, const Ranking& ranking, const OwnOffers& own,
                   ReceivedOffers& received, double worth, double time);

}  // namespace entente
