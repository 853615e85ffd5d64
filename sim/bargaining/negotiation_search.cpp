#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>

#include "sim/bargaining/acceptance_bound.hpp"
#include "sim/bargaining/negotiation.hpp"
#include "sim/core/math.hpp"

/// The search for the best offer: bounds first, the rule itself for the few packages that could win.

namespace entente {

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

/// A stretch of packages: all, or those that leave the only partner no worse off than now, or worse.
struct Negotiation::Part {
  enum class Others : std::uint8_t { Any, NoWorse, Worse };
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool settles = false;
  Others others = Others::Any;
};

/// The bounds of examine(). All are formed in the order of operations of Comparison, so that what they bound
/// stays below them, rounding included.
struct Negotiation::Search {
  struct Partner {
    Blocks row;
    double value_now = 0;
    /// What a package that settles has to reach.
    double reservation = 0;
    AcceptanceBound acceptance{0};
    /// What an option in the place of that in force adds to the variance.
    std::span<const double> variances;
  };
  std::size_t proposer = 0;
  Blocks own;
  std::span<const std::uint8_t> settles;
  std::size_t now = 0;
  double highest_own = -kInfinity;
  /// What a package that does not settle has to reach in U + ν, +∞ where none is to be offered.
  double floor = 0;
  double talks = 0;
  double hold = 0;
  /// Bounds on what can be hoped for: at all, and from where no other is left with less than now.
  double highest = 0;
  double highest_now = 0;
  double reservation = 0;
  double price = 0;
  /// The objective to beat.
  double best = 0;
  std::array<Partner, kMostParties> partners;
  std::size_t others = 0;

  /// V − R at most, before the hope of this very package is looked up; −∞ where it is not to be offered.
  double most(std::size_t slot) const {
    const double value = own.values[slot];
    if (settles[slot] != 0) return value - reservation;
    if (value < floor) return -kInfinity;
    // More for the others leaves fewer packages to hope for.
    const bool kept = others > 0 && std::ranges::all_of(
                                        std::span(partners).first(others),
                                        [&](const Partner& j) { return j.row.values[slot] >= j.value_now; });
    const double hoped = std::max(0.0, (kept ? highest_now : highest) - value);
    return value + (talks + hold * hoped) - reservation;
  }
  bool falls_short(double gain) const { return gain - price < best - kTie; }
  /// A partner's margin at most: a package that does not settle is no better for it than what it adds now,
  /// whatever its hope.
  double margin(const Partner& partner, std::size_t slot) const {
    return partner.row.values[slot] - (settles[slot] != 0 ? partner.reservation : partner.value_now);
  }

  /// What a package of a part has to be worth to the proposer and to the first partner to reach `best`.
  struct Least {
    double own = 0;
    double partner = 0;
  };
  /// most() solved for the value, and the partner's bound for its margin where the proposer gains as much as
  /// by any package, less what all roundings together can be.
  Least least(const Part& part, bool invest_in_hope) const {
    const bool final = part.settles;
    const double hoped = part.others == Part::Others::NoWorse ? highest_now : highest;
    const double wanted = best - kTie + price;
    const bool hopes = !final && hold != 0 && !std::isinf(hoped);
    const double rounding = 1e-12 * (1 + std::fabs(wanted) + std::fabs(reservation) + std::fabs(talks) +
                                     std::fabs(highest_own) + (hopes ? std::fabs(hoped) : 0));
    Least least{wanted + reservation - rounding, -kInfinity};
    double most_gain = highest_own - reservation;
    if (!final) {
      least.own -= talks;
      most_gain += talks + (hopes ? hold * std::max(0.0, hoped - highest_own) : 0);
      if (hopes && least.own < hoped) least.own = hold < 1 ? (least.own - hold * hoped) / (1 - hold) : floor;
      least.own = std::max(least.own, floor);
    }
    const Partner& first = partners.front();
    if (part.others == Part::Others::NoWorse) least.partner = first.value_now;
    if (others == 0 || (!final && (invest_in_hope || hold >= 1)) || !(most_gain > 0)) return least;
    const double needed = first.acceptance.least_margin((wanted - rounding) / (most_gain + rounding));
    least.partner =
        std::max(least.partner, needed + (final ? first.reservation : first.value_now) - rounding);
    return least;
  }
};

Negotiation::Search Negotiation::search(std::size_t i) {
  const Switches& switches = scenario_->switches;
  Search search;
  search.proposer = i;
  search.own = board_->own_row(i);
  search.settles = board_->tree().settles();
  search.now = board_->now();
  search.highest_own = highest_of(search.own);
  search.floor = !switches.partial_agreements ? kInfinity
                 : switches.invest_in_hope    ? -kInfinity
                                              : search.own.values[search.now] - kTie;
  search.talks = utilities_->process_value(i);
  search.hold = hold_[i];
  search.reservation = reservation(i);
  if (hold_[i] != 0) {
    search.highest = search.highest_own - std::min(0.0, search.talks);
    search.highest_now = own_hope(i).best_now.value_or(search.highest);
  }
  search.price = scenario_->protocol.offer_price;
  if (needed_ + 1 < parties_.size()) return search;  // nobody's answer is needed
  const PackageIndex now = world_->arrangement;
  for (const std::size_t j : parties_) {
    if (j == i) continue;
    Search::Partner& partner = search.partners[search.others++];
    partner.row = board_->estimate_row(i, j);
    partner.value_now = board_->estimate(i, j, now);
    partner.reservation =
        std::max(outside_option(scenario_->actors[j]),
                 partner.value_now + utilities_->estimated_process_value(i, j) + estimated_hope(i, j, now));
    const ValuationBelief& belief = world_->valuation_beliefs[i][j];
    partner.acceptance = AcceptanceBound(most_variance(*layout_, belief));
    option_variances(*layout_, belief, now, variances_[j]);
    partner.variances = variances_[j];
  }
  return search;
}

double Negotiation::at_most(const Search& search, std::size_t slot, double most) const {
  const bool final = search.settles[slot] != 0;
  if (!final && scenario_->switches.invest_in_hope) return most;
  double acceptance = 1;
  for (const Search::Partner& partner : std::span(search.partners).first(search.others)) {
    acceptance *= partner.acceptance(search.margin(partner, slot));
  }
  return acceptance * std::max(0.0, most);
}

void Negotiation::examine(Search& search, std::size_t slot, double most) {
  const std::size_t i = search.proposer;
  const PackageIndex x = board_->tree().packages()[slot];
  if (search.settles[slot] != 0 || !scenario_->switches.invest_in_hope) {
    // The bound of at_most() with the variances of this very package.
    double acceptance = 1;
    for (const Search::Partner& partner : std::span(search.partners).first(search.others)) {
      const AcceptanceBound bound(layout_->over_options(partner.variances, x));
      acceptance *= bound(search.margin(partner, slot));
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
  using Others = Part::Others;
  for (const PackageTree::Stretch& stretch : board_->tree().stretches()) {
    const auto part = [&](Others others) {
      return Part{stretch.begin, stretch.end, stretch.settles, others};
    };
    if (stretch.settles || search.hold == 0 || search.others != 1) {
      scan(search, part(Others::Any), first, issue);
    } else {
      scan(search, part(Others::NoWorse), first, issue);
      scan(search, part(Others::Worse), first, issue);
    }
  }
}

void Negotiation::scan(Search& search, const Part& part, std::size_t first,
                       std::optional<std::size_t> issue) {
  const PackageTree& tree = board_->tree();
  const Search::Partner& partner = search.partners.front();
  const Blocks& others = search.others > 0 ? partner.row : search.own;
  // Those that promise most come first: the best is soon found, and the rest falls behind it.
  constexpr std::size_t kAtOnce = 1024;
  for (std::size_t begin = part.begin; begin < part.end; begin += kAtOnce) {
    const std::size_t end = std::min<std::size_t>(part.end, begin + kAtOnce);
    const Search::Least least = search.least(part, scenario_->switches.invest_in_hope);
    const auto from = [&](std::size_t slot) {
      return first_reaching({search.own, least.own}, {others, least.partner}, slot, end);
    };
    promising_.clear();
    for (std::size_t slot = from(begin); slot < end; slot = from(slot + 1)) {
      if (part.others == Part::Others::Worse && others.values[slot] >= partner.value_now) continue;
      if (slot == first || slot == search.now || !is_about(tree.packages()[slot], issue)) continue;
      const double most = search.most(slot);
      if (search.falls_short(most)) continue;
      const double bound = at_most(search, slot, most);
      if (!search.falls_short(bound)) promising_.push_back({bound, most, slot});
    }
    std::ranges::sort(promising_, std::ranges::greater(), &Promising::bound);
    for (const Promising& it : promising_) {
      if (search.falls_short(it.bound)) break;
      examine(search, it.slot, it.most);
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
