#include "sim/scenario/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace entente {
namespace {

using testing::HasSubstr;

/// Parses the text, reads it and keeps the log.
ReadLog read(std::string_view text, const std::function<void(Reader&)>& body) {
  ReadLog log;
  const Node root = parse_document(text, "a.yaml", log.problems);
  EXPECT_TRUE(log.problems.empty());
  Reader reader(root, "", "scenario", log);
  body(reader);
  reader.finish();
  return log;
}

void expect_one(const ReadLog& log, int line, int column, const std::string& key,
                const std::string& message) {
  ASSERT_EQ(log.problems.size(), 1U) << (log.problems.empty() ? "none" : to_string(log.problems.back()));
  EXPECT_EQ(log.problems[0].where, (Location{"a.yaml", line, column}));
  EXPECT_EQ(log.problems[0].key, key);
  EXPECT_THAT(log.problems[0].message, HasSubstr(message));
}

const std::vector<std::string> kTactics = {"boulware", "linear", "conceder"};
const NumberSpec kShare{.unit = "per year", .low = 0, .high = 1, .open_high = true, .fallback = {}};
const NumberSpec kAny{.fallback = {}};

TEST(Reader, ReadsEveryType) {
  const ReadLog log =
      read("t: text\nn: 12\nc: linear\nf: true\ni: -3\nx: 0.25\nl: [a, b]\nv: [1, 2.5]\nr: [anything]\n",
           [](Reader& r) {
             EXPECT_EQ(r.text("t"), "text");
             EXPECT_EQ(r.text("n"), "12");
             EXPECT_EQ(r.choice("c", kTactics), "linear");
             EXPECT_TRUE(r.flag("f"));
             EXPECT_EQ(r.integer("i", -5, 5), -3);
             EXPECT_EQ(r.number("x", kShare), 0.25);
             EXPECT_EQ(r.names("l"), (std::vector<std::string>{"a", "b"}));
             EXPECT_EQ(r.numbers("v", kAny), (std::vector<double>{1, 2.5}));
             EXPECT_TRUE(r.raw("r")->is_sequence());
             EXPECT_TRUE(r.has("t"));
             EXPECT_EQ(r.location("t"), (Location{"a.yaml", 1, 1}));
           });
  EXPECT_TRUE(log.problems.empty());
}

TEST(Reader, AbsentKeysGiveTheirFallback) {
  const ReadLog log = read("{}", [](Reader& r) {
    EXPECT_EQ(r.text("t", "x"), "x");
    EXPECT_EQ(r.choice("c", kTactics, "conceder"), "conceder");
    EXPECT_TRUE(r.flag("f", true));
    EXPECT_EQ(r.integer("i", 0, 5, 4), 4);
    EXPECT_EQ(r.number("x", {.low = 0, .high = 1, .fallback = 0.5}), 0.5);
    EXPECT_TRUE(r.names("l").empty());
    EXPECT_TRUE(r.numbers("v", kAny).empty());
    EXPECT_FALSE(r.child("k", "kind").has_value());
    EXPECT_TRUE(r.children("m", "kind").empty());
    EXPECT_EQ(r.raw("r"), nullptr);
    EXPECT_FALSE(r.has("h"));
  });
  EXPECT_TRUE(log.problems.empty());
  EXPECT_TRUE(log.parameters.empty());
}

TEST(Reader, MissingRequiredKeysAreReportedAtTheMapping) {
  const ReadLog log = read("\nk:\n  a: 1\n", [](Reader& r) {
    auto k = r.child("k", "kind", true);
    ASSERT_TRUE(k.has_value());
    k->integer("a", 0, 1);
    k->text("t");
    k->choice("c", kTactics);
    k->flag("f");
    k->integer("i", 0, 1);
    k->number("x", kShare);
    k->names("l", true);
    k->numbers("v", kAny, true);
    k->child("s", "kind", true);
    k->children("m", "kind", true);
    k->finish();
  });
  ASSERT_EQ(log.problems.size(), 9U);
  for (const Problem& problem : log.problems) {
    EXPECT_EQ(problem.where, (Location{"a.yaml", 3, 3}));
    EXPECT_THAT(problem.message, HasSubstr("missing"));
  }
  EXPECT_EQ(log.problems[0].key, "k.t");
}

TEST(Reader, WrongTypesSayWhatWasFoundAndWhatIsExpected) {
  expect_one(read("a: [1]\n", [](Reader& r) { EXPECT_EQ(r.number("a", kShare), 0); }), 1, 4, "a",
             "found a list, expected a number in [0, 1) (per year)");
  expect_one(read("a: '0.5'\n", [](Reader& r) { r.number("a", kShare); }), 1, 4, "a",
             "found the quoted text '0.5', expected a number");
  expect_one(read("a: 1\n", [](Reader& r) { r.number("a", kShare); }), 1, 4, "a", "found '1', expected");
  expect_one(read("a: 010\n", [](Reader& r) { r.number("a", kAny); }), 1, 4, "a",
             "found '010', expected a number");
  expect_one(read("a:\n", [](Reader& r) { r.number("a", kAny); }), 1, 1, "a",
             "found nothing, expected a number");
  expect_one(read("a: {b: 1}\n", [](Reader& r) { r.text("a"); }), 1, 4, "a",
             "found a mapping, expected text");
  expect_one(read("a: liner\n", [](Reader& r) { r.choice("a", kTactics); }), 1, 4, "a",
             "found 'liner', expected one of: boulware, linear, conceder; did you mean 'linear'?");
  expect_one(read("a: yes\n", [](Reader& r) { r.flag("a"); }), 1, 4, "a",
             "found 'yes', expected true or false");
  expect_one(read("a: 'true'\n", [](Reader& r) { r.flag("a"); }), 1, 4, "a", "found the quoted text 'true'");
  expect_one(read("a: 6\n", [](Reader& r) { EXPECT_EQ(r.integer("a", 1, 5), 1); }), 1, 4, "a",
             "found '6', expected a whole number in [1, 5]");
  expect_one(read("a: 1.5\n", [](Reader& r) { r.integer("a", 1, 5); }), 1, 4, "a", "found '1.5'");
  expect_one(read("a: x\n", [](Reader& r) { r.names("a"); }), 1, 4, "a",
             "found 'x', expected a list of names");
  expect_one(read("a: [x, '']\n", [](Reader& r) { r.names("a"); }), 1, 8, "a", "expected a name");
  expect_one(read("a: [x, y, x]\n", [](Reader& r) { r.names("a"); }), 1, 11, "a", "'x' stands here twice");
  expect_one(read("a: [1, x]\n", [](Reader& r) { r.numbers("a", kAny); }), 1, 8, "a",
             "found 'x', expected a number");
  expect_one(read("a: 1\n", [](Reader& r) { r.child("a", "kind"); }), 1, 4, "a",
             "found '1', expected a mapping");
  expect_one(read("a: [x]\n", [](Reader& r) { r.children("a", "kind"); }), 1, 4, "a", "names to mappings");
  expect_one(read("a: {b: 1}\n", [](Reader& r) { r.children("a", "kind"); }), 1, 8, "a.b",
             "expected a mapping");
  expect_one(read("a: {b.c: {}}\n", [](Reader& r) { r.children("a", "kind"); }), 1, 5, "a.b.c",
             "is not a name");
  expect_one(read("- 1\n", [](Reader& r) { r.text("a"); }), 1, 1, "", "found a list, expected a mapping");
}

TEST(Reader, UnknownKeysNameTheAllowedAndTheNearest) {
  expect_one(read("rounds: 1\n  \npatince: 2\n",
                  [](Reader& r) {
                    r.integer("rounds", 0, 9);
                    r.number("patience", {.fallback = 1});
                  }),
             3, 1, "patince",
             "unknown key 'patince'; allowed here: patience, rounds, source; did you mean 'patience'?");
}

TEST(Reader, FailNotesTheKey) {
  expect_one(read("b:\n  a: 1\n",
                  [](Reader& r) {
                    auto b = r.child("b", "kind");
                    b->raw("a");
                    b->fail("a", "no good");
                  }),
             2, 3, "b.a", "no good");
}

TEST(Reader, NumbersKeepUnitSourceRangeAndPlace) {
  const ReadLog log = read(
      "x:\n  value: 0.5\n  unit: per year\n  source: [C42, assumed ±50%]\n  note: why\n"
      "y: {value: 0.5, source: C1, range: [0.25, 0.75]}\nz: 0.5\n",
      [](Reader& r) {
        EXPECT_EQ(r.number("x", kShare), 0.5);
        r.number("y", kShare);
        r.number("z", kAny);
      });
  EXPECT_TRUE(log.problems.empty());
  ASSERT_EQ(log.parameters.size(), 3U);
  EXPECT_EQ(log.parameters[0].path, "x");
  EXPECT_EQ(log.parameters[0].value, 0.5);
  EXPECT_EQ(log.parameters[0].unit, "per year");
  EXPECT_EQ(log.parameters[0].low, 0);
  EXPECT_EQ(log.parameters[0].high, 1);
  EXPECT_EQ(log.parameters[0].sources, (std::vector<std::string>{"C42", "assumed ±50%"}));
  EXPECT_EQ(log.parameters[0].range, std::pair(0.25, 0.75));
  EXPECT_EQ(log.parameters[0].where, (Location{"a.yaml", 2, 10}));
  EXPECT_EQ(log.parameters[1].range, std::pair(0.25, 0.75));
  EXPECT_TRUE(log.parameters[2].sources.empty());
  EXPECT_EQ(log.parameters[2].range, std::nullopt);
}

TEST(Reader, AnOwnRangeWinsOverTheSource) {
  const ReadLog log = read("x: {value: 0.5, source: assumed ±50%, range: [0.4, 0.6]}\n",
                           [](Reader& r) { r.number("x", kShare); });
  ASSERT_EQ(log.parameters.size(), 1U);
  EXPECT_EQ(log.parameters[0].range, std::pair(0.4, 0.6));
}

TEST(Reader, SourcesAreInheritedFromTheNearestMapping) {
  const ReadLog log =
      read("source: C1\nm:\n  a: {x: 1}\n  b: {source: C2, x: 2, k: {y: {value: 3, source: C3}}}\n",
           [](Reader& r) {
             for (auto& [name, m] : r.children("m", "kind")) {
               m.number("x", kAny);
               if (auto k = m.child("k", "inner")) k->number("y", kAny);
               m.finish();
             }
           });
  EXPECT_TRUE(log.problems.empty());
  ASSERT_EQ(log.parameters.size(), 3U);
  EXPECT_EQ(log.parameters[0].path, "m.a.x");
  EXPECT_EQ(log.parameters[0].sources, (std::vector<std::string>{"C1"}));
  EXPECT_EQ(log.parameters[1].sources, (std::vector<std::string>{"C2"}));
  EXPECT_EQ(log.parameters[2].path, "m.b.k.y");
  EXPECT_EQ(log.parameters[2].sources, (std::vector<std::string>{"C3"}));
}

TEST(Reader, RefusesWrongPartsOfANumber) {
  const auto number = [](Reader& r) { r.number("x", kShare); };
  expect_one(read("x: {value: 2}\n", number), 1, 12, "x.value", "expected a number in [0, 1) (per year)");
  expect_one(read("x: {source: C1}\n", number), 1, 4, "x.value", "missing");
  expect_one(read("x: {value: 0.5, unit: months}\n", number), 1, 17, "x.unit",
             "found 'months', expected 'per year'");
  expect_one(read("x: {value: 0.5, unti: per year}\n", number), 1, 17, "x.unti", "did you mean 'unit'?");
  expect_one(read("x: {value: 0.5, range: [0.6, 0.7]}\n", number), 1, 17, "x.range",
             "the range [0.6, 0.7] does not hold the value 0.5");
  expect_one(read("x: {value: 0.5, range: [0.7, 0.2]}\n", number), 1, 17, "x.range", "low and its high");
  expect_one(read("x: {value: 0.5, range: [0.2]}\n", number), 1, 17, "x.range", "low and its high");
  expect_one(read("x: {value: 0.5, range: [-1, 0.7]}\n", number), 1, 25, "x.range", "found '-1', expected");
  expect_one(read("x: {value: 0.5, source: 'assumed [0.6, 0.7]'}\n", number), 1, 12, "x",
             "outside its source");
  expect_one(read("x: {value: 0.5, source: guess}\n", number), 1, 25, "x.source",
             "found 'guess', expected a source: C<1-133>");
  expect_one(read("x: {value: 0.5, source: {literature: y}}\n", number), 1, 25, "x.source", "in quotes");
}

TEST(Reader, LogsWhatEachBlockKnows) {
  const ReadLog log = read("k: {x: 0.5}\n", [](Reader& r) {
    r.has("c");
    r.choice("c", kTactics, "linear");
    r.has("c");
    auto k = r.child("k", "kind", true);
    k->number("x", kShare);
  });
  const auto& scenario = log.blocks.at("scenario");
  EXPECT_EQ(scenario.size(), 3U);
  EXPECT_EQ(scenario.at("source").type, "sources");
  EXPECT_EQ(scenario.at("c").type, "choice");
  EXPECT_EQ(scenario.at("c").choices, kTactics);
  EXPECT_FALSE(scenario.at("c").required);
  EXPECT_EQ(scenario.at("k").type, "mapping kind");
  EXPECT_TRUE(scenario.at("k").required);
  const KeyInfo& x = log.blocks.at("kind").at("x");
  EXPECT_EQ(x.type, "number");
  EXPECT_EQ(x.unit, "per year");
  EXPECT_EQ(x.low, 0);
  EXPECT_EQ(x.high, 1);
  EXPECT_TRUE(x.required);
}

}  // namespace
}  // namespace entente
