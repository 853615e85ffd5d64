#include "sim/mechanisms/beliefs.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/core/math.hpp"

namespace entente {

namespace {

/// probabilities[p] ∝ probabilities[p]·likelihood(p), or as they were if the product vanishes everywhere.
template <typename Likelihood>
void update(std::span<double> probabilities, Likelihood likelihood) {
  double total = 0;
  for (std::size_t p = 0; p < probabilities.size(); ++p) total += probabilities[p] * likelihood(p);
  if (!(total > 0)) return;
  for (std::size_t p = 0; p < probabilities.size(); ++p) {
    probabilities[p] = probabilities[p] * likelihood(p) / total;
  }
}

std::vector<double> prior(const Actor& observer, std::size_t subject, const Actor& about) {
  std::vector<double> shares;
  for (const Profile& profile : about.profiles) shares.push_back(profile.share);
  for (const InitialBelief& belief : observer.beliefs) {
    if (belief.about == subject && !belief.profile_shares.empty()) shares = belief.profile_shares;
  }
  double total = 0;
  for (const double share : shares) total += share;
  for (double& share : shares) share /= total;
  return shares;
}

}  // namespace

void draw_types(const Scenario& scenario, World& world, const RandomSource& random) {
  world.types.assign(scenario.actors.size(), 0);
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    if (actor.type) {
      world.types[i] = *actor.type;
    } else if (!actor.profiles.empty()) {
      double total = 0;
      for (const Profile& profile : actor.profiles) total += profile.share;
      const double u = random.uniform({hash_name(actor.name), Purpose::Type});
      double cumulative = 0;
      for (std::size_t p = 0; p + 1 < actor.profiles.size(); ++p) {
        cumulative += actor.profiles[p].share / total;
        if (u >= cumulative) world.types[i] = p + 1;
      }
    }
  }
}

void start_beliefs(const Scenario& scenario, World& world) {
  const std::size_t n = scenario.actors.size();
  world.beliefs.assign(n, std::vector<std::vector<double>>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      if (i != j) world.beliefs[i][j] = prior(scenario.actors[i], j, scenario.actors[j]);
    }
  }
}

double learning_rate(const Scenario& scenario, std::size_t observer, std::size_t subject) {
  const std::vector<InitialBelief>& beliefs = scenario.actors[observer].beliefs;
  const auto found = std::ranges::find(beliefs, subject, &InitialBelief::about);
  return found == beliefs.end() ? 1 : found->learning;
}

Signals::Signals(const Scenario& scenario, double years) {
  for (std::size_t actor = 0; actor < scenario.actors.size(); ++actor) {
    std::vector<std::vector<double>>& of_actor = powers_.emplace_back();
    for (const Act& act : scenario.actors[actor].acts) {
      std::vector<double>& powers = of_actor.emplace_back();
      if (!scenario.switches.learning || act.signal.empty()) continue;
      for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
        const double exponent = learning_rate(scenario, i, actor) * years;
        for (const double signal : act.signal) powers.push_back(portable_pow(signal, exponent));
      }
    }
  }
}

void Signals::tell(World& world, std::size_t actor, std::size_t act) const {
  const std::span<const double> powers = powers_[actor][act];
  if (powers.empty()) return;
  const std::size_t profiles = powers.size() / world.beliefs.size();
  for (std::size_t i = 0; i < world.beliefs.size(); ++i) {
    if (i == actor) continue;
    const std::span<const double> heard = powers.subspan(i * profiles, profiles);
    update(world.beliefs[i][actor], [&](std::size_t p) { return heard[p]; });
  }
}

void learn_valuations(ValuationBelief& belief, std::span<const std::size_t> new_options,
                      std::span<const std::size_t> old_options, double margin, double variance, bool yes) {
  if (!(variance > 0)) return;
  const double sign = yes ? 1 : -1;
  const double root = std::sqrt(variance);
  const double z = sign * margin / root;
  const double g = inverse_mills(z);
  const auto learn = [&](std::size_t option, double direction) {
    double& var = belief.variance[option];
    belief.mean[option] += direction * sign * (var / root) * g;
    // g·(g + z) lies in (0, 1); far in the tail the sum cancels and may leave it by rounding.
    var *= std::max(0.0, 1 - var / variance * g * (g + z));
  };
  for (const std::size_t option : new_options) learn(option, 1);
  for (const std::size_t option : old_options) learn(option, -1);
}

void learn_profiles(std::span<double> probabilities, std::span<const double> margins, double variance,
                    bool yes, double learning) {
  const double root = std::sqrt(variance);
  update(probabilities, [&](std::size_t p) {
    const double accepts = margins[p] >= -kTie ? 1 : 0;
    const double likelihood =
        variance > 0 ? normal_cdf((yes ? margins[p] : -margins[p]) / root) : (yes ? accepts : 1 - accepts);
    return portable_pow(likelihood, learning);
  });
}

}  // namespace entente
