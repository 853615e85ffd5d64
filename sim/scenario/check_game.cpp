#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <variant>

#include "sim/scenario/check.hpp"
#include "sim/scenario/path.hpp"

namespace entente {
namespace {

/// Saliences may be sums of decimal fractions.
constexpr double kSumTolerance = 1e-9;

/// What a term is called where it is refused.
std::string_view term_kind(const Term& term) {
  constexpr std::string_view kNames[] = {"holding", "project", "sanction", "hedge",
                                         "values",  "linkage", "pledge"};
  return kNames[term.body.index()];
}

class GameChecker {
 public:
  GameChecker(const Scenario& scenario, const Sites& sites, std::vector<Problem>& problems)
      : scenario_(scenario), sites_(sites), problems_(problems) {}

  void run() {
    check_positions();
    check_contest();
    if (starts_from_nothing(scenario_)) check_nothing_in_force();
    check_zeuthen();
    check_agenda();
    check_rational();
  }

 private:
  void complain(const Path& path, std::string message) {
    std::string text = path.text();
    Location where = sites_.of(text);
    problems_.push_back({std::move(where), std::move(text), std::move(message)});
  }

  static Path path_of(const Actor& actor) { return Path("actors") / actor.name; }

  template <class Function>
  void for_each_term(const Actor& actor, Function function) {
    for (const Component& component : actor.components) {
      for (const Term& term : component.terms) {
        function(term, path_of(actor) / "components" / component.name / "terms" / term.name);
      }
    }
  }

  void check_positions() {
    for (std::size_t k = 0; k < scenario_.dimensions.size(); ++k) {
      const Dimension& dimension = scenario_.dimensions[k];
      if (!(dimension.low < dimension.high)) {
        complain(Path("dimensions") / dimension.name / "low",
                 fmt::format("is {}; it must be below high, which is {}", dimension.low, dimension.high));
        continue;
      }
      for (const Actor& actor : scenario_.actors) {
        const double at = actor.positions[k].at;
        if (at >= dimension.low && at <= dimension.high) continue;
        complain(
            path_of(actor) / "positions" / dimension.name / "at",
            fmt::format("is {}; {} runs from {} to {}", at, dimension.name, dimension.low, dimension.high));
      }
    }
  }

  /// What the challenge protocols need of all positions together.
  void check_contest() {
    const Protocol::Kind kind = scenario_.protocol.kind;
    if (kind != Protocol::Kind::ExpectedUtility && kind != Protocol::Kind::Spatial) return;
    const auto cares = [](const Actor& actor) {
      return actor.power > 0 &&
             std::ranges::any_of(actor.positions, [](const Stance& stance) { return stance.salience > 0; });
    };
    if (std::ranges::none_of(scenario_.actors, cares)) {
      complain(Path("actors"), "lack one with both power and a salience above 0");
    }
    for (const Actor& actor : scenario_.actors) {
      double sum = 0;
      for (const Stance& stance : actor.positions) sum += stance.salience;
      if (kind == Protocol::Kind::Spatial && sum > 1 + kSumTolerance) {
        complain(path_of(actor) / "positions",
                 fmt::format("have saliences that sum to {}; the spatial model allows at most 1", sum));
      }
    }
  }

  /// Utilities are absolute and nothing is in force at first: what is measured from the status quo, or asks
  /// for the arrangement in force, has no meaning.
  void check_nothing_in_force() {
    const std::string why = "actors declare `disagreement`, so the status quo is none of the packages";
    for (const Issue& issue : scenario_.issues) {
      const Path path = Path("issues") / issue.name / "status_quo";
      if (sites_.written(path.text())) complain(path, "cannot stand here: " + why);
    }
    for (const Obligation& obligation : scenario_.obligations) {
      complain(Path("obligations") / obligation.name, "cannot stand here: " + why);
    }
    for (const Actor& actor : scenario_.actors) {
      const Path path = path_of(actor);
      if (actor.party && !actor.disagreement) {
        complain(path, "lacks disagreement; where one party declares it, all parties must");
      }
      if (!actor.party && actor.disagreement) {
        complain(path / "disagreement", "belongs to parties; this is a third party");
      }
      if (actor.ratification) complain(path / "ratification", "cannot stand here: " + why);
      for (const RedLine& line : actor.red_lines) {
        if (!line.unless_in_force) continue;
        complain(path / "red_lines" / line.name / "unless_in_force", "cannot stand here: " + why);
      }
      for_each_term(actor, [&](const Term& term, const Path& where) {
        if (std::holds_alternative<ValuesTerm>(term.body) || std::holds_alternative<LinkageTerm>(term.body)) {
          return;
        }
        complain(where / "kind", fmt::format("is {}, which is measured from the status quo; {}; allowed: "
                                             "values, linkage",
                                             term_kind(term), why));
      });
    }
  }

  /// An offer on one issue has something in force to change, and comes from parties that weigh every package.
  void check_agenda() {
    if (scenario_.protocol.kind != Protocol::Kind::Agenda) return;
    if (starts_from_nothing(scenario_)) {
      complain(Path("protocol") / "kind",
               "is agenda, which changes one issue of what is in force; actors declare `disagreement`, so "
               "nothing is");
    }
    for (const Actor& actor : scenario_.actors) {
      if (!actor.party || actor.tactic.kind <= Tactic::Kind::Exponential) continue;
      complain(path_of(actor) / "tactic" / "kind",
               "must be constant, polynomial or exponential under protocol kind agenda; others make whole "
               "packages");
    }
  }

  void check_zeuthen() {
    const std::size_t count = parties(scenario_).size();
    for (const Actor& actor : scenario_.actors) {
      if (!actor.party || actor.tactic.kind != Tactic::Kind::Zeuthen || count == 2) continue;
      complain(path_of(actor) / "tactic" / "kind",
               fmt::format("is zeuthen, which is for two parties; there are {}", count));
    }
  }

  /// The equilibrium is that of a game of complete information in which all play it.
  void check_rational() {
    const std::vector<std::size_t> signatories = parties(scenario_);
    const auto rational = [&](std::size_t i) {
      return scenario_.actors[i].tactic.kind == Tactic::Kind::Rational;
    };
    if (std::ranges::none_of(signatories, rational)) return;
    const Protocol::Kind protocol = scenario_.protocol.kind;
    if (protocol != Protocol::Kind::AlternatingOffers && protocol != Protocol::Kind::RandomRecognition) {
      complain(Path("protocol") / "kind",
               "rational parties need alternating_offers or random_recognition, for which their equilibrium "
               "is known");
    }
    for (const std::size_t i : signatories) {
      const Actor& actor = scenario_.actors[i];
      const Path path = path_of(actor);
      if (!rational(i)) {
        complain(path / "tactic" / "kind",
                 "must be rational, as that of another party; all parties are rational or none");
      }
      if (actor.private_sd > 0) {
        complain(path / "private_sd",
                 fmt::format("is {}; it must be 0 among rational parties, who know each other's values",
                             actor.private_sd));
      }
      if (actor.profiles.size() > 1) {
        complain(path / "profiles",
                 fmt::format("are {}; at most one is allowed among rational parties, who know each other",
                             actor.profiles.size()));
      }
      for_each_term(actor, [&](const Term& term, const Path& where) { check_divided(term, where); });
      for (const RedLine& line : actor.red_lines) {
        if (!about_divisible(scenario_, line.never) &&
            !(line.unless && about_divisible(scenario_, *line.unless))) {
          continue;
        }
        complain(
            path / "red_lines" / line.name,
            "is about a divisible issue; rational parties keep only bounds on what such issues bring, under "
            "feasible");
      }
    }
    check_divisible();
    // Every coalition is tried.
    constexpr std::size_t kMostWithQuota = 12;
    if (scenario_.protocol.quota != 0 && scenario_.protocol.quota < signatories.size() &&
        signatories.size() > kMostWithQuota) {
      complain(Path("protocol") / "quota",
               fmt::format("below the number of parties, {}, needs at most {} rational parties",
                           signatories.size(), kMostWithQuota));
    }
  }

  /// Rational parties split divisible issues anywhere between the slices.
  void check_divisible() {
    constexpr std::size_t kMostSlices = 1000;
    const bool any = std::ranges::any_of(scenario_.issues, &Issue::divisible);
    for (const Issue& issue : scenario_.issues) {
      if (!issue.divisible || issue.options.size() <= kMostSlices + 1) continue;
      complain(Path("issues") / issue.name / "divisible",
               fmt::format("is {}; rational parties need at most {} slices, between which utility is linear",
                           issue.options.size() - 1, kMostSlices));
    }
    if (about_divisible(scenario_, scenario_.settles)) {
      complain(Path("settles"),
               "is about a divisible issue; rational parties need a condition on the others");
    }
    for (const Predicate& rule : scenario_.feasible) {
      if (bounds_only(rule)) continue;
      complain(Path("feasible"),
               "have a rule about a divisible issue that is no bound on what issues bring; between slices "
               "rational "
               "parties could not keep it");
    }
    for (const Actor& actor : scenario_.actors) {
      for_each_term(actor, [&](const Term& term, const Path& where) {
        if (any && std::holds_alternative<LinkageTerm>(term.body)) {
          complain(where / "kind", "is linkage; rational parties with divisible issues may not link issues");
        }
      });
    }
  }

  /// Whether what the rule says of divisible issues is a conjunction of bounds on what they bring.
  bool bounds_only(const Predicate& rule) const {
    if (rule.kind == Predicate::Kind::Amount || !about_divisible(scenario_, rule)) return true;
    return rule.kind == Predicate::Kind::All &&
           std::ranges::all_of(rule.parts, [&](const Predicate& part) { return bounds_only(part); });
  }

  /// Rational parties divide exactly, which needs utility that is linear in the amount.
  void check_divided(const Term& term, const Path& where) {
    for (const std::size_t issue : issues_of(term)) {
      if (!scenario_.issues[issue].divisible) continue;
      complain(where,
               fmt::format("is a term of kind {} on {}, which is divisible; rational parties may value "
                           "it by terms of kind values only",
                           term_kind(term), scenario_.issues[issue].name));
    }
  }

  /// The issues on which a term depends; none for values.
  std::vector<std::size_t> issues_of(const Term& term) const {
    return std::visit(
        [&](const auto& body) -> std::vector<std::size_t> {
          using Body = std::decay_t<decltype(body)>;
          if constexpr (std::is_same_v<Body, ValuesTerm>) {
            return {};
          } else if constexpr (std::is_same_v<Body, LinkageTerm>) {
            return {body.first, body.second};
          } else if constexpr (std::is_same_v<Body, HedgeTerm>) {
            return issues_that_bring(body.quantity);
          } else if constexpr (std::is_same_v<Body, ProjectTerm>) {
            if (body.protection_issue) return {body.issue, *body.protection_issue};
            return {body.issue};
          } else {
            return {body.issue};
          }
        },
        term.body);
  }

  std::vector<std::size_t> issues_that_bring(std::size_t quantity) const {
    std::vector<std::size_t> result;
    for (std::size_t k = 0; k < scenario_.issues.size(); ++k) {
      const auto brings = [&](const std::vector<double>& amounts) { return amounts[quantity] > 0; };
      if (std::ranges::any_of(scenario_.issues[k].amounts, brings)) result.push_back(k);
    }
    return result;
  }

  const Scenario& scenario_;
  const Sites& sites_;
  std::vector<Problem>& problems_;
};

}  // namespace

void check_game(const Scenario& scenario, const Sites& sites, std::vector<Problem>& problems) {
  GameChecker(scenario, sites, problems).run();
}

}  // namespace entente
