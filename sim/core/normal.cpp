#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/core/polynomial.hpp"

namespace entente {
namespace {

constexpr double kInverseRootTwoPi = 0.3989422804014326779399;

/// Boundaries between Cody's three approximations, in standard deviations.
constexpr double kCentre = 0.66291;
constexpr double kFarTail = 5.656854249492380195;

/// e^(-x^2/2), with the rounding error of the square carried along.
double gaussian(double x) {
  if (std::fabs(x) > 40.0) return 0.0;
  const DoublePair square = exact_product(x, x);
  return portable_exp_of_sum(-0.5 * square.high, -0.5 * square.low);
}

/// Phi(x) - 1/2 for |x| <= kCentre.
double central_mass(double x) {
  constexpr std::array<double, 5> kNumerator{18154.981253343561249, 1067.6894854603709582,
                                             161.02823106855587881, 2.2352520354606839287,
                                             0.065682337918207449113};
  constexpr std::array<double, 5> kDenominator{45507.789335026729956, 10260.932208618978205,
                                               976.09855173777669322, 47.20258190468824187, 1.0};
  const double square = x * x;
  return x * horner(kNumerator, square) / horner(kDenominator, square);
}

/// e^(x^2/2) P(Z > x) for x >= 0: the upper tail without its exponential factor, between 1/2 and about 0.4/x.
double scaled_tail(double x) {
  if (x <= kCentre) return (0.5 - central_mass(x)) / gaussian(x);
  if (x <= kFarTail) {
    constexpr std::array<double, 9> kNumerator{
        9842.7148383839780218, 11602.651437647350124,  6848.1904505362823326,
        2494.5375852903726711, 597.27027639480026226,  93.506656132177855979,
        8.8831497943883759412, 0.39894151208813466764, 1.0765576773720192317e-8};
    constexpr std::array<double, 9> kDenominator{
        19685.429676859990727, 38912.003286093271411, 34900.952721145977266,
        18615.571640885098091, 6485.558298266760755,  1519.377599407554805,
        235.38790178262499861, 22.266688044328115691, 1.0};
    return horner(kNumerator, x) / horner(kDenominator, x);
  }
  constexpr std::array<double, 6> kNumerator{2.9112874951168792e-5, 1.421619193227893466e-3,
                                             2.2235277870649807e-2, 1.274011611602473639e-1,
                                             2.1589853405795699e-1, 2.307344176494017303e-2};
  constexpr std::array<double, 6> kDenominator{7.29751555083966205e-5, 3.78239633202758244e-3,
                                               6.59881378689285515e-2, 4.68238212480865118e-1,
                                               1.28426009614491121,    1.0};
  const double inverse = 1.0 / x;
  const double u = inverse * inverse;
  return inverse * (kInverseRootTwoPi - u * horner(kNumerator, u) / horner(kDenominator, u));
}

/// Integrals over an interval of t^n e^(-t (t + 2 origin)/2), n = 0, 1, 2: moments about the origin of the
/// normal density, relative to its value there. t = x - origin throughout, so that no digit is lost far from
/// zero.
struct Moments {
  double mass = 0.0;
  double first = 0.0;
  double second = 0.0;
};

/// Density at origin + t relative to that at the origin.
double relative_density(double origin, double t) { return portable_exp(-0.5 * t * (t + 2.0 * origin)); }

/// Gauss-Legendre quadrature with `panels` panels of 16 points over from < t < to.
Moments integrate(double origin, double from, double to, int panels) {
  constexpr std::array<double, 8> kNode{
      0.095012509837637440185, 0.28160355077925891323, 0.45801677765722738634, 0.61787624440264374845,
      0.7554044083550030339,   0.86563120238783174388, 0.94457502307323257608, 0.9894009349916499326};
  constexpr std::array<double, 8> kWeight{
      0.18945061045506849629, 0.18260341504492358887, 0.16915651939500253819,  0.14959598881657673208,
      0.12462897125553387205, 0.09515851168249278481, 0.062253523938647892863, 0.027152459411754094852};
  Moments sum;
  const double half_width = 0.5 * (to - from) / panels;
  for (int panel = 0; panel < panels; ++panel) {
    const double centre = from + (2 * panel + 1) * half_width;
    for (std::size_t i = 0; i < kNode.size(); ++i) {
      for (const double side : {-1.0, 1.0}) {
        const double t = centre + side * half_width * kNode[i];
        const double value = kWeight[i] * half_width * relative_density(origin, t);
        sum.mass += value;
        sum.first += value * t;
        sum.second += value * t * t;
      }
    }
  }
  return sum;
}

/// Mass of from < t < to over sqrt(2 pi) and relative to the density at the origin; origin >= 0 and from >=
/// 0.
double one_sided_mass(double origin, double from, double to) {
  // Where the two tails differ by less than a factor of about e^0.5 their difference would lose digits.
  if ((to - from) * std::max(1.0, origin + to) < 0.5) {
    return kInverseRootTwoPi * integrate(origin, from, to, 1).mass;
  }
  const double near = scaled_tail(origin + from) * relative_density(origin, from);
  const double far = to == kInfinity ? 0.0 : scaled_tail(origin + to) * relative_density(origin, to);
  return near - far;
}

/// The same on either side of the origin; an interval on both sides of it needs origin = 0.
double scaled_mass(double origin, double from, double to) {
  if (from >= 0.0) return one_sided_mass(origin, from, to);
  if (to <= 0.0) return one_sided_mass(-origin, -to, -from);
  return one_sided_mass(0.0, 0.0, -from) + one_sided_mass(0.0, 0.0, to);
}

/// A truncation interval in standard deviations from the mean: the point of it nearest to the mean, and the
/// two bounds as offsets from that point.
struct Interval {
  double origin = 0.0;
  double from = 0.0;
  double to = 0.0;
  bool is_point = false;  ///< sd = 0, or so small or so large that squares would leave the range of double
};

Interval standardise(double mean, double sd, double lower, double upper) {
  require(lower < upper, "a truncated normal needs lower < upper");
  require(sd >= 0.0 && sd < kInfinity, "a truncated normal needs a finite sd >= 0");
  if (sd == 0.0) return {.is_point = true};
  const double nearest = std::clamp(mean, lower, upper);
  Interval result{
      .origin = (nearest - mean) / sd, .from = (lower - nearest) / sd, .to = (upper - nearest) / sd};
  result.is_point = std::fabs(result.origin) > 0x1p+500 || !(result.from < result.to);
  return result;
}

/// First and second moment about the origin, over the mass.
std::pair<double, double> moment_ratios(const Interval& z) {
  // Past the point where the density has fallen by e^-45 nothing reaches the 16th digit.
  const double reach = 90.0 / (std::sqrt(z.origin * z.origin + 90.0) + std::fabs(z.origin));
  const Moments moments = integrate(z.origin, std::max(z.from, -reach), std::min(z.to, reach), 8);
  return {moments.first / moments.mass, moments.second / moments.mass};
}

}  // namespace

double normal_pdf(double x) {
  if (std::isnan(x)) return x;
  return kInverseRootTwoPi * gaussian(x);
}

double normal_cdf(double x) {
  if (std::isnan(x)) return x;
  if (std::fabs(x) <= kCentre) return 0.5 + central_mass(x);
  const double tail = gaussian(x) * scaled_tail(std::fabs(x));
  return x < 0.0 ? tail : 1.0 - tail;
}

double normal_quantile(double p) {
  if (!(p >= 0.0 && p <= 1.0)) return std::numeric_limits<double>::quiet_NaN();
  if (p == 0.0) return -kInfinity;
  if (p == 1.0) return kInfinity;
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    constexpr std::array<double, 8> kNumerator{
        3.387132872796366608,  133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
        45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727};
    constexpr std::array<double, 8> kDenominator{1.0,
                                                 42.313330701600911252,
                                                 687.1870074920579083,
                                                 5394.1960214247511077,
                                                 21213.794301586595867,
                                                 39307.89580009271061,
                                                 28729.085735721942674,
                                                 5226.495278852854561};
    const double r = 0.180625 - q * q;
    return q * horner(kNumerator, r) / horner(kDenominator, r);
  }
  const double root = std::sqrt(-portable_log(q < 0.0 ? p : 1.0 - p));
  double magnitude = 0.0;
  if (root <= 5.0) {
    constexpr std::array<double, 8> kNumerator{
        1.42343711074968357734, 4.6303378461565452959,  5.7694972214606914055,    3.64784832476320460504,
        1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4};
    constexpr std::array<double, 8> kDenominator{1.0,
                                                 2.05319162663775882187,
                                                 1.6763848301838038494,
                                                 0.68976733498510000455,
                                                 0.14810397642748007459,
                                                 0.0151986665636164571966,
                                                 5.475938084995344946e-4,
                                                 1.05075007164441684324e-9};
    magnitude = horner(kNumerator, root - 1.6) / horner(kDenominator, root - 1.6);
  } else {
    constexpr std::array<double, 8> kNumerator{6.6579046435011037772,     5.4637849111641143699,
                                               1.7848265399172913358,     0.29656057182850489123,
                                               0.026532189526576123093,   0.0012426609473880784386,
                                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
    constexpr std::array<double, 8> kDenominator{1.0,
                                                 0.59983220655588793769,
                                                 0.13692988092273580531,
                                                 0.0148753612908506148525,
                                                 7.868691311456132591e-4,
                                                 1.8463183175100546818e-5,
                                                 1.4215117583164458887e-7,
                                                 2.04426310338993978564e-15};
    magnitude = horner(kNumerator, root - 5.0) / horner(kDenominator, root - 5.0);
  }
  return q < 0.0 ? -magnitude : magnitude;
}

double inverse_mills(double z) {
  if (std::isnan(z)) return z;
  if (z < 0.0) return kInverseRootTwoPi / scaled_tail(-z);
  return normal_pdf(z) / normal_cdf(z);
}

double truncated_normal_upper_tail(double threshold, double sd, double lower, double upper) {
  require(!std::isnan(threshold), "a truncated normal needs a threshold that is a number");
  const Interval z = standardise(0.0, sd, lower, upper);
  if (threshold <= lower) return 1.0;
  if (threshold >= upper) return 0.0;
  const double nearest = std::clamp(0.0, lower, upper);
  if (z.is_point) return threshold <= nearest ? 1.0 : 0.0;
  const double cut = std::clamp((threshold - nearest) / sd, z.from, z.to);
  const double above = scaled_mass(z.origin, cut, z.to);
  const double below = scaled_mass(z.origin, z.from, cut);
  return above / (above + below);
}

double truncated_normal_mean(double mean, double sd, double lower, double upper) {
  require(std::isfinite(mean), "a truncated normal needs a finite mean");
  const Interval z = standardise(mean, sd, lower, upper);
  const double nearest = std::clamp(mean, lower, upper);
  if (z.is_point) return nearest;
  return std::clamp(nearest + sd * moment_ratios(z).first, lower, upper);
}

double truncated_normal_variance(double mean, double sd, double lower, double upper) {
  require(std::isfinite(mean), "a truncated normal needs a finite mean");
  const Interval z = standardise(mean, sd, lower, upper);
  if (z.is_point) return 0.0;
  const auto [first, second] = moment_ratios(z);
  return sd * sd * (second - first * first);
}

}  // namespace entente
