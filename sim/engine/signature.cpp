#include "sim/engine/signature.hpp"

#include <vector>

#include "sim/core/hash.hpp"
#include "sim/engine/run.hpp"

namespace entente {

namespace {

void add_all(Fingerprint& print, const std::vector<double>& values) {
  for (const double value : values) print.add(value);
}

void add_reasons(Fingerprint& print, const Contributions& why) {
  add_all(print, why.components);
  add_all(print, {why.alliance, why.private_valuation, why.process_value, why.hope});
}

void add_round(Fingerprint& print, const Round& round) {
  print.add(round.date);
  add_all(print, round.context);
  for (const std::size_t act : round.acts) print.add(act);
  print.add(round.talks);
  add_all(print, round.attendance_value);
  for (const Exchange& exchange : round.exchanges) {
    print.add(exchange.number);
    print.add(exchange.proposer);
    print.add(exchange.passed);
    print.add(exchange.package);
    add_all(print, {exchange.gain, exchange.acceptance, exchange.ratification, exchange.objective});
    for (const Answer& answer : exchange.answers) {
      print.add(answer.actor);
      print.add(answer.accepted);
      add_all(print, {answer.margin, answer.probability});
      add_reasons(print, answer.reasons);
    }
  }
  for (const Vote& vote : round.votes) {
    print.add(vote.actor);
    print.add(vote.ratified);
    add_all(print, {vote.support, vote.probability});
  }
  for (const Breach& breach : round.breaches) {
    print.add(breach.actor);
    add_all(print, {breach.temptation, breach.cost});
  }
  print.add(round.arrangement);
  add_all(print, round.utilities);
  add_all(print, round.trust);
  add_all(print, round.ties);
  for (const auto& of_observer : round.beliefs) {
    for (const std::vector<double>& belief : of_observer) add_all(print, belief);
  }
}

void add_record(Fingerprint& print, const RunRecord& record) {
  const RunResult& result = record.result;
  print.add(result.outcome);
  print.add(result.arrangement);
  for (const std::size_t type : result.types) print.add(type);
  for (const Agreement& agreement : result.agreements) {
    for (const int number : {agreement.round, agreement.broken}) print.add(number);
    for (const PackageIndex package : {agreement.from, agreement.to}) print.add(package);
  }
  for (const int count :
       {result.rounds_with_talks, result.passes, result.offers, result.repeated_offers, result.refusals,
        result.ratification_failures, result.rollbacks, result.unsettled_acts}) {
    print.add(count);
  }
  for (const std::vector<double>& of_actor : result.utilities) add_all(print, of_actor);
  add_all(print, {result.nash_product, result.frontier_distance});
  for (const Gap& gap : result.gaps) {
    print.add(gap.package);
    for (const PartyGap& party : gap.parties) {
      add_all(print, {party.lack, party.in_sd, party.side_payment, party.support_margin});
    }
  }
  for (const Round& round : record.rounds) add_round(print, round);
}

}  // namespace

std::uint64_t fingerprint(const RunRecord& record) {
  Fingerprint print;
  add_record(print, record);
  return print.value();
}

std::string behaviour_signature(const Scenario& scenario, int runs) {
  Fingerprint print;
  Simulator simulator(scenario);
  for (int run = 0; run < runs; ++run) {
    add_record(print, simulator.run(1, static_cast<std::uint64_t>(run), {true, true, true}));
  }
  return print.hex();
}

}  // namespace entente
