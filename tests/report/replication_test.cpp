#include "sim/report/replication.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ReplicationFacts some_facts() {
  ReplicationFacts facts;
  facts.title = "The pasture";
  facts.kind = "sweep";
  facts.result = "results/pasture.db";
  facts.command = "entente sweep pasture.yaml --runs 10";
  facts.program = "entente 1.2.3 (abc), g++ 12";
  facts.behaviour = "0123456789abcdef";
  facts.environment = {{"system", "Debian"}, {"matplotlib", "3.6.3"}};
  facts.figures = {{"gaps", "entente figures results/pasture.db --only gaps, and more"}};
  facts.drawing = "--format pdf --run 3";
  return facts;
}

TEST(Replication, NoPlaceIsLeftUnfilled) {
  for (const std::string& text : {replication_readme(some_facts()), replication_script(some_facts())})
    EXPECT_THAT(text, Not(HasSubstr("@")));
}

TEST(Replication, ReadmeSaysWhatMadeTheResults) {
  const std::string text = replication_readme(some_facts());
  for (const char* part : {"The pasture", "\"sweep\"", "results/pasture.db",
                           "entente sweep pasture.yaml --runs 10", "entente 1.2.3 (abc), g++ 12"})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_THAT(text, Not(HasSubstr("`tables/`")));
  ReplicationFacts facts = some_facts();
  facts.tables = true;
  EXPECT_THAT(replication_readme(facts), HasSubstr("`tables/`"));
}

TEST(Replication, FigureMapQuotesCommands) {
  EXPECT_EQ(figure_map(some_facts()),
            "figure,command\ngaps,\"entente figures results/pasture.db --only gaps, and more\"\n");
}

TEST(Replication, EnvironmentIsALineEach) {
  EXPECT_EQ(replication_environment(some_facts()),
            "results made with: entente 1.2.3 (abc), g++ 12\nbehaviour: 0123456789abcdef\nsystem: "
            "Debian\nmatplotlib: 3.6.3\n");
}

}  // namespace
}  // namespace entente
