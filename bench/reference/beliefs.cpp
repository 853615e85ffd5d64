#include "bench/reference/beliefs.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// Φ(s·m/√v), and its limit for v = 0.
double answer_likelihood(double m, double v, bool accepts) {
  if (v > 0) return normal_cdf((accepts ? m : -m) / std::sqrt(v));
  return (m >= -kTie) == accepts ? 1 : 0;
}

/// D_p(y): the public margin if j had profile p (MODEL.md 4).
double public_margin_of_profile(const World& world, const View& view, std::size_t j, std::size_t p,
                                PackageIndex y) {
  const Vector& u = view.tables.utility[j][p];
  const double process = world.settles[y] ? view.tables.process[j][p] : 0;
  return u[y] - process - u[view.arrangement];
}

/// b_p ∝ b_p·Φ(s·m_p/√v)^ℓ.
void learn_profile(const World& world, State& state, const View& view, std::size_t i, std::size_t j,
                   bool accepts, PackageIndex y, double margin, double variance) {
  Vector& belief = state.beliefs[i][j];
  if (belief.empty()) return;
  Vector d;
  for (std::size_t p = 0; p < belief.size(); ++p) d.push_back(public_margin_of_profile(world, view, j, p, y));
  const double mean = mixed(belief, d);
  Vector posterior;
  double sum = 0;
  for (std::size_t p = 0; p < belief.size(); ++p) {
    const double likelihood = answer_likelihood(margin + d[p] - mean, variance, accepts);
    posterior.push_back(belief[p] * portable_pow(likelihood, learning_power(world, i, j)));
    sum += posterior.back();
  }
  if (sum > 0) belief = normalised(posterior);
}

/// Probit moment matching (Minka 2001).
void learn_valuations(const World& world, State& state, const View& view, std::size_t i, std::size_t j,
                      bool accepts, PackageIndex y, double margin, double variance) {
  if (!(variance > 0)) return;
  const double s = accepts ? 1 : -1;
  const double root = std::sqrt(variance);
  const double z = s * margin / root;
  const double g = inverse_mills(z);
  ValuationBelief& belief = state.valuation_beliefs[i][j];
  for (std::size_t k = 0; k < world.scenario.issues.size(); ++k) {
    const std::uint32_t offered = world.options[y][k];
    const std::uint32_t replaced = world.options[view.arrangement][k];
    if (offered == replaced) continue;
    const auto update = [&](std::uint32_t o, double direction) {
      const double var = belief.variance[k][o];
      belief.mean[k][o] += direction * s * (var / root) * g;
      belief.variance[k][o] = std::max(0.0, var * (1 - (var / variance) * g * (g + z)));
    };
    update(offered, 1);
    update(replaced, -1);
  }
}

}  // namespace

double mixed(const Vector& belief, const Vector& by_profile) {
  if (belief.empty()) return by_profile.front();
  double sum = 0;
  for (std::size_t p = 0; p < belief.size(); ++p) sum += belief[p] * by_profile[p];
  return sum;
}

double learning_power(const World& world, std::size_t i, std::size_t j) {
  for (const InitialBelief& belief : world.scenario.actors[i].beliefs) {
    if (belief.about == j) return belief.learning;
  }
  return 1;
}

void learn(const World& world, State& state, const View& view, std::size_t j, bool accepts, PackageIndex y) {
  if (!world.scenario.switches.learning) return;
  for (const std::size_t i : world.parties) {
    if (i == j) continue;
    const double hope_y = estimated_hope(world, view, i, j, y);
    const double hope_a = estimated_hope(world, view, i, j, view.arrangement);
    const double margin = estimated_margin(world, view, i, j, y, hope_y, hope_a);
    const double variance = margin_variance(world, state.valuation_beliefs[i][j], y, view.arrangement);
    learn_profile(world, state, view, i, j, accepts, y, margin, variance);
    learn_valuations(world, state, view, i, j, accepts, y, margin, variance);
  }
}

void remember_refusal(const World& world, State& state, const View& view, std::size_t j, PackageIndex y) {
  for (const std::size_t i : world.parties) {
    if (i != j) state.refused[i][j][y] = public_margin(world, view, i, j, y);
  }
}

void renew_valuations(const World& world, State& state) {
  for (std::size_t j = 0; j < world.scenario.actors.size(); ++j) {
    const double sd = private_sd(world, j);
    const double persistence = world.scenario.actors[j].private_persistence;
    if (sd == 0 || persistence >= 1) continue;
    const double kept = portable_pow(persistence, world.scenario.timing.round);
    const double fresh = 1 - portable_pow(persistence, 2 * world.scenario.timing.round);
    for (std::size_t k = 0; k < world.scenario.issues.size(); ++k) {
      for (std::size_t o = 0; o < world.scenario.issues[k].options.size(); ++o) {
        double& value = state.valuations[j][k][o];
        value = kept * value + std::sqrt(fresh) * sd * private_draw(world, j, k, o, state.round);
        for (std::size_t i = 0; i < world.scenario.actors.size(); ++i) {
          if (i == j) continue;
          ValuationBelief& belief = state.valuation_beliefs[i][j];
          belief.mean[k][o] *= kept;
          belief.variance[k][o] = kept * kept * belief.variance[k][o] + fresh * sd * sd;
        }
      }
    }
  }
}

}  // namespace entente::reference
