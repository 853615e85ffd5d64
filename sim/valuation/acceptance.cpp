#include "sim/valuation/acceptance.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/core/math.hpp"

namespace entente {

double Comparison::gain() const {
  const double open = settles ? 0 : process_value + hope;
  return value + open - std::max(outside, value_now + process_value + hope_now);
}

double Comparison::margin(bool invest_in_hope) const {
  if (settles || invest_in_hope) return gain();
  return std::min(gain(), value - value_now);
}

double outside_option(const Actor& actor) {
  return actor.outside_option.value_or(-std::numeric_limits<double>::infinity());
}

double changed_variance(const Layout& layout, const ValuationBelief& belief, PackageIndex package,
                        PackageIndex now) {
  double variance = 0;
  for (std::size_t k = 0; k < layout.space().issues(); ++k) {
    if (!layout.space().differ(package, now, k)) continue;
    const double proposed = belief.variance[layout.option(k, layout.space().option(package, k))];
    const double replaced =
        layout.space().is_nothing(now) ? 0 : belief.variance[layout.option(k, layout.space().option(now, k))];
    variance += proposed + replaced;
  }
  return variance;
}

void option_variances(const Layout& layout, const ValuationBelief& belief, PackageIndex now,
                      std::vector<double>& out) {
  out = belief.variance;
  if (layout.space().is_nothing(now)) return;
  for (std::size_t k = 0; k < layout.space().issues(); ++k) {
    const std::span<double> options = std::span(out).subspan(layout.option(k, 0), layout.space().options(k));
    const std::uint32_t in_force = layout.space().option(now, k);
    const double replaced = options[in_force];
    for (double& variance : options) variance += replaced;
    options[in_force] = 0;
  }
}

double most_variance(const Layout& layout, const ValuationBelief& belief) {
  double variance = 0;
  for (std::size_t k = 0; k < layout.space().issues(); ++k) {
    const auto options = std::span(belief.variance).subspan(layout.option(k, 0), layout.space().options(k));
    variance += 2 * std::ranges::max(options);
  }
  return variance * (1 + 1e-12);
}

double acceptance_probability(double margin, double variance) {
  if (variance <= 0) return margin >= -kTie ? 1 : 0;
  return normal_cdf(margin / std::sqrt(variance));
}

double probability_of_enough(std::span<const double> probabilities, std::size_t needed) {
  if (needed >= probabilities.size()) {
    double product = 1;
    for (const double probability : probabilities) product *= probability;
    return needed == probabilities.size() ? product : 0;
  }
  // The law of the number of yeses (Poisson-binomial), answer by answer; at least `needed` are kept together.
  std::array<double, kMostParties> exactly{1};
  for (const double probability : probabilities) {
    exactly[needed] += exactly[needed - 1] * probability;
    for (std::size_t yes = needed - 1; yes > 0; --yes) {
      exactly[yes] = exactly[yes] * (1 - probability) + exactly[yes - 1] * probability;
    }
    exactly[0] *= 1 - probability;
  }
  return exactly[needed];
}

double public_difference(const Layout& layout, const Utilities& utilities, const World& world, std::size_t i,
                         std::size_t j, PackageIndex package) {
  const double talks = layout.settles()[package] != 0 ? utilities.estimated_process_value(i, j) : 0;
  return utilities.estimated(i, j, package) - talks - utilities.estimated(i, j, world.arrangement);
}

bool known_refusal(const Layout& layout, const Utilities& utilities, const World& world, std::size_t i,
                   std::size_t j, PackageIndex package) {
  for (const Refusal& refusal : world.refusals[i][j]) {
    if (refusal.package != package) continue;
    return public_difference(layout, utilities, world, i, j, package) <= refusal.difference + kTie;
  }
  return false;
}

}  // namespace entente
