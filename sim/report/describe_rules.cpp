#include "sim/report/describe_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "sim/report/words.hpp"

namespace entente {
namespace {

/// One of `words`, by the number of the enum's value.
template <class Enum, std::size_t N>
std::string_view word_for(Enum value, const std::array<std::string_view, N>& words) {
  return words.at(static_cast<std::size_t>(value));
}

std::vector<std::string> expected_utility_in_words(const ExpectedUtilityRules& rules) {
  const bool replication = rules.reading == ExpectedUtilityRules::Reading::Replication;
  return {fmt::format("Equations: {}.", replication
                                            ? "the reading that gives the numbers which Scholz, Calbert and "
                                              "Smith print"
                                            : "as Scholz, Calbert and Smith print them"),
          fmt::format("An actor that nobody challenges stays where it is with probability {}; {} at most.",
                      plain(rules.unchallenged), count(rules.rounds, "round"))};
}

std::vector<std::string> spatial_in_words(const SpatialRules& rules) {
  const auto victory = word_for(
      rules.victory, std::array<std::string_view, 5>{
                         "in proportion to strength", "in proportion to the square of strength",
                         "in proportion to the fourth power of strength",
                         "in proportion to the eighth power of strength", "certain for the stronger"});
  const auto voting = word_for(
      rules.voting, std::array<std::string_view, 6>{"proportional", "cubic", "proportional and cubic",
                                                    "binary", "proportional and binary", "asymmetric"});
  const auto election =
      word_for(rules.election, std::array<std::string_view, 3>{"conditional probabilities",
                                                               "a Markov chain moved by incentives",
                                                               "a Markov chain moved evenly"});
  const auto risk = word_for(rules.risk, std::array<std::string_view, 3>{"middle", "minimum", "maximum"});
  const auto seen = word_for(rules.risk_estimate,
                             std::array<std::string_view, 5>{"none", "a third", "half", "two thirds", "all"});
  const auto third = word_for(rules.third_parties, std::array<std::string_view, 3>{
                                                       "do not commit themselves", "commit themselves half",
                                                       "commit themselves in full"});
  const auto interim =
      word_for(rules.interim, std::array<std::string_view, 3>{"by the initiator's view alone",
                                                              "by the initiator's and the receiver's views",
                                                              "by both views, weighted by power"});
  const auto blend = word_for(
      rules.blend,
      std::array<std::string_view, 3>{"salience times probability", "the squares of salience and probability",
                                      "the squares of salience, where only the likelier loser moves"});
  return {
      fmt::format("Victory is {}; votes are {}; positions are elected by {}.", victory, voting, election),
      fmt::format(
          "Attitudes to risk follow from the probability to win by the {} rule; an actor sees {} of how "
          "another's differs from its own; third parties {}.",
          risk, seen, third),
      fmt::format("Interim bargains are made {}, with positions weighted by {}; each actor {}; {} at most.",
                  interim, blend,
                  rules.stochastic ? "draws one of its bargains by its probability"
                                   : "takes the likeliest of its bargains",
                  count(rules.turns, "turn"))};
}

}  // namespace

std::string protocol_name(Protocol::Kind kind) {
  return std::string(
      word_for(kind, std::array<std::string_view, 8>{"alternating_offers", "stacked_alternating_offers",
                                                     "simultaneous_demands", "single_text", "agenda",
                                                     "random_recognition", "expected_utility", "spatial"}));
}

std::string protocol_in_words(const Scenario& scenario) {
  const Protocol& rules = scenario.protocol;
  const std::string order = actor_names(scenario, rules.order);
  std::string price = "tabling an offer costs " + plain(rules.offer_price);
  if (rules.breakdown > 0) {
    price += "; after an exchange in vain talks break down with probability " + plain(rules.breakdown);
  }
  switch (rules.kind) {
    case Protocol::Kind::AlternatingOffers:
      return fmt::format("Alternating offers: {} propose in turn; {}.", order, price);
    case Protocol::Kind::StackedAlternatingOffers:
      return fmt::format(
          "Stacked alternating offers: {} speak in turn, and each accepts the offer that stands or "
          "puts its own in its place; {}.",
          order, price);
    case Protocol::Kind::SimultaneousDemands:
      return fmt::format(
          "Simultaneous demands: {} each name a package at once; they agree where a package gives "
          "everyone as much as it asks for; {}.",
          order, price);
    case Protocol::Kind::SingleText:
      return fmt::format(
          "A single text: a mediator tries {} in an exchange, keeps those that nobody likes less, "
          "and puts the text to {}.",
          count(rules.drafts, "change"), order);
    case Protocol::Kind::Agenda: {
      std::vector<std::string> issues;
      for (const std::size_t k : rules.agenda) issues.push_back(readable(scenario.issues[k].name));
      return fmt::format("One issue after the other ({}): {} propose in turn on the issue that is up; {}.",
                         join(issues), order, price);
    }
    case Protocol::Kind::RandomRecognition:
      return fmt::format(
          "Random recognition: in each exchange one of {} is drawn to propose; {} must agree, the "
          "proposer among them; {}.",
          order, rules.quota == 0 ? "all" : fmt::format("{}", rules.quota), price);
    case Protocol::Kind::ExpectedUtility:
      return "The expected utility model: actors challenge each other's positions, and move where they lose.";
    case Protocol::Kind::Spatial:
      return "The spatial model: actors press each other for bargains on their positions, and vote among "
             "them.";
  }
  return {};
}

std::vector<std::string> challenge_in_words(const Scenario& scenario) {
  switch (scenario.protocol.kind) {
    case Protocol::Kind::ExpectedUtility:
      return expected_utility_in_words(scenario.challenge.expected_utility);
    case Protocol::Kind::Spatial:
      return spatial_in_words(scenario.challenge.spatial);
    default:
      return {};
  }
}

std::string time_in_words(const Timing& timing) {
  return fmt::format("{} to {}: {} of {}; {} exchanges of offers in half a year.", date_after(timing, 0),
                     date_after(timing, timing.rounds * timing.round), count(timing.rounds, "round"),
                     years(timing.round), plain(timing.exchanges));
}

std::vector<std::string> talks_in_words(const Scenario& scenario) {
  const Protocol& rules = scenario.protocol;
  std::vector<std::string> lines;
  if (rules.last_exchange > 0) {
    lines.push_back(
        fmt::format("Talks end after {}, as rational parties know.", count(rules.last_exchange, "exchange")));
  }
  std::vector<std::size_t> others;
  for (const std::size_t i : rules.required) {
    if (!scenario.actors[i].party) others.push_back(i);
  }
  if (!others.empty())
    lines.push_back(fmt::format("Talks need {} besides the parties.", actor_names(scenario, others)));
  if (rules.suspended) {
    lines.push_back(
        fmt::format("Talks are suspended while {}.", predicate_in_words(scenario, *rules.suspended)));
  }
  return lines;
}

std::vector<std::string> dynamics_in_words(const Scenario& scenario) {
  std::vector<std::string> lines{fmt::format(
      "Trust: a year of keeping an agreement counts {}, a breach {}; counts decay at {} a year.",
      plain(scenario.trust.kept_per_year), plain(scenario.trust.broken), plain(scenario.trust.decay))};
  for (const Obligation& it : scenario.obligations) lines.push_back(obligation_in_words(scenario, it) + '.');
  std::vector<std::string> layers;
  for (const Layer layer : scenario.influence.layers) layers.push_back(layer_name(layer));
  if (scenario.influence.rate > 0) {
    lines.push_back(fmt::format("Influence along {} at a rate of {} a year.", join(layers),
                                plain(scenario.influence.rate)));
  }
  return lines;
}

std::string obligation_in_words(const Scenario& scenario, const Obligation& obligation) {
  return fmt::format("{} delivers on {} to {} ({})", capitalised(actor_name(scenario.actors[obligation.by])),
                     readable(scenario.issues[obligation.issue].name),
                     actor_name(scenario.actors[obligation.to]), readable(obligation.name));
}

std::string describe_positions(const Scenario& scenario, Style style) {
  if (scenario.dimensions.empty()) return {};
  std::string text = heading(style, "Positions");
  for (std::size_t k = 0; k < scenario.dimensions.size(); ++k) {
    const Dimension& dimension = scenario.dimensions[k];
    const std::string unit = dimension.unit.empty() ? "" : " " + dimension.unit;
    text += fmt::format("{}  {} ({}), {} to {}{}\n", k == 0 ? "" : "\n", dimension_name(dimension),
                        dimension.name, plain(dimension.low), plain(dimension.high), unit);
    std::vector<std::size_t> order(scenario.actors.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {},
                      [&](std::size_t i) { return std::pair(scenario.actors[i].positions[k].at, i); });
    std::vector<std::vector<std::string>> rows{{"actor", "stands at", "salience", "power"}};
    for (const std::size_t i : order) {
      const Actor& actor = scenario.actors[i];
      rows.push_back({actor_name(actor), plain(actor.positions[k].at), plain(actor.positions[k].salience),
                      plain(actor.power)});
    }
    text += table(rows, {false, true, true, true}, style, "    ");
  }
  return text;
}

}  // namespace entente
