// Submodels: offers, answers and what is learnt from them (MODEL.md 4).

#include <fmt/format.h>

#include "sim/report/describe_rules.hpp"
#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"

namespace entente {
namespace {

/// Pieces of the formulas that depend on which mechanisms play.
struct Pieces {
  explicit Pieces(const OddScenario& odd)
      : hope(odd.has("hope")),
        process(odd.has("process_value")),
        luck(odd.has("private_valuations")),
        votes(odd.has("ratification")) {}

  bool hope;
  bool process;
  bool luck;
  bool votes;

  /// What an arrangement that does not settle is worth besides U.
  std::pair<std::string, std::string> open() const {
    if (hope && process)
      return {" + \\bigl(1 - S(x)\\bigr)\\bigl(\\pi_i + \\kappa_i\\delta_i^h G_i(x)\\bigr)",
              " + (1 − S(x))·(π_i + κ_i·δ_i^h·G_i(x))"};
    if (process) return {" + \\bigl(1 - S(x)\\bigr)\\pi_i", " + (1 − S(x))·π_i"};
    if (hope)
      return {" + \\bigl(1 - S(x)\\bigr)\\kappa_i\\delta_i^h G_i(x)", " + (1 − S(x))·κ_i·δ_i^h·G_i(x)"};
    return {"", ""};
  }
};

void worth_submodel(const OddScenario& odd, const Pieces& pieces, Document& document) {
  document.add(Heading{3, "Offers and answers"});
  say(document, {protocol_in_words(odd.run),
                 " What a package is worth to a party at the table, and what it must at "
                 "least be worth, ",
                 maths("o_i", "o_i"), " being the outside option where there is one:"});
  const auto [latex, plain_form] = pieces.open();
  document.add(Formulas{{{"V_i(x) &= U_i(x)" + std::string(pieces.luck ? " + \\nu_i(x)" : "") + latex,
                          "V_i(x) = U_i(x)" + std::string(pieces.luck ? " + ν_i(x)" : "") + plain_form},
                         {"R_i &= \\max\\bigl(o_i, V_i(a)\\bigr)", "R_i = max(o_i, V_i(a))"}}});
}

void hope_submodel(const OddScenario& odd, const Pieces& pieces, Document& document) {
  if (!pieces.hope) return;
  document.add(Heading{3, mechanism_title("hope")});
  const std::string nu = pieces.luck ? " + \\nu_i(y)" : "";
  const std::string nu_x = pieces.luck ? " - \\nu_i(x)" : "";
  const std::string plain_nu = pieces.luck ? " + ν_i(y)" : "";
  const std::string plain_nu_x = pieces.luck ? " − ν_i(x)" : "";
  const std::string pi = pieces.process ? " - S(y)\\pi_i" : "";
  const std::string plain_pi = pieces.process ? " − S(y)·π_i" : "";
  say(document,
      {"While talks are open a party hopes for the best package that would not make another worse off",
       pieces.votes ? " and would rather be ratified than not" : "", ", ",
       fmt::format("which lies {} ahead (", years(odd.run.timing.hope_delay)), maths("h"),
       "); it holds out for it to the degree ", maths("\\kappa_i", "κ_i"), " of its tactic:"});
  document.add(Formulas{{{"G_i(x) = \\max\\Bigl(0, \\max_{y \\in \\hat Y_i(x)} \\bigl(U_i(y)" + nu + pi +
                              "\\bigr) - U_i(x)" + nu_x + "\\Bigr)",
                          "G_i(x) = max(0, max_(y ∈ Ŷ_i(x)) [U_i(y)" + plain_nu + plain_pi + "] − U_i(x)" +
                              plain_nu_x + ")"}}});
  say(document,
      {maths("\\hat Y_i(x)", "Ŷ_i(x)"), " are the admissible packages that by the beliefs of ", maths("i"),
       " are worth to every other party at least what ", maths("x"), " is",
       pieces.votes ? ", and that would be ratified by all with a probability of at least one half" : "",
       "."});
}

void choice_submodel(const OddScenario& odd, const Pieces& pieces, Document& document) {
  const bool partial = odd.run.switches.partial_agreements;
  document.add(Heading{3, "Choice of an offer"});
  say(document,
      {"A package is acceptable to ", maths("i"), " if ", maths("V_i(x) \\ge R_i", "V_i(x) ≥ R_i"),
       odd.has("invest_in_hope") || !partial
           ? "."
           : " and, where it does not settle, it is no loss by itself compared with what is in force.",
       " Its margin is by how much. An answer is yes if the margin is not negative. A party offers the "
       "admissible package that is acceptable to it ",
       partial ? "" : "and settles, ", "for which this is largest, ", maths("c_o", "c_o"),
       fmt::format(" = {} being the price of an offer, if it is above 0, and else passes:",
                   plain(odd.run.protocol.offer_price))});
  document.add(Formulas{
      {{"Q(y)\\bigl(V_i(y) - R_i\\bigr) - c_o, \\qquad Q(y) = \\textstyle\\prod_{j \\ne i} \\hat P_{ij}(y)" +
            std::string(pieces.votes ? " \\cdot \\hat P(y \\text{ ratified by all})" : ""),
        "Q(y)·(V_i(y) − R_i) − c_o,   Q(y) = Π_(j≠i) P̂_ij(y)" +
            std::string(pieces.votes ? "·P̂(y ratified by all)" : "")}}});
  say(document,
      {"Ties are broken by fewest issues changed, then by the larger sum of the others' believed utilities, "
       "then by the order of packages. ",
       maths("\\hat P_{ij}(y)", "P̂_ij(y)"), " is the believed probability that ", maths("j"),
       " accepts: with ", maths("M"), " the margin of ", maths("j"), " at the beliefs of ", maths("i"),
       " and ", maths("v"), " the sum of the believed variances of the options that change,"});
  document.add(
      Formulas{{{"\\hat P_{ij}(y) = \\Phi\\bigl(M/\\sqrt v\\bigr), \\text{ and for } v = 0 \\text{: } 1 "
                 "\\text{ if } M "
                 "\\ge 0, \\text{ else } 0",
                 "P̂_ij(y) = Φ(M/√v), and for v = 0: 1 if M ≥ 0, else 0"}}});
  if (odd.has("partial_agreements")) {
    document.add(Heading{3, mechanism_title("partial_agreements")});
    say(document,
        "Packages that do not settle the dispute may be agreed as well. They come into force, and the "
        "parties go on from there.");
  }
  if (odd.has("invest_in_hope")) {
    document.add(Heading{3, mechanism_title("invest_in_hope")});
    say(document,
        "A party may accept a package that does not settle although it is a loss by itself, for what it "
        "hopes to reach from there.");
  }
}

bool some_noise(const Scenario& scenario) {
  for (const Actor& actor : scenario.actors) {
    if (actor.party && actor.tactic.answer_noise > 0) return true;
  }
  return false;
}

}  // namespace

void odd_offers(const OddScenario& odd, Document& document) {
  const Pieces pieces(odd);
  worth_submodel(odd, pieces, document);
  hope_submodel(odd, pieces, document);
  if (!some_weigh(odd.run)) return;
  choice_submodel(odd, pieces, document);
  if (some_noise(odd.run)) {
    say(document, {"Where answers are noisy a party says yes with probability ",
                   maths("\\Lambda(\\mathrm{margin}/T)", "Λ(margin/T)"), ", ", maths("T"),
                   " the scale of the noise ", cite({"mckelvey1995"}), "."});
  }
}

void odd_learning(const OddScenario& odd, Document& document) {
  if (odd.has("refusal_memory")) {
    document.add(Heading{3, mechanism_title("refusal_memory")});
    say(document, {"A package that ", maths("j"),
                   " refused while the same arrangement was in force is taken to be "
                   "refused again, ",
                   maths("\\hat P_{ij} = 0", "P̂_ij = 0"), ", as long as ", maths("i"),
                   " does not think that it has become better for ", maths("j"),
                   " since. A change of the arrangement forgets refusals."});
  }
  if (!odd.has("learning")) return;
  document.add(Heading{3, mechanism_title("learning")});
  say(document,
      {"Beliefs about another's private valuations are independent normal distributions, one for each "
       "option, at first with mean 0 and the true variance; beliefs about its profile are probabilities. "
       "After an exchange they are updated, first by the offer (its proposer would accept it), then by each "
       "answer, ",
       maths("s = 1"), " for yes and ", maths("s = -1", "s = −1"),
       " for no, by matching the moments of the exact posterior ", cite({"minka2001"}), ". With ",
       maths("m_p", "m_p"), " the margin under profile ", maths("p"), " and ", maths("\\ell_i", "ℓ_i"),
       " the power with which ", maths("i"), " learns:"});
  document.add(Formulas{
      {{"b_p &\\propto b_p\\,\\Phi\\bigl(s\\,m_p/\\sqrt v\\bigr)^{\\ell_i}", "b_p ∝ b_p·Φ(s·m_p/√v)^ℓ_i"},
       {"z &= s\\,M/\\sqrt v, \\qquad g = \\varphi(z)/\\Phi(z)", "z = s·M/√v,  g = φ(z)/Φ(z)"},
       {"\\hat\\nu &\\leftarrow \\hat\\nu \\pm s\\,(\\mathrm{var}/\\sqrt v)\\,g",
        "ν̂ ← ν̂ ± s·(var/√v)·g     + for the new option of a changed issue, − for the replaced one"},
       {"\\mathrm{var} &\\leftarrow \\mathrm{var}\\bigl(1 - (\\mathrm{var}/v)\\,g(g + z)\\bigr)",
        "var ← var·(1 − (var/v)·g·(g + z))"}}});
  say(document,
      "The sign is plus for the new option of each changed issue and minus for the one that it replaces.");
}

}  // namespace entente
