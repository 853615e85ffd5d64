#include "sim/experiment/claims_run.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "sim/experiment/claim_player.hpp"

namespace entente {
namespace {

constexpr std::array<std::uint64_t, 4> kLooks{8, 4, 2, 1};

/// A test with its arms and columns at the player.
class Trial {
 public:
  Trial(ClaimPlayer& player, const ClaimTest& test)
      : player_(&player),
        test_(&test),
        base_(player.arm(test.base)),
        measure_(player.column(base_, test.quantity.measure)),
        is_share_(player.is_share(base_, measure_)) {
    if (!test.quantity.given.empty()) given_ = player.column(base_, test.quantity.given);
    if (!test.changed) return;
    changed_ = player.arm(*test.changed);
    changed_measure_ = player.column(*changed_, test.quantity.measure);
  }

  std::vector<std::size_t> arms() const {
    return changed_ ? std::vector<std::size_t>{base_, *changed_} : std::vector<std::size_t>{base_};
  }

  /// From the runs in places [from, from + count) of what each arm gave.
  template <typename RunsOf>
  ClaimEstimate estimate(RunsOf runs_of, std::uint64_t from, std::uint64_t count, double confidence) const {
    const MeasuredRuns& base = runs_of(base_);
    if (changed_) {
      return estimate_difference(slice(base[measure_], from, count),
                                 slice(runs_of(*changed_)[changed_measure_], from, count), is_share_,
                                 confidence);
    }
    const std::span<const double> values = slice(base[measure_], from, count);
    if (!given_) return estimate_level(values, is_share_, confidence);
    std::vector<double> where_given(values.begin(), values.end());
    for (std::uint64_t r = 0; r < count; ++r) {
      if (base[*given_][from + r] != 1) where_given[r] = std::numeric_limits<double>::quiet_NaN();
    }
    return estimate_level(where_given, is_share_, confidence);
  }

  ClaimEstimate as_written(std::uint64_t runs, double confidence) const {
    return estimate([&](std::size_t arm) -> const MeasuredRuns& { return player_->as_written(arm); }, 0, runs,
                    confidence);
  }

  const ClaimTest& test() const { return *test_; }

 private:
  static std::span<const double> slice(const std::vector<double>& values, std::uint64_t from,
                                       std::uint64_t count) {
    return std::span(values).subspan(from, count);
  }

  ClaimPlayer* player_;
  const ClaimTest* test_;
  std::size_t base_;
  std::size_t measure_;
  bool is_share_;
  std::optional<std::size_t> given_;
  std::optional<std::size_t> changed_;
  std::size_t changed_measure_ = 0;
};

struct Decision {
  ClaimVerdict verdict = ClaimVerdict::Undecided;
  ClaimEstimate estimate;
  std::uint64_t runs = 0;
};

/// Every trial until it is decided or has had all its runs.
std::vector<Decision> decide(ClaimPlayer& player, const std::vector<Trial>& trials, double confidence) {
  std::vector<Decision> decisions(trials.size());
  for (const std::uint64_t part : kLooks) {
    const auto open = [&](std::size_t t) {
      return decisions[t].verdict == ClaimVerdict::Undecided ||
             decisions[t].verdict == ClaimVerdict::Untested;
    };
    std::set<std::uint64_t> lengths;
    for (std::size_t t = 0; t < trials.size(); ++t) {
      if (open(t)) lengths.insert(trials[t].test().runs / part);
    }
    for (const std::uint64_t length : lengths) {
      std::set<std::size_t> arms;
      for (std::size_t t = 0; t < trials.size(); ++t) {
        if (!open(t) || trials[t].test().runs / part != length) continue;
        for (const std::size_t arm : trials[t].arms()) arms.insert(arm);
      }
      player.play(std::vector<std::size_t>(arms.begin(), arms.end()), length);
    }
    for (std::size_t t = 0; t < trials.size(); ++t) {
      if (!open(t)) continue;
      const std::uint64_t runs = trials[t].test().runs / part;
      const ClaimEstimate estimate = trials[t].as_written(runs, confidence);
      decisions[t] = {verdict_of(trials[t].test(), estimate), estimate, runs};
    }
  }
  return decisions;
}

/// In which share of the worlds the claim holds.
std::vector<WorldShare> shares_of_worlds(ClaimPlayer& player, const std::vector<Trial>& trials,
                                         ClaimPlayer::Kind kind, std::uint64_t worlds, std::uint64_t runs) {
  std::set<std::size_t> needed;
  for (const Trial& trial : trials) {
    for (const std::size_t arm : trial.arms()) needed.insert(arm);
  }
  const std::vector<std::size_t> arms(needed.begin(), needed.end());
  const std::vector<MeasuredRuns> measured = player.worlds(kind, arms, worlds, runs);
  const auto runs_of = [&](std::size_t arm) -> const MeasuredRuns& {
    return measured[static_cast<std::size_t>(std::ranges::lower_bound(arms, arm) - arms.begin())];
  };
  constexpr double kAnyConfidence = 0.5;
  std::vector<WorldShare> shares;
  for (const Trial& trial : trials) {
    WorldShare& share = shares.emplace_back();
    std::uint64_t holds = 0;
    for (std::uint64_t w = 0; w < worlds; ++w) {
      const ClaimEstimate estimate = trial.estimate(runs_of, w * runs, runs, kAnyConfidence);
      if (std::isnan(estimate.measured)) continue;
      ++share.worlds;
      if (trial.test().expects(estimate.measured)) ++holds;
    }
    if (share.worlds > 0) share.share = static_cast<double>(holds) / static_cast<double>(share.worlds);
  }
  return shares;
}

}  // namespace

bool ClaimResult::fragile() const {
  if (robustness.worlds == 0) return false;
  constexpr double kHalf = 0.5;
  return verdict == ClaimVerdict::Holds ? robustness.share < kHalf
                                        : verdict == ClaimVerdict::Fails && robustness.share > kHalf;
}

bool ClaimResult::turns_round() const {
  const bool held = verdict == ClaimVerdict::Holds || verdict == ClaimVerdict::CannotFail;
  return flipped == (held ? ClaimVerdict::Fails : ClaimVerdict::Holds);
}

ClaimsReport run_claims(const ClaimLedger& ledger, const std::vector<std::size_t>& only, std::uint64_t seed,
                        unsigned threads, const ClaimEffort& effort) {
  ClaimPlayer player(ledger.file.parent_path(), seed, threads);
  ClaimsReport report;
  report.seed = seed;
  report.effort = effort;
  report.confidence = 1 - ledger.error / static_cast<double>(kLooks.size() * ledger.emergent());
  std::vector<Trial> tests;
  std::vector<Trial> flips;
  for (std::size_t c = 0; c < ledger.claims.size(); ++c) {
    const Claim& claim = ledger.claims[c];
    if (!claim.test || (!only.empty() && std::ranges::count(only, c) == 0)) continue;
    report.results.emplace_back().claim = c;
    tests.emplace_back(player, *claim.test);
    if (effort.flips) flips.emplace_back(player, *claim.flipped);
  }
  std::vector<std::size_t> reading_arms;
  if (only.empty()) {
    for (const ClaimDisagreement& one : ledger.disagreements) {
      for (const ClaimDisagreement::Reading& reading : one.readings) {
        reading_arms.push_back(player.arm(reading.arm));
        player.column(reading_arms.back(), one.quantity.measure);
      }
    }
  }
  const std::vector<Decision> decisions = decide(player, tests, report.confidence);
  const std::vector<Decision> flipped = decide(player, flips, report.confidence);
  const std::vector<WorldShare> random =
      shares_of_worlds(player, tests, ClaimPlayer::Kind::Random, effort.random_worlds, effort.random_runs);
  const std::vector<WorldShare> plausible = shares_of_worlds(player, tests, ClaimPlayer::Kind::Plausible,
                                                             effort.plausible_worlds, effort.plausible_runs);
  for (std::size_t t = 0; t < tests.size(); ++t) {
    ClaimResult& result = report.results[t];
    result.verdict = decisions[t].verdict;
    result.estimate = decisions[t].estimate;
    result.runs = decisions[t].runs;
    if (effort.flips) {
      result.flipped = flipped[t].verdict;
      result.flipped_estimate = flipped[t].estimate;
    }
    result.severity = {1 - random[t].share, random[t].worlds};
    result.robustness = plausible[t];
    if (result.verdict == ClaimVerdict::Holds && result.severity.share < kLeastSeverity)
      result.verdict = ClaimVerdict::CannotFail;
  }
  if (only.empty()) {
    constexpr std::uint64_t kReadingRuns = 500;
    player.play(reading_arms, kReadingRuns);
    std::size_t next = 0;
    for (std::size_t d = 0; d < ledger.disagreements.size(); ++d) {
      const ClaimDisagreement& one = ledger.disagreements[d];
      for (std::size_t r = 0; r < one.readings.size(); ++r) {
        const std::size_t arm = reading_arms[next++];
        const std::size_t column = player.column(arm, one.quantity.measure);
        const std::span<const double> values = std::span(player.as_written(arm)[column]).first(kReadingRuns);
        report.readings.push_back(
            {d, r, estimate_level(values, player.is_share(arm, column), 1 - ledger.error)});
      }
    }
  }
  report.runs_played = player.played();
  return report;
}

}  // namespace entente
