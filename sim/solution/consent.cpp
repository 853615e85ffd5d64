#include "sim/solution/consent.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace entente {
namespace {

/// The most that acts of the ally add to what x is worth more than a.
double ally_gain(const ConsentAlly& ally, PackageIndex x, PackageIndex a) {
  const double gained = std::max(0.0, ally.most[x]) - std::max(0.0, ally.least[a]);
  const double lost = std::max(0.0, -ally.most[x]) - std::max(0.0, -ally.least[a]);
  double best = -std::numeric_limits<double>::infinity();
  for (const ConsentAlly::Act& act : ally.acts)
    best = std::max(best, act.inducement * gained - act.pressure * lost);
  return best;
}

/// The most that acts of the ally add to x.
double ally_worth(const ConsentAlly& ally, PackageIndex x) {
  double best = -std::numeric_limits<double>::infinity();
  for (const ConsentAlly::Act& act : ally.acts) {
    best = std::max(
        best, act.inducement * std::max(0.0, ally.most[x]) - act.pressure * std::max(0.0, -ally.most[x]));
  }
  return best;
}

double mix(std::span<const double> shares, std::span<const double> values) {
  double sum = 0;
  for (std::size_t c = 0; c < shares.size(); ++c) sum += shares[c] * values[c];
  return sum;
}

class Prover {
 public:
  explicit Prover(const ConsentProblem& problem) : problem_(&problem), reached_(problem.space.packages(), 0) {
    for (PackageIndex x = 0; x < problem.space.packages(); ++x) {
      if (problem.of_outcome[x] != 0) outcome_.push_back(x);
    }
  }

  ConsentCertificate prove() {
    ConsentCertificate certificate;
    find_start_margins();
    certificate.from_start = start_finding();
    certificate.from_anywhere = start_finding();
    look_from(problem_->start, certificate.from_start);
    certificate.contrary = contrary();
    reach();
    for (PackageIndex a = 0; a < reached_.size(); ++a) {
      if (reached_[a] == 0) continue;
      certificate.reached.push_back(a);
      look_from(a, certificate.from_anywhere);
    }
    using Verdict = ConsentCertificate::Verdict;
    certificate.verdict = certificate.from_anywhere.all_refused ? Verdict::Proven
                          : certificate.contrary                ? Verdict::Contrary
                                                                : Verdict::Open;
    return certificate;
  }

 private:
  bool admissible(PackageIndex x, PackageIndex from) const {
    return x != from && problem_->admissible[problem_->admissible_at[from]][x] != 0 &&
           (problem_->partial_agreements || problem_->settles[x] != 0);
  }

  ConsentFinding start_finding() const {
    ConsentFinding finding;
    finding.refused.assign(problem_->parties.size(), 0);
    finding.nearest.resize(problem_->parties.size());
    return finding;
  }

  void find_start_margins() {
    for (std::size_t i = 0; i < problem_->parties.size(); ++i) {
      std::vector<ConsentMargin>& margins = start_margins_.emplace_back();
      if (!problem_->parties[i].allies.empty()) continue;
      for (PackageIndex x = 0; x < problem_->space.packages(); ++x)
        margins.push_back(largest_margin(*problem_, i, x, problem_->start));
    }
  }

  ConsentMargin margin(std::size_t i, PackageIndex x, PackageIndex from) const {
    ConsentMargin found = largest_margin(*problem_, i, x, from);
    if (!start_margins_[i].empty() && start_margins_[i][x].margin < found.margin) return start_margins_[i][x];
    return found;
  }

  ConsentPair pair_of(PackageIndex x, PackageIndex from) const {
    ConsentPair pair{from, x, {}};
    for (std::size_t i = 0; i < problem_->parties.size(); ++i) pair.margins.push_back(margin(i, x, from));
    return pair;
  }

  void look_from(PackageIndex from, ConsentFinding& finding) const {
    for (const PackageIndex x : outcome_) {
      if (!admissible(x, from)) continue;
      ++finding.pairs;
      const ConsentPair pair = pair_of(x, from);
      if (pair.least() >= -ConsentCertificate::kSlack) finding.all_refused = false;
      for (std::size_t i = 0; i < pair.margins.size(); ++i) {
        const double at_best = pair.margins[i].margin;
        if (at_best >= -ConsentCertificate::kSlack) continue;
        ++finding.refused[i];
        if (!finding.nearest[i] || at_best > finding.nearest[i]->margins[i].margin) finding.nearest[i] = pair;
      }
      if (!finding.closest || pair.least() > finding.closest->least()) finding.closest = pair;
    }
  }

  /// The package of the outcome that all accept from the start, without acts and luck, by the widest margin.
  std::optional<ConsentPair> contrary() const {
    std::optional<ConsentPair> best;
    for (const PackageIndex x : outcome_) {
      if (!admissible(x, problem_->start)) continue;
      ConsentPair pair{problem_->start, x, {}};
      for (std::size_t i = 0; i < problem_->parties.size(); ++i)
        pair.margins.push_back(largest_margin(*problem_, i, x, problem_->start, true));
      if (pair.least() >= 0 && (!best || pair.least() > best->least())) best = std::move(pair);
    }
    return best;
  }

  bool possible(PackageIndex x, PackageIndex from) const {
    for (std::size_t i = 0; i < problem_->parties.size(); ++i) {
      if (margin(i, x, from).margin < -ConsentCertificate::kSlack) return false;
    }
    return true;
  }

  void reach() {
    reached_[problem_->start] = 1;
    if (!problem_->partial_agreements) return;
    std::vector<PackageIndex> waiting{problem_->start};
    while (!waiting.empty()) {
      const PackageIndex from = waiting.back();
      waiting.pop_back();
      for (PackageIndex x = 0; x < reached_.size(); ++x) {
        if (reached_[x] != 0 || problem_->settles[x] != 0 || !admissible(x, from)) continue;
        if (!possible(x, from)) continue;
        reached_[x] = 1;
        waiting.push_back(x);
      }
    }
  }

  const ConsentProblem* problem_;
  std::vector<PackageIndex> outcome_;
  std::vector<std::uint8_t> reached_;
  /// m(x, start) by party and package, of parties into whose utility no act enters.
  std::vector<std::vector<ConsentMargin>> start_margins_;
};

}  // namespace

double ConsentPair::least() const {
  double least = std::numeric_limits<double>::infinity();
  for (const ConsentMargin& margin : margins) least = std::min(least, margin.margin);
  return least;
}

ConsentMargin largest_margin(const ConsentProblem& problem, std::size_t party, PackageIndex x,
                             PackageIndex from, bool bare) {
  const ConsentParty& who = problem.parties[party];
  const bool settles = problem.settles[x] != 0;
  const double changes = problem.space.changes(x, from);
  double beside = bare ? 0 : who.luck * std::sqrt(2 * changes);
  double worth_beside = bare ? 0 : who.luck * std::sqrt(static_cast<double>(problem.space.issues()));
  if (!bare) {
    for (const ConsentAlly& ally : who.allies) {
      beside += ally_gain(ally, x, from);
      worth_beside += ally_worth(ally, x);
    }
  }
  ConsentMargin best;
  std::vector<double> gains(who.components.size());
  std::vector<double> worths(who.components.size());
  for (std::size_t c = 0; c < gains.size(); ++c) {
    gains[c] = who.components[c][x] - who.components[c][from];
    worths[c] = who.components[c][x];
  }
  for (std::size_t t = 0; t < who.types.size(); ++t) {
    const ConsentType& type = who.types[t];
    ConsentMargin found{0, t, {}};
    found.margin =
        largest_mix(type.shares, gains, found.shares) + beside - (settles ? type.process_value : 0);
    // Where a package that does not settle keeps hope alive, nothing is known of what it is worth beside an
    // outside option.
    if (std::isfinite(who.outside) && (settles || bare)) {
      const double open = settles ? 0 : type.process_value;
      std::vector<double> shares;
      const double worth = largest_mix(type.shares, worths, shares) + worth_beside + open - who.outside;
      if (bare) {
        found.margin = std::min(found.margin, mix(found.shares, worths) + open - who.outside);
      } else if (worth < found.margin) {
        found.margin = worth;
        found.shares = shares;
      }
    }
    if (found.margin > best.margin) best = std::move(found);
  }
  return best;
}

ConsentCertificate certify(const ConsentProblem& problem) { return Prover(problem).prove(); }

}  // namespace entente
