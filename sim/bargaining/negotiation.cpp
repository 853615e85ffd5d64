#include "sim/bargaining/negotiation.hpp"

#include <algorithm>

#include "sim/bargaining/tactics.hpp"
#include "sim/core/math.hpp"

namespace entente {

Negotiation::Negotiation(const Scenario& scenario, const Layout& layout, const Admissible& admissible,
                         const Utilities& utilities, const Board& board, const World& world,
                         RatificationOdds& odds)
    : scenario_(&scenario),
      layout_(&layout),
      admissible_(&admissible),
      utilities_(&utilities),
      board_(&board),
      world_(&world),
      odds_(&odds),
      parties_(parties(scenario)),
      hold_(scenario.actors.size(), 0.0),
      own_hopes_(scenario.actors.size()),
      other_hopes_(scenario.actors.size(), std::vector<KeptHope>(scenario.actors.size())),
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

const Hope& Negotiation::own_hope(std::size_t i) {
  KeptHope& kept = own_hopes_[i];
  if (!kept.fresh) {
    sides_.clear();
    for (const std::size_t l : parties_) {
      if (l != i) sides_.push_back({board_->estimate(i, l), utilities_->estimated_process_value(i, l)});
    }
    kept.hope.build({board_->own(i), utilities_->process_value(i)}, sides_, admissible_->mask(),
                    layout_->settles(), *odds_);
    kept.fresh = true;
  }
  return kept.hope;
}

const Hope& Negotiation::other_hope(std::size_t i, std::size_t j) {
  KeptHope& kept = other_hopes_[i][j];
  if (!kept.fresh) {
    sides_.clear();
    for (const std::size_t l : parties_) {
      if (l != j) sides_.push_back({board_->estimate(j, l), utilities_->estimated_process_value(j, l)});
    }
    kept.hope.build({board_->estimate(i, j), utilities_->estimated_process_value(i, j)}, sides_,
                    admissible_->mask(), layout_->settles(), *odds_);
    kept.fresh = true;
  }
  return kept.hope;
}

double Negotiation::hope_from(const Hope& hope, double factor, double value, std::size_t observer,
                              PackageIndex x) {
  thresholds_.clear();
  for (const std::size_t l : parties_) {
    if (l != observer) thresholds_.push_back(board_->estimate(observer, l)[x]);
  }
  return factor * std::max(0.0, hope.best(thresholds_) - value);
}

double Negotiation::hope(std::size_t i, PackageIndex x) {
  if (hold_[i] == 0 || layout_->settles()[x] != 0) return 0;
  return hope_from(own_hope(i), hold_[i], board_->own(i)[x], i, x);
}

double Negotiation::estimated_hope(std::size_t i, std::size_t j, PackageIndex x) {
  if (hold_[j] == 0 || layout_->settles()[x] != 0) return 0;
  return hope_from(other_hope(i, j), hold_[j], board_->estimate(i, j)[x], j, x);
}

Comparison Negotiation::comparison(std::size_t i, PackageIndex x) {
  const PackageIndex now = world_->arrangement;
  return {board_->own(i)[x],
          board_->own(i)[now],
          layout_->settles()[x] != 0,
          utilities_->process_value(i),
          hope(i, x),
          hope(i, now),
          outside_option(scenario_->actors[i])};
}

Comparison Negotiation::estimated_comparison(std::size_t i, std::size_t j, PackageIndex x) {
  const PackageIndex now = world_->arrangement;
  return {board_->estimate(i, j)[x],
          board_->estimate(i, j)[now],
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
    if (j != i) sum += board_->estimate(i, j)[x];
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

void Negotiation::consider(std::size_t i, PackageIndex x, double gain, double& best) {
  // Factors of Q are at most 1, so as soon as the product so far is too small the package is out.
  const double price = scenario_->protocol.offer_price;
  Offer offer{x, gain, 1, 1, 0};
  if (needed_ + 1 < parties_.size()) {
    offer.acceptance = enough_accept(i, x);
    if (offer.acceptance * gain - price < best - kTie) return;
  } else {
    for (const std::size_t j : parties_) {
      if (j == i) continue;
      offer.acceptance *= acceptance(i, j, x);
      if (offer.acceptance * gain - price < best - kTie) return;
    }
  }
  offer.ratification = (*odds_)(x);
  offer.objective = offer.acceptance * offer.ratification * gain - price;
  if (offer.objective <= kTie || offer.objective < best - kTie) return;
  best = std::max(best, offer.objective);
  std::erase_if(candidates_, [&](const Candidate& other) { return other.offer.objective < best - kTie; });
  candidates_.push_back({offer, layout_->space().changes(x, world_->arrangement), others_estimate(i, x)});
}

std::optional<Offer> Negotiation::best_offer(std::size_t i, std::optional<std::size_t> issue) {
  const PackageIndex now = world_->arrangement;
  const std::span<const double> own = board_->own(i);
  const std::span<const std::uint8_t> admissible = admissible_->mask();
  const std::vector<std::uint8_t>& settles = layout_->settles();
  const Switches& switches = scenario_->switches;
  const double price = scenario_->protocol.offer_price;
  const double talks = utilities_->process_value(i);
  const double reservation = std::max(outside_option(scenario_->actors[i]), own[now] + talks + hope(i, now));
  const double highest = hold_[i] == 0 ? 0 : own_hope(i).highest();
  double best = 0;
  candidates_.clear();
  for (PackageIndex x = 0; x < own.size(); ++x) {
    if (admissible[x] == 0 || x == now) continue;
    if (issue && layout_->space().with(now, *issue, layout_->space().option(x, *issue)) != x) continue;
    const bool final = settles[x] != 0;
    if (!final && !switches.partial_agreements) continue;
    if (!final && !switches.invest_in_hope && own[x] < own[now] - kTie) continue;
    // What V could be at most, before the hope of this very package is looked up.
    const double open = final ? 0 : talks + hold_[i] * std::max(0.0, highest - own[x]);
    if (own[x] + open - reservation - price < best - kTie) continue;
    const double gain = comparison(i, x).gain();
    if (gain - price < best - kTie) continue;
    consider(i, x, gain, best);
  }
  if (candidates_.empty()) return std::nullopt;
  std::uint32_t fewest = candidates_.front().changes;
  for (const Candidate& candidate : candidates_) fewest = std::min(fewest, candidate.changes);
  std::erase_if(candidates_, [&](const Candidate& candidate) { return candidate.changes != fewest; });
  double kindest = candidates_.front().others;
  for (const Candidate& candidate : candidates_) kindest = std::max(kindest, candidate.others);
  // The packages were met in the order of their index, so the first that remains has the lowest.
  return std::ranges::find_if(candidates_,
                              [&](const Candidate& candidate) { return candidate.others >= kindest - kTie; })
      ->offer;
}

}  // namespace entente
