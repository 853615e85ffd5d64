// Submodels: what packages are worth to an actor (MODEL.md 2).

#include "sim/report/describe_tables.hpp"
#include "sim/report/odd_parts.hpp"

namespace entente {
namespace {

bool some_scale(const Scenario& scenario) {
  for (const Actor& actor : scenario.actors) {
    for (const Component& component : actor.components) {
      for (const Term& term : component.terms) {
        if (term.scale) return true;
      }
    }
  }
  return false;
}

void utility_submodel(const OddScenario& odd, Document& document) {
  document.add(Heading{3, "Utility"});
  const bool absolute = starts_from_nothing(odd.run);
  say(document, absolute
                    ? "Utility is a flow per year while a package is in force, on the scale on which the "
                      "scenario declares what having no agreement is worth."
                    : "Utility is a flow per year while a package is in force, relative to the status quo, "
                      "whose utility is 0. The gains of a component lie between 0 and 1.");
  Formulas formulas;
  const bool finality = odd.has("aspiration") || odd.has("pledges");
  formulas.lines.emplace_back(
      finality ? "B_i(x) &= \\sum_c \\omega_{ic} \\sum_\\tau \\rho_\\tau s_\\tau \\bigl(f_\\tau(x) + "
                 "S(x)\\,F_\\tau(x)\\bigr)"
               : "B_i(x) &= \\sum_c \\omega_{ic} \\sum_\\tau \\rho_\\tau s_\\tau f_\\tau(x)",
      finality ? "B_i(x) = Σ_c ω_ic · Σ_τ ρ_τ·s_τ·(f_τ(x) + S(x)·F_τ(x))"
               : "B_i(x) = Σ_c ω_ic · Σ_τ ρ_τ·s_τ·f_τ(x)");
  document.add(std::move(formulas));
  say(document, {maths("\\omega_{ic}", "ω_ic"), " is the share of component ", maths("c"),
                 " among all components of the actor, ", maths("\\rho_\\tau", "ρ_τ"), " that of term ",
                 maths("\\tau", "τ"), " among the terms of its component, and ", maths("s_\\tau", "s_τ"),
                 some_scale(odd.run)
                     ? " is 1 or, where the weight follows the context, max(0, 1 + slope·(z − reference)). "
                     : " is 1. ",
                 "The terms, with their weights, are these:"});
  document.add(goals_table(odd.run));
}

void holding_submodel(const OddScenario& odd, Document& document) {
  if (!some_term<HoldingTerm>(odd.run)) return;
  document.add(Heading{3, "Land and authority"});
  const bool averse = odd.has("loss_aversion");
  const bool jump = odd.has("jump");
  say(document, {"What an actor holds is valued by prospect theory from the status quo ",
                 cite({"kahneman1979", "tversky1992"}), ", with curvature ", maths("\\eta", "η"), " and ",
                 maths("h = \\mathrm{held}(o) - \\mathrm{held}(x^0)", "h = held(o) − held(x⁰)"), ":"});
  const std::string lambda = averse ? "\\lambda\\," : "";
  const std::string plain_lambda = averse ? "λ·" : "";
  document.add(
      Formulas{{{"f(o) &= h^\\eta && \\text{for } h \\ge 0", "f(o) = h^η                    for h ≥ 0"},
                {jump ? "f(o) &= -" + lambda + "\\bigl((1 - J)\\,|h|^\\eta + J\\bigr) && \\text{for } h < 0"
                      : "f(o) &= -" + lambda + "|h|^\\eta && \\text{for } h < 0",
                 jump ? "f(o) = −" + plain_lambda + "((1 − J)·|h|^η + J)     for h < 0"
                      : "f(o) = −" + plain_lambda + "|h|^η                 for h < 0"}}});
  if (averse) {
    document.add(Heading{3, mechanism_title("loss_aversion")});
    say(document, {"A loss weighs ", maths("\\lambda", "λ"), " times as much as a gain of the same size ",
                   cite({"kahneman1979", "tversky1992"}), "; losses lie between ", maths("-\\lambda", "−λ"),
                   " and 0."});
  }
  if (jump) {
    document.add(Heading{3, mechanism_title("jump")});
    say(document, {"Where land is sacred a share ", maths("J"),
                   " of the loss falls at once, however small the transfer ", cite({"goddard2006"}), "."});
  }
  if (!odd.has("aspiration")) return;
  document.add(Heading{3, mechanism_title("aspiration")});
  say(document,
      {"While talks are open a claim is alive. A package that settles writes off what is missing to the "
       "aspiration ",
       maths("r"), ", which moves to what the last settling offer ", maths("y"),
       " of a round would bring, at the rate given as drift:"});
  document.add(Formulas{{{"F(o) &= -" + lambda + "\\max(0,\\ r - \\mathrm{held}(o))^\\eta",
                          "F(o) = −" + plain_lambda + "max(0, r − held(o))^η"},
                         {"r &\\leftarrow r + \\bigl(1 - e^{-\\mathrm{drift}\\,\\Delta "
                          "t}\\bigr)\\bigl(\\mathrm{held}(y) - r\\bigr)",
                          "r ← r + (1 − e^(−drift·Δt))·(held(y) − r)"}}});
}

void project_submodel(const OddScenario& odd, Document& document) {
  if (!some_term<ProjectTerm>(odd.run)) return;
  document.add(Heading{3, "Projects"});
  const bool firms = odd.has("firm_supply");
  const bool trust = odd.has("trust");
  say(document,
      {"An option that brings the amount ", maths("q"), " of money or trade, ", maths("q_{\\max}", "q_max"),
       " being the largest of the issue, is worth with the viability ", maths("v"), ", the protection ",
       maths("p"), " by the option of another issue and the investor's trust ", maths("\\tau", "τ"),
       trust ? " in the host:" : " in the host, which stays as at the start:"});
  Formulas formulas;
  formulas.lines.emplace_back(
      "\\varrho &= \\mathrm{risk}\\,(1 - \\mathrm{trust\\ effect}\\cdot\\tau)(1 - p) \\text{ clipped to } "
      "[0, 1]",
      "ϱ = risk·(1 − trust effect·τ)·(1 − p), clipped to [0, 1]");
  formulas.lines.emplace_back(
      "v &= \\Lambda\\bigl((z - \\mathrm{midpoint})/\\mathrm{width}\\bigr), \\text{ or } 1",
      "v = Λ((z − midpoint)/width), or 1 where nothing is declared");
  formulas.lines.emplace_back(firms ? "d &= \\phi\\,q" : "d &= q", firms ? "d = φ·q" : "d = q");
  formulas.lines.emplace_back(
      "E &= \\bigl(1 - 2^{-d/\\mathrm{half}}\\bigr)\\,v\\,(1 - \\varrho) - "
      "[\\text{investor}]\\,\\mathrm{cost}\\cdot d/q_{\\max}",
      "E = (1 − 2^(−d/half))·v·(1 − ϱ) − [investor]·cost·d/q_max");
  formulas.lines.emplace_back("f(o_k, o_l) &= E(o_k, o_l) - E(x^0_k, x^0_l)",
                              "f(o_k, o_l) = E(o_k, o_l) − E(x⁰_k, x⁰_l)");
  document.add(std::move(formulas));
  if (!firms) return;
  document.add(Heading{3, mechanism_title("firm_supply")});
  say(document, {"Firms, not ministers, deliver. With returns uniform within ", maths("\\pm w", "±w"),
                 " of their mean, ", maths("\\phi", "φ"),
                 " is the share of projects with a positive net present "
                 "value; ",
                 maths("\\phi", "φ"), " is 1 where no return is declared:"});
  document.add(Formulas{
      {{"n &= \\mathrm{gross\\ return}\\cdot v\\,(1 - \\varrho) - 1", "n = gross return·v·(1 − ϱ) − 1"},
       {"\\phi &= \\min\\bigl(1, \\max(0, (n + w)/(2w))\\bigr)", "φ = min(1, max(0, (n + w)/(2w)))"}}});
}

void sanctions_and_hedges_submodel(const OddScenario& odd, Document& document) {
  if (some_term<SanctionTerm>(odd.run)) {
    document.add(Heading{3, "Sanctions"});
    say(document, {"With ", maths("\\ell(o)", "ℓ(o)"), " the level that an option brings and ", maths("T"),
                   " the trade tie to the partner. Hostility from abroad raises a target's standing at home, "
                   "so relief is a weaker carrot (rally) ",
                   cite({"mueller1970"}), ":"});
    document.add(
        Formulas{{{"f(o) = -\\bigl(\\ell(o) - \\ell(x^0)\\bigr)\\bigl(\\mathrm{burden}\\,(1 - "
                   "\\mathrm{leakage})\\min(1, "
                   "T/\\mathrm{reference}) - \\mathrm{rally}\\bigr)",
                   "f(o) = −(ℓ(o) − ℓ(x⁰))·(burden·(1 − leakage)·min(1, T/reference) − rally)"}}});
  }
  if (!some_term<HedgeTerm>(odd.run)) return;
  document.add(Heading{3, "Hedges"});
  say(document, {"What the actor believes rapprochement with a partner does to the partner's alignment ",
                 maths("g"), " with a rival (clipped to 0 and 1), with ", maths("q_k"),
                 " the amount of rapprochement that issue ", maths("k"), " brings and ", maths("Q"),
                 " the largest amount in all. What it does in truth is a "
                 "driver of the tie."});
  document.add(Formulas{{{"f_k(o) = \\mathrm{believed}\\cdot g\\,\\bigl(q_k(o) - q_k(x^0_k)\\bigr)/Q",
                          "f_k(o) = believed·g·(q_k(o) − q_k(x⁰_k))/Q"}}});
}

void pledges_submodel(const OddScenario& odd, Document& document) {
  if (!odd.has("pledges")) return;
  document.add(Heading{3, mechanism_title("pledges")});
  say(document, {"A government that falls short of what it pledged in public pays for it at home ",
                 cite({"fearon1994", "fearon1997", "leventoglu2005"}), ". With strength ", maths("P"),
                 " of the pledge and ", maths("\\hat b", "b̂"), " what was backed down already:"});
  document.add(Formulas{
      {{"c(o) &= \\max\\bigl(0, \\min(\\mathrm{level}, \\mathrm{held}(x^0)) - \\mathrm{held}(o)\\bigr)",
        "c(o) = max(0, min(level, held(x⁰)) − held(o))"},
       {"b(o) &= \\max\\bigl(0, \\mathrm{level} - \\mathrm{held}(o)\\bigr)",
        "b(o) = max(0, level − held(o))"},
       {"f(o) &= -\\mathrm{cost}\\cdot P\\max(0, c(o) - \\hat b)", "f(o) = −cost·P·max(0, c(o) − b̂)"},
       {"F(o) &= -\\mathrm{cost}\\cdot P\\bigl(\\max(0, b(o) - \\hat b) - \\max(0, c(o) - \\hat b)\\bigr)",
        "F(o) = −cost·P·(max(0, b(o) − b̂) − max(0, c(o) − b̂))"}}});
  say(document, {"An agreement in force that backs down by more than ", maths("\\hat b", "b̂"), " adds ",
                 maths("\\mathrm{cost}\\cdot P", "cost·P"), " times the difference to the audience costs ",
                 maths("A"), ", which decay, and ", maths("\\hat b", "b̂"), " moves."});
}

void listed_values_submodel(const OddScenario& odd, Document& document) {
  const bool absolute = starts_from_nothing(odd.run);
  if (some_term<ValuesTerm>(odd.run)) {
    document.add(Heading{3, "Listed values"});
    say(document, "Values that are given option by option add up over issues with the weights of the term:");
    document.add(Formulas{{{absolute ? "f(x) = \\sum_k \\mathrm{weight}_k\\,\\mathrm{value}_k(x_k)"
                                     : "f(x) = \\sum_k \\mathrm{weight}_k\\bigl(\\mathrm{value}_k(x_k) - "
                                       "\\mathrm{value}_k(x^0_k)\\bigr)",
                            absolute ? "f(x) = Σ_k weight_k·value_k(x_k)"
                                     : "f(x) = Σ_k weight_k·(value_k(x_k) − value_k(x⁰_k))"}}});
  }
  if (!some_term<LinkageTerm>(odd.run)) return;
  document.add(Heading{3, "Linkage"});
  say(document,
      {"Two issues may be worth more or less together than one by one ", cite({"tollison1979"}), ":"});
  document.add(Formulas{
      {{absolute ? "f(o_k, o_l) = \\mathrm{value}(o_k, o_l)"
                 : "f(o_k, o_l) = \\mathrm{value}(o_k, o_l) - \\mathrm{value}(x^0_k, x^0_l)",
        absolute ? "f(o_k, o_l) = value(o_k, o_l)" : "f(o_k, o_l) = value(o_k, o_l) − value(x⁰_k, x⁰_l)"}}});
}

}  // namespace

void odd_utility(const OddScenario& odd, Document& document) {
  utility_submodel(odd, document);
  holding_submodel(odd, document);
  project_submodel(odd, document);
  sanctions_and_hedges_submodel(odd, document);
  pledges_submodel(odd, document);
  listed_values_submodel(odd, document);
  if (odd.has("private_valuations")) {
    document.add(Heading{3, mechanism_title("private_valuations")});
    say(document,
        {"What the analyst and the other parties do not know of a party's utility is drawn once a run for "
         "every option, ",
         maths("\\nu_{iko} \\sim N(0, \\sigma_i^2)", "ν_iko ~ N(0, σ_i²)"), ", and adds ",
         maths("\\nu_i(x) = \\sum_k \\nu_{ikx_k}", "ν_i(x) = Σ_k ν_i,k,x_k"),
         " to the utility of a package. With persistence ", maths("\\varrho < 1", "ϱ < 1"),
         " a year it drifts:"});
    document.add(Formulas{
        {{"\\nu \\leftarrow \\varrho^{\\Delta t}\\,\\nu + \\sqrt{1 - \\varrho^{2\\Delta t}}\\,\\sigma N",
          "ν ← ϱ^Δt·ν + √(1 − ϱ^(2Δt))·σ·N"}}});
  }
  if (odd.has("red_lines")) {
    document.add(Heading{3, mechanism_title("red_lines")});
    say(document,
        "A package is admissible if it is feasible and crosses no red line of any party; no party offers or "
        "accepts any other. A red line removes the packages that meet its first condition, unless they "
        "meet the second, or the arrangement in force meets the third. They are listed under "
        "Initialization.");
  }
}

}  // namespace entente
