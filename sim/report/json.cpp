#include "sim/report/json.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

#include "sim/core/version.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json object() { return Json::object(); }

std::string outcome_key(const Scenario& scenario, std::size_t outcome) {
  return outcome < scenario.outcomes.size() ? scenario.outcomes[outcome].name : "other";
}

std::string reason_key(const Actor& actor, std::size_t reason) {
  const std::size_t own = actor.components.size();
  return reason < own ? actor.components[reason].name : kReasonNames.at(reason - own);
}

std::string round_date(const Scenario& scenario, int round) {
  return date_after(scenario.timing, round * scenario.timing.round);
}

/// τ by actor and other actor, from the row-major matrix.
Json trust_json(const Scenario& scenario, const std::vector<double>& trust) {
  const std::size_t n = scenario.actors.size();
  Json all = object();
  for (std::size_t i = 0; trust.size() == n * n && i < n; ++i) {
    Json row = object();
    for (std::size_t j = 0; j < n; ++j) {
      if (i != j) row[scenario.actors[j].name] = trust[i * n + j];
    }
    all[scenario.actors[i].name] = std::move(row);
  }
  return all;
}

Json ties_json(const Scenario& scenario, const std::vector<double>& ties) {
  Json all = object();
  for (std::size_t k = 0; k < ties.size(); ++k) all[scenario.ties[k].name] = ties[k];
  return all;
}

Json agreements_json(const Scenario& scenario, const RunResult& result) {
  Json all = Json::array();
  for (const Agreement& agreement : result.agreements) {
    Json one = object();
    one["round"] = agreement.round;
    one["date"] = round_date(scenario, agreement.round);
    one["changes"] = changes_json(scenario, agreement.from, agreement.to);
    one["broken"] = agreement.broken < 0 ? Json() : Json(round_date(scenario, agreement.broken));
    all.push_back(std::move(one));
  }
  return all;
}

Json counts_json(const RunResult& result) {
  Json counts = object();
  counts["rounds_with_talks"] = result.rounds_with_talks;
  counts["offers"] = result.offers;
  counts["repeated_offers"] = result.repeated_offers;
  counts["refusals"] = result.refusals;
  counts["passes"] = result.passes;
  counts["ratification_failures"] = result.ratification_failures;
  counts["rollbacks"] = result.rollbacks;
  counts["unsettled_acts"] = result.unsettled_acts;
  return counts;
}

Json utilities_json(const Actor& actor, const std::vector<double>& values) {
  Json all = object();
  const std::size_t own = actor.components.size();
  for (std::size_t c = 0; c < own; ++c) all["components"][actor.components[c].name] = values[c];
  for (std::size_t e = 0; e < kExtraColumns; ++e) all[kColumnNames[e]] = values[own + e];
  double total = 0;
  for (const double value : values) total += value;
  all["total"] = total;
  return all;
}

Json gaps_json(const Scenario& scenario, const RunResult& result) {
  Json all = Json::array();
  for (const Gap& gap : result.gaps) {
    Json one = object();
    one["outcome"] = outcome_key(scenario, gap.outcome);
    one["from"] = package_json(scenario, gap.from);
    one["package"] = gap.exists ? package_json(scenario, gap.package) : Json();
    one["parties"] = object();
    for (const PartyGap& party : gap.parties) {
      Json& entry = one["parties"][scenario.actors[party.actor].name];
      entry["lack"] = party.lack;
      entry["in_sd"] = party.in_sd;
      entry["side_payment"] = party.side_payment;
      entry["support_margin"] = party.support_margin;
    }
    all.push_back(std::move(one));
  }
  return all;
}

Json exchange_json(const Scenario& scenario, const Exchange& exchange, PackageIndex in_force) {
  Json one = object();
  one["number"] = exchange.number;
  switch (exchange.kind) {
    case Exchange::Kind::Offer:
      break;
    case Exchange::Kind::Demand:
      one["kind"] = "demand";
      break;
    case Exchange::Kind::Text:
      one["kind"] = "text";
      break;
  }
  one["proposer"] =
      exchange.kind == Exchange::Kind::Text ? Json() : Json(scenario.actors[exchange.proposer].name);
  one["passed"] = exchange.passed;
  if (exchange.passed) return one;
  one["offer"] = changes_json(scenario, in_force, exchange.package);
  one["gain"] = exchange.gain;
  one["acceptance"] = exchange.acceptance;
  one["ratification"] = exchange.ratification;
  one["objective"] = exchange.objective;
  one["accepted"] = exchange.accepted;
  one["answers"] = Json::array();
  for (const Answer& answer : exchange.answers) {
    const Actor& actor = scenario.actors[answer.actor];
    Json entry = object();
    entry["actor"] = actor.name;
    entry["accepted"] = answer.accepted;
    entry["margin"] = answer.margin;
    entry["probability"] = answer.probability;
    if (!answer.reasons.components.empty()) {
      Json& why = entry["reasons"];
      for (std::size_t c = 0; c < actor.components.size(); ++c)
        why["components"][actor.components[c].name] = answer.reasons.components[c];
      why["alliance"] = answer.reasons.alliance;
      why["private_valuation"] = answer.reasons.private_valuation;
      why["process_value"] = answer.reasons.process_value;
      why["hope"] = answer.reasons.hope;
    }
    one["answers"].push_back(std::move(entry));
  }
  return one;
}

/// Beliefs of each actor over the profiles of each other that has profiles.
Json beliefs_json(const Scenario& scenario, const Round& round) {
  Json all = object();
  for (std::size_t i = 0; i < round.beliefs.size(); ++i) {
    for (std::size_t j = 0; j < round.beliefs[i].size(); ++j) {
      if (i == j) continue;
      for (std::size_t p = 0; p < round.beliefs[i][j].size(); ++p)
        all[scenario.actors[i].name][scenario.actors[j].name][scenario.actors[j].profiles[p].name] =
            round.beliefs[i][j][p];
    }
  }
  return all;
}

}  // namespace

Json package_json(const Scenario& scenario, PackageIndex package) {
  const PackageSpace space = package_space(scenario);
  if (space.is_nothing(package)) return nullptr;
  Json all = object();
  for (std::size_t k = 0; k < space.issues(); ++k)
    all[scenario.issues[k].name] = scenario.issues[k].options[space.option(package, k)];
  return all;
}

Json changes_json(const Scenario& scenario, PackageIndex from, PackageIndex to) {
  const PackageSpace space = package_space(scenario);
  Json all = object();
  for (std::size_t k = 0; k < space.issues(); ++k) {
    if (space.differ(from, to, k))
      all[scenario.issues[k].name] = scenario.issues[k].options[space.option(to, k)];
  }
  return all;
}

Json result_json(const Scenario& scenario, const RunResult& result) {
  Json all = object();
  all["scenario"] = scenario.name;
  all["version"] = std::string(version());
  all["seed"] = result.seed;
  all["run"] = result.run;
  all["outcome"] = outcome_key(scenario, result.outcome);
  all["arrangement"] = package_json(scenario, result.arrangement);
  all["agreements"] = agreements_json(scenario, result);
  all["types"] = object();
  all["counts"] = counts_json(result);
  all["acts"] = object();
  all["utilities"] = object();
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    if (!actor.profiles.empty()) all["types"][actor.name] = actor.profiles[result.types[i]].name;
    for (std::size_t a = 0; a < result.acts[i].size(); ++a)
      all["acts"][actor.name][actor.acts[a].name] = result.acts[i][a];
    all["utilities"][actor.name] = utilities_json(actor, result.utilities[i]);
  }
  all["nash_product"] = result.nash_product;
  all["frontier_distance"] = result.frontier_distance;
  all["trust"] = trust_json(scenario, result.trust);
  all["ties"] = ties_json(scenario, result.ties);
  all["blocks"] = Json::array();
  for (const Objection& block : result.blocks) {
    const Actor& actor = scenario.actors[block.actor];
    all["blocks"].push_back(
        {{"actor", actor.name}, {"reason", reason_key(actor, block.reason)}, {"refusals", block.refusals}});
  }
  all["gaps"] = gaps_json(scenario, result);
  all["left_unsigned"] = result.left_unsigned;
  return all;
}

Json round_json(const Scenario& scenario, const Round& round, PackageIndex in_force) {
  Json all = object();
  all["round"] = round.number;
  all["date"] = round.date;
  all["context"] = object();
  for (std::size_t z = 0; z < round.context.size(); ++z)
    all["context"][scenario.context[z].name] = round.context[z];
  all["acts"] = object();
  all["attends"] = object();
  all["utilities"] = object();
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    if (i < round.acts.size()) all["acts"][actor.name] = actor.acts[round.acts[i]].name;
    if (i < round.attends.size()) {
      all["attends"][actor.name]["attends"] = static_cast<bool>(round.attends[i]);
      all["attends"][actor.name]["value"] = round.attendance_value[i];
    }
    if (i < round.utilities.size()) all["utilities"][actor.name] = round.utilities[i];
  }
  all["acts_settled"] = round.acts_settled;
  all["suspended"] = round.suspended;
  all["talks"] = round.talks;
  if (round.broken_down) all["broken_down"] = true;
  all["exchanges"] = Json::array();
  for (const Exchange& exchange : round.exchanges)
    all["exchanges"].push_back(exchange_json(scenario, exchange, in_force));
  all["votes"] = Json::array();
  for (const Vote& vote : round.votes) {
    all["votes"].push_back({{"actor", scenario.actors[vote.actor].name},
                            {"support", vote.support},
                            {"threshold", vote.threshold},
                            {"ratified", vote.ratified},
                            {"probability", vote.probability}});
  }
  all["breaches"] = Json::array();
  for (const Breach& breach : round.breaches) {
    all["breaches"].push_back({{"actor", scenario.actors[breach.actor].name},
                               {"signed", round_date(scenario, breach.signed_round)},
                               {"temptation", breach.temptation},
                               {"cost", breach.cost}});
  }
  all["agreed"] = round.agreed;
  all["arrangement"] = package_json(scenario, round.arrangement);
  all["trust"] = trust_json(scenario, round.trust);
  all["ties"] = ties_json(scenario, round.ties);
  all["beliefs"] = beliefs_json(scenario, round);
  return all;
}

std::string record_json(const Scenario& scenario, const RunRecord& record, bool with_rounds) {
  Json all = result_json(scenario, record.result);
  if (with_rounds) {
    all["rounds"] = Json::array();
    PackageIndex in_force = status_quo(scenario);
    for (const Round& round : record.rounds) {
      all["rounds"].push_back(round_json(scenario, round, in_force));
      in_force = round.arrangement;
    }
  }
  return all.dump(2) + '\n';
}

}  // namespace entente
