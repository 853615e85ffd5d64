#include "sim/experiment/export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

std::string exported(const Database& database, const std::string& table, ExportFormat format) {
  std::string text;
  export_table(database, table, format, [&](std::string_view piece) { text += piece; });
  return text;
}

TEST(Export, QuotesWhatNeedsItAndLeavesNothingEmpty) {
  const Folder folder;
  Database database(folder.file("a.db"), Database::Mode::Create);
  database.execute(
      "create table t(\"a.b\" integer primary key, \"x,y\" text, z real);"
      "insert into t values(2, 'say \"no\"', 0.1), (1, null, 1.0), (3, 'two\nlines', null)");
  EXPECT_EQ(exported(database, "t", ExportFormat::Csv),
            "a.b,\"x,y\",z\n1,,1\n2,\"say \"\"no\"\"\",0.1\n3,\"two\nlines\",\n");
  const auto json = nlohmann::json::parse(exported(database, "t", ExportFormat::Json));
  ASSERT_EQ(json.size(), 3U);
  EXPECT_EQ(json[0]["a.b"], 1);
  EXPECT_TRUE(json[0]["x,y"].is_null());
  EXPECT_EQ(json[1]["x,y"], "say \"no\"");
  EXPECT_EQ(json[1]["z"], 0.1);
  EXPECT_THROW(exported(database, "u", ExportFormat::Csv), InputError);
}

TEST(Views, TheLongFormHasEveryValueOfTheWideOne) {
  const Folder folder;
  play_into(folder.file("a.db"), *small_sweep(25));
  const Database database(folder.file("a.db"), Database::Mode::Read);
  const auto number = [&](const char* sql) { return database.value(sql); };
  EXPECT_EQ(number("select count(*) from parameters_long"),
            number("select 25 * (select count(*) from sampled)"));
  EXPECT_EQ(number("select count(*) from utilities_long where kind = 'total'"), Cell(std::int64_t{25 * 3}));
  EXPECT_EQ(number("select value from utilities_long where run = 7 and actor = 'east' and kind = 'total'"),
            number("select \"east.total\" from utilities where run = 7"));
  EXPECT_EQ(number("select lack from gaps_long where run = 7 and outcome = 'shared' and origin = 'start' and "
                   "party = 'west'"),
            number("select \"shared.start.west.lack\" from gaps where run = 7"));
  EXPECT_EQ(number("select count(*) from gaps_long"), Cell(std::int64_t{25 * 2 * 2 * 2}));
  EXPECT_EQ(number("select trust from trust_long where run = 7 and truster = 'east' and trusted = 'west'"),
            number("select \"trust.east.west\" from endings where run = 7"));
  EXPECT_EQ(number("select sum(happened) from outcome_shares"), Cell(std::int64_t{25}));
  EXPECT_EQ(number("select count(*) from codebook where meaning = ''"), Cell(std::int64_t{0}));
}

TEST(Views, TakeMoreColumnsThanAUnionMayHaveSelects) {
  const Folder folder;
  play_into(folder.file("a.db"), Sweep(load_scenario(ENTENTE_SOURCE_DIR "/scenarios/kuril/base.yaml",
                                                     std::vector<std::string>{"time.rounds=1"}),
                                       {Vary::Kind::Assumed, {}}, {}));
  const Database database(folder.file("a.db"), Database::Mode::Read);
  EXPECT_EQ(database.value("select count(*) from parameters_long"),
            database.value("select count(*) from sampled"));
  EXPECT_EQ(database.value("select count(*) from gaps_long"), Cell(std::int64_t{7 * 2 * 2}));
}

}  // namespace
}  // namespace entente
