#include "sim/report/gaps.hpp"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "sim/report/words.hpp"

namespace entente {
namespace {

/// Spare utility needs no payment; no sum closes a lack that is too large, or where no money is declared.
std::string payment(const PartyGap& gap) {
  if (gap.lack <= 0) return "0";
  return plain(gap.side_payment);
}

std::string support(const Scenario& scenario, const PartyGap& gap) {
  return scenario.actors[gap.actor].ratification ? fixed(gap.support_margin, 2) : "–";
}

std::string one_table(const Scenario& scenario, const RunResult& result, bool from_end, Style style) {
  std::vector<std::vector<std::string>> rows{
      {"outcome", "party", "utility", "sd", "USD bn a year", "support"}};
  std::string packages;
  std::set<std::size_t> told;
  for (std::size_t g = 0; g < result.gaps.size(); ++g) {
    const Gap& gap = result.gaps[g];
    // Where the end is the status quo, the same gap comes twice.
    if ((gap.from == result.arrangement) != from_end || !told.insert(gap.outcome).second) continue;
    const bool reached = from_end && gap.outcome == result.outcome;
    const std::string outcome = outcome_name(scenario, gap.outcome) + (reached ? " (reached)" : "");
    if (!gap.exists) {
      rows.push_back({outcome, "no other package brings it", "", "", "", ""});
      continue;
    }
    for (std::size_t p = 0; p < gap.parties.size(); ++p) {
      const PartyGap& party = gap.parties[p];
      rows.push_back({p == 0 ? outcome : "", actor_name(scenario.actors[party.actor]), fixed(party.lack),
                      fixed(party.in_sd, 2), payment(party), support(scenario, party)});
    }
    packages += wrap(fmt::format("{}: {}.", outcome, changes_in_labels(scenario, gap.from, gap.package)),
                     "    ", "      ");
  }
  if (rows.size() == 1) return {};
  return table(rows, {false, false, true, true, true, true}, style) + "  The package nearest to each:\n" +
         packages;
}

}  // namespace

std::string gap_table(const Scenario& scenario, const RunResult& result, Style style) {
  std::string text = wrap(
      "utility: what the party lacks, a year (negative: to spare); sd: the same in standard deviations of "
      "private "
      "valuations; USD bn a year: the side payment that would close it (–: no sum would, or no money is "
      "declared); support: at home, less "
      "what is needed.",
      "  ", "  ");
  const bool same = result.arrangement == status_quo(scenario);
  const std::string start = starts_from_nothing(scenario) ? "nothing" : "the status quo";
  text += same ? fmt::format("\n  From {}, which is also the end:\n", start)
               : std::string("\n  From the arrangement at the end:\n");
  text += one_table(scenario, result, true, style);
  if (!same) text += fmt::format("\n  From {}:\n", start) + one_table(scenario, result, false, style);
  return text;
}

}  // namespace entente
