#include "sim/bargaining/aspiration.hpp"

#include <cmath>

#include "sim/core/math.hpp"

namespace entente {

namespace {

constexpr double kFirstConcession = 0.01;

/// t^p. Whole powers, such as Boulware's customary fourth, by squaring: the general power took more than half
/// of the time of whole talks.
double power(double t, double p) {
  if (p != std::floor(p) || p > 64) return portable_pow(t, p);
  double result = 1;
  for (auto left = static_cast<unsigned>(p); left != 0; left /= 2) {
    if (left % 2 != 0) result *= t;
    t *= t;
  }
  return result;
}

}  // namespace

double conceded(const Tactic& tactic, double time) {
  const bool exponential = tactic.kind == Tactic::Kind::ExponentialAspiration;
  if (time >= 1) return 1;
  if (tactic.exponent == 0) return exponential ? kFirstConcession : 0;
  if (exponential) {
    return portable_exp(portable_pow(1 - time, tactic.exponent) * portable_log(kFirstConcession));
  }
  return power(time, 1 / tactic.exponent);
}

double aspiration(const Tactic& tactic, const Ranking& ranking, double time) {
  const double kept = 1 - conceded(tactic, time);
  return ranking.at_share(tactic.final + (tactic.initial - tactic.final) * kept);
}

double TimeTactic::demand(const Seat& seat, const Moment& moment) const {
  if (seat.tactic.kind == Tactic::Kind::Staller) return seat.ranking->highest();
  return aspiration(seat.tactic, *seat.ranking, moment.time);
}

}  // namespace entente
