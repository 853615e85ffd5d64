#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/bargaining/tactics.hpp"
#include "sim/core/math.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {

/// Offers and answers as MODEL.md 4 states them, by loops over all packages and nothing kept.
class Plain {
 public:
  explicit Plain(const SmallTables& tables) : t_(tables), parties_(parties(tables.scenario)) {}

  /// U_i + ν_i, or Û_ij + ν̂_ij for i ≠ j: what i thinks that j gets.
  double value(std::size_t i, std::size_t j, PackageIndex x) const {
    if (i == j) return t_.utilities.utility(i, x) + t_.layout.over_options(t_.world.private_valuations[i], x);
    return t_.utilities.estimated(i, j, x) + t_.layout.over_options(t_.world.valuation_beliefs[i][j].mean, x);
  }
  double talks(std::size_t i, std::size_t j) const {
    return i == j ? t_.utilities.process_value(i) : t_.utilities.estimated_process_value(i, j);
  }
  bool settles(PackageIndex x) const { return t_.layout.settles()[x] != 0; }
  double after(std::size_t i, std::size_t j, PackageIndex y) const {
    return value(i, j, y) - (settles(y) ? talks(i, j) : 0);
  }
  double ratified(PackageIndex y) const {
    double product = 1;
    for (const std::size_t i : parties_) {
      product *= t_.support.probability(i, y, t_.world.arrangement, t_.world.ratification[i]);
    }
    return product;
  }

  /// κ_j·δ_j^h·G_j(x) as i sees it.
  double hope(std::size_t i, std::size_t j, PackageIndex x) const {
    if (!t_.scenario.switches.hope || settles(x)) return 0;
    const Actor& actor = t_.scenario.actors[j];
    double best = value(i, j, x);
    for (PackageIndex y = 0; y < t_.layout.space().size(); ++y) {
      if (!t_.admissible[y] || ratified(y) < 0.5) continue;
      const bool left_enough = std::ranges::all_of(
          parties_, [&](std::size_t l) { return l == j || after(j, l, y) >= value(j, l, x) - kTie; });
      if (left_enough) best = std::max(best, after(i, j, y));
    }
    return hold_out(actor.tactic, t_.world.round * t_.scenario.timing.round) *
           std::pow(actor.patience, t_.scenario.timing.hope_delay) * (best - value(i, j, x));
  }

  double gain(std::size_t i, std::size_t j, PackageIndex x) const {
    const PackageIndex a = t_.world.arrangement;
    const double v = value(i, j, x) + (settles(x) ? 0 : talks(i, j) + hope(i, j, x));
    double reservation = value(i, j, a) + talks(i, j) + hope(i, j, a);
    if (t_.scenario.actors[j].outside_option)
      reservation = std::max(reservation, *t_.scenario.actors[j].outside_option);
    return v - reservation;
  }
  double margin(std::size_t i, std::size_t j, PackageIndex x) const {
    const double whole = gain(i, j, x);
    if (settles(x) || t_.scenario.switches.invest_in_hope) return whole;
    return std::min(whole, value(i, j, x) - value(i, j, t_.world.arrangement));
  }

  double acceptance(std::size_t i, std::size_t j, PackageIndex x) const {
    const auto public_value = [&](PackageIndex y) { return t_.utilities.estimated(i, j, y); };
    const PackageIndex a = t_.world.arrangement;
    const double difference = public_value(x) - (settles(x) ? talks(i, j) : 0) - public_value(a);
    for (const Refusal& refusal : t_.world.refusals[i][j]) {
      if (t_.scenario.switches.refusal_memory && refusal.package == x &&
          difference <= refusal.difference + kTie)
        return 0;
    }
    const PackageSpace& space = t_.layout.space();
    double variance = 0;
    for (std::size_t k = 0; k < space.issues(); ++k) {
      if (space.option(x, k) == space.option(a, k)) continue;
      const std::vector<double>& variances = t_.world.valuation_beliefs[i][j].variance;
      variance += variances[t_.layout.option(k, space.option(x, k))] +
                  variances[t_.layout.option(k, space.option(a, k))];
    }
    if (variance == 0) return margin(i, j, x) >= -kTie ? 1 : 0;
    return normal_cdf(margin(i, j, x) / std::sqrt(variance));
  }

  double chance(std::size_t i, PackageIndex x) const {
    double product = ratified(x);
    for (const std::size_t j : parties_) product *= j == i ? 1 : acceptance(i, j, x);
    return product;
  }
  /// Q·(V − R) − c_o, or nothing where x may not be offered.
  std::optional<double> objective(std::size_t i, PackageIndex x) const {
    if (!t_.admissible[x] || x == t_.world.arrangement) return {};
    if (!settles(x) && !t_.scenario.switches.partial_agreements) return {};
    if (margin(i, i, x) < -kTie) return {};
    return chance(i, x) * gain(i, i, x) - t_.scenario.protocol.offer_price;
  }

  std::optional<PackageIndex> best_offer(std::size_t i) const {
    std::vector<PackageIndex> best;
    double largest = kTie;
    for (PackageIndex x = 0; x < t_.layout.space().size(); ++x)
      largest = std::max(largest, objective(i, x).value_or(0));
    if (largest <= kTie) return {};
    for (PackageIndex x = 0; x < t_.layout.space().size(); ++x) {
      const double here = objective(i, x).value_or(0);
      if (here > kTie && here >= largest - kTie) best.push_back(x);
    }
    const auto changes = [&](PackageIndex x) { return t_.layout.space().changes(x, t_.world.arrangement); };
    const auto others = [&](PackageIndex x) {
      double sum = 0;
      for (const std::size_t j : parties_) sum += j == i ? 0 : value(i, j, x);
      return sum;
    };
    const std::uint32_t fewest = changes(std::ranges::min(best, {}, changes));
    std::erase_if(best, [&](PackageIndex x) { return changes(x) != fewest; });
    const double kindest = others(std::ranges::max(best, {}, others));
    std::erase_if(best, [&](PackageIndex x) { return others(x) < kindest - kTie; });
    return best.front();
  }

 private:
  const SmallTables& t_;
  std::vector<std::size_t> parties_;
};

}  // namespace entente
