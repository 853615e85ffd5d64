#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sim/core/hash.hpp"

/// Randomness by name. A draw is a function of (seed, run, subject, purpose, round, exchange) and of nothing
/// else: there is no state, no order of drawing, no thread. Adding an actor or an option changes no other
/// draw, and two worlds with the same names share their luck (common random numbers).
///
/// Generator: Philox4x64-10, a keyed bijection of counters (J. K. Salmon, M. A. Moraes, R. O. Dror and D. E.
/// Shaw, Parallel random numbers: as easy as 1, 2, 3, SC11, 2011), from the Random123 library.

namespace entente {

using NameHash = std::uint64_t;

/// Hash of a name: FNV-1a with 64 bits, then mix_bits.
constexpr NameHash hash_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
  return mix_bits(hash);
}

/// Hash of an ordered pair of names: combine(a, b) is not combine(b, a). Nest it for longer tuples.
constexpr NameHash combine(NameHash first, NameHash second) { return mix_pair(first, second); }

/// Throws Error when two different names have one hash, and so would share their draws. Repeated names are no
/// error.
void require_distinct(std::span<const std::string> names);

/// What a draw is for. The numbers are part of every result: never renumber or reuse one, only append.
enum class Purpose : std::uint64_t {
  PrivateValuation = 1,  ///< what a government truly thinks of an option
  Ratification = 2,      ///< disturbance of domestic support
  Context = 3,           ///< context processes: innovations, jumps, shocks
  Implementation = 4,    ///< whether an agreement is carried out
  Answer = 5,            ///< answers to offers
  Type = 6,              ///< private type of an actor
  Tie = 7,               ///< breaking of ties among equals
  Recognition = 8,       ///< who may propose
  Offer = 9,             ///< choice among near-equal offers
  Act = 10,              ///< unilateral acts
  Parameter = 11,        ///< uncertain parameters of a scenario
  Resampling = 12,       ///< bootstrap and other resampling of results
  Draft = 13,            ///< changes to a text that a mediator tries
  Concession = 14,       ///< random part of a concession
  Repetition = 15,       ///< which earlier offer is made again
  Breakdown = 16         ///< whether talks break down
};

/// The name of a draw. `subject` is the hash of whom or what it is about, such as an actor, an issue and an
/// option.
struct Draw {
  NameHash subject = 0;
  Purpose purpose;
  std::uint32_t round = 0;
  std::uint32_t exchange = 0;
};

/// Philox4x64 with 10 rounds: four words from a counter and a key.
std::array<std::uint64_t, 4> philox(const std::array<std::uint64_t, 4>& counter,
                                    const std::array<std::uint64_t, 2>& key);

/// All the draws of one run.
class RandomSource {
 public:
  RandomSource(std::uint64_t seed, std::uint64_t run) : key_{seed, run} {}

  /// Four independent words: key {seed, run}, counter {subject, purpose, round << 32 | exchange, 0}.
  std::array<std::uint64_t, 4> block(const Draw& draw) const;

  /// Uniform on (0, 1): an odd multiple of 2^-53, so never 0, 1/2 or 1, and symmetric about 1/2. First word
  /// of the block.
  double uniform(const Draw& draw) const;

  /// Standard normal: normal_quantile of the uniform of the same name, so increasing in it.
  double normal(const Draw& draw) const;

 private:
  std::array<std::uint64_t, 2> key_;
};

/// The smallest k with P(Poisson(mean) <= k) > u: inverse distribution function by summation, O(mean).
/// Throws Error unless 0 <= u < 1 and 0 <= mean <= 500.
unsigned poisson_from_uniform(double u, double mean);

}  // namespace entente
