#include "sim/engine/consent_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/core/error.hpp"
#include "sim/engine/world_at_start.hpp"
#include "sim/valuation/acceptance.hpp"
#include "sim/valuation/admissible.hpp"
#include "sim/valuation/components.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/leverage.hpp"
#include "sim/valuation/utilities.hpp"

namespace entente {
namespace {

[[noreturn]] void refuse(const std::string& why) { throw Error("no certificate: " + why); }

/// Only where acceptance is V_i(x) ≥ R_i, by all parties.
void require_rule(const Scenario& scenario) {
  const Protocol& protocol = scenario.protocol;
  if (scenario.issues.empty() || protocol.kind >= Protocol::Kind::ExpectedUtility)
    refuse("the scenario is about positions, not packages");
  if (starts_from_nothing(scenario)) refuse("the game starts from nothing, and not from a package");
  if (protocol.quota != 0 && protocol.quota < parties(scenario).size())
    refuse(fmt::format("{} of {} parties are enough for an agreement", protocol.quota,
                       parties(scenario).size()));
  if (scenario.switches.invest_in_hope) refuse("parties invest losses in hope, which has no bound here");
  for (const std::size_t i : parties(scenario)) {
    const Tactic& tactic = scenario.actors[i].tactic;
    if (tactic.kind > Tactic::Kind::Exponential)
      refuse(fmt::format("{} does not weigh each package as it is, it has a tactic of its own",
                         scenario.actors[i].name));
    if (tactic.answer_noise > 0) refuse(fmt::format("the answers of {} are noisy", scenario.actors[i].name));
  }
}

ShareBox box_of(const Actor& actor, const ShareRanges& ranges, const Profile* profile) {
  ShareBox box{ranges.low, ranges.high};
  if (ranges.weights) {
    for (std::size_t c = 0; c < box.size() && profile != nullptr; ++c) {
      box.low[c] *= profile->share_factors[c];
      box.high[c] *= profile->share_factors[c];
    }
    box = normalised_box(box.low, box.high);
  }
  if (!box.possible())
    refuse(fmt::format("no shares of {} that sum to 1 lie in the ranges given", actor.name));
  return box;
}

/// The profiles that the actor may have; none where it has no profiles.
std::vector<const Profile*> possible_profiles(const Actor& actor) {
  if (actor.profiles.empty()) return {nullptr};
  if (actor.type) return {&actor.profiles[*actor.type]};
  std::vector<const Profile*> all;
  for (const Profile& profile : actor.profiles) all.push_back(&profile);
  return all;
}

/// f_c of every package, by component and package.
std::vector<std::vector<double>> spread_out(const Components& components, const Layout& layout,
                                            const Scenario& scenario, std::size_t actor) {
  std::vector<std::vector<double>> spread;
  for (std::size_t c = 0; c < scenario.actors[actor].components.size(); ++c)
    layout.expand(components.table(actor, c), spread.emplace_back(layout.space().size()));
  return spread;
}

/// The least and the most that packages are worth to an actor with any of its profiles.
void bound_worth(const std::vector<std::vector<double>>& spread, const std::vector<ShareBox>& boxes,
                 ConsentAlly& ally) {
  const std::size_t packages = spread.empty() ? 0 : spread.front().size();
  std::vector<double> values(spread.size());
  std::vector<double> shares;
  for (std::size_t x = 0; x < packages; ++x) {
    for (std::size_t c = 0; c < values.size(); ++c) values[c] = spread[c][x];
    double least = 0;
    double most = 0;
    for (std::size_t b = 0; b < boxes.size(); ++b) {
      const double low = smallest_mix(boxes[b], values);
      const double high = largest_mix(boxes[b], values, shares);
      least = b == 0 ? low : std::min(least, low);
      most = b == 0 ? high : std::max(most, high);
    }
    ally.least.push_back(least);
    ally.most.push_back(most);
  }
}

void add_red_lines(const Scenario& scenario, const Layout& layout, ConsentProblem& problem) {
  Admissible admissible(scenario, layout);
  std::map<std::vector<std::uint8_t>, std::size_t> sets;
  const std::uint8_t* last = nullptr;
  std::size_t last_set = 0;
  for (PackageIndex a = 0; a < layout.space().packages(); ++a) {
    admissible.put_in_force(a);
    if (admissible.mask().data() != last) {
      last = admissible.mask().data();
      std::vector<std::uint8_t> mask(admissible.mask().begin(), admissible.mask().end());
      last_set = sets.try_emplace(mask, problem.admissible.size()).first->second;
      if (last_set == problem.admissible.size()) problem.admissible.push_back(std::move(mask));
    }
    problem.admissible_at.push_back(last_set);
  }
}

/// Flags by package: the outcome is the first that holds.
std::vector<std::uint8_t> packages_of(const Scenario& scenario, const Layout& layout, std::size_t outcome) {
  std::vector<std::uint8_t> flags = mask_of(scenario, layout.space(), scenario.outcomes[outcome].when);
  for (std::size_t earlier = 0; earlier < outcome; ++earlier) {
    const std::vector<std::uint8_t> taken =
        mask_of(scenario, layout.space(), scenario.outcomes[earlier].when);
    for (std::size_t x = 0; x < flags.size(); ++x) {
      if (taken[x] != 0) flags[x] = 0;
    }
  }
  return flags;
}

}  // namespace

ConsentProblem consent_problem(const Scenario& scenario, std::size_t outcome,
                               const std::vector<ShareRanges>& ranges, double luck_sd) {
  require_rule(scenario);
  const Layout layout(scenario);
  const World world = world_at_start(scenario);
  Components components(scenario, layout);
  components.build(world);
  Utilities utilities(scenario, layout);
  utilities.build(world);

  ConsentProblem problem;
  problem.space = layout.space();
  problem.start = world.arrangement;
  problem.settles = layout.settles();
  problem.of_outcome = packages_of(scenario, layout, outcome);
  problem.partial_agreements = scenario.switches.partial_agreements;
  add_red_lines(scenario, layout, problem);
  for (const std::size_t i : parties(scenario)) {
    const Actor& actor = scenario.actors[i];
    ConsentParty& party = problem.parties.emplace_back();
    party.components = spread_out(components, layout, scenario, i);
    for (const Profile* profile : possible_profiles(actor)) {
      const double talks =
          profile == nullptr
              ? utilities.process_value(i)
              : utilities.profile_process_value(i, static_cast<std::size_t>(profile - actor.profiles.data()));
      party.types.push_back({box_of(actor, ranges[i], profile), talks});
    }
    party.luck = scenario.switches.private_valuations ? luck_sd * actor.private_sd : 0;
    party.outside = outside_option(actor);
    const double weight = actor.alliance_weight * scale_factor(actor.alliance_scale, world.context);
    for (std::size_t j = 0; j < scenario.actors.size(); ++j) {
      const double depends = i == j ? 0 : weight * world.dependence(i, j);
      ConsentAlly ally;
      bool moves = false;
      for (const Act& act : scenario.actors[j].acts) {
        ally.acts.push_back({scenario.switches.alliance_pressure ? depends * act.pressure : 0,
                             scenario.switches.inducement ? depends * act.inducement : 0});
        moves = moves || ally.acts.back().pressure > 0 || ally.acts.back().inducement > 0;
      }
      if (!moves || !scenario.switches.acts) continue;
      std::vector<ShareBox> boxes;
      for (const Profile* profile : possible_profiles(scenario.actors[j]))
        boxes.push_back(box_of(scenario.actors[j], ranges[j], profile));
      bound_worth(spread_out(components, layout, scenario, j), boxes, ally);
      party.allies.push_back(std::move(ally));
    }
  }
  return problem;
}

}  // namespace entente
