#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

inline constexpr std::size_t kLand = 0;
inline constexpr std::size_t kMoney = 1;

inline Issue issue(std::string name, std::vector<std::string> options,
                   std::vector<std::vector<double>> amounts) {
  Issue result;
  result.name = name;
  result.title = std::move(name);
  result.options = options;
  result.option_titles = std::move(options);
  result.amounts = std::move(amounts);
  return result;
}

inline Actor actor(std::string name, bool party) {
  Actor result;
  result.name = name;
  result.title = std::move(name);
  result.party = party;
  result.acts.emplace_back().name = "nothing";
  return result;
}

/// Holds where issue `subject` has one of the options.
inline Predicate with_options(std::size_t subject, std::vector<bool> options) {
  Predicate result;
  result.kind = Predicate::Kind::Options;
  result.subject = subject;
  result.options = std::move(options);
  return result;
}

/// Holds where the value lies in [low, high]. `kind` is Amount or Context.
inline Predicate within(Predicate::Kind kind, std::size_t subject, double low, double high) {
  Predicate result;
  result.kind = kind;
  result.subject = subject;
  result.low = low;
  result.high = high;
  return result;
}

inline Predicate combined(Predicate::Kind kind, std::vector<Predicate> parts) {
  Predicate result;
  result.kind = kind;
  result.parts = std::move(parts);
  return result;
}

template <typename Body>
Term term(Body body, double share = 1, std::string name = "term") {
  Term result;
  result.name = std::move(name);
  result.share = share;
  result.body = std::move(body);
  return result;
}

inline Component component(std::string name, double share, std::vector<Term> terms) {
  Component result;
  result.name = std::move(name);
  result.share = share;
  result.terms = std::move(terms);
  return result;
}

inline ValuesTerm values(std::size_t issue_index, std::vector<double> of_options) {
  return {{{issue_index, 1, std::move(of_options)}}};
}

/// Parties A and B and a third party C without utilities of their own; `land` with three options, of which
/// all but the first settle, and `money` with three. The status quo is package 0.
inline Scenario small_scenario() {
  Scenario scenario;
  scenario.name = "small";
  scenario.quantities = {{"money", "bn"}, {"plots", "plots"}};
  scenario.issues = {issue("land", {"none", "some", "all"}, {{0, 0}, {0, 1}, {0, 4}}),
                     issue("money", {"no", "some", "much"}, {{0, 0}, {1, 0}, {4, 0}})};
  scenario.actors = {actor("A", true), actor("B", true), actor("C", false)};
  scenario.settles = with_options(kLand, {false, true, true});
  scenario.outcomes.push_back({"settled", "Settled", scenario.settles});
  scenario.protocol.order = {0, 1};
  scenario.protocol.acts_order = {0, 1, 2};
  scenario.protocol.required = {0, 1};
  return scenario;
}

}  // namespace entente
