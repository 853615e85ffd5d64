#include "sim/scenario/extends.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "sim/scenario/emit.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

class Extends : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / ("extends_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_ / "sub");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  LoadedDocument load(const std::string& name) {
    problems_.clear();
    return load_with_extends(folder_ / name, problems_);
  }
  Location at(const std::string& name, int line, int column) const {
    return {(folder_ / name).string(), line, column};
  }
  std::filesystem::path folder_;
  std::vector<Problem> problems_;
};

TEST_F(Extends, MergesMappingsReplacesTheRestAndRemovesNulls) {
  write("base.yaml", "a: {x: 1, u: 2, gone: 3}\nlist: [1, 2, 3]\ns: old\nm: {k: 1}\nkeep: 5\n");
  write("sub/top.yaml",
        "extends: ../base.yaml\na:\n  u: 20\n  gone: ~\n  z: 30\nlist: [9]\ns: {deep: 1}\nm: flat\nnew: {k: "
        "1}\n");
  const LoadedDocument loaded = load("sub/top.yaml");
  EXPECT_TRUE(problems_.empty());
  EXPECT_EQ(emit(loaded.root),
            "a:\n  u: 20\n  x: 1\n  z: 30\nkeep: 5\nlist: [9]\nm: flat\nnew:\n  k: 1\ns:\n  deep: 1\n");
  EXPECT_EQ(loaded.files,
            (std::vector<std::filesystem::path>{folder_ / "sub/top.yaml", folder_ / "base.yaml"}));
  // Each node knows where it was written.
  const Node& a = loaded.root.find("a")->node;
  EXPECT_EQ(a.find("x")->node.location(), at("base.yaml", 1, 8));
  EXPECT_EQ(a.find("u")->node.location(), at("sub/top.yaml", 3, 6));
  EXPECT_EQ(loaded.root.find("keep")->place.location(), at("base.yaml", 5, 1));
}

TEST_F(Extends, TheLastOfAChainWins) {
  write("c.yaml", "v: 1\nw: 1\nu: 1\n");
  write("b.yaml", "extends: c.yaml\nv: 2\nw: 2\n");
  write("a.yaml", "extends: b.yaml\nv: 3\n");
  EXPECT_EQ(emit(load("a.yaml").root), "u: 1\nv: 3\nw: 2\n");
}

TEST_F(Extends, NothingToRemoveNamesTheNearestKey) {
  write("base.yaml", "a: {patience: 1}\n");
  write("top.yaml", "extends: base.yaml\na: {patince: ~}\nb: {c: ~}\n");
  load("top.yaml");
  ASSERT_EQ(problems_.size(), 2U);
  EXPECT_EQ(problems_[0].where, at("top.yaml", 2, 5));
  EXPECT_EQ(problems_[0].key, "a.patince");
  EXPECT_THAT(problems_[0].message, HasSubstr("did you mean 'patience'?"));
  EXPECT_EQ(problems_[1].where, at("top.yaml", 3, 5));
  EXPECT_EQ(problems_[1].key, "b.c");
}

TEST_F(Extends, ShowsTheChainOfACycle) {
  write("a.yaml", "extends: b.yaml\n");
  write("b.yaml", "x: 1\nextends: sub/../a.yaml\n");
  load("a.yaml");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].where, at("b.yaml", 2, 10));
  const std::string a = (folder_ / "a.yaml").string();
  EXPECT_THAT(problems_[0].message, HasSubstr(a + " -> " + (folder_ / "b.yaml").string() + " -> " + a));
  write("self.yaml", "extends: self.yaml\n");
  load("self.yaml");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].where, at("self.yaml", 1, 10));
}

TEST_F(Extends, SixteenLinksAreTheLimit) {
  write("0.yaml", "x: 1\n");
  for (std::size_t i = 1; i <= kMaximumExtends + 1; ++i) {
    write(std::to_string(i) + ".yaml", "extends: " + std::to_string(i - 1) + ".yaml\n");
  }
  EXPECT_EQ(load("16.yaml").files.size(), 17U);
  EXPECT_TRUE(problems_.empty());
  load("17.yaml");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].where, at("1.yaml", 1, 10));
  EXPECT_THAT(problems_[0].message, HasSubstr("more than 16"));
}

TEST_F(Extends, MissingFilesAreReportedWhereTheyAreNamed) {
  write("a.yaml", "x: 1\nextends: none.yaml\n");
  load("a.yaml");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].where, at("a.yaml", 2, 10));
  EXPECT_EQ(problems_[0].message, (folder_ / "none.yaml").string() + ": no such file");
  load("none.yaml");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].where, at("none.yaml", 0, 0));
}

TEST_F(Extends, ProblemsOfEveryFileComeTogether) {
  write("base.yaml", "a: 1\na: 2\n");
  write("top.yaml", "extends: base.yaml\nb: &x 1\n");
  load("top.yaml");
  ASSERT_EQ(problems_.size(), 2U);
  EXPECT_EQ(problems_[0].where, at("top.yaml", 2, 4));
  EXPECT_EQ(problems_[1].where, at("base.yaml", 2, 1));
}

TEST_F(Extends, ExtendsIsOneNameAndATopLevelIsAMapping) {
  write("a.yaml", "extends: [b.yaml, c.yaml]\n");
  load("a.yaml");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].where, at("a.yaml", 1, 10));
  EXPECT_THAT(problems_[0].message, HasSubstr("found a list, expected the name of one file"));
  write("list.yaml", "- 1\n");
  load("list.yaml");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].where, at("list.yaml", 1, 1));
  EXPECT_EQ(problems_[0].message, "found a list, expected a mapping");
}

}  // namespace
}  // namespace entente
