#include "sim/engine/consent_tables.hpp"

#include <gtest/gtest.h>

#include "sim/core/error.hpp"
#include "sim/engine/opening.hpp"
#include "sim/experiment/share_ranges.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

const std::string kBase = std::string(ENTENTE_SOURCE_DIR) + "/scenarios/kuril/base.yaml";

std::size_t outcome_named(const Scenario& scenario, const std::string& name) {
  std::size_t index = 0;
  while (scenario.outcomes[index].name != name) ++index;
  return index;
}

/// Every share known: the numbers as the scenario has them.
std::vector<ShareRanges> exact_ranges(const Scenario& scenario) {
  std::vector<ShareRanges> all;
  for (const Actor& actor : scenario.actors) {
    ShareRanges& ranges = all.emplace_back();
    for (const Component& component : actor.components) {
      ranges.low.push_back(component.share);
      ranges.high.push_back(component.share);
    }
  }
  return all;
}

/// With all shares known, nobody's acts and no luck, margins are those of the opening.
TEST(ConsentTables, AreThoseOfTheOpening) {
  const LoadedScenario loaded = load_scenario(kBase);
  const Opening opening = opening_of(loaded.scenario);
  const ConsentProblem problem = consent_problem(
      loaded.scenario, outcome_named(loaded.scenario, "two_islands"), exact_ranges(loaded.scenario), 0);
  ASSERT_EQ(problem.parties.size(), opening.parties.size());
  const PackageIndex start = status_quo(loaded.scenario);
  std::size_t settling = 0;
  for (PackageIndex x = 0; x < opening.space.packages(); ++x) {
    EXPECT_EQ(problem.admissible[problem.admissible_at[start]][x], opening.allowed[x]);
    if (opening.allowed[x] == 0 || x == start) continue;
    settling += problem.settles[x];
    for (std::size_t p = 0; p < opening.parties.size(); ++p) {
      const double talks = problem.settles[x] != 0 ? problem.parties[p].types[0].process_value : 0;
      // Sums of a few dozen products of magnitude 1, in another order.
      EXPECT_NEAR(largest_margin(problem, p, x, start, true).margin,
                  opening.utilities[p][x] - opening.utilities[p][start] - talks, 1e-12);
    }
  }
  EXPECT_GT(settling, 100U);
}

/// Shares that a certificate gives as the contrary, put into the scenario, do what it says.
TEST(ConsentTables, TheContraryHoldsInTheScenarioItself) {
  const LoadedScenario loaded = load_scenario(kBase);
  const std::size_t outcome = outcome_named(loaded.scenario, "two_islands");
  const ConsentCertificate certificate =
      certify(consent_problem(loaded.scenario, outcome, declared_ranges(loaded), 0));
  ASSERT_EQ(certificate.verdict, ConsentCertificate::Verdict::Contrary);
  Scenario changed = loaded.scenario;
  const std::vector<std::size_t> signatories = parties(changed);
  for (std::size_t p = 0; p < signatories.size(); ++p) {
    Actor& actor = changed.actors[signatories[p]];
    const ConsentMargin& margin = certificate.contrary->margins[p];
    for (std::size_t c = 0; c < actor.components.size(); ++c) {
      const double factor = actor.type ? actor.profiles[*actor.type].share_factors[c] : 1;
      actor.components[c].share = margin.shares[c] / factor;
    }
  }
  const Opening opening = opening_of(changed);
  const PackageIndex x = certificate.contrary->package;
  EXPECT_NE(opening.allowed[x], 0);
  for (std::size_t p = 0; p < signatories.size(); ++p) {
    const double talks = changed.actors[signatories[p]].process_value;
    EXPECT_GE(opening.utilities[p][x] - talks, -kTie);
  }
}

TEST(ConsentTables, ProveThatFourIslandsAreOutOfReach) {
  const LoadedScenario loaded = load_scenario(kBase);
  const ConsentCertificate certificate = certify(consent_problem(
      loaded.scenario, outcome_named(loaded.scenario, "four_islands"), declared_ranges(loaded), 0));
  EXPECT_EQ(certificate.verdict, ConsentCertificate::Verdict::Proven);
  EXPECT_LT(certificate.from_anywhere.closest->least(), -0.1);
}

TEST(ConsentTables, RefuseOtherRulesOfAcceptance) {
  const Scenario plain = load_scenario(kBase).scenario;
  const auto refused = [&](auto change) {
    Scenario scenario = plain;
    change(scenario);
    EXPECT_THROW(consent_problem(scenario, 0, exact_ranges(scenario), 0), Error);
  };
  consent_problem(plain, 0, exact_ranges(plain), 0);
  refused([](Scenario& s) { s.switches.invest_in_hope = true; });
  refused([](Scenario& s) { s.protocol.quota = 1; });
  refused([](Scenario& s) { s.actors[parties(s).front()].tactic.kind = Tactic::Kind::Micro; });
  refused([](Scenario& s) { s.actors[parties(s).front()].tactic.answer_noise = 0.1; });
  refused([](Scenario& s) { s.protocol.kind = Protocol::Kind::Spatial; });
}

}  // namespace
}  // namespace entente
