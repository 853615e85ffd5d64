#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/crossing.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// A number that is moved over a range.
struct MovedNumber {
  std::string path;
  double from = 0;
  double to = 0;
};

/// The number with its own range: the ends of its law under `uncertain:` where that has ends, else its
/// plausible range. Throws InputError where it is no number of the scenario, and where it has neither.
MovedNumber moved_number(const LoadedScenario& loaded, const std::string& path);

/// At which value of a number an outcome becomes as likely as `probability`; with two numbers, at which value
/// of the second for each of some values of the first (the frontier).
struct TippingPlan {
  std::string outcome;
  double probability = 0.5;
  /// One or two.
  std::vector<MovedNumber> numbers;
  /// Values of the first of two, its ends among them.
  std::uint64_t rows = 7;
  std::uint64_t seed = 1;
  /// Runs at each value; the same at all.
  std::uint64_t runs = 400;
};

/// Everything about a search that does not change while it goes on.
struct Tipping {
  /// Throws InputError where a range is empty or leaves what the model allows.
  Tipping(LoadedScenario loaded_scenario, TippingPlan tipping_plan);
  Tipping(const Tipping&) = delete;
  Tipping& operator=(const Tipping&) = delete;

  /// At most; the search ends earlier where the crossing is known well enough.
  std::uint64_t total_runs() const;

  LoadedScenario loaded;
  TippingPlan plan;
  NumberPatch patch;
};

/// The search along the last number.
struct TippingRow {
  /// The first of two numbers.
  std::optional<double> first;
  statistics::ResponseCurve curve;
  statistics::Crossing crossing;
};

struct TippingResult {
  std::vector<TippingRow> rows;
  /// Runs that failed at one value or more; they are left out at all.
  std::uint64_t failed = 0;
  bool complete = true;
};

/// Plays the same runs at values of the last number on an even grid, then on finer grids about the crossing
/// until its interval is a five-hundredth of the range or enough has been tried (statistics/crossing). The
/// same result for any number of threads. Throws InputError where a value makes no scenario, Error where
/// fewer than two runs came to their end.
TippingResult find_tipping(const Tipping& tipping, unsigned threads, const std::atomic<bool>& stop,
                           const std::function<void(std::uint64_t)>& on_progress);

/// Writes a result file: tables `tip` (what it is), `tipping` (one row, or one for each value of the first
/// number) and `surface` (shares at all values that were tried). Throws InputError where the file is there.
void write_tipping(const std::string& path, const Tipping& tipping, const TippingResult& result,
                   const std::string& behaviour, const std::string& command);

}  // namespace entente
