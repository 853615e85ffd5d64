#include "bench/reference/dice.hpp"

namespace entente::reference {

namespace {

Driver random_driver(Dice& dice, const Scenario& scenario, Driver::Kind kind) {
  Driver driver;
  driver.kind = kind;
  driver.effect = dice.between(-0.4, 0.6);
  if (kind == Driver::Kind::Context) {
    driver.name = "a_context";
    driver.of = dice.integer(0, scenario.context.size() - 1);
    driver.reference = scenario.context[driver.of].initial;
    driver.effect /= 1 + std::fabs(driver.reference);
  } else if (kind == Driver::Kind::Amount) {
    driver.name = "b_amount";
    driver.of = dice.integer(0, scenario.quantities.size() - 1);
  } else {
    driver.name = "c_isolation";
    driver.of = dice.integer(0, scenario.actors.size() - 1);
  }
  return driver;
}

Tie random_tie(Dice& dice, const Scenario& scenario, Layer layer, std::size_t from, std::size_t to) {
  Tie tie;
  tie.layer = layer;
  tie.from = from;
  tie.to = to;
  tie.mutual = dice.chance(0.4);
  tie.maximum = layer == Layer::Trade ? 1000 : 1;
  tie.weight = layer == Layer::Trade ? dice.between(1, 40) : dice.between(0, 1);
  tie.rate = dice.chance(0.6) ? dice.between(0.1, 2) : 0;
  for (const Driver::Kind kind : {Driver::Kind::Context, Driver::Kind::Amount, Driver::Kind::Isolation}) {
    if (kind == Driver::Kind::Context && scenario.context.empty()) continue;
    if (dice.chance(0.3)) tie.drivers.push_back(random_driver(dice, scenario, kind));
  }
  return tie;
}

}  // namespace

Process random_process(Dice& dice, const std::string& name) {
  Process process;
  process.name = name;
  if (name == "crisis") {
    process.kind = Process::Kind::Markov;
    process.states = {"calm", "tense", "war"};
    process.values = {0, 0.5, 1};
    process.rates = {
        {0, dice.between(0.1, 1), 0}, {dice.between(0.1, 2), 0, 0.1}, {0, dice.between(0, 1), 0}};
    process.start = dice.integer(0, 2);
    process.initial = process.values[process.start];
  } else if (name == "mood") {
    process.kind = Process::Kind::Poisson;
    process.intensity = dice.between(0.1, 2);
    process.size = dice.between(-1, 1);
    process.decay = dice.between(0, 2);
  } else if (name == "oil") {
    process.kind = Process::Kind::OrnsteinUhlenbeck;
    process.logarithmic = dice.chance(0.5);
    process.initial = dice.between(30, 70);
    process.mean = dice.between(30, 70);
    process.reversion = dice.between(0.2, 2);
    process.volatility = process.logarithmic ? 0.6 : 25;
  } else if (name == "price") {
    process.kind = Process::Kind::RandomWalk;
    process.logarithmic = dice.chance(0.5);
    process.initial = 1;
    process.drift = dice.between(-0.2, 0.2);
    process.volatility = dice.between(0, 0.8);
  } else {
    process.kind = name == "stance" ? Process::Kind::Event : Process::Kind::Series;
    double when = dice.between(-1, 1);
    for (std::size_t n = dice.integer(1, 4); n > 0; --n) {
      process.points.emplace_back(when, dice.between(-1.5, 1.5));
      when += dice.between(0.2, 2);
    }
  }
  return process;
}

void random_ties(Dice& dice, Scenario& scenario) {
  for (const Layer layer :
       {Layer::Trade, Layer::Alliance, Layer::Alignment, Layer::Sanctions, Layer::Rivalry}) {
    for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
      for (std::size_t j = 0; j < scenario.actors.size(); ++j) {
        if (i == j || !dice.chance(layer == Layer::Rivalry ? 0.1 : 0.4)) continue;
        Tie tie = random_tie(dice, scenario, layer, i, j);
        const std::size_t number = scenario.ties.size() + 100;
        tie.name = "tie_" + std::to_string(number);
        scenario.ties.push_back(tie);
      }
    }
  }
  // Below 1/(largest row sum of the maxima), so that the Katz sum converges.
  std::vector<double> rows(scenario.actors.size(), 0.0);
  for (const Tie& tie : scenario.ties) {
    if (tie.layer != Layer::Alliance && tie.layer != Layer::Alignment) continue;
    rows[tie.from] += tie.maximum;
    if (tie.mutual) rows[tie.to] += tie.maximum;
  }
  const double largest = std::max(1.0, *std::ranges::max_element(rows));
  scenario.attenuation = dice.between(0.05, 0.9) / largest;
}

}  // namespace entente::reference
