#include "sim/core/lanes.hpp"

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

/// The first k in [begin, end) for which test(lanes, k), a mask of the lanes from k on, has k's set.
template <class Test>
std::size_t first_where(std::size_t begin, std::size_t end, Test test) {
  const hn::ScalableTag<double> all;
  const std::size_t n = hn::Lanes(all);
  std::size_t k = begin;
  for (; k + 4 * n <= end; k += 4 * n) {
    const auto first = hn::Or(test(all, k), test(all, k + n));
    const auto second = hn::Or(test(all, k + 2 * n), test(all, k + 3 * n));
    if (!hn::AllFalse(all, hn::Or(first, second))) break;
  }
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

double highest(const double* values, std::size_t count) {
  const hn::ScalableTag<double> lanes;
  const std::size_t n = hn::Lanes(lanes);
  auto even = hn::Set(lanes, -kInfinity);
  auto odd = even;
  std::size_t k = 0;
  for (; k + 2 * n <= count; k += 2 * n) {
    even = hn::Max(even, hn::LoadU(lanes, values + k));
    odd = hn::Max(odd, hn::LoadU(lanes, values + k + n));
  }
  double result = hn::GetLane(hn::MaxOfLanes(lanes, hn::Max(even, odd)));
  for (; k < count; ++k) result = values[k] > result ? values[k] : result;
  return result;
}

std::size_t reaching(AtLeast a, AtLeast b, std::size_t begin, std::size_t end) {
  return first_where(begin, end, [&](auto lanes, std::size_t k) {
    return hn::And(hn::Ge(hn::LoadU(lanes, a.values + k), hn::Set(lanes, a.bound)),
                   hn::Ge(hn::LoadU(lanes, b.values + k), hn::Set(lanes, b.bound)));
  });
}

std::size_t above_reaching(Shifted above, Shifted reaching, const double* barred, std::size_t begin,
                           std::size_t end) {
  return first_where(begin, end, [&](auto lanes, std::size_t k) {
    const auto less_shift = [&](const Shifted& row) {
      return hn::Sub(hn::LoadU(lanes, row.values + k), hn::Set(lanes, row.shift));
    };
    const auto left = hn::Add(less_shift(above), hn::LoadU(lanes, barred + k));
    return hn::And(hn::Gt(left, hn::Set(lanes, above.bound)),
                   hn::Ge(less_shift(reaching), hn::Set(lanes, reaching.bound)));
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace entente
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace entente {

namespace {
HWY_EXPORT(highest);
HWY_EXPORT(reaching);
HWY_EXPORT(above_reaching);
}  // namespace

double highest_of(const double* values, std::size_t count) {
  return HWY_DYNAMIC_DISPATCH(highest)(values, count);
}

std::size_t first_reaching(AtLeast a, AtLeast b, std::size_t begin, std::size_t end) {
  return HWY_DYNAMIC_DISPATCH(reaching)(a, b, begin, end);
}

std::size_t first_above(Shifted above, Shifted reaching, const double* barred, std::size_t begin,
                        std::size_t end) {
  return HWY_DYNAMIC_DISPATCH(above_reaching)(above, reaching, barred, begin, end);
}

}  // namespace entente
#endif
