#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/core/error.hpp"
#include "sim/experiment/claims.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/reader.hpp"

namespace entente {
namespace {

const std::vector<std::string> kClaimKinds{"encoded",  "calibrated", "entailed",
                                           "emergent", "untested",   "not_modelled"};
constexpr std::uint64_t kLeastRuns = 100;
constexpr std::uint64_t kMostRuns = 1'000'000;

void add_sets(Reader& reader, ClaimArm& arm) {
  const std::vector<std::string> sets = reader.names("set");
  arm.sets.insert(arm.sets.end(), sets.begin(), sets.end());
}

/// {above: a}, {below: b}, or both.
void read_expectation(Reader& reader, ClaimTest& test) {
  auto expect = reader.child("expect", "expectation", true);
  if (!expect) return;
  const auto above = expect->plain_number("above", {});
  const auto below = expect->plain_number("below", {});
  if (!above && !below) expect->fail("above", "an expectation is `above`, `below` or both");
  if (above && below && *above >= *below) expect->fail("below", "nothing is above and below these");
  test.low = above.value_or(test.low);
  test.high = below.value_or(test.high);
  expect->finish();
}

/// A change from the base arm: another file, assignments, or both.
ClaimArm read_change(Reader& reader, const ClaimArm& base) {
  ClaimArm arm = base;
  if (reader.has("file")) {
    arm.scenario = reader.text("file");
    arm.sets.clear();
  }
  add_sets(reader, arm);
  if (arm == base) reader.fail("set", "a change names a `file`, a list `set` of assignments, or both");
  return arm;
}

ClaimTest read_test(Reader& reader) {
  ClaimTest test;
  test.base.scenario = reader.text("scenario");
  test.where = reader.text("where", "");
  add_sets(reader, test.base);
  if (auto change = reader.child("change", "change")) {
    test.change = change->text("words");
    test.changed = read_change(*change, test.base);
    change->finish();
  }
  test.quantity.measure = reader.text("measure");
  test.quantity.given = reader.text("given", "");
  test.words = reader.text("words");
  read_expectation(reader, test);
  test.runs = static_cast<std::uint64_t>(reader.integer("runs", kLeastRuns, kMostRuns, 2000));
  return test;
}

/// What a change adds to the assignments of its base.
std::vector<std::string> own_sets(const ClaimArm& changed, const ClaimArm& base) {
  const std::ptrdiff_t common =
      changed.scenario == base.scenario ? static_cast<std::ptrdiff_t>(base.sets.size()) : 0;
  return {changed.sets.begin() + common, changed.sets.end()};
}

/// The test under a patch: another scenario instead of the base, another change, assignments on all arms,
/// where they come before those of the change.
ClaimTest read_flip(Reader& reader, ClaimTest test) {
  std::vector<std::string> change_sets;
  bool other_file = false;
  if (test.changed) {
    other_file = test.changed->scenario != test.base.scenario;
    change_sets = own_sets(*test.changed, test.base);
  }
  if (reader.has("scenario")) test.base = {reader.text("scenario"), {}};
  if (auto change = reader.child("change", "change")) {
    test.changed = read_change(*change, test.base);
    other_file = test.changed->scenario != test.base.scenario;
    change_sets = own_sets(*test.changed, test.base);
    change->finish();
  }
  const std::vector<std::string> sets = reader.names("set");
  test.base.sets.insert(test.base.sets.end(), sets.begin(), sets.end());
  if (!test.changed) return test;
  if (other_file) {
    test.changed->sets = sets;
  } else {
    *test.changed = test.base;
  }
  test.changed->sets.insert(test.changed->sets.end(), change_sets.begin(), change_sets.end());
  return test;
}

Claim read_claim(const std::string& id, Reader& reader) {
  Claim claim;
  claim.id = id;
  claim.title = reader.text("title");
  claim.article = reader.text("article");
  claim.authority = reader.choice("authority", std::array<std::string, 2>{"author", "comment"});
  claim.quote = reader.text("quote");
  claim.effect = reader.text("effect");
  const std::string kind = reader.choice("kind", kClaimKinds);
  claim.kind = static_cast<ClaimKind>(std::ranges::find(kClaimKinds, kind) - kClaimKinds.begin());
  claim.note = reader.text("note", "");
  if (claim.kind == ClaimKind::Encoded) {
    claim.scenario = reader.text("scenario", "base.yaml");
    claim.parameters = reader.names("parameters", true);
  } else if (claim.kind != ClaimKind::Emergent) {
    claim.reason = reader.text("reason");
  } else {
    if (auto test = reader.child("test", "test", true)) {
      claim.test = read_test(*test);
      if (auto flip = test->child("flip", "flip", true)) {
        claim.flip = flip->text("words");
        claim.flipped = read_flip(*flip, *claim.test);
        flip->finish();
      }
      test->finish();
    }
    claim.needs = reader.text("needs");
    claim.known = reader.text("known", "");
  }
  reader.finish();
  return claim;
}

ClaimDisagreement read_disagreement(const std::string& name, Reader& reader) {
  ClaimDisagreement result;
  result.name = name;
  result.title = reader.text("title");
  result.quantity = {reader.text("measure"), reader.text("given", "")};
  result.words = reader.text("words");
  for (auto& [key, block] : reader.children("readings", "reading", true)) {
    ClaimDisagreement::Reading reading;
    reading.name = key;
    reading.claims = block.names("claims", true);
    reading.arm.scenario = block.text("scenario");
    add_sets(block, reading.arm);
    reading.words = block.text("words");
    block.finish();
    result.readings.push_back(std::move(reading));
  }
  reader.finish();
  return result;
}

}  // namespace

const char* name_of(ClaimKind kind) { return kClaimKinds[static_cast<std::size_t>(kind)].c_str(); }

std::size_t ClaimLedger::emergent() const {
  return static_cast<std::size_t>(std::ranges::count(claims, ClaimKind::Emergent, &Claim::kind));
}

bool is_ledger(const std::filesystem::path& path) {
  std::vector<Problem> problems;
  const Node root = load_document(path, problems);
  return root.find("claims") != nullptr && root.find("entente") == nullptr && root.find("extends") == nullptr;
}

ClaimLedger read_ledger(const std::filesystem::path& path) {
  ReadLog log;
  const Node root = load_document(path, log.problems);
  if (log.problems.empty() && !root.is_mapping())
    log.problems.push_back({root.location(), "", "expected a mapping: a ledger of claims"});
  if (!log.problems.empty()) throw InputError(std::move(log.problems));
  ClaimLedger ledger;
  ledger.file = path;
  Reader reader(root, "", "ledger", log);
  reader.text("title", "");
  reader.text("note", "");
  ledger.frozen = reader.text("frozen");
  ledger.error = reader.plain_number("error", {.low = 0, .high = 1, .open_low = true, .open_high = true})
                     .value_or(ledger.error);
  for (auto& [id, block] : reader.children("claims", "claim", true))
    ledger.claims.push_back(read_claim(id, block));
  for (auto& [name, block] : reader.children("disagreements", "disagreement"))
    ledger.disagreements.push_back(read_disagreement(name, block));
  reader.finish();
  if (!log.problems.empty()) throw InputError(std::move(log.problems));
  check_ledger(ledger);
  return ledger;
}

}  // namespace entente
