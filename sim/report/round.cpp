#include "sim/report/round.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"
#include "sim/report/reasons.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

/// The change of a process that is worth telling: any step of a chain or an event, one stationary standard
/// deviation of an Ornstein-Uhlenbeck process, one year's of a random walk, half a shock, a tenth of the
/// range of a series.
bool noteworthy(const Process& process, double told, double now) {
  double change = std::fabs(now - told);
  if (process.logarithmic && told > 0 && now > 0) change = std::fabs(portable_log(now / told));
  double scale = 0;
  switch (process.kind) {
    case Process::Kind::OrnsteinUhlenbeck:
      scale = process.volatility / std::sqrt(2 * process.reversion);
      break;
    case Process::Kind::RandomWalk:
      scale = process.volatility;
      break;
    case Process::Kind::Poisson:
      scale = std::fabs(process.size) / 2;
      break;
    case Process::Kind::Series: {
      const auto [low, high] =
          std::ranges::minmax_element(process.points, {}, [](const auto& p) { return p.second; });
      if (low != process.points.end()) scale = (high->second - low->second) / 10;
      break;
    }
    case Process::Kind::Markov:
    case Process::Kind::Event:
      break;
  }
  return change > 0 && change >= scale;
}

}  // namespace

RoundTeller::RoundTeller(const Scenario& scenario, const RunRecord& record, StoryOptions options)
    : scenario_(scenario),
      record_(record),
      options_(options),
      acts_(scenario.actors.size(), 0),
      attends_(scenario.actors.size(), true),
      arrangement_(status_quo(scenario)) {}

std::vector<std::string> RoundTeller::tell(const Round& round) {
  std::vector<std::string> lines;
  tell_context(round, lines);
  tell_acts(round, lines);
  tell_attendance(round, lines);
  tell_exchanges(round, lines);
  tell_breakdown(round, lines);
  tell_votes(round, lines);
  tell_agreements(round, lines);
  arrangement_ = round.arrangement;
  return lines;
}

std::string RoundTeller::quiet_kind(const Round& round) const {
  if (round.talks && scenario_.protocol.kind == Protocol::Kind::SingleText)
    return "talks on a text that nobody would change";
  if (round.talks) return round.exchanges.empty() ? "talks without an exchange of offers" : "talks";
  if (round.suspended) return "no talks: they are suspended";
  if (settles(scenario_, round.arrangement)) return "the settlement stands";
  if (round.broken_down) return "no talks: they have broken down";
  return "no talks: not everyone comes";
}

void RoundTeller::tell_context(const Round& round, std::vector<std::string>& lines) {
  std::vector<std::string> changes;
  const bool first = context_.empty() && !round.context.empty();
  if (first) context_ = round.context;
  for (std::size_t z = 0; z < context_.size(); ++z) {
    const Process& process = scenario_.context[z];
    const std::string name = readable(process.name);
    if (first) {
      changes.push_back(fmt::format("{} {}", name, context_value(process, round.context[z])));
    } else if (noteworthy(process, context_[z], round.context[z])) {
      // The unit was told at the start.
      const bool chain = process.kind == Process::Kind::Markov;
      const auto shown = [&](double value) { return chain ? context_value(process, value) : rough(value); };
      changes.push_back(fmt::format("{} {} → {}", name, shown(context_[z]), shown(round.context[z])));
      context_[z] = round.context[z];
    }
  }
  if (changes.empty()) return;
  std::string text;
  for (const std::string& change : changes) text += (text.empty() ? "" : "; ") + change;
  lines.push_back((first ? "At the start: " : "Context: ") + text + ".");
}

void RoundTeller::tell_acts(const Round& round, std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < round.acts.size(); ++i) {
    if (round.acts[i] == acts_[i]) continue;
    const Actor& actor = scenario_.actors[i];
    const std::string before = readable(actor.acts[acts_[i]].name);
    const std::string now = readable(actor.acts[round.acts[i]].name);
    const std::string who = capitalised(actor_name(actor));
    if (acts_[i] == 0) {
      lines.push_back(fmt::format("{} begins: {}.", who, now));
    } else if (round.acts[i] == 0) {
      lines.push_back(fmt::format("{} ends: {}.", who, before));
    } else {
      lines.push_back(fmt::format("{} turns from {} to {}.", who, before, now));
    }
  }
  if (!round.acts.empty()) acts_ = round.acts;
}

bool RoundTeller::needed(std::size_t actor) const {
  return scenario_.actors[actor].party || std::ranges::count(scenario_.protocol.required, actor) > 0;
}

void RoundTeller::tell_attendance(const Round& round, std::vector<std::string>& lines) {
  if (round.suspended != suspended_) {
    suspended_ = round.suspended;
    const std::string why = scenario_.protocol.suspended
                                ? ": " + predicate_in_words(scenario_, *scenario_.protocol.suspended)
                                : "";
    lines.push_back(suspended_ ? fmt::format("Talks are suspended{}.", why)
                               : "Talks are no longer suspended.");
  }
  // Once the dispute is settled there is nothing to attend.
  if (settles(scenario_, arrangement_)) return;
  for (std::size_t i = 0; i < round.attends.size(); ++i) {
    if (!needed(i) || round.attends[i] == attends_[i]) continue;
    attends_[i] = round.attends[i];
    const std::string who = capitalised(actor_name(scenario_.actors[i]));
    if (attends_[i]) {
      lines.push_back(fmt::format("{} comes back to the table.", who));
    } else {
      lines.push_back(fmt::format("{} stays away: meeting would cost it more than there is to gain ({}).",
                                  who, signed_utility(round.attendance_value[i])));
    }
  }
}

std::string RoundTeller::offer(const Exchange& exchange) const {
  const std::string package = changes_in_words(scenario_, arrangement_, exchange.package);
  if (exchange.kind == Exchange::Kind::Text) return fmt::format("The mediator puts its text: {}.", package);
  std::string text = fmt::format("{} {}: {}", capitalised(actor_name(scenario_.actors[exchange.proposer])),
                                 exchange.kind == Exchange::Kind::Demand ? "demands" : "offers", package);
  std::string chances = fmt::format("worth {} to it", signed_utility(exchange.gain));
  if (!std::isnan(exchange.acceptance))
    chances += fmt::format("; expects acceptance at {}", percent(exchange.acceptance));
  if (exchange.ratification < 1)
    chances += fmt::format(", ratification at {}", percent(exchange.ratification));
  return fmt::format("{}\n{}", text, paint(options_.style, Mark::Quiet, fmt::format("({})", chances)));
}

void RoundTeller::tell_exchanges(const Round& round, std::vector<std::string>& lines) const {
  const bool any_offer = std::ranges::any_of(round.exchanges, [](const Exchange& e) { return !e.passed; });
  if (!any_offer) return;
  for (const Exchange& exchange : round.exchanges) {
    if (exchange.passed) {
      lines.push_back(fmt::format("{} has no offer worth tabling.",
                                  capitalised(actor_name(scenario_.actors[exchange.proposer]))));
      continue;
    }
    lines.push_back(offer(exchange));
    for (const Answer& answer : exchange.answers) {
      const Actor& actor = scenario_.actors[answer.actor];
      const Mark mark = answer.accepted ? Mark::Good : Mark::Bad;
      lines.push_back(fmt::format("  {} {}: {}.", capitalised(actor_name(actor)),
                                  paint(options_.style, mark, answer.accepted ? "accepts" : "refuses"),
                                  answer_in_words(actor, answer)));
      if (options_.explain && !answer.accepted && !answer.reasons.components.empty())
        lines.push_back('\t' + breakdown(actor, answer, options_.style, ""));
    }
  }
}

void RoundTeller::tell_breakdown(const Round& round, std::vector<std::string>& lines) const {
  if (round.broken_down && round.talks)
    lines.push_back(paint(options_.style, Mark::Bad, "Talks break down for good."));
}

void RoundTeller::tell_votes(const Round& round, std::vector<std::string>& lines) const {
  for (const Vote& vote : round.votes) {
    const std::string who = actor_name(scenario_.actors[vote.actor]);
    lines.push_back(fmt::format("At home in {}: {} (expected support {}, needed {}, chance {}).", who,
                                paint(options_.style, vote.ratified ? Mark::Good : Mark::Bad,
                                      vote.ratified ? "ratified" : "voted down"),
                                fixed(vote.support, 2), fixed(vote.threshold, 2), percent(vote.probability)));
  }
}

std::string RoundTeller::date_of(int round) const {
  return date_after(scenario_.timing, round * scenario_.timing.round);
}

void RoundTeller::tell_agreements(const Round& round, std::vector<std::string>& lines) {
  const auto breach = [&](const Breach& it) {
    const bool at_signing = it.signed_round == round.number;
    const std::string what = at_signing ? "would not deliver, so that nothing comes into force"
                                        : fmt::format("breaks the agreement of {}", date_of(it.signed_round));
    lines.push_back(fmt::format("{} {}: defecting brings it {} now, keeping its word {} later.",
                                capitalised(actor_name(scenario_.actors[it.actor])),
                                paint(options_.style, Mark::Bad, what), fixed(it.temptation),
                                fixed(it.cost)));
  };
  for (const Breach& it : round.breaches) {
    if (it.signed_round == round.number) breach(it);
  }
  for (const Agreement& agreement : record_.result.agreements) {
    if (agreement.round != round.number) continue;
    lines.push_back(fmt::format("{} {}.", paint(options_.style, Mark::Good, "In force:"),
                                changes_in_words(scenario_, agreement.from, agreement.to)));
    if (settles(scenario_, agreement.to)) lines.push_back("The dispute is settled.");
  }
  bool broken = false;
  for (const Breach& it : round.breaches) {
    if (it.signed_round == round.number) continue;
    breach(it);
    broken = true;
  }
  if (broken) {
    const std::string left = changes_in_words(scenario_, status_quo(scenario_), round.arrangement);
    lines.push_back(left == "no change" ? "Rolled back to the status quo."
                                        : fmt::format("Rolled back; what stays in force: {}.", left));
  }
}

}  // namespace entente
