#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// Two utilities within this distance count as equal (MODEL.md).
inline constexpr double kTie = 1e-9;

/// A square matrix over the actors, row-major.
class ActorMatrix {
 public:
  ActorMatrix() = default;
  ActorMatrix(std::size_t actors, double value) : actors_(actors), values_(actors * actors, value) {}
  double& operator()(std::size_t i, std::size_t j) { return values_[i * actors_ + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values_[i * actors_ + j]; }
  std::size_t actors() const { return actors_; }
  const std::vector<double>& values() const { return values_; }
  void fill(double value) { values_.assign(values_.size(), value); }

 private:
  std::size_t actors_ = 0;
  std::vector<double> values_;
};

/// A pledge of one actor: its strength P, what was backed down already, and the stock of audience costs.
struct PledgeState {
  double strength = 0;
  double backed_down = 0;
  double audience = 0;
};

/// What everyone knows of an actor's ζ: a normal truncated by its votes.
struct RatificationState {
  double zeta = 0;
  double mean = 0;
  double sd = 0;
  double lower = 0;
  double upper = 0;
  /// H in [0, 1].
  double preparation = 0;

  bool operator==(const RatificationState&) const = default;
};

/// An agreement whose obligations are still to be kept.
struct AgreementInForce {
  int round = 0;
  std::uint64_t exchange = 0;
  PackageIndex from = 0;
  PackageIndex to = 0;
  /// Index of its record.
  std::size_t record = 0;
};

/// A package that j refused, and D at the refusal as i saw it (MODEL.md 4).
struct Refusal {
  PackageIndex package = 0;
  double difference = 0;
};

/// What i holds of j's private valuations: independent Gaussians, one for each option (flat, issue by issue).
struct ValuationBelief {
  std::vector<double> mean;
  std::vector<double> variance;
};

/// Everything that changes during a run. Vectors over actors are in the order of the scenario; over pledges
/// and aspirations in the order of components and terms of each actor.
struct World {
  int round = 0;
  std::vector<double> context;
  std::vector<double> tie_weights;
  std::array<ActorMatrix, kLayers> layers;
  /// w_ij: how much i depends on j (MODEL.md 2.7).
  ActorMatrix dependence;
  /// Counts of what j kept and broke towards i, above the prior, and τ_ij.
  ActorMatrix kept;
  ActorMatrix broken;
  ActorMatrix trust;
  /// y_i: shares over the union of component names, and the index of each actor's components in that union.
  std::vector<std::vector<double>> saliences;
  std::vector<std::size_t> types;
  /// beliefs[i][j][p]: i's probability that j has profile p; empty for i = j or j without profiles.
  std::vector<std::vector<std::vector<double>>> beliefs;
  std::vector<std::size_t> acts;
  std::vector<std::vector<PledgeState>> pledges;
  std::vector<std::vector<double>> aspirations;
  std::vector<RatificationState> ratification;
  /// ν_i, flat over options; empty for third parties.
  std::vector<std::vector<double>> private_valuations;
  /// valuation_beliefs[i][j], parties only.
  std::vector<std::vector<ValuationBelief>> valuation_beliefs;
  /// refusals[i][j]: what i has seen j refuse since the arrangement last changed.
  std::vector<std::vector<std::vector<Refusal>>> refusals;
  PackageIndex arrangement = 0;
  std::vector<AgreementInForce> agreements;
  /// Last offer of this round that would settle.
  std::optional<PackageIndex> last_final_offer;
};

/// The union of component names over all actors, in the order of names, and where each actor's components
/// stand in it.
struct ComponentNames {
  std::vector<std::string> names;
  std::vector<std::vector<std::size_t>> of_actor;
};
ComponentNames component_names(const Scenario& scenario);

/// Normalised shares of the components of each actor over the union of names: y⁰.
std::vector<std::vector<double>> initial_saliences(const Scenario& scenario, const ComponentNames& names);

}  // namespace entente
