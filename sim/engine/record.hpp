#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// Where an actor's utility comes from: its components in order, then these columns.
enum class Column : std::uint8_t { Alliance, Talks, Acts, Audience, Offers };
inline constexpr std::size_t kExtraColumns = 5;
/// What files call these columns.
inline constexpr std::array<const char*, kExtraColumns> kColumnNames{"alliance", "talks", "acts", "audience",
                                                                     "offers"};
/// What files call the reasons of a refusal that are no components, in the order of Objection::reason.
inline constexpr std::array<const char*, 5> kReasonNames{"alliance", "private_valuation", "process_value",
                                                         "hope", "asks_for_more"};

/// What a change of package does to one actor: by component, then the rest of V − R (MODEL.md 4). Sums to the
/// difference V_i(x) − V_i(a_t), up to rounding.
struct Contributions {
  std::vector<double> components;
  double alliance = 0;
  double private_valuation = 0;
  double process_value = 0;
  double hope = 0;
};

/// One party's answer to an offer.
struct Answer {
  std::size_t actor = 0;
  bool accepted = false;
  /// The true margin, in utility: below 0 it refuses.
  double margin = 0;
  /// The proposer's estimate of the probability of a yes; NaN where it has none.
  double probability = 0;
  /// Filled only where reasons are asked for.
  Contributions reasons;
};

/// One exchange: an offer and its answers, or a pass; one party's demand, where all demand at once; or a
/// mediator's text put to the parties, whose proposer means nothing.
struct Exchange {
  enum class Kind : std::uint8_t { Offer, Demand, Text };
  Kind kind = Kind::Offer;
  std::uint64_t number = 0;
  std::size_t proposer = 0;
  bool passed = false;
  PackageIndex package = 0;
  /// V − R of the proposer, P̂(enough accept), P̂(all ratify), and the objective Q·(V − R) − c_o; NaN where the
  /// proposer bargains by aspiration and expects nothing.
  double gain = 0;
  double acceptance = 0;
  double ratification = 0;
  double objective = 0;
  std::vector<Answer> answers;
  bool accepted = false;
};

/// One vote at home.
struct Vote {
  std::size_t actor = 0;
  double support = 0;
  double threshold = 0;
  bool ratified = false;
  /// P̂ before the vote.
  double probability = 0;
};

/// A decision to deliver or to defect that came out as a breach.
struct Breach {
  std::size_t actor = 0;
  /// Round in which the agreement was signed; this round when it never came into force.
  int signed_round = 0;
  double temptation = 0;
  double cost = 0;
};

/// An agreement that came into force.
struct Agreement {
  int round = 0;
  PackageIndex from = 0;
  PackageIndex to = 0;
  /// Round in which it was broken, or -1.
  int broken = -1;
};

/// A round as it happened; kept only where a trace is asked for.
struct Round {
  int number = 0;
  std::string date;
  std::vector<double> context;
  /// Index of each actor's act in its list.
  std::vector<std::size_t> acts;
  bool acts_settled = true;
  bool suspended = false;
  /// Whether talks broke down for good in this round or before.
  bool broken_down = false;
  /// By actor: whether it would attend, and the left-hand side of the rule.
  std::vector<bool> attends;
  std::vector<double> attendance_value;
  bool talks = false;
  std::vector<Exchange> exchanges;
  std::vector<Vote> votes;
  std::vector<Breach> breaches;
  bool agreed = false;
  /// a_t at the end of the round.
  PackageIndex arrangement = 0;
  /// By actor, U_i of the arrangement at the end.
  std::vector<double> utilities;
  /// τ_ij row-major over actors (1 on the diagonal), and the weight of each tie.
  std::vector<double> trust;
  std::vector<double> ties;
  /// belief[i][j][p] flattened: only actors with profiles; see MODEL.md.
  std::vector<std::vector<std::vector<double>>> beliefs;
};

/// What an outcome lacks for one party (MODEL.md 5).
struct PartyGap {
  std::size_t actor = 0;
  double lack = 0;
  double in_sd = 0;
  /// USD bn a year that would close it; NaN where no sum would or where the actor declares no money.
  double side_payment = 0;
  /// Expected support at home less the threshold.
  double support_margin = 0;
};

struct Gap {
  std::size_t outcome = 0;
  PackageIndex from = 0;
  bool exists = false;
  PackageIndex package = 0;
  std::vector<PartyGap> parties;
};

/// Who refused how often, and which component (or extra reason) weighed most: index into the actor's
/// components, then alliance, private valuation, process value, hope, and what parties that bargain by
/// aspiration or are rational ask for, in this order.
struct Objection {
  std::size_t actor = 0;
  std::size_t reason = 0;
  int refusals = 0;
};

/// What came of a run.
struct RunResult {
  std::uint64_t seed = 0;
  std::uint64_t run = 0;
  /// Index into the scenario's outcomes; outcomes.size() for `other`.
  std::size_t outcome = 0;
  PackageIndex arrangement = 0;
  /// By actor, the profile it had in this run (0 where it has none).
  std::vector<std::size_t> types;
  std::vector<Agreement> agreements;
  int rounds_with_talks = 0;
  int passes = 0;
  int offers = 0;
  int repeated_offers = 0;
  int refusals = 0;
  int ratification_failures = 0;
  int rollbacks = 0;
  int unsettled_acts = 0;
  /// By actor: each component's discounted average utility, then kExtraColumns.
  std::vector<std::vector<double>> utilities;
  /// By actor, rounds in which each act was in force.
  std::vector<std::vector<int>> acts;
  double nash_product = 0;
  double frontier_distance = 0;
  std::vector<double> trust;
  std::vector<double> ties;
  std::vector<Objection> blocks;
  /// For each outcome, from the arrangement at the end and from x⁰ (in this order); only where asked for.
  std::vector<Gap> gaps;
  /// Packages that every party would have signed and ratified at the end (true margins), and that were left
  /// unsigned.
  bool left_unsigned = false;
};

/// What to keep of a run besides its result.
struct RecordLevel {
  bool rounds = false;
  bool reasons = false;
  bool gaps = false;
};

/// A run and, where asked for, its rounds.
struct RunRecord {
  RunResult result;
  std::vector<Round> rounds;
};

}  // namespace entente
