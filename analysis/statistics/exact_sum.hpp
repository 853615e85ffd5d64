#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente::statistics {

/// The exact sum of doubles and of products of two doubles: a fixed-point number wide enough for every bit of
/// them, as in U. Kulisch's long accumulator (U. Kulisch and W. L. Miranker, Computer Arithmetic in Theory
/// and Practice, 1981). Nothing is rounded until value() is asked for, so neither the order of the terms nor
/// the way in which they were dealt out over threads, processes and resumed sessions can show in the result.
///
/// A two's complement integer of 67 words of 64 bits, in units of 2^-2176. The smallest product has its last
/// bit at 2^-2148, the largest is below 2^2048, and 2^62 of the largest (10^18.6 terms) fit. 536 bytes; add
/// costs some nanoseconds, more when the sum changes its sign at every term.
class ExactSum {
 public:
  /// Adds a finite double. Throws std::invalid_argument for an infinity or a NaN; the sum is then unchanged.
  void add(double term);

  /// Adds a * b without rounding, also where the product would overflow or underflow as a double.
  /// Throws std::invalid_argument unless both are finite.
  void add_product(double a, double b);

  /// Adds another sum. Throws std::overflow_error when the result is 2^2110 or more in magnitude, which no
  /// number of terms that a computer can add reaches; the sum is then unchanged.
  void add(const ExactSum& other);

  /// The double nearest to the sum, the even one of two equally near: correctly rounded also among the
  /// subnormal numbers. Infinite from 2^1024 - 2^970 on, where IEEE 754 rounds to infinity. A zero is +0.
  double value() const;

  /// All of the sum as a hexadecimal constant of C, an odd integer times a power of two: "-0x1403p-7",
  /// "0x1p+0", "0x0p+0". One text for each value; strtod reads it, rounding to double.
  std::string text() const;

  /// The sum that text() wrote. Throws std::invalid_argument for everything that text() does not write.
  static ExactSum parse(std::string_view text);

  /// Whether two sums are exactly equal, however they came about.
  bool operator==(const ExactSum&) const = default;

 private:
  static constexpr std::size_t kWords = 67;
  static constexpr int kUnit = -2176;  ///< exponent of the lowest bit: 34 words of fraction

  using Words = std::array<std::uint64_t, kWords>;

  void add_bits(std::uint64_t low, std::uint64_t high, int exponent, bool subtract);
  void negate();
  bool negative() const { return words_.back() >> 63 != 0; }
  bool in_range() const;
  int lowest_bit() const;
  int highest_bit() const;
  std::uint64_t bits(int from, int count) const;

  Words words_{};  ///< lowest word first
};

}  // namespace entente::statistics
