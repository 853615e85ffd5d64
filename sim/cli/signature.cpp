#include "sim/cli/signature.hpp"

#include "sim/engine/signature.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

std::string_view signature_scenario() {
  return R"(entente: 1
title: A valley, a canal and a neighbour
time: {start: 2000-01, round: 0.5, rounds: 24, exchanges: 2}
quantities:
  loan: {unit: USD bn}
  embargo: {unit: share}
  warmth: {unit: index}
issues:
  valley:
    options: [held, shared, ceded]
    amounts: {warmth: {shared: 1, ceded: 2}}
  pact: {options: [none, signed], amounts: {warmth: {signed: 1}}}
  canal: {options: [none, small, large], amounts: {loan: {small: 1, large: 5}, warmth: {small: 1}}}
  law: {options: [local, joint]}
  trade_ban: {options: [full, eased, lifted], amounts: {embargo: {full: 0.6, eased: 0.2}}}
feasible:
  pact_first: {any: [{pact: signed}, {valley: {at_most: shared}}]}
settles: {pact: signed}
outcomes:
  order: [ceded, shared, project]
  ceded: {when: {valley: ceded}}
  shared: {when: {valley: shared}}
  project: {when: {canal: {at_least: small}}}
context:
  grain: {kind: ornstein_uhlenbeck, initial: 40, mean: 50, reversion: 0.5, volatility: 0.3, logarithmic: true}
  mood: {kind: markov, states: [calm, tense], values: {calm: 0, tense: 1}, start: calm, rates: {calm: {tense: 0.2}, tense: {calm: 0.5}}}
  clash: {kind: poisson, initial: 0, intensity: 0.2, size: 1, decay: 2}
  drift: {kind: random_walk, initial: 1, drift: 0.05, volatility: 0.1}
  vote: {kind: event, initial: 0, points: {"2003-06": 1}}
ties:
  friends: {layer: alliance, between: [lowland, port], weight: 1}
  lean: {layer: alignment, from: upland, to: port, weight: 0.4, rate: 0.5, drivers: {alone: {isolation: upland, effect: 0.3}, warm: {amount: warmth, effect: -0.05}}}
  goods: {layer: trade, between: [lowland, upland], weight: 8, rate: 0.5, drivers: {price: {context: grain, reference: 50, effect: 0.05}}}
  ban: {layer: sanctions, from: lowland, to: upland, weight: 0.3}
attenuation: 0.2
trust: {decay: 0.1, kept_per_year: 1, broken: 3}
influence: {rate: 0.2, layers: [alliance, alignment]}
obligations:
  pay: {issue: canal, by: lowland, to: upland}
  open: {issue: valley, by: upland, to: lowland}
protocol: {order: [lowland, upland], acts_order: [port, lowland, upland], offer_price: 0.001}
talks: {suspended: {clash: {at_least: 2}}}
actors:
  lowland:
    power: 2
    patience: 0.9
    process_value: 0.02
    meeting_cost: 0.01
    loss_aversion: 2
    curvature: 0.9
    alliance_weight: 0.3
    private_sd: 0.06
    private_persistence: 0.8
    susceptibility: 0.3
    trust_worth: 0.1
    implementation_sd: 0.05
    side_payment: {component: wealth, half: 4}
    tactic: {kind: polynomial, initial: 0.8, final: 0.2, exponent: 0.5, deadline: 8}
    beliefs: {upland: {profiles: {eager: 0.7, staller: 0.3}, learning: 0.5}}
    trust: {upland: {alpha: 1, beta: 2}}
    components:
      land:
        share: 0.4
        terms:
          valley: {kind: holding, share: 2, issue: valley, held: {shared: 0.4, ceded: 1}, aspiration: 0.6, aspiration_drift: 0.3}
          promise: {kind: pledge, share: 1, issue: valley, held: {shared: 0.5, ceded: 1}, level: 1, strength: 0.2, cost: 0.3}
      wealth:
        share: 0.4
        terms:
          canal:
            kind: project
            issue: canal
            quantity: loan
            role: investor
            half: 2
            viability: {context: grain, midpoint: 45, width: 10}
            risk: {investor: lowland, host: upland, base: 0.4, trust_effect: 0.5}
            protection: {issue: law, options: {joint: 0.5}}
            supply: {gross_return: 1.6, spread: 0.5}
            cost: 0.2
          ban: {kind: sanction, issue: trade_ban, quantity: embargo, role: sender, partner: upland, reference_trade: 10, burden: 0.3, leakage: 0.2}
      safety: {share: 0.2, terms: {lure: {kind: hedge, quantity: warmth, partner: upland, rival: port, believed: 0.5}}}
    ratification:
      threshold: 0.4
      uncertainty: 0.1
      persistence: 0.7
      preparation_decay: 0.2
      constituencies:
        farmers: {influence: 0.6, scale: 0.2, rent: 0.05, preparable: 0.5, values: {valley: {shared: 0.2, ceded: 0.5}, canal: {large: -0.1}}}
        traders: {influence: 0.4, scale: 0.1, values: {canal: {small: 0.1, large: 0.2}}}
    acts:
      speech: {price: 0.002, pledge: 0.5, benefit: 0.003}
      campaign: {price: 0.005, prepare: 0.6, trust: {upland: {kept: 0.5}}}
  upland:
    power: 1
    process_value: 0.03
    process_value_scale: {context: mood, reference: 0, slope: -0.5}
    meeting_cost: 0.01
    loss_aversion: 2.25
    curvature: 0.88
    private_sd: 0.06
    susceptibility: 0.2
    trust_worth: 0.1
    implementation_sd: 0.05
    tactic: {kind: constant, hold_out: 0.6}
    profiles:
      eager: {share: 0.5}
      staller: {share: 0.5, process_value_factor: 3, share_factors: {wealth: 0.5}}
    trust: {lowland: {alpha: 2, beta: 2}}
    components:
      land: {share: 0.3, terms: {valley: {kind: holding, issue: valley, held: {held: 1, shared: 0.8, ceded: 0.3}, jump: 0.1}}}
      wealth:
        share: 0.6
        terms:
          canal: {kind: project, share: 2, issue: canal, quantity: loan, role: host, half: 2, viability: {context: grain, midpoint: 45, width: 10}}
          ban: {kind: sanction, share: 1, issue: trade_ban, quantity: embargo, role: target, partner: lowland, reference_trade: 10, burden: 1, leakage: 0.2, rally: 0.1}
      law: {share: 0.1, terms: {courts: {kind: values, values: {law: {joint: -0.2}}}, bundle: {kind: linkage, issues: [law, valley], values: {joint: {shared: 0.1}}}}}
    acts:
      nothing: {signal: {eager: 0.5, staller: 0.8}}
      invite: {price: 0.004, signal: {eager: 0.5, staller: 0.2}, trust: {lowland: {kept: 1}}}
      court: {price: 0.003, ties: {lean: 0.2}, available: {mood: {at_least: 1}}}
    red_lines:
      own_courts: {never: {law: joint}, unless: {canal: large}}
      canal_first: {never: {valley: ceded}, unless_in_force: {canal: {at_least: small}}}
  port:
    role: third_party
    power: 3
    components:
      order: {share: 1, terms: {calm: {kind: values, values: {pact: {signed: 0.1}, trade_ban: {lifted: -0.3}}}}}
    acts:
      press: {price: 0.01, pressure: 1}
      bless: {price: 0.005, inducement: 0.5, available: {vote: {at_least: 1}}}
)";
}

std::string program_signature() {
  constexpr int kRuns = 50;
  return behaviour_signature(load_scenario_text(signature_scenario(), "signature").scenario, kRuns);
}

}  // namespace entente
