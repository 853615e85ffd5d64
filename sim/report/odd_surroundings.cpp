// Submodels: alliances, the context, ties, influence (MODEL.md 2.7, 3.1 to 3.3).

#include <fmt/format.h>

#include <algorithm>

#include "sim/report/describe_terms.hpp"
#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

bool some_process(const Scenario& scenario, Process::Kind kind) {
  return std::ranges::count(scenario.context, kind, &Process::kind) > 0;
}

void context_submodel(const OddScenario& odd, Document& document) {
  if (!odd.has("context")) return;
  const Scenario& scenario = odd.run;
  document.add(Heading{3, mechanism_title("context")});
  Items processes;
  for (const Process& process : scenario.context) {
    processes.items.push_back(
        fmt::format("{}: {}.", readable(process.name), process_in_words(scenario, process)));
  }
  say(document,
      "The processes outside the talks start at their initial values and then follow their laws, exactly "
      "for any length of a round:");
  document.add(std::move(processes));
  Formulas laws;
  if (some_process(scenario, Process::Kind::OrnsteinUhlenbeck)) {
    laws.lines.emplace_back(
        "\\text{Ornstein--Uhlenbeck:}\\quad z &\\leftarrow m + (z - m)e^{-r\\Delta t} + s\\sqrt{(1 - "
        "e^{-2r\\Delta "
        "t})/(2r)}\\,N",
        "Ornstein-Uhlenbeck: z ← m + (z − m)·e^(−rΔt) + s·√((1 − e^(−2rΔt))/(2r))·N");
  }
  if (some_process(scenario, Process::Kind::RandomWalk)) {
    laws.lines.emplace_back(
        "\\text{random walk:}\\quad z &\\leftarrow z + \\mathrm{drift}\\,\\Delta t + s\\sqrt{\\Delta t}\\,N",
        "random walk: z ← z + drift·Δt + s·√Δt·N");
  }
  if (some_process(scenario, Process::Kind::Markov)) {
    laws.lines.emplace_back("\\text{Markov chain:}\\quad P &= e^{Q\\Delta t}",
                            "Markov chain: P = exp(Q·Δt), Q the rates");
  }
  if (some_process(scenario, Process::Kind::Poisson)) {
    laws.lines.emplace_back(
        "\\text{Poisson shocks:}\\quad y &\\leftarrow y\\,e^{-\\mathrm{decay}\\,\\Delta t} + "
        "\\mathrm{size}\\cdot\\mathrm{Poisson}(\\mathrm{intensity}\\cdot\\Delta t)",
        "Poisson shocks: y ← y·e^(−decay·Δt) + size·Poisson(intensity·Δt)");
    laws.lines.emplace_back("z &= z_0 + y", "                z = initial + y");
  }
  if (laws.lines.empty()) return;
  document.add(std::move(laws));
  Prose more;
  if (std::ranges::any_of(scenario.context, &Process::logarithmic))
    more += "Where logarithms are named the law holds for the logarithm of the value. ";
  if (some_process(scenario, Process::Kind::Markov))
    more += Prose{"The matrix exponential is computed by uniformisation ", cite({"jensen1953"}), "."};
  if (!more.parts.empty()) say(document, std::move(more));
}

void ties_submodel(const OddScenario& odd, Document& document) {
  const Scenario& scenario = odd.run;
  if (scenario.ties.empty()) return;
  if (!odd.has("ties")) return;
  document.add(Heading{3, mechanism_title("ties")});
  const bool isolation = std::ranges::any_of(scenario.ties, [](const Tie& tie) {
    return std::ranges::count(tie.drivers, Driver::Kind::Isolation, &Driver::kind) > 0;
  });
  say(document,
      {"Each tie moves to its weight at the start plus what its drivers say, all of them as they were before "
       "the step:"});
  Formulas formulas{
      {{"\\mathrm{target} &= \\min\\bigl(\\mathrm{maximum}, \\max(0, W_0 + \\textstyle\\sum "
        "\\mathrm{effect}\\cdot(\\mathrm{value} - \\mathrm{reference}))\\bigr)",
        "target = clip(W at the start + Σ effect·(value − reference), 0, maximum)"},
       {"W &\\leftarrow W + \\bigl(1 - e^{-\\mathrm{rate}\\,\\Delta t}\\bigr)(\\mathrm{target} - W)",
        "W ← W + (1 − e^(−rate·Δt))·(target − W)"}}};
  if (isolation) {
    formulas.lines.emplace_back(
        "I_i &= \\textstyle\\sum_{j \\ne i} W^{\\mathrm{sanctions}}_{ji}c_j \\,/ \\sum_{j \\ne i} c_j",
        "I_i = Σ_(j≠i) W^sanctions_ji·c_j / Σ_(j≠i) c_j     isolation of i; c power");
  }
  document.add(std::move(formulas));
  if (isolation)
    say(document, {maths("I_i", "I_i"), " is the isolation of ", maths("i"),
                   " by those who sanction it, "
                   "with powers ",
                   maths("c"), "."});
}

void influence_submodel(const OddScenario& odd, Document& document) {
  if (!odd.has("influence")) return;
  document.add(Heading{3, mechanism_title("influence")});
  std::vector<std::string> layers;
  for (const Layer layer : odd.run.influence.layers) layers.push_back(layer_name(layer));
  say(document,
      {"What governments care about, and what they believe about the profiles of others, moves along the "
       "ties ",
       cite({"friedkin1990"}), fmt::format(" of the layers {}. ", join(layers)), maths("W"),
       " holds their weights with rows of sum 1 (1 on the diagonal for an actor without ties), ", maths("S"),
       " the susceptibilities on its diagonal, ", maths("y^0", "y⁰"), " the saliences at the start, and ",
       maths("g = 1 - e^{-\\mathrm{rate}\\,\\Delta t}", "g = 1 − e^(−rate·Δt)"), ":"});
  document.add(
      Formulas{{{"\\text{saliences:}\\quad y &\\leftarrow y + g\\bigl(SWy + (I - S)y^0 - y\\bigr)",
                 "saliences: y ← y + g·(S·W·y + (I − S)·y⁰ − y)"},
                {"\\text{beliefs:}\\quad y_i &\\leftarrow y_i + g\\,S_i\\bigl((Wy)_i - y_i\\bigr)",
                 "beliefs about j, over the actors other than j: y_i ← y_i + g·S_i·((W·y)_i − y_i)"}}});
}

}  // namespace

void odd_alliances(const OddScenario& odd, Document& document) {
  const bool pressure = odd.has("alliance_pressure");
  const bool inducement = odd.has("inducement");
  if (!pressure && !inducement) return;
  document.add(Heading{3, "Alliances"});
  say(document,
      {"A government depends on its allies, on their allies, and so on, with a weight that falls by ",
       maths("\\beta", "β"), fmt::format(" = {} with each step ", plain(odd.run.attenuation)),
       cite({"katz1953"}), ". With ", maths("A"), " the sum of the alliance and alignment layers, ",
       maths("\\omega^a_i", "ω^a_i"), " how much the actor minds:"});
  std::string latex = "U_i(x) &= B_i(x)";
  std::string plain_form = "U_i(x) = B_i(x)";
  if (pressure) {
    latex += " - \\omega^a_i \\textstyle\\sum_{j \\ne i} w_{ij} e_j \\max(0, -B_j(x))";
    plain_form += " − ω^a_i·Σ_(j≠i) w_ij·e_j·max(0, −B_j(x))";
  }
  if (inducement) {
    latex += std::string(pressure ? " \\\\\n  &\\quad" : "") +
             " + \\omega^a_i \\textstyle\\sum_{j \\ne i} w_{ij} b_j \\max(0, B_j(x))";
    plain_form += " + ω^a_i·Σ_(j≠i) w_ij·b_j·max(0, B_j(x))";
  }
  document.add(Formulas{
      {{"K &= (I - \\beta A)^{-1} - I", "K = (I − β·A)⁻¹ − I"},
       {"w_{ij} &= K_{ij} / \\max_l \\textstyle\\sum_{m \\ne l} K_{lm}", "w_ij = K_ij / max_l Σ_(m≠l) K_lm"},
       {latex, plain_form}}});
  if (pressure) {
    document.add(Heading{3, mechanism_title("alliance_pressure")});
    say(document, {"An ally that presses makes the actor mind its losses: ", maths("e_j", "e_j"),
                   " is the pressure of the act that it keeps up."});
  }
  if (inducement) {
    document.add(Heading{3, mechanism_title("inducement")});
    say(document, {"An ally that blesses lets the actor share its gains: ", maths("b_j", "b_j"),
                   " is the inducement of the act that it keeps up."});
  }
}

void odd_surroundings(const OddScenario& odd, Document& document) {
  context_submodel(odd, document);
  ties_submodel(odd, document);
  influence_submodel(odd, document);
}

}  // namespace entente
