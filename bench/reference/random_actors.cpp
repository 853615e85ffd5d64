#include "bench/reference/dice.hpp"

namespace entente::reference {

namespace {

Tactic random_tactic(Dice& dice) {
  Tactic tactic;
  tactic.kind = dice.pick(
      std::vector<Tactic::Kind>{Tactic::Kind::Constant, Tactic::Kind::Polynomial, Tactic::Kind::Exponential});
  tactic.initial = dice.between(0.2, 1);
  tactic.final = tactic.kind == Tactic::Kind::Constant ? tactic.initial : dice.between(0, tactic.initial);
  tactic.exponent = dice.between(0.3, 3);
  tactic.deadline = tactic.kind == Tactic::Kind::Constant ? 0 : dice.between(0.5, 6);
  tactic.answer_noise = dice.chance(0.1) ? dice.between(0.01, 0.2) : 0;
  return tactic;
}

Ratification random_ratification(Dice& dice, const Scenario& scenario) {
  Ratification home;
  home.threshold = dice.between(0.3, 0.49);
  home.uncertainty = dice.chance(0.1) ? 0 : dice.between(0.02, 0.2);
  home.persistence = dice.chance(0.6) ? 1 : dice.between(0.3, 0.95);
  home.preparation = dice.between(0, 0.3);
  home.preparation_decay = dice.between(0, 1);
  std::vector<std::string> names = dice.some(std::vector<std::string>{"fishers", "firms", "public"}, 0.6);
  std::ranges::sort(names);
  if (names.empty()) names.push_back("public");
  for (const std::string& name : names) {
    Constituency group;
    group.name = name;
    group.influence = dice.between(0.2, 1);
    group.scale = dice.between(0.05, 0.4);
    group.rent = dice.chance(0.3) ? dice.between(0, 0.1) : 0;
    group.preparable = dice.between(0, 1);
    group.values = random_values(dice, scenario);
    home.constituencies.push_back(group);
  }
  return home;
}

std::vector<Profile> random_profiles(Dice& dice, const Actor& actor) {
  std::vector<Profile> profiles;
  std::vector<std::string> names{"dealer", "staller"};
  if (dice.chance(0.3)) names.insert(names.begin() + 1, "hawk");
  for (const std::string& name : names) {
    Profile profile;
    profile.name = name;
    profile.share = dice.between(0.2, 1);
    profile.process_value_factor = name == "staller" ? dice.between(1, 3) : dice.between(0.2, 1);
    for (std::size_t c = 0; c < actor.components.size(); ++c) {
      profile.share_factors.push_back(dice.chance(0.5) ? dice.between(0.3, 2.5) : 1);
    }
    profiles.push_back(profile);
  }
  return profiles;
}

std::vector<RedLine> random_red_lines(Dice& dice, const Scenario& scenario) {
  std::vector<RedLine> lines;
  const std::size_t fund = issue_named(scenario, "fund");
  const Predicate funded = negated(option_is(scenario, fund, scenario.issues[fund].status_quo));
  for (const std::string name : {"first", "second"}) {
    if (!dice.chance(0.25)) continue;
    RedLine line;
    line.name = name;
    line.enabled = !dice.chance(0.15);
    const std::size_t k =
        dice.chance(0.6) ? issue_named(scenario, "border") : dice.integer(0, scenario.issues.size() - 1);
    line.never = option_is(scenario, k, dice.integer(1, scenario.issues[k].options.size() - 1));
    if (dice.chance(0.3)) line.unless = funded;
    if (dice.chance(0.5)) line.unless_in_force = funded;
    lines.push_back(line);
  }
  return lines;
}

void random_traits(Dice& dice, const Scenario& scenario, Actor& actor) {
  actor.power = dice.between(0, 1);
  actor.patience = dice.between(0.4, 0.97);
  actor.process_value = dice.chance(0.7) ? dice.between(0, 0.06) : 0;
  actor.process_scale = random_scale(dice, scenario, 0.3);
  actor.meeting_cost = dice.chance(0.3) ? 0 : dice.between(0, 0.02);
  if (dice.chance(0.2)) actor.outside_option = dice.between(-0.3, 0.1);
  actor.loss_aversion = dice.between(1, 2.25);
  actor.curvature = dice.between(0.7, 1);
  actor.alliance_weight = dice.chance(0.7) ? dice.between(0, 0.6) : 0;
  actor.alliance_scale = random_scale(dice, scenario, 0.3);
  actor.private_sd = dice.chance(0.2) ? 0 : dice.between(0.02, 0.15);
  actor.private_persistence = dice.chance(0.6) ? 1 : dice.between(0.3, 0.95);
  actor.susceptibility = dice.between(0, 1);
  actor.trust_worth = dice.chance(0.5) ? 0 : dice.between(0, 0.2);
  actor.implementation_sd = dice.chance(0.3) ? 0 : dice.between(0, 0.15);
  actor.audience_decay = dice.between(0, 1);
  actor.tactic = random_tactic(dice);
}

/// Priors that may be wrong, slow learners, and trust, about each other actor in the order of names.
void random_opinions(Dice& dice, const Scenario& scenario, Actor& actor, std::size_t self) {
  for (std::size_t j = 0; j < scenario.actors.size(); ++j) {
    if (j == self) continue;
    const std::size_t profiles = scenario.actors[j].profiles.size();
    if (profiles > 0 && dice.chance(0.6)) {
      InitialBelief belief;
      belief.about = j;
      belief.learning = dice.pick(std::vector<double>{0, 0.5, 1});
      for (std::size_t p = 0; p < profiles && belief.about % 2 == 0; ++p) {
        belief.profile_shares.push_back(dice.between(0.05, 1));
      }
      actor.beliefs.push_back(belief);
    }
    if (dice.chance(0.5)) {
      actor.trust.push_back({.in = j, .alpha = dice.between(0.5, 4), .beta = dice.between(0.5, 4)});
    }
  }
}

}  // namespace

void random_acts(Dice& dice, const Scenario& scenario, Actor& actor, std::size_t self) {
  std::vector<std::string> names = dice.some(
      std::vector<std::string>{"bless", "court", "pledge", "prepare", "press", "provoke", "signal"}, 0.5);
  names.insert(names.begin(), "nothing");
  for (const std::string& name : names) {
    Act act;
    act.name = name;
    if (!actor.profiles.empty() && dice.chance(0.4)) {
      for (std::size_t p = 0; p < actor.profiles.size(); ++p) act.signal.push_back(dice.between(0.1, 1));
    }
    if (name != "nothing") {
      act.price = dice.between(0.001, 0.05);
      act.price_scale = random_scale(dice, scenario, 0.2);
      act.benefit = dice.chance(0.3) ? dice.between(0, 0.05) : 0;
      if (dice.chance(0.2)) act.available = random_context_predicate(dice, scenario);
    }
    if (name == "press") act.pressure = dice.between(0.3, 1);
    if (name == "bless") act.inducement = dice.between(0.3, 1);
    if (name == "pledge") act.pledge = dice.between(0.2, 2);
    if (name == "prepare") act.prepare = dice.between(0.2, 2);
    if (name == "provoke") act.audience = dice.between(-0.1, 0.3);
    if (name == "court" && !scenario.ties.empty()) {
      for (std::size_t t = 0; t < scenario.ties.size(); ++t) {
        const double size = scenario.ties[t].layer == Layer::Trade ? 10 : 1;
        if (dice.chance(0.3)) act.ties.push_back({.tie = t, .per_year = size * dice.between(-0.3, 0.6)});
      }
    }
    if (name == "signal" || name == "provoke") {
      for (std::size_t j = 0; j < scenario.actors.size(); ++j) {
        if (j == self || !dice.chance(0.6)) continue;
        const double counts = dice.between(0.2, 2);
        act.trust.push_back(
            {.of = j, .kept = name == "signal" ? counts : 0, .broken = name == "signal" ? 0 : counts});
      }
    }
    actor.acts.push_back(act);
  }
}

void random_actors(Dice& dice, Scenario& scenario) {
  const std::size_t holder = dice.pick(parties(scenario));
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    Actor& actor = scenario.actors[i];
    random_traits(dice, scenario, actor);
    actor.components = random_components(dice, scenario, i, i == holder);
    if (dice.chance(actor.party ? 0.6 : 0.3)) {
      actor.profiles = random_profiles(dice, actor);
      if (dice.chance(0.4)) actor.type = dice.integer(0, actor.profiles.size() - 1);
    }
    if (actor.party && dice.chance(0.6)) actor.ratification = random_ratification(dice, scenario);
    if (actor.party) actor.red_lines = random_red_lines(dice, scenario);
    if (dice.chance(0.5)) {
      actor.money_component = dice.integer(0, actor.components.size() - 1);
      actor.money_half = dice.between(1, 8);
    }
  }
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    random_opinions(dice, scenario, scenario.actors[i], i);
    random_acts(dice, scenario, scenario.actors[i], i);
  }
}

}  // namespace entente::reference
