#include "sim/valuation/spread_plan.hpp"

#include <algorithm>
#include <utility>

// This file once more for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/valuation/spread_plan.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace entente {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// to[k] = from[k] + value for k < count. `from` may be `to`.
void add(const double* from, double value, std::size_t count, double* to) {
  const hn::ScalableTag<double> lanes;
  const std::size_t n = hn::Lanes(lanes);
  const auto values = hn::Set(lanes, value);
  std::size_t k = 0;
  for (; k + 4 * n <= count; k += 4 * n) {
    const auto first = hn::Add(hn::LoadU(lanes, from + k), values);
    const auto second = hn::Add(hn::LoadU(lanes, from + k + n), values);
    const auto third = hn::Add(hn::LoadU(lanes, from + k + 2 * n), values);
    const auto fourth = hn::Add(hn::LoadU(lanes, from + k + 3 * n), values);
    hn::StoreU(first, lanes, to + k);
    hn::StoreU(second, lanes, to + k + n);
    hn::StoreU(third, lanes, to + k + 2 * n);
    hn::StoreU(fourth, lanes, to + k + 3 * n);
  }
  for (; k + n <= count; k += n) hn::StoreU(hn::Add(hn::LoadU(lanes, from + k), values), lanes, to + k);
  for (; k < count; ++k) to[k] = from[k] + value;
}

void add_runs(std::span<const SpreadPlan::Run> runs, const double* table, double* nodes) {
  for (const SpreadPlan::Run& run : runs) {
    add(nodes + run.begin, table[run.entry], run.end - run.begin, nodes + run.begin);
  }
}

/// The values of the leaves. The levels take turns between the two vectors, so that the last is written to
/// `out`.
void spread_over_leaves(const SpreadPlan& plan, const double* table, double* scratch, double* out) {
  double* from = plan.levels.size() % 2 == 0 ? out : scratch;
  double* to = plan.levels.size() % 2 == 0 ? scratch : out;
  from[0] = 0;
  for (const SpreadPlan::Level& level : plan.levels) {
    for (const SpreadPlan::Run& run : level.options) {
      add(from + run.parent, table[run.entry], run.end - run.begin, to + run.begin);
    }
    for (const SpreadPlan::Linkage& linkage : level.linkages) {
      add_runs(linkage.runs, table, to);
      for (std::size_t node = 0; node < linkage.entries.size(); ++node)
        to[node] += table[linkage.entries[node]];
    }
    std::swap(from, to);
  }
  for (const SpreadPlan::Finality& finality : plan.finality) {
    const bool counts =
        std::any_of(table + finality.begin, table + finality.end, [](double value) { return value != 0; });
    if (counts) add_runs(finality.runs, table, out);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace entente
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace entente {

namespace {
HWY_EXPORT(spread_over_leaves);
}  // namespace

void SpreadPlan::spread(std::span<const double> table, double* scratch, double* out) const {
  if (leaves > 0) HWY_DYNAMIC_DISPATCH(spread_over_leaves)(*this, table.data(), scratch, out);
  if (nothing) out[leaves] = table[*nothing];
}

}  // namespace entente
#endif
