#include "sim/report/describe.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/model/switches.hpp"
#include "sim/report/describe_actor.hpp"
#include "sim/report/describe_rules.hpp"
#include "sim/report/describe_terms.hpp"
#include "sim/report/describe_uncertain.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string issues(const Scenario& scenario, Style style) {
  std::string text = heading(style, "Issues");
  const bool from_nothing = starts_from_nothing(scenario);
  text += wrap(fmt::format("{}, {} packages, {} of them feasible. {}",
                           count(static_cast<long long>(scenario.issues.size()), "issue"),
                           package_space(scenario).packages(), count_feasible(scenario),
                           from_nothing ? "Nothing is in force until something is signed."
                                        : "The status quo is marked with *."),
               "  ", "  ");
  for (const Issue& issue : scenario.issues) {
    text += fmt::format("\n  {} ({})\n", issue_name(issue), issue.name);
    if (issue.divisible) {
      text += wrap(
          fmt::format("divisible into {}{}", count(static_cast<long long>(issue.options.size()) - 1, "slice"),
                      from_nothing ? "" : "; the status quo is " + option_name(issue, issue.status_quo)),
          "    ", "    ");
      continue;
    }
    Rows rows{{"", "option", "", "brings"}};
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      const std::string name = option_name(issue, o);
      rows.push_back({o == issue.status_quo && !from_nothing ? "*" : "", issue.options[o],
                      name == readable(issue.options[o]) ? "" : name, amounts_in_words(scenario, issue, o)});
    }
    text += table(rows, {}, style, "    ");
  }
  return text;
}

std::string conditions(const Scenario& scenario, Style style) {
  std::string text = heading(style, "What settles, what is feasible, and how outcomes are named");
  text += wrap(
      scenario.settles.kind == Predicate::Kind::Always
          ? "Every agreement settles the dispute."
          : fmt::format("The dispute is settled when {}.", predicate_in_words(scenario, scenario.settles)),
      "  ", "    ");
  for (const Predicate& rule : scenario.feasible)
    text +=
        wrap(fmt::format("Every package must meet: {}.", predicate_in_words(scenario, rule)), "  ", "    ");
  for (std::size_t o = 0; o < scenario.outcomes.size(); ++o) {
    text += wrap(fmt::format("{}. {}: {}.", o + 1, outcome_name(scenario, o),
                             predicate_in_words(scenario, scenario.outcomes[o].when)),
                 "  ", "     ");
  }
  return text;
}

std::string context(const Scenario& scenario, Style style) {
  if (scenario.context.empty()) return {};
  std::string text = heading(style, "Context");
  for (const Process& process : scenario.context)
    text += wrap(fmt::format("{}: {}.", readable(process.name), process_in_words(scenario, process)), "  ",
                 "    ");
  return text;
}

std::string ties(const Scenario& scenario, Style style) {
  if (scenario.ties.empty()) return {};
  Rows rows{{"tie", "layer", "between", "weight", "rate", "moved by"}};
  for (const Tie& tie : scenario.ties) {
    std::vector<std::string> drivers;
    for (const Driver& driver : tie.drivers) drivers.push_back(driver_in_words(scenario, driver));
    rows.push_back({readable(tie.name), layer_name(tie.layer),
                    fmt::format("{} {} {}", actor_name(scenario.actors[tie.from]), tie.mutual ? "–" : "→",
                                actor_name(scenario.actors[tie.to])),
                    plain(tie.weight), plain(tie.rate), join(drivers)});
  }
  return heading(style, "Ties at the start") + table(rows, {false, false, false, true, true, false}, style);
}

std::string protocol(const Scenario& scenario, Style style) {
  std::string text = heading(style, "Time and protocol");
  const auto line = [&](const std::string& words) { text += wrap(words, "  ", "    "); };
  line(time_in_words(scenario.timing));
  line(protocol_in_words(scenario));
  for (const std::string& rule : challenge_in_words(scenario)) line(rule);
  line(fmt::format("Acts are chosen in the order: {}.", actor_names(scenario, scenario.protocol.acts_order)));
  for (const std::string& rule : talks_in_words(scenario)) line(rule);
  line(fmt::format("Acts are weighed over {}; hope lies {} ahead; attenuation along alliances {}.",
                   years(scenario.timing.planning_horizon), years(scenario.timing.hope_delay),
                   plain(scenario.attenuation)));
  for (const std::string& rule : dynamics_in_words(scenario)) line(rule);
  const std::vector<std::string> off = mechanisms_off(scenario.switches);
  line(off.empty() ? "All mechanisms are on." : fmt::format("Mechanisms switched off: {}.", join(off)));
  if (scenario.switches.invest_in_hope) line("A signatory may accept a present loss for what it hopes for.");
  return text;
}

/// A forecast has no packages: what moves the positions is all.
std::string forecast_rules(const Scenario& scenario, Style style) {
  std::string text = heading(style, "Protocol");
  text += wrap(protocol_in_words(scenario), "  ", "    ");
  for (const std::string& rule : challenge_in_words(scenario)) text += wrap(rule, "  ", "    ");
  return text;
}

/// "actors.japan.patience = 0.85 per year (0.8 to 0.95; C89; assumed ±50%; 0.9 to anna; 0.8 to ben)": a line
/// that can be searched for.
std::string parameter_line(const Parameter& parameter, double value) {
  std::string text = fmt::format("{} = {}", parameter.path, plain(value));
  if (!parameter.unit.empty()) text += ' ' + parameter.unit;
  text += parameter.range
              ? fmt::format(" ({} to {}", plain(parameter.range->first), plain(parameter.range->second))
              : fmt::format(" (allowed {}", allowed_text(parameter));
  for (const std::string& source : parameter.sources) text += "; " + source;
  for (const auto& [coder, coded] : parameter.coders) text += fmt::format("; {} to {}", plain(coded), coder);
  return wrap(text + ')', "  ", "      ");
}

std::string parameter_list(const LoadedScenario& loaded, Style style) {
  const SourceCounts sources = count_sources(loaded);
  const std::size_t defaults = loaded.parameters.size() - sources.written;
  std::string text = heading(style, "Parameters");
  text +=
      wrap(fmt::format(
               "{} written in the scenario, {} of them assumed and {} without a source. In brackets: what is "
               "plausible or, where that is not stated, what is allowed; sources; what coders took it to be.",
               count(static_cast<long long>(sources.written), "number"), sources.assumed, sources.unsourced),
           "  ", "  ");
  Scenario scenario = loaded.scenario;
  for (const bool written : {true, false}) {
    if (!written && defaults > 0) text += fmt::format("\n  {} left to their defaults:\n", defaults);
    for (const Parameter& parameter : loaded.parameters) {
      if (parameter.written == written) text += parameter_line(parameter, parameter.slot(scenario));
    }
  }
  return text;
}

}  // namespace

std::vector<std::string> mechanisms_off(const Switches& switches) {
  std::vector<std::string> off;
  for (const NamedSwitch& one : kSwitches) {
    // What is off unless asked for is no mechanism that was switched off.
    if (!(switches.*one.member) && Switches{}.*one.member) off.emplace_back(one.name);
  }
  return off;
}

SourceCounts count_sources(const LoadedScenario& loaded) {
  SourceCounts counts;
  for (const Parameter& parameter : loaded.parameters) {
    if (!parameter.written) continue;
    ++counts.written;
    const bool assumed = std::ranges::any_of(parameter.sources, [](const std::string& source) {
      return source.find("assumed") != std::string::npos;
    });
    counts.assumed += assumed ? 1U : 0U;
    counts.unsourced += parameter.sources.empty() ? 1U : 0U;
  }
  return counts;
}

std::string describe(const LoadedScenario& loaded, Style style) {
  const Scenario& scenario = loaded.scenario;
  std::string text = paint(style, Mark::Heading, scenario.title) + '\n';
  if (!scenario.description.empty()) text += wrap(scenario.description);
  const bool forecast = scenario.issues.empty();
  if (!forecast) text += issues(scenario, style) + conditions(scenario, style);
  text += describe_positions(scenario, style);
  for (const Actor& actor : scenario.actors) {
    if (!forecast) text += describe_actor(scenario, actor, style);
  }
  text += context(scenario, style);
  text += ties(scenario, style);
  text += forecast ? forecast_rules(scenario, style) : protocol(scenario, style);
  text += describe_uncertain(loaded.uncertain, style);
  text += parameter_list(loaded, style);
  return text;
}

}  // namespace entente
