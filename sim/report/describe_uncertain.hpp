#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "sim/model/uncertainty.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// "triangular, 0.7 to 0.95, most likely 0.9": the law of an uncertain number.
std::string law_in_words(const UncertainParameter& law);

/// The other uncertain numbers with which number `index` moves, as indices in ascending order, and the
/// correlations, none of them 0.
std::vector<std::pair<std::size_t, double>> correlated_with(const Uncertainty& uncertain, std::size_t index);

/// The same in words: "patience of west (0.6)"; empty where it moves by itself.
std::string correlations_in_words(const Uncertainty& uncertain, std::size_t index);

/// A table of the uncertain numbers: name, path, law, and what each moves with; empty where there are none.
std::string describe_uncertain(const Uncertainty& uncertain, Style style);

}  // namespace entente
