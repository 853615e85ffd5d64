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

/// Options in force: whether `issue` stands at `option` or a later one.
bool stands_at(const Scenario& scenario, PackageIndex package, std::size_t issue, std::size_t option) {
  const PackageSpace space = package_space(scenario);
  return !space.is_nothing(package) && space.option(package, issue) >= option;
}

}  // namespace

ClaimMeasure::ClaimMeasure(const Scenario& scenario, const std::string& name) {
  const std::vector<std::string> parts = parts_of(name);
  const auto of_length = [&](std::string_view word, std::size_t names) {
    return parts.front() == word && parts.size() == names + 1;
  };
  const auto issue_at = [&](std::size_t at) {
    const std::size_t issue = look_up(parts[at], names_of(scenario.issues), "issue");
    of_.push_back(issue);
    of_.push_back(look_up(parts[at + 1], scenario.issues[issue].options, "option of that issue"));
  };
  if (of_length("outcome", 1)) {
    kind_ = Kind::Outcome;
    of_.push_back(look_up(parts[1], names_of(scenario.outcomes), "outcome"));
  } else if (of_length("at_least", 2)) {
    kind_ = Kind::AtLeast;
    issue_at(1);
  } else if (of_length("before", 4)) {
    kind_ = Kind::Before;
    issue_at(1);
    issue_at(3);
  } else if (of_length("amount", 1)) {
    kind_ = Kind::Amount;
    of_.push_back(look_up(parts[1], names_of(scenario.quantities), "quantity"));
  } else if (of_length("trust", 2)) {
    kind_ = Kind::Trust;
    for (const std::size_t part : {1U, 2U})
      of_.push_back(look_up(parts[part], names_of(scenario.actors), "actor"));
  } else if (of_length("tie", 1)) {
    kind_ = Kind::TieWeight;
    of_.push_back(look_up(parts[1], names_of(scenario.ties), "tie"));
  } else if (name == "rounds_with_talks") {
    kind_ = Kind::Talks;
  } else if (name == "agreements") {
    kind_ = Kind::Agreements;
  } else if (name == "any_rollback") {
    kind_ = Kind::Rollback;
  } else {
    throw Error(fmt::format(
        "'{}' is no measure: outcome.NAME, at_least.ISSUE.OPTION, before.ISSUE.OPTION.ISSUE.OPTION, "
        "amount.QUANTITY, trust.ACTOR.ACTOR, tie.NAME, rounds_with_talks, agreements or any_rollback",
        name));
  }
}

bool ClaimMeasure::is_share() const {
  return kind_ == Kind::Outcome || kind_ == Kind::AtLeast || kind_ == Kind::Before || kind_ == Kind::Rollback;
}

double ClaimMeasure::before(const Scenario& scenario, const RunResult& result) const {
  for (const Agreement& agreement : result.agreements) {
    if (!stands_at(scenario, agreement.to, of_[2], of_[3])) continue;
    if (stands_at(scenario, agreement.from, of_[2], of_[3])) continue;
    return stands_at(scenario, agreement.from, of_[0], of_[1]) ? 1 : 0;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

double ClaimMeasure::of(const Scenario& scenario, const RunResult& result) const {
  switch (kind_) {
    case Kind::Outcome:
      return result.outcome == of_[0] ? 1 : 0;
    case Kind::AtLeast:
      return stands_at(scenario, result.arrangement, of_[0], of_[1]) ? 1 : 0;
    case Kind::Before:
      return before(scenario, result);
    case Kind::Amount: {
      const PackageSpace space = package_space(scenario);
      double sum = 0;
      for (std::size_t k = 0; k < space.issues() && !space.is_nothing(result.arrangement); ++k)
        sum += scenario.issues[k].amounts[space.option(result.arrangement, k)][of_[0]];
      return sum;
    }
    case Kind::Trust:
      return result.trust[of_[0] * scenario.actors.size() + of_[1]];
    case Kind::TieWeight:
      return result.ties[of_[0]];
    case Kind::Talks:
      return result.rounds_with_talks;
    case Kind::Agreements:
      return static_cast<double>(result.agreements.size());
    case Kind::Rollback:
      return result.rollbacks > 0 ? 1 : 0;
  }
  return 0;
}

}  // namespace entente
