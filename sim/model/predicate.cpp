#include "sim/model/predicate.hpp"

#include <algorithm>

namespace entente {

bool holds(const Predicate& predicate, std::span<const std::uint32_t> options,
           std::span<const double> amounts, std::span<const double> context) {
  const auto part_holds = [&](const Predicate& part) { return holds(part, options, amounts, context); };
  const auto within = [&](double value, double slack) {
    return predicate.low - slack <= value && value <= predicate.high + slack;
  };
  switch (predicate.kind) {
    case Predicate::Kind::Always:
      return true;
    case Predicate::Kind::Options:
      return predicate.options[options[predicate.subject]];
    case Predicate::Kind::Amount:
      return within(amounts[predicate.subject], kAmountSlack);
    case Predicate::Kind::Context:
      return within(context[predicate.subject], 0);
    case Predicate::Kind::All:
      return std::ranges::all_of(predicate.parts, part_holds);
    case Predicate::Kind::Any:
      return std::ranges::any_of(predicate.parts, part_holds);
    case Predicate::Kind::Not:
      return !part_holds(predicate.parts.front());
  }
  return false;
}

}  // namespace entente
