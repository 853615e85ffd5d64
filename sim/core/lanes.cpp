#include "sim/core/lanes.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

// This file once more for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/core/lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace entente {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// The highest of `count` numbers.
HWY_INLINE double highest_inline(const double* values, std::size_t count) {
  const hn::ScalableTag<double> lanes;
  const std::size_t n = hn::Lanes(lanes);
  double result = -kInfinity;
  std::size_t k = 0;
  if (n <= count) {
    auto most = hn::LoadU(lanes, values);
    for (k = n; k + n <= count; k += n) most = hn::Max(most, hn::LoadU(lanes, values + k));
    result = hn::GetLane(hn::MaxOfLanes(lanes, most));
  }
  for (; k < count; ++k) result = values[k] > result ? values[k] : result;
  return result;
}

double highest(const double* values, std::size_t count) { return highest_inline(values, count); }

void maxima_of_blocks(const double* values, std::size_t count, double* maxima) {
  std::size_t begin = 0;
  // A number of values known beforehand needs no loop.
  for (; begin + Blocks::kLength <= count; begin += Blocks::kLength)
    *maxima++ = highest_inline(values + begin, Blocks::kLength);
  if (begin < count) *maxima = highest(values + begin, count - begin);
}

void sums(const double* a, const double* b, std::size_t count, double* out) {
  const hn::ScalableTag<double> lanes;
  const std::size_t n = hn::Lanes(lanes);
  std::size_t k = 0;
  for (; k + n <= count; k += n) {
    hn::StoreU(hn::Add(hn::LoadU(lanes, a + k), hn::LoadU(lanes, b + k)), lanes, out + k);
  }
  for (; k < count; ++k) out[k] = a[k] + b[k];
}

/// The first k in [begin, end) for which test(lanes, k), a mask of the lanes from k on, has k's set.
template <class Test>
std::size_t first_where(std::size_t begin, std::size_t end, const Test& test) {
  const hn::ScalableTag<double> all;
  const std::size_t n = hn::Lanes(all);
  std::size_t k = begin;
  for (; k + n <= end; k += n) {
    const auto found = hn::FindFirstTrue(all, test(all, k));
    if (found >= 0) return k + static_cast<std::size_t>(found);
  }
  const hn::CappedTag<double, 1> one;
  for (; k < end; ++k) {
    if (hn::FindFirstTrue(one, test(one, k)) >= 0) return k;
  }
  return end;
}

/// The same, looking only into blocks for which test_of_block holds.
template <class TestOfBlock, class Test>
std::size_t first_in_blocks(std::size_t begin, std::size_t end, const TestOfBlock& test_of_block,
                            const Test& test) {
  const std::size_t blocks = blocks_of(end);
  for (std::size_t block = begin / Blocks::kLength; block < blocks; ++block) {
    block = first_where(block, blocks, test_of_block);
    const std::size_t start = block * Blocks::kLength;
    if (start >= end) break;
    const std::size_t stop = start + Blocks::kLength < end ? start + Blocks::kLength : end;
    const std::size_t found = first_where(start < begin ? begin : start, stop, test);
    if (found < stop) return found;
  }
  return end;
}

std::size_t reaching(const Bounded& a, const Bounded& b, std::size_t begin, std::size_t end) {
  const auto test = [&](const double* of_a, const double* of_b) {
    return [&a, &b, of_a, of_b](auto lanes, std::size_t k) {
      return hn::And(hn::Ge(hn::LoadU(lanes, of_a + k), hn::Set(lanes, a.bound)),
                     hn::Ge(hn::LoadU(lanes, of_b + k), hn::Set(lanes, b.bound)));
    };
  };
  return first_in_blocks(begin, end, test(a.row.maxima.data(), b.row.maxima.data()),
                         test(a.row.values.data(), b.row.values.data()));
}

std::size_t above_reaching(const Bounded& above, const Bounded& reaching, const double* barred,
                           std::size_t begin, std::size_t end) {
  const auto reaches = [&](auto lanes, const double* values) {
    return hn::Ge(hn::Sub(hn::LoadU(lanes, values), hn::Set(lanes, reaching.shift)),
                  hn::Set(lanes, reaching.bound));
  };
  const auto less_shift = [&](auto lanes, const double* values) {
    return hn::Sub(hn::LoadU(lanes, values), hn::Set(lanes, above.shift));
  };
  const auto test_of_block = [&](auto lanes, std::size_t k) {
    return hn::And(hn::Gt(less_shift(lanes, above.row.maxima.data() + k), hn::Set(lanes, above.bound)),
                   reaches(lanes, reaching.row.maxima.data() + k));
  };
  const auto test = [&](auto lanes, std::size_t k) {
    const auto left = hn::Add(less_shift(lanes, above.row.values.data() + k), hn::LoadU(lanes, barred + k));
    return hn::And(hn::Gt(left, hn::Set(lanes, above.bound)), reaches(lanes, reaching.row.values.data() + k));
  };
  return first_in_blocks(begin, end, test_of_block, test);
}

}  // namespace HWY_NAMESPACE
}  // namespace entente
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace entente {

namespace {
HWY_EXPORT(highest);
HWY_EXPORT(maxima_of_blocks);
HWY_EXPORT(sums);
HWY_EXPORT(reaching);
HWY_EXPORT(above_reaching);
}  // namespace

void find_maxima(std::span<const double> values, double* maxima) {
  HWY_DYNAMIC_DISPATCH(maxima_of_blocks)(values.data(), values.size(), maxima);
}

double highest_of(const Blocks& row) {
  return HWY_DYNAMIC_DISPATCH(highest)(row.maxima.data(), row.maxima.size());
}

void add_rows(const double* a, const double* b, std::size_t count, double* out) {
  HWY_DYNAMIC_DISPATCH(sums)(a, b, count, out);
}

std::size_t first_reaching(const Bounded& a, const Bounded& b, std::size_t begin, std::size_t end) {
  return HWY_DYNAMIC_DISPATCH(reaching)(a, b, begin, end);
}

std::size_t first_above(const Bounded& above, const Bounded& reaching, const double* barred,
                        std::size_t begin, std::size_t end) {
  return HWY_DYNAMIC_DISPATCH(above_reaching)(above, reaching, barred, begin, end);
}

}  // namespace entente
#endif
