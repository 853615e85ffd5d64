#include "tests/support/random_scenario.hpp"

#include <algorithm>
#include <functional>

#include "bench/reference/dice.hpp"

namespace entente {

namespace reference {

Predicate option_is(const Scenario& scenario, std::size_t issue, std::size_t option) {
  Predicate predicate;
  predicate.kind = Predicate::Kind::Options;
  predicate.subject = issue;
  predicate.options.assign(scenario.issues[issue].options.size(), false);
  predicate.options[option] = true;
  return predicate;
}

Predicate negated(Predicate part) {
  Predicate predicate;
  predicate.kind = Predicate::Kind::Not;
  predicate.parts.push_back(std::move(part));
  return predicate;
}

std::optional<ContextScale> random_scale(Dice& dice, const Scenario& scenario, double probability) {
  if (scenario.context.empty() || !dice.chance(probability)) return std::nullopt;
  const std::size_t z = dice.integer(0, scenario.context.size() - 1);
  const double initial = scenario.context[z].initial;
  return ContextScale{
      .context = z, .reference = initial, .slope = dice.between(-2, 2) / (1 + std::fabs(initial))};
}

Predicate random_context_predicate(Dice& dice, const Scenario& scenario) {
  Predicate predicate;
  if (scenario.context.empty()) return predicate;
  predicate.kind = Predicate::Kind::Context;
  predicate.subject = dice.integer(0, scenario.context.size() - 1);
  const double initial = scenario.context[predicate.subject].initial;
  const double reach = (1 + std::fabs(initial)) * dice.between(0.1, 0.6);
  predicate.high = initial + reach;
  if (dice.chance(0.3)) predicate.low = initial - reach;
  return predicate;
}

std::size_t issue_named(const Scenario& scenario, const std::string& name) {
  const auto found = std::ranges::find(scenario.issues, name, &Issue::name);
  return found == scenario.issues.end() ? static_cast<std::size_t>(-1)
                                        : static_cast<std::size_t>(found - scenario.issues.begin());
}

std::size_t quantity_named(const Scenario& scenario, const std::string& name) {
  const auto found = std::ranges::find(scenario.quantities, name, &Quantity::name);
  return static_cast<std::size_t>(found - scenario.quantities.begin());
}

namespace {

void random_timing(Dice& dice, Timing& timing) {
  timing.start_year = 2016;
  timing.start_month = static_cast<int>(dice.integer(1, 12));
  timing.round = dice.pick(std::vector<double>{0.25, 0.5, 0.5, 1.0, 1.0, 1.0 / 3});
  timing.rounds = static_cast<int>(dice.chance(0.3) ? dice.integer(3, 5) : dice.integer(6, 12));
  timing.exchanges = dice.pick(std::vector<double>{1, 1.5, 2, 2, 4});
  timing.planning_horizon = dice.pick(std::vector<double>{0.25, 0.5, 1, 2});
  timing.hope_delay = dice.between(0.2, 3);
}

void random_switches(Dice& dice, Switches& switches) {
  for (bool* on : {&switches.loss_aversion,
                   &switches.jump,
                   &switches.aspiration,
                   &switches.pledges,
                   &switches.alliance_pressure,
                   &switches.inducement,
                   &switches.hope,
                   &switches.process_value,
                   &switches.meeting_decision,
                   &switches.learning,
                   &switches.private_valuations,
                   &switches.refusal_memory,
                   &switches.ratification,
                   &switches.implementation,
                   &switches.trust,
                   &switches.acts,
                   &switches.influence,
                   &switches.ties,
                   &switches.context,
                   &switches.partial_agreements,
                   &switches.red_lines,
                   &switches.firm_supply}) {
    *on = !dice.chance(0.05);
  }
  switches.invest_in_hope = dice.chance(0.15);
}

/// Amounts of each option: land of the border, money of the fund and the zone, the level of the embargo.
void set_amounts(Dice& dice, const Scenario& scenario, Issue& issue) {
  const auto options = static_cast<double>(issue.options.size());
  for (std::size_t o = 0; o < issue.options.size(); ++o) {
    const double step = static_cast<double>(o) / (options - 1);
    std::vector<double> amounts(scenario.quantities.size(), 0.0);
    if (issue.name == "border") amounts[quantity_named(scenario, "area")] = static_cast<double>(o);
    if (issue.name == "fund") amounts[quantity_named(scenario, "capital")] = 8 * step;
    if (issue.name == "zone") amounts[quantity_named(scenario, "capital")] = o > 0 ? dice.between(0.5, 3) : 0;
    if (issue.name == "embargo") amounts[quantity_named(scenario, "level")] = step;
    issue.amounts.push_back(amounts);
  }
}

void random_issues(Dice& dice, Scenario& scenario) {
  scenario.quantities = {{"area", "islands"}, {"capital", "USD bn"}, {"level", ""}};
  std::vector<std::string> names{"border", "fund"};
  std::vector<std::string> more{"embargo", "law", "zone"};
  dice.shuffle(more);
  names.insert(names.end(), more.begin(), more.begin() + static_cast<std::ptrdiff_t>(dice.integer(0, 3)));
  std::ranges::sort(names);
  std::size_t product = 1;
  for (const std::string& name : names) {
    Issue issue;
    issue.name = name;
    // At most 4·4·3·3·2 = 288 packages.
    const std::size_t most = product <= 4 ? 4 : product <= 48 ? 3 : 2;
    const std::size_t options = dice.integer(2, most);
    product *= options;
    issue.divisible = name == "zone" && dice.chance(0.3);
    for (std::size_t o = 0; o < options; ++o) {
      issue.options.push_back(issue.divisible ? std::to_string(o) : "level_" + std::to_string(o));
    }
    issue.option_titles = issue.options;
    if (name == "embargo") issue.status_quo = options - 1;
    if (dice.chance(0.15)) issue.status_quo = dice.integer(0, options - 1);
    set_amounts(dice, scenario, issue);
    scenario.issues.push_back(issue);
  }
}

/// Whether x⁰ is feasible and some feasible package settles.
bool is_playable(const Scenario& scenario) {
  const PackageSpace space = package_space(scenario);
  bool some_settles = false;
  for (PackageIndex x = 0; x < space.size(); ++x) {
    std::vector<std::uint32_t> options;
    for (std::size_t k = 0; k < scenario.issues.size(); ++k) options.push_back(space.option(x, k));
    std::vector<double> amounts(scenario.quantities.size());
    package_amounts(scenario, options, amounts);
    const bool feasible = std::ranges::all_of(
        scenario.feasible, [&](const Predicate& rule) { return holds(rule, options, amounts, {}); });
    const bool settles = holds(scenario.settles, options, amounts, {});
    if (x == status_quo(scenario) && (!feasible || settles)) return false;
    some_settles = some_settles || (feasible && settles);
  }
  return some_settles;
}

void random_rules(Dice& dice, Scenario& scenario) {
  const std::size_t border = issue_named(scenario, "border");
  const std::size_t fund = issue_named(scenario, "fund");
  const std::size_t start = scenario.issues[border].status_quo;
  const Predicate moved = negated(option_is(scenario, border, start));
  const Predicate funded = negated(option_is(scenario, fund, scenario.issues[fund].status_quo));
  scenario.settles = moved;
  if (start == 0 && dice.chance(0.3)) {
    scenario.settles =
        Predicate{.kind = Predicate::Kind::Amount, .subject = 0, .options = {}, .low = 0.5, .parts = {}};
  } else if (dice.chance(0.3)) {
    scenario.settles = Predicate{.kind = Predicate::Kind::All, .options = {}, .parts = {moved, funded}};
  }
  if (dice.chance(0.4)) {
    const std::size_t k = dice.integer(0, scenario.issues.size() - 1);
    const std::size_t o = dice.integer(0, scenario.issues[k].options.size() - 1);
    scenario.feasible.push_back(negated(
        Predicate{.kind = Predicate::Kind::All, .options = {}, .parts = {moved, option_is(scenario, k, o)}}));
    if (!is_playable(scenario)) scenario.feasible.clear();
  }
  const Predicate either{.kind = Predicate::Kind::Any, .options = {}, .parts = {moved, funded}};
  scenario.outcomes = {
      {"settled", "Settled", scenario.settles}, {"funded", "Funded", funded}, {"moved", "Moved", either}};
}

void random_protocol(Dice& dice, Scenario& scenario) {
  Protocol& protocol = scenario.protocol;
  protocol.order = parties(scenario);
  dice.shuffle(protocol.order);
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    protocol.acts_order.push_back(i);
    if (!scenario.actors[i].party && dice.chance(0.3)) protocol.required.push_back(i);
  }
  dice.shuffle(protocol.acts_order);
  protocol.offer_price = dice.chance(0.7) ? 0.001 : dice.between(0, 0.005);
  if (!scenario.context.empty() && dice.chance(0.3)) {
    protocol.suspended = negated(random_context_predicate(dice, scenario));
  }
}

void random_obligations(Dice& dice, Scenario& scenario) {
  std::vector<std::size_t> signatories = parties(scenario);
  const std::size_t count = dice.integer(0, 5);
  for (std::size_t n = 0; n < count; ++n) {
    dice.shuffle(signatories);
    const std::size_t issue =
        dice.chance(0.5) ? issue_named(scenario, "fund") : dice.integer(0, scenario.issues.size() - 1);
    scenario.obligations.push_back(
        {.name = "duty_" + std::to_string(n), .issue = issue, .by = signatories[0], .to = signatories[1]});
  }
}

}  // namespace

}  // namespace reference

Scenario random_scenario(std::uint64_t seed) {
  using namespace reference;
  Dice dice(seed);
  Scenario scenario;
  scenario.name = "random_" + std::to_string(seed);
  scenario.title = scenario.name;
  random_timing(dice, scenario.timing);
  random_switches(dice, scenario.switches);
  random_issues(dice, scenario);
  for (const std::string& name :
       dice.some(std::vector<std::string>{"crisis", "mood", "oil", "price", "stance", "trend"}, 0.5)) {
    scenario.context.push_back(random_process(dice, name));
  }
  std::vector<bool> roles(dice.chance(0.7) ? 2 : 3, true);
  roles.resize(roles.size() + dice.integer(0, 2), false);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < roles.size(); ++i) places.push_back(i);
  dice.shuffle(places);
  const std::vector<std::string> names{"arvad", "byblos", "cumae", "delphi", "edessa"};
  for (std::size_t i = 0; i < roles.size(); ++i) {
    Actor actor;
    actor.name = names[i];
    actor.title = names[i];
    actor.party = roles[places[i]];
    scenario.actors.push_back(actor);
  }
  random_ties(dice, scenario);
  random_rules(dice, scenario);
  random_protocol(dice, scenario);
  random_obligations(dice, scenario);
  scenario.trust = {.decay = dice.chance(0.5) ? dice.between(0, 0.5) : 0,
                    .kept_per_year = dice.between(0.5, 2),
                    .broken = dice.between(1, 4)};
  scenario.influence.rate = dice.chance(0.6) ? dice.between(0.1, 2) : 0;
  scenario.influence.layers =
      dice.some(std::vector<Layer>{Layer::Trade, Layer::Alliance, Layer::Alignment}, 0.5);
  random_actors(dice, scenario);
  return scenario;
}

}  // namespace entente
