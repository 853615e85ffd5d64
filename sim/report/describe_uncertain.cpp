#include "sim/report/describe_uncertain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/report/words.hpp"

namespace entente {
namespace {

std::string interval(const UncertainParameter& law) {
  return fmt::format("{} to {}", plain(law.low), plain(law.high));
}

std::string truncation(const UncertainParameter& law) {
  if (std::isinf(law.low)) return "cut off above " + plain(law.high);
  if (std::isinf(law.high)) return "cut off below " + plain(law.low);
  return "within " + interval(law);
}

/// "1 (anna, 25%), 2 (ben, 75%)"; "one of 1, 2" where all are equally likely and have no names.
std::string values_in_words(const UncertainParameter& law) {
  constexpr std::size_t kListed = 12;
  const double total = std::accumulate(law.weights.begin(), law.weights.end(), 0.0);
  std::string text = law.weights.empty() ? "one of " : "";
  for (std::size_t k = 0; k < std::min(law.values.size(), kListed); ++k) {
    if (k > 0) text += ", ";
    text += plain(law.values[k]);
    if (law.weights.empty()) continue;
    const std::string label = law.labels.empty() ? "" : law.labels[k] + ", ";
    text += fmt::format(" ({}{})", label, percent(law.weights[k] / total));
  }
  if (law.values.size() > kListed) text += fmt::format(" and {} more", law.values.size() - kListed);
  return text;
}

}  // namespace

std::string law_in_words(const UncertainParameter& law) {
  using Kind = UncertainParameter::Kind;
  switch (law.kind) {
    case Kind::Assumed:
      return "uniform on its plausible range, " + interval(law);
    case Kind::Uniform:
      return "uniform, " + interval(law);
    case Kind::LogUniform:
      return "uniform in the logarithm, " + interval(law);
    case Kind::Triangular:
      return fmt::format("triangular, {}, most likely {}", interval(law), plain(law.mode));
    case Kind::Normal:
      return fmt::format("normal, mean {}, sd {}", plain(law.mean), plain(law.sd));
    case Kind::TruncatedNormal:
      return fmt::format("normal, mean {}, sd {}, {}", plain(law.mean), plain(law.sd), truncation(law));
    case Kind::LogNormal:
      return fmt::format("lognormal, median {}, spread {}", plain(law.median), plain(law.spread));
    case Kind::Beta:
      return fmt::format("beta({}, {}), {}", plain(law.a), plain(law.b), interval(law));
    case Kind::Discrete:
    case Kind::Categorical:
    case Kind::List:
      break;
  }
  return values_in_words(law);
}

std::vector<std::pair<std::size_t, double>> correlated_with(const Uncertainty& uncertain, std::size_t index) {
  std::vector<std::pair<std::size_t, double>> result;
  for (const CorrelatedGroup& group : uncertain.correlated) {
    const auto found = std::ranges::find(group.members, index);
    if (found == group.members.end()) continue;
    const auto row = static_cast<std::size_t>(found - group.members.begin());
    for (std::size_t j = 0; j < group.members.size(); ++j) {
      const double correlation = group.correlation[row * group.members.size() + j];
      if (j != row && correlation != 0) result.emplace_back(group.members[j], correlation);
    }
  }
  return result;
}

std::string correlations_in_words(const Uncertainty& uncertain, std::size_t index) {
  std::vector<std::string> others;
  for (const auto& [other, correlation] : correlated_with(uncertain, index))
    others.push_back(fmt::format("{} ({})", readable(uncertain.parameters[other].name), plain(correlation)));
  return join(others);
}

std::string describe_uncertain(const Uncertainty& uncertain, Style style) {
  if (uncertain.parameters.empty()) return {};
  std::vector<std::vector<std::string>> rows{{"number", "path", "law", "moves with"}};
  for (std::size_t i = 0; i < uncertain.parameters.size(); ++i) {
    const UncertainParameter& law = uncertain.parameters[i];
    rows.push_back({readable(law.name), law.path, law_in_words(law), correlations_in_words(uncertain, i)});
  }
  return heading(style, "Uncertain numbers, for sweeps") + table(rows, {}, style);
}

}  // namespace entente
