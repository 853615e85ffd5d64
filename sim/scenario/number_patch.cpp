#include "sim/scenario/check.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

NumberPatch::NumberPatch(const LoadedScenario& loaded, std::span<const std::string> paths)
    : loaded_(&loaded) {
  std::vector<Problem> problems;
  for (const std::string& path : paths) {
    try {
      parameters_.push_back(&find_parameter(loaded.parameters, path));
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

void NumberPatch::apply(Scenario& scenario, std::span<const double> values) const {
  require(values.size() == parameters_.size(), "a patch has one value for each of its numbers");
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (auto problem = check_allowed(*parameters_[i], values[i])) problems.push_back(*std::move(problem));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  for (std::size_t i = 0; i < values.size(); ++i) parameters_[i]->slot(scenario) = values[i];
  check_values(scenario, loaded_->sites, problems);
  check_packages(scenario, loaded_->sites, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
}

Scenario with_parameters(const LoadedScenario& loaded,
                         std::span<const std::pair<std::string, double>> values) {
  std::vector<std::string> paths;
  std::vector<double> numbers;
  for (const auto& [path, value] : values) {
    paths.push_back(path);
    numbers.push_back(value);
  }
  Scenario scenario = loaded.scenario;
  NumberPatch(loaded, paths).apply(scenario, numbers);
  return scenario;
}

}  // namespace entente
