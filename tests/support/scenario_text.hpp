#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

#include "sim/model/scenario.hpp"

namespace entente {

/// Every field of a scenario as text, one line each, for comparing scenarios in tests. Numbers are written so
/// that different ones read differently.
class ScenarioText {
 public:
  static std::string of(const Scenario& scenario) {
    ScenarioText text;
    text.write(scenario);
    return text.out_;
  }

 private:
  template <class... Fields>
  void line(const Fields&... fields) {
    ((out_ += fmt::format("{} ", fields)), ...);
    out_ += '\n';
  }
  template <class Range>
  void list(const Range& range) {
    for (const auto& item : range) out_ += fmt::format("{} ", item);
    out_ += '\n';
  }
  template <class T>
  void maybe(const std::optional<T>& value) {
    if (!value) {
      line("none");
    } else if constexpr (requires { write(*value); }) {
      write(*value);
    } else {
      line(*value);
    }
  }
  template <class Range>
  void each(const Range& range) {
    for (const auto& item : range) write(item);
    line("end");
  }
  template <class Enum>
  static int number(Enum value) {
    return static_cast<int>(value);
  }

  void write(const Predicate& p) {
    line("predicate", number(p.kind), p.subject, p.low, p.high);
    list(p.options);
    each(p.parts);
  }
  void write(const ContextScale& s) { line("scale", s.context, s.reference, s.slope); }
  void write(const ValuesTerm& t) {
    for (const auto& part : t.issues) {
      line("values", part.issue, part.weight);
      list(part.values);
    }
  }
  void write(const HoldingTerm& t) {
    line("holding", t.issue, t.jump, t.aspiration_drift);
    list(t.held);
    maybe(t.aspiration);
  }
  void write(const Viability& v) { line(v.context, v.midpoint, v.width); }
  void write(const ProjectTerm& t) {
    line("project", t.issue, t.quantity, number(t.role), t.half, t.risk, t.trust_effect, t.return_spread,
         t.cost);
    maybe(t.viability);
    if (t.risk_pair) line(t.risk_pair->first, t.risk_pair->second);
    maybe(t.protection_issue);
    list(t.protection);
    maybe(t.gross_return);
  }
  void write(const SanctionTerm& t) {
    line("sanction", t.issue, t.quantity, number(t.role), t.partner, t.reference_trade, t.burden, t.leakage,
         t.rally);
  }
  void write(const HedgeTerm& t) { line("hedge", t.quantity, t.partner, t.rival, t.believed); }
  void write(const LinkageTerm& t) {
    line("linkage", t.first, t.second);
    list(t.values);
  }
  void write(const PledgeTerm& t) {
    line("pledge", t.issue, t.level, t.strength, t.cost);
    list(t.held);
  }
  void write(const Term& t) {
    line("term", t.name, t.share);
    maybe(t.scale);
    std::visit([&](const auto& body) { write(body); }, t.body);
  }
  void write(const Component& c) {
    line("component", c.name, c.share, c.enabled);
    each(c.terms);
  }
  void write(const Profile& p) {
    line("profile", p.name, p.share, p.process_value_factor);
    list(p.share_factors);
  }
  void write(const InitialBelief& b) {
    line("belief", b.about, b.learning);
    list(b.profile_shares);
  }
  void write(const InitialTrust& t) { line("trust", t.in, t.alpha, t.beta); }
  void write(const Tactic& t) {
    line("tactic", number(t.kind), t.initial, t.final, t.exponent, t.deadline, t.answer_noise, t.lag, t.step,
         t.unanswered);
    line("accept", number(t.accept.kind), t.accept.scale, t.accept.offset, t.accept.constant, t.accept.time,
         t.accept.window);
  }
  void write(const Constituency& c) {
    line("constituency", c.name, c.influence, c.scale, c.rent, c.preparable);
    write(c.values);
  }
  void write(const Ratification& r) {
    line("ratification", r.threshold, r.uncertainty, r.persistence, r.preparation, r.preparation_decay);
    each(r.constituencies);
  }
  void write(const Act& a) {
    line("act", a.name, a.price, a.pressure, a.inducement, a.benefit, a.pledge, a.prepare, a.audience);
    maybe(a.price_scale);
    for (const auto& effect : a.ties) line(effect.tie, effect.per_year);
    for (const auto& effect : a.trust) line(effect.of, effect.kept, effect.broken);
    list(a.signal);
    write(a.available);
  }
  void write(const RedLine& r) {
    line("red line", r.name, r.enabled);
    write(r.never);
    maybe(r.unless);
    maybe(r.unless_in_force);
  }
  void write(const Actor& a) {
    line("actor", a.name, a.title, a.party, a.power, a.patience, a.process_value, a.meeting_cost,
         a.loss_aversion);
    line(a.curvature, a.alliance_weight, a.private_sd, a.private_persistence, a.susceptibility,
         a.trust_worth);
    line(a.implementation_sd, a.money_half, a.audience_decay);
    maybe(a.process_scale);
    maybe(a.outside_option);
    maybe(a.disagreement);
    maybe(a.alliance_scale);
    maybe(a.money_component);
    write(a.tactic);
    each(a.components);
    each(a.profiles);
    maybe(a.type);
    each(a.beliefs);
    each(a.trust);
    maybe(a.ratification);
    each(a.acts);
    each(a.red_lines);
    for (const Stance& stance : a.positions) line("position", stance.at, stance.salience);
  }
  void write(const Issue& i) {
    line("issue", i.name, i.title, i.status_quo, i.divisible);
    list(i.options);
    list(i.option_titles);
    for (const auto& amounts : i.amounts) list(amounts);
  }
  void write(const Driver& d) { line("driver", d.name, number(d.kind), d.of, d.reference, d.effect); }
  void write(const Tie& t) {
    line("tie", t.name, number(t.layer), t.from, t.to, t.mutual, t.weight, t.rate, t.maximum);
    each(t.drivers);
  }
  void write(const Process& p) {
    line("process", p.name, p.unit, number(p.kind), p.initial, p.mean, p.reversion, p.drift, p.volatility);
    line(p.logarithmic, p.intensity, p.size, p.decay, p.start);
    list(p.states);
    list(p.values);
    for (const auto& row : p.rates) list(row);
    for (const auto& [time, value] : p.points) line(time, value);
  }
  void write(const Outcome& o) {
    line("outcome", o.name, o.title);
    write(o.when);
  }
  void write(const Dimension& d) { line("dimension", d.name, d.title, d.unit, d.low, d.high); }
  void write(const ExpectedUtilityRules& r) {
    line("expected utility", number(r.reading), r.unchallenged, r.rounds);
  }
  void write(const SpatialRules& r) {
    line("spatial", number(r.victory), number(r.voting), number(r.election), number(r.risk),
         number(r.risk_estimate), number(r.third_parties), number(r.interim), number(r.blend), r.stochastic,
         r.turns);
  }
  void write(const Protocol& p) {
    line("protocol", number(p.kind), p.offer_price, p.quota, p.drafts, p.last_exchange, p.breakdown);
    list(p.order);
    list(p.acts_order);
    list(p.required);
    list(p.agenda);
    maybe(p.suspended);
  }
  void write(const Scenario& s) {
    line(s.name, s.title, s.description, s.attenuation);
    const Timing& t = s.timing;
    line(t.start_year, t.start_month, t.round, t.rounds, t.exchanges, t.planning_horizon, t.hope_delay);
    const Switches& w = s.switches;
    line(w.loss_aversion, w.jump, w.aspiration, w.pledges, w.alliance_pressure, w.inducement, w.hope,
         w.process_value);
    line(w.meeting_decision, w.private_valuations, w.learning, w.refusal_memory, w.ratification,
         w.implementation);
    line(w.trust, w.acts, w.influence, w.ties, w.context, w.partial_agreements, w.red_lines, w.firm_supply);
    line(w.invest_in_hope);
    for (const Quantity& q : s.quantities) line(q.name, q.unit);
    each(s.issues);
    each(s.dimensions);
    each(s.actors);
    each(s.ties);
    each(s.context);
    for (const Obligation& o : s.obligations) line(o.name, o.issue, o.by, o.to);
    each(s.feasible);
    write(s.settles);
    each(s.outcomes);
    write(s.protocol);
    line(s.trust.decay, s.trust.kept_per_year, s.trust.broken);
    line(s.influence.rate);
    for (const Layer layer : s.influence.layers) line(number(layer));
    write(s.challenge.expected_utility);
    write(s.challenge.spatial);
  }

  std::string out_;
};

}  // namespace entente
