#include "sim/bargaining/spatial_bargain.hpp"

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

/// The weight of one's own position when neither cares or can coerce.
constexpr double kLeastWeight = 1e-6;

double rounded(double x) { return std::floor(0.5 + x * 10000) / 10000; }

/// Share of the way to the other that a side goes which is `behind` by this much probability.
double concession(double behind, double own_salience, double others_salience) {
  const double pull = behind * (others_salience * others_salience);
  return pull / (pull + kLeastWeight + (1 - behind) * (own_salience * own_salience));
}

}  // namespace

void interim_bargain(SpatialRules::Blend blend, double p, const SpatialSide& i, const SpatialSide& j,
                     std::span<double> to_i, std::span<double> to_j) {
  const double q = 1 - p;
  for (std::size_t d = 0; d < to_i.size(); ++d) {
    const double x_i = i.at[d];
    const double x_j = j.at[d];
    const double s_i = i.saliences[d];
    const double s_j = j.saliences[d];
    if (blend == SpatialRules::Blend::SquaredMaximum) {
      to_i[d] = x_i + concession(std::max(0.0, q - p), s_i, s_j) * (x_j - x_i);
      to_j[d] = x_j + concession(std::max(0.0, p - q), s_j, s_i) * (x_i - x_j);
      continue;
    }
    const bool squared = blend == SpatialRules::Blend::Squared;
    const double w_i = squared ? s_i * s_i * (p * p) : s_i * p;
    const double w_j = squared ? s_j * s_j * (q * q) : s_j * q;
    const double all = w_i + kLeastWeight + w_j;
    to_i[d] = rounded(((w_i + kLeastWeight) * x_i + w_j * x_j) / all);
    to_j[d] = rounded((w_i * x_i + (kLeastWeight + w_j) * x_j) / all);
  }
}

}  // namespace entente
