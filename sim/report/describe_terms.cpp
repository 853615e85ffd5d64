#include "sim/report/describe_terms.hpp"

#include <fmt/format.h>

#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

std::string name_of(const Scenario& scenario, std::size_t actor) {
  return actor_name(scenario.actors[actor]);
}

std::string with_unit(double value, const std::string& unit) {
  return unit.empty() ? plain(value) : fmt::format("{} {}", plain(value), unit);
}

struct TermWords {
  const Scenario& scenario;

  std::string operator()(const HoldingTerm& term) const {
    const Issue& issue = scenario.issues[term.issue];
    std::string text = fmt::format("holds in {}: {}", readable(issue.name), option_values(issue, term.held));
    if (term.jump > 0) text += fmt::format("; {} of any loss falls at once", percent(term.jump));
    if (term.aspiration)
      text += fmt::format("; claims {}, and a settlement writes off the rest", plain(*term.aspiration));
    if (term.aspiration_drift > 0)
      text += fmt::format(" (the claim moves to what is on the table at {} a year)",
                          plain(term.aspiration_drift));
    return text;
  }

  std::string operator()(const ProjectTerm& term) const {
    const Quantity& quantity = scenario.quantities[term.quantity];
    std::string text =
        fmt::format("{} of what {} brings, half of the greatest benefit at {}",
                    term.role == ProjectTerm::Role::Host ? "host" : "investor",
                    readable(scenario.issues[term.issue].name), with_unit(term.half, quantity.unit));
    if (term.viability) {
      const Process& process = scenario.context[term.viability->context];
      text += fmt::format("; half viable at {} {}, width {}", readable(process.name),
                          with_unit(term.viability->midpoint, process.unit), plain(term.viability->width));
    }
    if (term.risk_pair) {
      text += fmt::format("; {} of {} is at risk in {}, less as its trust grows (effect {})",
                          percent(term.risk), term.cost > 0 ? "the money" : "the project",
                          name_of(scenario, term.risk_pair->second), plain(term.trust_effect));
    }
    if (term.protection_issue) {
      const Issue& issue = scenario.issues[*term.protection_issue];
      text += fmt::format("; {} protects: {}", readable(issue.name), option_values(issue, term.protection));
    }
    if (term.gross_return)
      text += fmt::format("; firms see a return of {} ± {} on each unit of money", plain(*term.gross_return),
                          plain(term.return_spread));
    if (term.cost > 0) text += fmt::format("; the largest amount costs {}", plain(term.cost));
    return text;
  }

  std::string operator()(const SanctionTerm& term) const {
    const bool target = term.role == SanctionTerm::Role::Target;
    std::string text =
        fmt::format("{} sanctions {} {}: in full they cost {} at a trade of {}", target ? "under" : "imposes",
                    target ? "by" : "on", name_of(scenario, term.partner), plain(term.burden),
                    plain(term.reference_trade));
    if (term.leakage > 0) text += fmt::format("; {} leaks", percent(term.leakage));
    if (term.rally > 0) text += fmt::format("; they raise its standing at home by {}", plain(term.rally));
    return text;
  }

  std::string operator()(const HedgeTerm& term) const {
    return fmt::format("believes that the most {} would undo {} of the alignment of {} with {}",
                       readable(scenario.quantities[term.quantity].name), percent(term.believed),
                       name_of(scenario, term.partner), name_of(scenario, term.rival));
  }

  std::string operator()(const ValuesTerm& term) const {
    std::string text = "values";
    for (const ValuesTerm::PerIssue& part : term.issues) {
      const Issue& issue = scenario.issues[part.issue];
      text += fmt::format("{} {}: {}", text == "values" ? "" : ";", readable(issue.name),
                          option_values(issue, part.values));
      if (part.weight != 1) text += fmt::format(" (weight {})", plain(part.weight));
    }
    return text;
  }

  std::string operator()(const LinkageTerm& term) const {
    const Issue& first = scenario.issues[term.first];
    const Issue& second = scenario.issues[term.second];
    std::vector<std::string> parts;
    for (std::size_t o = 0; o < first.options.size(); ++o) {
      for (std::size_t l = 0; l < second.options.size(); ++l) {
        const double value = term.values[o * second.options.size() + l];
        if (value != 0)
          parts.push_back(
              fmt::format("{} with {} {}", option_label(first, o), option_label(second, l), plain(value)));
      }
    }
    return fmt::format("links {} and {}: {}", readable(first.name), readable(second.name),
                       parts.empty() ? "nothing" : join(parts, "and"));
  }

  std::string operator()(const PledgeTerm& term) const {
    const Issue& issue = scenario.issues[term.issue];
    return fmt::format(
        "pledged at home not to take less than {} in {} ({}); strength {} at the start; backing down all the "
        "way costs {}",
        plain(term.level), readable(issue.name), option_values(issue, term.held), plain(term.strength),
        plain(term.cost));
  }
};

}  // namespace

std::string option_values(const Issue& issue, const std::vector<double>& values) {
  constexpr std::size_t kListed = 12;
  if (values.size() > kListed)
    return fmt::format("from {} at {} to {} at {}", plain(values.front()), option_label(issue, 0),
                       plain(values.back()), option_label(issue, values.size() - 1));
  std::vector<std::string> parts;
  for (std::size_t o = 0; o < values.size(); ++o) {
    if (values[o] != 0) parts.push_back(fmt::format("{} {}", option_label(issue, o), plain(values[o])));
  }
  if (parts.empty()) return "nothing under any option";
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string scale_in_words(const Scenario& scenario, const ContextScale& scale) {
  return fmt::format("{}{}% for each unit of {} above {}", scale.slope < 0 ? "" : "+",
                     plain(100 * scale.slope), readable(scenario.context[scale.context].name),
                     plain(scale.reference));
}

std::string term_in_words(const Scenario& scenario, const Term& term) {
  std::string text = std::visit(TermWords{scenario}, term.body);
  if (term.scale) text += fmt::format("; in weight {}", scale_in_words(scenario, *term.scale));
  return text;
}

std::string driver_in_words(const Scenario& scenario, const Driver& driver) {
  std::string of;
  switch (driver.kind) {
    case Driver::Kind::Context:
      of = readable(scenario.context[driver.of].name);
      break;
    case Driver::Kind::Amount:
      of = readable(scenario.quantities[driver.of].name) + " in force";
      break;
    case Driver::Kind::Isolation:
      of = "the isolation of " + actor_name(scenario.actors[driver.of]);
      break;
  }
  return fmt::format("{} ({}{} each above {})", of, driver.effect < 0 ? "" : "+", plain(driver.effect),
                     plain(driver.reference));
}

std::string process_in_words(const Scenario& scenario, const Process& process) {
  const std::string start = "starts at " + context_value(process, process.initial);
  const std::string law = process.logarithmic ? " in logarithms" : "";
  switch (process.kind) {
    case Process::Kind::OrnsteinUhlenbeck:
      return fmt::format("{}, returns to {} at a rate of {} a year, volatility {}{} (Ornstein-Uhlenbeck)",
                         start, plain(process.mean), plain(process.reversion), plain(process.volatility),
                         law);
    case Process::Kind::RandomWalk:
      return fmt::format("{}, drifts by {} a year, volatility {}{} (random walk)", start,
                         plain(process.drift), plain(process.volatility), law);
    case Process::Kind::Poisson:
      return fmt::format("{}; {} shocks a year of {} each, which decay at {} a year (Poisson)", start,
                         plain(process.intensity), plain(process.size), plain(process.decay));
    case Process::Kind::Markov: {
      std::string text = fmt::format("starts in {}; moves a year:", readable(process.states[process.start]));
      for (std::size_t from = 0; from < process.states.size(); ++from) {
        for (std::size_t to = 0; to < process.states.size(); ++to) {
          if (from == to || process.rates[from][to] == 0) continue;
          text += fmt::format(" {} → {} {},", readable(process.states[from]), readable(process.states[to]),
                              plain(process.rates[from][to]));
        }
      }
      text.pop_back();
      return text + " (Markov chain)";
    }
    case Process::Kind::Event:
    case Process::Kind::Series: {
      std::string text = start;
      constexpr std::size_t kListed = 12;
      for (std::size_t p = 0; p < process.points.size() && p < kListed; ++p) {
        text += fmt::format(", {} from {}", plain(process.points[p].second),
                            date_after(scenario.timing, process.points[p].first));
      }
      if (process.points.size() > kListed)
        text += fmt::format(", and {} more values", process.points.size() - kListed);
      return text + (process.kind == Process::Kind::Event ? " (scheduled)" : " (recorded)");
    }
  }
  return {};
}

}  // namespace entente
