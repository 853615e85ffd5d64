#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/model/challenge.hpp"
#include "sim/model/predicate.hpp"
#include "sim/model/terms.hpp"

namespace entente {

/// What another government might take the actor for: a dealer or a staller, high or low weight on a
/// component.
struct Profile {
  std::string name;
  /// Share of the prior, normalised over the profiles of the actor.
  double share = 1;
  /// Multiplier on the process value π.
  double process_value_factor = 1;
  /// Multiplier on the share of each component, in the actor's order of components.
  std::vector<double> share_factors;
};

/// What an actor believes at the start about another, and how fast it learns.
struct InitialBelief {
  std::size_t about = 0;
  /// Prior over the profiles of `about`, normalised; empty: the profiles' own shares.
  std::vector<double> profile_shares;
  /// Power on the likelihood, in [0, 1]: 1 is Bayes' rule, 0 never learns (C133).
  double learning = 1;
};

/// Counts behind trust: (kept + α)/(kept + broken + α + β).
struct InitialTrust {
  std::size_t in = 0;
  double alpha = 1;
  double beta = 1;
};

/// When a party that bargains by aspiration says yes (T. Baarslag, K. Hindriks and C. Jonker, Acceptance
/// conditions in automated negotiation, Studies in Computational Intelligence 435, 2013).
struct AcceptanceRule {
  /// Target: the offer is worth the aspiration. Next, Previous: scale·u(offer) + offset is at least what the
  /// party's own next or last offer is worth to it. Constant: u(offer) ≥ constant. Time: anything above the
  /// reservation once `time` has passed. Combined: Next, or after `time` the best offer of the last `window`.
  enum class Kind { Target, Next, Previous, Constant, Time, Combined };
  Kind kind = Kind::Target;
  double scale = 1;
  double offset = 0;
  double constant = 0;
  /// Share of the deadline, in [0, 1].
  double time = 0.99;
  /// Share of the deadline, in [0, 1], over which the best offer received is looked for.
  double window = 1;
};

/// How the actor makes and answers offers.
///
/// Constant, Polynomial and Exponential weigh each package as MODEL.md 4 says and set only how hard the actor
/// holds out for what it hopes for (κ). Rational parties play the subgame-perfect equilibrium. All others
/// bargain by aspiration: a demand in utility, between the reservation and the best package, that falls with
/// time or in answer to what the others do.
struct Tactic {
  enum class Kind {
    Constant,
    Polynomial,
    Exponential,
    Aspiration,
    ExponentialAspiration,
    RelativeTitForTat,
    RandomTitForTat,
    AveragedTitForTat,
    NiceTitForTat,
    Micro,
    Zeuthen,
    Bayesian,
    Staller,
    Grit,
    Rational
  };
  Kind kind = Kind::Constant;
  /// κ at the start and, for the time-dependent kinds, at the deadline. By aspiration: the demand, as a share
  /// of the way from the reservation to the best package.
  double initial = 1;
  double final = 0;
  /// Concession exponent: below 1 Boulware, 1 linear, above 1 conceder; 0: no concession before the deadline
  /// (hardheaded).
  double exponent = 1;
  /// Years from the start.
  double deadline = 0;
  /// Scale of logit noise in each answer (quantal response), 0 for none.
  double answer_noise = 0;
  /// Tit-for-tat: how many of the partner's offers ago it looks back to, at least 1.
  int lag = 1;
  /// RandomTitForTat: largest random concession, in utility. Grit: size of the first step, in utility.
  double step = 0;
  /// Grit: steps taken without an answer before it holds.
  int unanswered = 2;
  AcceptanceRule accept;

  /// Whether the party bargains by aspiration.
  bool aspires() const { return kind > Kind::Exponential && kind < Kind::Rational; }
};

/// A group at home (Putnam 1988).
struct Constituency {
  std::string name;
  /// m_g, normalised over the constituencies of the actor.
  double influence = 1;
  /// s_g: the change in its utility that moves support by a logistic unit.
  double scale = 0.1;
  /// Rent that it loses when the dispute is settled (C102-C104).
  double rent = 0;
  /// Share of its losses that it no longer minds when fully prepared (C127), in [0, 1].
  double preparable = 0;
  ValuesTerm values;
};

/// Ratification at home: ratified iff support + ζ ≥ threshold.
struct Ratification {
  double threshold = 0.4;
  /// Standard deviation of ζ.
  double uncertainty = 0.1;
  /// Autoregression of ζ over a year; 1: drawn once a run.
  double persistence = 1;
  /// Preparation of the public at the start, in [0, 1], and its rate of decay per year.
  double preparation = 0;
  double preparation_decay = 0;
  std::vector<Constituency> constituencies;
};

/// What an act does for as long as it is kept up.
struct Act {
  struct TieEffect {
    std::size_t tie = 0;
    /// Added to the tie's weight per year.
    double per_year = 0;
  };
  struct TrustEffect {
    /// Whose trust in the actor moves.
    std::size_t of = 0;
    /// Counts per year of conduct kept and broken.
    double kept = 0;
    double broken = 0;
  };
  std::string name;
  /// Price per year, in utility.
  double price = 0;
  std::optional<ContextScale> price_scale;
  /// e in [0, 1]: weight with which the actor's losses are passed on to those who depend on it.
  double pressure = 0;
  /// b in [0, 1]: weight with which its gains are passed on.
  double inducement = 0;
  /// Utility per year to the actor while the act runs, whatever the package.
  double benefit = 0;
  /// Added per year to the strength of the actor's pledges, to the preparation of its public, to its audience
  /// costs.
  double pledge = 0;
  double prepare = 0;
  double audience = 0;
  std::vector<TieEffect> ties;
  std::vector<TrustEffect> trust;
  /// Likelihood of the act in a year under each of the actor's profiles, in (0, 1]; empty: it says nothing.
  std::vector<double> signal;
  Predicate available;
};

/// A package that the actor neither offers nor accepts: one that meets `never` and not `unless`, and, where
/// `unless_in_force` is given, while the arrangement in force does not meet that.
struct RedLine {
  std::string name;
  bool enabled = true;
  Predicate never;
  std::optional<Predicate> unless;
  std::optional<Predicate> unless_in_force;

  bool operator==(const RedLine&) const = default;
};

/// A state. `party`: it signs; otherwise a third party, which presses, blesses, courts and sanctions.
struct Actor {
  std::string name;
  std::string title;
  bool party = true;
  double power = 1;
  /// δ per year, in (0, 1).
  double patience = 0.9;
  /// π: utility per year of talking as such, while talks can be held.
  double process_value = 0;
  std::optional<ContextScale> process_scale;
  /// c: cost of meeting per year.
  double meeting_cost = 0;
  /// o, a flow; absent: the status quo is the only alternative.
  std::optional<double> outside_option;
  /// Utility while nothing is in force, in a game whose status quo is not one of the packages; absent: the
  /// status quo is a package.
  std::optional<double> disagreement;
  /// λ ≥ 1 and η in (0, 1].
  double loss_aversion = 1;
  double curvature = 1;
  /// ω^a, and how it follows the context (C43, C78).
  double alliance_weight = 0;
  std::optional<ContextScale> alliance_scale;
  /// σ of the private valuation of each option, and its autoregression over a year (1: drawn once a run).
  double private_sd = 0;
  double private_persistence = 1;
  /// Friedkin-Johnsen susceptibility, in [0, 1].
  double susceptibility = 0;
  /// ψ: worth of a unit of the partner's trust, and the sd of the shock to each decision to deliver.
  double trust_worth = 0;
  double implementation_sd = 0;
  /// Amount of money (USD bn a year) that brings half of the greatest benefit, for side payments; and the
  /// component.
  std::optional<std::size_t> money_component;
  double money_half = 1;
  /// Rate per year at which audience costs decay.
  double audience_decay = 0.5;
  Tactic tactic;
  std::vector<Component> components;
  std::vector<Profile> profiles;
  /// The true profile; absent: drawn once a run by the profiles' shares.
  std::optional<std::size_t> type;
  std::vector<InitialBelief> beliefs;
  std::vector<InitialTrust> trust;
  std::optional<Ratification> ratification;
  /// The first is always `nothing`, which costs and does nothing.
  std::vector<Act> acts;
  std::vector<RedLine> red_lines;
  /// One for each dimension of the scenario; empty where it declares none.
  std::vector<Stance> positions;
};

}  // namespace entente
