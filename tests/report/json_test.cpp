#include "sim/report/json.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "sim/report/trace.hpp"
#include "tests/report/tiny.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

TEST(Json, HasNamesForIndicesAndNullForNaN) {
  const Scenario scenario = tiny_scenario();
  const Json result = result_json(scenario, tiny_record(scenario).result);
  EXPECT_EQ(result["outcome"], "other");
  EXPECT_EQ(result["arrangement"], (Json{{"pasture", "south_keeps"}, {"toll", "none"}}));
  EXPECT_EQ(result["types"], (Json{{"south", "soft"}}));
  EXPECT_EQ(result["agreements"][0]["changes"], (Json{{"toll", "low"}}));
  EXPECT_EQ(result["agreements"][0]["broken"], "2003-03");
  EXPECT_EQ(result["blocks"][0]["reason"], "land");
  EXPECT_EQ(result["trust"]["north"]["south"], 0.25);
  const Json read = Json::parse(result.dump());
  EXPECT_TRUE(read["gaps"][0]["parties"]["south"]["side_payment"].is_null());
}

TEST(Json, NumbersReadBackTheSame) {
  const Scenario scenario = tiny_scenario();
  RunRecord record = tiny_record(scenario);
  record.result.frontier_distance = 0.1 + 0.2;
  record.result.nash_product = std::numeric_limits<double>::denorm_min();
  record.result.seed = std::numeric_limits<std::uint64_t>::max();
  const Json read = Json::parse(record_json(scenario, record, true));
  EXPECT_EQ(read["frontier_distance"].get<double>(), 0.1 + 0.2);
  EXPECT_EQ(read["nash_product"].get<double>(), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(read["seed"].get<std::uint64_t>(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(read["rounds"].size(), 6U);
  EXPECT_EQ(read["rounds"][0]["exchanges"][0]["answers"][0]["reasons"]["components"]["land"], -0.31);
}

TEST(Json, TheOfferIsGivenAgainstWhatIsInForce) {
  const Scenario scenario = tiny_scenario();
  Round round = tiny_round(scenario, 0, kToll);
  round.exchanges = {{Exchange::Kind::Offer, 0, 1, false, kSharedWithToll, 0.1, 1, 1, 0.1, {}, false}};
  EXPECT_EQ(round_json(scenario, round, kToll)["exchanges"][0]["offer"], (Json{{"pasture", "shared"}}));
  EXPECT_EQ(round_json(scenario, round, kStatusQuo)["exchanges"][0]["offer"],
            (Json{{"pasture", "shared"}, {"toll", "low"}}));
}

/// Fields of one CSV line, quotes taken off.
std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> all(1);
  bool inside = false;
  for (std::size_t k = 0; k < line.size(); ++k) {
    if (line[k] == '"' && inside && k + 1 < line.size() && line[k + 1] == '"') {
      all.back() += line[++k];
    } else if (line[k] == '"') {
      inside = !inside;
    } else if (line[k] == ',' && !inside) {
      all.emplace_back();
    } else {
      all.back() += line[k];
    }
  }
  EXPECT_FALSE(inside);
  return all;
}

TEST(Trace, EveryRowOfTheCsvHasItsColumns) {
  Scenario scenario = tiny_scenario();
  scenario.issues[1].options[1] = "low, \"fair\"";
  std::istringstream lines(trace_csv(scenario, tiny_record(scenario)));
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "round,date,kind,exchange,actor,subject,value,probability,threshold,result");
  std::set<std::string> kinds;
  bool quoted = false;
  while (std::getline(lines, line)) {
    const std::vector<std::string> row = fields(line);
    ASSERT_EQ(row.size(), 10U) << line;
    kinds.insert(row[2]);
    quoted = quoted || row[5] == "toll=low, \"fair\"";
  }
  EXPECT_TRUE(quoted);
  const std::set<std::string> expected{"context", "trust",     "act",         "attend", "talks",
                                       "pass",    "offer",     "answer",      "reason", "vote",
                                       "breach",  "agreement", "arrangement", "utility"};
  EXPECT_EQ(kinds, expected);
}

TEST(Trace, RowsOfTheCsv) {
  const Scenario scenario = tiny_scenario();
  const std::string text = trace_csv(scenario, tiny_record(scenario));
  for (const char* row :
       {"\n0,2001-03,offer,0,north,pasture=north_takes,0.31,0.36000000000000004,,refused\n",
        "\n0,2001-03,answer,0,south,pasture=north_takes,-0.25,0.4,,no\n",
        "\n0,2001-03,reason,0,south,land,-0.31,,,\n", "\n1,2001-09,pass,1,north,,,,,\n",
        "\n3,2002-09,context,,,weather,1,,,very_dry\n", "\n3,2002-09,vote,,south,,0.55,0.999,0.45,yes\n",
        "\n3,2002-09,agreement,,,toll=low,,,,\n", "\n4,2003-03,breach,,south,2002-09,0.05,,0.03,\n",
        "\n5,2003-09,attend,,north,,-0.012,,,no\n", "\n5,2003-09,talks,,,,,,,none\n"})
    EXPECT_NE(text.find(row), std::string::npos) << row;
}

TEST(Trace, JsonLinesAreOneRoundEach) {
  const Scenario scenario = tiny_scenario();
  std::istringstream lines(trace_jsonl(scenario, tiny_record(scenario)));
  std::string line;
  int rounds = 0;
  while (std::getline(lines, line)) EXPECT_EQ(Json::parse(line)["round"], rounds++);
  EXPECT_EQ(rounds, 6);
}

}  // namespace
}  // namespace entente
