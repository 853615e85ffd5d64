#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/experiment/plan.hpp"
#include "sim/experiment/sampling.hpp"

namespace entente {

/// The worlds of a sweep: what the uncertain numbers are in each. Stateless: a draw is a function of the
/// seed, the world and the *path* of the number, so that a number more or less, or another order, changes no
/// other draw, and two sweeps of variants share their draws (common random numbers). In a Sobol design the
/// coordinate of a number is its place in the order of paths.
///
/// Monte Carlo: u = uniform(path, world). Latin hypercube (McKay, Beckman and Conover 1979): u = (π(i) + v)/n
/// for the i-th of the n points of a randomisation, π a permutation by path and v uniform. Sobol with the
/// nested uniform scrambling of Owen (1995), by path and randomisation. Then correlated groups by a Gaussian
/// copula, and one inverse distribution function for all (statistics/law).
class Worlds {
 public:
  /// Throws InputError where the design does not fit: nothing to vary, a number of worlds that cannot be
  /// split, a grid that is too large, given rows that are not of these numbers.
  Worlds(const LoadedScenario& loaded, std::vector<SampledParameter> parameters, const SweepPlan& plan);
  ~Worlds();
  Worlds(Worlds&&) noexcept;

  const std::vector<SampledParameter>& parameters() const { return parameters_; }
  std::vector<std::string> paths() const;

  /// The values of world `world`, in the order of parameters().
  void draw(std::uint64_t world, std::vector<double>& values) const;

  /// How many worlds a grid of these numbers has: a continuous law has `levels` levels, its ends among them
  /// where it has ends, a discrete one its values. 2^63 where there are more.
  static std::uint64_t grid_size(const std::vector<SampledParameter>& parameters, std::uint64_t levels);

 private:
  struct Group;
  void uniforms(std::uint64_t world, std::vector<double>& u) const;
  void grid_point(std::uint64_t world, std::vector<double>& values) const;

  std::vector<SampledParameter> parameters_;
  SweepPlan plan_;
  /// Hash of each path.
  std::vector<std::uint64_t> names_;
  std::vector<Group> groups_;
  struct Sequence;
  std::unique_ptr<const Sequence> sobol_;
};

}  // namespace entente
