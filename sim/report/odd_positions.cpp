// Submodels of scenarios over positions (MODEL.md 6).

#include <array>
#include <string_view>

#include "sim/report/odd_parts.hpp"

namespace entente {
namespace {

void expected_utility_submodel(const OddScenario& odd, Document& document) {
  const ExpectedUtilityRules& rules = odd.run.challenge.expected_utility;
  const bool published = rules.reading == ExpectedUtilityRules::Reading::Published;
  document.add(Heading{3, "Expected utility of a challenge"});
  say(document, {"Each scale is played by itself, by the expected utility model ",
                 cite({"bueno1994"}),
                 " in the equations of ",
                 cite({"scholz2011"}),
                 published ? ", as printed. " : ", in the reading that gives the numbers which they print. ",
                 maths("c"),
                 " is power, ",
                 maths("s"),
                 " salience, ",
                 maths("x"),
                 " position, ",
                 maths("R"),
                 " the spread of positions in the round, ",
                 maths("\\mu", "μ"),
                 " the median, ",
                 maths("d = |x_a - x_b|/R", "d = |x_a − x_b|/R"),
                 ", ",
                 maths("Q"),
                 " the probability that an actor that nobody challenges stays, and ",
                 maths("r"),
                 " an actor's attitude to risk. In the eyes of ",
                 maths("h"),
                 " a challenge of ",
                 maths("a"),
                 " to ",
                 maths("b"),
                 " is worth:"});
  document.add(Formulas{
      {{"v_k(a, b) &= c_k s_k \\bigl(|x_k - x_b|^e - |x_k - x_a|^e\\bigr)/R^e",
        "v_k(a, b) = c_k·s_k·(|x_k − x_b|^e − |x_k − x_a|^e)/R^e"},
       {"P_{ab} &= \\textstyle\\sum_k \\max(0, v_k(a, b))/D", "P_ab = Σ_k max(0, v_k(a, b))/D"},
       {"U_{s,f} &= 2 - 4(\\tfrac12 \\mp \\tfrac d2)^r, \\qquad U_q = 2 - 4(\\tfrac12)^r",
        "U_s, U_f = 2 − 4·(½ ∓ d/2)^r     U_q = 2 − 4·(½)^r"},
       {"U_{b,w} &= 2 - 4\\bigl(\\tfrac12 \\mp (|x_a - \\mu|/R + d)/4\\bigr)^r",
        "U_b, U_w = 2 − 4·(½ ∓ (|x_a − μ|/R + d)/4)^r"},
       {"E^h(U_{ab}) &= s_b(P U_s + (1 - P)U_f) + (1 - s_b)U_s - Q U_q - (1 - Q)(T U_b + (1 - T)U_w)",
        "E^h(U_ab) = s_b·(P·U_s + (1 − P)·U_f) + (1 − s_b)·U_s − Q·U_q − (1 − Q)·(T·U_b + (1 − T)·U_w)"}}});
  if (published) {
    say(document, {maths("D = \\sum_k |v_k(a, b)|", "D = Σ_k |v_k(a, b)|"), ", ", maths("e = 1"), ", ",
                   maths("E(U_{ji})", "E(U_ji)"), " is taken with ", maths("r_j"), ", and ", maths("T"),
                   " is 1 where ", maths("j"), " comes nearer by moving to the median, else 0."});
  } else {
    say(document, {maths("D"), " is one sum of ", maths("|v_k(a, b)|", "|v_k(a, b)|"),
                   " over all actors and pairs, ", maths("e = r_k"), ", ", maths("E(U_{ji})", "E(U_ji)"),
                   " is taken with ", maths("r_i"), ", and ", maths("T = 1"), "."});
  }
  document.add(Heading{3, "Attitudes to risk"});
  say(document, {"A round first takes ", maths("r = 1"), " for all. With ", maths("Sec_i", "Sec_i"),
                 " the sum of what the others gain from challenging ", maths("i"),
                 ", the attitudes to risk are as follows, and the expectations are found again with them:"});
  document.add(Formulas{{{"R_i &= \\frac{2\\,Sec_i - \\max Sec - \\min Sec}{\\max Sec - \\min Sec}",
                          "R_i = (2·Sec_i − max Sec − min Sec)/(max Sec − min Sec)"},
                         {"r_i &= (1 - R_i/3)/(1 + R_i/3)", "r_i = (1 − R_i/3)/(1 + R_i/3)"}}});
  document.add(Heading{3, "Moves"});
  say(document,
      {"An actor ",
       maths("i"),
       " compares ",
       maths("a = E(U_{ij})", "a = E(U_ij)"),
       " with ",
       maths("b = E(U_{ji})", "b = E(U_ji)"),
       " for everyone who stands elsewhere. If ",
       maths("b > a > 0"),
       " it loses a confrontation and moves to ",
       maths("x_j"),
       ". If ",
       maths("b > 0 > a"),
       " it compromises where ",
       maths("b > |a|"),
       ", and moves the share ",
       maths("|a|/b"),
       " of the way, and capitulates where ",
       maths("b < |a|"),
       ", and moves to ",
       maths("x_j"),
       ". It takes a confrontation before a compromise before a capitulation, and among its "
       "kind ",
       published ? "the least move." : "the least move (the weighted mean of the positions for compromises).",
       " All move at once."});
}

/// How a difference z in utility becomes a vote.
std::pair<std::string, std::string> voting_rule(SpatialRules::Voting voting) {
  using Voting = SpatialRules::Voting;
  switch (voting) {
    case Voting::Proportional:
      return {"f(z) &= z", "f(z) = z"};
    case Voting::Cubic:
      return {"f(z) &= z^3", "f(z) = z³"};
    case Voting::ProportionalCubic:
      return {"f(z) &= (z + z^3)/2", "f(z) = (z + z³)/2"};
    case Voting::Binary:
      return {"f(z) &= \\mathrm{clip}(10^8 z)", "f(z) = clip(10⁸·z), to between −1 and 1"};
    case Voting::ProportionalBinary:
      return {"f(z) &= 0.8z + 0.2\\,\\mathrm{clip}(10^8 z)", "f(z) = 0.8·z + 0.2·clip(10⁸·z)"};
    case Voting::Asymmetric:
      return {"f(z) &= z \\text{ for losses}, \\tfrac23 z \\text{ for gains}",
              "f(z) = z for losses, ⅔·z for gains"};
  }
  return {};
}

/// The share of an actor's own attitude to risk that it sees another's to differ by.
std::string_view risk_share(SpatialRules::RiskEstimate estimate) {
  constexpr std::array<std::string_view, 5> kShares{"0", "1/3", "1/2", "2/3", "1"};
  return kShares.at(static_cast<std::size_t>(estimate));
}

/// With what a third party joins a side.
std::pair<std::string, std::string> third_party_rule(SpatialRules::ThirdParties third) {
  switch (third) {
    case SpatialRules::ThirdParties::None:
      return {"t_n &= w_n f\\bigl(2z_n(U_{ni} - U_{nj})\\bigr), \\quad z_n = |v|/(A + B + |v|)",
              "t_n = w_n·f(2·z_n·(U_ni − U_nj)),  z_n = |v|/(A + B + |v|)"};
    case SpatialRules::ThirdParties::Semi:
      return {
          "t_n &= w_n f\\bigl(p_n(1 - U_{ni}) - (1 - p_n)(1 - U_{nj})\\bigr), \\quad p_n = (A + v^+)/(A + B "
          "+ |v|)",
          "t_n = w_n·f(p_n·(1 − U_ni) − (1 − p_n)·(1 − U_nj)),  p_n = (A + v⁺)/(A + B + |v|)"};
    case SpatialRules::ThirdParties::Full:
      return {"t_n &= w_n f\\bigl(3z_n(U_{ni} - U_{nj})\\bigr), \\quad z_n = |v|/(A + B + |v|)",
              "t_n = w_n·f(3·z_n·(U_ni − U_nj)),  z_n = |v|/(A + B + |v|)"};
  }
  return {};
}

void challenges(const SpatialRules& rules, Document& document) {
  document.add(Heading{3, "Attitudes to risk"});
  say(document, {"The election of all positions, without attitudes to risk, gives ", maths("q_i"),
                 "; an actor whose position is likely to win is averse to risk:"});
  const char* least =
      rules.risk == SpatialRules::Risk::Minimum   ? " Its least value is then made the neutral one."
      : rules.risk == SpatialRules::Risk::Maximum ? " Its greatest value is then made the neutral one."
                                                  : "";
  document.add(Formulas{{{"R_i = \\frac{3q_i - \\max q - 2\\min q}{2(\\max q - \\min q)}",
                          "R_i = (3·q_i − max q − 2·min q)/(2·(max q − min q))"}}});
  say(document, {"The actor ", maths("h"), " reckons with ",
                 maths("R_h + \\rho(R_i - R_h)", "R_h + ρ·(R_i − R_h)"), " for ", maths("i"), ", with ",
                 maths("\\rho = " + std::string(risk_share(rules.risk_estimate)),
                       "ρ = " + std::string(risk_share(rules.risk_estimate))),
                 ".", least});
  document.add(Heading{3, "Challenges and bargains"});
  say(document, {"In the eyes of ",
                 maths("h"),
                 ", with ",
                 maths("w"),
                 " the sum of an actor's saliences times its power, ",
                 maths("i"),
                 " stands against ",
                 maths("j"),
                 " with ",
                 maths("A"),
                 " to ",
                 maths("B"),
                 ". A third party ",
                 maths("n"),
                 " would vote ",
                 maths("v = w_n f(U_{ni} - U_{nj})", "v = w_n·f(U_ni − U_nj)"),
                 " and adds ",
                 maths("t_n"),
                 " to ",
                 maths("A"),
                 " where positive, to ",
                 maths("B"),
                 " where negative:"});
  document.add(
      Formulas{{{"A &= 10^{-10} + w_i f(U_{ii} - U_{ij}), \\qquad B = 10^{-10} - w_j f(U_{ji} - U_{jj})",
                 "A = 10⁻¹⁰ + w_i·f(U_ii − U_ij)     B = 10⁻¹⁰ − w_j·f(U_ji − U_jj)"},
                third_party_rule(rules.third_parties)}});
  say(document, {"With ", maths("p"), " the share of the strength that is then on the side of ", maths("i"),
                 " and ", maths("S_j"), " the sum of saliences, with which the target resists, ", maths("i"),
                 " challenges the actor from which it would gain most, if that is enough:"});
  document.add(
      Formulas{{{"(1 - S_j)\\,2U_{ii} + S_j\\bigl(p\\,2U_{ii} + (1 - p)\\,2U_{ij}\\bigr) - (U_{ii} + U_{ij}) "
                 "> 10^{-5}",
                 "(1 − S_j)·2U_ii + S_j·(p·2U_ii + (1 − p)·2U_ij) − (U_ii + U_ij) > 10⁻⁵"}}});
}

void spatial_submodel(const OddScenario& odd, Document& document) {
  const SpatialRules& rules = odd.run.challenge.spatial;
  document.add(Heading{3, "Utility of positions"});
  say(document, {"All scales are played together, by the spatial model of politics ", cite({"wise2015"}),
                 " as its program KTAB computes it. Positions are scaled to between 0 and 1. With ",
                 maths("s"), " the saliences and ", maths("R"), " the attitude to risk:"});
  document.add(Formulas{
      {{"d_{ij} &= \\sqrt{\\textstyle\\sum_d \\bigl(s_{id}(x_{id} - x_{jd})\\bigr)^2 / \\sum_d s_{id}^2}",
        "d_ij = √(Σ_d (s_id·(x_id − x_jd))²/Σ_d s_id²)"},
       {"u(d, R) &= (1 - d)(1 + dR)", "u(d, R) = (1 − d)·(1 + d·R)"}}});
  document.add(Heading{3, "Elections"});
  say(document, {"An actor's vote between two options is its weight times a function ", maths("f"),
                 " of the difference in utility. With ", maths("C_{ab}", "C_ab"), " the votes for ",
                 maths("a"), " over ", maths("b"), ", ", maths("a"), " beats ", maths("b"),
                 " with probability ", maths("P(a > b)"), ", which gives the odds ", maths("q_a"),
                 " of each option (the forecast of a "
                 "probabilistic Condorcet election ",
                 cite({"black1948", "wise2015"}), "):"});
  Formulas formulas{{voting_rule(rules.voting),
                     {"C_{ab} &= 10^{-8} + \\text{the votes for } a \\text{ over } b",
                      "C_ab = 10⁻⁸ + the votes for a over b"}}};
  using Victory = SpatialRules::Victory;
  if (rules.victory == Victory::Binary) {
    formulas.lines.emplace_back("P(a > b) &= 1 \\text{ from a tenth more strength on}",
                                "P(a > b) = 1 from a tenth more strength on");
  } else {
    const char* exponent = rules.victory == Victory::Linear    ? "1"
                           : rules.victory == Victory::Square  ? "2"
                           : rules.victory == Victory::Quartic ? "4"
                                                               : "8";
    formulas.lines.emplace_back(
        std::string("P(a > b) &= C_{ab}^e/(C_{ab}^e + C_{ba}^e), \\quad e = ") + exponent,
        std::string("P(a > b) = C_ab^e/(C_ab^e + C_ba^e),  e = ") + exponent);
  }
  switch (rules.election) {
    case SpatialRules::Election::Conditional:
      formulas.lines.emplace_back("q_a &\\propto \\textstyle\\prod_b P(a > b)", "q_a ∝ Π_b P(a > b)");
      break;
    case SpatialRules::Election::MarkovUniform:
      formulas.lines.emplace_back("q_a &= \\textstyle\\sum_b P(a > b)(q_a + q_b)/n",
                                  "q_a = Σ_b P(a > b)·(q_a + q_b)/n");
      break;
    case SpatialRules::Election::MarkovIncentive:
      formulas.lines.emplace_back(
          "q &\\text{: stationary, } b \\text{ challenged by } a \\text{ in proportion to } C_{ab}P(a > b)",
          "q stationary, where b is challenged by a in proportion to C_ab·P(a > b)");
      break;
  }
  document.add(std::move(formulas));
  challenges(rules, document);
  const bool product = rules.blend == SpatialRules::Blend::Product;
  const bool maximum = rules.blend == SpatialRules::Blend::SquaredMaximum;
  if (maximum) {
    say(document,
        "The two write a bargain, in which only the likelier loser moves, by how much likelier it is to "
        "lose.");
  } else {
    say(document,
        {"The two write a bargain: on each scale both go to about the mean of their positions, weighted "
         "with ",
         product ? maths("s_i p", "s_i·p") : maths("s_i^2p^2", "s_i²·p²"), " and ",
         product ? maths("s_j(1 - p)", "s_j·(1 − p)") : maths("s_j^2(1 - p)^2", "s_j²·(1 − p)²"), "."});
  }
  say(document,
      {"Every actor holds an election among things as they are and the bargains to which it is party, and ",
       rules.stochastic ? "moves to its own side of one that is drawn by the odds. "
                        : "moves to its own side of the winner. ",
       "All move at once. Talks end, from the second turn on, when the sum of moves is below a "
       "fiftieth of that of the first plus ",
       maths("10^{-4}", "10⁻⁴"), "."});
}

}  // namespace

void odd_positions(const OddScenario& odd, Document& document) {
  if (odd.run.protocol.kind == Protocol::Kind::Spatial) {
    spatial_submodel(odd, document);
  } else {
    expected_utility_submodel(odd, document);
  }
  document.add(Heading{3, "Forecast"});
  say(document,
      {"The forecasts are the mean of the positions weighted with power times salience, and the weighted "
       "median: the lowest position that no other beats when each actor votes with this weight for the "
       "nearer ",
       cite({"black1948"}), "."});
}

}  // namespace entente
