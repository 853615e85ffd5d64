#include "sim/scenario/patch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "sim/scenario/emit.hpp"

namespace entente {
namespace {

constexpr std::string_view kScenario =
    "actors:\n  japan: {patience: {value: 0.5, source: C42}, tactic: boulware}\nrounds: 10\nlist: [1, 2]\n";

Node scenario() {
  std::vector<Problem> problems;
  Node root = parse_document(kScenario, "a.yaml", problems);
  EXPECT_TRUE(problems.empty());
  return root;
}

/// The tree after an assignment that must be accepted.
Node set(std::string_view assignment) {
  Node root = scenario();
  std::vector<Problem> problems;
  apply_set(root, assignment, problems);
  EXPECT_TRUE(problems.empty()) << to_string(problems.front());
  return root;
}

TEST(Set, ReplacesTheValueOfAParameterAndKeepsItsSource) {
  const Node root = set("actors.japan.patience=0.9");
  const Node& patience = root.find("actors")->node.find("japan")->node.find("patience")->node;
  EXPECT_EQ(emit(patience), "source: C42\nvalue: 0.9\n");
  EXPECT_EQ(patience.find("value")->node.location(), (Location{"--set", 1, 23}));
}

TEST(Set, ReplacesAddsAndRemovesLeaves) {
  EXPECT_EQ(set("rounds=20").find("rounds")->node.text, "20");
  EXPECT_EQ(emit(set("list=[3, {a: b}]").find("list")->node), "- 3\n-\n  a: b\n");
  const Node japan = set("actors.japan={tactic: x}").find("actors")->node.find("japan")->node;
  EXPECT_EQ(emit(japan), "tactic: x\n");
  const Node added = set("actors.japan.new-key_2='it''s = [so]'");
  const Entry* entry = added.find("actors")->node.find("japan")->node.find("new-key_2");
  EXPECT_EQ(entry->node.text, "it's = [so]");
  EXPECT_EQ(entry->place.location(), (Location{"--set", 1, 14}));
  EXPECT_EQ(emit(set("actors.japan.patience={value: 1}")
                     .find("actors")
                     ->node.find("japan")
                     ->node.find("patience")
                     ->node),
            "value: 1\n");
  EXPECT_EQ(set("rounds=~").find("rounds"), nullptr);
}

struct RefusedSet {
  std::string assignment;
  int column;
  std::string message;
};

void PrintTo(const RefusedSet& refused, std::ostream* out) { *out << refused.assignment; }

class SetRefuses : public testing::TestWithParam<RefusedSet> {};

TEST_P(SetRefuses, AndLeavesTheTreeAlone) {
  Node root = scenario();
  std::vector<Problem> problems;
  apply_set(root, GetParam().assignment, problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].where, (Location{"--set", 1, GetParam().column}));
  EXPECT_THAT(problems[0].message, testing::HasSubstr(GetParam().message));
  EXPECT_EQ(problems[0].key, GetParam().assignment.substr(0, GetParam().assignment.find('=')));
  EXPECT_EQ(emit(root), emit(scenario()));
}

INSTANTIATE_TEST_SUITE_P(
    Table, SetRefuses,
    testing::Values(RefusedSet{"", 1, "no '='"}, RefusedSet{"rounds", 1, "no '='"},
                    RefusedSet{"=1", 1, "no path"}, RefusedSet{".a=1", 1, "'' is not a name"},
                    RefusedSet{"a..b=1", 3, "'' is not a name"}, RefusedSet{"a.=1", 3, "'' is not a name"},
                    RefusedSet{"a b=1", 1, "'a b' is not a name"}, RefusedSet{"list[0]=1", 1, "whole list"},
                    RefusedSet{"list.0=1", 6, "'list' is a list"},
                    RefusedSet{"rounds.x=1", 8, "'rounds' is '10', not a mapping"},
                    RefusedSet{"actors.jpan.x=1", 8, "there is no 'jpan' in 'actors'; did you mean 'japan'?"},
                    RefusedSet{"actor.japan.x=1", 1, "did you mean 'actors'?"},
                    RefusedSet{"actors.japan.tactics=~", 14,
                               "nothing to remove under 'tactics'; did you mean 'tactic'?"},
                    RefusedSet{"rounds=", 8, "no value"}, RefusedSet{"rounds=1, 2", 8, "more than one value"},
                    RefusedSet{"rounds=[1", 10, "not valid YAML"},
                    RefusedSet{"rounds=a] b", 12, "not valid YAML"}, RefusedSet{"rounds=1\n2", 8, "one line"},
                    RefusedSet{"rounds=&x 1", 8, "anchors"}, RefusedSet{"rounds=!t 1", 8, "tags"},
                    RefusedSet{"rounds=\xFF", 8, "UTF-8"}, RefusedSet{"rounds={a: 1, a: 2}", 15, "twice"}));

}  // namespace
}  // namespace entente
