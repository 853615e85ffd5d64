#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace entente {

/// A bijection of 64-bit words in which every input bit reaches every output bit: the finaliser of
/// MurmurHash3 (A. Appleby, public domain). mix_bits(0) = 0.
constexpr std::uint64_t mix_bits(std::uint64_t word) {
  word = (word ^ (word >> 33)) * 0xff51afd7ed558ccdU;
  word = (word ^ (word >> 33)) * 0xc4ceb9fe1a85ec53U;
  return word ^ (word >> 33);
}

/// Order-dependent hash of two words; a bijection of either when the other is fixed.
constexpr std::uint64_t mix_pair(std::uint64_t first, std::uint64_t second) {
  return mix_bits((mix_bits(first) + 0x9e3779b97f4a7c15U) ^ second);
}

/// Hash of a sequence of values, for telling whether two computations gave the same results ("behaviour
/// signature"). 64 bits: two different contents agree by accident with probability 2^-64. Not cryptographic:
/// it is easy to build a collision on purpose. Depends on the order of the values and not on the machine's
/// byte order.
class Fingerprint {
 public:
  void add(std::uint64_t word) { state_ = mix_pair(state_, word); }

  /// Any other integer, sign-extended to 64 bits.
  template <std::integral Integer>
    requires(!std::same_as<Integer, std::uint64_t>)
  void add(Integer value) {
    add(static_cast<std::uint64_t>(value));
  }

  /// The bits of the number, with -0 taken as 0 and every NaN as one NaN: the sign of a NaN depends on the
  /// compiler.
  void add(double number);

  /// The bytes and their count, so that ("ab", "c") and ("a", "bc") differ.
  void add(std::string_view text);
  void add(std::span<const std::byte> bytes);

  std::uint64_t value() const { return mix_bits(state_); }

  /// value() as 16 lower-case hexadecimal digits.
  std::string hex() const;

 private:
  std::uint64_t state_ = 0;
};

}  // namespace entente
