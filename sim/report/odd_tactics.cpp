// Submodels: how hard parties hold out, and parties that bargain by aspiration (MODEL.md 4, 4.1).

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/report/describe_rules.hpp"
#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

using TacticKind = Tactic::Kind;

std::set<TacticKind> kinds_used(const Scenario& scenario) {
  std::set<TacticKind> kinds;
  for (const Actor& actor : scenario.actors) {
    if (actor.party) kinds.insert(actor.tactic.kind);
  }
  return kinds;
}

void hold_out_submodel(const OddScenario& odd, const std::set<TacticKind>& kinds, Document& document) {
  if (!odd.has("hope") ||
      !(kinds.contains(TacticKind::Polynomial) || kinds.contains(TacticKind::Exponential)))
    return;
  say(document, {"The degree to which a party holds out changes with time to the deadline ", maths("T"), " ",
                 cite({"faratin1998"}), ", with ",
                 maths("s = \\min(1, \\mathrm{years}/T)", "s = min(1, years/T)"), ":"});
  Formulas formulas{{{"\\kappa &= \\mathrm{initial} + (\\mathrm{final} - \\mathrm{initial})\\,\\alpha",
                      "κ = initial + (final − initial)·α"}}};
  if (kinds.contains(TacticKind::Polynomial))
    formulas.lines.emplace_back("\\alpha &= s^{1/e}", "α = s^(1/e)     polynomial");
  if (kinds.contains(TacticKind::Exponential))
    formulas.lines.emplace_back("\\alpha &= e^{(1 - s)^e \\ln 0.01}",
                                "α = e^((1 − s)^e·ln 0.01)     exponential");
  document.add(std::move(formulas));
}

void demands_submodel(const std::set<TacticKind>& kinds, Document& document) {
  document.add(Heading{3, "Bargaining by aspiration"});
  say(document,
      {"A party that bargains by aspiration makes a demand ", maths("\\theta", "θ"),
       " in utility and offers the package of the lowest utility to it that is worth the demand, never one "
       "worth less than its reservation ",
       maths("R"), ". ", maths("m"), " and ", maths("M"),
       " are the worth of the worst and the best of the packages that it may propose; at_share(s) lies the "
       "share s of the way from the larger of ",
       maths("R"), " and ", maths("m"), " to ", maths("M"), "."});
  Items items;
  const bool by_time = kinds.contains(TacticKind::Aspiration) ||
                       kinds.contains(TacticKind::ExponentialAspiration) ||
                       kinds.contains(TacticKind::Bayesian);
  if (by_time) {
    items.items.push_back({"By time ", cite({"faratin1998"}), ": ",
                           maths("\\theta = \\mathrm{at\\_share}(\\mathrm{final} + (\\mathrm{initial} - "
                                 "\\mathrm{final})(1 - F(t)))",
                                 "θ = at_share(final + (initial − final)·(1 − F(t)))"),
                           " with ", maths("F = t^{1/e}", "F = t^(1/e)"), " or, exponentially, ",
                           maths("F = 0.01^{(1 - t)^e}", "F = 0.01^((1 − t)^e)"), ", ", maths("t"),
                           " the share of the deadline that has passed."});
  }
  const auto item = [&](TacticKind kind, Prose text) {
    if (kinds.contains(kind)) items.items.push_back(std::move(text));
  };
  const auto tit_for_tat = [&](TacticKind kind, const char* latex, const char* plain_form,
                               const char* words) {
    item(kind,
         {words, " tit-for-tat ", cite({"faratin1998"}), ": ", maths(latex, plain_form), " with ", maths("x"),
          " its last demand, ", maths("y_0, \\dots, y_n", "y_0, …, y_n"),
          " the partner's offers, as worth to it above ", maths("m"), ", and ", maths("g"), " the lag."});
  };
  tit_for_tat(TacticKind::RelativeTitForTat, "x' = x\\,y_{n-g}/y_{n-g+1}", "x′ = x·y_(n−g)/y_(n−g+1)",
              "Relative");
  tit_for_tat(TacticKind::RandomTitForTat, "x' = x + y_{n-g} - y_{n-g+1} - \\varepsilon",
              "x′ = x + y_(n−g) − y_(n−g+1) − ε", "Random");
  tit_for_tat(TacticKind::AveragedTitForTat, "x' = x\\,y_{n-g}/y_n", "x′ = x·y_(n−g)/y_n", "Averaged");
  item(TacticKind::NiceTitForTat,
       {"Nice tit-for-tat ", cite({"baarslag2013tit"}),
        ": it concedes, towards its utility at the estimated Nash point, the share of "
        "the way that the partner has "
        "come, and somewhat more shortly before the deadline."});
  item(TacticKind::Micro, {"MiCRO ", cite({"dejonge2022"}),
                           ": it goes down its list of packages as long as it has made no "
                           "more different offers than the others."});
  item(TacticKind::Zeuthen,
       {"Zeuthen's rule ", cite({"zeuthen1930", "harsanyi1956", "rosenschein1994", "endriss2006"}),
        ": who would lose less by a breakdown concedes, by the least that turns the comparison."});
  item(TacticKind::Bayesian,
       {"The Bayesian learner ", cite({"hindriks2008"}),
        " demands by time and offers, of the packages worth the demand, the one with the largest "
        "product of the others' estimated utilities."});
  item(TacticKind::Staller, {"A staller, who talks for the sake of talking ", cite({"ikle1964"}),
                             ", asks for its best package for ever."});
  item(TacticKind::Grit,
       {"Graduated reciprocation (GRIT) ", cite({"osgood1962"}),
        ": it takes a step, a larger one when it is answered, holds when it is not, and answers a step "
        "back with its like."});
  document.add(std::move(items));
  say(document, {"An offer worth ", maths("u"), " is accepted by the rule of the party below ",
                 cite({"baarslag2013acceptance"}), ", and never below ", maths("R"), "."});
}

}  // namespace

void odd_tactics(const OddScenario& odd, Document& document) {
  const std::set<TacticKind> kinds = kinds_used(odd.run);
  if (some_aspire(odd.run)) demands_submodel(kinds, document);
  if (some_weigh(odd.run) || some_aspire(odd.run)) {
    document.add(Heading{3, "Tactics"});
    hold_out_submodel(odd, kinds, document);
    Items tactics;
    for (const Actor& actor : odd.run.actors) {
      if (!actor.party) continue;
      const bool idle = !odd.has("hope") && actor.tactic.kind <= TacticKind::Exponential;
      tactics.items.push_back(fmt::format(
          "{} {}.", capitalised(actor_name(actor)),
          idle ? "does not hold out for anything better than is on offer" : tactic_in_words(actor.tactic)));
    }
    document.add(std::move(tactics));
  }
}

void odd_equilibrium(const OddScenario& odd, Document& document) {
  const Scenario& scenario = odd.run;
  document.add(Heading{3, "Equilibrium play"});
  const bool forever = scenario.protocol.last_exchange == 0;
  say(document, {protocol_in_words(scenario),
                 " All parties are rational and know everything ",
                 cite({"rubinstein1982", "stahl1972"}),
                 ". They play ",
                 forever ? "the stationary subgame-perfect equilibrium"
                         : "the subgame-perfect equilibrium, found by backward "
                           "induction",
                 ". ",
                 maths("D_j"),
                 " is what ",
                 maths("j"),
                 " has without agreement, ",
                 maths("b"),
                 fmt::format(" = {} the probability that talks break down after a refusal ",
                             plain(scenario.protocol.breakdown)),
                 cite({"binmore1986"}),
                 ", ",
                 maths("\\delta_j", "δ_j"),
                 " the discount from one exchange to the next, ",
                 maths("W_j"),
                 " the value of an exchange to ",
                 maths("j"),
                 " and ",
                 maths("p"),
                 " the party that proposes. A party may leave for its outside option ",
                 maths("o_j"),
                 " ",
                 cite({"shaked1984"}),
                 ":"});
  const bool process = odd.has("process_value");
  document.add(Formulas{
      {{std::string("c_j &= b\\,D_j + (1 - b)\\bigl((1 - \\delta_j)") +
            (process ? "(U_j(a) + \\pi_j)" : "\\,U_j(a)") + " + \\delta_j W_j(\\mathrm{next})\\bigr)",
        std::string("c_j = b·D_j + (1 − b)·[(1 − δ_j)·") + (process ? "(U_j(a) + π_j)" : "U_j(a)") +
            " + δ_j·W_j(next)]"},
       {"\\theta_j &= \\max(o_j, c_j) && j \\ne p", "θ_j = max(o_j, c_j)     j ≠ p"},
       {"x_p &= \\arg\\max \\{U_p(x) : U_j(x) \\ge \\theta_j \\text{ for all } j \\text{ whose consent is "
        "bought}\\}",
        "x_p = argmax {U_p(x) : U_j(x) ≥ θ_j for all j whose consent is bought}"},
       {"W_p(p) &= \\max(U_p(x_p), o_p, r_p)", "W_p(p) = max(U_p(x_p), o_p, r_p)"}}});
  say(document,
      {maths("r_p"), " is ", maths("c_p"), ", or ", maths("D_p"),
       " if another would leave after a refusal; the others get what is agreed, or what they have when talks "
       "end or go on."});
  say(document,
      {"Where all must agree everybody's consent is needed; under a quota the proposer buys that of the "
       "cheapest partners ",
       cite({"baron1989"}),
       ". Who is indifferent accepts. Offers of divisible issues are found by linear "
       "programming, and are exact to rounding. The equations are those of ",
       cite({"muthoo1999"}), " with outside and inside options."});
}

}  // namespace entente
