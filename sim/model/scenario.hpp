#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/model/actor.hpp"
#include "sim/model/challenge.hpp"
#include "sim/model/package.hpp"
#include "sim/model/predicate.hpp"

namespace entente {

/// A unit of something that options bring: islands, USD bn, a level of sanctions.
struct Quantity {
  std::string name;
  std::string unit;
};

/// One thing to be agreed, with its options in order.
struct Issue {
  std::string name;
  std::string title;
  std::vector<std::string> options;
  std::vector<std::string> option_titles;
  std::size_t status_quo = 0;
  /// amounts[option][quantity].
  std::vector<std::vector<double>> amounts;
  /// A divisible issue: option o of n stands for the amount o/(n − 1) in [0, 1].
  bool divisible = false;
};

enum class Layer : std::uint8_t { Trade, Alliance, Alignment, Sanctions, Rivalry };
inline constexpr std::size_t kLayers = 5;

/// What moves the target of a tie away from its starting weight: effect·(value − reference).
struct Driver {
  enum class Kind { Context, Amount, Isolation };
  std::string name;
  Kind kind = Kind::Context;
  /// The process, the quantity (of the arrangement in force), or the actor whose isolation counts.
  std::size_t of = 0;
  double reference = 0;
  double effect = 0;
};

/// A directed tie, or a mutual one (`mutual`: both directions carry the same weight).
struct Tie {
  std::string name;
  Layer layer = Layer::Trade;
  std::size_t from = 0;
  std::size_t to = 0;
  bool mutual = false;
  double weight = 0;
  /// Rate per year at which the weight moves to its target; 0: it stays.
  double rate = 0;
  /// The weight lies in [0, maximum].
  double maximum = 1;
  std::vector<Driver> drivers;
};

/// An exogenous process.
struct Process {
  enum class Kind { OrnsteinUhlenbeck, RandomWalk, Markov, Poisson, Event, Series };
  std::string name;
  std::string unit;
  Kind kind = Kind::Event;
  double initial = 0;
  /// OrnsteinUhlenbeck: mean, reversion per year. RandomWalk: drift per year. Both: volatility per √year.
  /// `logarithmic`: the law holds for the logarithm of the value; mean and initial are given as values.
  double mean = 0;
  double reversion = 0;
  double drift = 0;
  double volatility = 0;
  bool logarithmic = false;
  /// Poisson: shocks per year, size of each, decay per year of the sum of shocks above `initial`.
  double intensity = 0;
  double size = 0;
  double decay = 0;
  /// Markov: value of each state, name of each, rates per year from row to column (diagonal 0), and the
  /// start.
  std::vector<std::string> states;
  std::vector<double> values;
  std::vector<std::vector<double>> rates;
  std::size_t start = 0;
  /// Event and Series: (years from the start, value from then on), in order of time.
  std::vector<std::pair<double, double>> points;
};

/// An issue that one signatory has to deliver on.
struct Obligation {
  std::string name;
  std::size_t issue = 0;
  std::size_t by = 0;
  std::size_t to = 0;
};

struct Outcome {
  std::string name;
  std::string title;
  Predicate when;
};

/// Which mechanisms are on. Each can be switched off in the scenario (`mechanisms:`).
struct Switches {
  bool loss_aversion = true;
  bool jump = true;
  bool aspiration = true;
  bool pledges = true;
  bool alliance_pressure = true;
  bool inducement = true;
  bool hope = true;
  bool process_value = true;
  bool meeting_decision = true;
  bool private_valuations = true;
  bool learning = true;
  bool refusal_memory = true;
  bool ratification = true;
  bool implementation = true;
  bool trust = true;
  bool acts = true;
  bool influence = true;
  bool ties = true;
  bool context = true;
  bool partial_agreements = true;
  bool red_lines = true;
  bool firm_supply = true;
  /// Off by default: a signatory may accept a present loss for the sake of what it hopes for.
  bool invest_in_hope = false;
};

struct Timing {
  int start_year = 2000;
  int start_month = 1;
  /// Δt in years, the number of rounds, and m, exchanges of offers in half a year.
  double round = 0.5;
  int rounds = 20;
  double exchanges = 2;
  /// h_a and h, in years.
  double planning_horizon = 0.5;
  double hope_delay = 2;
};

struct Protocol {
  enum class Kind {
    AlternatingOffers,
    StackedAlternatingOffers,
    SimultaneousDemands,
    SingleText,
    Agenda,
    RandomRecognition,
    ExpectedUtility,
    Spatial
  };
  Kind kind = Kind::AlternatingOffers;
  /// Parties in the order in which they propose.
  std::vector<std::size_t> order;
  /// Actors in the order in which they choose their acts.
  std::vector<std::size_t> acts_order;
  /// c_o: price of tabling an offer.
  double offer_price = 0.001;
  /// Whose presence talks need; all parties by default.
  std::vector<std::size_t> required;
  std::optional<Predicate> suspended;
  /// How many parties must agree, the proposer among them; 0: all.
  std::size_t quota = 0;
  /// Agenda: issues in the order in which they are taken up.
  std::vector<std::size_t> agenda;
  /// SingleText: changes that the mediator tries in an exchange.
  int drafts = 50;
  /// Probability that talks break down for good after an exchange in vain.
  double breakdown = 0;
  /// Exchanges after which rational parties know that talks end; 0: they may go on for ever.
  int last_exchange = 0;
};

struct TrustRules {
  /// Rate per year at which counts decay to the prior.
  double decay = 0;
  /// Counts added by a year of keeping an agreement, and by breaking one.
  double kept_per_year = 1;
  double broken = 3;
};

struct InfluenceRules {
  /// Rate per year at which saliences and beliefs move to the Friedkin-Johnsen map.
  double rate = 0;
  std::vector<Layer> layers;
};

/// A dispute as a whole: immutable once read. All collections are in the order of names, except where an
/// order is declared (options, protocol order, order of outcomes), so that the order of declaration changes
/// nothing.
struct Scenario {
  std::string name;
  std::string title;
  std::string description;
  Timing timing;
  Switches switches;
  std::vector<Quantity> quantities;
  std::vector<Issue> issues;
  std::vector<Dimension> dimensions;
  std::vector<Actor> actors;
  std::vector<Tie> ties;
  std::vector<Process> context;
  std::vector<Obligation> obligations;
  std::vector<Predicate> feasible;
  Predicate settles;
  std::vector<Outcome> outcomes;
  Protocol protocol;
  TrustRules trust;
  InfluenceRules influence;
  ChallengeRules challenge;
  /// Katz attenuation, below 1/(largest row sum of the ties' maxima on the alliance and alignment layers).
  double attenuation = 0.25;
};

/// How many parties besides the proposer must say yes.
std::size_t answers_needed(const Scenario& scenario);
/// Indices of the actors that sign, in order.
std::vector<std::size_t> parties(const Scenario& scenario);
/// The space of all packages, feasible or not.
PackageSpace package_space(const Scenario& scenario);
/// Whether the status quo is not one of the packages: nothing is in force until something is signed, and
/// actors declare what that is worth to them.
bool starts_from_nothing(const Scenario& scenario);
/// x⁰ as an index of `package_space`: the status quo of each issue, or the space's `nothing()`.
PackageIndex status_quo(const Scenario& scenario);
/// Whether `package` settles the dispute; nothing in force does not.
bool settles(const Scenario& scenario, PackageIndex package);
/// Whether a divisible issue brings any of this quantity.
bool divisible_brings(const Scenario& scenario, std::size_t quantity);
/// Whether a condition on packages mentions a divisible issue, or a quantity that one brings.
bool about_divisible(const Scenario& scenario, const Predicate& predicate);
/// Totals of each quantity over the options of a package; no options, as for nothing, have none.
void package_amounts(const Scenario& scenario, std::span<const std::uint32_t> options,
                     std::span<double> amounts);
/// Exchanges of offers in rounds 0 to round − 1 together: floor(round·Δt·2·m), so that a shorter round has
/// fewer.
std::uint64_t exchanges_before(const Timing& timing, std::uint64_t round);
/// "2016-12" for the month in which `years` after the start falls.
std::string date_after(const Timing& timing, double years);

}  // namespace entente
