#include "sim/bargaining/negotiation.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "sim/bargaining/tactics.hpp"
#include "sim/core/math.hpp"

namespace entente {

Negotiation::Negotiation(const Scenario& scenario, const Layout& layout, const Utilities& utilities,
                         const Board& board, const World& world, RatificationOdds& odds)
    : scenario_(&scenario),
      layout_(&layout),
      utilities_(&utilities),
      board_(&board),
      world_(&world),
      odds_(&odds),
      parties_(parties(scenario)),
      hold_(scenario.actors.size(), 0.0),
      own_hopes_(scenario.actors.size()),
      other_hopes_(scenario.actors.size(), std::vector<KeptHope>(scenario.actors.size())),
      variances_(scenario.actors.size()),
      last_offers_(scenario.actors.size(), 0),
      needed_(answers_needed(scenario)) {
  for (const Actor& actor : scenario.actors) {
    patience_.push_back(portable_pow(actor.patience, scenario.timing.hope_delay));
  }
}

void Negotiation::refresh() {
  const double years = world_->round * scenario_->timing.round;
  for (const std::size_t i : parties_) {
    hold_[i] = scenario_->switches.hope ? hold_out(scenario_->actors[i].tactic, years) * patience_[i] : 0;
    own_hopes_[i].fresh = false;
    for (KeptHope& kept : other_hopes_[i]) kept.fresh = false;
  }
}

void Negotiation::estimate_changed(std::size_t i, std::size_t j) {
  // i's own hope is bound by what i thinks of j; and others' estimates of i's hope use it too.
  own_hopes_[i].fresh = false;
  for (const std::size_t observer : parties_) other_hopes_[observer][i].fresh = false;
  other_hopes_[i][j].fresh = false;
}

void Negotiation::build(KeptHope& kept, Hope::Side objective) {
  kept.fresh = true;
  sources_.push_back(std::bit_cast<std::uint64_t>(objective.process_value));
  for (const Hope::Side& side : sides_) sources_.push_back(std::bit_cast<std::uint64_t>(side.process_value));
  sources_.push_back(odds_->era());
  if (kept.sources == sources_) return;
  kept.sources = sources_;
  kept.best_now.reset();
  kept.hope.set(objective, sides_, *odds_, board_->tree());
}

Negotiation::KeptHope& Negotiation::own_hope(std::size_t i) {
  KeptHope& kept = own_hopes_[i];
  if (kept.fresh) return kept;
  sides_.clear();
  sources_.assign({board_->version(i)});
  for (const std::size_t l : parties_) {
    if (l == i) continue;
    sides_.push_back({board_->estimate_row(i, l), utilities_->estimated_process_value(i, l)});
    sources_.push_back(board_->version(i, l));
  }
  build(kept, {board_->own_row(i), utilities_->process_value(i)});
  return kept;
}

Negotiation::KeptHope& Negotiation::other_hope(std::size_t i, std::size_t j) {
  KeptHope& kept = other_hopes_[i][j];
  if (kept.fresh) return kept;
  sides_.clear();
  sources_.assign({board_->version(i, j)});
  for (const std::size_t l : parties_) {
    if (l == j) continue;
    sides_.push_back({board_->estimate_row(j, l), utilities_->estimated_process_value(j, l)});
    sources_.push_back(board_->version(j, l));
  }
  build(kept, {board_->estimate_row(i, j), utilities_->estimated_process_value(i, j)});
  return kept;
}

double Negotiation::hope_from(KeptHope& kept, double factor, double value, std::size_t observer,
                              PackageIndex x) {
  const bool now = x == world_->arrangement;
  if (!now || !kept.best_now) {
    thresholds_.clear();
    for (const std::size_t l : parties_) {
      if (l != observer) thresholds_.push_back(board_->estimate(observer, l, x));
    }
    const double best = kept.hope.best(thresholds_);
    if (!now) return factor * std::max(0.0, best - value);
    kept.best_now = best;
  }
  return factor * std::max(0.0, *kept.best_now - value);
}

double Negotiation::hope(std::size_t i, PackageIndex x) {
  if (hold_[i] == 0 || layout_->settles()[x] != 0) return 0;
  return hope_from(own_hope(i), hold_[i], board_->own(i, x), i, x);
}

double Negotiation::estimated_hope(std::size_t i, std::size_t j, PackageIndex x) {
  if (hold_[j] == 0 || layout_->settles()[x] != 0) return 0;
  return hope_from(other_hope(i, j), hold_[j], board_->estimate(i, j, x), j, x);
}

double Negotiation::reservation(std::size_t i) {
  const PackageIndex now = world_->arrangement;
  return std::max(outside_option(scenario_->actors[i]),
                  board_->own(i, now) + utilities_->process_value(i) + hope(i, now));
}

Comparison Negotiation::comparison(std::size_t i, PackageIndex x) {
  const PackageIndex now = world_->arrangement;
  return {board_->own(i, x),
          board_->own(i, now),
          layout_->settles()[x] != 0,
          utilities_->process_value(i),
          hope(i, x),
          hope(i, now),
          outside_option(scenario_->actors[i])};
}

Comparison Negotiation::estimated_comparison(std::size_t i, std::size_t j, PackageIndex x) {
  const PackageIndex now = world_->arrangement;
  return {board_->estimate(i, j, x),
          board_->estimate(i, j, now),
          layout_->settles()[x] != 0,
          utilities_->estimated_process_value(i, j),
          estimated_hope(i, j, x),
          estimated_hope(i, j, now),
          outside_option(scenario_->actors[j])};
}

double Negotiation::true_margin(std::size_t i, PackageIndex x) {
  return comparison(i, x).margin(scenario_->switches.invest_in_hope);
}

ExpectedAnswer Negotiation::expected_answer(std::size_t i, std::size_t j, PackageIndex x) {
  return {estimated_comparison(i, j, x).margin(scenario_->switches.invest_in_hope),
          changed_variance(*layout_, world_->valuation_beliefs[i][j], x, world_->arrangement)};
}

double Negotiation::acceptance(std::size_t i, std::size_t j, PackageIndex x) {
  if (scenario_->switches.refusal_memory && known_refusal(*layout_, *utilities_, *world_, i, j, x)) return 0;
  const ExpectedAnswer expected = expected_answer(i, j, x);
  return acceptance_probability(expected.margin, expected.variance);
}

double Negotiation::others_estimate(std::size_t i, PackageIndex x) const {
  double sum = 0;
  for (const std::size_t j : parties_) {
    if (j != i) sum += board_->estimate(i, j, x);
  }
  return sum;
}

double Negotiation::enough_accept(std::size_t i, PackageIndex x) {
  chances_.clear();
  for (const std::size_t j : parties_) {
    if (j != i) chances_.push_back(acceptance(i, j, x));
  }
  return probability_of_enough(chances_, needed_);
}

Offer Negotiation::offer(std::size_t i, PackageIndex x) {
  Offer offer{x, comparison(i, x).gain(), enough_accept(i, x), (*odds_)(x), 0};
  offer.objective = offer.acceptance * offer.ratification * offer.gain - scenario_->protocol.offer_price;
  return offer;
}

}  // namespace entente
