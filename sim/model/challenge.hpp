#pragma once

#include <string>

namespace entente {

/// A scale on which governments take positions: what the challenge protocols of political forecasting bargain
/// over.
struct Dimension {
  std::string name;
  std::string title;
  std::string unit;
  /// The ends of the scale, low < high; positions lie between them.
  double low = 0;
  double high = 100;
};

/// Where an actor stands on one dimension, in its unit, and how much it cares, in [0, 1].
struct Stance {
  double at = 0;
  double salience = 0;
};

/// The expected utility model (B. Bueno de Mesquita 1994; J. B. Scholz, G. J. Calbert and G. A. Smith,
/// Unravelling Bueno De Mesquita's group decision model, ICAART 2011).
struct ExpectedUtilityRules {
  /// Replication: the reading that gives the numbers which Scholz et al. print. Published: their equations as
  /// printed.
  enum class Reading { Replication, Published };
  Reading reading = Reading::Replication;
  /// Q: probability that an actor stays where it is if nobody challenges it, in [0, 1].
  double unchallenged = 1;
  int rounds = 8;
};

/// The spatial model of politics (B. Wise, L. Lester and B. Efird 2015, as implemented in KTAB).
struct SpatialRules {
  enum class Victory { Linear, Square, Quartic, Octic, Binary };
  enum class Voting { Proportional, Cubic, ProportionalCubic, Binary, ProportionalBinary, Asymmetric };
  /// Probabilistic Condorcet election.
  enum class Election { Conditional, MarkovIncentive, MarkovUniform };
  /// How risk attitude follows from the probability that one's position wins: its middle, least or greatest
  /// is neutral.
  enum class Risk { Middle, Minimum, Maximum };
  /// How far an actor sees another's risk attitude rather than its own.
  enum class RiskEstimate { None, OneThird, Half, TwoThirds, Full };
  enum class ThirdParties { None, Semi, Full };
  /// Whether the initiator's view alone makes the interim bargain, or receiver's and initiator's views are
  /// joined.
  enum class Interim { InitiatorOnly, InitiatorAndReceiver, PowerWeighted };
  /// What weighs the two positions in an interim bargain: salience times probability, both squared, or
  /// saliences squared and only the likelier loser moving, by how much likelier it is to lose.
  enum class Blend { Product, Squared, SquaredMaximum };
  Victory victory = Victory::Linear;
  Voting voting = Voting::Proportional;
  Election election = Election::Conditional;
  Risk risk = Risk::Middle;
  RiskEstimate risk_estimate = RiskEstimate::OneThird;
  ThirdParties third_parties = ThirdParties::Semi;
  Interim interim = Interim::InitiatorOnly;
  Blend blend = Blend::Squared;
  /// Whether each actor takes the bargain that wins, or draws one by its probability.
  bool stochastic = false;
  /// At most this many turns.
  int turns = 100;
};

struct ChallengeRules {
  ExpectedUtilityRules expected_utility;
  SpatialRules spatial;
};

}  // namespace entente
