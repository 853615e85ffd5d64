#pragma once

#include <cstddef>
#include <vector>

#include "sim/experiment/part.hpp"
#include "sim/experiment/result_file.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// The tables of a setting (setting.hpp) that are not those of a sweep, by their place in the file.
enum SettingTable : std::size_t {
  kNames,
  kActors,
  kTies,
  kOptions,
  kPackages,
  kPoints,
  kDimensions,
  kPositions,
  kForecasts,
  kOwnTables
};

/// With columns for the scenario's parties.
std::vector<Table> setting_tables(const Scenario& scenario);

/// Fills `names`, `actors`, `ties` and `options`.
void add_setting_names(ResultFile& file, const Scenario& scenario);

}  // namespace entente
