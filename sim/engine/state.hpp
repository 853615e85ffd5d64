#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "sim/bargaining/negotiation.hpp"
#include "sim/core/random.hpp"
#include "sim/engine/aspirants.hpp"
#include "sim/engine/gap.hpp"
#include "sim/engine/rational_table.hpp"
#include "sim/engine/record.hpp"
#include "sim/engine/run.hpp"
#include "sim/mechanisms/acts.hpp"
#include "sim/mechanisms/context.hpp"
#include "sim/mechanisms/implementation.hpp"
#include "sim/mechanisms/influence.hpp"
#include "sim/mechanisms/ties.hpp"
#include "sim/valuation/admissible.hpp"
#include "sim/valuation/board.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/package_tree.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// A simulator from the inside: the scenario's fixed tables, the world of the run at hand, and scratch
/// memory. Its functions are the steps of a round in the order of MODEL.md 3.
struct Simulator::State {
  /// `like`: of a scenario of the same structure, or null.
  explicit State(const Scenario& scenario_to_run, const State* like = nullptr);

  // The run (simulator.cpp).
  void start(RandomSource source, RecordLevel wanted);
  void play_round(int number);
  void clear_round();
  void take_in_arrangement();

  // Before the meeting (preparation.cpp).
  void advance_surroundings();
  void rebuild_tables();
  void choose_acts();
  void decide_to_meet();

  // At the table: offers and answers in turn (talks.cpp), the other protocols (protocols.cpp).
  std::optional<AgreementInForce> bargain();
  /// The package that enough parties accepted, if any.
  std::optional<PackageIndex> exchange(std::uint64_t number);
  /// Who proposes in this exchange: the order's next, or whom the draw recognises.
  std::size_t proposer_place(std::uint64_t number) const;
  std::optional<Offer> proposal(std::size_t actor, std::size_t place, std::uint64_t number);
  std::optional<Offer> rational_proposal(std::size_t actor, std::size_t place, std::uint64_t number);
  /// Books the offer, or demand, of the record's proposer.
  void table(const Offer& offer, Exchange& record);
  /// `place` is the proposer's, `turn` the one at which the actor answers.
  Answer answer_to(PackageIndex package, std::size_t actor, std::size_t place, std::uint64_t number,
                   std::uint64_t turn);
  /// After an exchange in vain.
  bool breaks_down(std::uint64_t number);
  /// Agenda: after as many exchanges in vain as there are parties, the next item.
  void move_agenda_on();
  /// Demands of all parties at once; the package that gives each what it demands, if any.
  std::optional<PackageIndex> demands(std::uint64_t number);
  std::optional<PackageIndex> compatible_package();
  /// The mediator's trial changes of one exchange; and the text as it stands put to the parties.
  void draft(std::uint64_t number);
  std::optional<PackageIndex> put_text(std::uint64_t number);

  // What is taken from it (learning.cpp).
  void learn(std::size_t subject, PackageIndex package, bool yes);
  void remember_refusal(std::size_t actor, PackageIndex package);
  void count_objection(std::size_t actor, PackageIndex package);
  /// Good until the next call.
  const Contributions& reasons(std::size_t actor, PackageIndex package);

  // After it (agreement.cpp).
  bool ratify(PackageIndex package);
  void sign(AgreementInForce agreement);
  void check_agreements(std::size_t before_signing);
  bool keeps_word(std::size_t actor, const AgreementInForce& agreement);
  void roll_back(std::size_t position);
  void learn_from_round();

  // What came of it (outcome.cpp).
  void account();
  /// Throws Error where numbers of the scenario are so large that the world overflows.
  void require_finite() const;
  void finish();
  bool left_unsigned();

  bool settled() const { return layout.settles()[world.arrangement] != 0; }

  /// Adds counts to a partner's trust at the end of the round.
  struct TrustCount {
    std::size_t observer = 0;
    std::size_t actor = 0;
    bool kept = true;
  };

  Scenario scenario;
  Layout layout;
  Admissible admissible;
  Support support;
  RatificationOdds odds;
  std::vector<std::size_t> signatories;
  PackageIndex at_start;
  /// The feasible packages and x⁰, and which of them are feasible, by slot.
  PackageTree feasible;
  std::vector<std::uint8_t> is_feasible;
  /// Made when a run first asks for gaps.
  std::optional<Gaps> gaps;

  World world;
  Utilities utilities;
  Utilities neutral_utilities;
  Board board;
  Board neutral_board;
  Negotiation negotiation;
  Negotiation neutral_negotiation;
  Aspirants aspirants;
  /// Where the parties are rational.
  std::optional<RationalTable> equilibrium;
  ContextProcesses context;
  TieDynamics ties;
  Influence influence;
  Acts acts;
  Implementation implementation;

  RandomSource random{0, 0};
  RecordLevel level;
  RunResult result;
  std::vector<Round> rounds;
  Round round;

  std::vector<ShortList> soundings;
  std::vector<std::size_t> neutral_acts;
  /// Best offer of each party at the meeting; still good until somebody learns.
  std::vector<std::optional<Offer>> best_offers;
  bool best_offers_fresh = false;
  /// What each party has offered since the arrangement last changed.
  std::vector<std::vector<PackageIndex>> offered;
  /// block_counts[actor][reason].
  std::vector<std::vector<int>> block_counts;
  std::vector<TrustCount> trust_counts;
  Contributions why;
  bool talks = false;
  /// Whether talks have broken down for good.
  bool broken_down = false;
  /// How many answers besides the proposer's an agreement needs.
  std::size_t needed = 0;
  /// Stacked offers: the next turn that is free, counted over the whole run.
  std::uint64_t next_turn = 0;
  /// Agenda: the item under discussion, and exchanges in a row that brought nothing on it.
  std::size_t agenda_item = 0;
  std::size_t silence = 0;
  /// The mediator's text.
  PackageIndex text = 0;
  /// What each party demands: a package, and its gain.
  struct Demand {
    std::size_t actor = 0;
    PackageIndex package = 0;
    double gain = 0;
  };
  std::vector<Demand> demanded;
  /// Answers to the offer on the table: who, and whether yes.
  std::vector<std::pair<std::size_t, bool>> given;
  std::vector<int> offers_this_round;
  std::vector<std::size_t> partners;
  std::vector<std::size_t> new_options;
  std::vector<std::size_t> old_options;
  std::vector<ExpectedAnswer> expected;
  std::vector<std::vector<double>> profile_margins;
};

}  // namespace entente
