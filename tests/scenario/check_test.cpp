// One mistake at a time in a scenario that is right: the problem must stand at its place and say what is
// allowed.

#include "sim/scenario/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "sim/scenario/load.hpp"
#include "tests/scenario/mistake.hpp"

namespace entente {
namespace {

class Check : public testing::TestWithParam<Mistake> {};

TEST_P(Check, SaysWhereAndWhat) { expect_mistake_is_named(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Names, Check,
    testing::Values(
        Mistake{
            "order: [beta, alpha]", "order: [beta, alhpa]", "alhpa", "protocol.order",
            "found 'alhpa', which is not an actor; known: alpha, beta, delta, gamma; did you mean 'alpha'?"},
        Mistake{"order: [beta, alpha]", "order: [beta]", "order: [beta]", "protocol.order", "lacks alpha"},
        Mistake{"order: [beta, alpha]", "order: [beta, alpha, gamma]", "order: [beta, alpha, g",
                "protocol.order", "names gamma, which is not a party"},
        Mistake{"order: [beta, alpha]", "order: [beta, alpha, beta]", "beta]\n  acts", "protocol.order",
                "stands here twice"},
        Mistake{"settles: {treaty: signed}", "settles: {treaty: singed}", "singed}", "settles.treaty",
                "did you mean 'signed'?"},
        Mistake{"settles: {treaty: signed}", "settles: {traety: signed}", "traety", "settles.traety",
                "did you mean 'treaty'?"},
        Mistake{"settles: {treaty: signed}", "settles: {}", "{}\noutcomes", "settles",
                "the condition is empty"},
        Mistake{"settles: {treaty: signed}", "settles: {crisis: {at_least: 1}}", "crisis: {at_least",
                "settles.crisis", "only in talks.suspended"},
        Mistake{"suspended: {crisis: {at_least: 1}}", "suspended: {treaty: signed}",
                "treaty: signed}\n\nmech", "talks.suspended.treaty", "may ask for the context only"},
        Mistake{"type: dealer", "type: daeler", "daeler", "actors.alpha.type", "did you mean 'dealer'?"},
        Mistake{"component: economy", "component: economi", "economi,", "actors.alpha.side_payment.component",
                "did you mean 'economy'?"},
        Mistake{"order: [large, small]", "order: [large]", "order: [large]", "outcomes.order", "lacks small"},
        Mistake{"ties: {trade_a_b: 0.1", "ties: {trade_a_c: 0.1", "trade_a_c: 0.1",
                "actors.alpha.acts.visit.ties.trade_a_c", "did you mean 'trade_a_b'?"},
        Mistake{"by: alpha, to: beta", "by: gamma, to: beta", "by: gamma",
                "obligations.deliver_investment.by", "is a third party"},
        Mistake{"quantities:\n  land:", "quantities:\n  oil: {}\n  land:", "oil: {kind", "context.oil",
                "a quantity too"},
        Mistake{"  delta: {role", "  any: {role", "any: {role", "actors.any", "a meaning of its own"},
        Mistake{"  small: {title", "  other: {title", "other: {title", "outcomes.other",
                "cannot be a name here"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, Check,
    testing::Values(
        Mistake{"threshold: 0.4", "threshold: 0.5", "0.5\n      uncertainty",
                "actors.alpha.ratification.threshold", "expected a number in [0, 0.5)"},
        Mistake{"patience: 0.91", "patience: 1", "1\n    process_value", "actors.alpha.patience",
                "expected a number in (0, 1)"},
        Mistake{"weights: {territory: 0.5, legal: 0.5}", "weights: {territory: 0.5, legal: 0.4}",
                "weights: {terr", "actors.alpha.ratification.constituencies.public.weights",
                "sum to 0.9; they must sum to 1"},
        Mistake{"weights: {pie: 0.5, investment: 0.5}", "weights: {pie: 1}", "weights: {pie",
                "actors.beta.components.all_of_it.terms.share.weights", "lack a weight for investment"},
        Mistake{"price: 0.01, pressure", "price: 0, pressure", "price: 0, p", "actors.gamma.acts.press.price",
                "must cost something"},
        Mistake{"attenuation: 0.2", "attenuation: 1.25", "attenuation: 1.25", "attenuation",
                "it must be below 1,"},
        Mistake{"exponent: 0.5, deadline: 6", "exponent: 0.5", "{kind: polynomial",
                "actors.alpha.tactic.deadline", "missing"},
        Mistake{"\"4\": -0.5", "\"4\": -9", "values: {pie: {\"4\": -9",
                "actors.beta.components.all_of_it.terms.share.values", "can lose"},
        Mistake{"level: {full: 0.8}", "level: {full: 1.8}", "full: 1.8",
                "issues.sanctions.amounts.level.full", "must lie in [0, 1]"},
        Mistake{"between: [gamma, delta]", "between: [gamma, gamma]", "gamma], weight: 0.7",
                "ties.rivalry_c_d.between", "stands here twice"},
        Mistake{"share: 0.6, process_value_factor: 2, share_factors: {economy: 0.5}",
                "share: 0.6, share_factors: {economy: 0, security: 0, sovereignty: 0}", "share_factors",
                "actors.alpha.profiles.staller.share_factors", "leave all components with a share of 0"},
        Mistake{"{firm: {}, soft: {share: 2}}", "{firm: {share: 0}, soft: {share: 0}}",
                "profiles: {firm: {share", "actors.beta.profiles", "all 0"},
        Mistake{"weight: 1}", "weight: 3}", "weight: 3}", "ties.alliance_a_c.weight",
                "above the tie's maximum 1"},
        Mistake{"initial: 45", "initial: -45", "initial: -45", "context.oil.initial", "above 0"},
        Mistake{"intensity: 0.5", "intensity: 5000", "intensity: 5000", "context.quake.intensity",
                "at most 500"},
        Mistake{"signal: {staller: 0.2, dealer: 0.8}", "signal: {staller: 0.2}", "signal: {staller: 0.2}",
                "actors.alpha.acts.visit.signal", "lacks the profile dealer"},
        Mistake{"status_quo: 1, title", "status_quo: 9, title", "9, title", "issues.pie.status_quo",
                "not an option"},
        Mistake{"divisible: 4", "divisible: 900000", "issues:", "issues", "at most 1000000 are allowed"},
        Mistake{"divisible: 4", "divisible: 1000000000", "1000000000", "issues.pie.divisible",
                "expected a whole number in [1, 999999]"},
        Mistake{"options: [unsigned, signed]", "options: []", "options: []", "issues.treaty.options",
                "at least two"},
        Mistake{"settles: {treaty: signed}", "settles: {treaty: unsigned}", "settles", "settles",
                "holds for the status quo"},
        Mistake{"settles: {treaty: signed}", "settles: {all: [{treaty: signed}, {treaty: unsigned}]}",
                "settles", "settles", "no feasible package settles"},
        Mistake{"no_gift: {not: {territory: four, treaty: unsigned}}", "no_gift: {treaty: signed}",
                "feasible:", "feasible", "the status quo breaks"},
        Mistake{"beliefs: {beta:", "beliefs: {alpha:", "alpha: {profiles", "actors.alpha.beliefs.alpha",
                "is the actor itself"}));

TEST(CheckAll, AllMistakesOfAFileComeInOneGoInTheOrderOfLines) {
  std::string text = everything_text();
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"round: 0.5", "round: 9"},
                                 {"status_quo: full", "status_quo: fulll"},
                                 {"curvature: 0.88", "curvature: 0"},
                                 {"pressure: 0.5", "presure: 0.5"}}) {
    text.replace(text.find(from), from.size(), to);
  }
  const std::vector<Problem> problems = problems_of(text);
  ASSERT_EQ(problems.size(), 4U);
  EXPECT_TRUE(
      std::ranges::is_sorted(problems, {}, [](const Problem& problem) { return problem.where.line; }));
}

TEST(CheckAll, ABillionPackagesAreRefusedAtOnce) {
  std::string text = everything_text();
  text.replace(text.find("divisible: 4"), 12, "divisible: 999");
  text.replace(text.find("  treaty: {options"), 0, "  cake: {divisible: 999999}\n");
  const auto start = std::chrono::steady_clock::now();
  const std::vector<Problem> problems = problems_of(text);
  // Options are not made before they are counted: a second would mean that they were.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].message.find("make 48000000000 packages"), std::string::npos) << problems[0].message;
}

TEST(CheckAll, DirectoriesBinariesAndCyclesAreRefused) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "entente_check";
  fs::create_directories(folder);
  const auto write = [&](const char* name, std::string text) {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  };
  EXPECT_THROW(load_scenario(folder), InputError);
  EXPECT_THROW(load_scenario(folder / "none.yaml"), InputError);
  EXPECT_THROW(load_scenario(write("binary.yaml", std::string("\x7f"
                                                              "ELF\0\1\2",
                                                              7))),
               InputError);
  EXPECT_THROW(load_scenario(write("empty.yaml", "")), InputError);
  EXPECT_THROW(load_scenario(write("list.yaml", "[1, 2]")), InputError);
  write("b.yaml", "extends: a.yaml\n");
  EXPECT_THROW(load_scenario(write("a.yaml", "extends: b.yaml\n")), InputError);
  fs::remove_all(folder);
}

TEST(CheckAll, AFewWordsAreNoScenario) {
  const std::vector<Problem> problems = problems_of("entente: 1\n");
  std::vector<std::string> missing;
  for (const Problem& problem : problems) missing.push_back(problem.key);
  for (const char* key : {"title", "issues", "actors", "settles"})
    EXPECT_EQ(std::ranges::count(missing, key), 1) << key;
}

}  // namespace
}  // namespace entente
