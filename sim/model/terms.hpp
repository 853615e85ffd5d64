#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace entente {

/// A multiplier that follows the context: max(0, 1 + slope·(z − reference)), z the value of process
/// `context`.
struct ContextScale {
  std::size_t context = 0;
  double reference = 0;
  double slope = 0;
};

/// How attractive a project is as the context stands: Λ((z − midpoint)/width), e.g. z the oil price (C21,
/// C112).
struct Viability {
  std::size_t context = 0;
  double midpoint = 0;
  double width = 1;
};

/// Land or legal authority that the actor holds under each option, valued by prospect theory (MODEL.md 2.1).
struct HoldingTerm {
  std::size_t issue = 0;
  /// Share of the total worth of what is disputed that the actor holds under each option, in [0, 1].
  std::vector<double> held;
  /// Share in [0, 1] of a loss that falls at once, however small the transfer (a sacred value; C97).
  double jump = 0;
  /// Share of the total worth that the actor lays claim to; a package that settles below it books the rest as
  /// lost.
  std::optional<double> aspiration;
  /// Rate per year at which the aspiration moves to what is on the table.
  double aspiration_drift = 0;
};

/// Investment or trade that an option brings (MODEL.md 2.2).
struct ProjectTerm {
  enum class Role { Investor, Host };
  std::size_t issue = 0;
  std::size_t quantity = 0;
  Role role = Role::Host;
  /// Amount that brings half of the greatest benefit, in the unit of the quantity.
  double half = 1;
  std::optional<Viability> viability;
  /// Whose conduct puts the project at risk, as the investor sees it; the investor's trust lowers the risk.
  std::optional<std::pair<std::size_t, std::size_t>> risk_pair;  // (investor, host)
  double risk = 0;
  double trust_effect = 0;
  /// Another issue whose options take away a share in [0, 1] of the risk (a legal regime that protects the
  /// investor).
  std::optional<std::size_t> protection_issue;
  std::vector<double> protection;
  /// Discounted return of one unit of money, and the half-width of the spread of returns over projects: firms
  /// deliver the share of projects with a positive net present value (C20, C21). Absent: all is delivered.
  std::optional<double> gross_return;
  double return_spread = 1;
  /// Cost to the investor of the largest amount, χ.
  double cost = 0;
};

/// Sanctions, at the target's or at the sender's end (MODEL.md 2.3).
struct SanctionTerm {
  enum class Role { Target, Sender };
  std::size_t issue = 0;
  std::size_t quantity = 0;
  Role role = Role::Target;
  /// The other end of the tie that the sanctions cut.
  std::size_t partner = 0;
  /// Trade, in USD bn a year, at which full sanctions cost `burden`.
  double reference_trade = 1;
  double burden = 1;
  /// Share of the sanctions that is evaded.
  double leakage = 0;
  /// Standing at home that full hostility from abroad brings to the target (C94).
  double rally = 0;
};

/// Rapprochement with `partner` believed to pull it away from `rival` (C27, C85, C110).
struct HedgeTerm {
  std::size_t quantity = 0;
  std::size_t partner = 0;
  std::size_t rival = 0;
  /// Share of the alignment between partner and rival that the largest amount is believed to undo.
  double believed = 0;
};

/// Values given option by option: Σ_k weight_k·(value_k(o) − value_k(x⁰)).
struct ValuesTerm {
  struct PerIssue {
    std::size_t issue = 0;
    double weight = 1;
    std::vector<double> values;
  };
  std::vector<PerIssue> issues;
};

/// What two issues are worth together beyond their sum.
struct LinkageTerm {
  std::size_t first = 0;
  std::size_t second = 0;
  /// Row-major: options of `first` by options of `second`.
  std::vector<double> values;
};

/// A public pledge not to accept less than `level` (MODEL.md 2.5; Fearon 1994, 1997).
struct PledgeTerm {
  std::size_t issue = 0;
  /// What each option gives of what was pledged, in [0, 1].
  std::vector<double> held;
  double level = 1;
  /// Strength of the pledge at the start, in [0, 1].
  double strength = 0;
  /// Audience cost of backing down all the way from a pledge of full strength.
  double cost = 1;
};

/// One term of a utility component.
struct Term {
  std::string name;
  /// Normalised over the terms of the component.
  double share = 1;
  std::optional<ContextScale> scale;
  std::variant<HoldingTerm, ProjectTerm, SanctionTerm, HedgeTerm, ValuesTerm, LinkageTerm, PledgeTerm> body;
};

/// A named part of an actor's utility; gains in [0, 1], losses in [−λ, 0].
struct Component {
  std::string name;
  /// ω, normalised over the components of the actor.
  double share = 1;
  bool enabled = true;
  std::vector<Term> terms;
};

}  // namespace entente
