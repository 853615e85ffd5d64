#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/dice.hpp"
#include "tests/support/small_scenario.hpp"
#include "tests/support/small_world.hpp"

namespace entente {

inline std::vector<double> random_values(Dice& dice, std::size_t count, double low, double high) {
  std::vector<double> result(count);
  for (double& value : result) value = dice.coarse(low, high, 8);
  return result;
}

/// A term of any kind, for actor `self`. Values are coarse, so that ties occur.
inline Term random_term(Dice& dice, const Scenario& scenario, std::size_t self) {
  const std::size_t first = dice.below(scenario.issues.size());
  const std::size_t second = (first + 1 + dice.below(scenario.issues.size() - 1)) % scenario.issues.size();
  const std::size_t options = scenario.issues[first].options.size();
  const std::size_t other = (self + 1) % scenario.actors.size();
  Term result;
  switch (dice.below(7)) {
    case 0: {
      HoldingTerm body{first, random_values(dice, options, 0, 1), dice.coarse(0, 1, 2), {}, 0};
      if (dice.chance(0.5)) body.aspiration = dice.coarse(0, 1, 4);
      result = term(body);
      break;
    }
    case 1: {
      ProjectTerm body;
      body.issue = first;
      body.role = dice.chance(0.5) ? ProjectTerm::Role::Investor : ProjectTerm::Role::Host;
      body.half = dice.uniform(0.5, 2);
      if (dice.chance(0.5)) body.viability = Viability{0, 0.5, 0.5};
      if (dice.chance(0.5)) body.risk_pair = {self, other};
      body.risk = dice.uniform();
      body.trust_effect = dice.uniform();
      if (dice.chance(0.5)) body.gross_return = dice.uniform(0.5, 2);
      body.cost = dice.uniform(0, 0.3);
      if (dice.chance(0.5)) {
        body.protection_issue = second;
        body.protection = random_values(dice, scenario.issues[second].options.size(), 0, 1);
      }
      result = term(body);
      break;
    }
    case 2:
      result = term(SanctionTerm{first, 0,
                                 dice.chance(0.5) ? SanctionTerm::Role::Target : SanctionTerm::Role::Sender,
                                 other, 2, 0.5, 0.25, 0.125});
      break;
    case 3:
      result = term(HedgeTerm{0, other, (self + 2) % scenario.actors.size(), dice.uniform()});
      break;
    case 4:
      result = term(values(first, random_values(dice, options, -0.5, 0.5)));
      break;
    case 5:
      result = term(LinkageTerm{
          first, second, random_values(dice, options * scenario.issues[second].options.size(), -0.5, 0.5)});
      break;
    default:
      result = term(PledgeTerm{first, random_values(dice, options, 0, 1), dice.coarse(0, 1, 4),
                               dice.uniform(), dice.uniform()});
  }
  result.share = dice.uniform(0.5, 2);
  if (dice.chance(0.2)) result.scale = ContextScale{0, 0.5, dice.uniform(-2, 2)};
  return result;
}

/// Two or three parties and a third party, two or three issues of two or three options, every kind of term;
/// some scenarios have plain coarse values only, so that many packages are worth the same.
inline Scenario random_terms(std::uint64_t seed) {
  Dice dice(seed);
  Scenario scenario = small_scenario();
  scenario.issues.clear();
  const std::size_t issues = 2 + dice.below(2);
  for (std::size_t k = 0; k < issues; ++k) {
    std::vector<std::string> options;
    std::vector<std::vector<double>> amounts;
    for (std::size_t o = 0; o < 2 + dice.below(2); ++o) {
      options.push_back(std::to_string(o));
      amounts.push_back({dice.coarse(0, 4, 4), dice.coarse(0, 1, 1)});
    }
    scenario.issues.push_back(issue("issue " + std::to_string(k), options, amounts));
    scenario.issues.back().status_quo = dice.below(options.size());
  }
  // What settles: any option of one issue but that of the status quo.
  const Issue& last = scenario.issues.back();
  std::vector<bool> settling(last.options.size(), true);
  settling[last.status_quo] = false;
  scenario.settles = with_options(issues - 1, settling);
  if (dice.chance(0.4)) {
    scenario.actors[2].party = true;
    scenario.actors.push_back(actor("D", false));
    scenario.protocol.order = scenario.protocol.required = {0, 1, 2};
    scenario.protocol.acts_order = {0, 1, 2, 3};
  }
  Process mood;
  mood.name = "mood";
  mood.initial = 0.5;
  scenario.context.push_back(mood);
  const std::size_t n = scenario.actors.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      if (i == j) continue;
      Tie tie;
      tie.name = scenario.actors[i].name + "-" + scenario.actors[j].name;
      tie.layer = dice.chance(0.5) ? Layer::Trade : Layer::Alignment;
      tie.from = i;
      tie.to = j;
      tie.weight = dice.uniform(0, 1.5);
      scenario.ties.push_back(tie);
    }
  }
  const bool plain = dice.chance(0.4);
  for (std::size_t i = 0; i < n; ++i) {
    Actor& who = scenario.actors[i];
    who.patience = dice.uniform(0.6, 0.99);
    who.loss_aversion = plain ? 1 : dice.uniform(1, 2.5);
    who.curvature = plain ? 1 : dice.uniform(0.5, 1);
    who.process_value = dice.chance(0.5) ? dice.coarse(0, 0.25, 2) : 0;
    who.alliance_weight = dice.chance(0.5) ? dice.uniform(0.2, 1) : 0;
    if (dice.chance(0.3)) who.outside_option = dice.coarse(-0.5, 0.5, 8);
    who.private_sd = dice.chance(0.6) ? dice.uniform(0.05, 0.3) : 0;
    const std::size_t components = 1 + dice.below(3);
    for (std::size_t c = 0; c < components; ++c) {
      std::vector<Term> terms;
      for (std::size_t k = 0; k < 1 + dice.below(3); ++k) {
        const std::size_t on = dice.below(issues);
        terms.push_back(
            plain ? term(values(on, random_values(dice, scenario.issues[on].options.size(), -0.5, 0.5)))
                  : random_term(dice, scenario, i));
      }
      who.components.push_back(component("component " + std::to_string(c), dice.uniform(0.5, 2), terms));
      who.components.back().enabled = dice.chance(0.9);
    }
    if (dice.chance(0.5)) {
      for (const char* name : {"dealer", "staller"}) {
        Profile profile{name, dice.uniform(0.5, 2), dice.uniform(0, 2), {}};
        for (std::size_t c = 0; c < components; ++c) profile.share_factors.push_back(dice.uniform(0, 2));
        who.profiles.push_back(profile);
      }
    }
    Act loud;
    loud.name = "press";
    loud.pressure = dice.uniform();
    loud.inducement = dice.uniform();
    who.acts.push_back(loud);
  }
  return scenario;
}

/// Luck, learning and history: everything in the world that moves is somewhere else.
inline void shake(World& world, const Scenario& scenario, Dice& dice) {
  const std::size_t n = scenario.actors.size();
  world.context[0] = dice.uniform();
  for (std::size_t i = 0; i < n; ++i) {
    if (!scenario.actors[i].profiles.empty()) world.types[i] = dice.below(2);
    world.acts[i] = dice.below(2);
    for (double& salience : world.saliences[i]) salience *= dice.uniform(0.5, 1.5);
    for (PledgeState& pledge : world.pledges[i]) pledge.backed_down = dice.chance(0.5) ? 0 : dice.uniform();
    for (double& aspiration : world.aspirations[i]) aspiration = dice.uniform();
    for (double& nu : world.private_valuations[i]) nu = scenario.actors[i].private_sd * dice.uniform(-2, 2);
    for (std::size_t j = 0; j < n; ++j) {
      if (i == j) continue;
      world.trust(i, j) = dice.uniform();
      world.dependence(i, j) = dice.uniform();
      if (!world.beliefs[i][j].empty()) {
        world.beliefs[i][j][0] = dice.uniform();
        world.beliefs[i][j][1] = 1 - world.beliefs[i][j][0];
      }
      for (double& mean : world.valuation_beliefs[i][j].mean)
        mean = scenario.actors[j].private_sd * dice.uniform(-1, 1);
      for (double& variance : world.valuation_beliefs[i][j].variance) variance *= dice.uniform();
    }
  }
}

}  // namespace entente
