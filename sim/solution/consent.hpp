#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "sim/model/package.hpp"
#include "sim/solution/share_box.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// What one party may be like: the shares of its components, and what talking is worth to it (π).
struct ConsentType {
  ShareBox shares;
  double process_value = 0;
};

/// What the act of another actor can add to a party's utility (MODEL.md 2.7): ω^a·w·e and ω^a·w·b of each act
/// that the other has, and the least and the most that every package is worth to it.
struct ConsentAlly {
  struct Act {
    double pressure = 0;
    double inducement = 0;
  };
  std::vector<Act> acts;
  std::vector<double> least;
  std::vector<double> most;
};

struct ConsentParty {
  /// f_c of every package, by component and package, before the shares.
  std::vector<std::vector<double>> components;
  /// One for each profile that it may have, at least one.
  std::vector<ConsentType> types;
  std::vector<ConsentAlly> allies;
  /// What its private valuation of an option may be, in utility: z·σ.
  double luck = 0;
  double outside = -std::numeric_limits<double>::infinity();
};

/// A bargaining table of which the shares are known only within boxes.
struct ConsentProblem {
  PackageSpace space;
  PackageIndex start = 0;
  std::vector<ConsentParty> parties;
  std::vector<std::uint8_t> settles;
  /// Flags by package: is of the outcome.
  std::vector<std::uint8_t> of_outcome;
  /// Flags by package of what is feasible and crosses no red line, for each set of red lines that may hold at
  /// a time; and which of them holds while an arrangement is in force.
  std::vector<std::vector<std::uint8_t>> admissible;
  std::vector<std::size_t> admissible_at;
  /// Whether agreements that do not settle are allowed.
  bool partial_agreements = true;
};

/// The most that a party can gain by a package over an arrangement, and what it takes.
struct ConsentMargin {
  double margin = -std::numeric_limits<double>::infinity();
  std::size_t type = 0;
  std::vector<double> shares;
};

/// A package, the arrangement that it would replace, and what each party makes of it at its best.
struct ConsentPair {
  PackageIndex from = 0;
  PackageIndex package = 0;
  std::vector<ConsentMargin> margins;

  /// The least of the margins: the pair is refused where it is below 0.
  double least() const;
};

/// What holds of the packages of the outcome from some arrangements.
struct ConsentFinding {
  /// Pairs of an arrangement and an admissible package of the outcome.
  std::uint64_t pairs = 0;
  /// Pairs that the party refuses whatever its shares.
  std::vector<std::uint64_t> refused;
  /// By party, of the pairs that it refuses the one that it is nearest to accepting.
  std::vector<std::optional<ConsentPair>> nearest;
  /// The pair that is nearest to being accepted by all.
  std::optional<ConsentPair> closest;
  /// Whether every pair is refused by one party at least.
  bool all_refused = true;
};

/// No package of the outcome is acceptable to all parties, for any shares in the boxes: from the start, and
/// from every arrangement that partial agreements can reach.
///
/// *Margin.* For a package x in place of a, over the boxes, the types and the acts of others:
///
///     m(x, a) = max Σ_c ω_c·(f_c(x) − f_c(a)) + alliance + luck·√(2·changes) − S(x)·π
///
/// and, where the package settles and there is an outside option o, no more than max Σ_c ω_c·f_c(x) +
/// alliance
/// + luck·√issues − o. It is at least the true margin of MODEL.md 4 in any world with these tables: hope for
/// better from a is not negative and only lowers V(x) − V(a) of a package that settles, and one that does not
/// settle must be a gain by itself. The alliance part takes for each ally the act that helps most and the
/// ally's worth of x at its most and of a at its least.
///
/// *Reach.* a is reached if it is the start, or is admissible, does not settle, and all parties' margins of a
/// over some b that is reached are at least −kSlack. Each step may take other shares, acts and luck, and
/// needs no ratification: more is reached than any negotiation can, so what is proven of all of it is proven.
///
/// *What is in force is a gain.* Where no act of others enters a party's utility, every agreement that it
/// signed was a gain by itself, at its true shares: U(a) ≥ U(start). So it can gain no more over a than over
/// the start, and m(x, a) is replaced by the smaller of m(x, a) and m(x, start). With acts, which come and
/// go, this does not follow, and m(x, a) stands.
///
/// *Rounding.* A margin is a sum of some twenty products of magnitude 1, wrong by less than 1e-14; the model
/// takes a margin of −1e-9 for a yes (kTie). What is below −kSlack counts as refused, nothing else.
struct ConsentCertificate {
  static constexpr double kSlack = 2 * kTie;

  enum class Verdict : std::uint8_t {
    Proven,    ///< every pair is refused, from everything that is reached
    Contrary,  ///< from the start a package is acceptable to all, for the shares given, without acts and luck
    Open       ///< neither: something may be acceptable, from a chain of agreements or with acts and luck
  };
  Verdict verdict = Verdict::Open;
  ConsentFinding from_start;
  ConsentFinding from_anywhere;
  /// Arrangements that are reached, the start among them, in rising order.
  std::vector<PackageIndex> reached;
  /// Contrary: the package and shares.
  std::optional<ConsentPair> contrary;
};

/// The work grows with the square of the number of packages where partial agreements are allowed.
ConsentCertificate certify(const ConsentProblem& problem);

/// m(x, a) of one party. Where `bare`, what it surely has with the shares returned: without acts, luck and
/// hope, and with all conditions at these shares.
ConsentMargin largest_margin(const ConsentProblem& problem, std::size_t party, PackageIndex package,
                             PackageIndex from, bool bare = false);

}  // namespace entente
