#include "sim/experiment/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <span>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/core/sums.hpp"

namespace entente {
namespace {

using Group = MeasuredQuantity::Group;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLeftOut = std::numeric_limits<std::size_t>::max();

constexpr std::array<std::pair<Group, const char*>, 12> kGroups{{{Group::Outcome, "outcome"},
                                                                 {Group::Agreement, "agreement"},
                                                                 {Group::Time, "time"},
                                                                 {Group::Talks, "talks"},
                                                                 {Group::Setback, "setback"},
                                                                 {Group::Vote, "vote"},
                                                                 {Group::Gap, "gap"},
                                                                 {Group::Utility, "utility"},
                                                                 {Group::Component, "component"},
                                                                 {Group::Trust, "trust"},
                                                                 {Group::Reason, "reason"},
                                                                 {Group::Act, "act"}}};

/// The quantities of one scenario, or their values in one run of it: both come from the same lines below, so
/// that they stand in the same order.
class Listing {
 public:
  std::vector<MeasuredQuantity>* quantities = nullptr;
  const RunRecord* record = nullptr;
  std::vector<double>* values = nullptr;

  /// A quantity, and its value in a run.
  template <class Value>
  void add(Group group, std::string_view about, const char* unit, Value value) {
    if (quantities != nullptr) {
      quantities->push_back({fmt::format("{}.{}", name_of(group), about), group, unit});
    } else {
      values->push_back(static_cast<double>(value(record->result)));
    }
  }
};

void list_course(Listing& listing, const Scenario& scenario, double horizon) {
  for (std::size_t o = 0; o <= scenario.outcomes.size(); ++o) {
    listing.add(Group::Outcome, o < scenario.outcomes.size() ? scenario.outcomes[o].name : "other", "",
                [o](const RunResult& result) { return result.outcome == o; });
  }
  const double round = scenario.timing.round;
  const double rounds = scenario.timing.rounds;
  listing.add(Group::Agreement, "any", "",
              [](const RunResult& result) { return !result.agreements.empty(); });
  listing.add(Group::Agreement, "number", "agreements",
              [](const RunResult& result) { return result.agreements.size(); });
  listing.add(Group::Time, "first_agreement", "years", [&](const RunResult& result) {
    return result.agreements.empty() ? horizon : std::min(horizon, result.agreements.front().round * round);
  });
  listing.add(Group::Time, "last_agreement", "years", [&](const RunResult& result) {
    return result.agreements.empty() ? kNone : result.agreements.back().round * round;
  });
  listing.add(Group::Talks, "rounds", "share of rounds",
              [&](const RunResult& result) { return result.rounds_with_talks / rounds; });
  listing.add(Group::Talks, "offers", "offers", [](const RunResult& result) { return result.offers; });
  listing.add(Group::Talks, "refusals", "answers", [](const RunResult& result) { return result.refusals; });
  listing.add(Group::Setback, "ratification_failures", "agreements",
              [](const RunResult& result) { return result.ratification_failures; });
  listing.add(Group::Setback, "rollbacks", "agreements",
              [](const RunResult& result) { return result.rollbacks; });
}

void list_votes(Listing& listing, const Scenario& scenario) {
  for (const std::size_t i : parties(scenario)) {
    for (const bool passed : {true, false}) {
      listing.add(Group::Vote, fmt::format("{}.{}", scenario.actors[i].name, passed ? "passed" : "failed"),
                  "votes", [&, i, passed](const RunResult&) {
                    std::ptrdiff_t votes = 0;
                    for (const Round& round : listing.record->rounds) {
                      votes += std::ranges::count_if(
                          round.votes, [&](const Vote& v) { return v.actor == i && v.ratified == passed; });
                    }
                    return votes;
                  });
    }
  }
}

void list_gaps(Listing& listing, const Scenario& scenario) {
  constexpr std::array<const char*, 2> kOrigins{"end", "start"};
  const std::vector<std::size_t> signatories = parties(scenario);
  for (std::size_t o = 0; o < scenario.outcomes.size(); ++o) {
    for (std::size_t from = 0; from < kOrigins.size(); ++from) {
      for (std::size_t p = 0; p < signatories.size(); ++p) {
        listing.add(Group::Gap,
                    fmt::format("{}.{}.{}", scenario.outcomes[o].name, kOrigins[from],
                                scenario.actors[signatories[p]].name),
                    "utility per year", [&](const RunResult& result) {
                      const Gap& gap = result.gaps.at(o * kOrigins.size() + from);
                      return gap.exists ? gap.parties.at(p).lack : kNone;
                    });
      }
    }
  }
}

void list_worths(Listing& listing, const Scenario& scenario) {
  constexpr const char* kUnit = "utility, discounted average";
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    listing.add(Group::Utility, scenario.actors[i].name, kUnit,
                [i](const RunResult& result) { return sum_in_order(result.utilities[i]); });
  }
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    for (std::size_t c = 0; c < actor.components.size() + kExtraColumns; ++c) {
      const std::string column = c < actor.components.size() ? actor.components[c].name
                                                             : kColumnNames.at(c - actor.components.size());
      listing.add(Group::Component, fmt::format("{}.{}", actor.name, column), kUnit,
                  [i, c](const RunResult& result) { return result.utilities[i][c]; });
    }
  }
}

void list_relations(Listing& listing, const Scenario& scenario) {
  const std::size_t actors = scenario.actors.size();
  for (std::size_t i = 0; i < actors; ++i) {
    for (std::size_t j = 0; j < actors; ++j) {
      if (i == j) continue;
      listing.add(Group::Trust, fmt::format("{}.{}", scenario.actors[i].name, scenario.actors[j].name),
                  "probability", [=](const RunResult& result) { return result.trust[i * actors + j]; });
    }
  }
}

void list_reasons(Listing& listing, const Scenario& scenario) {
  for (const std::size_t i : parties(scenario)) {
    const Actor& actor = scenario.actors[i];
    for (std::size_t r = 0; r < actor.components.size() + kReasonNames.size(); ++r) {
      const std::string reason = r < actor.components.size() ? actor.components[r].name
                                                             : kReasonNames.at(r - actor.components.size());
      listing.add(Group::Reason, fmt::format("{}.{}", actor.name, reason), "refusals",
                  [i, r](const RunResult& result) {
                    int refusals = 0;
                    for (const Objection& block : result.blocks) {
                      if (block.actor == i && block.reason == r) refusals += block.refusals;
                    }
                    return refusals;
                  });
    }
  }
}

void list_acts(Listing& listing, const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    for (std::size_t a = 0; a < scenario.actors[i].acts.size(); ++a) {
      listing.add(Group::Act, fmt::format("{}.{}", scenario.actors[i].name, scenario.actors[i].acts[a].name),
                  "share of rounds", [&, i, a](const RunResult& result) {
                    return static_cast<double>(result.acts[i][a]) / scenario.timing.rounds;
                  });
    }
  }
}

void list(Listing& listing, const Scenario& scenario, double horizon, const RecordLevel& level) {
  list_course(listing, scenario, horizon);
  if (level.rounds) list_votes(listing, scenario);
  if (level.gaps) list_gaps(listing, scenario);
  list_worths(listing, scenario);
  list_relations(listing, scenario);
  list_reasons(listing, scenario);
  list_acts(listing, scenario);
}

/// Names that one list has and the other has not.
std::string not_shared(const std::vector<std::string>& of_base, const std::vector<std::string>& of_other,
                       const std::string& base, const std::string& other) {
  std::string text;
  const auto tell = [&](const std::vector<std::string>& some, const std::vector<std::string>& others,
                        const std::string& owner) {
    for (const std::string& name : some) {
      if (std::ranges::count(others, name) > 0) continue;
      text += fmt::format("{}'{}' is only in {}", text.empty() ? "" : ", ", name, owner);
    }
  };
  tell(of_base, of_other, base);
  tell(of_other, of_base, other);
  return text;
}

template <class Range, class Name>
std::vector<std::string> names_in(const Range& range, Name name) {
  std::vector<std::string> names;
  for (const auto& one : range) names.push_back(name(one));
  return names;
}

/// What keeps two scenarios from being compared, one problem each.
void check_belonging(const Scenario& base, const Scenario& other, const std::string& base_name,
                     const std::string& other_name, std::vector<Problem>& problems) {
  const auto check = [&](const char* key, const std::vector<std::string>& a,
                         const std::vector<std::string>& b) {
    const std::string differs = not_shared(a, b, base_name, other_name);
    if (!differs.empty()) {
      problems.push_back(
          whole_problem(other_name, key, "are not those of the base, so it cannot be compared: " + differs));
    }
  };
  const auto name = [](const auto& one) { return one.name; };
  check("actors", names_in(base.actors, name), names_in(other.actors, name));
  check("issues", names_in(base.issues, name), names_in(other.issues, name));
  check("outcomes", names_in(base.outcomes, name), names_in(other.outcomes, name));
  const auto party_names = [](const Scenario& scenario) {
    return names_in(parties(scenario), [&](std::size_t i) { return scenario.actors[i].name; });
  };
  check("parties", party_names(base), party_names(other));
}

}  // namespace

const char* name_of(MeasuredQuantity::Group group) {
  return std::ranges::find(kGroups, group, &std::pair<Group, const char*>::first)->second;
}

bool MeasuredQuantity::is_reason() const {
  return group == Group::Vote || group == Group::Component || group == Group::Reason || group == Group::Act;
}

std::vector<std::string> MeasuredQuantity::about() const {
  std::vector<std::string> parts;
  std::size_t from = name.find('.') + 1;
  for (std::size_t dot = name.find('.', from); dot != std::string::npos; dot = name.find('.', from)) {
    parts.push_back(name.substr(from, dot - from));
    from = dot + 1;
  }
  parts.push_back(name.substr(from));
  return parts;
}

MeasuredQuantities::MeasuredQuantities(const std::vector<const Scenario*>& scenarios,
                                       const std::vector<std::string>& names, bool gaps, bool votes)
    : gaps_(gaps), votes_(votes) {
  std::vector<Problem> problems;
  for (std::size_t a = 1; a < scenarios.size(); ++a) {
    check_belonging(*scenarios.front(), *scenarios[a], names.front(), names[a], problems);
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  horizon_ = std::numeric_limits<double>::infinity();
  for (const Scenario* scenario : scenarios) {
    horizon_ = std::min(horizon_, scenario->timing.rounds * scenario->timing.round);
  }
  std::map<std::string, std::size_t> place;
  for (const Scenario* scenario : scenarios) {
    std::vector<MeasuredQuantity> own;
    Listing listing;
    listing.quantities = &own;
    list(listing, *scenario, horizon_, level());
    std::vector<std::size_t>& places = places_.emplace_back();
    for (MeasuredQuantity& quantity : own) {
      const auto [found, added] = place.emplace(quantity.name, all_.size());
      if (added) all_.push_back(std::move(quantity));
      places.push_back(found->second);
    }
  }
  // What a later scenario brought stands with its kind.
  std::vector<std::size_t> order(all_.size());
  for (std::size_t q = 0; q < order.size(); ++q) order[q] = q;
  std::ranges::sort(order, {}, [&](std::size_t q) { return std::pair(all_[q].group, q); });
  std::vector<MeasuredQuantity> sorted;
  std::vector<std::size_t> moved(all_.size());
  for (const std::size_t q : order) {
    moved[q] = sorted.size();
    sorted.push_back(std::move(all_[q]));
  }
  all_ = std::move(sorted);
  for (std::vector<std::size_t>& places : places_) {
    for (std::size_t& q : places) q = moved[q];
  }
}

MeasuredQuantities MeasuredQuantities::only(
    const std::function<bool(const MeasuredQuantity&)>& wanted) const {
  MeasuredQuantities some = *this;
  some.all_.clear();
  std::vector<std::size_t> moved(all_.size(), kLeftOut);
  for (std::size_t q = 0; q < all_.size(); ++q) {
    if (!wanted(all_[q])) continue;
    moved[q] = some.all_.size();
    some.all_.push_back(all_[q]);
  }
  for (std::vector<std::size_t>& places : some.places_) {
    for (std::size_t& q : places) q = q == kLeftOut ? q : moved[q];
  }
  return some;
}

std::size_t MeasuredQuantities::index(const std::string& name) const {
  const auto found = std::ranges::find(all_, name, &MeasuredQuantity::name);
  require(found != all_.end(), "no quantity " + name);
  return static_cast<std::size_t>(found - all_.begin());
}

void MeasuredQuantities::measure(std::size_t arm, const Scenario& played, const RunRecord& record,
                                 std::vector<double>& values) const {
  std::vector<double> own;
  Listing listing;
  listing.record = &record;
  listing.values = &own;
  list(listing, played, horizon_, level());
  const std::vector<std::size_t>& places = places_[arm];
  require(own.size() == places.size(), "a run has the quantities of its scenario");
  values.assign(all_.size(), 0.0);
  for (std::size_t k = 0; k < own.size(); ++k) {
    if (places[k] != kLeftOut) values[places[k]] = own[k];
  }
}

}  // namespace entente
