#include <algorithm>
#include <set>
#include <utility>

#include "bench/reference/beliefs.hpp"
#include "bench/reference/mechanisms.hpp"
#include "bench/reference/offers.hpp"
#include "bench/reference/reference.hpp"
#include "bench/reference/results.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// One run in the making.
class Negotiation {
 public:
  Negotiation(const Scenario& scenario, std::uint64_t seed, std::uint64_t run)
      : world_(make_world(scenario, seed, run)), state_(initial_state(world_)) {
    RunResult& result = record_.result;
    result.seed = seed;
    result.run = run;
    result.types = world_.types;
    for (const Actor& actor : scenario.actors) {
      result.utilities.emplace_back(actor.components.size() + kExtraColumns, 0.0);
      result.acts.emplace_back(actor.acts.size(), 0);
    }
  }

  RunRecord play() {
    for (int t = 0; t < world_.scenario.timing.rounds; ++t) play_round(t);
    conclude();
    return record_;
  }

 private:
  /// MODEL.md 3, in its order.
  void play_round(int t) {
    state_.round = t;
    round_ = Round{};
    round_.number = t;
    round_.date = date_after(world_.scenario.timing, time_of(world_, t));
    conduct_.clear();
    last_settling_offer_.reset();
    signed_now_ = false;
    if (t > 0) start_round();
    act();
    meet();
    if (round_.talks) bargain();
    check_agreements();
    learn_from_round();
    record_round();
  }

  void start_round() {
    renew_valuations(world_, state_);
    renew_zeta(world_, state_);
    advance_context(world_, state_);
    relax_ties(world_, state_);
    influence(world_, state_);
    decay_stocks(world_, state_);
  }

  void act() {
    if (!world_.scenario.switches.acts) return;
    end_unavailable_acts(world_, state_);
    round_.acts_settled = choose_acts(world_, state_);
    for (std::size_t j = 0; j < state_.acts.size(); ++j)
      apply_act(world_, state_, j, world_.scenario.timing.round);
  }

  /// MODEL.md 3.5.
  void meet() {
    const Protocol& protocol = world_.scenario.protocol;
    const View view = make_view(world_, state_, world_.packages);
    const bool settled = world_.settles[state_.arrangement];
    round_.suspended = protocol.suspended && holds(*protocol.suspended, {}, {}, state_.context);
    round_.talks = !round_.suspended && !settled;
    for (std::size_t i = 0; i < world_.scenario.actors.size(); ++i) {
      const Actor& actor = world_.scenario.actors[i];
      const double weight = 1 - portable_pow(actor.patience, world_.scenario.timing.round);
      double value = weight * (process_value(world_, view.tables, i) - actor.meeting_cost);
      if (actor.party && !settled) {
        const auto offer = best_offer(world_, view, i);
        value += offer ? std::max(0.0, offer->objective) : 0;
      }
      const bool attends = !world_.scenario.switches.meeting_decision || value >= -kTie;
      const bool required = actor.party || std::ranges::find(protocol.required, i) != protocol.required.end();
      round_.attendance_value.push_back(value);
      round_.attends.push_back(attends);
      if (required && !attends) round_.talks = false;
    }
  }

  /// MODEL.md 3.6.
  void bargain() {
    const Timing& timing = world_.scenario.timing;
    const std::vector<std::size_t>& order = world_.scenario.protocol.order;
    const auto t = static_cast<std::uint64_t>(state_.round);
    for (std::uint64_t e = exchanges_before(timing, t); e < exchanges_before(timing, t + 1); ++e) {
      const std::size_t place = static_cast<std::size_t>(e % order.size());
      const Exchange exchange = hold_exchange(e, place);
      round_.exchanges.push_back(exchange);
      if (!exchange.accepted) continue;
      conclude_agreement(exchange);
      return;
    }
  }

  Exchange hold_exchange(std::uint64_t number, std::size_t place) {
    const std::vector<std::size_t>& order = world_.scenario.protocol.order;
    const std::size_t proposer = order[place];
    const View view = make_view(world_, state_, world_.packages);
    const auto offer = best_offer(world_, view, proposer);
    Exchange exchange;
    exchange.number = number;
    exchange.proposer = proposer;
    exchange.passed = !offer;
    if (!offer) {
      ++record_.result.passes;
      return exchange;
    }
    exchange.package = offer->package;
    exchange.gain = offer->gain;
    exchange.acceptance = offer->acceptance;
    exchange.ratification = offer->ratification;
    exchange.objective = offer->objective;
    note_offer(proposer, offer->package);

    exchange.accepted = true;
    for (std::size_t step = 1; step < order.size() && exchange.accepted; ++step) {
      const std::size_t j = order[(place + step) % order.size()];
      Answer answer = ask(view, j, offer->package, number);
      answer.probability = offer->probabilities[j];
      if (!answer.accepted) {
        remember_refusal(world_, state_, view, j, offer->package);
        note_refusal(j, answer.reasons);
      }
      exchange.accepted = answer.accepted;
      exchange.answers.push_back(answer);
    }
    learn_from_exchange(exchange);
    return exchange;
  }

  /// MODEL.md 4, acceptable; with answer noise, quantal response.
  Answer ask(const View& view, std::size_t j, PackageIndex y, std::uint64_t exchange) const {
    Answer answer;
    answer.actor = j;
    answer.margin =
        true_margin(world_, view, j, y, hope(world_, view, j, y), hope(world_, view, j, state_.arrangement));
    answer.accepted = answer.margin >= -kTie;
    const double noise = world_.scenario.actors[j].tactic.answer_noise;
    if (noise > 0) {
      const double u = world_.random.uniform({.subject = hash_name(world_.scenario.actors[j].name),
                                              .purpose = Purpose::Answer,
                                              .round = static_cast<std::uint32_t>(state_.round),
                                              .exchange = static_cast<std::uint32_t>(exchange)});
      answer.accepted = u < logistic(answer.margin / noise);
    }
    answer.reasons = contributions(world_, view, j, y);
    return answer;
  }

  /// First from the offer, then from each answer, each at the beliefs as they stand.
  void learn_from_exchange(const Exchange& exchange) {
    const auto learn_about = [&](std::size_t j, bool accepts) {
      const View view = make_view(world_, state_, world_.packages);
      learn(world_, state_, view, j, accepts, exchange.package);
    };
    learn_about(exchange.proposer, true);
    for (const Answer& answer : exchange.answers) learn_about(answer.actor, answer.accepted);
  }

  void note_offer(std::size_t proposer, PackageIndex package) {
    ++record_.result.offers;
    const bool repeated = !offered_.insert({proposer, package}).second;
    record_.result.repeated_offers += repeated ? 1 : 0;
    if (world_.settles[package]) last_settling_offer_ = package;
    const Actor& actor = world_.scenario.actors[proposer];
    record_.result.utilities[proposer].back() -=
        world_.scenario.protocol.offer_price * portable_pow(actor.patience, time_of(world_, state_.round));
  }

  void note_refusal(std::size_t actor, const Contributions& reasons) {
    ++record_.result.refusals;
    ++blocks_[{actor, main_reason(reasons)}];
  }

  /// MODEL.md 3.7 and 3.8: votes at home, then whether the signatories deliver.
  void conclude_agreement(const Exchange& exchange) {
    RunResult& result = record_.result;
    round_.votes = vote(world_, state_, exchange.package);
    if (!std::ranges::all_of(round_.votes, &Vote::ratified)) {
      ++result.ratification_failures;
      return;
    }
    Commitment commitment = make_commitment(world_, state_, exchange.package, exchange.number);
    const Delivery delivery = decide_delivery(world_, state_, commitment);
    for (const Conduct& conduct : delivery.conduct) {
      // Of an agreement that never comes into force only the breach is remembered.
      if (delivery.breaches.empty() || !conduct.kept) conduct_.push_back(conduct);
    }
    if (!delivery.breaches.empty()) {
      round_.breaches = delivery.breaches;
      return;
    }
    commitment.agreement = result.agreements.size();
    result.agreements.push_back(
        {.round = state_.round, .from = commitment.from, .to = commitment.to, .broken = -1});
    in_force_.push_back(commitment);
    change_arrangement(commitment.to);
    round_.agreed = true;
    signed_now_ = true;
  }

  /// MODEL.md 3.8: agreements already in force, newest first.
  void check_agreements() {
    for (std::size_t n = in_force_.size() - (signed_now_ ? 1 : 0); n-- > 0;) {
      const Delivery delivery = decide_delivery(world_, state_, in_force_[n]);
      conduct_.insert(conduct_.end(), delivery.conduct.begin(), delivery.conduct.end());
      if (delivery.breaches.empty()) continue;
      round_.breaches.insert(round_.breaches.end(), delivery.breaches.begin(), delivery.breaches.end());
      ++record_.result.rollbacks;
      change_arrangement(in_force_[n].from);
      for (std::size_t later = n; later < in_force_.size(); ++later) {
        record_.result.agreements[in_force_[later].agreement].broken = state_.round;
      }
      in_force_.resize(n);
    }
  }

  void change_arrangement(PackageIndex x) {
    state_.arrangement = x;
    for (auto& of_actor : state_.refused) {
      for (auto& about : of_actor) about.clear();
    }
    offered_.clear();
  }

  /// MODEL.md 3.9.
  void learn_from_round() {
    learn_conduct(world_, state_, conduct_);
    pay_audience_costs(world_, state_);
    if (last_settling_offer_) drift_aspirations(world_, state_, *last_settling_offer_);
  }

  void record_round() {
    RunResult& result = record_.result;
    result.rounds_with_talks += round_.talks ? 1 : 0;
    result.unsettled_acts += round_.acts_settled ? 0 : 1;
    const Matrix flows = round_flows(world_, state_, round_);
    for (std::size_t i = 0; i < flows.size(); ++i) {
      ++result.acts[i][state_.acts[i]];
      const double patience = world_.scenario.actors[i].patience;
      const double weight = (1 - portable_pow(patience, world_.scenario.timing.round)) *
                            portable_pow(patience, time_of(world_, state_.round));
      for (std::size_t column = 0; column < flows[i].size(); ++column) {
        result.utilities[i][column] += weight * flows[i][column];
      }
    }
    round_.context = state_.context;
    round_.acts = state_.acts;
    round_.arrangement = state_.arrangement;
    round_.utilities = arrangement_utilities(world_, state_);
    round_.trust = trust_matrix(world_, state_);
    round_.ties = state_.ties;
    round_.beliefs = state_.beliefs;
    record_.rounds.push_back(round_);
  }

  /// MODEL.md 5.
  void conclude() {
    RunResult& result = record_.result;
    result.arrangement = state_.arrangement;
    result.outcome = outcome_of(world_, state_.arrangement);
    result.nash_product = nash_product(world_, state_);
    result.frontier_distance = frontier_distance(world_, state_);
    result.trust = trust_matrix(world_, state_);
    result.ties = state_.ties;
    result.left_unsigned = left_unsigned(world_, state_);
    result.gaps = gaps(world_, state_);
    for (const auto& [who, refusals] : blocks_) {
      result.blocks.push_back({.actor = who.first, .reason = who.second, .refusals = refusals});
    }
  }

  World world_;
  State state_;
  RunRecord record_;
  Round round_;
  /// Agreements in force, oldest first, and whether the last was signed in this round.
  std::vector<Commitment> in_force_;
  bool signed_now_ = false;
  /// (proposer, package) tabled since a_t last changed.
  std::set<std::pair<std::size_t, PackageIndex>> offered_;
  std::optional<PackageIndex> last_settling_offer_;
  std::vector<Conduct> conduct_;
  std::map<std::pair<std::size_t, std::size_t>, int> blocks_;
};

}  // namespace

RunRecord run(const Scenario& scenario, std::uint64_t seed, std::uint64_t run) {
  return Negotiation(scenario, seed, run).play();
}

}  // namespace entente::reference
