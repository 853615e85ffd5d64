#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/bargaining/hope.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/acceptance.hpp"
#include "sim/valuation/board.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// An offer and what its proposer expects of it (MODEL.md 4).
struct Offer {
  PackageIndex package = 0;
  /// V − R of the proposer.
  double gain = 0;
  double acceptance = 0;
  double ratification = 0;
  /// Q·(V − R) − c_o.
  double objective = 0;
};

/// Margin M and variance v of i's belief about j's answer.
struct ExpectedAnswer {
  double margin = 0;
  double variance = 0;
};

/// The table at which offers are made and answered: values, reservations, hopes and beliefs as they stand.
/// Reads what it is given and owns only the hopes, which it computes when they are first asked for.
class Negotiation {
 public:
  Negotiation(const Scenario& scenario, const Layout& layout, const Utilities& utilities, const Board& board,
              const World& world, RatificationOdds& odds);

  /// To be called when the world, the utilities or the board have changed as a whole.
  void refresh();
  /// To be called when only what i thinks of j has changed.
  void estimate_changed(std::size_t i, std::size_t j);

  /// κ·δ^h·G_i(x), 0 where x settles.
  double hope(std::size_t i, PackageIndex x);
  /// κ_j·δ_j^h·Ĝ_j(x) as i estimates it, 0 where x settles.
  double estimated_hope(std::size_t i, std::size_t j, PackageIndex x);
  /// R_i.
  double reservation(std::size_t i);
  /// i's own comparison of x with the arrangement in force.
  Comparison comparison(std::size_t i, PackageIndex x);
  /// i's estimate of j's.
  Comparison estimated_comparison(std::size_t i, std::size_t j, PackageIndex x);
  /// The margin that decides i's answer to x.
  double true_margin(std::size_t i, PackageIndex x);
  ExpectedAnswer expected_answer(std::size_t i, std::size_t j, PackageIndex x);
  /// P̂_ij(x).
  double acceptance(std::size_t i, std::size_t j, PackageIndex x);

  /// i's best offer over all packages, exactly, or over those that change nothing but `issue`; nothing where
  /// none is worth tabling.
  std::optional<Offer> best_offer(std::size_t i, std::optional<std::size_t> issue = std::nullopt);
  /// What i expects of offering x, worth it or not.
  Offer offer(std::size_t i, PackageIndex x);

 private:
  struct Candidate {
    Offer offer;
    std::uint32_t changes = 0;
    double others = 0;
  };
  /// A package whose bounds do not rule it out.
  struct Promising {
    double bound = 0;
    double most = 0;
    std::size_t slot = 0;
  };
  struct KeptHope {
    Hope hope;
    bool fresh = false;
    /// The best from the arrangement in force, which is asked for again and again.
    std::optional<double> best_now;
    /// What the hope was built from: versions of the board, the odds and process values.
    std::vector<std::uint64_t> sources;
  };
  /// Sets the hope unless it was set from just these sources: `values` of one party, then `sides_`. Values of
  /// one version stay where they are.
  void build(KeptHope& kept, Hope::Side objective);
  KeptHope& own_hope(std::size_t i);
  KeptHope& other_hope(std::size_t i, std::size_t j);
  double hope_from(KeptHope& kept, double factor, double value, std::size_t observer, PackageIndex x);
  /// What is known of best_offer's question before any package is looked at.
  struct Search;
  Search search(std::size_t i);
  /// Examines the packages that bounds leave, but for `first`.
  void scan(Search& search, std::size_t first, std::optional<std::size_t> issue);
  /// Those of a part of the packages.
  struct Part;
  void scan(Search& search, const Part& part, std::size_t first, std::optional<std::size_t> issue);
  /// Whether the package changes no other issue than this one, if one is given.
  bool is_about(PackageIndex x, std::optional<std::size_t> issue) const;
  /// A bound on Q·(V − R): with the largest variances that there can be. `most`: a bound on V − R.
  double at_most(const Search& search, std::size_t slot, double most) const;
  /// Adds the package to the candidates unless it falls behind the best so far.
  void examine(Search& search, std::size_t slot, double most);
  void consider(std::size_t i, PackageIndex x, double gain, double& best);
  double enough_accept(std::size_t i, PackageIndex x);
  double others_estimate(std::size_t i, PackageIndex x) const;

  const Scenario* scenario_;
  const Layout* layout_;
  const Utilities* utilities_;
  const Board* board_;
  const World* world_;
  RatificationOdds* odds_;
  std::vector<std::size_t> parties_;
  /// κ_i·δ_i^h, and δ_i^h.
  std::vector<double> hold_;
  std::vector<double> patience_;
  std::vector<KeptHope> own_hopes_;
  std::vector<std::vector<KeptHope>> other_hopes_;
  /// By party, for the search at hand.
  std::vector<std::vector<double>> variances_;
  std::vector<Hope::Side> sides_;
  std::vector<std::uint64_t> sources_;
  /// What each party offered last: where its next search starts.
  std::vector<PackageIndex> last_offers_;
  std::vector<double> thresholds_;
  std::vector<Candidate> candidates_;
  std::vector<Promising> promising_;
  /// Answers needed besides the proposer's own; and the chance of each, where not all are.
  std::size_t needed_ = 0;
  std::vector<double> chances_;
};

}  // namespace entente
