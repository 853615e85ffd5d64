#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/bargaining/acceptance_bound.hpp"
#include "sim/bargaining/negotiation.hpp"
#include "sim/core/math.hpp"

/// The search for the best offer: bounds first, the rule itself for the few packages that could win.

namespace entente {

namespace {

constexpr std::size_t kBlock = 16;

/// Whether any of kBlock packages is worth this much to both.
bool any_reaches(const double* own, const double* partner, double least_own, double least_partner) {
  for (std::size_t k = 0; k < kBlock; ++k) {
    if (own[k] >= least_own && partner[k] >= least_partner) return true;
  }
  return false;
}

}  // namespace

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

  /// What a package has to be worth to the proposer and to the first partner to reach `best`.
  struct Least {
    double own = 0;
    double partner = 0;
  };
  /// most() solved for the value, and the partner's bound for its margin where the proposer gains as much as
  /// by any package, less what all roundings together can be.
  Least least(bool final, double highest_own, bool invest_in_hope) const {
    const double wanted = best - kTie + price;
    const bool hopes = !final && hold != 0 && !std::isinf(highest);
    const double rounding = 1e-12 * (1 + std::fabs(wanted) + std::fabs(reservation) + std::fabs(talks) +
                                     std::fabs(highest_own) + (hopes ? std::fabs(highest) : 0));
    Least least{wanted + reservation - rounding, -kInfinity};
    double most_gain = highest_own - reservation;
    if (!final) {
      least.own -= talks;
      most_gain += talks + (hopes ? hold * std::max(0.0, highest - highest_own) : 0);
      if (hopes && least.own < highest) {
        if (hold >= 1) return {floor, -kInfinity};
        least.own = (least.own - hold * highest) / (1 - hold);
      }
      least.own = std::max(least.own, floor);
    }
    if (others == 0 || (!final && invest_in_hope) || !(most_gain > 0)) return least;
    const Partner& first = partners.front();
    const double needed = first.acceptance.least_margin((wanted - rounding) / (most_gain + rounding));
    least.partner = needed + (final ? first.reservation : first.value_now) - rounding;
    return least;
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

bool Negotiation::is_about(PackageIndex x, std::optional<std::size_t> issue) const {
  const PackageSpace& space = layout_->space();
  return !issue || space.with(world_->arrangement, *issue, space.option(x, *issue)) == x;
}

void Negotiation::scan(Search& search, std::size_t first, std::optional<std::size_t> issue) {
  const PackageTree& tree = board_->tree();
  const double highest_own = tree.size() == 0 ? 0 : std::ranges::max(search.own.first(tree.size()));
  for (const PackageTree::Stretch& stretch : tree.stretches()) {
    double best = search.best;
    Search::Least least = search.least(stretch.settles, highest_own, scenario_->switches.invest_in_hope);
    const std::span<const double> partner = search.others > 0 ? search.partners.front().values : search.own;
    for (std::size_t begin = stretch.begin; begin < stretch.end; begin += kBlock) {
      const bool whole = begin + kBlock <= stretch.end;
      // Most blocks hold nothing.
      if (whole && !any_reaches(&search.own[begin], &partner[begin], least.own, least.partner)) continue;
      const std::size_t end = whole ? begin + kBlock : stretch.end;
      for (std::size_t slot = begin; slot < end; ++slot) {
        if (search.own[slot] < least.own || partner[slot] < least.partner) continue;
        const double most = search.most(slot);
        if (search.falls_short(most) || slot == first || slot == search.now) continue;
        if (is_about(tree.packages()[slot], issue)) examine(search, slot, most);
        if (search.best == best) continue;
        best = search.best;
        least = search.least(stretch.settles, highest_own, scenario_->switches.invest_in_hope);
      }
    }
  }
}

std::optional<Offer> Negotiation::best_offer(std::size_t i, std::optional<std::size_t> issue) {
  Search search = this->search(i);
  candidates_.clear();
  // What was best the last time comes first: it is still near the top, and bounds prune nearly all the rest.
  // Which packages end up as candidates does not depend on the order: all that come within kTie of the best.
  const PackageIndex last = last_offers_[i];
  const std::size_t first = board_->tree().slot(last);
  if (first != PackageTree::kAbsent && first != search.now && is_about(last, issue)) {
    const double most = search.most(first);
    if (!search.falls_short(most)) examine(search, first, most);
  }
  scan(search, first, issue);
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
