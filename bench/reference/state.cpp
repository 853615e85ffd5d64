#include "bench/reference/state.hpp"

#include <algorithm>
#include <set>
#include <variant>

#include "bench/reference/mechanisms.hpp"

namespace entente::reference {

namespace {

/// Shares of the profiles of an actor (MODEL.md 2.9).
Vector profile_shares(const Actor& actor) {
  Vector shares;
  for (const Profile& profile : actor.profiles) shares.push_back(profile.share);
  return normalised(shares);
}

/// The true profile of each actor (MODEL.md 2.9).
std::size_t draw_type(const RandomSource& random, const Actor& actor) {
  if (actor.type) return *actor.type;
  if (actor.profiles.empty()) return 0;
  const double u = random.uniform({.subject = hash_name(actor.name), .purpose = Purpose::Type});
  return inverse_cdf(profile_shares(actor), u);
}

/// What i believes at the start about the profiles of j.
Vector prior(const Scenario& scenario, std::size_t i, std::size_t j) {
  for (const InitialBelief& belief : scenario.actors[i].beliefs) {
    if (belief.about == j && !belief.profile_shares.empty()) return normalised(belief.profile_shares);
  }
  return profile_shares(scenario.actors[j]);
}

/// Shares as declared, over the union of the names of components (MODEL.md 3.3).
Vector declared_saliences(const World& world, const Actor& actor) {
  Vector shares(world.component_names.size(), 0.0);
  for (const Component& component : actor.components) {
    const auto place = std::ranges::find(world.component_names, component.name);
    shares[static_cast<std::size_t>(place - world.component_names.begin())] = component.share;
  }
  return normalised(shares);
}

TermState initial_term(const Term& term) {
  TermState state;
  if (const auto* holding = std::get_if<HoldingTerm>(&term.body))
    state.aspiration = holding->aspiration.value_or(0);
  if (const auto* pledge = std::get_if<PledgeTerm>(&term.body)) state.strength = pledge->strength;
  return state;
}

/// One number for every option of every issue.
Matrix by_option(const Scenario& scenario, double value) {
  Matrix matrix;
  for (const Issue& issue : scenario.issues) matrix.emplace_back(issue.options.size(), value);
  return matrix;
}

}  // namespace

Vector normalised(Vector values) {
  double sum = 0;
  for (const double value : values) sum += value;
  for (double& value : values) value = sum > 0 ? value / sum : 0;
  return values;
}

std::size_t inverse_cdf(const Vector& shares, double u) {
  double cumulative = 0;
  for (std::size_t index = 0; index + 1 < shares.size(); ++index) {
    cumulative += shares[index];
    if (u < cumulative) return index;
  }
  return shares.size() - 1;
}

World make_world(const Scenario& scenario, std::uint64_t seed, std::uint64_t run) {
  World world{.scenario = scenario,
              .random = RandomSource(seed, run),
              .space = package_space(scenario),
              .status_quo = status_quo(scenario),
              .parties = parties(scenario),
              .types = {},
              .packages = {},
              .options = {},
              .amounts = {},
              .feasible = {},
              .settles = {},
              .component_names = {}};
  for (const Actor& actor : scenario.actors) world.types.push_back(draw_type(world.random, actor));

  for (PackageIndex x = 0; x < world.space.size(); ++x) {
    std::vector<std::uint32_t> options;
    for (std::size_t k = 0; k < scenario.issues.size(); ++k) options.push_back(world.space.option(x, k));
    Vector amounts(scenario.quantities.size());
    package_amounts(scenario, options, amounts);
    world.feasible.push_back(std::ranges::all_of(
        scenario.feasible, [&](const Predicate& rule) { return holds(rule, options, amounts, {}); }));
    world.settles.push_back(holds(scenario.settles, options, amounts, {}));
    world.packages.push_back(x);
    world.options.push_back(options);
    world.amounts.push_back(amounts);
  }

  std::set<std::string> names;
  for (const Actor& actor : scenario.actors) {
    for (const Component& component : actor.components) names.insert(component.name);
  }
  world.component_names.assign(names.begin(), names.end());
  return world;
}

double time_of(const World& world, int round) { return round * world.scenario.timing.round; }

double private_sd(const World& world, std::size_t actor) {
  const bool has = world.scenario.actors[actor].party && world.scenario.switches.private_valuations;
  return has ? world.scenario.actors[actor].private_sd : 0;
}

double private_draw(const World& world, std::size_t actor, std::size_t issue, std::size_t option, int round) {
  const Issue& about = world.scenario.issues[issue];
  const NameHash subject =
      combine(combine(hash_name(world.scenario.actors[actor].name), hash_name(about.name)),
              hash_name(about.options[option]));
  return world.random.normal(
      {.subject = subject, .purpose = Purpose::PrivateValuation, .round = static_cast<std::uint32_t>(round)});
}

double zeta_draw(const World& world, std::size_t actor, int round) {
  return world.random.normal({.subject = hash_name(world.scenario.actors[actor].name),
                              .purpose = Purpose::Ratification,
                              .round = static_cast<std::uint32_t>(round)});
}

State initial_state(const World& world) {
  const Scenario& scenario = world.scenario;
  const std::size_t actors = scenario.actors.size();
  State state;
  state.arrangement = world.status_quo;
  start_context(world, state);
  for (const Tie& tie : scenario.ties) state.ties.push_back(tie.weight);
  state.acts.assign(actors, 0);
  state.kept.assign(actors, Vector(actors, 0.0));
  state.broken = state.kept;
  state.valuation_beliefs.assign(actors, std::vector<ValuationBelief>(actors));
  state.refused.assign(actors, std::vector<std::map<PackageIndex, double>>(actors));

  for (std::size_t i = 0; i < actors; ++i) {
    const Actor& actor = scenario.actors[i];
    state.salience.push_back(declared_saliences(world, actor));

    state.terms.emplace_back();
    for (const Component& component : actor.components) {
      state.terms[i].emplace_back();
      for (const Term& term : component.terms) state.terms[i].back().push_back(initial_term(term));
    }

    HomeState home;
    if (actor.ratification) {
      const double sd = actor.ratification->uncertainty;
      home.zeta = sd * zeta_draw(world, i, 0);
      home.variance = sd * sd;
      home.preparation = actor.ratification->preparation;
    }
    state.home.push_back(home);

    state.valuations.push_back(by_option(scenario, 0));
    const double sd = private_sd(world, i);
    for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
      for (std::size_t o = 0; o < scenario.issues[k].options.size(); ++o) {
        state.valuations[i][k][o] = sd > 0 ? sd * private_draw(world, i, k, o, 0) : 0;
      }
    }

    state.beliefs.emplace_back(actors);
    for (std::size_t j = 0; j < actors; ++j) {
      if (j == i) continue;
      state.beliefs[i][j] = prior(scenario, i, j);
      const double sd_of_other = private_sd(world, j);
      state.valuation_beliefs[i][j] = {by_option(scenario, 0),
                                       by_option(scenario, sd_of_other * sd_of_other)};
    }
  }
  state.initial_salience = state.salience;
  return state;
}

}  // namespace entente::reference
