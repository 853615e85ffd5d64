#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "tests/bargaining/aspirants.hpp"

// Sanitizers bring allocation functions of their own and miss mismatches where these are replaced.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ENTENTE_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define ENTENTE_SANITIZED
#endif
#endif

#ifndef ENTENTE_SANITIZED

namespace {
std::size_t allocations = 0;
}

[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace entente {
namespace {

using Kind = Tactic::Kind;

TEST(Allocation, TalksAllocateNothingOnceTheyHaveRun) {
  Dice dice(1);
  const PackageSpace space({6, 5, 4, 3});
  std::vector<std::vector<double>> utilities;
  for (int party = 0; party < 3; ++party) utilities.push_back(AdditiveUtility(space, dice).table(space));
  for (const Kind kind : {Kind::Aspiration, Kind::ExponentialAspiration, Kind::RelativeTitForTat,
                          Kind::RandomTitForTat, Kind::AveragedTitForTat, Kind::NiceTitForTat, Kind::Micro,
                          Kind::Zeuthen, Kind::Bayesian, Kind::Staller, Kind::Grit}) {
    Tactic tactic = aspiration_tactic(kind, 0.25, 101);
    tactic.step = 0.02;
    tactic.accept.kind = AcceptanceRule::Kind::Combined;
    AspiringParties parties(space, utilities, {0.2, 0.2, 0.2}, {tactic, tactic, tactic});
    StackedOffers table(parties.bidders, parties.order);
    negotiate(table, {1, 1}, 100);
    const std::size_t before = allocations;
    negotiate(table, {1, 1}, 100);
    EXPECT_EQ(allocations, before) << static_cast<int>(kind);
  }
}

TEST(Allocation, TimeTacticsAllocateNothingAtAll) {
  Dice dice(1);
  const PackageSpace space({6, 5, 4});
  std::vector<std::vector<double>> utilities;
  for (int party = 0; party < 2; ++party) utilities.push_back(AdditiveUtility(space, dice).table(space));
  const Tactic tactic = aspiration_tactic(Kind::Aspiration, 0.25, 101);
  AspiringParties parties(space, utilities, {0.2, 0.2}, {tactic, tactic});
  StackedOffers table(parties.bidders, parties.order);
  const std::size_t before = allocations;
  const StackedOutcome outcome = negotiate(table, {1, 1}, 100);
  parties.rankings[0].set_reservation(0.3);
  EXPECT_EQ(allocations, before);
  EXPECT_TRUE(outcome.agreement);
}

TEST(Allocation, ARankingIsBuiltAnewInItsOwnMemory) {
  Dice dice(1);
  std::vector<double> values;
  for (int x = 0; x < 500; ++x) values.push_back(dice.uniform());
  const std::vector<std::uint8_t> allowed(500, 1);
  Ranking ranking(values, allowed, 0.2);
  const std::size_t before = allocations;
  ranking.build(values, allowed, 0.4);
  EXPECT_EQ(allocations, before);
}

}  // namespace
}  // namespace entente

#endif
