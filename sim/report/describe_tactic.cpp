#include <fmt/format.h>

#include "sim/report/describe_rules.hpp"
#include "sim/report/text.hpp"

namespace entente {
namespace {

std::string hold_out(const Tactic& tactic) {
  std::string text = "holds out for what it hopes for: ";
  if (tactic.kind == Tactic::Kind::Constant) {
    text += fmt::format("{}, all along", plain(tactic.initial));
  } else {
    text += fmt::format("from {} to {} in {} years, {} with exponent {}", plain(tactic.initial),
                        plain(tactic.final), plain(tactic.deadline),
                        tactic.kind == Tactic::Kind::Polynomial ? "polynomially" : "exponentially",
                        plain(tactic.exponent));
  }
  if (tactic.answer_noise > 0)
    text += fmt::format("; answers are noisy (logit scale {})", plain(tactic.answer_noise));
  return text;
}

/// A demand that falls with time.
std::string course(const Tactic& tactic) {
  if (tactic.exponent == 0) {
    return fmt::format(
        "asks for {} of the way from its reservation to its best package until the deadline of "
        "{} years",
        plain(tactic.initial), plain(tactic.deadline));
  }
  return fmt::format(
      "asks for {} of the way from its reservation to its best package at first and for {} after "
      "{} years ({}, exponent {})",
      plain(tactic.initial), plain(tactic.final), plain(tactic.deadline),
      tactic.kind == Tactic::Kind::ExponentialAspiration ? "exponentially" : "polynomially",
      plain(tactic.exponent));
}

std::string demand_in_words(const Tactic& tactic) {
  const std::string ago = tactic.lag == 1 ? "in its last offer" : count(tactic.lag, "offer") + " ago";
  switch (tactic.kind) {
    case Tactic::Kind::Constant:
    case Tactic::Kind::Polynomial:
    case Tactic::Kind::Exponential:
      return hold_out(tactic);
    case Tactic::Kind::Aspiration:
    case Tactic::Kind::ExponentialAspiration:
      return course(tactic);
    case Tactic::Kind::RelativeTitForTat:
      return fmt::format("concedes in proportion to what the other conceded {}", ago);
    case Tactic::Kind::RandomTitForTat:
      return fmt::format("concedes as much as the other did {}, and up to {} more by chance", ago,
                         plain(tactic.step));
    case Tactic::Kind::AveragedTitForTat:
      return fmt::format("concedes in proportion to what the other conceded over its last {}",
                         tactic.lag == 1 ? "offer" : count(tactic.lag, "offer"));
    case Tactic::Kind::NiceTitForTat:
      return fmt::format(
          "answers concessions with concessions, by what it learns of the other's wishes; "
          "deadline {} years",
          plain(tactic.deadline));
    case Tactic::Kind::Micro:
      return "goes down its list of packages as long as the other has made as many different offers (MiCRO)";
    case Tactic::Kind::Zeuthen:
      return "concedes when it would lose more by a breakdown than the other (Zeuthen)";
    case Tactic::Kind::Bayesian:
      return course(tactic) + "; offers what the other likes best, by what it learns of it";
    case Tactic::Kind::Staller:
      return "asks for its best package and never concedes";
    case Tactic::Kind::Grit:
      return fmt::format(
          "concedes in steps of {}, each larger by that once it is answered, and holds after {} "
          "without an answer (GRIT)",
          plain(tactic.step), count(tactic.unanswered, "step"));
    case Tactic::Kind::Rational:
      return "plays the subgame-perfect equilibrium";
  }
  return {};
}

/// "the offer", or what the scale and the offset make of its worth.
std::string offer_in_words(const AcceptanceRule& rule) {
  std::string text;
  if (rule.scale != 1) text += fmt::format(", times {}", plain(rule.scale));
  if (rule.offset != 0) text += fmt::format(", plus {}", plain(rule.offset));
  return text + (text.empty() ? "" : ",");
}

std::string answer_in_words(const AcceptanceRule& rule) {
  switch (rule.kind) {
    case AcceptanceRule::Kind::Target:
      return "says yes to what meets its demand";
    case AcceptanceRule::Kind::Next:
      return fmt::format("says yes to what{} is worth at least its own next offer", offer_in_words(rule));
    case AcceptanceRule::Kind::Previous:
      return fmt::format("says yes to what{} is worth at least its own last offer", offer_in_words(rule));
    case AcceptanceRule::Kind::Constant:
      return fmt::format("says yes to what is worth at least {}", plain(rule.constant));
    case AcceptanceRule::Kind::Time:
      return fmt::format("says yes to anything above its reservation after {} of the time to the deadline",
                         percent(rule.time));
    case AcceptanceRule::Kind::Combined:
      return fmt::format(
          "says yes to what{} is worth at least its own next offer and, after {} of the time to the "
          "deadline, to "
          "what is as good as the best offer of the last {} of it",
          offer_in_words(rule), percent(rule.time), percent(rule.window));
  }
  return {};
}

}  // namespace

std::string tactic_in_words(const Tactic& tactic) {
  std::string text = demand_in_words(tactic);
  if (tactic.aspires()) text += "; " + answer_in_words(tactic.accept);
  return text;
}

}  // namespace entente
