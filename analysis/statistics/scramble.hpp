#pragma once

#include <cstdint>

/// Randomisation of designs without memory: each function gives one coordinate of one point from the point's
/// index and a key, and independent keys (one for each coordinate and replication) give independent
/// randomisations.

namespace entente::statistics {

/// Nested uniform scrambling of a binary fraction (A. B. Owen, Randomly permuted (t,m,s)-nets and
/// (t,s)-sequences, 1995): digit k is flipped by a random bit that belongs to `key` and to the k digits above
/// it, so that of two points the digits up to the first in which they differ share their flips and all later
/// ones have flips of their own. Each scrambled point is uniform, a net stays a net, and the variance of a
/// mean over 2^m points falls to O(2^-3m m^(s-1)) for smooth integrands. The zero point must stay in: without
/// it the points are no net and the error falls like that of plain Monte Carlo (A. B. Owen, On dropping the
/// first Sobol' point, 2020).
/// Result: an odd multiple of 2^-53, so never 0, 1/2 or 1; 52 digits are scrambled and those below are
/// dropped.
double owen(std::uint64_t bits, std::uint64_t key);

/// A random permutation of 0, ..., size - 1 that belongs to `key`, one image at a time: an alternating
/// Feistel network (J. Black and P. Rogaway, Ciphers with arbitrary finite domains, CT-RSA 2002) over the
/// smallest power of two that holds size, walked until it lands below size. For size = 2^m, m >= 4, the
/// permutation is always an even one.
/// Throws std::invalid_argument unless index < size <= 2^62.
std::uint64_t permuted(std::uint64_t index, std::uint64_t size, std::uint64_t key);

/// A Latin hypercube coordinate (permuted(index, size, key) + jitter) / size: over index = 0, ..., size - 1
/// each of the `size` strata of (0, 1) holds one point (M. D. McKay, R. J. Beckman and W. J. Conover,
/// Technometrics 21, 1979). `jitter`, uniform on (0, 1), is kept size 2^-51 away from 0 and 1, so that
/// rounding can carry no point out of its stratum: floor(size * result) is the stratum.
/// Throws std::invalid_argument unless index < size <= 2^40 and 0 < jitter < 1.
double stratified(std::uint64_t index, std::uint64_t size, std::uint64_t key, double jitter);

}  // namespace entente::statistics
