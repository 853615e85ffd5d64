#pragma once

#include <limits>
#include <span>
#include <vector>

#include "sim/valuation/layout.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// As many parties as a scenario may have.
inline constexpr std::size_t kMostParties = 16;

/// How one party compares a package with the arrangement in force (MODEL.md 4): what it truly thinks, or what
/// another believes that it thinks.
struct Comparison {
  /// U + ν of the package and of the arrangement.
  double value = 0;
  double value_now = 0;
  bool settles = false;
  double process_value = 0;
  /// κ·δ^h·G of the package (0 where it settles) and of the arrangement.
  double hope = 0;
  double hope_now = 0;
  double outside = -std::numeric_limits<double>::infinity();

  /// V(x) − R.
  double gain() const;
  /// What decides the answer: the gain, and no more than the present gain of a package that does not settle
  /// unless losses may be invested in hope.
  double margin(bool invest_in_hope) const;
};

/// The outside option, or −∞ where there is none.
double outside_option(const Actor& actor);

/// v: the variances of the new and the replaced option of each issue that the package changes.
double changed_variance(const Layout& layout, const ValuationBelief& belief, PackageIndex package,
                        PackageIndex now);

/// What each option would add to it in the place of the one in force `now`, so that changed_variance is the
/// sum over the options of a package; 0 for those in force.
void option_variances(const Layout& layout, const ValuationBelief& belief, PackageIndex now,
                      std::vector<double>& out);

/// The most that changed_variance can be, up to rounding: 1e-12 of it is added.
double most_variance(const Layout& layout, const ValuationBelief& belief);

/// Φ(margin/√variance), or whether margin ≥ −kTie where there is nothing uncertain.
double acceptance_probability(double margin, double variance);

/// The probability that at least `needed` ≥ 1 of independent answers are yes (of at most kMostParties); their
/// product, in order, where all are needed.
double probability_of_enough(std::span<const double> probabilities, std::size_t needed);

/// D = Û_ij(y) − S(y)·π̂_ij − Û_ij(a): what i knows in public of j's interest in y.
double public_difference(const Layout& layout, const Utilities& utilities, const World& world, std::size_t i,
                         std::size_t j, PackageIndex package);

/// Whether i knows that j refuses `package`: it did so at this arrangement, and D has not risen since.
bool known_refusal(const Layout& layout, const Utilities& utilities, const World& world, std::size_t i,
                   std::size_t j, PackageIndex package);

}  // namespace entente
