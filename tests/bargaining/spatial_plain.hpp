#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "sim/bargaining/contest.hpp"

namespace entente {

/// Faults of KTAB's program that the simulator does not repeat, so that a test can show that they explain a
/// difference.
struct KtabFaults {
  /// Third parties that commit fully or not at all judge both sides by one and the same probability, so that
  /// they cancel out.
  bool one_probability = false;
  /// The receiver's view of a bargain takes the change in utility for the probability.
  bool change_for_probability = false;
  /// The receiver is weighed by the initiator's power.
  bool initiators_power = false;
  /// Actors in the order in which their challenges come in. An actor's status quo enters its queue when its
  /// own turn comes, not first. Empty: the order of declaration, and status quos first.
  std::vector<std::size_t> arrivals = {};
};

/// The spatial model once more, one function an equation and no shortcut, for tests to compare with.
/// Positions and saliences are in [0, 1]; the deterministic transition only.
class PlainSpatial {
 public:
  PlainSpatial(const Contest& contest, const SpatialRules& rules, const KtabFaults& faults = {})
      : contest_(contest), rules_(rules), faults_(faults), n_(contest.size()), m_(contest.dimensions()) {
    for (std::size_t i = 0; i < n_; ++i) {
      std::vector<double> at;
      std::vector<double> salience;
      for (std::size_t d = 0; d < m_; ++d) {
        at.push_back((contest.positions_on(d)[i] - contest.low[d]) / (contest.high[d] - contest.low[d]));
        salience.push_back(contest.saliences_on(d)[i]);
      }
      at_.push_back(at);
      salience_.push_back(salience);
      double sum = 0;
      for (const double s : salience) sum += s;
      total_.push_back(sum);
      capability_.push_back(contest.capability[i]);
    }
  }

  /// Positions of all actors at the start and after each turn, [turn][dimension · actors + actor], in the
  /// unit of the dimension.
  std::vector<std::vector<double>> run() {
    std::vector<std::vector<double>> turns{units()};
    double first = 0;
    for (int turn = 1; turn <= rules_.turns; ++turn) {
      const std::vector<std::vector<double>> before = at_;
      step();
      double moved = 0;
      for (std::size_t i = 0; i < n_; ++i) {
        double sum = 0;
        for (std::size_t d = 0; d < m_; ++d) sum += (at_[i][d] - before[i][d]) * (at_[i][d] - before[i][d]);
        moved += std::sqrt(sum);
      }
      if (turn == 1) first = moved;
      turns.push_back(units());
      if (turn >= 2 && moved / (first + 1e-4) < 0.02) break;
    }
    return turns;
  }

 private:
  using Vector = std::vector<double>;
  using Matrix = std::vector<std::vector<double>>;
  struct Bargain {
    std::size_t i = 0;
    std::size_t j = 0;
    Vector at_i;
    Vector at_j;
  };
  struct View {
    double probability = 0;
    double change = 0;
  };

  Vector units() const {
    Vector result;
    for (std::size_t d = 0; d < m_; ++d) {
      for (std::size_t i = 0; i < n_; ++i) {
        result.push_back(contest_.low[d] + (contest_.high[d] - contest_.low[d]) * at_[i][d]);
      }
    }
    return result;
  }

  double distance(std::size_t i, const Vector& to) const {
    double sum = 0;
    double scale = 0;
    for (std::size_t d = 0; d < m_; ++d) {
      const double s = salience_[i][d];
      sum += s * (at_[i][d] - to[d]) * s * (at_[i][d] - to[d]);
      scale += s * s;
    }
    return scale > 0 ? std::sqrt(sum / scale) : 0;
  }

  static double utility(double d, double risk) {
    return d <= 1 ? (1 - d) * (1 + d * risk) : (1 - d) * (1 + risk);
  }

  double vote(double weight, double x) const {
    using Voting = SpatialRules::Voting;
    const double sign = std::clamp(x / 1e-8, -1.0, 1.0);
    switch (rules_.voting) {
      case Voting::Proportional:
        return weight * x;
      case Voting::Cubic:
        return weight * (x * x * x);
      case Voting::ProportionalCubic:
        return weight * (0.5 * x + 0.5 * (x * x * x));
      case Voting::Binary:
        return weight * sign;
      case Voting::ProportionalBinary:
        return weight * (0.8 * x + 0.2 * sign);
      case Voting::Asymmetric:
        return x < 0 ? weight * x : 2 * weight * x / 3;
    }
    return 0;
  }

  double beats(double a, double b) const {
    using Victory = SpatialRules::Victory;
    if (rules_.victory == Victory::Binary) {
      if (a >= 1.1 * b) return 1 / (1 + 1e-6);
      if (b >= 1.1 * a) return 1e-6 / (1 + 1e-6);
      return (a / (a + b) * 2.1 - 1) / 0.1;
    }
    const int squarings = static_cast<int>(rules_.victory);
    for (int k = 0; k < squarings; ++k) {
      a *= a;
      b *= b;
    }
    return a / (a + b);
  }

  /// Probability that each option beats all others, given that one does.
  static Vector beats_all(const Matrix& wins) {
    Vector p(wins.size(), 1);
    double sum = 0;
    for (std::size_t a = 0; a < p.size(); ++a) {
      for (const double win : wins[a]) p[a] *= win;
      sum += p[a];
    }
    for (double& x : p) x /= sum;
    return p;
  }

  /// Probability that each option wins; utility[actor][option].
  Vector elect(const Matrix& utility_of) const {
    using Election = SpatialRules::Election;
    const std::size_t options = utility_of[0].size();
    Matrix coalition(options, Vector(options, 1e-8));
    Matrix wins(options, Vector(options, 0.5));
    for (std::size_t a = 0; a < options; ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        for (std::size_t k = 0; k < n_; ++k) {
          const double v = vote(capability_[k], utility_of[k][a] - utility_of[k][b]);
          (v > 0 ? coalition[a][b] : coalition[b][a]) += std::fabs(v);
        }
        wins[a][b] = beats(coalition[a][b], coalition[b][a]);
        wins[b][a] = 1 - wins[a][b];
      }
    }
    if (rules_.election == Election::Conditional) return beats_all(wins);
    // challenges[a][b]: how likely a challenges b.
    Matrix challenges(options, Vector(options, 1 / static_cast<double>(options)));
    if (rules_.election == Election::MarkovIncentive) {
      for (std::size_t b = 0; b < options; ++b) {
        double sum = 0;
        for (std::size_t a = 0; a < options; ++a) {
          challenges[a][b] = coalition[a][b] * wins[a][b] + (a == b ? 1e-10 : 0);
          sum += challenges[a][b];
        }
        for (std::size_t a = 0; a < options; ++a) challenges[a][b] /= sum;
      }
    }
    const double enough = rules_.election == Election::MarkovUniform ? 1e-6 : 1e-8;
    double change = 1;
    Vector p(options, 1 / static_cast<double>(options));
    Vector q(options);
    while (change > enough) {
      change = 0;
      for (std::size_t a = 0; a < options; ++a) {
        q[a] = 0;
        for (std::size_t b = 0; b < options; ++b) {
          q[a] += wins[a][b] * (p[a] * challenges[b][a] + p[b] * challenges[a][b]);
        }
        change = std::max(change, std::fabs(q[a] - p[a]));
      }
      for (std::size_t a = 0; a < options; ++a) p[a] = (p[a] + q[a]) / 2;
    }
    return p;
  }

  void assess() {
    using Risk = SpatialRules::Risk;
    distance_.assign(n_, Vector(n_));
    Matrix neutral(n_, Vector(n_));
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) {
        distance_[i][j] = distance(i, at_[j]);
        neutral[i][j] = utility(distance_[i][j], 0);
      }
    }
    const Vector q = elect(neutral);
    const double most = *std::max_element(q.begin(), q.end());
    const double least = *std::min_element(q.begin(), q.end());
    risk_.assign(n_, 0);
    for (std::size_t i = 0; i < n_ && most > least; ++i) {
      if (rules_.risk == Risk::Middle) risk_[i] = (3 * q[i] - (most + 2 * least)) / (2 * (most - least));
      if (rules_.risk == Risk::Minimum) risk_[i] = (q[i] - least) / (most - least);
      if (rules_.risk == Risk::Maximum) risk_[i] = (2 * q[i] - (most + least)) / (most - least);
    }
  }

  /// h's estimate of the utility to i of j's position.
  double sees(std::size_t h, std::size_t i, std::size_t j) const {
    using Estimate = SpatialRules::RiskEstimate;
    double share = 0;
    if (rules_.risk_estimate == Estimate::OneThird) share = 1.0 / 3;
    if (rules_.risk_estimate == Estimate::Half) share = 0.5;
    if (rules_.risk_estimate == Estimate::TwoThirds) share = 2.0 / 3;
    if (rules_.risk_estimate == Estimate::Full) share = 1;
    return utility(distance_[i][j], (1 - share) * risk_[h] + share * risk_[i]);
  }

  /// h's view of i against j: probability that i wins, and the change in utility to k.
  View challenge(std::size_t h, std::size_t k, std::size_t i, std::size_t j) const {
    using ThirdParties = SpatialRules::ThirdParties;
    const double principal_i = 1e-10 + vote(total_[i] * capability_[i], sees(h, i, i) - sees(h, i, j));
    const double principal_j = 1e-10 - vote(total_[j] * capability_[j], sees(h, j, i) - sees(h, j, j));
    double side_i = principal_i;
    double side_j = principal_j;
    for (std::size_t n = 0; n < n_; ++n) {
      if (n == i || n == j) continue;
      const double weight = total_[n] * capability_[n];
      const double ui = sees(h, n, i);
      const double uj = sees(h, n, j);
      const double un = sees(h, n, n);
      const double v = vote(weight, ui - uj);
      const double strength = std::fabs(v);
      const double all = principal_i + principal_j + strength;
      // Probability that i wins, with n on the side that it prefers.
      double with_i = (principal_i + (v > 0 ? strength : 0)) / all;
      double against_i = with_i;
      if (rules_.third_parties != ThirdParties::Semi && !faults_.one_probability) {
        with_i = (principal_i + strength) / all;
        against_i = principal_i / all;
      }
      // What n is left with: joining i and winning or losing, joining j and winning or losing.
      double i_won = 2 * ui + un;
      double i_lost = 3 * uj;
      double j_won = 2 * uj + un;
      double j_lost = 3 * ui;
      if (rules_.third_parties == ThirdParties::None) {
        i_lost = 2 * uj + un;
        j_lost = 2 * ui + un;
      }
      if (rules_.third_parties == ThirdParties::Full) {
        i_won = 3 * ui;
        j_won = 3 * uj;
      }
      const double join_i = with_i * i_won + (1 - with_i) * i_lost;
      const double join_j = against_i * j_lost + (1 - against_i) * j_won;
      const double t = vote(weight, join_i - join_j);
      (t > 0 ? side_i : side_j) += std::fabs(t);
    }
    const double p = side_i / (side_i + side_j);
    const double victory = 2 * sees(h, k, i);
    const double loss = 2 * sees(h, k, j);
    const double before = sees(h, k, i) + sees(h, k, j);
    const double s = total_[j];
    return {p, (1 - s) * victory + s * (p * victory + (1 - p) * loss) - before};
  }

  Bargain interim(std::size_t i, std::size_t j, double p) const {
    using Blend = SpatialRules::Blend;
    const auto rounded = [](double x) { return std::floor(0.5 + x * 10000) / 10000; };
    const double q = 1 - p;
    Bargain result{i, j, at_[i], at_[j]};
    for (std::size_t d = 0; d < m_; ++d) {
      const double xi = at_[i][d];
      const double xj = at_[j][d];
      const double si = salience_[i][d];
      const double sj = salience_[j][d];
      if (rules_.blend == Blend::SquaredMaximum) {
        const double gives_i = std::max(0.0, q - p);
        const double gives_j = std::max(0.0, p - q);
        result.at_i[d] =
            xi + gives_i * (sj * sj) / (gives_i * (sj * sj) + 1e-6 + (1 - gives_i) * (si * si)) * (xj - xi);
        result.at_j[d] =
            xj + gives_j * (si * si) / (gives_j * (si * si) + 1e-6 + (1 - gives_j) * (sj * sj)) * (xi - xj);
        continue;
      }
      const bool squared = rules_.blend == Blend::Squared;
      const double wi = squared ? si * si * (p * p) : si * p;
      const double wj = squared ? sj * sj * (q * q) : sj * q;
      result.at_i[d] = rounded(((wi + 1e-6) * xi + wj * xj) / (wi + 1e-6 + wj));
      result.at_j[d] = rounded((wi * xi + (1e-6 + wj) * xj) / (wi + 1e-6 + wj));
    }
    return result;
  }

  void step() {
    using Interim = SpatialRules::Interim;
    assess();
    std::vector<std::vector<Bargain>> queues(n_);
    std::vector<std::size_t> order = faults_.arrivals;
    const bool first = order.empty();
    for (std::size_t i = 0; i < n_ && first; ++i) order.push_back(i);
    const auto keep = [&](std::size_t i) { queues[i].push_back({i, i, at_[i], at_[i]}); };
    if (first) std::for_each(order.begin(), order.end(), keep);
    for (const std::size_t i : order) {
      if (!first) keep(i);
      std::size_t j = n_;
      View best{0, 1e-5};
      for (std::size_t other = 0; other < n_; ++other) {
        if (other == i) continue;
        const View view = challenge(i, i, i, other);
        if (view.change > best.change) {
          best = view;
          j = other;
        }
      }
      if (j == n_) continue;
      const View theirs = challenge(j, i, i, j);
      Bargain bargain = interim(i, j, best.probability);
      Bargain answer = interim(i, j, faults_.change_for_probability ? theirs.change : theirs.probability);
      if (rules_.interim == Interim::PowerWeighted) {
        const double wi = capability_[i] * total_[i];
        const double wj = capability_[faults_.initiators_power ? i : j] * total_[j];
        for (std::size_t d = 0; d < m_; ++d) {
          bargain.at_i[d] = (wi * bargain.at_i[d] + wj * answer.at_i[d]) / (wi + wj);
          bargain.at_j[d] = (wi * bargain.at_j[d] + wj * answer.at_j[d]) / (wi + wj);
        }
      }
      queues[i].push_back(bargain);
      queues[j].push_back(bargain);
      if (rules_.interim == Interim::InitiatorAndReceiver) {
        queues[i].push_back(answer);
        queues[j].push_back(answer);
      }
    }
    Matrix next = at_;
    for (std::size_t k = 0; k < n_; ++k) {
      Matrix worth(n_, Vector(queues[k].size()));
      for (std::size_t a = 0; a < n_; ++a) {
        for (std::size_t b = 0; b < queues[k].size(); ++b) worth[a][b] = value(a, queues[k][b]);
      }
      const Vector p = elect(worth);
      const auto chosen = static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
      const Bargain& bargain = queues[k][chosen];
      next[k] = bargain.i == k ? bargain.at_i : bargain.at_j;
    }
    at_ = next;
  }

  /// Mean utility to actor a of all positions after the bargain.
  double value(std::size_t a, const Bargain& bargain) const {
    double sum = 0;
    if (bargain.i != bargain.j) {
      sum += utility(distance(a, bargain.at_i), risk_[a]);
      sum += utility(distance(a, bargain.at_j), risk_[a]);
    }
    for (std::size_t k = 0; k < n_; ++k) {
      if (bargain.i != bargain.j && (k == bargain.i || k == bargain.j)) continue;
      sum += utility(distance_[a][k], risk_[a]);
    }
    return sum / static_cast<double>(n_);
  }

  const Contest& contest_;
  SpatialRules rules_;
  KtabFaults faults_;
  std::size_t n_;
  std::size_t m_;
  Matrix at_;
  Matrix salience_;
  Vector total_;
  Vector capability_;
  Matrix distance_;
  Vector risk_;
};

}  // namespace entente
