#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace entente {

/// Totals of amounts are sums of decimal numbers: this much rounding does not decide a condition.
inline constexpr double kAmountSlack = 1e-9;

/// A condition on a package (its options, its amounts of a quantity) and on the context: the language of
/// `settles`, feasibility rules, red lines, outcomes, `suspended_when` and `available_when`.
struct Predicate {
  enum class Kind { Always, Options, Amount, Context, All, Any, Not };

  Kind kind = Kind::Always;
  /// Options: the issue. Amount: the quantity. Context: the process.
  std::size_t subject = 0;
  /// Options: one flag for each option of the issue, in the order.
  std::vector<bool> options;
  /// Amount, Context: the closed interval in which the value must lie, an amount within kAmountSlack.
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  /// All, Any: the parts. Not: one part.
  std::vector<Predicate> parts;

  bool operator==(const Predicate&) const = default;
};

/// Whether `predicate` holds. `options[k]` is the option of issue k, `amounts[q]` the package's total of
/// quantity q, `context[z]` the value of process z (may be empty where the predicate asks for none).
bool holds(const Predicate& predicate, std::span<const std::uint32_t> options,
           std::span<const double> amounts, std::span<const double> context);

}  // namespace entente
