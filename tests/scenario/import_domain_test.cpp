#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>

#include "sim/core/random.hpp"
#include "tests/scenario/import_text.hpp"

namespace entente {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kDomain = R"(id: pond
source: "own work: made up"
licence: CC0-1.0
note: two issues
utility: additive
issues:
- name: who fishes
  values: [no one, 'no-one', 'no one!', LNG+pipe, no one]
- name: any
  values: ['2.4', '30']
actors:
- name: West
  reservation: 0.35
  weights: [0.7, 0.25]
  values:
  - [0.0, 0.1, 0.2, 0.3, 1.0]
  - [320.0, -0.5]
- name: East
  reservation: 0
  weights: [0.5, 0.5]
  values:
  - [1.0, 0.1, 0.2, 0.3, 0.0]
  - [0.3333333333333333, 1e-7]
)";

/// The domain without its value that stands twice.
std::string sound() { return with(kDomain, ", no one]", ", none]"); }

TEST(ImportDomain, TakesWeightsAndValuesAsTheyStand) {
  const Scenario scenario = imported_scenario({{"pond.yaml", sound()}});
  EXPECT_EQ(scenario.title, "pond");
  EXPECT_EQ(scenario.description, "two issues");
  ASSERT_EQ(scenario.actors.size(), 2U);
  EXPECT_EQ(scenario.actors[0].name, "East");
  EXPECT_EQ(scenario.actors[1].disagreement, 0.35);
  EXPECT_TRUE(starts_from_nothing(scenario));
  EXPECT_THAT(scenario.protocol.order, ElementsAre(1U, 0U));
  const ValuesTerm& west = values_of(scenario, 1);
  // Weights that do not sum to 1 stay.
  EXPECT_EQ(west.issues[0].weight, 0.25);
  EXPECT_EQ(west.issues[1].weight, 0.7);
  EXPECT_THAT(west.issues[0].values, ElementsAre(320, -0.5));
  EXPECT_THAT(values_of(scenario, 0).issues[0].values, ElementsAre(0.3333333333333333, 1e-7));
}

TEST(ImportDomain, MakesNamesValidAndKeepsWhatThingsWereCalled) {
  const Scenario scenario = imported_scenario({{"pond.yaml", sound()}});
  EXPECT_EQ(scenario.issues[0].name, "any_1");
  EXPECT_EQ(scenario.issues[0].title, "any");
  EXPECT_THAT(scenario.issues[0].options, ElementsAre("2_4", "30"));
  EXPECT_EQ(scenario.issues[1].name, "who_fishes");
  EXPECT_THAT(scenario.issues[1].options, ElementsAre("no_one", "no-one", "no_one_2", "LNG_pipe", "none"));
  EXPECT_THAT(scenario.issues[1].option_titles, ElementsAre("no one", "", "no one!", "LNG+pipe", ""));
}

TEST(ImportNames, AreWhatTheLanguageTakes) {
  NameMaker maker(NameMaker::First::Letter, "actor");
  EXPECT_EQ(maker.make("Camera-B-prof1"), "Camera-B-prof1");
  EXPECT_EQ(maker.make("  Fire & ice!! "), "Fire_ice");
  EXPECT_EQ(maker.make("Fire_ice"), "Fire_ice_2");
  EXPECT_EQ(maker.make("Fire ice"), "Fire_ice_3");
  EXPECT_EQ(maker.make("7 dwarfs"), "actor_7_dwarfs");
  EXPECT_EQ(maker.make("日本"), "actor");
  EXPECT_EQ(maker.make("中国"), "actor_2");
  EXPECT_EQ(maker.make(""), "actor_3");
  EXPECT_EQ(maker.make("source"), "source_1");
  EXPECT_EQ(maker.make("source"), "source_2");
  EXPECT_EQ(maker.make(std::string(500, 'x')).size(), 60U);
  NameMaker options(NameMaker::First::LetterOrDigit, "option");
  EXPECT_EQ(options.make("2.4"), "2_4");
  EXPECT_EQ(options.make("-"), "-");
}

TEST(ImportDomain, NumbersComeBackAsTheSameDoubles) {
  // 200 doubles with all their bits: what is written is read back exactly.
  ImportedGame game;
  game.text = {{}, "bits", "", "none"};
  ImportedIssue issue{"issue", "", {}, 0};
  std::vector<double> values;
  for (std::uint64_t k = 0; k < 200; ++k) {
    const std::uint64_t bits = (k * 0x9E3779B97F4A7C15U) >> 12U;
    values.push_back((std::bit_cast<double>(bits | 0x3FF0000000000000U) - 1.5) * (k % 2 == 0 ? 1 : 1e-9));
    issue.options.push_back("o" + std::to_string(k));
  }
  game.issues = {issue};
  game.parties = {{"a", 0.1, {}, {1}, {values}}, {"b", -0.1, {}, {1}, {values}}};
  const Scenario scenario = load_scenario_text(write_scenario(game), "bits").scenario;
  EXPECT_EQ(values_of(scenario, 0).issues[0].values, values);
  EXPECT_EQ(scenario.actors[1].disagreement, -0.1);
}

TEST(ImportDomain, SaysWhatIsWrongAndWhere) {
  const auto error = [](const std::string& from, const std::string& to) {
    return import_error({{"pond.yaml", with(sound(), from, to)}}, ImportFormat::Domain);
  };
  EXPECT_THAT(import_error({{"pond.yaml", kDomain}}),
              HasSubstr("pond.yaml:8:51: issues[0].values: the name 'no one' stands here twice"));
  EXPECT_THAT(
      error("reservation: 0.35", "reserve: 0.35"),
      AllOf(HasSubstr("pond.yaml:12:3: actors[0].reservation: missing"), HasSubstr("actors[0].reserve")));
  EXPECT_THAT(error("[0.7, 0.25]", "[0.7]"), HasSubstr("actors[0].weights: found 1, expected 2"));
  EXPECT_THAT(error("[0.7, 0.25]", "[0.7, -1]"), HasSubstr("actors[0].weights: found '-1'"));
  EXPECT_THAT(error("[320.0, -0.5]", "[320.0]"),
              HasSubstr("pond.yaml:17:5: actors[0].values.any: found 1 numbers, expected 2"));
  EXPECT_THAT(error("[320.0, -0.5]", "[320.0, nan]"), HasSubstr("found 'nan'"));
  EXPECT_THAT(error("  - [320.0, -0.5]\n", ""), HasSubstr("actors[0].values: expected 2 lists of numbers"));
  EXPECT_THAT(error("name: East", "name: West"),
              HasSubstr("actors[1].name: the name 'West' stands here twice"));
  EXPECT_THAT(error("values: ['2.4', '30']", "values: ['2.4']"), HasSubstr("issues[1].values"));
  EXPECT_THAT(error("weights: [0.5, 0.5]", "boxes: []"), HasSubstr("hyper-rectangles"));
  EXPECT_THAT(error("id: pond", "id: &a pond"), HasSubstr("anchors"));
}

TEST(ImportDomain, TextsCannotBreakOutOfTheirLines) {
  const std::string evil =
      with(with(sound(), "CC0-1.0", "\"a\\nentente: 2\""), "note: two issues", "note: \"a\\n- b: #\"");
  const Scenario scenario = imported_scenario({{"po\nnd: [.yaml", evil}});
  EXPECT_EQ(scenario.description, "a\n- b: #");
}

TEST(ImportFormats, AreToldFromTheContent) {
  const auto detect = [](const std::string& text) {
    std::vector<Problem> problems;
    return detect_format(*ImportFile::take(text, "file", problems));
  };
  EXPECT_EQ(detect("\n <utility_space/>"), ImportFormat::Genius);
  EXPECT_EQ(detect(kDomain), ImportFormat::Domain);
  EXPECT_EQ(detect("Position,Salience,Power,Actor\n"), ImportFormat::Eum);
  EXPECT_EQ(detect("name, text, 3, 1,\n"), ImportFormat::Ktab);
  EXPECT_EQ(detect("entente: 1\nissues: {}\nactors: {}\n"), std::nullopt);
  EXPECT_EQ(detect("hello\n"), std::nullopt);
  EXPECT_THAT(import_error({{"f", "entente: 1\n"}}), HasSubstr("is a scenario of this language already"));
  EXPECT_THAT(import_error({{"f", "hello"}}), HasSubstr("is none of the known formats"));
  EXPECT_THAT(import_error({{"a", "<x/>"}, {"b", kDomain}}),
              HasSubstr("all files of an import have one format"));
  EXPECT_THAT(import_error({{"a", kDomain}, {"b", kDomain}}), HasSubstr("b: a second file"));
  EXPECT_THAT(import_error({{"a", kDomain}}, {}, GeniusValues::Raw),
              HasSubstr("--values: is for Genius XML only"));
}

TEST(ImportFormats, TakeTextOnly) {
  EXPECT_THAT(import_error({{"f", ""}}), HasSubstr("f: the file is empty"));
  EXPECT_THAT(import_error({{"f", "\xEF\xBB\xBF \n\t"}}), HasSubstr("the file is empty"));
  EXPECT_THAT(import_error({{"f", std::string("\x7F"
                                              "ELF\0\1",
                                              6)}}),
              HasSubstr("f:1:1: control character"));
  EXPECT_THAT(import_error({{"f", "<a>\xFF</a>"}}), HasSubstr("f:1:4: not UTF-8"));
  EXPECT_THAT(import_error({{"f", std::string(5U << 20U, ' ')}}), HasSubstr("larger than 4 MiB"));
  try {
    import_scenario({{"/dev/null"}, {}, {}});
    FAIL() << "a device was read";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("is not a regular file"));
  }
}

}  // namespace
}  // namespace entente
