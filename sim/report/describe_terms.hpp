#pragma once

#include <string>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// "two islands 0.07, four islands 1": the options with a value other than 0; the ends of a divisible issue.
std::string option_values(const Issue& issue, const std::vector<double>& values);

/// "−50% for each unit of crisis above 0": how a number follows the context.
std::string scale_in_words(const Scenario& scenario, const ContextScale& scale);

/// What a term of a utility component values, in one sentence (MODEL.md 2.1 to 2.6).
std::string term_in_words(const Scenario& scenario, const Term& term);

/// What moves a tie: "oil (+0.28 each above 43.64)".
std::string driver_in_words(const Scenario& scenario, const Driver& driver);

/// The law of a context process in one sentence (MODEL.md 3.1).
std::string process_in_words(const Scenario& scenario, const Process& process);

}  // namespace entente
