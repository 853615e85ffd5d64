#include "bench/reference/offers.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// max(0, max over Ŷ(x) of final value − value at x) for one party, whose estimates of the others are those
/// of `holder` itself: the party may be the holder, or j as seen by another (MODEL.md 4).
double hope_by(const World& world, const View& view, const Vector& value, const Vector& final_value,
               std::size_t holder, PackageIndex x) {
  double best = 0;
  for (const PackageIndex y : view.hopeful) {
    if (final_value[y] - value[x] <= best) continue;
    bool others_agree = true;
    for (const std::size_t l : world.parties) {
      if (l == holder) continue;
      const double theirs = view.estimated_final_value[holder][l][y];
      others_agree = others_agree && theirs >= view.estimated_value[holder][l][x] - kTie;
    }
    if (others_agree) best = final_value[y] - value[x];
  }
  return best;
}

/// κ of a tactic (MODEL.md 4; Faratin, Sierra and Jennings 1998).
double hold_out(const Tactic& tactic, double time) {
  if (tactic.kind == Tactic::Kind::Constant) return tactic.initial;
  const double elapsed = std::min(1.0, time / tactic.deadline);
  const double alpha = tactic.kind == Tactic::Kind::Polynomial
                           ? portable_pow(elapsed, 1 / tactic.exponent)
                           : portable_exp(portable_pow(1 - elapsed, tactic.exponent) * portable_log(0.01));
  return tactic.initial + (tactic.final - tactic.initial) * alpha;
}

double outside(const Actor& actor) {
  return actor.outside_option.value_or(-std::numeric_limits<double>::infinity());
}

/// P̂_ij(y) (MODEL.md 4).
double acceptance_probability(const World& world, const View& view, std::size_t i, std::size_t j,
                              PackageIndex y, double margin) {
  const auto& refused = view.refused[i][j];
  const auto memory = refused.find(y);
  if (world.scenario.switches.refusal_memory && memory != refused.end() &&
      public_margin(world, view, i, j, y) <= memory->second + kTie) {
    return 0;
  }
  const double v = margin_variance(world, view.valuation_beliefs[i][j], y, view.arrangement);
  if (v > 0) return normal_cdf(margin / std::sqrt(v));
  return margin >= -kTie ? 1 : 0;
}

/// Σ_j (Û_ij + ν̂_ij)(y) over the other parties.
double others_value(const World& world, const View& view, std::size_t i, PackageIndex y) {
  double sum = 0;
  for (const std::size_t j : world.parties) sum += j != i ? view.estimated_value[i][j][y] : 0;
  return sum;
}

/// The rule for ties: fewest issues changed, then the best for the others, then the lowest index.
const Offer& break_ties(const World& world, const View& view, std::size_t i,
                        const std::vector<Offer>& offers) {
  double best = offers.front().objective;
  for (const Offer& offer : offers) best = std::max(best, offer.objective);
  const auto is_best = [&](const Offer& offer) { return offer.objective >= best - kTie; };
  const auto changes = [&](const Offer& offer) {
    return world.space.changes(offer.package, view.arrangement);
  };

  std::uint32_t fewest = std::numeric_limits<std::uint32_t>::max();
  for (const Offer& offer : offers) {
    if (is_best(offer)) fewest = std::min(fewest, changes(offer));
  }
  double kindest = -std::numeric_limits<double>::infinity();
  for (const Offer& offer : offers) {
    if (is_best(offer) && changes(offer) == fewest) {
      kindest = std::max(kindest, others_value(world, view, i, offer.package));
    }
  }
  return *std::ranges::find_if(offers, [&](const Offer& offer) {
    return is_best(offer) && changes(offer) == fewest &&
           others_value(world, view, i, offer.package) >= kindest - kTie;
  });
}

}  // namespace

double hope(const World& world, const View& view, std::size_t i, PackageIndex x) {
  if (!world.scenario.switches.hope) return 0;
  return hope_by(world, view, view.value[i], view.final_value[i], i, x);
}

double estimated_hope(const World& world, const View& view, std::size_t i, std::size_t j, PackageIndex x) {
  if (!world.scenario.switches.hope) return 0;
  return hope_by(world, view, view.estimated_value[i][j], view.estimated_final_value[i][j], j, x);
}

Hopes hopes_of(const World& world, const View& view, std::size_t i, PackageIndex x) {
  Hopes hopes{.own = 0, .others = Vector(world.scenario.actors.size(), 0.0)};
  // A settled dispute leaves nothing to hope for: G is multiplied by 1 − S.
  if (world.settles[x]) return hopes;
  hopes.own = hope(world, view, i, x);
  for (const std::size_t j : world.parties) {
    if (j != i) hopes.others[j] = estimated_hope(world, view, i, j, x);
  }
  return hopes;
}

double hope_weight(const World& world, const View& view, std::size_t i) {
  const Actor& actor = world.scenario.actors[i];
  return hold_out(actor.tactic, view.time) * portable_pow(actor.patience, world.scenario.timing.hope_delay);
}

double full_value(const World& world, const View& view, std::size_t i, PackageIndex x, double hope) {
  if (world.settles[x]) return view.value[i][x];
  return view.value[i][x] + process_value(world, view.tables, i) + hope_weight(world, view, i) * hope;
}

double reservation(const World& world, const View& view, std::size_t i, double hope_a) {
  return std::max(outside(world.scenario.actors[i]), full_value(world, view, i, view.arrangement, hope_a));
}

double true_margin(const World& world, const View& view, std::size_t i, PackageIndex x, double hope_x,
                   double hope_a) {
  const double margin = full_value(world, view, i, x, hope_x) - reservation(world, view, i, hope_a);
  if (world.settles[x] || world.scenario.switches.invest_in_hope) return margin;
  return std::min(margin, view.value[i][x] - view.value[i][view.arrangement]);
}

double public_margin(const World& world, const View& view, std::size_t i, std::size_t j, PackageIndex y) {
  const double process = world.settles[y] ? view.estimated_process[i][j] : 0;
  return view.estimate[i][j][y] - process - view.estimate[i][j][view.arrangement];
}

double estimated_margin(const World& world, const View& view, std::size_t i, std::size_t j, PackageIndex y,
                        double hope_y, double hope_a) {
  const PackageIndex a = view.arrangement;
  const double weight = hope_weight(world, view, j);
  const double process = view.estimated_process[i][j];
  const Vector& value = view.estimated_value[i][j];
  const double accepting = value[y] + (world.settles[y] ? 0 : process + weight * hope_y);
  const double refusing = std::max(outside(world.scenario.actors[j]), value[a] + process + weight * hope_a);
  const double margin = accepting - refusing;
  if (world.settles[y] || world.scenario.switches.invest_in_hope) return margin;
  return std::min(margin, value[y] - value[a]);
}

double margin_variance(const World& world, const ValuationBelief& belief, PackageIndex y, PackageIndex a) {
  double v = 0;
  for (std::size_t k = 0; k < world.scenario.issues.size(); ++k) {
    const std::uint32_t offered = world.options[y][k];
    const std::uint32_t replaced = world.options[a][k];
    if (offered != replaced) v += belief.variance[k][offered] + belief.variance[k][replaced];
  }
  return v;
}

Offer appraise(const World& world, const View& view, std::size_t i, PackageIndex y, const Hopes& at_y,
               const Hopes& at_a) {
  Offer offer{.package = y,
              .gain = full_value(world, view, i, y, at_y.own) - reservation(world, view, i, at_a.own),
              .acceptance = 1,
              .ratification = view.ratified[y],
              .objective = 0,
              .probabilities = Vector(world.scenario.actors.size(), 1.0)};
  for (const std::size_t j : world.parties) {
    if (j == i) continue;
    const double margin = estimated_margin(world, view, i, j, y, at_y.others[j], at_a.others[j]);
    offer.probabilities[j] = acceptance_probability(world, view, i, j, y, margin);
    offer.acceptance *= offer.probabilities[j];
  }
  offer.objective = offer.acceptance * offer.ratification * offer.gain - world.scenario.protocol.offer_price;
  return offer;
}

std::optional<Offer> best_offer(const World& world, const View& view, std::size_t i) {
  const PackageIndex a = view.arrangement;
  const Hopes at_a = hopes_of(world, view, i, a);
  std::vector<Offer> offers;
  for (const PackageIndex y : world.packages) {
    if (y == a || !view.admissible[y]) continue;
    if (!world.settles[y] && !world.scenario.switches.partial_agreements) continue;
    const double own_hope = world.settles[y] ? 0 : hope(world, view, i, y);
    if (true_margin(world, view, i, y, own_hope, at_a.own) < -kTie) continue;
    offers.push_back(appraise(world, view, i, y, hopes_of(world, view, i, y), at_a));
  }
  if (offers.empty()) return std::nullopt;
  const Offer& best = break_ties(world, view, i, offers);
  double largest = best.objective;
  for (const Offer& offer : offers) largest = std::max(largest, offer.objective);
  if (largest <= kTie) return std::nullopt;
  return best;
}

}  // namespace entente::reference
