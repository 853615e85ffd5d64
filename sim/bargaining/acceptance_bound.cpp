#include "sim/bargaining/acceptance_bound.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/math.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

const AcceptanceBound::Table& AcceptanceBound::table() {
  static const Table values = [] {
    Table result{};
    for (std::size_t step = 0; step < result.size(); ++step) {
      // normal_cdf errs by 2e-16 at most.
      result[step] = normal_cdf(kLowest + static_cast<double>(step) / kSteps) + 1e-15;
    }
    return result;
  }();
  return values;
}

AcceptanceBound::AcceptanceBound(double most)
    : values_(&table()), rate_(most > 0 ? 1 / std::sqrt(most) : std::numeric_limits<double>::max()) {}

double AcceptanceBound::operator()(double margin) const {
  // A margin that may count as equal may be certain of a yes, and above 0 the variance may be as small as you
  // like.
  if (!(margin < -kTie)) return 1;
  // The quotient errs by a few units in the last place: 1e-12 is far more where it matters, above −8.
  const double steps = (margin * rate_ - kLowest + 1e-12) * kSteps;
  if (!(steps > 0)) return values_->front();
  return (*values_)[static_cast<std::size_t>(steps) + 1];
}

double AcceptanceBound::least_margin(double probability) const {
  const auto reached = std::ranges::lower_bound(*values_, probability);
  if (reached == values_->end()) return -kTie;
  const auto step = static_cast<double>(reached - values_->begin());
  if (step == 0) return -std::numeric_limits<double>::infinity();
  // As many steps as this would give the value before; twice the allowance that is made above.
  return std::min(-kTie, ((step - 1) / kSteps + kLowest - 2e-12) / rate_);
}

}  // namespace entente
