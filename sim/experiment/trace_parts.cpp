#include <array>

#include "sim/experiment/part.hpp"

namespace entente {
namespace {

constexpr std::array<const char*, 3> kKinds{"offer", "demand", "text"};

/// The columns that say which exchange a row is about.
std::vector<TableColumn> exchange_keys() {
  return {whole("run", "number of the run"), whole("round", "the first is 0"),
          whole("exchange", "number of the exchange since the start")};
}

Part traced(std::string name, std::string meaning, std::vector<TableColumn> keys,
            const std::vector<TableColumn>& others) {
  Part part;
  part.table = {std::move(name), std::move(meaning), keys.size(), std::move(keys)};
  part.table.columns.insert(part.table.columns.end(), others.begin(), others.end());
  return part;
}

/// Calls `add` for each round of a run that was played.
template <class Add>
void each_round(const FinishedRun& run, Add add) {
  if (run.record == nullptr) return;
  for (const Round& round : run.record->rounds) add(*run.played, round);
}

}  // namespace

Part offers_part() {
  std::vector<TableColumn> keys = exchange_keys();
  keys.push_back(whole("turn", "place within the exchange"));
  Part part = traced(
      "offers", "the exchanges of traced runs", std::move(keys),
      {text("kind", "offer, demand, or text of a mediator"),
       text("proposer", "who made it; empty: a mediator"), whole("passed", "1 where there was no offer"),
       whole("package", "what was offered"), real("gain", "its worth to the proposer over refusing"),
       real("acceptance", "probability of enough acceptances as the proposer saw it"),
       real("ratification", "probability that all ratify, as the proposer saw it"),
       real("objective", "what the proposer maximised"), whole("accepted", "1 where it was accepted")});
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    each_round(run, [&](const Scenario& scenario, const Round& round) {
      int turn = 0;
      for (const Exchange& exchange : round.exchanges) {
        const bool mediated = exchange.kind == Exchange::Kind::Text;
        Row& row = rows.emplace_back(
            Row{cell(run.run), cell(round.number), cell(exchange.number), cell(turn++),
                std::string(kKinds.at(static_cast<std::size_t>(exchange.kind))),
                mediated ? Cell() : Cell(scenario.actors[exchange.proposer].name), cell(exchange.passed)});
        if (exchange.passed) {
          row.resize(row.size() + 5);
        } else {
          row.insert(row.end(), {package_cell(scenario, exchange.package), number_cell(exchange.gain),
                                 number_cell(exchange.acceptance), number_cell(exchange.ratification),
                                 number_cell(exchange.objective)});
        }
        row.push_back(cell(exchange.accepted));
      }
    });
  };
  return part;
}

Part answers_part() {
  std::vector<TableColumn> keys = exchange_keys();
  keys.push_back(whole("turn", "place within the exchange"));
  keys.push_back(text("actor", "who answered"));
  Part part = traced(
      "answers", "the answers to offers in traced runs", std::move(keys),
      {whole("accepted", "1 for yes"), real("margin", "true margin; below 0 it refuses", "utility per year"),
       real("probability", "probability of a yes as the proposer saw it")});
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    each_round(run, [&](const Scenario& scenario, const Round& round) {
      int turn = 0;
      for (const Exchange& exchange : round.exchanges) {
        for (const Answer& answer : exchange.answers) {
          rows.push_back({cell(run.run), cell(round.number), cell(exchange.number), cell(turn),
                          scenario.actors[answer.actor].name, cell(answer.accepted),
                          number_cell(answer.margin), number_cell(answer.probability)});
        }
        ++turn;
      }
    });
  };
  return part;
}

Part votes_part() {
  Part part = traced(
      "votes", "the votes at home in traced runs",
      {whole("run", "number of the run"), whole("round", "the first is 0"), text("actor", "whose")},
      {real("support", "support as expected, without the disturbance"), real("threshold", "support needed"),
       real("probability", "probability of ratification before the vote"), whole("ratified", "1 for yes")});
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    each_round(run, [&](const Scenario& scenario, const Round& round) {
      for (const Vote& vote : round.votes) {
        rows.push_back({cell(run.run), cell(round.number), scenario.actors[vote.actor].name,
                        number_cell(vote.support), number_cell(vote.threshold), number_cell(vote.probability),
                        cell(vote.ratified)});
      }
    });
  };
  return part;
}

Part breaches_part() {
  Part part = traced("breaches", "broken agreements in traced runs",
                     {whole("run", "number of the run"), whole("round", "the first is 0"),
                      whole("breach", "the first is 1")},
                     {text("actor", "who broke it"), whole("signed", "round of signing"),
                      real("temptation", "what breaking it brought", "utility per year"),
                      real("cost", "what it cost in trust", "utility per year")});
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    each_round(run, [&](const Scenario& scenario, const Round& round) {
      int number = 0;
      for (const Breach& breach : round.breaches) {
        rows.push_back({cell(run.run), cell(round.number), cell(++number), scenario.actors[breach.actor].name,
                        cell(breach.signed_round), number_cell(breach.temptation), number_cell(breach.cost)});
      }
    });
  };
  return part;
}

}  // namespace entente
