#include "sim/report/equilibrium.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "sim/core/version.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShownExchanges = 10;

/// visit(issue, option, amount) for every issue; the amount is null where the issue is not divisible.
template <typename Visit>
void for_each_issue(const Scenario& scenario, const RationalOffer& offer, Visit visit) {
  const PackageSpace space = package_space(scenario);
  std::size_t divisible = 0;
  for (std::size_t k = 0; k < space.issues(); ++k) {
    const Issue& issue = scenario.issues[k];
    visit(issue, space.option(offer.package, k), issue.divisible ? &offer.amounts[divisible++] : nullptr);
  }
}

std::string offer_in_words(const Scenario& scenario, const RationalOffer& offer) {
  std::string text;
  for_each_issue(scenario, offer, [&](const Issue& issue, std::size_t option, const double* amount) {
    text += fmt::format("{}{} → {}", text.empty() ? "" : "; ", readable(issue.name),
                        amount != nullptr ? fmt::format("{:.6g}", *amount) : option_name(issue, option));
  });
  return text;
}

std::string turn_in_words(const Scenario& scenario, const RationalTurn& turn,
                          const std::vector<std::size_t>& signatories) {
  const std::string who = capitalised(actor_name(scenario.actors[signatories[turn.proposer]]));
  const auto worth_to_all = [&](const std::vector<double>& values) {
    std::string worth;
    for (std::size_t place = 0; place < signatories.size(); ++place) {
      worth += fmt::format("{}{} {:.6g}", place == 0 ? "" : ", ",
                           actor_name(scenario.actors[signatories[place]]), values[place]);
    }
    return wrap("Worth: " + worth + ".", "    ", "    ");
  };
  if (turn.move == RationalTurn::Move::Pass) {
    return wrap(
               who +
                   " passes: nothing that it would offer is better for it than no agreement now and would be "
                   "accepted.",
               "  ", "    ") +
           worth_to_all(turn.values);
  }
  if (turn.move == RationalTurn::Move::Leave) {
    return wrap(who + " leaves for its outside option, which ends the talks.", "  ", "    ") +
           worth_to_all(turn.values);
  }
  std::string text;
  for (const RationalOffer& offer : turn.offers) {
    const std::string chance =
        turn.offers.size() == 1 ? "" : fmt::format(" with probability {:.4g}", offer.probability);
    text += wrap(fmt::format("{} offers{}: {}.", who, chance, offer_in_words(scenario, offer)), "  ", "    ");
    text += worth_to_all(offer.utilities);
  }
  return text;
}

Json by_party(const Scenario& scenario, const std::vector<std::size_t>& signatories,
              const std::vector<double>& values) {
  Json all = Json::object();
  for (std::size_t place = 0; place < values.size(); ++place) {
    all[scenario.actors[signatories[place]].name] = values[place];
  }
  return all;
}

Json turn_json(const Scenario& scenario, const RationalTurn& turn,
               const std::vector<std::size_t>& signatories) {
  constexpr const char* kMoves[] = {"offer", "pass", "leave"};
  Json one = Json{{"proposer", scenario.actors[signatories[turn.proposer]].name},
                  {"move", kMoves[static_cast<std::size_t>(turn.move)]},
                  {"offers", Json::array()}};
  for (const RationalOffer& offer : turn.offers) {
    Json package = Json::object();
    for_each_issue(scenario, offer, [&](const Issue& issue, std::size_t option, const double* amount) {
      package[issue.name] = amount != nullptr ? Json(*amount) : Json(issue.options[option]);
    });
    one["offers"].push_back(Json{{"probability", offer.probability},
                                 {"package", std::move(package)},
                                 {"utilities", by_party(scenario, signatories, offer.utilities)}});
  }
  one["thresholds"] = by_party(scenario, signatories, turn.thresholds);
  one["values"] = by_party(scenario, signatories, turn.values);
  return one;
}

}  // namespace

std::string equilibrium_text(const Scenario& scenario, const RationalPlay& play, Style style) {
  const std::vector<std::size_t> signatories = parties(scenario);
  const bool for_ever = scenario.protocol.last_exchange == 0;
  std::string text = heading(style, "Rational parties");
  const bool indivisible =
      std::ranges::any_of(scenario.issues, [](const Issue& issue) { return !issue.divisible; });
  text +=
      wrap(fmt::format(
               "{}ubgame-perfect play if all were rational and knew everything, whatever their tactics. An "
               "agreement ends the game. What is offered is accepted.{}",
               for_ever ? "Stationary s" : "S",
               for_ever && indivisible ? " Where issues cannot be divided there may be other stationary "
                                         "equilibria; this is one."
                                       : ""),
           "  ", "  ");
  if (!play.settled) {
    text += wrap(
        "This game has no stationary equilibrium of this kind: what follows is the first exchange of very "
        "many.",
        "  ", "  ");
  }
  const std::size_t shown = std::min(play.exchanges.size(), kShownExchanges);
  for (std::size_t e = 0; e < shown; ++e) {
    text += for_ever ? std::string("\n") : fmt::format("\n  Exchange {}\n", e + 1);
    for (const RationalTurn& turn : play.exchanges[e]) text += turn_in_words(scenario, turn, signatories);
  }
  if (shown < play.exchanges.size()) {
    text += fmt::format("\n  and so on, {} exchanges in all.\n", play.exchanges.size());
  }
  return text;
}

Json equilibrium_json(const Scenario& scenario, const RationalPlay& play) {
  const std::vector<std::size_t> signatories = parties(scenario);
  const int last = scenario.protocol.last_exchange;
  Json all = Json{{"scenario", scenario.name}, {"version", version()},
                  {"method", "rubinstein"},    {"last_exchange", last == 0 ? Json() : Json(last)},
                  {"settled", play.settled},   {"residual", play.residual},
                  {"exchanges", Json::array()}};
  for (const std::vector<RationalTurn>& turns : play.exchanges) {
    Json exchange = Json::array();
    for (const RationalTurn& turn : turns) exchange.push_back(turn_json(scenario, turn, signatories));
    all["exchanges"].push_back(std::move(exchange));
  }
  return all;
}

}  // namespace entente
