#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "sim/core/random.hpp"
#include "sim/model/scenario.hpp"

namespace entente::reference {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

/// Utilities nearer than this count as equal.
inline constexpr double kTie = 1e-9;

/// What does not change during a run.
struct World {
  const Scenario& scenario;
  RandomSource random;
  PackageSpace space;
  PackageIndex status_quo = 0;
  std::vector<std::size_t> parties;
  /// The profile of each actor in this run.
  std::vector<std::size_t> types;
  /// Every package there is, and by package its options, its amounts, whether it is feasible and settles.
  std::vector<PackageIndex> packages;
  std::vector<std::vector<std::uint32_t>> options;
  Matrix amounts;
  std::vector<bool> feasible;
  std::vector<bool> settles;
  /// The union of the names of all components of all actors, in order.
  std::vector<std::string> component_names;
};

/// What moves in one term: r of a holding; P, b̂ and A of a pledge (MODEL.md 2.1, 2.5, 3.9).
struct TermState {
  double aspiration = 0;
  double strength = 0;
  double backed_down = 0;
  double audience = 0;
};

/// One actor's game at home (MODEL.md 3.7): ζ, what all believe about it, and H.
struct HomeState {
  double zeta = 0;
  double mean = 0;
  double variance = 0;
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
  double preparation = 0;
};

/// What i believes of j's private valuations: mean and variance, [issue][option].
struct ValuationBelief {
  Matrix mean;
  Matrix variance;
};

/// Everything that changes. A value: acts are weighed on copies.
struct State {
  int round = 0;
  PackageIndex arrangement = 0;
  /// Value of each process, state of the Markov chains, sum of shocks of the Poisson processes.
  Vector context;
  std::vector<std::size_t> markov_state;
  Vector shocks;
  /// Weight of each tie; index of each actor's act.
  Vector ties;
  std::vector<std::size_t> acts;
  /// Counts of i's experience with j, [i][j].
  Matrix kept;
  Matrix broken;
  /// y, [actor][name of component], and where it started.
  Matrix salience;
  Matrix initial_salience;
  /// b, [i][j][profile of j]; empty where j has no profiles or j = i.
  std::vector<Matrix> beliefs;
  /// [actor][component][term].
  std::vector<std::vector<std::vector<TermState>>> terms;
  std::vector<HomeState> home;
  /// ν, [actor][issue][option], and the beliefs about it, [i][j].
  std::vector<Matrix> valuations;
  std::vector<std::vector<ValuationBelief>> valuation_beliefs;
  /// What j refused at this a_t, and D at the refusal as i saw it, [i][j].
  std::vector<std::vector<std::map<PackageIndex, double>>> refused;
};

World make_world(const Scenario& scenario, std::uint64_t seed, std::uint64_t run);
State initial_state(const World& world);

/// t·Δt in years.
double time_of(const World& world, int round);

/// σ_i as it counts: 0 for third parties and with private valuations off.
double private_sd(const World& world, std::size_t actor);
/// A draw of ν for one option, in units of σ (MODEL.md, randomness).
double private_draw(const World& world, std::size_t actor, std::size_t issue, std::size_t option, int round);
double zeta_draw(const World& world, std::size_t actor, int round);

/// The values divided by their sum; all 0 where the sum is 0.
Vector normalised(Vector values);
/// The first index whose cumulative share exceeds u.
std::size_t inverse_cdf(const Vector& shares, double u);

}  // namespace entente::reference
