#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "analysis/statistics/law.hpp"

namespace entente::statistics {
namespace {

constexpr double kLargest = 1e150;

struct Named {
  std::string_view name;
  double value;
};

std::string size_fault(std::initializer_list<Named> numbers) {
  for (const auto& [name, value] : numbers) {
    if (std::isnan(value)) return fmt::format("{} is not a number", name);
    if (std::isinf(value)) return fmt::format("{} is infinite", name);
    if (std::fabs(value) > kLargest) return fmt::format("{} is {}, beyond {} in size", name, value, kLargest);
  }
  return {};
}

std::string order_fault(double low, double high) {
  if (low > high) return fmt::format("low is {}, above high {}", low, high);
  if (low == high) return fmt::format("low and high are both {}; give a fixed number instead", low);
  return {};
}

std::string range_fault(std::string_view name, double value, double least, double largest) {
  if (value >= least && value <= largest) return {};
  return fmt::format("{} is {}, outside {} to {}", name, value, least, largest);
}

std::string positive_fault(std::string_view name, double value) {
  return value > 0.0 ? std::string() : fmt::format("{} is {}, not above 0", name, value);
}

/// The first that is not empty.
std::string first_of(std::initializer_list<std::string> faults) {
  for (const std::string& found : faults) {
    if (!found.empty()) return found;
  }
  return {};
}

std::string ends_fault(double low, double high) {
  return first_of({size_fault({{"low", low}, {"high", high}}), order_fault(low, high)});
}

struct Fault {
  std::string operator()(const Uniform& law) const { return ends_fault(law.low, law.high); }

  std::string operator()(const LogUniform& law) const {
    return first_of({size_fault({{"low", law.low}, {"high", law.high}}), positive_fault("low", law.low),
                     order_fault(law.low, law.high), range_fault("low", law.low, 1e-150, kLargest)});
  }

  std::string operator()(const Triangular& law) const {
    std::string found = first_of({size_fault({{"mode", law.mode}}), ends_fault(law.low, law.high)});
    if (!found.empty()) return found;
    if (law.mode < law.low) return fmt::format("mode is {}, below low {}", law.mode, law.low);
    if (law.mode > law.high) return fmt::format("mode is {}, above high {}", law.mode, law.high);
    return {};
  }

  std::string operator()(const Normal& law) const {
    return first_of({size_fault({{"mean", law.mean}, {"sd", law.sd}}), positive_fault("sd", law.sd)});
  }

  std::string operator()(const TruncatedNormal& law) const {
    std::string found = first_of({(*this)(Normal{law.mean, law.sd}), bound_fault("low", law.low),
                                  bound_fault("high", law.high), order_fault(law.low, law.high)});
    if (!found.empty()) return found;
    const double above = (law.low - law.mean) / law.sd, below = (law.mean - law.high) / law.sd;
    if (above > 30.0) return far_fault("low", law.low, "above", above);
    if (below > 30.0) return far_fault("high", law.high, "below", below);
    if (!(-below - above >= 1e-9)) {
      return fmt::format("low {} and high {} lie within a billionth of sd {}; a uniform law says the same",
                         law.low, law.high, law.sd);
    }
    return {};
  }

  std::string operator()(const LogNormal& law) const {
    return first_of({size_fault({{"median", law.median}, {"spread", law.spread}}),
                     positive_fault("median", law.median), range_fault("median", law.median, 1e-100, 1e100),
                     positive_fault("spread", law.spread), range_fault("spread", law.spread, 0.0, 10.0)});
  }

  std::string operator()(const Beta& law) const {
    return first_of({size_fault({{"a", law.a}, {"b", law.b}}), range_fault("a", law.a, 0.001, 10000.0),
                     range_fault("b", law.b, 0.001, 10000.0), ends_fault(law.low, law.high)});
  }

  std::string operator()(const Discrete& law) const {
    if (law.values.empty()) return "there are no values";
    if (law.values.size() != law.weights.size()) {
      return fmt::format("there are {} values and {} weights", law.values.size(), law.weights.size());
    }
    bool possible = false;
    for (std::size_t i = 0; i < law.values.size(); ++i) {
      const std::string value = fmt::format("value {}", i + 1), weight = fmt::format("weight {}", i + 1);
      std::string found = size_fault({{value, law.values[i]}, {weight, law.weights[i]}});
      if (!found.empty()) return found;
      if (law.weights[i] < 0.0) return fmt::format("{} is {}, below 0", weight, law.weights[i]);
      possible = possible || law.weights[i] > 0.0;
    }
    return possible ? "" : "all weights are 0";
  }

 private:
  static std::string bound_fault(std::string_view name, double bound) {
    return std::isinf(bound) ? std::string() : size_fault({{name, bound}});
  }

  static std::string far_fault(std::string_view name, double bound, std::string_view side, double distance) {
    return fmt::format("{} is {}, {:.3g} sd {} the mean; at most 30 are allowed", name, bound, distance,
                       side);
  }
};

}  // namespace

std::string fault(const Law& law) { return std::visit(Fault{}, law); }

}  // namespace entente::statistics
