#pragma once

#include <string>
#include <variant>
#include <vector>

/// Laws of uncertain numbers: one inverse distribution function serves Monte Carlo, Latin hypercubes and
/// Sobol' points, so that designs differ in their u alone.
///
/// Same bytes everywhere. Uniform, triangular and discrete laws use + - * / sqrt only and are computed in
/// double. Whatever passed through a transcendental function is the exact value rounded to a grid
/// (rounding.hpp), followed by plain arithmetic:
///   normal            mean + sd z, z a multiple of 2^-32;
///   truncated normal  end + sd t or mean + sd t, t a multiple of a step of at most 2^-32 of the law's
///                     scale, the smallest of high - low, sd and sd^2 / (distance of the nearer end from the
///                     mean);
///   lognormal         median e^(spread z), e^y to 32 significant binary digits of e^y, or of e^y - 1 between
///                     1/2 and 2;
///   log-uniform       low e^(u log(high/low)), the logarithm to 42 digits, e^y as above;
///   beta              low + (high - low) x or high - (high - low)(1 - x), the smaller of x and 1 - x to 32
///                     digits; below 2^-301 it counts as 0.
/// So a result is within about a part in 2^31 of the law's scale of the exact quantile, never decreases in u
/// and never leaves [low, high].

namespace entente::statistics {

struct Uniform {
  double low = 0.0, high = 1.0;
};

/// The logarithm is uniform. 0 < low < high.
struct LogUniform {
  double low = 1.0, high = 10.0;
};

/// Density rising linearly from low to mode and falling to high. The mode may be an end.
struct Triangular {
  double low = 0.0, mode = 0.5, high = 1.0;
};

struct Normal {
  double mean = 0.0, sd = 1.0;
};

/// Normal(mean, sd), which are those before truncation, given low < X < high; either may be infinite.
struct TruncatedNormal {
  double mean = 0.0, sd = 1.0, low = -1.0, high = 1.0;
};

/// log X is normal with mean log(median) and standard deviation `spread`.
struct LogNormal {
  double median = 1.0, spread = 1.0;
};

/// low + (high - low) B with density of B proportional to x^(a - 1) (1 - x)^(b - 1).
struct Beta {
  double a = 1.0, b = 1.0, low = 0.0, high = 1.0;
};

/// P(X = values[i]) proportional to weights[i]. In any order; values may repeat.
struct Discrete {
  std::vector<double> values, weights;
};

using Law = std::variant<Uniform, LogUniform, Triangular, Normal, TruncatedNormal, LogNormal, Beta, Discrete>;

/// What is wrong with the numbers of a law, in words such as "low is 3, above high 2"; empty when nothing.
/// Numbers must be finite and at most 1e150 in size (bounds of a truncated normal may be infinite), and:
///   low < high; low <= mode <= high; sd > 0;
///   log-uniform: low >= 1e-150; lognormal: 1e-100 <= median <= 1e100, 0 < spread <= 10;
///   truncated normal: high - low at least 1e-9 sd, and the nearer bound at most 30 sd from the mean;
///   beta: 0.001 <= a, b <= 10000;
///   discrete: as many weights as values, at least one, no weight below 0 and not all of them 0.
/// The functions below ask for a law without fault.
std::string fault(const Law& law);

/// The least x with P(X <= x) >= u; for the discrete law with P(X <= x) > u, so that the values share [0, 1)
/// in half-open intervals of their weights, in increasing order.
/// u = 0 and u = 1 give the ends of the support. Throws std::domain_error unless 0 <= u <= 1, and when the
/// end asked for is infinite.
double quantile(const Law& law, double u);

/// P(X <= x). Not rounded: about 14 digits, whose last may differ between machines.
double cumulative(const Law& law, double x);

/// Whether both ends of the support are finite.
bool bounded(const Law& law);

namespace rounding {
struct Probe;
/// quantile for the tests of rounding.hpp.
double probed_quantile(const Law& law, double u, Probe* probe);
}  // namespace rounding

}  // namespace entente::statistics
