// Submodels: acts, the value of talking, the decision to meet (MODEL.md 3.4, 3.5).

#include <fmt/format.h>

#include "sim/report/describe_actor.hpp"
#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

Items list_of_acts(const Scenario& scenario) {
  Items items;
  for (const Actor& actor : scenario.actors) {
    for (const Act& act : actor.acts) {
      if (act.name == "nothing" && act.signal.empty()) continue;
      items.items.push_back(fmt::format("{}: {}. {}.", actor_name(actor), readable(act.name),
                                        capitalised(act_in_words(scenario, actor, act))));
    }
  }
  return items;
}

/// What decays before acts are chosen, as a sentence; empty where nothing does.
std::string decaying(const OddScenario& odd) {
  std::vector<std::string> stocks;
  if (odd.has("pledges")) {
    stocks.emplace_back("the strength of pledges to its start");
    stocks.emplace_back("audience costs to 0");
  }
  if (odd.has("ratification")) stocks.emplace_back("the preparation of the public to its start");
  if (odd.has("trust")) stocks.emplace_back("counts of kept and broken words to 0");
  return stocks.empty() ? "" : fmt::format("First, stocks decay: {}. ", join(stocks));
}

void acts_submodel(const OddScenario& odd, Document& document) {
  if (!odd.has("acts")) return;
  const Scenario& scenario = odd.run;
  document.add(Heading{3, mechanism_title("acts")});
  say(document,
      decaying(odd) +
          "Everyone knows for each party the best offer that it would make (below) without anybody's "
          "pressure and inducement, and the best under the acts in force. An actor chooses the act with "
          "the largest payoff, and stays with the present one where others are no better; doing nothing "
          "is always possible. The acts are:");
  document.add(list_of_acts(scenario));
  const bool process = odd.has("process_value");
  Prose meaning{maths("|P|", "|P|"),
                " is the number of parties, ",
                maths("x_p", "x_p"),
                " what the party would offer under the act (no summand where it would offer nothing), ",
                maths("Q_p", "Q_p"),
                " how likely it thinks that to be accepted",
                odd.has("ratification") ? " and ratified" : "",
                ", ",
                maths("\\delta_j", "δ_j"),
                " the patience, and ",
                maths("h_a", "h_a"),
                fmt::format(" = {} over which acts are weighed. ", years(scenario.timing.planning_horizon)),
                maths("\\tilde U_j", "Ũ_j"),
                " is the actor's utility",
                odd.has("private_valuations") ? " with a party's private valuations" : "",
                process ? ", less what a party's talks bring where the package settles" : "",
                ":"};
  say(document, std::move(meaning));
  document.add(
      Formulas{{{"\\Pi_j(\\alpha) = \\frac{1}{|P|}\\sum_p Q_p(x_p)\\bigl(\\tilde U_j(x_p) - \\tilde "
                 "U_j(a)\\bigr) + \\bigl(1 - "
                 "\\delta_j^{h_a}\\bigr)(\\mathrm{benefit} - \\mathrm{price})",
                 "Π_j(α) = (1/|P|)·Σ_p Q_p(x_p)·(Ũ_j(x_p) − Ũ_j(a)) + (1 − δ_j^h_a)·(benefit − price)"}}});
  if (!odd.has("learning")) return;
  say(document,
      {"Each act tells the others about the actor's profile, with the likelihood that it states and the "
       "power ",
       maths("\\ell_i", "ℓ_i"), " with which they learn: ",
       maths("b_p \\propto b_p\\,\\mathrm{signal}_p^{\\ell_i\\Delta t}", "b_p ∝ b_p·signal_p^(ℓ_i·Δt)"),
       "."});
}

void talking_submodel(const OddScenario& odd, Document& document) {
  const bool process = odd.has("process_value");
  if (process) {
    document.add(Heading{3, mechanism_title("process_value")});
    say(document, {"Talking as such brings ", maths("\\pi_i", "π_i"), " a year, whatever comes of it ",
                   cite({"ikle1964"}),
                   ", until the dispute is settled. A government for which it is large would rather talk "
                   "than settle."});
  }
  if (!odd.has("meeting_decision")) return;
  document.add(Heading{3, mechanism_title("meeting_decision")});
  const std::string worth = process ? "\\pi_i - c_i" : "-c_i";
  const std::string plain_worth = process ? "π_i − c_i" : "−c_i";
  say(document, {"An actor attends the talks of a round if they are worth the cost ", maths("c_i", "c_i"),
                 " of meeting ", cite({"ikle1964"}), ", with ", maths("\\Omega_i", "Ω_i"),
                 " what a party expects from its best offer (0 for third parties):"});
  document.add(
      Formulas{{{"\\bigl(1 - \\delta_i^{\\Delta t}\\bigr)(" + worth + ") + \\max(0, \\Omega_i) \\ge 0",
                 "(1 − δ_i^Δt)·(" + plain_worth + ") + max(0, Ω_i) ≥ 0"}}});
}

}  // namespace

void odd_acts(const OddScenario& odd, Document& document) {
  acts_submodel(odd, document);
  talking_submodel(odd, document);
}

}  // namespace entente
