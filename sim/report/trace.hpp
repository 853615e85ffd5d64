#pragma once

#include <string>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// The rounds of a run as CSV (RFC 4180, LF), one event a row, with the columns
///
///     round, date, kind, exchange, actor, subject, value, probability, threshold, result
///
/// Empty where a kind does not use a column. Utilities are a year; numbers read back the same; NaN is empty.
/// By kind:
///
///     context      subject process; value; result the state of a Markov chain
///     tie          subject tie; value its weight
///     trust        actor trusts subject; value τ
///     belief       actor about subject "actor.profile"; value the probability
///     act          actor; subject the act in force
///     attend       actor; value the left-hand side of the rule; result yes|no
///     talks        result held|suspended|none
///     pass         exchange, actor
///     offer        exchange, actor; subject the issues changed, "issue=option;issue=option"; value V − R of
///     the
///                  proposer, probability Q, result accepted|refused
///     answer       exchange, actor; subject as in offer; value the true margin; probability what the
///     proposer
///                  expected; result yes|no
///     reason       exchange, actor; subject a component, alliance, private_valuation, process_value or hope;
///     value
///                  its part of the answer (where reasons were recorded)
///     vote         actor; value the support; threshold; probability before the vote; result yes|no
///     breach       actor; subject the date of signing; value the temptation; threshold the cost
///     agreement    subject the issues changed
///     arrangement  subject the issues that differ from the status quo at the end of the round
///     utility      actor; value U of that arrangement
std::string trace_csv(const Scenario& scenario, const RunRecord& record);

/// The same rounds, one JSON object a line (see round_json).
std::string trace_jsonl(const Scenario& scenario, const RunRecord& record);

}  // namespace entente
