#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// One number of a scenario: what it is called, what it may be, where it comes from, and how to find it in a
/// scenario of the same shape, so that it can be changed without reading the document again.
struct Parameter {
  /// Dotted, as in actors.japan.patience.
  std::string path;
  std::string unit;
  /// What the model allows; the ends themselves unless open.
  double low = 0;
  double high = 0;
  bool open_low = false;
  bool open_high = false;
  /// Own sources, or those of the nearest block around; none for a default.
  std::vector<std::string> sources;
  /// What the author finds plausible.
  std::optional<std::pair<double, double>> range;
  /// What each of several coders took the number to be, in the order of their names; none or at least two.
  std::vector<std::pair<std::string, double>> coders;
  /// The number, or the block that it belongs to when it is left to its default.
  Location where;
  bool written = false;
  std::function<double&(Scenario&)> slot;
};

/// "[0, 1)", an infinite end open.
std::string allowed_text(const Parameter& parameter);

/// What to say when no parameter has this path, with the nearest path.
Problem unknown_parameter(const std::vector<Parameter>& parameters, std::string_view path);

/// The parameter with this path; throws InputError with the nearest path when there is none.
const Parameter& find_parameter(const std::vector<Parameter>& parameters, std::string_view path);

/// "found 1, expected a number in [0, 1)" when the model does not allow `value`. Rules that join several
/// numbers are in check.hpp.
std::optional<Problem> check_allowed(const Parameter& parameter, double value);

}  // namespace entente
