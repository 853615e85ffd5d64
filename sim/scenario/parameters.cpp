#include "sim/scenario/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/document.hpp"

namespace entente {

std::string allowed_text(const Parameter& parameter) {
  const bool open_low = parameter.open_low || std::isinf(parameter.low);
  const bool open_high = parameter.open_high || std::isinf(parameter.high);
  return fmt::format("{}{}, {}{}", open_low ? '(' : '[', parameter.low, parameter.high,
                     open_high ? ')' : ']');
}

Problem unknown_parameter(const std::vector<Parameter>& parameters, std::string_view path) {
  std::vector<std::string> known;
  for (const Parameter& parameter : parameters) known.push_back(parameter.path);
  return whole_problem("", std::string(path),
                       "there is no such number in the scenario" + did_you_mean(path, known));
}

const Parameter& find_parameter(const std::vector<Parameter>& parameters, std::string_view path) {
  const auto found = std::ranges::find(parameters, path, &Parameter::path);
  if (found != parameters.end()) return *found;
  throw InputError({unknown_parameter(parameters, path)});
}

std::optional<Problem> check_allowed(const Parameter& parameter, double value) {
  const bool above = parameter.open_low ? value > parameter.low : value >= parameter.low;
  const bool below = parameter.open_high ? value < parameter.high : value <= parameter.high;
  if (above && below && std::isfinite(value)) return std::nullopt;
  const std::string unit = parameter.unit.empty() ? "" : " (" + parameter.unit + ")";
  return Problem{parameter.where, parameter.path,
                 fmt::format("found {}, expected a number in {}{}", value, allowed_text(parameter), unit)};
}

}  // namespace entente
