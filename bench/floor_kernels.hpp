#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// The loops over packages of the floors (floor.hpp), which say what they are for. In a file of their own
/// that knows nothing of the simulator, because it alone is compiled for the machine at hand, with its widest
/// vectors and on the promise that all numbers are finite: a floor is what the machine can do.

namespace entente::floor {

/// needed[k] *= at most 1/Φ(z), z = (values[k] − limit)·rates[k], for k < needed.size().
///
/// 1/Φ(z) ≥ 1 + t(2 + t) with t = min(z, 0)²/2, as Φ(z) ≤ ½e^(−z²/2) for z < 0; and above 1.7777 − 0.7112z,
/// the tangent at u = ¾ of 1/u, where u = ½ + 0.4z lies above Φ(z) for z > 0.
void multiply_odds_against(const double* values, const double* rates, double limit, std::span<double> needed);
double least_odds_against(double z);

/// most[k] = own[k] + shift.
void add_shift(const double* own, double shift, std::span<double> most);
/// most[k] += weight·max(0, h − own[k]), h = steps[clamp((thresholds[k] − lowest)·steps_per_unit)].
void add_hope(const double* own, const double* thresholds, double weight, std::span<const double> steps,
              double lowest, double steps_per_unit, std::span<double> most);
/// The same with one h for all.
void add_hope(const double* own, double highest, double weight, std::span<double> most);

/// Whether most[k] ≥ needed[k] and own[k] ≥ least for any k.
bool any_reaches(const double* own, double least, std::span<const double> most,
                 std::span<const double> needed);

/// How many are above the first limit in `a` or above the second in `b`.
std::uint64_t count_above(std::span<const double> a, double limit_a, const double* b, double limit_b);

/// out[h·low.size() + l] = low[l] + high[h].
void spread(std::span<const double> low, std::span<const double> high, double* out);

}  // namespace entente::floor
