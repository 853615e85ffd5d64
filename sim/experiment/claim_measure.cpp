#include "sim/experiment/claim_measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/document.hpp"

namespace entente {
namespace {

std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char letter : name) {
    if (letter == '.') {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

std::size_t look_up(const std::string& name, const std::vector<std::string>& known, const char* what) {
  const auto found = std::ranges::find(known, name);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  throw Error(fmt::format("'{}' is no {} of the scenario{}", name, what, did_you_mean(name, known)));
}

/// Whether `issue` stands at `option` or a later one.
bool stands_at(const Scenario& played, PackageIndex package, std::size_t issue, std::size_t option) {
  const PackageSpace space = package_space(played);
  return !space.is_nothing(package) && space.option(package, issue) >= option;
}

double came_before(const std::vector<std::size_t>& of, const Scenario& played, const RunResult& result) {
  for (const Agreement& agreement : result.agreements) {
    if (!stands_at(played, agreement.to, of[2], of[3]) || stands_at(played, agreement.from, of[2], of[3]))
      continue;
    return stands_at(played, agreement.from, of[0], of[1]) ? 1 : 0;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

double amount_at_the_end(std::size_t quantity, const Scenario& played, const RunResult& result) {
  const PackageSpace space = package_space(played);
  if (space.is_nothing(result.arrangement)) return 0;
  double sum = 0;
  for (std::size_t k = 0; k < space.issues(); ++k)
    sum += played.issues[k].amounts[space.option(result.arrangement, k)][quantity];
  return sum;
}

}  // namespace

ClaimMeasures::ClaimMeasures(const Scenario& scenario)
    : scenario_(&scenario), shared_({&scenario}, {scenario.name}, false, false) {}

ClaimMeasures::Measure ClaimMeasures::made(const std::string& name) const {
  Measure measure{name};
  const std::vector<std::string> parts = parts_of(name);
  const auto is = [&](std::string_view word, std::size_t names) {
    return parts.front() == word && parts.size() == names + 1;
  };
  const auto take_option = [&](std::size_t at) {
    const std::size_t issue = look_up(parts[at], names_of(scenario_->issues), "issue");
    measure.of.push_back(issue);
    measure.of.push_back(look_up(parts[at + 1], scenario_->issues[issue].options, "option of that issue"));
  };
  if (is("at_least", 2)) {
    measure.kind = Kind::AtLeast;
    take_option(1);
  } else if (is("before", 4)) {
    measure.kind = Kind::Before;
    take_option(1);
    take_option(3);
  } else if (is("amount", 1)) {
    measure.kind = Kind::Amount;
    measure.of = {look_up(parts[1], names_of(scenario_->quantities), "quantity")};
  } else if (is("tie", 1)) {
    measure.kind = Kind::TieWeight;
    measure.of = {look_up(parts[1], names_of(scenario_->ties), "tie")};
  } else if (name == "any.rollback") {
    measure.kind = Kind::Rollback;
  } else {
    measure.of = {look_up(name, names_of(shared_.all()), "quantity that can be measured in a run")};
  }
  return measure;
}

std::size_t ClaimMeasures::column(const std::string& name) {
  const auto found = std::ranges::find(measures_, name, &Measure::name);
  if (found != measures_.end()) return static_cast<std::size_t>(found - measures_.begin());
  measures_.push_back(made(name));
  return measures_.size() - 1;
}

bool ClaimMeasures::is_share(std::size_t column) const {
  const Measure& measure = measures_[column];
  if (measure.kind == Kind::Shared) return shared_.all()[measure.of[0]].is_share();
  return measure.kind != Kind::Amount && measure.kind != Kind::TieWeight;
}

void ClaimMeasures::measure(const Scenario& played, const RunRecord& record,
                            std::vector<double>& values) const {
  std::vector<double> shared;
  if (std::ranges::count(measures_, Kind::Shared, &Measure::kind) > 0)
    shared_.measure(0, played, record, shared);
  for (const Measure& measure : measures_) {
    values.push_back(measure.kind == Kind::Shared ? shared[measure.of[0]]
                                                  : value(measure, played, record.result));
  }
}

double ClaimMeasures::value(const Measure& measure, const Scenario& played, const RunResult& result) {
  switch (measure.kind) {
    case Kind::Shared:
      break;
    case Kind::AtLeast:
      return stands_at(played, result.arrangement, measure.of[0], measure.of[1]) ? 1 : 0;
    case Kind::Before:
      return came_before(measure.of, played, result);
    case Kind::Amount:
      return amount_at_the_end(measure.of[0], played, result);
    case Kind::TieWeight:
      return result.ties[measure.of[0]];
    case Kind::Rollback:
      return result.rollbacks > 0 ? 1 : 0;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace entente
