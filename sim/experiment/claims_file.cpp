#include "sim/experiment/claims_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/experiment/part.hpp"
#include "sim/experiment/result_file.hpp"

namespace entente {
namespace {

enum ClaimsTable : std::size_t { kLedger, kReadings };

std::vector<Table> claims_tables() {
  return {{"ledger",
           "every claim and what the simulation says to it",
           1,
           {whole("position", "place in the ledger"),
            text("claim", "its id"),
            text("title", "in short"),
            text("article", "the file of the article"),
            text("authority", "author, or comment by a reader"),
            text("kind", "encoded, calibrated, entailed, emergent, untested or not_modelled"),
            text("verdict", "holds, fails, cannot fail, undecided or untested; empty: no test"),
            real("measured", "mean over the runs that count; empty: no test"),
            real("low", "lower end of its interval, which holds together with all others"),
            real("high", "its upper end"),
            real("above", "the claim is that the mean is above; empty: no such bound"),
            real("below", "the claim is that the mean is below; empty: no such bound"),
            whole("difference", "1 where a difference between two scenarios is measured"),
            whole("runs", "runs of each scenario"),
            whole("counted", "runs that count"),
            real("severity", "share of random scenarios in which the claim fails"),
            whole("random_worlds", "random scenarios in which it could be measured"),
            real("robustness", "share of plausible worlds in which it holds"),
            whole("plausible_worlds", "plausible worlds in which it could be measured"),
            whole("fragile", "1 where the verdict is another in most plausible worlds"),
            whole("turns_round", "1 where the patch that must turn the verdict round does"),
            text("measure", "what is measured, in words"),
            text("effect", "what the claim says, in words"),
            text("quote", "word for word"),
            text("reason", "why it is of its kind"),
            text("needs", "what the model would need, where it fails")}},
          {"disagreements",
           "where articles disagree: one quantity under each reading",
           2,
           {text("disagreement", "its name"), text("reading", "its name"), text("claims", "their ids"),
            real("measured", "mean over runs"), real("low", "lower end of its interval"),
            real("high", "its upper end"), text("words", "the reading in words"),
            text("measure", "what is measured, in words")}}};
}

Cell text_cell(const std::string& words) { return words.empty() ? Cell() : Cell(words); }

Cell bound_cell(double bound) { return std::isfinite(bound) ? number_cell(bound) : Cell(); }

Row claim_row(std::size_t position, const Claim& claim, const ClaimResult* result) {
  const auto measured = [&](auto of) { return result == nullptr ? Cell() : Cell(of(*result)); };
  const auto asked = [&](auto of) { return claim.test ? Cell(of(*claim.test)) : Cell(); };
  using Result = const ClaimResult&;
  using Test = const ClaimTest&;
  return {cell(std::uint64_t{position}),
          claim.id,
          claim.title,
          claim.article,
          claim.authority,
          name_of(claim.kind),
          measured([](Result it) { return name_of(it.verdict); }),
          measured([](Result it) { return number_cell(it.estimate.measured); }),
          measured([](Result it) { return number_cell(it.estimate.interval.low); }),
          measured([](Result it) { return number_cell(it.estimate.interval.high); }),
          asked([](Test it) { return bound_cell(it.low); }),
          asked([](Test it) { return bound_cell(it.high); }),
          asked([](Test it) { return cell(it.changed.has_value()); }),
          measured([](Result it) { return cell(it.runs); }),
          measured([](Result it) { return cell(it.estimate.counted); }),
          measured([](Result it) { return number_cell(it.severity.share); }),
          measured([](Result it) { return cell(it.severity.worlds); }),
          measured([](Result it) { return number_cell(it.robustness.share); }),
          measured([](Result it) { return cell(it.robustness.worlds); }),
          measured([](Result it) { return cell(it.fragile()); }),
          measured([](Result it) { return cell(it.turns_round()); }),
          asked([](Test it) { return text_cell(it.words); }),
          text_cell(claim.effect),
          text_cell(claim.quote),
          text_cell(claim.reason),
          text_cell(claim.needs)};
}

}  // namespace

void write_claims(const std::string& path, const ClaimLedger& ledger, const ClaimsReport& report,
                  const std::vector<std::size_t>& selected, const std::string& behaviour,
                  const std::string& command) {
  ResultFile file(path, "claims", claims_tables());
  state_program(file, behaviour, command);
  file.state("ledger", ledger.file.filename().string());
  file.state("frozen", ledger.frozen);
  file.state("seed", fmt::format("{}", report.seed));
  file.state("error", fmt::format("{}", ledger.error));
  file.state("confidence", fmt::format("{}", report.confidence));
  file.state("runs_played", fmt::format("{}", report.runs_played));
  file.state("random_worlds", fmt::format("{}", report.effort.random_worlds));
  file.state("plausible_worlds", fmt::format("{}", report.effort.plausible_worlds));
  for (const std::size_t c : selected) {
    const auto found = std::ranges::find(report.results, c, &ClaimResult::claim);
    file.add(kLedger, claim_row(c, ledger.claims[c], found == report.results.end() ? nullptr : &*found));
  }
  for (const ReadingResult& it : report.readings) {
    const ClaimDisagreement& one = ledger.disagreements[it.disagreement];
    const ClaimDisagreement::Reading& reading = one.readings[it.reading];
    file.add(kReadings, {one.name, reading.name, fmt::format("{}", fmt::join(reading.claims, " ")),
                         number_cell(it.estimate.measured), number_cell(it.estimate.interval.low),
                         number_cell(it.estimate.interval.high), reading.words, one.words});
  }
  file.finish();
}

}  // namespace entente
