// One mistake at a time in the blocks `uncertain` and `correlated` and in the coders of a number.

#include <gtest/gtest.h>

#include "tests/scenario/mistake.hpp"

namespace entente {
namespace {

class UncertainMistake : public testing::TestWithParam<Mistake> {};

TEST_P(UncertainMistake, IsNamedAtItsPlace) { expect_mistake_is_named(GetParam()); }

const std::string kOil = "kind: truncated_normal, mean: 0.3, sd: 0.1, low: 0, high: 0.6}";
const std::string kPatience = "kind: triangular, low: 0.7, mode: 0.9, high: 0.95}";

INSTANTIATE_TEST_SUITE_P(
    Entries, UncertainMistake,
    testing::Values(
        Mistake{"path: context.oil.volatility", "path: context.oil.volatilty", "context.oil.volatilty",
                "uncertain.oil.path",
                "found 'context.oil.volatilty', which is no number of the scenario; did you mean "
                "'context.oil.volatility'?"},
        Mistake{"path: context.oil.volatility", "path: time.rounds", "time.rounds", "uncertain.oil.path",
                "no number of the scenario"},
        Mistake{"path: context.oil.volatility", "path: uncertain.oil.mean", "uncertain.oil.mean",
                "uncertain.oil.path", "no number of the scenario"},
        Mistake{"path: context.oil.volatility, ", "", "{kind: truncated_normal", "uncertain.oil.path",
                "missing"},
        Mistake{"path: context.oil.volatility", "path: context.mood.drift", "context.mood.drift, kind: trunc",
                "uncertain.oil.path", "is 'context.mood.drift', which 'drift' has too; a number has one law"},
        Mistake{"kind: truncated_normal", "kind: truncated_normall", "truncated_normall",
                "uncertain.oil.kind", "did you mean 'truncated_normal'?"},
        Mistake{"kind: truncated_normal, ", "", "{path: context.oil.vol", "uncertain.oil.kind", "missing"},
        Mistake{"kind: truncated_normal, mean", "kind: truncated_normal, meen", "meen", "uncertain.oil.meen",
                "did you mean 'mean'?"},
        Mistake{"kind: normal, mean: 0.1, sd", "kind: normal, mode: 0, mean: 0.1, sd", "mode: 0, mean",
                "uncertain.drift.mode", "unknown key 'mode'"},
        Mistake{"  heat: {path", "  9heat: {path", "9heat", "uncertain.9heat", "names start with a letter"},
        Mistake{"  heat: {path", "  all: {path", "all: {path: context.quake", "uncertain.all",
                "a meaning of its own"},
        Mistake{"uncertain:\n", "uncertain:\n  what: 3\n", "3\n  border", "uncertain.what",
                "expected a mapping"},
        Mistake{"delay: {at: {value: 4, source: assumed ±50%}", "delay: {at: {value: 4, source: C1}",
                "assumed, source: definition", "uncertain.border.kind",
                "has neither a `range` nor a source that gives one"},
        Mistake{"delay: {at: {value: 4, source: assumed ±50%}", "delay: {at: {value: 4, range: [4, 4]}",
                "assumed, source: definition", "uncertain.border.kind", "is the one number 4"}));

INSTANTIATE_TEST_SUITE_P(
    Laws, UncertainMistake,
    testing::Values(
        Mistake{kPatience, "kind: triangular, low: 0.7, high: 0.95}", "{path: actors.alpha.patience",
                "uncertain.patience.mode", "missing; triangular needs mode"},
        Mistake{kPatience, "kind: triangular, low: 0.7, mode: 0.96, high: 0.95}", "0.96, high",
                "uncertain.patience.mode", "is 0.96; it must lie between low and high, in [0.7, 0.95]"},
        Mistake{kPatience, "kind: uniform, low: 0.7, high: 0.7}", "0.7, high: 0.7}", "uncertain.patience.low",
                "low is 0.7 and high is 0.7; low must be below high"},
        Mistake{kPatience, "kind: log_uniform, low: 0, high: 0.7}", "0, high: 0.7}", "uncertain.patience.low",
                "log_uniform needs a low above 0"},
        Mistake{kPatience, "kind: uniform, low: {value: 0.7}, high: 0.9}", "{value: 0.7}, h",
                "uncertain.patience.low", "found a mapping, expected a number"},
        Mistake{kPatience, "kind: beta, a: 0, b: 1}", "0, b: 1}", "uncertain.patience.a", "[0.001, 10000]"},
        Mistake{kOil, "kind: truncated_normal, mean: 0.3, sd: 0, low: 0}", "0, low: 0}", "uncertain.oil.sd",
                "expected a number in (0, 1e+150]"},
        Mistake{kOil, "kind: truncated_normal, mean: 0.3, sd: 0.1}", "{path: context.oil.vol",
                "uncertain.oil", "needs low, high or both"},
        Mistake{kOil, "kind: truncated_normal, mean: 0.3, sd: 0.01, low: 0.7, high: 1}", "0.7, high: 1",
                "uncertain.oil.low", "is 0.7, more than 30 standard deviations above the mean"},
        Mistake{kOil, "kind: truncated_normal, mean: 9, sd: 0.1, low: 0, high: 1}", "1}\n  patience",
                "uncertain.oil.high", "is 1, more than 30 standard deviations below the mean"},
        Mistake{kOil, "kind: truncated_normal, mean: 0, sd: 1e12, low: 0, high: 1}", "1e12",
                "uncertain.oil.sd", "as wide as the law"},
        Mistake{kOil, "kind: lognormal, median: 0, spread: 1}", "0, spread: 1}", "uncertain.oil.median",
                "expected a number in [1e-100, 1e+100]"},
        Mistake{kOil, "kind: uniform, low: 0, high: 1e200}", "1e200", "uncertain.oil.high",
                "[-1e+150, 1e+150]"},
        Mistake{"values: [1, 1.5, 2], weights: [1, 2, 1]", "values: [], weights: []", "[], weights: []",
                "uncertain.fall.values", "are empty"},
        Mistake{"values: [1, 1.5, 2], weights: [1, 2, 1]", "weights: [1, 2, 1]", "{path: actors.beta.loss",
                "uncertain.fall.values", "missing"},
        Mistake{"weights: [1, 2, 1]", "weights: [1, 2]", "[1, 2]}", "uncertain.fall.weights",
                "are 2 for 3 values"},
        Mistake{"weights: [1, 2, 1]", "weights: [0, 0, 0]", "[0, 0, 0]", "uncertain.fall.weights",
                "are all 0"},
        Mistake{"weights: [1, 2, 1]", "weights: [1, -2, 1]", "-2, 1]", "uncertain.fall.weights",
                "expected a number in [0, 1e+150]"},
        Mistake{"values: [0.35, 0.4, 0.45]", "values: [0.35, many]", "many]", "uncertain.votes.values",
                "found 'many'"},
        Mistake{"values: [0.35, 0.4, 0.45]", "values: 0.4", "0.4}\ncorr", "uncertain.votes.values",
                "expected a list"},
        Mistake{"weights: {ben: 2}", "weights: {bne: 2}", "bne: 2", "uncertain.sight.weights.bne",
                "did you mean 'ben'?"},
        Mistake{"values: {anna: 1,", "values: {9: 1,", "9: 1,", "uncertain.sight.values.9",
                "names start with a letter"}));

INSTANTIATE_TEST_SUITE_P(
    Support, UncertainMistake,
    testing::Values(Mistake{kPatience, "kind: uniform, low: 0.7, high: 1.2}", "1.2}",
                            "uncertain.patience.high", "is 1.2; actors.alpha.patience must lie in (0, 1)"},
                    Mistake{kPatience, "kind: normal, mean: 0.9, sd: 0.1}", "normal, mean: 0.9",
                            "uncertain.patience.kind",
                            "is normal, with values up to inf; actors.alpha.patience must lie in (0, 1); use "
                            "truncated_normal or beta"},
                    Mistake{kPatience, "kind: lognormal, median: 0.9, spread: 0.1}", "lognormal, median: 0.9",
                            "uncertain.patience.kind", "is lognormal, with values up to inf"},
                    Mistake{kPatience, "kind: truncated_normal, mean: 0.9, sd: 0.1, low: 0.5}",
                            "truncated_normal, mean: 0.9", "uncertain.patience.kind",
                            "with values up to inf; actors.alpha.patience must lie in (0, 1); write high"},
                    Mistake{kPatience, "kind: beta, a: 2, b: 0.5}", "0.5}\n  salience",
                            "uncertain.patience.b", "is below 1, so that values pile up at 1"},
                    Mistake{kPatience, "kind: beta, a: 0.5, b: 2}", "0.5, b: 2", "uncertain.patience.a",
                            "values pile up at 0"},
                    Mistake{"path: actors.beta.loss_aversion", "path: actors.alpha.curvature", "1.5, 2]",
                            "uncertain.fall.values",
                            "found 1.5, expected a number in (0, 1], as actors.alpha.curvature must"},
                    Mistake{"path: actors.gamma.power", "path: actors.gamma.curvature", "2, carl",
                            "uncertain.sight.values.ben", "found 2, expected a number in (0, 1]"},
                    Mistake{"path: context.quake.size, kind: lognormal",
                            "path: actors.gamma.loss_aversion, kind: lognormal", "lognormal, median: 1",
                            "uncertain.heat.kind", "with values down to 0"},
                    Mistake{"path: actors.gamma.power, kind", "path: actors.gamma.positions.delay.at, kind",
                            "1, ben", "uncertain.sight.values.anna",
                            "found 1, expected a number in [4, 10] (years)"}));

INSTANTIATE_TEST_SUITE_P(
    Groups, UncertainMistake,
    testing::Values(
        Mistake{"of: [patience, sureness]", "of: [patience, surenes]", "surenes]", "correlated.nerves.of",
                "did you mean 'sureness'?"},
        Mistake{"of: [patience, sureness]", "of: [patience]", "of: [patience]", "correlated.nerves.of",
                "found 1, expected 2 to 200"},
        Mistake{"of: [patience, sureness]", "of: [patience, patience]", "patience], c",
                "correlated.nerves.of", "stands here twice"},
        Mistake{"of: [patience, sureness]", "of: [patience, oil]", "of: [oil, drift", "correlated.weather.of",
                "has oil, which is in the group 'nerves' already"},
        Mistake{"of: [patience, sureness], ", "", "{correlation: 0.6", "correlated.nerves.of", "missing"},
        Mistake{"correlation: 0.6", "correlation: 1", "1}\n  weather", "correlated.nerves.correlation",
                "expected a number in (-1, 1)"},
        Mistake{"correlation: 0.6", "note: none", "{of: [patience", "correlated.nerves",
                "needs `correlation`, one for every pair, or `pairs`, and not both"},
        Mistake{"correlation: 0.6", "correlation: 0.6, pairs: {}", "{of: [patience", "correlated.nerves",
                "not both"},
        Mistake{"correlation: 0.6", "correlation: 0.9999999999999999", "0.9999999999999999",
                "correlated.nerves.correlation", "too near to 1"},
        Mistake{"pairs: {oil: {drift: 0.5}, heat: {oil: -0.2}}", "correlation: -0.6", "-0.6, note",
                "correlated.weather.correlation", "is -0.6; among 3 numbers it must be above -0.5"},
        Mistake{"heat: {oil: -0.2}", "heat: {oil: -0.9, drift: 0.9}", "pairs:", "correlated.weather.pairs",
                "contradict each other: no 3 numbers are correlated like this"},
        Mistake{"heat: {oil: -0.2}", "heat: {oil: -0.2, heat: 0.1}", "0.1}}, note",
                "correlated.weather.pairs.heat.heat", "is the number itself"},
        Mistake{"heat: {oil: -0.2}", "drift: {oil: -0.2}", "0.5}, drift",
                "correlated.weather.pairs.oil.drift", "the pair of drift and oil stands here twice"},
        Mistake{"heat: {oil: -0.2}", "heet: {oil: -0.2}", "heet", "correlated.weather.pairs.heet",
                "found 'heet', which is not a member of this group"},
        Mistake{"heat: {oil: -0.2}", "heat: {oli: -0.2}", "oli: -0.2", "correlated.weather.pairs.heat.oli",
                "did you mean 'oil'?"},
        Mistake{"heat: {oil: -0.2}", "heat: {oil: -1}", "-1}", "correlated.weather.pairs.heat.oil",
                "expected a number in (-1, 1)"}));

INSTANTIATE_TEST_SUITE_P(
    Coded, UncertainMistake,
    testing::Values(Mistake{"coders: {anna: 0.4, ben: 0.7}", "coders: {anna: 0.4}", "coders: {anna",
                            "actors.alpha.power.coders",
                            "found 1, expected the numbers of at least two coders"},
                    Mistake{"coders: {anna: 0.4, ben: 0.7}", "coders: {anna: 0.4, ben: -1}", "-1}",
                            "actors.alpha.power.coders.ben", "found '-1', expected a number in [0, inf)"},
                    Mistake{"coders: {anna: 0.4, ben: 0.7}", "coders: {anna: 0.4, ben: {value: 1}}",
                            "{value: 1}", "actors.alpha.power.coders.ben", "found a mapping"},
                    Mistake{"coders: {anna: 0.4, ben: 0.7}", "coders: {anna: 0.4, 2nd: 0.7}", "2nd",
                            "actors.alpha.power.coders.2nd", "names start with a letter"},
                    Mistake{"coders: {anna: 0.4, ben: 0.7}", "coders: [0.4, 0.7]", "[0.4, 0.7]",
                            "actors.alpha.power.coders", "found a list, expected a mapping"},
                    Mistake{"{value: 0.5, coders: {anna: 0.4, ben: 0.7}}", "{coders: {anna: 0.4, ben: 0.7}}",
                            "{coders", "actors.alpha.power.value", "missing"},
                    Mistake{"coders: {anna: 0.4", "codres: {anna: 0.4", "codres", "actors.alpha.power.codres",
                            "did you mean 'coders'?"},
                    Mistake{"delay: {at: {value: 4, source: assumed ±50%}",
                            "delay: {at: {value: 4, source: assumed ±50%, coders: {a: 4, b: 12}}",
                            "at: {value: 4", "actors.alpha.positions.delay.at",
                            "is 12 to the coder b; delay runs from 4 to 10"}));

}  // namespace
}  // namespace entente
