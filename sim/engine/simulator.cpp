#include "sim/core/error.hpp"
#include "sim/engine/run.hpp"
#include "sim/engine/state.hpp"
#include "sim/mechanisms/beliefs.hpp"
#include "sim/mechanisms/pledges.hpp"
#include "sim/mechanisms/private_valuations.hpp"
#include "sim/mechanisms/ratification.hpp"
#include "sim/mechanisms/trust.hpp"
#include "sim/model/structure.hpp"

namespace entente {

namespace {

std::vector<std::uint8_t> feasible_or(const Layout& layout, PackageIndex package) {
  std::vector<std::uint8_t> flags = layout.feasible();
  flags[package] = 1;
  return flags;
}

}  // namespace

Simulator::State::State(const Scenario& scenario_to_run, const State* like)
    : scenario(scenario_to_run),
      layout(like != nullptr ? like->layout : Layout(scenario)),
      admissible(like != nullptr ? Admissible(like->admissible, layout) : Admissible(scenario, layout)),
      support(scenario, layout, like != nullptr ? &like->support : nullptr),
      odds(scenario, layout, support),
      signatories(parties(scenario)),
      at_start(status_quo(scenario)),
      feasible(like != nullptr ? like->feasible : PackageTree(layout, feasible_or(layout, at_start))),
      utilities(scenario, layout),
      neutral_utilities(scenario, layout),
      board(scenario, layout, admissible),
      neutral_board(scenario, layout, admissible),
      negotiation(scenario, layout, utilities, board, world, odds),
      neutral_negotiation(scenario, layout, neutral_utilities, neutral_board, world, odds),
      aspirants(scenario, layout),
      context(scenario),
      ties(scenario),
      influence(scenario),
      acts(scenario, layout, support),
      implementation(scenario, layout),
      neutral_acts(scenario.actors.size(), 0),
      best_offers(scenario.actors.size()),
      offered(scenario.actors.size()),
      offers_this_round(scenario.actors.size(), 0),
      expected(scenario.actors.size()),
      profile_margins(scenario.actors.size()) {
  if (like != nullptr && like->gaps) gaps.emplace(scenario, layout, support, feasible, &*like->gaps);
  needed = answers_needed(scenario);
  for (const PackageIndex x : feasible.packages()) is_feasible.push_back(layout.feasible()[x]);
  for (const Actor& actor : scenario.actors) {
    block_counts.emplace_back(actor.components.size() + 5, 0);
  }
  world.ratification.resize(scenario.actors.size());
}

void Simulator::State::start(RandomSource source, RecordLevel wanted) {
  random = source;
  level = wanted;
  rounds.clear();
  const std::size_t n = scenario.actors.size();
  world.round = 0;
  world.acts.assign(n, 0);
  world.arrangement = at_start;
  world.agreements.clear();
  world.last_final_offer.reset();
  next_turn = 0;
  agenda_item = 0;
  broken_down = false;
  world.refusals.resize(n);
  for (auto& of_observer : world.refusals) {
    of_observer.resize(n);
    for (auto& known : of_observer) known.clear();
  }
  context.start(world);
  ties.start(world);
  draw_types(scenario, world, random);
  influence.start(world);
  start_trust(scenario, world);
  start_valuations(scenario, world, random);
  start_ratification(scenario, world, random);
  start_pledges(scenario, world);
  result = RunResult{};
  result.types = world.types;
  for (const Actor& actor : scenario.actors) {
    result.utilities.emplace_back(actor.components.size() + kExtraColumns, 0.0);
    result.acts.emplace_back(actor.acts.size(), 0);
  }
  for (std::vector<int>& counts : block_counts) counts.assign(counts.size(), 0);
  take_in_arrangement();
}

void Simulator::State::take_in_arrangement() {
  admissible.put_in_force(world.arrangement);
  for (auto& of_observer : world.refusals) {
    for (auto& known : of_observer) known.clear();
  }
  for (std::vector<PackageIndex>& packages : offered) packages.clear();
  odds.refresh(world);
  aspirants.restart();
  silence = 0;
  text = world.arrangement;
}

void Simulator::State::clear_round() {
  // Field by field: the vectors keep their memory.
  round.acts_settled = true;
  round.broken_down = broken_down;
  round.agreed = false;
  round.exchanges.clear();
  round.votes.clear();
  round.breaches.clear();
  round.utilities.clear();
}

void Simulator::State::play_round(int number) {
  world.round = number;
  world.last_final_offer.reset();
  clear_round();
  round.number = number;
  trust_counts.clear();
  offers_this_round.assign(offers_this_round.size(), 0);

  if (number > 0) advance_surroundings();
  choose_acts();
  rebuild_tables();
  decide_to_meet();
  const std::size_t before_signing = world.agreements.size();
  if (talks) {
    ++result.rounds_with_talks;
    const std::optional<AgreementInForce> accepted = bargain();
    if (accepted && ratify(accepted->to)) sign(*accepted);
  }
  check_agreements(before_signing);
  learn_from_round();
  account();
}

RationalGame Simulator::opening_game(const Scenario& scenario) {
  Scenario known = scenario;
  known.switches.private_valuations = false;
  State state(known);
  state.start(RandomSource(0, 0), {});
  state.rebuild_tables();
  return rational_game(known, state.layout, state.admissible, state.utilities, state.board);
}

Simulator::Simulator(const Scenario& scenario, const Simulator* like) {
  require(scenario.protocol.kind < Protocol::Kind::ExpectedUtility,
          "the protocol of this scenario is about positions: there are no talks about packages to run");
  if (rational(scenario)) {
    RationalStart start = rational_start(scenario, opening_game(scenario));
    state_ = std::make_unique<State>(start.scenario);
    state_->equilibrium = std::move(start.table);
  } else {
    const bool alike = like != nullptr && same_structure(like->scenario(), scenario);
    state_ = std::make_unique<State>(scenario, alike ? like->state_.get() : nullptr);
  }
}
Simulator::~Simulator() = default;
Simulator::Simulator(Simulator&&) noexcept = default;
Simulator& Simulator::operator=(Simulator&&) noexcept = default;

const Scenario& Simulator::scenario() const { return state_->scenario; }

RunRecord Simulator::run(std::uint64_t seed, std::uint64_t run, RecordLevel level) {
  State& state = *state_;
  state.start(RandomSource(seed, run), level);
  state.result.seed = seed;
  state.result.run = run;
  for (int number = 0; number < state.scenario.timing.rounds; ++number) state.play_round(number);
  state.finish();
  return {state.result, state.rounds};
}

}  // namespace entente
