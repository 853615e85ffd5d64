#include "analysis/statistics/exact_sum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace entente::statistics {
namespace {

constexpr int kWordBits = 64;
constexpr int kSubnormalExponent = -1074;  // of the last bit of a double
constexpr int kLowestExponent = -2148;     // of the last bit of a product of two doubles
constexpr int kHighestExponent = 2112;     // one past the highest bit of the accumulator

constexpr std::uint64_t kHalf = 0xffffffffU;  // the lower half of a word
constexpr std::size_t kShown = 80;            // letters of a wrong text in a message

/// A finite double as an integer of 53 bits times a power of two.
struct Parts {
  std::uint64_t mantissa = 0;
  int exponent = 0;
  bool negative = false;
};

Parts take_apart(double number) {
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(number);
  const int field = static_cast<int>(bits >> 52 & 0x7ff);
  if (field == 0x7ff) throw std::invalid_argument(fmt::format("an exact sum cannot take {}", number));
  const std::uint64_t fraction = bits & 0xfffffffffffffU;
  const std::uint64_t hidden = field == 0 ? 0 : std::uint64_t{1} << 52;
  return {fraction | hidden, std::max(field, 1) - 1075, bits >> 63 != 0};
}

/// A digit of a text, or 16 when it is none.
unsigned hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return static_cast<unsigned>(letter - '0');
  if (letter >= 'a' && letter <= 'f') return static_cast<unsigned>(letter - 'a') + 10;
  return 16;
}

}  // namespace

/// Adds or subtracts (high 2^64 + low) 2^exponent. Bits beyond the highest word are lost.
void ExactSum::add_bits(std::uint64_t low, std::uint64_t high, int exponent, bool subtract) {
  const int offset = exponent - kUnit;
  const int shift = offset % kWordBits;
  // Shifting right in two steps: a shift by 64 is undefined.
  const int back = kWordBits - 1 - shift;
  const std::array<std::uint64_t, 3> parts{low << shift, high << shift | low >> 1 >> back, high >> 1 >> back};
  auto i = static_cast<std::size_t>(offset / kWordBits);
  bool carry = false;
  for (const std::uint64_t part : parts) {
    if (i == kWords) return;
    std::uint64_t& word = words_[i++];
    const std::uint64_t before = word;
    const std::uint64_t between = subtract ? before - part : before + part;
    word = subtract ? between - (carry ? 1 : 0) : between + (carry ? 1 : 0);
    carry = subtract ? (before < part || between < word) : (between < before || word < between);
  }
  for (; carry && i < kWords; ++i) {
    carry = words_[i] == (subtract ? 0 : ~std::uint64_t{0});
    words_[i] += subtract ? ~std::uint64_t{0} : 1;
  }
}

void ExactSum::add(double term) {
  const Parts parts = take_apart(term);
  add_bits(parts.mantissa, 0, parts.exponent, parts.negative);
}

void ExactSum::add_product(double a, double b) {
  const Parts x = take_apart(a);
  const Parts y = take_apart(b);
  // 53 by 53 bits in halves of 32: every partial sum below stays under 2^64.
  const std::uint64_t low = (x.mantissa & kHalf) * (y.mantissa & kHalf);
  const std::uint64_t cross = (x.mantissa & kHalf) * (y.mantissa >> 32);
  const std::uint64_t middle = (low >> 32) + (cross & kHalf) + (x.mantissa >> 32) * (y.mantissa & kHalf);
  const std::uint64_t high = (x.mantissa >> 32) * (y.mantissa >> 32) + (cross >> 32) + (middle >> 32);
  add_bits(middle << 32 | (low & kHalf), high, x.exponent + y.exponent, x.negative != y.negative);
}

void ExactSum::add(const ExactSum& other) {
  ExactSum sum;
  bool carry = false;
  for (std::size_t i = 0; i < kWords; ++i) {
    const std::uint64_t partial = words_[i] + other.words_[i];
    sum.words_[i] = partial + (carry ? 1 : 0);
    carry = partial < words_[i] || sum.words_[i] < partial;
  }
  // Both terms are within a quarter of the range, so the sum has not wrapped.
  if (!sum.in_range()) throw std::overflow_error("an exact sum grew beyond 2^2110");
  words_ = sum.words_;
}

void ExactSum::negate() {
  bool carry = true;
  for (std::uint64_t& word : words_) {
    word = ~word + (carry ? 1 : 0);
    carry = carry && word == 0;
  }
}

/// Whether the magnitude is below 2^2110 (or is just that, when negative).
bool ExactSum::in_range() const {
  const std::uint64_t signs = words_.back() >> 62;
  return signs == 0 || signs == 3;
}

/// Exponent of the lowest set bit of a sum that is not 0.
int ExactSum::lowest_bit() const {
  std::size_t i = 0;
  while (words_[i] == 0) ++i;
  return kUnit + static_cast<int>(i) * kWordBits + std::countr_zero(words_[i]);
}

/// Exponent of the highest set bit of a positive sum.
int ExactSum::highest_bit() const {
  std::size_t i = kWords - 1;
  while (words_[i] == 0) --i;
  return kUnit + static_cast<int>(i) * kWordBits + 63 - std::countl_zero(words_[i]);
}

/// The bits of exponents from, ..., from + count - 1 as an integer, 1 <= count <= 64; those outside are 0.
std::uint64_t ExactSum::bits(int from, int count) const {
  const auto word = static_cast<std::size_t>((from - kUnit) / kWordBits);
  const int shift = (from - kUnit) % kWordBits;
  std::uint64_t found = words_[word] >> shift;
  if (shift != 0 && word + 1 < kWords) found |= words_[word + 1] << (kWordBits - shift);
  return found & (~std::uint64_t{0} >> (kWordBits - count));
}

double ExactSum::value() const {
  if (*this == ExactSum()) return 0.0;
  ExactSum magnitude = *this;
  if (negative()) magnitude.negate();
  const int top = magnitude.highest_bit();
  const int unit = std::max(top - 52, kSubnormalExponent);
  std::uint64_t mantissa = top < unit ? 0 : magnitude.bits(unit, 53);
  const bool half = magnitude.bits(unit - 1, 1) != 0;
  const bool beyond = magnitude.lowest_bit() < unit - 1;
  if (half && (beyond || (mantissa & 1) != 0)) ++mantissa;
  const double rounded = std::ldexp(static_cast<double>(mantissa), unit);
  return negative() ? -rounded : rounded;
}

std::string ExactSum::text() const {
  if (*this == ExactSum()) return "0x0p+0";
  ExactSum magnitude = *this;
  if (negative()) magnitude.negate();
  const int unit = magnitude.lowest_bit();
  std::string text = negative() ? "-0x" : "0x";
  for (int digit = (magnitude.highest_bit() - unit) / 4; digit >= 0; --digit) {
    text += "0123456789abcdef"[magnitude.bits(unit + 4 * digit, 4)];
  }
  return text + fmt::format("p{:+}", unit);
}

ExactSum ExactSum::parse(std::string_view text) {
  const auto refuse = [&] {
    throw std::invalid_argument(
        fmt::format("'{}{}' is not an exact sum", text.substr(0, kShown), text.size() > kShown ? "..." : ""));
  };
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const std::size_t mark = rest.find('p');
  if (!rest.starts_with("0x") || mark == std::string_view::npos || mark > 2 + kWords * 16) refuse();
  const std::string_view digits = rest.substr(2, mark - 2);
  std::string_view power = rest.substr(mark + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  int exponent = 0;
  if (std::from_chars(power.data(), power.data() + power.size(), exponent).ec != std::errc()) refuse();
  const int length = static_cast<int>(digits.size());
  if (exponent < kLowestExponent || exponent >= kHighestExponent) refuse();
  if (exponent + 4 * (length - 1) >= kHighestExponent) refuse();
  ExactSum sum;
  for (int i = 0; i < length; ++i) {
    const unsigned digit = hex_digit(digits[static_cast<std::size_t>(length - 1 - i)]);
    if (digit > 15) refuse();
    sum.add_bits(digit, 0, exponent + 4 * i, false);
  }
  if (sum.negative()) refuse();
  if (negative) sum.negate();
  // Whatever else is amiss (leading zeros, an even integer, letters after the exponent) shows here.
  if (!sum.in_range() || sum.text() != text) refuse();
  return sum;
}

}  // namespace entente::statistics
