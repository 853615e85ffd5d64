#include "sim/report/claims.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/core/version.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kKindsAsTold{ClaimKind::Emergent, ClaimKind::Encoded,  ClaimKind::Calibrated,
                                  ClaimKind::Entailed, ClaimKind::Untested, ClaimKind::NotModelled};

const ClaimResult* result_of(const ClaimsReport& report, std::size_t claim) {
  const auto found = std::ranges::find(report.results, claim, &ClaimResult::claim);
  return found == report.results.end() ? nullptr : &*found;
}

std::string interval_words(const ClaimEstimate& estimate) {
  if (estimate.counted == 0) return "–";
  return fmt::format("{} to {}", fixed(estimate.interval.low), fixed(estimate.interval.high));
}

std::string expectation(const ClaimTest& test) {
  if (std::isfinite(test.low) && std::isfinite(test.high))
    return fmt::format("{} to {}", plain(test.low), plain(test.high));
  return std::isfinite(test.low) ? "above " + plain(test.low) : "below " + plain(test.high);
}

Mark mark_of(ClaimVerdict verdict) {
  if (verdict == ClaimVerdict::Holds) return Mark::Good;
  return verdict == ClaimVerdict::Fails ? Mark::Bad : Mark::Quiet;
}

std::string result_table(const ClaimLedger& ledger, const ClaimsReport& report, Style style) {
  std::vector<std::vector<std::string>> rows{
      {"claim", "", "expected", "measured", "interval", "verdict", "severity", "robust"}};
  for (const ClaimResult& result : report.results) {
    const Claim& claim = ledger.claims[result.claim];
    const std::string word =
        fmt::format("{}{}", name_of(result.verdict), result.fragile() ? ", fragile" : "");
    rows.push_back({claim.id, claim.title, expectation(*claim.test), fixed(result.estimate.measured),
                    interval_words(result.estimate), paint(style, mark_of(result.verdict), word),
                    percent(result.severity.share), percent(result.robustness.share)});
  }
  return table(rows, {false, false, true, true, true, false, true, true}, style);
}

std::string test_words(const Claim& claim, const ClaimResult& result) {
  const ClaimTest& test = *claim.test;
  const std::string change =
      test.changed ? fmt::format(" Change: {}; the difference is measured, run by run.", test.change) : "";
  const std::string given = test.quantity.given.empty()
                                ? ""
                                : fmt::format(" The condition came up in {}.",
                                              count(static_cast<long long>(result.estimate.counted), "run"));
  const std::string flip =
      result.turns_round()
          ? fmt::format(" Turned round when {}: {}.", claim.flip, fixed(result.flipped_estimate.measured))
          : fmt::format(" Not turned round when {} ({}): the verdict may be stuck.", claim.flip,
                        fixed(result.flipped_estimate.measured));
  return fmt::format("{} {} Measured: {}, in {}{}, {}.{}{}{}", claim.id, claim.effect, test.words,
                     test.base.scenario, test.where.empty() ? "" : " with " + test.where,
                     count(static_cast<long long>(result.runs), "run"), change, given, flip);
}

std::string told_tests(const ClaimLedger& ledger, const ClaimsReport& report, Style style) {
  std::string text;
  for (const bool failing : {true, false}) {
    std::string part;
    for (const ClaimResult& result : report.results) {
      const Claim& claim = ledger.claims[result.claim];
      if ((result.verdict == ClaimVerdict::Fails) != failing) continue;
      part += wrap(test_words(claim, result), "  ", "    ");
      if (failing) part += wrap("Needed: " + claim.needs, "    ", "    ");
      if (!claim.note.empty()) part += wrap(claim.note, "    ", "    ");
      if (!claim.known.empty()) part += wrap("Known before: " + claim.known, "    ", "    ");
    }
    if (part.empty()) continue;
    text += heading(
        style, failing ? "Claims that fail, and what the model would need" : "How the others were tested");
    text += part;
  }
  return text;
}

std::string told_readings(const ClaimLedger& ledger, const ClaimsReport& report, Style style) {
  if (report.readings.empty()) return {};
  std::string text = heading(style, "Where the articles disagree");
  for (std::size_t d = 0; d < ledger.disagreements.size(); ++d) {
    const ClaimDisagreement& one = ledger.disagreements[d];
    text += wrap(fmt::format("{} Measured: {}.", one.title, one.words), "  ", "    ");
    for (const ReadingResult& it : report.readings) {
      if (it.disagreement != d) continue;
      const ClaimDisagreement::Reading& reading = one.readings[it.reading];
      text += wrap(fmt::format("{} ({}): {} [{}]", reading.words, join(reading.claims),
                               fixed(it.estimate.measured), interval_words(it.estimate)),
                   "    ", "      ");
    }
  }
  return text;
}

std::string other_kinds(const ClaimLedger& ledger, const std::vector<std::size_t>& selected, Style style) {
  std::vector<std::vector<std::string>> rows{{"kind", "claims", ""}};
  for (const ClaimKind kind : kKindsAsTold) {
    std::vector<std::string> ids;
    for (const std::size_t c : selected) {
      if (ledger.claims[c].kind == kind) ids.push_back(ledger.claims[c].id);
    }
    if (!ids.empty())
      rows.push_back({name_of(kind), std::to_string(ids.size()), fmt::format("{}", fmt::join(ids, " "))});
  }
  return heading(style, "All claims by kind") + table(rows, {false, true, false}, style);
}

Json interval_json(const ClaimEstimate& estimate) {
  if (estimate.counted == 0) return {};
  return {estimate.interval.low, estimate.interval.high};
}

Json expectation_json(const ClaimTest& test) {
  Json one = Json::object();
  one["above"] = std::isfinite(test.low) ? Json(test.low) : Json();
  one["below"] = std::isfinite(test.high) ? Json(test.high) : Json();
  return one;
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json claim_json(const Claim& claim, const ClaimResult* result) {
  Json one = Json::object();
  one["id"] = claim.id;
  one["title"] = claim.title;
  one["article"] = claim.article;
  one["authority"] = claim.authority;
  one["quote"] = claim.quote;
  one["effect"] = claim.effect;
  one["kind"] = name_of(claim.kind);
  for (const char* key : {"verdict", "measured", "interval", "expected", "runs", "counted", "severity",
                          "random_worlds", "robustness", "plausible_worlds", "fragile", "flip"})
    one[key] = nullptr;
  if (result != nullptr) {
    one["verdict"] = name_of(result->verdict);
    one["measured"] = result->estimate.measured;
    one["interval"] = interval_json(result->estimate);
    one["runs"] = result->runs;
    one["counted"] = result->estimate.counted;
    one["severity"] = result->severity.share;
    one["random_worlds"] = result->severity.worlds;
    one["robustness"] = result->robustness.share;
    one["plausible_worlds"] = result->robustness.worlds;
    one["fragile"] = result->fragile();
    one["flip"] = {{"words", claim.flip},
                   {"verdict", name_of(result->flipped)},
                   {"measured", result->flipped_estimate.measured},
                   {"turns_round", result->turns_round()}};
  }
  if (claim.test) one["expected"] = expectation_json(*claim.test);
  one["parameters"] = claim.parameters.empty() ? Json() : Json(claim.parameters);
  one["reason"] = or_null(claim.reason);
  one["note"] = or_null(claim.note);
  one["needs"] = or_null(claim.needs);
  one["known"] = or_null(claim.known);
  return one;
}

}  // namespace

std::string claims_text(const ClaimLedger& ledger, const ClaimsReport& report,
                        const std::vector<std::size_t>& selected, Style style) {
  std::string text;
  if (!report.results.empty()) {
    text += result_table(ledger, report, style);
    text += '\n';
    text += wrap(fmt::format(
        "All intervals of the ledger hold together with {}. A claim holds where all of its interval lies "
        "where it "
        "is expected, and fails where none of it does. Severity: the share of {} random scenarios in which "
        "the "
        "claim fails; under 5% it cannot fail, and that it holds says nothing. Robust: the share of {} "
        "plausible "
        "worlds in which it holds; fragile: what it does at the numbers as written, it does in under half of "
        "them. Parameters were frozen in commit {}.",
        percent(1 - ledger.error), report.effort.random_worlds, report.effort.plausible_worlds,
        ledger.frozen.substr(0, 7)));
    text += told_tests(ledger, report, style);
  }
  text += told_readings(ledger, report, style);
  text += other_kinds(ledger, selected, style);
  return text;
}

Json claims_json(const ClaimLedger& ledger, const ClaimsReport& report,
                 const std::vector<std::size_t>& selected) {
  Json all = Json::object();
  all["ledger"] = ledger.file.string();
  all["frozen"] = ledger.frozen;
  all["version"] = version();
  all["seed"] = report.seed;
  all["error"] = ledger.error;
  all["confidence"] = report.confidence;
  all["runs_played"] = report.runs_played;
  all["counts"] = Json::object();
  for (const ClaimKind kind : kKindsAsTold) {
    all["counts"][name_of(kind)] =
        std::ranges::count_if(selected, [&](std::size_t c) { return ledger.claims[c].kind == kind; });
  }
  all["claims"] = Json::array();
  for (const std::size_t c : selected)
    all["claims"].push_back(claim_json(ledger.claims[c], result_of(report, c)));
  all["disagreements"] = Json::array();
  for (const ReadingResult& it : report.readings) {
    const ClaimDisagreement& one = ledger.disagreements[it.disagreement];
    const ClaimDisagreement::Reading& reading = one.readings[it.reading];
    all["disagreements"].push_back({{"disagreement", one.name},
                                    {"reading", reading.name},
                                    {"claims", reading.claims},
                                    {"measure", one.quantity.measure},
                                    {"measured", it.estimate.measured},
                                    {"interval", interval_json(it.estimate)}});
  }
  return all;
}

}  // namespace entente
