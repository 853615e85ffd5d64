#include "sim/bargaining/negotiation.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "sim/bargaining/acceptance_bound.hpp"
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
  kept.hope.build(objective, sides_, odds_->likely(board_->tree()), board_->tree().settles());
}

const Hope& Negotiation::own_hope(std::size_t i) {
  KeptHope& kept = own_hopes_[i];
  if (kept.fresh) return kept.hope;
  sides_.clear();
  sources_.assign({board_->version(i)});
  for (const std::size_t l : parties_) {
    if (l == i) continue;
    sides_.push_back({board_->estimate(i, l), utilities_->estimated_process_value(i, l)});
    sources_.push_back(board_->version(i, l));
  }
  build(kept, {board_->own(i), utilities_->process_value(i)});
  return kept.hope;
}

const Hope& Negotiation::other_hope(std::size_t i, std::size_t j) {
  KeptHope& kept = other_hopes_[i][j];
  if (kept.fresh) return kept.hope;
  sides_.clear();
  sources_.assign({board_->version(i, j)});
  for (const std::size_t l : parties_) {
    if (l == j) continue;
    sides_.push_back({board_->estimate(j, l), utilities_->estimated_process_value(j, l)});
    sources_.push_back(board_->version(j, l));
  }
  build(kept, {board_->estimate(i, j), utilities_->estimated_process_value(i, j)});
  return kept.hope;
}

double Negotiation::hope_from(const Hope& hope, double factor, double value, std::size_t observer,
                              PackageIndex x) {
  thresholds_.clear();
  for (const std::size_t l : parties_) {
    if (l != observer) thresholds_.push_back(board_->estimate(observer, l, x));
  }
  return factor * std::max(0.0, hope.best(thresholds_) - value);
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

/// The bounds of examine(). All are formed in the order of operations of Comparison, so that what they bound
/// stays below them, rounding included.
struct Negotiation::Search {
  struct Partner {
    std::size_t actor = 0;
    std::span<const double> values;
    double value_now = 0;
    /// What a package that settles has to reach.
    double reservation = 0;
    AcceptanceBound acceptance{0};
  };
  std::size_t proposer = 0;
  std::span<const double> own;
  std::span<const std::uint8_t> settles;
  std::size_t now = 0;
  /// What a package that does not settle has to reach in U + ν, +∞ where none is to be offered.
  double floor = 0;
  double talks = 0;
  double hold = 0;
  /// Most that can be hoped for.
  double highest = 0;
  double reservation = 0;
  double price = 0;
  /// The objective to beat.
  double best = 0;
  std::array<Partner, kMostParties> partners;
  std::size_t others = 0;

  /// V − R at most, before the hope of this very package is looked up; −∞ where it is not to be offered.
  double most(std::size_t slot) const {
    const double value = own[slot];
    if (settles[slot] != 0) return value - reservation;
    if (value < floor) return -std::numeric_limits<double>::infinity();
    return value + (talks + hold * std::max(0.0, highest - value)) - reservation;
  }
  bool falls_short(double gain) const { return gain - price < best - kTie; }

  /// The least value with which a package can reach `best`, by whether it settles: most() solved for the
  /// value, less what all roundings together can be.
  std::array<double, 2> least_values() const {
    const double wanted = best - kTie + price + reservation;
    const double hoped = hold == 0 || std::isinf(highest) ? 0 : highest;
    const double rounding = 1e-12 * (1 + std::fabs(wanted) + std::fabs(talks) + std::fabs(hoped));
    const double without_hope = wanted - talks;
    const bool hopes = hold != 0 && !std::isinf(highest) && without_hope < highest;
    double open = without_hope - rounding;
    if (hopes) {
      open = hold < 1 ? (without_hope - hold * highest - rounding) / (1 - hold)
                      : -std::numeric_limits<double>::infinity();
    }
    return {std::max(open, floor), wanted - rounding};
  }
};

Negotiation::Search Negotiation::search(std::size_t i) {
  const Switches& switches = scenario_->switches;
  Search search;
  search.proposer = i;
  search.own = board_->own(i);
  search.settles = board_->tree().settles();
  search.now = board_->now();
  search.floor = !switches.partial_agreements ? kInfinity
                 : switches.invest_in_hope    ? -kInfinity
                                              : search.own[search.now] - kTie;
  search.talks = utilities_->process_value(i);
  search.hold = hold_[i];
  search.highest = hold_[i] == 0 ? 0 : own_hope(i).highest();
  search.reservation = reservation(i);
  search.price = scenario_->protocol.offer_price;
  if (needed_ + 1 < parties_.size()) return search;  // nobody's answer is needed
  const PackageIndex now = world_->arrangement;
  for (const std::size_t j : parties_) {
    if (j == i) continue;
    Search::Partner& partner = search.partners[search.others++];
    partner.actor = j;
    partner.values = board_->estimate(i, j);
    partner.value_now = board_->estimate(i, j, now);
    partner.reservation =
        std::max(outside_option(scenario_->actors[j]),
                 partner.value_now + utilities_->estimated_process_value(i, j) + estimated_hope(i, j, now));
    partner.acceptance = AcceptanceBound(most_variance(*layout_, world_->valuation_beliefs[i][j]));
  }
  return search;
}

void Negotiation::examine(Search& search, std::size_t slot, double most) {
  const std::size_t i = search.proposer;
  const PackageIndex x = board_->tree().packages()[slot];
  const bool final = search.settles[slot] != 0;
  if (final || !scenario_->switches.invest_in_hope) {
    // What the others would say at best: a package that does not settle is no better for them than what it
    // adds now, whatever its hope. First with the largest variances that there can be, then with its own.
    const std::span<const Search::Partner> partners = std::span(search.partners).first(search.others);
    const auto margin = [&](const Search::Partner& partner) {
      return partner.values[slot] - (final ? partner.reservation : partner.value_now);
    };
    double acceptance = 1;
    for (const Search::Partner& partner : partners) acceptance *= partner.acceptance(margin(partner));
    if (search.falls_short(acceptance * std::max(0.0, most))) return;
    acceptance = 1;
    for (const Search::Partner& partner : partners) {
      const ValuationBelief& belief = world_->valuation_beliefs[i][partner.actor];
      acceptance *=
          AcceptanceBound(changed_variance(*layout_, belief, x, world_->arrangement))(margin(partner));
    }
    if (search.falls_short(acceptance * std::max(0.0, most))) return;
  }
  const double gain = comparison(i, x).gain();
  if (!search.falls_short(gain)) consider(i, x, gain, search.best);
}

std::optional<Offer> Negotiation::best_offer(std::size_t i, std::optional<std::size_t> issue) {
  const PackageSpace& space = layout_->space();
  const PackageTree& tree = board_->tree();
  const PackageIndex now = world_->arrangement;
  const auto at_issue = [&](PackageIndex x) {
    return !issue || space.with(now, *issue, space.option(x, *issue)) == x;
  };
  Search search = this->search(i);
  candidates_.clear();
  // What was best the last time comes first: it is still near the top, and bounds prune nearly all the rest.
  // Which packages end up as candidates does not depend on the order: all that come within kTie of the best.
  const PackageIndex last = last_offers_[i];
  const std::size_t first = tree.slot(last);
  if (first != PackageTree::kAbsent && first != search.now && at_issue(last)) {
    const double most = search.most(first);
    if (!search.falls_short(most)) examine(search, first, most);
  }
  double best = search.best;
  std::array<double, 2> least = search.least_values();
  for (std::size_t slot = 0; slot < tree.size(); ++slot) {
    if (search.own[slot] < least[search.settles[slot]]) continue;
    const double most = search.most(slot);
    if (search.falls_short(most) || slot == first || slot == search.now) continue;
    if (at_issue(tree.packages()[slot])) examine(search, slot, most);
    if (search.best == best) continue;
    best = search.best;
    least = search.least_values();
  }
  if (candidates_.empty()) return std::nullopt;
  std::uint32_t fewest = candidates_.front().changes;
  for (const Candidate& candidate : candidates_) fewest = std::min(fewest, candidate.changes);
  std::erase_if(candidates_, [&](const Candidate& candidate) { return candidate.changes != fewest; });
  double kindest = candidates_.front().others;
  for (const Candidate& candidate : candidates_) kindest = std::max(kindest, candidate.others);
  std::erase_if(candidates_, [&](const Candidate& candidate) { return candidate.others < kindest - kTie; });
  const Offer& offer =
      std::ranges::min_element(candidates_, {}, [](const Candidate& it) { return it.offer.package; })->offer;
  last_offers_[i] = offer.package;
  return offer;
}

}  // namespace entente
