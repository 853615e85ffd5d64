#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tests/bargaining/table.hpp"

/// Floors: double-precision loops that do what a rule of MODEL.md 4 asks for and nothing else, on the
/// engine's own tables, with the widest vectors of the machine (floor_kernels.hpp). A program that looks at
/// every package cannot do less; one that skips packages unseen can. What depends on no package is worked out
/// before, where it costs nothing. Benchmarks hold the floors' answers against the engine's.

namespace entente {

/// What party j can hope for, as i sees it (i = j: its own hope), over tables that are spread out.
class HopeFloor {
 public:
  HopeFloor(Table& table, std::size_t i, std::size_t j);

  /// Makes it ready for questions. Counted with two parties: every package that is likely to be ratified is
  /// read and compared once, in the objective and in the constraint, with one that beats many; and the
  /// frontier, which is known beforehand, is sorted, gets its prefix maxima, and is laid out in kSteps equal
  /// steps of the constraint. With more parties: one sort of these packages by the objective. Returns how
  /// many packages the one comparison left, or were sorted.
  std::size_t build();
  /// The same with all likely packages sorted, and no steps.
  std::size_t build_plainly();
  /// most[k] += a bound on what the package at slot begin + k has to hope for: one look at its step; with
  /// more than two parties by the largest objective of all.
  void add_bounds(std::size_t begin, std::span<double> most) const;
  /// κ·δ^h·G of the package at `slot`, which does not settle. By bisection; with more than two parties down
  /// the sorted packages to the first that leaves all others enough.
  double operator()(std::size_t slot) const;
  /// κ·δ^h, 0 where nothing is hoped for.
  double weight() const { return weight_; }

 private:
  struct Point {
    double objective = 0;
    double constraint = 0;
  };
  static constexpr std::size_t kSteps = 256;
  void find_frontier();
  void fill_steps();

  double weight_ = 0;
  double highest_ = 0;
  /// By slot: what j gets, and what each other has at least to be left with.
  std::span<const double> value_;
  std::vector<std::span<const double>> thresholds_;
  /// By likely package: what j gets, and what each other gets, process values taken off.
  std::vector<double> objective_;
  std::vector<std::vector<double>> constraints_;
  /// The likely package that beats many.
  std::size_t strong_ = 0;
  std::vector<Point> frontier_;
  std::vector<Point> sorted_;
  std::vector<std::uint32_t> order_;
  /// The largest objective from each step on, and where steps begin.
  std::array<double, kSteps> steps_{};
  double lowest_ = 0;
  double steps_per_unit_ = 0;
};

/// The search for one party's best offer over tables that are spread out, at a table at which all must agree.
class SearchFloor {
 public:
  SearchFloor(Table& table, std::size_t proposer);

  struct Result {
    /// The best objective; kTie where nothing is worth tabling. Ties are not broken.
    double objective = 0;
    /// How often Φ was computed.
    std::size_t probabilities = 0;
  };

  /// Makes the hopes ready, the proposer's own and the one that it ascribes to each other party; `plainly`
  /// for every_package().
  std::size_t build_hopes();
  std::size_t build_hopes_plainly();

  /// The floor. `best`: the objective of the best offer, or kTie where there is none. Counted for each
  /// admissible package:
  ///
  ///  - the proposer's value, read, and its gain V − R: one addition, and for packages that do not settle the
  ///    most that hope could add (a subtraction, a multiplication, a look at a table, a subtraction, a
  ///    maximum, a multiplication, an addition);
  ///  - for each other party its value, read, its margin (a subtraction), its margin in standard deviations
  ///    (1/√v, read, and a multiplication), a bound below 1/Φ of that (two extrema, four multiplications,
  ///    three additions), and the product over the parties;
  ///  - one comparison: could the package reach `best`?
  ///
  /// Where it could, the same with its own hope, and then with the partners' own margins; Φ only where that
  /// does not decide. As the loop knows the best objective, no order of the packages and no start from a good
  /// one could prune more by these bounds. 1/√v is a table of each package that changes when somebody learns,
  /// and is there already.
  Result pruned(double best) const;

  /// The rule without pruning: with all its hopes and all its Φ for every admissible package.
  Result every_package() const;

 private:
  /// One other party: what a package has to be worth to it, where it settles and where it does not.
  struct Partner {
    std::size_t actor = 0;
    std::span<const double> values;
    double talks = 0;
    double reservation = 0;
    double value_now = 0;
    /// v and 1/√v by slot; where nothing is uncertain 1/kTie.
    std::vector<double> variances;
    std::vector<double> rates;
    HopeFloor hope;
  };
  /// What does not change within neighbouring packages that all settle, or all do not.
  struct Terms {
    bool settles = false;
    /// V − R is U + ν plus this, and plus hope where the packages do not settle.
    double shift = 0;
    /// Least U + ν with which a package may be offered.
    double least = 0;
    /// Whether a partner's margin is at most what the package adds now.
    bool bounded = true;
  };
  Terms terms(bool settles) const;
  /// Bounds on the gains of packages from slot `begin` on, and what they have to be to reach `wanted`.
  /// Whether any does.
  bool any_reaches(const Terms& terms, std::size_t begin, double wanted, std::span<double> most,
                   std::span<double> needed) const;
  double gain(std::size_t slot) const;
  double margin(const Partner& partner, std::size_t slot) const;
  bool may_be_offered(std::size_t slot, double gain) const;
  /// Evaluates the package unless it falls behind `wanted`.
  void examine(std::size_t slot, double wanted, Result& result) const;
  double objective(std::size_t slot, double gain, Result& result) const;

  Table* table_;
  std::span<const double> own_;
  double talks_ = 0;
  double reservation_ = 0;
  double value_now_ = 0;
  HopeFloor hope_;
  std::vector<Partner> partners_;
};

/// One table spread out over the packages: the value of each is one addition of the values of its two halves.
class SpreadFloor {
 public:
  explicit SpreadFloor(std::size_t packages);

  /// The value of the last package.
  double operator()();

 private:
  std::vector<double> low_;
  std::vector<double> high_;
  std::vector<double> out_;
};

}  // namespace entente
