#pragma once

#include <string>

#include "analysis/statistics/interval.hpp"
#include "sim/experiment/quantities.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// What a quantity is, as a line of a table: "rounds with talks", "trust of Japan in Russia".
std::string quantity_words(const Scenario& scenario, const MeasuredQuantity& quantity);
/// The same as the start of a sentence with "a run" in it: "Refusals of Russia over economy".
std::string quantity_sentence(const Scenario& scenario, const MeasuredQuantity& quantity);

/// Whether it reads best as a percentage.
bool as_percentage(const MeasuredQuantity& quantity);
/// A value: "12.3%", "0.412".
std::string value_words(const MeasuredQuantity& quantity, double value);
/// A change: "+3.2", in percentage points where values are percentages.
std::string change_words(const MeasuredQuantity& quantity, double change);
/// "+1.1 to +5.2".
std::string change_interval_words(const MeasuredQuantity& quantity, const statistics::Interval& interval);

/// The party with this name, or the name as it is read.
std::string actor_words(const Scenario& scenario, const std::string& name);
std::string outcome_words(const Scenario& scenario, const std::string& name);

}  // namespace entente
