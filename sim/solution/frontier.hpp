#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/model/package.hpp"

namespace entente {

/// The Pareto frontier: every package of `allowed` (one flag a package) for which no other allowed package is
/// at least as good for all and better for one. `utilities[i][x]` is what i gets from x. In the order of
/// packages; packages with equal utilities all belong.
std::vector<PackageIndex> pareto_frontier(std::span<const std::span<const double>> utilities,
                                          std::span<const std::uint8_t> allowed);

/// Euclidean distance, in the utilities, from package x to the nearest package of `frontier`; 0 if x is one
/// of them.
double distance_to(std::span<const PackageIndex> frontier, std::span<const std::span<const double>> utilities,
                   PackageIndex x);

}  // namespace entente
