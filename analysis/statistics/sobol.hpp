#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Sobol' points by their index: point i is a function of i, so any worker may compute any point.
///
/// I. M. Sobol', On the distribution of points in a cube and the approximate evaluation of integrals, USSR
/// Comp. Math. Math. Phys. 7, 1967; in the Gray-code order of I. A. Antonov and V. M. Saleev (19, 1979), with
/// the direction numbers of S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional
/// projections, SIAM J. Sci. Comput. 30, 2008, as Boost.Random carries them.

namespace entente::statistics {

class Sobol {
 public:
  /// The largest number of dimensions that Boost's table covers.
  static constexpr std::size_t kMostDimensions = 3667;

  /// Throws std::invalid_argument unless 1 <= dimensions <= kMostDimensions. Takes 512 bytes for each.
  explicit Sobol(std::size_t dimensions);

  std::size_t dimensions() const { return dimensions_; }

  /// Coordinates of point `index` as binary fractions, the first digit in the highest bit: the sum modulo 2
  /// of the direction numbers v_j over the digits j of the Gray code index ^ (index >> 1). Point 0 is all
  /// zeros; for every m the points 0 to 2^m - 1 hold each multiple of 2^-m once in each coordinate.
  /// Throws std::invalid_argument unless `bits` has one place for each dimension. Safe in several threads.
  void point(std::uint64_t index, std::span<std::uint64_t> bits) const;

 private:
  std::size_t dimensions_;
  std::vector<std::uint64_t> directions_;  ///< v_j of all dimensions, then v_(j + 1), 64 times
};

/// A binary fraction as a number in [0, 1): its 53 leading digits.
double unit(std::uint64_t bits);

}  // namespace entente::statistics
