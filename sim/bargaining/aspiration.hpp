#pragma once

#include "sim/bargaining/seat.hpp"

namespace entente {

/// F(t) in [0, 1]: the share of its concession that a party has made when the share t in [0, 1] of its
/// deadline has passed (P. Faratin, C. Sierra and N. R. Jennings, Negotiation decision functions for
/// autonomous agents, Robotics and Autonomous Systems 24, 1998), e the exponent ≥ 0:
///
///     Aspiration              t^(1/e)                   e < 1 Boulware, 1 linear, e > 1 conceder
///     ExponentialAspiration   k^((1 − t)^e), k = 0.01   so F(0) = 0.01, as for κ
///
/// e = 0: no concession before the deadline (0 or k), all of it at the deadline. Any other kind concedes as
/// Aspiration does.
double conceded(const Tactic& tactic, double time);

/// θ(t) = R + (M − R)·(final + (initial − final)·(1 − F(t))), R the floor of the ranking and M its best.
double aspiration(const Tactic& tactic, const Ranking& ranking, double time);

/// A demand that falls with time alone, offered as the lowest-utility package worth it. A staller, who talks
/// for the sake of talking (F. C. Iklé, How Nations Negotiate, 1964), asks for its best package for ever.
class TimeTactic {
 public:
  void restart(const Seat&) {}
  void revalue(const Seat&) {}
  void hear(const Seat&, std::size_t, PackageIndex, double) {}
  double demand(const Seat& seat, const Moment& moment) const;
  PackageIndex pick(const Seat& seat, const Moment&, double demand) const {
    return least_package(*seat.ranking, demand);
  }
  void offered(const Seat&, double, PackageIndex) {}
};

}  // namespace entente
