// Numbers put into a scenario that was read. A sweep does this a million times: measured on the Kuril Islands
// with all their 369 ranged numbers, most of it went into looking paths up, into the text of paths that
// nobody reads unless something is wrong (check.cpp puts them together only then) and into packages that no
// number can change.

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "sim/scenario/check.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

/// Where a scenario keeps the numbers that decide which packages are feasible and which settle: the bounds in
/// these conditions, and the amounts that the conditions mention.
class PackageNumbers {
 public:
  explicit PackageNumbers(Scenario& scenario) : mentioned_(scenario.quantities.size()) {
    for (Predicate& rule : scenario.feasible) add(rule);
    add(scenario.settles);
    for (Issue& issue : scenario.issues) {
      for (std::vector<double>& amounts : issue.amounts) {
        for (std::size_t q = 0; q < amounts.size(); ++q) {
          if (mentioned_[q]) places_.insert(&amounts[q]);
        }
      }
    }
  }

  bool contains(const double& number) const { return places_.contains(&number); }

 private:
  void add(Predicate& predicate) {
    if (predicate.kind == Predicate::Kind::Amount) {
      mentioned_[predicate.subject] = true;
      places_.insert(&predicate.low);
      places_.insert(&predicate.high);
    }
    for (Predicate& part : predicate.parts) add(part);
  }

  std::vector<bool> mentioned_;
  std::unordered_set<const double*> places_;
};

}  // namespace

NumberPatch::NumberPatch(const LoadedScenario& loaded, std::span<const std::string> paths)
    : loaded_(&loaded) {
  std::unordered_map<std::string_view, const Parameter*> by_path;
  for (const Parameter& parameter : loaded.parameters) by_path.emplace(parameter.path, &parameter);
  std::vector<Problem> problems;
  for (const std::string& path : paths) {
    if (const auto found = by_path.find(path); found != by_path.end()) {
      parameters_.push_back(found->second);
    } else {
      problems.push_back(unknown_parameter(loaded.parameters, path));
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  Scenario scenario = loaded.scenario;
  const PackageNumbers numbers(scenario);
  changes_packages_ = std::ranges::any_of(
      parameters_, [&](const Parameter* parameter) { return numbers.contains(parameter->slot(scenario)); });
}

void NumberPatch::apply(Scenario& scenario, std::span<const double> values) const {
  require(values.size() == parameters_.size(), "a patch has one value for each of its numbers");
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (auto problem = check_allowed(*parameters_[i], values[i])) problems.push_back(*std::move(problem));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  // Adding 0 makes a 0 of −0, as the reader does.
  for (std::size_t i = 0; i < values.size(); ++i) parameters_[i]->slot(scenario) = values[i] + 0.0;
  check_values(scenario, loaded_->sites, problems);
  if (changes_packages_) check_packages(scenario, loaded_->sites, problems);
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
