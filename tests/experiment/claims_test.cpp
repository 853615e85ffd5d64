#include "sim/experiment/claims.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/statistics/paired.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/claim_measure.hpp"
#include "sim/experiment/claim_verdict.hpp"
#include "sim/experiment/claim_worlds.hpp"
#include "sim/experiment/claims_run.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = ENTENTE_SOURCE_DIR;
const fs::path kLedger = kSource / "scenarios" / "kuril" / "claims.yaml";

const ClaimLedger& shipped_ledger() {
  static const ClaimLedger ledger = read_ledger(kLedger);
  return ledger;
}

/// A ledger in a folder of its own, about scenarios that are shipped.
class WrittenLedger {
 public:
  explicit WrittenLedger(const std::string& test) {
    folder_ = fs::temp_directory_path() / ("ledger_" + std::to_string(counter_++));
    fs::create_directories(folder_);
    std::ofstream(path())
        << "frozen: abc\nclaims:\n  C7:\n    title: t\n    article: a.txt\n    authority: author\n"
           "    quote: q\n    effect: e\n"
        << test;
  }
  ~WrittenLedger() { fs::remove_all(folder_); }
  fs::path path() const { return folder_ / "claims.yaml"; }

 private:
  static inline int counter_ = 0;
  fs::path folder_;
};

std::string problems_of(const std::string& test) {
  const WrittenLedger ledger(test);
  try {
    read_ledger(ledger.path());
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

const std::string kBase = (kSource / "scenarios/kuril/base.yaml").string();

TEST(Claims, TheShippedLedgerHasEveryClaim) {
  const ClaimLedger& ledger = shipped_ledger();
  ASSERT_EQ(ledger.claims.size(), 133U);
  std::set<std::string> ids;
  for (const Claim& claim : ledger.claims) ids.insert(claim.id);
  for (int n = 1; n <= 133; ++n) EXPECT_TRUE(ids.contains("C" + std::to_string(n))) << n;
  EXPECT_GE(ledger.emergent(), 15U);
  EXPECT_EQ(ledger.disagreements.size(), 5U);
}

/// The list of claims that the scenarios were made from, where it is at hand.
TEST(Claims, TheShippedLedgerQuotesWordForWord) {
  std::ifstream file(kSource / ".." / "shared" / "claims.json");
  if (!file) GTEST_SKIP() << "the list of claims is not here";
  const auto list = nlohmann::json::parse(file);
  ASSERT_EQ(list.size(), 133U);
  for (const Claim& claim : shipped_ledger().claims) {
    const auto& one = list.at(std::stoul(claim.id.substr(1)) - 1);
    EXPECT_EQ(claim.title, one.at(1).get<std::string>());
    EXPECT_EQ(claim.quote, one.at(2).get<std::string>());
    EXPECT_TRUE(claim.article.starts_with(one.at(0).get<std::string>() + "_"));
  }
}

/// A parameter that cites a claim and a claim that is tested: not both (read_ledger checks it arm by arm).
TEST(Claims, NoEmergentClaimIsASourceOfTheBaseCase) {
  const LoadedScenario base = load_scenario(kBase);
  std::set<std::string> cited;
  for (const Parameter& parameter : base.parameters)
    cited.insert(parameter.sources.begin(), parameter.sources.end());
  EXPECT_TRUE(cited.contains("C121"));
  for (const Claim& claim : shipped_ledger().claims) {
    if (claim.kind != ClaimKind::Emergent) continue;
    EXPECT_FALSE(cited.contains(claim.id)) << claim.id;
  }
}

TEST(Claims, SayWhatIsWrongWithALedger) {
  EXPECT_EQ(problems_of("    kind: entailed\n    reason: r\n"), "");
  EXPECT_NE(problems_of("    kind: encodd\n    parameters: [p]\n").find("did you mean"), std::string::npos);
  EXPECT_NE(problems_of("    kind: entailed\n").find("reason"), std::string::npos);
  EXPECT_NE(
      problems_of("    kind: encoded\n    scenario: " + kBase + "\n    parameters: [actors.japan.patiense]\n")
          .find("does not say 'actors.japan.patiense'"),
      std::string::npos);
  const auto test = [](const std::string& measure, const std::string& more) {
    return "    kind: emergent\n    needs: n\n    test:\n      scenario: " + kBase +
           "\n      measure: " + measure +
           "\n      words: w\n      expect: {above: 0}\n      flip: {set: [mechanisms.acts=off], words: "
           "w}\n" +
           more;
  };
  EXPECT_EQ(problems_of(test("agreement.number", "")), "");
  EXPECT_NE(problems_of(test("outcome.two_island", "")).find("did you mean 'outcome.two_islands'"),
            std::string::npos);
  EXPECT_NE(problems_of(test("agreement.numbr", "")).find("did you mean"), std::string::npos);
  EXPECT_NE(problems_of(test("agreement.number", "      given: amount.money\n")).find("is no condition"),
            std::string::npos);
  EXPECT_NE(problems_of(test("agreement.number", "      change: {words: w}\n")).find("a change names"),
            std::string::npos);
  EXPECT_NE(
      problems_of(test("agreement.number", "      change: {words: w, set: [\"actors.japan.patience=2\"]}\n"))
          .find("expected a number in (0, 1)"),
      std::string::npos);
}

TEST(Claims, RefuseACircularTest) {
  // C8 is the source of numbers of the base case.
  std::string text = "    kind: emergent\n    needs: n\n    test:\n      scenario: " + kBase +
                     "\n      measure: agreement.number\n      words: w\n      expect: {above: 0}\n"
                     "      flip: {set: [mechanisms.acts=off], words: w}\n";
  EXPECT_EQ(problems_of(text), "");
  const WrittenLedger ledger(text);
  std::ifstream in(ledger.path());
  std::string whole((std::istreambuf_iterator<char>(in)), {});
  whole.replace(whole.find("C7"), 2, "C8");
  std::ofstream(ledger.path()) << whole;
  try {
    read_ledger(ledger.path());
    FAIL() << "C8 is tested with numbers that cite it";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("is circular: actors.russia."), std::string::npos)
        << error.what();
  }
}

/// A run that signs a fund first and two islands, with all the investment, later.
TEST(ClaimMeasures, ReadTheEndAndTheWayThere) {
  const LoadedScenario loaded = load_scenario(kBase);
  const Scenario& scenario = loaded.scenario;
  const PackageSpace space = package_space(scenario);
  const auto with = [&](PackageIndex package, const std::string& issue, std::uint32_t option) {
    std::size_t k = 0;
    while (scenario.issues[k].name != issue) ++k;
    return space.with(package, k, option);
  };
  const PackageIndex start = status_quo(scenario);
  const PackageIndex fund = with(start, "investment", 1);
  const PackageIndex islands = with(with(with(start, "sovereignty", 2), "treaty", 1), "investment", 3);
  RunRecord record;
  record.result.ties.assign(scenario.ties.size(), 0.25);
  ClaimMeasures measures(scenario);
  const std::vector<std::string> names{"at_least.sovereignty.two_islands",
                                       "at_least.sovereignty.four_islands",
                                       "before.investment.joint_fund.sovereignty.two_islands",
                                       "before.investment.eight_points.sovereignty.two_islands",
                                       "before.investment.joint_fund.sovereignty.four_islands",
                                       "amount.money",
                                       "tie.russia_china",
                                       "any.rollback"};
  for (std::size_t c = 0; c < names.size(); ++c) EXPECT_EQ(measures.column(names[c]), c);
  EXPECT_EQ(measures.column(names[2]), 2U);
  const auto values = [&] {
    std::vector<double> found;
    measures.measure(scenario, record, found);
    return found;
  };
  record.result.arrangement = islands;
  record.result.agreements = {{0, start, fund, -1}, {3, fund, islands, -1}};
  std::vector<double> found = values();
  EXPECT_EQ(std::vector<double>(found.begin(), found.begin() + 4), (std::vector<double>{1, 0, 1, 0}));
  EXPECT_TRUE(std::isnan(found[4]));
  EXPECT_EQ(std::vector<double>(found.begin() + 5, found.end()), (std::vector<double>{16, 0.25, 0}));
  record.result.agreements = {{0, start, islands, 2}};
  record.result.arrangement = start;
  record.result.rollbacks = 1;
  found = values();
  EXPECT_EQ(found[0], 0);
  EXPECT_EQ(found[2], 0);
  EXPECT_EQ(found[5], 0);
  EXPECT_EQ(found[7], 1);
  EXPECT_TRUE(measures.is_share(2));
  EXPECT_FALSE(measures.is_share(5));
}

TEST(ClaimVerdict, FollowsTheWholeInterval) {
  ClaimTest test;
  test.low = 0.1;
  const auto verdict = [&](double low, double high, std::uint64_t counted) {
    return verdict_of(test, {(low + high) / 2, {low, high}, counted});
  };
  EXPECT_EQ(verdict(0.11, 0.2, 100), ClaimVerdict::Holds);
  EXPECT_EQ(verdict(0.0, 0.1, 100), ClaimVerdict::Fails);
  EXPECT_EQ(verdict(0.05, 0.2, 100), ClaimVerdict::Undecided);
  EXPECT_EQ(verdict(0.11, 0.2, 29), ClaimVerdict::Untested);
  test.high = 0.3;
  EXPECT_EQ(verdict(0.2, 0.35, 100), ClaimVerdict::Undecided);
  EXPECT_EQ(verdict(0.31, 0.35, 100), ClaimVerdict::Fails);
}

TEST(ClaimVerdict, EstimatesSharesAndDifferences) {
  const double no = std::nan("");
  const std::vector<double> base{0, 1, 1, 0, no, 0, 1, 0};
  const std::vector<double> changed{1, 1, 0, 1, 1, 0, 1, no};
  const ClaimEstimate level = estimate_level(base, true, 0.95);
  EXPECT_EQ(level.counted, 7U);
  EXPECT_DOUBLE_EQ(level.measured, 3.0 / 7);
  EXPECT_EQ(level.interval, statistics::wilson(3, 7, 0.95));
  const ClaimEstimate difference = estimate_difference(base, changed, true, 0.95);
  EXPECT_EQ(difference.counted, 6U);
  EXPECT_DOUBLE_EQ(difference.measured, 1.0 / 6);
  // Of the six pairs two go to yes, one to no, two stay yes and one stays no.
  const statistics::PairedCounts counts{.both = 2, .first_only = 1, .second_only = 2, .neither = 1};
  EXPECT_EQ(difference.interval, statistics::paired_difference(counts, 0.95));
}

TEST(ClaimWorlds, AreOthersAndTheSameForTheSameNumbers) {
  const Scenario base = load_scenario(kBase).scenario;
  const Scenario first = random_world(base, 1, 0);
  const Scenario again = random_world(base, 1, 0);
  const Scenario second = random_world(base, 1, 1);
  const auto share = [](const Scenario& s) { return s.actors[1].components[0].share; };
  EXPECT_EQ(share(first), share(again));
  EXPECT_NE(share(first), share(second));
  EXPECT_NE(share(first), share(base));
}

/// Over many worlds half of the switches are turned and gains stay within what the model allows.
TEST(ClaimWorlds, TurnHalfOfWhatCanBeTurned) {
  const Scenario base = load_scenario(kBase).scenario;
  constexpr int kWorlds = 400;
  int turned = 0;
  for (int w = 0; w < kWorlds; ++w)
    turned += random_world(base, 7, static_cast<std::uint64_t>(w)).switches.acts ? 0 : 1;
  EXPECT_NEAR(turned, kWorlds / 2, 3 * std::sqrt(kWorlds) / 2);
  const LoadedScenario loaded = load_scenario(kBase);
  for (std::uint64_t w = 0; w < 50; ++w) {
    std::vector<Problem> problems;
    check_values(random_world(base, 7, w), loaded.sites, problems);
    for (const Problem& problem : problems) ADD_FAILURE() << problem.key << ": " << problem.message;
  }
}

TEST(ClaimsRun, IsTheSameForAnyNumberOfThreads) {
  const ClaimLedger& ledger = shipped_ledger();
  std::size_t rollback = 0;
  while (ledger.claims[rollback].id != "C123") ++rollback;
  const ClaimEffort small{.random_worlds = 6, .random_runs = 3, .plausible_worlds = 4, .plausible_runs = 3};
  const ClaimsReport one = run_claims(ledger, {rollback}, 3, 1, small);
  const ClaimsReport two = run_claims(ledger, {rollback}, 3, 2, small);
  ASSERT_EQ(one.results.size(), 1U);
  EXPECT_EQ(one.results[0].verdict, two.results[0].verdict);
  EXPECT_EQ(one.results[0].estimate.measured, two.results[0].estimate.measured);
  EXPECT_EQ(one.results[0].severity.share, two.results[0].severity.share);
  EXPECT_EQ(one.results[0].robustness.share, two.results[0].robustness.share);
  EXPECT_EQ(one.runs_played, two.runs_played);
  EXPECT_TRUE(one.results[0].turns_round());
}

}  // namespace
}  // namespace entente
