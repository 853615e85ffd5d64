// Submodels: ratification, implementation, trust (MODEL.md 3.7 to 3.9).

#include <fmt/format.h>

#include "sim/report/describe_actor.hpp"
#include "sim/report/describe_rules.hpp"
#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

bool some_persistence(const Scenario& scenario) {
  for (const Actor& actor : scenario.actors) {
    if (actor.ratification && actor.ratification->persistence < 1) return true;
  }
  return false;
}

void ratification_submodel(const OddScenario& odd, Document& document) {
  if (!odd.has("ratification")) return;
  document.add(Heading{3, mechanism_title("ratification")});
  say(document,
      {"An agreement must find support at home ", cite({"putnam1988"}), ". A group ", maths("g"),
       " with influence ", maths("m_g", "m_g"), " (normalised) and scale ", maths("s_g", "s_g"),
       " values packages by ", maths("B_g", "B_g"),
       ", a weighted sum over issues relative to the status quo, loses a rent when the dispute is settled, "
       "and minds a share of its losses less where the public is prepared (",
       maths("H_i", "H_i"), "):"});
  Formulas formulas{{{"d_g &= B_g(x) - B_g(a) - \\mathrm{rent}_g\\bigl(S(x) - S(a)\\bigr)",
                      "d_g = B_g(x) − B_g(a) − rent_g·(S(x) − S(a))"},
                     {"d_g &\\leftarrow (1 - \\mathrm{preparable}_g H_i)\\,d_g \\quad \\text{if negative}",
                      "d_g ← (1 − preparable_g·H_i)·d_g     if negative"},
                     {"\\mathrm{support}_i(x) &= \\textstyle\\sum_g m_g \\Lambda(d_g/s_g)",
                      "support_i(x) = Σ_g m_g·Λ(d_g/s_g)"},
                     {"\\text{ratified by } i &\\iff \\mathrm{support}_i(x) + \\zeta_i \\ge q_i",
                      "ratified by i iff support_i(x) + ζ_i ≥ q_i"}}};
  if (some_persistence(odd.run)) {
    formulas.lines.emplace_back(
        "\\zeta_i &\\leftarrow \\varrho^{\\Delta t}\\zeta_i + \\sqrt{1 - \\varrho^{2\\Delta "
        "t}}\\,\\mathrm{sd}\\,N",
        "ζ_i ← ϱ^Δt·ζ_i + √(1 − ϱ^(2Δt))·sd·N     where persistence ϱ < 1");
  }
  document.add(std::move(formulas));
  say(document,
      {"The mood at home ", maths("\\zeta_i \\sim N(0, \\mathrm{sd}^2)", "ζ_i ~ N(0, sd²)"),
       " is drawn once a run. Nobody knows it; each vote leaves the interval in which it lies, and all "
       "parties reckon with that. All parties vote, also after one of them has failed. The groups are:"});
  Items groups;
  for (const Actor& actor : odd.run.actors) {
    if (!actor.party || !actor.ratification) continue;
    for (const Constituency& group : actor.ratification->constituencies) {
      groups.items.push_back(fmt::format("{}, {}.", actor_name(actor),
                                         constituency_in_words(odd.run, *actor.ratification, group)));
    }
  }
  document.add(std::move(groups));
}

void implementation_submodel(const OddScenario& odd, Document& document) {
  if (!odd.has("implementation")) return;
  document.add(Heading{3, mechanism_title("implementation")});
  const bool trust = odd.has("trust");
  say(document, {"A signatory delivers on an agreement from ", maths("a"), " to ", maths("x"),
                 " if what it gains by a breach until that is punished is no more than what it then loses ",
                 cite({"powell2006"}), ":"});
  document.add(Formulas{
      {{std::string("\\bigl(1 - \\delta_j^{h_a}\\bigr)\\bigl(U_j(x') - U_j(x)\\bigr) \\le "
                    "\\delta_j^{h_a}\\bigl(U_j(x) - U_j(a)\\bigr)") +
            (trust ? " + \\psi_j \\textstyle\\sum_k (\\tau_{kj} - \\tau'_{kj})" : "") + " + \\varepsilon",
        std::string("(1 − δ_j^h_a)·(U_j(x′) − U_j(x)) ≤ δ_j^h_a·(U_j(x) − U_j(a))") +
            (trust ? " + ψ_j·Σ_k (τ_kj − τ′_kj)" : "") + " + ε"}}});
  say(document,
      {maths("x'", "x′"), " is ", maths("x"), " with the issues on which it has to deliver put back",
       trust ? ", and the sum what its partners' trust in its word would lose by a breach" : "", ". ",
       maths("h_a"),
       fmt::format(" = {} is the time that a breach stays unpunished, and ",
                   years(odd.run.timing.planning_horizon)),
       maths("\\varepsilon \\sim N(0, \\mathrm{sd}^2)", "ε ~ N(0, sd²)"),
       " is drawn once for each agreement and signatory. It decides at signing (after a breach nothing comes "
       "into force) and again each round for each agreement in force, the newest first; a breach puts back "
       "what was in force before that agreement, and undoes all later ones. The obligations are:"});
  Items obligations;
  for (const Obligation& obligation : odd.run.obligations)
    obligations.items.push_back(obligation_in_words(odd.run, obligation) + '.');
  document.add(std::move(obligations));
}

void trust_submodel(const OddScenario& odd, Document& document) {
  if (!odd.has("trust")) return;
  const TrustRules& rules = odd.run.trust;
  document.add(Heading{3, mechanism_title("trust")});
  say(document,
      {"Trust is the expected reliability of the other's word from counts of words kept and broken, with a "
       "beta prior; costly acts add what they declare, gestures that cost nothing add nothing ",
       cite({"kydd2005"}), ":"});
  document.add(Formulas{
      {{"\\tau_{ij} = \\frac{\\mathrm{kept} + \\alpha}{\\mathrm{kept} + \\mathrm{broken} + \\alpha + "
        "\\beta}",
        "τ_ij = (kept + α)/(kept + broken + α + β)"}}});
  say(document, fmt::format("Keeping an obligation counts {} a year, a breach {}; counts decay at {} a year.",
                            plain(rules.kept_per_year), plain(rules.broken), plain(rules.decay)));
}

}  // namespace

void odd_agreements(const OddScenario& odd, Document& document) {
  ratification_submodel(odd, document);
  implementation_submodel(odd, document);
  trust_submodel(odd, document);
}

}  // namespace entente
