// scenarios/scenario.schema.json and the readers must know the same blocks and keys, with the same types,
// bounds and choices. What the readers know is gathered by reading everything.yaml and tactics.yaml.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "sim/core/math.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

using Json = nlohmann::json;

std::string text_of(const std::string& path) {
  std::ifstream stream(std::string(ENTENTE_SOURCE_DIR) + "/" + path);
  std::stringstream buffer;
  buffer << stream.rdbuf();
  return buffer.str();
}

const Json& schema() {
  static const Json json = Json::parse(text_of("scenarios/scenario.schema.json"));
  return json;
}

ReadLog fixture(const std::string& name) { return read_log(text_of("tests/scenario/data/" + name)); }

const ReadLog& known() {
  static const ReadLog log = [] {
    ReadLog all = fixture("everything.yaml");
    ReadLog tactics = fixture("tactics.yaml");
    for (auto& [kind, keys] : tactics.blocks) all.blocks[kind].merge(keys);
    all.problems.insert(all.problems.end(), tactics.problems.begin(), tactics.problems.end());
    return all;
  }();
  return log;
}

/// The schema of a kind of block. Mappings by the user's names are no blocks.
const Json& definition(const std::string& kind) {
  return kind == "scenario" ? schema() : schema()["$defs"].at(kind);
}

std::vector<std::string> kinds() {
  std::vector<std::string> result;
  for (const auto& [kind, keys] : known().blocks) {
    if (!kind.ends_with(kByName)) result.push_back(kind);
  }
  return result;
}

/// A condition's keys are names but for these.
bool is_language_key(const std::string& kind, const std::string& key) {
  return kind != "predicate" || key == "any" || key == "all" || key == "not" || key == "always" ||
         key == "note" || key == "source";
}

/// "#/$defs/act_by_name" -> "act by name"
std::string referred(const Json& property) {
  std::string name = property.value("$ref", "");
  name = name.substr(name.rfind('/') + 1);
  if (name.ends_with("_by_name")) name = name.substr(0, name.size() - 8) + std::string(kByName);
  return name;
}

/// The type of a property in the readers' words.
std::string type_of(const Json& property) {
  if (property.contains("enum")) return "choice";
  if (property.contains("additionalProperties"))
    return "mappings " + referred(property["additionalProperties"]);
  if (property.value("type", "") == "number") return "number";
  // A list, or a mapping by name: what the readers ask for depends on another key.
  if (property.contains("anyOf")) return "either";
  const std::string name = referred(property);
  if (name == "flag") return "choice";
  if (name == "source") return "sources";
  if (name == "whole_number") return "integer";
  if (name == "number" || name == "numbers" || name == "names" || name == "text") return name;
  return "mapping " + name;
}

double bound(const Json& property, const char* key, const char* open_key, double absent) {
  return property.value(key, property.value(open_key, absent));
}

TEST(Schema, TheFixtureIsRead) {
  EXPECT_TRUE(known().problems.empty());
  EXPECT_GT(known().blocks.size(), 30U);
}

TEST(Schema, EveryBlockAndKeyOfTheReadersIsInTheSchemaWithItsType) {
  for (const std::string& kind : kinds()) {
    ASSERT_TRUE(kind == "scenario" || schema()["$defs"].contains(kind)) << kind;
    const Json& properties = definition(kind)["properties"];
    for (const auto& [key, info] : known().blocks.at(kind)) {
      if (!is_language_key(kind, key)) continue;
      const std::string where = kind + "." + key;
      ASSERT_TRUE(properties.contains(key)) << where;
      const Json& property = properties[key];
      if (info.type == "any" || kind == "number") continue;
      if (type_of(property) == "either") {
        const Json& forms = property["anyOf"];
        EXPECT_TRUE(std::ranges::any_of(forms, [&](const Json& f) { return type_of(f) == info.type; }))
            << where;
        continue;
      }
      EXPECT_EQ(type_of(property), info.type) << where;
      if (info.type != "number" && info.type != "integer") continue;
      EXPECT_EQ(bound(property, "minimum", "exclusiveMinimum", -kInfinity), info.low) << where;
      EXPECT_EQ(bound(property, "maximum", "exclusiveMaximum", kInfinity), info.high) << where;
    }
  }
}

TEST(Schema, EveryKeyOfTheSchemaIsKnownToTheReaders) {
  const std::set<std::string> helpers = {"name",  "text",    "flag",        "source",
                                         "names", "numbers", "whole_number"};
  for (const auto& [kind, definition] : schema()["$defs"].items()) {
    if (helpers.contains(kind) || kind.ends_with("_by_name")) continue;
    ASSERT_TRUE(known().blocks.contains(kind)) << kind;
    EXPECT_EQ(definition.value("additionalProperties", Json(true)).is_boolean(), kind != "predicate") << kind;
    for (const auto& [key, property] : definition["properties"].items()) {
      // `always: true` cannot stand beside the conditions that the fixture needs.
      if (kind == "predicate" && key == "always") continue;
      EXPECT_TRUE(known().blocks.at(kind).contains(key)) << kind << "." << key;
    }
  }
  for (const auto& [key, property] : schema()["properties"].items()) {
    // Taken out before the readers see the document.
    EXPECT_TRUE(key == "extends" || known().blocks.at("scenario").contains(key)) << key;
  }
}

TEST(Schema, ChoicesAreTheSame) {
  for (const std::string& kind : kinds()) {
    for (const auto& [key, info] : known().blocks.at(kind)) {
      if (info.type != "choice") continue;
      const Json& property = definition(kind)["properties"][key];
      if (info.choices.front() == "on") {
        EXPECT_EQ(referred(property), "flag") << kind << "." << key;
        continue;
      }
      const auto choices = property["enum"].get<std::vector<std::string>>();
      // A term's role is one pair of words for projects and another for sanctions.
      const bool role_of_term = kind == "term" && key == "role";
      EXPECT_TRUE(role_of_term ? std::ranges::includes(std::set(choices.begin(), choices.end()),
                                                       std::set(info.choices.begin(), info.choices.end()))
                               : choices == info.choices)
          << kind << "." << key;
    }
  }
}

std::vector<std::string> required_keys(const ReadLog& log) {
  std::vector<std::string> required;
  for (const auto& [key, info] : log.blocks.at("scenario")) {
    if (info.required) required.push_back(key);
  }
  return required;
}

TEST(Schema, OnlyTheTopLevelHasRequiredKeysAndTheyAreTheReaders) {
  const Json& rule = schema()["then"];
  const ReadLog forecast = fixture("forecast.yaml");
  EXPECT_TRUE(forecast.problems.empty());
  const auto always = rule["required"].get<std::vector<std::string>>();
  EXPECT_EQ(always, required_keys(forecast));
  // With packages, these are needed besides.
  auto all = rule["anyOf"][0]["required"].get<std::vector<std::string>>();
  all.insert(all.end(), always.begin(), always.end());
  std::ranges::sort(all);
  EXPECT_EQ(all, required_keys(fixture("everything.yaml")));
}

TEST(Schema, EveryPropertyIsExplained) {
  for (const auto& [kind, definition] : schema()["$defs"].items()) {
    if (!definition.contains("properties") || kind.ends_with("_by_name")) continue;
    for (const auto& [key, property] : definition["properties"].items()) {
      EXPECT_TRUE(property.contains("description") || referred(property) == "source" || key == "note")
          << kind << "." << key;
    }
  }
}

}  // namespace
}  // namespace entente
