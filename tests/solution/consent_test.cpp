#include "sim/solution/consent.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <deque>
#include <set>

namespace entente {
namespace {

constexpr std::size_t kComponents = 3;

/// Two parties over two issues with three options each, of which the last options of the first settle.
ConsentProblem plain_problem() {
  ConsentProblem problem;
  problem.space = PackageSpace({3, 3});
  const std::size_t packages = problem.space.packages();
  problem.settles.assign(packages, 0);
  problem.of_outcome.assign(packages, 0);
  problem.admissible.assign(1, std::vector<std::uint8_t>(packages, 1));
  problem.admissible_at.assign(packages, 0);
  for (PackageIndex x = 0; x < packages; ++x) {
    problem.settles[x] = problem.space.option(x, 0) == 2 ? 1 : 0;
    problem.of_outcome[x] = problem.settles[x];
  }
  for (int party = 0; party < 2; ++party) {
    ConsentParty& one = problem.parties.emplace_back();
    one.components.assign(kComponents, std::vector<double>(packages, 0.0));
    one.types.push_back({{{0.2, 0.2, 0.1}, {0.6, 0.5, 0.5}}, 0});
  }
  return problem;
}

/// Tables in steps of a tenth, so that no margin lies within the slack without being 0.
ConsentProblem random_problem() {
  ConsentProblem problem = plain_problem();
  problem.partial_agreements = *rc::gen::inRange(0, 4) != 0;
  for (PackageIndex x = 1; x < problem.space.packages(); ++x)
    problem.admissible[0][x] = *rc::gen::inRange(0, 5) != 0 ? 1 : 0;
  for (ConsentParty& party : problem.parties) {
    for (std::vector<double>& table : party.components) {
      for (PackageIndex x = 1; x < table.size(); ++x) table[x] = *rc::gen::inRange(-10, 8) / 10.0;
    }
    party.types.front().process_value = *rc::gen::inRange(0, 3) / 10.0;
    party.luck = *rc::gen::inRange(0, 2) / 20.0;
    if (*rc::gen::inRange(0, 3) == 0) party.outside = *rc::gen::inRange(-5, 5) / 10.0;
    if (*rc::gen::inRange(0, 2) == 0) {
      ConsentType& type = party.types.emplace_back();
      type.shares = {{0.1, 0.3, 0.2}, {0.5, 0.6, 0.4}};
      type.process_value = *rc::gen::inRange(0, 3) / 10.0;
    }
  }
  return problem;
}

/// The shares at vertices of the box, which hold every maximum of a linear form.
std::vector<std::vector<double>> vertices(const ShareBox& box) {
  std::vector<std::vector<double>> all;
  for (std::size_t free = 0; free < box.size(); ++free) {
    for (unsigned ends = 0; ends < (1U << box.size()); ++ends) {
      std::vector<double> shares(box.size(), 0.0);
      double rest = 1;
      for (std::size_t c = 0; c < box.size(); ++c) {
        if (c == free) continue;
        shares[c] = (ends >> c & 1U) != 0 ? box.high[c] : box.low[c];
        rest -= shares[c];
      }
      shares[free] = rest;
      if (rest > box.low[free] - 1e-12 && rest < box.high[free] + 1e-12) all.push_back(shares);
    }
  }
  return all;
}

/// The rule written out for one choice of shares: V(x) − V(a), or V(x) − o where that is less.
double plain_margin(const ConsentProblem& problem, const ConsentParty& party, const ConsentType& type,
                    const std::vector<double>& gain_shares, const std::vector<double>& worth_shares,
                    PackageIndex x, PackageIndex a) {
  double gain = 0;
  double worth = 0;
  for (std::size_t c = 0; c < kComponents; ++c) {
    gain += gain_shares[c] * (party.components[c][x] - party.components[c][a]);
    worth += worth_shares[c] * party.components[c][x];
  }
  gain += party.luck * std::sqrt(2.0 * problem.space.changes(x, a));
  worth += party.luck * std::sqrt(2.0);
  if (problem.settles[x] == 0) return gain;
  return std::min(gain - type.process_value, worth - party.outside);
}

double brute_margin(const ConsentProblem& problem, std::size_t p, PackageIndex x, PackageIndex a) {
  const ConsentParty& party = problem.parties[p];
  double best = -1e300;
  for (const ConsentType& type : party.types) {
    const auto all = vertices(type.shares);
    for (const auto& first : all) {
      for (const auto& second : all)
        best = std::max(best, plain_margin(problem, party, type, first, second, x, a));
    }
  }
  return best;
}

bool brute_possible(const ConsentProblem& problem, PackageIndex x, PackageIndex a) {
  if (x == a || problem.admissible[0][x] == 0) return false;
  if (!problem.partial_agreements && problem.settles[x] == 0) return false;
  for (std::size_t p = 0; p < problem.parties.size(); ++p) {
    // No acts: what is in force is a gain over the start.
    const double margin = std::min(brute_margin(problem, p, x, a), brute_margin(problem, p, x, 0));
    if (margin < -ConsentCertificate::kSlack) return false;
  }
  return true;
}

RC_GTEST_PROP(Consent, AgreesWithBruteForce, ()) {
  const ConsentProblem problem = random_problem();
  const ConsentCertificate certificate = certify(problem);
  std::set<PackageIndex> reached{0};
  std::deque<PackageIndex> waiting{0};
  bool refused = true;
  bool refused_at_start = true;
  while (!waiting.empty()) {
    const PackageIndex a = waiting.front();
    waiting.pop_front();
    for (PackageIndex x = 0; x < problem.space.packages(); ++x) {
      if (!brute_possible(problem, x, a)) continue;
      if (problem.of_outcome[x] != 0) refused = false;
      if (problem.of_outcome[x] != 0 && a == 0) refused_at_start = false;
      if (problem.settles[x] == 0 && reached.insert(x).second) waiting.push_back(x);
    }
  }
  RC_CLASSIFY(refused);
  RC_ASSERT((certificate.verdict == ConsentCertificate::Verdict::Proven) == refused);
  RC_ASSERT(certificate.from_start.all_refused == refused_at_start);
  RC_ASSERT(certificate.reached == std::vector<PackageIndex>(reached.begin(), reached.end()));
}

RC_GTEST_PROP(Consent, ABoundNoSharesExceed, ()) {
  const ConsentProblem problem = random_problem();
  const auto x = static_cast<PackageIndex>(*rc::gen::inRange(1, 9));
  for (std::size_t p = 0; p < 2; ++p) {
    const ConsentMargin margin = largest_margin(problem, p, x, 0);
    RC_ASSERT(std::abs(margin.margin - brute_margin(problem, p, x, 0)) < 1e-12);
  }
}

RC_GTEST_PROP(Consent, TheContraryIsWhatItSays, ()) {
  const ConsentProblem problem = random_problem();
  const ConsentCertificate certificate = certify(problem);
  if (!certificate.contrary) return;
  const ConsentPair& pair = *certificate.contrary;
  RC_ASSERT(problem.of_outcome[pair.package] != 0);
  for (std::size_t p = 0; p < 2; ++p) {
    const ConsentMargin& margin = pair.margins[p];
    ConsentParty bare = problem.parties[p];
    bare.luck = 0;
    const double at =
        plain_margin(problem, bare, bare.types[margin.type], margin.shares, margin.shares, pair.package, 0);
    RC_ASSERT(at > -1e-12);
    RC_ASSERT(std::abs(at - margin.margin) < 1e-12);
  }
}

TEST(Consent, ProvesWhatNobodyWants) {
  ConsentProblem problem = plain_problem();
  for (PackageIndex x = 0; x < 9; ++x) {
    if (problem.settles[x] == 0) continue;
    for (std::vector<double>& table : problem.parties[1].components) table[x] = -0.3;
  }
  const ConsentCertificate certificate = certify(problem);
  EXPECT_EQ(certificate.verdict, ConsentCertificate::Verdict::Proven);
  EXPECT_EQ(certificate.from_start.pairs, 3U);
  EXPECT_EQ(certificate.from_start.refused, (std::vector<std::uint64_t>{0, 3}));
  // All that does not settle leaves everybody indifferent, and so is reached.
  EXPECT_EQ(certificate.reached.size(), 6U);
  EXPECT_EQ(certificate.from_anywhere.refused[1], 18U);
  EXPECT_NEAR(certificate.from_start.nearest[1]->margins[1].margin, -0.3, 1e-15);
}

TEST(Consent, FindsThePlantedException) {
  ConsentProblem problem = plain_problem();
  for (PackageIndex x = 0; x < 9; ++x) {
    if (problem.settles[x] == 0) continue;
    problem.parties[0].components[0][x] = 0.5;
    for (std::vector<double>& table : problem.parties[1].components) table[x] = -0.3;
  }
  // Acceptable to the second party only with the largest share that the third component may have.
  const PackageIndex planted = problem.space.index(std::vector<std::uint32_t>{2, 1});
  problem.parties[1].components[2][planted] = 0.31;
  const ConsentCertificate certificate = certify(problem);
  ASSERT_EQ(certificate.verdict, ConsentCertificate::Verdict::Contrary);
  EXPECT_EQ(certificate.contrary->package, planted);
  EXPECT_NEAR(certificate.contrary->margins[1].shares[2], 0.5, 1e-15);
  EXPECT_NEAR(certificate.contrary->margins[1].margin, 0.5 * 0.31 - 0.5 * 0.3, 1e-15);
  // A hair less, and there is none.
  problem.parties[1].components[2][planted] = 0.299;
  EXPECT_EQ(certify(problem).verdict, ConsentCertificate::Verdict::Proven);
}

/// A red line forbids settlements until the second issue stands at 1.
TEST(Consent, SeesWhatOnlyAChainReaches) {
  ConsentProblem problem = plain_problem();
  problem.admissible.push_back(problem.admissible[0]);
  for (PackageIndex x = 0; x < 9; ++x) {
    problem.admissible_at[x] = problem.space.option(x, 1) == 1 ? 1 : 0;
    if (problem.settles[x] != 0) problem.admissible[0][x] = 0;
    for (std::vector<double>& table : problem.parties[1].components)
      table[x] = problem.settles[x] != 0 ? 0.2 : 0;
  }
  ConsentCertificate certificate = certify(problem);
  EXPECT_EQ(certificate.from_start.pairs, 0U);
  EXPECT_TRUE(certificate.from_start.all_refused);
  EXPECT_EQ(certificate.verdict, ConsentCertificate::Verdict::Open);
  problem.partial_agreements = false;
  certificate = certify(problem);
  EXPECT_EQ(certificate.verdict, ConsentCertificate::Verdict::Proven);
  EXPECT_EQ(certificate.reached, std::vector<PackageIndex>{0});
}

/// Where no act enters, nobody can be brought below the start first and be glad of a bad settlement then.
TEST(Consent, ChainsDoNotMakeASettlementLookGood) {
  ConsentProblem problem = plain_problem();
  // The second party may like package 1 or hate it, by its shares; it never likes a settlement.
  for (PackageIndex x = 0; x < 9; ++x) {
    if (problem.settles[x] != 0) {
      for (std::vector<double>& table : problem.parties[1].components) table[x] = -0.2;
    }
  }
  problem.parties[1].components[0][1] = 1;
  problem.parties[1].components[1][1] = -1;
  EXPECT_EQ(certify(problem).verdict, ConsentCertificate::Verdict::Proven);
  ConsentAlly ally;
  ally.acts = {{0, 0}};
  ally.least.assign(9, 0.0);
  ally.most.assign(9, 0.0);
  problem.parties[1].allies.push_back(ally);
  EXPECT_EQ(certify(problem).verdict, ConsentCertificate::Verdict::Open);
}

TEST(Consent, TakesTheActThatHelpsMost) {
  ConsentProblem problem = plain_problem();
  ConsentAlly ally;
  ally.acts = {{0, 0}, {0.5, 0}, {0, 0.4}};
  ally.least.assign(9, 0.0);
  ally.most.assign(9, 0.0);
  ally.most[2] = 0.5;
  ally.least[2] = 0.1;
  problem.parties[0].allies.push_back(ally);
  EXPECT_NEAR(largest_margin(problem, 0, 2, 0).margin, 0.4 * 0.5, 1e-15);
  EXPECT_NEAR(largest_margin(problem, 0, 2, 0, true).margin, 0, 1e-15);
  // A loss of the ally: doing nothing helps most.
  problem.parties[0].allies[0].most[2] = -0.2;
  problem.parties[0].allies[0].least[2] = -0.3;
  EXPECT_NEAR(largest_margin(problem, 0, 2, 0).margin, 0, 1e-15);
  // What is lost already weighs against the status quo.
  problem.parties[0].allies[0].least[0] = -0.6;
  problem.parties[0].allies[0].most[0] = -0.5;
  EXPECT_NEAR(largest_margin(problem, 0, 2, 0).margin, 0.5 * (0.6 - 0.2), 1e-15);
}

}  // namespace
}  // namespace entente
