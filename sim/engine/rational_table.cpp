#include "sim/engine/rational_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/valuation/acceptance.hpp"

namespace entente {

namespace {

/// Amounts nearer than this are one option.
constexpr double kSameAmount = 1e-12;

/// The rules of `predicate` that all have to hold: its parts, and theirs, where it is a conjunction.
void flatten(const Predicate& predicate, std::vector<Predicate>& rules) {
  if (predicate.kind != Predicate::Kind::All) return rules.push_back(predicate);
  for (const Predicate& part : predicate.parts) flatten(part, rules);
}

/// Throws where what binds divisible issues is not a bound on what they bring: it would have no meaning
/// between slices.
void require_bounds(const Scenario& scenario, const std::vector<Predicate>& rules) {
  bool other = about_divisible(scenario, scenario.settles);
  for (const Predicate& rule : rules) {
    other = other || (rule.kind != Predicate::Kind::Amount && about_divisible(scenario, rule));
  }
  for (const Actor& actor : scenario.actors) {
    for (const RedLine& line : actor.red_lines) {
      if (!actor.party || !line.enabled || !scenario.switches.red_lines) continue;
      other = other || about_divisible(scenario, line.never) ||
              (line.unless && about_divisible(scenario, *line.unless));
    }
  }
  if (other) {
    throw Error(
        "rational parties keep rules about divisible issues only where these bound what the issues bring, "
        "as feasible: {rule: {QUANTITY: {at_most: 1}}} does");
  }
}

/// The slices of an issue, unless they are left out, and whatever amounts are offered besides, in order.
std::vector<double> refined_amounts(const Issue& issue, const std::vector<double>& offered,
                                    bool with_slices) {
  const auto slices = static_cast<double>(issue.options.size() - 1);
  std::vector<double> amounts;
  for (std::size_t o = 0; with_slices && o < issue.options.size(); ++o) {
    amounts.push_back(static_cast<double>(o) / slices);
  }
  for (const double amount : offered) {
    const auto same = [&](double known) { return std::abs(known - amount) <= kSameAmount; };
    if (std::ranges::none_of(amounts, same)) amounts.push_back(amount);
  }
  std::ranges::sort(amounts);
  return amounts;
}

std::size_t nearest(const std::vector<double>& amounts, double amount) {
  std::size_t best = 0;
  for (std::size_t o = 1; o < amounts.size(); ++o) {
    if (std::abs(amounts[o] - amount) < std::abs(amounts[best] - amount)) best = o;
  }
  return best;
}

/// `values`, given at the slices, at the refined amounts.
std::vector<double> interpolated(const std::vector<double>& values, const std::vector<double>& amounts) {
  std::vector<double> result;
  const auto slices = static_cast<double>(values.size() - 1);
  for (const double amount : amounts) {
    const auto below = std::min(static_cast<std::size_t>(amount * slices), values.size() - 2);
    const double share = amount * slices - static_cast<double>(below);
    result.push_back(values[below] + share * (values[below + 1] - values[below]));
  }
  return result;
}

/// A condition on slices, at the refined amounts: it holds between two slices where it holds at both.
void refine(Predicate& predicate, std::size_t issue, const std::vector<double>& amounts) {
  for (Predicate& part : predicate.parts) refine(part, issue, amounts);
  if (predicate.kind != Predicate::Kind::Options || predicate.subject != issue) return;
  const std::vector<bool> slices = predicate.options;
  const auto intervals = static_cast<double>(slices.size() - 1);
  predicate.options.clear();
  for (const double amount : amounts) {
    const double at = amount * intervals;
    const auto below = static_cast<std::size_t>(at + kSameAmount);
    const auto above = std::min(static_cast<std::size_t>(std::ceil(at - kSameAmount)), slices.size() - 1);
    predicate.options.push_back(slices[below] && slices[above]);
  }
}

void refine(Scenario& scenario, std::size_t k, const std::vector<double>& amounts) {
  Issue& issue = scenario.issues[k];
  for (std::size_t q = 0; q < scenario.quantities.size(); ++q) {
    std::vector<double> brought;
    for (const std::vector<double>& of_option : issue.amounts) brought.push_back(of_option[q]);
    const std::vector<double> at = interpolated(brought, amounts);
    if (q == 0) issue.amounts.assign(amounts.size(), std::vector<double>(scenario.quantities.size()));
    for (std::size_t o = 0; o < amounts.size(); ++o) issue.amounts[o][q] = at[o];
  }
  if (scenario.quantities.empty()) issue.amounts.assign(amounts.size(), {});
  for (Actor& actor : scenario.actors) {
    for (Component& component : actor.components) {
      for (Term& term : component.terms) {
        auto* values = std::get_if<ValuesTerm>(&term.body);
        if (!values) continue;
        for (ValuesTerm::PerIssue& per_issue : values->issues) {
          if (per_issue.issue == k) per_issue.values = interpolated(per_issue.values, amounts);
        }
      }
    }
    for (RedLine& line : actor.red_lines) {
      refine(line.never, k, amounts);
      if (line.unless) refine(*line.unless, k, amounts);
    }
  }
  refine(scenario.settles, k, amounts);
  for (Predicate& rule : scenario.feasible) refine(rule, k, amounts);
  for (Outcome& outcome : scenario.outcomes) refine(outcome.when, k, amounts);
  issue.status_quo =
      nearest(amounts, static_cast<double>(issue.status_quo) / static_cast<double>(issue.options.size() - 1));
  issue.options.clear();
  for (const double amount : amounts) {
    std::string name = fmt::format("{:.6g}", amount);
    if (!issue.options.empty() && issue.options.back() == name) name = fmt::format("{:.17g}", amount);
    issue.options.push_back(std::move(name));
  }
  issue.option_titles.assign(amounts.size(), "");
  issue.divisible = false;
}

/// Whether somebody leaves for its outside option in this turn: the proposer, or another whom waiting serves
/// less.
bool ends_talks(const RationalGame& game, const RationalTurn& turn) {
  if (turn.move != RationalTurn::Move::Pass) return turn.move == RationalTurn::Move::Leave;
  for (std::size_t j = 0; j < game.parties.size(); ++j) {
    const std::optional<double>& outside = game.parties[j].outside;
    if (j != turn.proposer && outside && std::abs(turn.values[j] - *outside) <= kRationalTolerance)
      return true;
  }
  return false;
}

/// The exchanges that may be reached: play ends with the first turn that is sure to bring an offer.
std::size_t reached(const RationalPlay& play) {
  for (std::size_t e = 0; e < play.exchanges.size(); ++e) {
    const auto offers = [](const RationalTurn& turn) { return turn.move == RationalTurn::Move::Offer; };
    if (std::ranges::all_of(play.exchanges[e], offers)) return e + 1;
  }
  return play.exchanges.size();
}

}  // namespace

bool rational(const Scenario& scenario) {
  return std::ranges::any_of(scenario.actors, [](const Actor& actor) {
    return actor.party && actor.tactic.kind == Tactic::Kind::Rational;
  });
}

RationalGame rational_game(const Scenario& scenario, const Layout& layout, const Admissible& admissible,
                           const Utilities& utilities, const Board& board) {
  const PackageSpace& space = layout.space();
  const PackageIndex start = status_quo(scenario);
  RationalGame game;
  game.space = PackageSpace([&] {
    std::vector<std::uint32_t> counts;
    for (std::size_t k = 0; k < space.issues(); ++k) counts.push_back(space.options(k));
    return counts;
  }());
  bool any_divisible = false;
  for (const Issue& issue : scenario.issues) {
    game.divisible.push_back(issue.divisible ? 1 : 0);
    any_divisible = any_divisible || issue.divisible;
  }
  if (any_divisible && !layout.pairs().empty()) {
    throw Error("rational parties cannot bargain over divisible issues where issues are linked");
  }

  // Bounds on what divisible issues bring hold between the slices too; all other rules are about packages.
  Scenario packages = scenario;
  packages.feasible.clear();
  for (const Predicate& rule : scenario.feasible) flatten(rule, packages.feasible);
  require_bounds(scenario, packages.feasible);
  const std::size_t rules = packages.feasible.size();
  std::erase_if(packages.feasible, [&](const Predicate& rule) {
    if (!about_divisible(scenario, rule)) return false;
    RationalLimit& limit = game.limits.emplace_back();
    limit.lower = rule.low;
    limit.upper = rule.high;
    for (const Issue& issue : scenario.issues) {
      std::vector<double>& table = limit.table.emplace_back();
      for (const std::vector<double>& amounts : issue.amounts) table.push_back(amounts[rule.subject]);
    }
    return true;
  });
  game.allowed.resize(space.packages());
  if (packages.feasible.size() == rules) {
    std::copy_n(admissible.mask().begin(), space.packages(), game.allowed.begin());
  } else {
    const Layout without_limits(packages);
    const Admissible allowed(packages, without_limits);
    std::copy_n(allowed.mask().begin(), space.packages(), game.allowed.begin());
  }
  for (std::size_t x = 0; x < game.allowed.size(); ++x) {
    game.allowed[x] = game.allowed[x] != 0 && layout.settles()[x] != 0;
  }

  for (const std::size_t i : parties(scenario)) {
    const Actor& actor = scenario.actors[i];
    RationalParty& party = game.parties.emplace_back();
    if (any_divisible) {
      for (std::size_t k = 0; k < space.issues(); ++k) {
        std::vector<double>& table = party.tables.emplace_back();
        for (std::size_t o = 0; o < space.options(k); ++o) {
          table.push_back(utilities.own(i)[layout.option(k, o)] + utilities.own(i)[layout.finality(k, o)]);
        }
      }
    } else {
      party.values.resize(space.size());
      board.own_everywhere(i, party.values);
      party.values.resize(space.packages());
    }
    party.arrangement = board.own(i, start);
    party.process_value = utilities.process_value(i);
    party.outside = actor.outside_option;
    party.disagreement = actor.disagreement;
    party.discount = portable_pow(actor.patience, 0.5 / scenario.timing.exchanges);
  }
  const std::vector<std::size_t> signatories = parties(scenario);
  for (const std::size_t i : scenario.protocol.order) {
    game.order.push_back(static_cast<std::size_t>(std::ranges::find(signatories, i) - signatories.begin()));
  }
  game.random_recognition = scenario.protocol.kind == Protocol::Kind::RandomRecognition;
  game.quota = scenario.protocol.quota;
  game.breakdown = scenario.protocol.breakdown;
  game.exchanges = static_cast<std::size_t>(scenario.protocol.last_exchange);
  return game;
}

const RationalTable::Turn* RationalTable::turn(std::uint64_t exchange, std::size_t place) const {
  if (!for_ever && exchange >= exchanges.size()) return nullptr;
  const std::vector<Turn>& turns = exchanges[for_ever ? 0 : static_cast<std::size_t>(exchange)];
  return &turns[turns.size() == 1 ? 0 : place];
}

RationalStart rational_start(const Scenario& scenario, const RationalGame& game) {
  const RationalPlay play = rational_play(game);
  if (!play.settled) {
    throw Error(
        "these rational parties have no stationary equilibrium of the kind that is computed; set "
        "protocol.last_exchange, which gives talks an end");
  }
  RationalStart start{scenario, {}};
  start.table.for_ever = game.exchanges == 0;
  const std::size_t shown = reached(play);

  // Options for the amounts on offer.
  std::vector<std::vector<double>> amounts(scenario.issues.size());
  for (std::size_t e = 0; e < shown; ++e) {
    for (const RationalTurn& turn : play.exchanges[e]) {
      for (const RationalOffer& offer : turn.offers) {
        std::size_t divisible = 0;
        for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
          if (scenario.issues[k].divisible) amounts[k].push_back(offer.amounts[divisible++]);
        }
      }
    }
  }
  // Slices that nobody offers are kept while there is room for them.
  for (const bool with_slices : {true, false}) {
    double packages = 1;
    std::vector<std::vector<double>> refined(amounts.size());
    for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
      if (scenario.issues[k].divisible)
        refined[k] = refined_amounts(scenario.issues[k], amounts[k], with_slices);
      packages *= static_cast<double>(scenario.issues[k].divisible ? refined[k].size()
                                                                   : scenario.issues[k].options.size());
    }
    if (packages > static_cast<double>(PackageSpace::kMaximumPackages)) {
      if (with_slices) continue;
      throw Error(
          fmt::format("what these rational parties offer makes {:.0f} packages, and at most {} are run; "
                      "entente solve --method rubinstein tells their play",
                      packages, PackageSpace::kMaximumPackages));
    }
    amounts = std::move(refined);
    break;
  }
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    if (scenario.issues[k].divisible) refine(start.scenario, k, amounts[k]);
  }

  const PackageSpace space = package_space(start.scenario);
  const std::vector<std::size_t> signatories = parties(scenario);
  for (std::size_t e = 0; e < play.exchanges.size(); ++e) {
    std::vector<RationalTable::Turn>& turns = start.table.exchanges.emplace_back();
    for (const RationalTurn& turn : play.exchanges[e]) {
      RationalTable::Turn& entry = turns.emplace_back();
      entry.ends_talks = ends_talks(game, turn);
      entry.thresholds.assign(scenario.actors.size(), 0.0);
      for (std::size_t place = 0; place < signatories.size(); ++place) {
        entry.thresholds[signatories[place]] = turn.thresholds[place];
      }
      if (e >= shown) continue;
      for (const RationalOffer& offer : turn.offers) {
        std::vector<std::uint32_t> options;
        std::size_t divisible = 0;
        for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
          options.push_back(scenario.issues[k].divisible
                                ? static_cast<std::uint32_t>(nearest(amounts[k], offer.amounts[divisible++]))
                                : game.space.option(offer.package, k));
        }
        entry.offers.emplace_back(space.index(options), offer.probability);
      }
    }
  }
  return start;
}

}  // namespace entente
