#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/solution/frontier.hpp"

namespace entente {

/// The packages of `allowed` that no other allowed one beats: y beats x where it is at least as good for all
/// and better by more than `tolerance[i]` for some actor i. In no particular order. About O(n·f) for n
/// packages of which f stand, O(n log n) for two actors.
std::vector<PackageIndex> unbeaten(UtilityRows utilities, std::span<const std::uint8_t> allowed,
                                   std::span<const double> tolerance);

}  // namespace entente
