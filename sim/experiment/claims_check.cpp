#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "sim/core/error.hpp"
#include "sim/experiment/claim_measure.hpp"
#include "sim/experiment/claims.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

class LedgerCheck {
 public:
  explicit LedgerCheck(const ClaimLedger& ledger) : ledger_(&ledger) {}

  void check() {
    std::set<std::string> ids;
    for (const Claim& claim : ledger_->claims) {
      ids.insert(claim.id);
      const std::string key = "claims." + claim.id;
      if (claim.kind == ClaimKind::Encoded) check_paths(claim, key);
      if (claim.test) check_test(*claim.test, claim.id, key + ".test");
      if (claim.flipped) check_test(*claim.flipped, claim.id, key + ".test.flip");
    }
    for (const ClaimDisagreement& one : ledger_->disagreements) {
      const std::string key = "disagreements." + one.name;
      for (const ClaimDisagreement::Reading& reading : one.readings) {
        for (const std::string& id : reading.claims) {
          if (!ids.contains(id))
            fail(key + ".readings." + reading.name, fmt::format("there is no claim {}", id));
        }
        check_quantity(reading.arm, one.quantity, key);
      }
    }
    if (!problems_.empty()) throw InputError(std::move(problems_));
  }

 private:
  void fail(const std::string& key, const std::string& message) {
    problems_.push_back(whole_problem(ledger_->file.string(), key, message));
  }

  /// The scenario of an arm; null, with a problem, where it cannot be loaded.
  const LoadedScenario* load(const ClaimArm& arm, const std::string& key) {
    const auto [place, fresh] = loaded_.try_emplace(arm);
    if (fresh) {
      try {
        place->second = load_scenario(ledger_->file.parent_path() / arm.scenario, arm.sets);
      } catch (const InputError& error) {
        fail(key, fmt::format("the scenario is wrong: {}", error.what()));
      }
    }
    return place->second ? &*place->second : nullptr;
  }

  void check_paths(const Claim& claim, const std::string& key) {
    const LoadedScenario* loaded = load({claim.scenario, {}}, key + ".scenario");
    if (loaded == nullptr) return;
    for (const std::string& path : claim.parameters) {
      if (!loaded->sites.written(path))
        fail(key + ".parameters", fmt::format("{} does not say '{}'", claim.scenario, path));
    }
  }

  void check_quantity(const ClaimArm& arm, const ClaimQuantity& quantity, const std::string& key) {
    const LoadedScenario* loaded = load(arm, key);
    if (loaded == nullptr) return;
    try {
      ClaimMeasures measures(loaded->scenario);
      measures.column(quantity.measure);
      if (!quantity.given.empty() && !measures.is_share(measures.column(quantity.given)))
        fail(key + ".given", fmt::format("'{}' is no condition: it is not 0 or 1", quantity.given));
    } catch (const Error& error) {
      fail(key + ".measure", error.what());
    }
  }

  void check_test(const ClaimTest& test, const std::string& id, const std::string& key) {
    if (test.changed && !test.quantity.given.empty())
      fail(key + ".given", "a difference is taken run by run, so it knows no condition");
    std::vector<ClaimArm> arms{test.base};
    if (test.changed) arms.push_back(*test.changed);
    for (const ClaimArm& arm : arms) {
      check_quantity(arm, test.quantity, key);
      const LoadedScenario* loaded = load(arm, key);
      if (loaded == nullptr) continue;
      for (const Parameter& parameter : loaded->parameters) {
        if (std::ranges::count(parameter.sources, id) == 0) continue;
        fail(key, fmt::format("is circular: {} of {} has the claim itself as its source", parameter.path,
                              arm.scenario));
      }
    }
  }

  const ClaimLedger* ledger_;
  std::map<ClaimArm, std::optional<LoadedScenario>> loaded_;
  std::vector<Problem> problems_;
};

}  // namespace

void check_ledger(const ClaimLedger& ledger) { LedgerCheck(ledger).check(); }

}  // namespace entente
