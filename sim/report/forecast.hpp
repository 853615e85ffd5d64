#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// Forecasts on a scenario's dimensions. Each comes with the plain weighted mean Σ c·s·x/Σ c·s of the
/// positions at the start, which is hard to beat.

/// The expected utility model on every dimension by itself, by the rules of the scenario.
std::string expected_utility_text(const Scenario& scenario, Style style);
/// Keys: scenario, version, method, and for the dimension: dimension, unit, weighted_mean, period (of the
/// cycle that the rounds end in; 1: they stand still, 0: they move), rounds (a list whose entry t is how
/// round t ended, 0 the start: round, median, mean, positions by actor). With several dimensions:
/// `dimensions`, from name to such an object.
nlohmann::ordered_json expected_utility_json(const Scenario& scenario);

/// The spatial model on all dimensions together. Where the rules draw, the draws are those of `seed`.
std::string spatial_text(const Scenario& scenario, std::uint64_t seed, Style style);
/// Keys: scenario, version, method, weighted_mean by dimension, turns (entry t is how turn t ended, 0 the
/// start: turn, positions by actor and dimension).
nlohmann::ordered_json spatial_json(const Scenario& scenario, std::uint64_t seed);

}  // namespace entente
