#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace entente {

/// How the simulation stands to a claim of the literature.
enum class ClaimKind : std::uint8_t {
  Encoded,     ///< an input: parameters say it
  Calibrated,  ///< what it says was an aim in choosing parameters
  Entailed,    ///< true by construction, whatever the parameters
  Emergent,    ///< a prediction that no parameter states: tested
  Untested,    ///< its condition hardly ever arises
  NotModelled  ///< the model has nothing that could say it
};
/// "encoded", "calibrated", "entailed", "emergent", "untested", "not_modelled".
const char* name_of(ClaimKind kind);

/// A scenario file with assignments on top of it, as for --set: one arm of an experiment.
struct ClaimArm {
  /// Relative to the folder of the ledger.
  std::string scenario;
  std::vector<std::string> sets;

  auto operator<=>(const ClaimArm&) const = default;
};

/// What is measured: a number of each run (ClaimMeasures), averaged over the runs in which `given` is not
/// 0, or over all.
struct ClaimQuantity {
  std::string measure;
  std::string given;

  auto operator<=>(const ClaimQuantity&) const = default;
};

/// An experiment that can contradict a claim.
struct ClaimTest {
  ClaimArm base;
  /// Where there is one, the difference to `base` is measured, run by run with the same draws.
  std::optional<ClaimArm> changed;
  ClaimQuantity quantity;
  /// The claim is that the measured quantity lies in the open interval.
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  /// At most.
  std::uint64_t runs = 2000;
  /// In words: the case, the change, the quantity.
  std::string where;
  std::string change;
  std::string words;

  bool expects(double value) const { return value > low && value < high; }
};

struct Claim {
  std::string id;
  std::string title;
  /// The file of the article.
  std::string article;
  /// "author" or "comment": by a reader, below the article.
  std::string authority;
  /// Word for word.
  std::string quote;
  std::string effect;
  ClaimKind kind = ClaimKind::Encoded;
  /// Encoded: the scenario and the paths of the parameters, or of the blocks, that say it.
  std::string scenario;
  std::vector<std::string> parameters;
  /// Calibrated, entailed, untested, not modelled: why so.
  std::string reason;
  std::string note;
  /// Emergent: the test, one in which the verdict must be the opposite, what the model would need if the
  /// claim fails, and what was known of the result before it was tested.
  std::optional<ClaimTest> test;
  std::optional<ClaimTest> flipped;
  std::string flip;
  std::string needs;
  std::string known;
};

/// Where articles disagree: one quantity under each reading.
struct ClaimDisagreement {
  struct Reading {
    std::string name;
    std::vector<std::string> claims;
    ClaimArm arm;
    std::string words;
  };
  std::string name;
  std::string title;
  ClaimQuantity quantity;
  std::string words;
  std::vector<Reading> readings;
};

/// Every claim, and what the simulation says to it.
struct ClaimLedger {
  std::filesystem::path file;
  /// The commit in which the parameters were frozen.
  std::string frozen;
  /// Chance that any emergent claim at all is given a wrong verdict.
  double error = 0.05;
  std::vector<Claim> claims;
  std::vector<ClaimDisagreement> disagreements;

  std::size_t emergent() const;
};

/// Reads a ledger. Throws InputError with all that is wrong with it: keys, kinds, paths that are not in their
/// scenario, scenarios that cannot be read, measures that do not exist, parameters of an emergent claim's
/// scenarios that cite the claim.
ClaimLedger read_ledger(const std::filesystem::path& path);

/// Whether a file is meant as a ledger and not as a scenario: it has claims, and neither extends another file
/// nor says which version of the scenario language it is written in.
bool is_ledger(const std::filesystem::path& path);

/// The problems of a ledger that was read with the scenarios that it names: parameters that do not exist,
/// arms that cannot be loaded, measures that an arm does not have, and numbers of an arm whose source is the
/// very claim that the arm tests. read_ledger() calls it.
void check_ledger(const ClaimLedger& ledger);

}  // namespace entente
