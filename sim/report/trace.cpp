#include "sim/report/trace.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string_view>

#include "sim/core/csv.hpp"
#include "sim/report/json.hpp"

namespace entente {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string number(double value) { return std::isnan(value) ? std::string() : fmt::format("{}", value); }

std::string changes(const Scenario& scenario, PackageIndex from, PackageIndex to) {
  const PackageSpace space = package_space(scenario);
  std::string text;
  for (std::size_t k = 0; k < space.issues(); ++k) {
    if (!space.differ(from, to, k)) continue;
    if (!text.empty()) text += ';';
    text += fmt::format("{}={}", scenario.issues[k].name, scenario.issues[k].options[space.option(to, k)]);
  }
  return text;
}

/// One row; columns that a kind does not use keep their defaults.
struct Row {
  std::string_view kind;
  std::string exchange = {};
  std::string_view actor = {};
  std::string subject = {};
  double value = kNone;
  double probability = kNone;
  double threshold = kNone;
  std::string_view result = {};
};

class Writer {
 public:
  Writer(const Scenario& scenario, const Round& round) : scenario_(scenario), round_(round) {}

  void add(const Row& row) {
    text_ += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", round_.number, round_.date, row.kind,
                         row.exchange, csv_field(row.actor), csv_field(row.subject), number(row.value),
                         number(row.probability), number(row.threshold), csv_field(row.result));
  }

  void surroundings() {
    for (std::size_t z = 0; z < round_.context.size(); ++z) {
      const Process& process = scenario_.context[z];
      Row row{.kind = "context", .subject = process.name, .value = round_.context[z]};
      for (std::size_t s = 0; s < process.states.size(); ++s) {
        if (process.values[s] == round_.context[z]) row.result = process.states[s];
      }
      add(row);
    }
    for (std::size_t k = 0; k < round_.ties.size(); ++k)
      add({.kind = "tie", .subject = scenario_.ties[k].name, .value = round_.ties[k]});
    const std::size_t n = scenario_.actors.size();
    for (std::size_t i = 0; i < n && round_.trust.size() == n * n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        if (i == j) continue;
        add({.kind = "trust", .actor = name(i), .subject = name(j), .value = round_.trust[i * n + j]});
      }
    }
    for (std::size_t i = 0; i < round_.beliefs.size(); ++i) {
      for (std::size_t j = 0; j < round_.beliefs[i].size(); ++j) {
        for (std::size_t p = 0; i != j && p < round_.beliefs[i][j].size(); ++p) {
          add({.kind = "belief",
               .actor = name(i),
               .subject = name(j) + "." + scenario_.actors[j].profiles[p].name,
               .value = round_.beliefs[i][j][p]});
        }
      }
    }
  }

  void conduct() {
    for (std::size_t i = 0; i < round_.acts.size(); ++i)
      add({.kind = "act", .actor = name(i), .subject = scenario_.actors[i].acts[round_.acts[i]].name});
    for (std::size_t i = 0; i < round_.attends.size(); ++i) {
      add({.kind = "attend",
           .actor = name(i),
           .value = round_.attendance_value[i],
           .result = round_.attends[i] ? "yes" : "no"});
    }
    add({.kind = "talks", .result = round_.talks ? "held" : round_.suspended ? "suspended" : "none"});
    if (round_.broken_down) add({.kind = "breakdown"});
  }

  void exchange(const Exchange& it, PackageIndex in_force) {
    const std::string id = std::to_string(it.number);
    if (it.passed) return add({.kind = "pass", .exchange = id, .actor = name(it.proposer)});
    const std::string package = changes(scenario_, in_force, it.package);
    const bool text = it.kind == Exchange::Kind::Text;
    add({.kind = text                                ? "text"
                 : it.kind == Exchange::Kind::Demand ? "demand"
                                                     : "offer",
         .exchange = id,
         .actor = text ? "" : name(it.proposer),
         .subject = package,
         .value = it.gain,
         .probability = it.acceptance * it.ratification,
         .result = it.accepted ? "accepted" : "refused"});
    for (const Answer& answer : it.answers) {
      add({.kind = "answer",
           .exchange = id,
           .actor = name(answer.actor),
           .subject = package,
           .value = answer.margin,
           .probability = answer.probability,
           .result = answer.accepted ? "yes" : "no"});
      if (answer.reasons.components.empty()) continue;
      const auto reason = [&](std::string_view subject, double value) {
        add({.kind = "reason",
             .exchange = id,
             .actor = name(answer.actor),
             .subject = std::string(subject),
             .value = value});
      };
      const Actor& actor = scenario_.actors[answer.actor];
      for (std::size_t c = 0; c < actor.components.size(); ++c)
        reason(actor.components[c].name, answer.reasons.components[c]);
      reason("alliance", answer.reasons.alliance);
      reason("private_valuation", answer.reasons.private_valuation);
      reason("process_value", answer.reasons.process_value);
      reason("hope", answer.reasons.hope);
    }
  }

  void results(const RunResult& result) {
    for (const Vote& vote : round_.votes) {
      add({.kind = "vote",
           .actor = name(vote.actor),
           .value = vote.support,
           .probability = vote.probability,
           .threshold = vote.threshold,
           .result = vote.ratified ? "yes" : "no"});
    }
    for (const Breach& breach : round_.breaches) {
      add({.kind = "breach",
           .actor = name(breach.actor),
           .subject = date_after(scenario_.timing, breach.signed_round * scenario_.timing.round),
           .value = breach.temptation,
           .threshold = breach.cost});
    }
    for (const Agreement& agreement : result.agreements) {
      if (agreement.round == round_.number)
        add({.kind = "agreement", .subject = changes(scenario_, agreement.from, agreement.to)});
    }
    add({.kind = "arrangement", .subject = changes(scenario_, status_quo(scenario_), round_.arrangement)});
    for (std::size_t i = 0; i < round_.utilities.size(); ++i)
      add({.kind = "utility", .actor = name(i), .value = round_.utilities[i]});
  }

  const std::string& text() const { return text_; }

 private:
  const std::string& name(std::size_t actor) const { return scenario_.actors[actor].name; }

  const Scenario& scenario_;
  const Round& round_;
  std::string text_;
};

}  // namespace

std::string trace_csv(const Scenario& scenario, const RunRecord& record) {
  std::string text = "round,date,kind,exchange,actor,subject,value,probability,threshold,result\n";
  PackageIndex in_force = status_quo(scenario);
  for (const Round& round : record.rounds) {
    Writer writer(scenario, round);
    writer.surroundings();
    writer.conduct();
    for (const Exchange& exchange : round.exchanges) writer.exchange(exchange, in_force);
    writer.results(record.result);
    text += writer.text();
    in_force = round.arrangement;
  }
  return text;
}

std::string trace_jsonl(const Scenario& scenario, const RunRecord& record) {
  std::string text;
  PackageIndex in_force = status_quo(scenario);
  for (const Round& round : record.rounds) {
    text += round_json(scenario, round, in_force).dump() + '\n';
    in_force = round.arrangement;
  }
  return text;
}

}  // namespace entente
