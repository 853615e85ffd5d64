#include "sim/report/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "sim/report/gaps.hpp"
#include "sim/report/reasons.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string date_of(const Scenario& scenario, int round) {
  return date_after(scenario.timing, round * scenario.timing.round);
}

std::string arrangement(const Scenario& scenario, PackageIndex end, Style style) {
  const PackageSpace space = package_space(scenario);
  if (space.is_nothing(end)) return "  Nothing is in force.\n";
  if (space.with_nothing()) {
    Rows rows{{"issue", "agreed"}};
    for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
      rows.push_back({issue_name(scenario.issues[k]), option_name(scenario.issues[k], space.option(end, k))});
    }
    return table(rows, {}, style);
  }
  Rows rows{{"issue", "status quo", "at the end"}};
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    const Issue& issue = scenario.issues[k];
    const std::size_t option = space.option(end, k);
    rows.push_back({issue_name(issue), option_name(issue, issue.status_quo),
                    option == issue.status_quo ? "unchanged" : option_name(issue, option)});
  }
  return table(rows, {}, style);
}

std::string agreements(const Scenario& scenario, const RunResult& result) {
  std::string text;
  for (const Agreement& agreement : result.agreements) {
    std::string line = fmt::format("{}: {}", date_of(scenario, agreement.round),
                                   changes_in_words(scenario, agreement.from, agreement.to));
    if (agreement.broken >= 0) line += fmt::format(" (broken in {})", date_of(scenario, agreement.broken));
    text += wrap(line, "  ", "    ");
  }
  return text.empty() ? "  None.\n" : text;
}

std::string failures(const Scenario& scenario, const RunRecord& record) {
  std::string text;
  for (const Round& round : record.rounds) {
    for (const Vote& vote : round.votes) {
      if (vote.ratified) continue;
      text += wrap(fmt::format("{}: {}, expected support {}, needed {}", round.date,
                               actor_name(scenario.actors[vote.actor]), fixed(vote.support, 2),
                               fixed(vote.threshold, 2)),
                   "  ", "    ");
    }
  }
  return text;
}

/// What an actor refused most often: issue and option, with the number of times.
std::string most_refused(const Scenario& scenario, const RunRecord& record, std::size_t actor) {
  const PackageSpace space = package_space(scenario);
  std::map<std::pair<std::size_t, std::uint32_t>, int> times;
  PackageIndex in_force = status_quo(scenario);
  for (const Round& round : record.rounds) {
    for (const Exchange& exchange : round.exchanges) {
      const bool refused = std::ranges::any_of(
          exchange.answers, [&](const Answer& answer) { return answer.actor == actor && !answer.accepted; });
      if (!refused) continue;
      for (std::size_t k = 0; k < space.issues(); ++k) {
        if (space.differ(exchange.package, in_force, k)) ++times[{k, space.option(exchange.package, k)}];
      }
    }
    in_force = round.arrangement;
  }
  const auto most = std::ranges::max_element(times, {}, [](const auto& entry) { return entry.second; });
  if (most == times.end()) return {};
  const Issue& issue = scenario.issues[most->first.first];
  return fmt::format(" Refused most often: {} → {} ({}).", readable(issue.name),
                     option_name(issue, most->first.second), count(most->second, "time"));
}

std::string blocks(const Scenario& scenario, const RunRecord& record) {
  std::string text;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    std::vector<Objection> own;
    int refusals = 0;
    for (const Objection& block : record.result.blocks) {
      if (block.actor != i) continue;
      own.push_back(block);
      refusals += block.refusals;
    }
    if (own.empty()) continue;
    std::ranges::sort(own, [](const Objection& a, const Objection& b) {
      return a.refusals != b.refusals ? a.refusals > b.refusals : a.reason < b.reason;
    });
    std::vector<std::string> why;
    for (const Objection& block : own)
      why.push_back(fmt::format("{} in {}", reason_name(actor, block.reason), block.refusals));
    text += wrap(fmt::format("{} refused {}. What weighed most: {}.{}", capitalised(actor_name(actor)),
                             count(refusals, "offer"), join(why), most_refused(scenario, record, i)),
                 "  ", "    ");
  }
  return text.empty() ? "  Nobody refused an offer.\n" : text;
}

std::string utilities(const Scenario& scenario, const RunResult& result, Style style) {
  // As many actors side by side as fit; the rest in further tables.
  constexpr std::size_t kAtOnce = 5;
  const std::vector<std::string> extras{"alliance", "talks", "acts", "audience costs", "offers"};
  std::string text;
  for (std::size_t begin = 0; begin < scenario.actors.size(); begin += kAtOnce) {
    const std::size_t end = std::min(begin + kAtOnce, scenario.actors.size());
    Rows rows{{"component"}};
    std::vector<std::string> names;
    for (std::size_t i = begin; i < end; ++i) {
      rows.front().push_back(actor_name(scenario.actors[i]));
      for (const Component& component : scenario.actors[i].components) {
        if (std::ranges::count(names, component.name) == 0) names.push_back(component.name);
      }
    }
    for (const std::string& name : names) {
      rows.push_back({readable(name)});
      for (std::size_t i = begin; i < end; ++i) {
        const auto& components = scenario.actors[i].components;
        const auto found = std::ranges::find(components, name, &Component::name);
        const auto column = static_cast<std::size_t>(found - components.begin());
        rows.back().push_back(found == components.end() ? "" : fixed(result.utilities[i][column]));
      }
    }
    std::vector<double> totals(end - begin, 0);
    for (std::size_t e = 0; e < kExtraColumns; ++e) {
      rows.push_back({extras[e]});
      for (std::size_t i = begin; i < end; ++i)
        rows.back().push_back(fixed(result.utilities[i][scenario.actors[i].components.size() + e]));
    }
    rows.push_back({"together"});
    for (std::size_t i = begin; i < end; ++i) {
      for (const double value : result.utilities[i]) totals[i - begin] += value;
      rows.back().push_back(fixed(totals[i - begin]));
    }
    if (begin > 0) text += '\n';
    text += table(rows, {false, true, true, true, true, true}, style);
  }
  return text;
}

std::string counts(const Scenario& scenario, const RunResult& result) {
  std::string text =
      wrap(fmt::format("Talks in {} of {}; {}, {} repeated, {} refused; {} without an offer worth tabling; "
                       "{} lost at home; {}.",
                       result.rounds_with_talks, count(scenario.timing.rounds, "round"),
                       count(result.offers, "offer"), result.repeated_offers, result.refusals,
                       count(result.passes, "turn"), count(result.ratification_failures, "vote"),
                       count(result.rollbacks, "rollback")),
           "  ", "  ");
  text += wrap(fmt::format("Nash product {}; distance to the Pareto frontier {}.", plain(result.nash_product),
                           plain(result.frontier_distance)),
               "  ", "  ");
  if (result.left_unsigned)
    text += wrap(
        "At the end there was a package that every party would have signed and ratified: it was left "
        "unsigned.",
        "  ", "  ");
  if (result.unsettled_acts > 0)
    text +=
        wrap(fmt::format("In {} the choices of acts did not settle.", count(result.unsettled_acts, "round")),
             "  ", "  ");
  return text;
}

}  // namespace

std::string summary(const Scenario& scenario, const RunRecord& record, Style style) {
  const RunResult& result = record.result;
  std::string text = heading(style, "Outcome: " + outcome_name(scenario, result.outcome));
  text += arrangement(scenario, result.arrangement, style);
  text += heading(style, "Agreements");
  text += agreements(scenario, result);
  if (result.ratification_failures > 0) {
    text += heading(style, fmt::format("Lost at home: {}", count(result.ratification_failures, "vote")));
    text += failures(scenario, record);
  }
  text += heading(style, "Who blocked what");
  text += blocks(scenario, record);
  text += heading(style, fmt::format("Utility by component (discounted average a year{})",
                                     starts_from_nothing(scenario) ? "" : ", status quo = 0"));
  text += utilities(scenario, result, style);
  if (!result.gaps.empty()) {
    text += heading(style, "The gap: what each outcome lacks for each party");
    text += gap_table(scenario, result, style);
  }
  text += heading(style, "Counts and measures");
  text += counts(scenario, result);
  return text;
}

}  // namespace entente
