#include "sim/bargaining/spatial_challenge.hpp"

#include <algorithm>
#include <cmath>

#include "sim/bargaining/spatial_voting.hpp"
#include "sim/bargaining/tally.hpp"

namespace entente {
namespace {

constexpr double kLeastStrength = 1e-10;

/// Strengths of i and of j with nobody else, as an actor sees them, and the votes of all who are not i or j.
template <class Rule, class Join>
Tally third_votes(std::span<const double> weights, std::span<const double> utilities, std::size_t i,
                  std::size_t j, Tally principals, Rule rule, Join join) {
  const std::size_t n = weights.size();
  const double* const weight = weights.data();
  const double* const of_i = &utilities[i * n];
  const double* const of_j = &utilities[j * n];
  const double both = principals.first + principals.second;
  return tally(n, [=](std::size_t k) {
    const double vote = weight[k] * rule(of_i[k] - of_j[k]);
    const double strength = std::fabs(vote);
    const double share = 1 / (both + strength);
    return weight[k] * rule(join(vote, strength, share, of_i[k], of_j[k]));
  });
}

}  // namespace

SpatialChallenges::SpatialChallenges(const SpatialRules& rules, std::span<const double> weights,
                                     std::span<const double> saliences)
    : voting_(rules.voting),
      third_parties_(rules.third_parties),
      weights_(weights.begin(), weights.end()),
      saliences_(saliences.begin(), saliences.end()) {}

SpatialView SpatialChallenges::operator()(std::span<const double> utilities, std::size_t i, std::size_t j) {
  const std::size_t n = weights_.size();
  const double kept = utilities[i * n + i];
  const double lost = utilities[j * n + i];
  const double weight_i = weights_[i];
  const double weight_j = weights_[j];
  const double probability = with_voting(voting_, [&](const auto rule) {
    Tally principals;
    principals.first = kLeastStrength + weight_i * rule(kept - lost);
    principals.second = kLeastStrength - weight_j * rule(utilities[i * n + j] - utilities[j * n + j]);
    const double a = principals.first;
    // The two are no third parties: no weight, no vote.
    weights_[i] = weights_[j] = 0;
    const auto votes = [&](const auto join) {
      return third_votes(weights_, utilities, i, j, principals, rule, join);
    };
    Tally others;
    if (third_parties_ == SpatialRules::ThirdParties::Semi) {
      others = votes([a](double vote, double, double share, double u_i, double u_j) {
        const double wins = (a + (vote > 0 ? vote : 0)) * share;
        return wins * (1 - u_i) - (1 - wins) * (1 - u_j);
      });
    } else {
      const double movers = third_parties_ == SpatialRules::ThirdParties::Full ? 3 : 2;
      others = votes([movers](double, double strength, double share, double u_i, double u_j) {
        return movers * (strength * share) * (u_i - u_j);
      });
    }
    weights_[i] = weight_i;
    weights_[j] = weight_j;
    const double for_i = a + others.first;
    const double for_j = principals.second + others.second;
    return for_i / (for_i + for_j);
  });
  const double resists = saliences_[j];
  const double contested = probability * (2 * kept) + (1 - probability) * (2 * lost);
  return {probability, (1 - resists) * (2 * kept) + resists * contested - (kept + lost)};
}

}  // namespace entente
