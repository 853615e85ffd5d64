#include "sim/report/describe_actor.hpp"

#include <fmt/format.h>

#include "sim/report/describe_rules.hpp"
#include "sim/report/describe_terms.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string following(const Scenario& scenario, double value, const std::optional<ContextScale>& scale) {
  return scale ? fmt::format("{} ({})", plain(value), scale_in_words(scenario, *scale)) : plain(value);
}

std::string parameters(const Scenario& scenario, const Actor& actor, Style style) {
  Rows rows{{"parameter", "value"}};
  const auto add = [&](std::string name, std::string value) {
    rows.push_back({std::move(name), std::move(value)});
  };
  add("power", plain(actor.power));
  add("patience, a year", plain(actor.patience));
  if (actor.party) {
    add("value of talking, a year", following(scenario, actor.process_value, actor.process_scale));
    add("cost of meeting, a year", plain(actor.meeting_cost));
    if (actor.disagreement) add("utility while nothing is in force", plain(*actor.disagreement));
    add("outside option", actor.outside_option ? plain(*actor.outside_option)
                          : actor.disagreement ? "none but no agreement"
                                               : "none but the status quo");
    add("tactic", tactic_in_words(actor.tactic));
    add("private valuations, sd", actor.private_persistence < 1
                                      ? fmt::format("{}, persistence {} a year", plain(actor.private_sd),
                                                    plain(actor.private_persistence))
                                      : plain(actor.private_sd));
  } else if (actor.process_value != 0 || actor.meeting_cost != 0) {
    add("value of the talks, a year", following(scenario, actor.process_value, actor.process_scale));
    add("cost of meeting, a year", plain(actor.meeting_cost));
  }
  add("loss aversion, curvature", fmt::format("{}, {}", plain(actor.loss_aversion), plain(actor.curvature)));
  if (actor.alliance_weight != 0)
    add("weight of its allies' losses", following(scenario, actor.alliance_weight, actor.alliance_scale));
  if (actor.susceptibility != 0) add("susceptibility to influence", plain(actor.susceptibility));
  if (actor.trust_worth != 0) add("worth of being trusted", plain(actor.trust_worth));
  if (actor.implementation_sd != 0) add("shock to delivering, sd", plain(actor.implementation_sd));
  if (actor.money_component) {
    add("side payments",
        fmt::format("into {}, half of the greatest benefit at USD {} bn a year",
                    readable(actor.components[*actor.money_component].name), plain(actor.money_half)));
  }
  return table(rows, {}, style);
}

std::string components(const Scenario& scenario, const Actor& actor) {
  std::string text;
  for (const Component& component : actor.components) {
    double shares = 0;
    for (const Component& other : actor.components) shares += other.share;
    double term_shares = 0;
    for (const Term& term : component.terms) term_shares += term.share;
    text += fmt::format("  {} ({}{})\n", readable(component.name), percent(component.share / shares),
                        component.enabled ? "" : ", switched off");
    for (const Term& term : component.terms) {
      const std::string part = component.terms.size() > 1
                                   ? fmt::format(" ({})", percent(term.share / term_shares))
                                   : std::string();
      text += wrap(fmt::format("{}{}: {}.", readable(term.name), part, term_in_words(scenario, term)), "    ",
                   "      ");
    }
  }
  return text;
}

std::string profile_shares(const Actor& about, const std::vector<double>& shares) {
  std::vector<std::string> parts;
  for (std::size_t p = 0; p < shares.size(); ++p)
    parts.push_back(fmt::format("{} {}", readable(about.profiles[p].name), percent(shares[p])));
  return join(parts);
}

}  // namespace

std::vector<std::string> beliefs_in_words(const Scenario& scenario, const Actor& actor) {
  std::vector<std::string> lines;
  if (!actor.profiles.empty()) {
    std::vector<std::string> names;
    for (const Profile& profile : actor.profiles) names.push_back(readable(profile.name));
    const std::string truth = actor.type ? readable(actor.profiles[*actor.type].name) : "drawn once a run";
    lines.push_back(fmt::format("It may be: {}. In truth: {}.", join(names, "or"), truth));
  }
  for (const InitialBelief& belief : actor.beliefs) {
    const Actor& about = scenario.actors[belief.about];
    const std::string what = belief.profile_shares.empty() ? "the shares of its profiles"
                                                           : profile_shares(about, belief.profile_shares);
    lines.push_back(fmt::format("Of {} it believes: {}; it learns with power {}.", actor_name(about), what,
                                plain(belief.learning)));
  }
  return lines;
}

std::vector<std::string> trust_in_words(const Scenario& scenario, const Actor& actor) {
  std::vector<std::string> lines;
  for (const InitialTrust& trust : actor.trust) {
    lines.push_back(fmt::format(
        "It trusts {} with {} at the start (counts {} and {}).", actor_name(scenario.actors[trust.in]),
        plain(trust.alpha / (trust.alpha + trust.beta)), plain(trust.alpha), plain(trust.beta)));
  }
  return lines;
}

std::string ratification_in_words(const Ratification& rules) {
  return fmt::format(
      "Ratification at home: support of at least {}, uncertain by {} (sd); its public is prepared to {} at "
      "the "
      "start.",
      plain(rules.threshold), plain(rules.uncertainty), plain(rules.preparation));
}

std::string constituency_in_words(const Scenario& scenario, const Ratification& rules,
                                  const Constituency& group) {
  double influence = 0;
  for (const Constituency& one : rules.constituencies) influence += one.influence;
  std::string line =
      fmt::format("{} ({}): {}; scale {}", readable(group.name), percent(group.influence / influence),
                  term_in_words(scenario, {group.name, 1, {}, group.values}), plain(group.scale));
  if (group.rent != 0)
    line += fmt::format("; loses a rent of {} when the dispute is settled", plain(group.rent));
  if (group.preparable != 0)
    line += fmt::format("; {} of its losses can be prepared away", percent(group.preparable));
  return line;
}

std::string red_line_in_words(const Scenario& scenario, const RedLine& line) {
  std::string text = "never: " + predicate_in_words(scenario, line.never);
  if (line.unless) text += "; unless " + predicate_in_words(scenario, *line.unless);
  if (line.unless_in_force)
    text += fmt::format("; unless what is in force already has this: {}",
                        predicate_in_words(scenario, *line.unless_in_force));
  if (!line.enabled) text += " (switched off)";
  return text;
}

std::string act_in_words(const Scenario& scenario, const Actor& actor, const Act& act) {
  std::vector<std::string> parts;
  const auto add = [&](double value, std::string_view words) {
    if (value != 0) parts.push_back(fmt::format("{} {}", words, plain(value)));
  };
  parts.push_back(act.price == 0 ? "free"
                                 : "costs a year " + following(scenario, act.price, act.price_scale));
  if (act.pressure != 0)
    parts.push_back(
        fmt::format("presses those who depend on it with {} of its losses", percent(act.pressure)));
  if (act.inducement != 0)
    parts.push_back(
        fmt::format("rewards those who depend on it with {} of its gains", percent(act.inducement)));
  add(act.benefit, "brings it a year");
  add(act.pledge, "strengthens its pledges a year by");
  add(act.prepare, "prepares its public a year by");
  add(act.audience, "adds to its audience costs a year");
  for (const Act::TieEffect& effect : act.ties) {
    parts.push_back(fmt::format("moves the tie {} a year by {}", readable(scenario.ties[effect.tie].name),
                                plain(effect.per_year)));
  }
  for (const Act::TrustEffect& effect : act.trust) {
    const std::string who = actor_name(scenario.actors[effect.of]);
    add(effect.kept, fmt::format("counts a year with {} as promises kept:", who));
    add(effect.broken, fmt::format("counts a year with {} as promises broken:", who));
  }
  std::vector<std::string> signals;
  for (std::size_t p = 0; p < act.signal.size(); ++p)
    signals.push_back(fmt::format("{} {}", readable(actor.profiles[p].name), plain(act.signal[p])));
  if (!signals.empty()) parts.push_back("likelihood a year: " + join(signals));
  if (act.available.kind != Predicate::Kind::Always)
    parts.push_back("open to it when " + predicate_in_words(scenario, act.available));
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

std::string describe_actor(const Scenario& scenario, const Actor& actor, Style style) {
  std::string text =
      heading(style, fmt::format("{} ({})", actor_name(actor), actor.party ? "party" : "third party"));
  text += parameters(scenario, actor, style);
  text += "\n  What it wants:\n";
  text += components(scenario, actor);
  for (const std::string& line : beliefs_in_words(scenario, actor)) text += wrap(line, "  ", "    ");
  for (const std::string& line : trust_in_words(scenario, actor)) text += wrap(line, "  ", "    ");
  if (actor.ratification) {
    text += '\n' + wrap(ratification_in_words(*actor.ratification), "  ", "    ");
    for (const Constituency& group : actor.ratification->constituencies)
      text += wrap(constituency_in_words(scenario, *actor.ratification, group) + '.', "    ", "      ");
  }
  std::string acts;
  for (const Act& act : actor.acts) {
    if (act.name == "nothing" && act.signal.empty()) continue;
    acts += wrap(fmt::format("{}: {}.", readable(act.name), act_in_words(scenario, actor, act)), "    ",
                 "      ");
  }
  if (!acts.empty()) text += "\n  What it can do:\n" + acts;
  if (!actor.red_lines.empty()) text += "\n  Red lines:\n";
  for (const RedLine& line : actor.red_lines)
    text += wrap(fmt::format("{}: {}.", readable(line.name), red_line_in_words(scenario, line)), "    ",
                 "      ");
  return text;
}

}  // namespace entente
