#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/import_text.hpp"

namespace entente {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kDomain = R"xml(<negotiation_template>
<utility_space number_of_issues="3">
<objective index="0" description="" name="Boat" type="objective" etype="objective">
<issue index="1" name="Hull (paint)" vtype="discrete" type="discrete" etype="discrete">
<item index="1" value="dark red"/>
<item index="2" value="white"/>
<item index="3" value="7"/>
</issue>
<issue index="2" name="Berths" vtype="integer" type="integer" etype="integer" lowerbound="2" upperbound="6"/>
<issue index="3" name="Price" vtype="real" type="real" etype="real"><range lowerbound="100" upperbound="200"/></issue>
</objective>
</utility_space>
</negotiation_template>
)xml";

const std::string kBuyer = R"xml(<utility_space>
<objective index="0" name="Boat" type="objective" etype="objective">
<issue index="1" name="Hull (paint)" vtype="discrete"><item index="1" value="dark red" evaluation="4"/>
<item index="2" value="white" evaluation="3"/><item index="3" value="7" evaluation="0"/></issue>
<issue index="2" name="Berths" vtype="integer"><evaluator ftype="linear" offset="0.1" slope="0.3"/></issue>
<issue index="3" name="Price" vtype="real"><evaluator ftype="linear" parameter0="2" parameter1="-0.01"/></issue>
<weight index="1" value="0.5"/><weight index="2" value="0.3"/><weight index="3" value="0.2"/>
</objective>
<discount_factor value="0.75"/>
<reservation value="0.125"/>
</utility_space>
)xml";

const std::string kSeller = R"xml(<utility_space>
<objective index="0" name="Boat" type="objective" etype="objective">
<issue index="1" name="Hull (paint)" vtype="discrete"><item index="1" value="dark red" evaluation="0.000001"/>
<item index="2" value="white" evaluation="0"/><item index="3" value="7" evaluation="0"/></issue>
<issue index="2" name="Berths" vtype="integer"><evaluator ftype="constant" parameter0="0.5"/></issue>
<issue index="3" name="Price" vtype="real"><evaluator ftype="triangular" parameter0="100" parameter1="200" parameter2="150"/></issue>
<weight index="1" value="0"/><weight index="2" value="0.25"/><weight index="3" value="0.75"/>
</objective>
<discount_factor value="1.0"/>
</utility_space>
)xml";

const NamedTexts kBoat = {{"seller.xml", kSeller}, {"boat.xml", kDomain}, {"buyer.xml", kBuyer}};

NamedTexts with_domain(const std::string& domain) {
  return {{"seller.xml", kSeller}, {"boat.xml", domain}, {"buyer.xml", kBuyer}};
}

NamedTexts with_buyer(const std::string& buyer) {
  return {{"seller.xml", kSeller}, {"boat.xml", kDomain}, {"buyer.xml", buyer}};
}

TEST(ImportGenius, TakesIssuesAndTheOrderOfTheFiles) {
  const Scenario scenario = imported_scenario(kBoat);
  ASSERT_EQ(scenario.issues.size(), 3U);
  EXPECT_EQ(scenario.issues[0].name, "Berths");
  EXPECT_THAT(scenario.issues[0].options, ElementsAre("2", "3", "4", "5", "6"));
  EXPECT_EQ(scenario.issues[1].name, "Hull_paint");
  EXPECT_EQ(scenario.issues[1].title, "Hull (paint)");
  EXPECT_THAT(scenario.issues[1].options, ElementsAre("dark_red", "white", "7"));
  EXPECT_EQ(scenario.issues[1].option_titles[0], "dark red");
  EXPECT_TRUE(scenario.issues[2].divisible);
  EXPECT_EQ(scenario.issues[2].options.size(), kRealSlices + 1);
  // Actors stand in the order of names; they propose in the order of their files.
  EXPECT_EQ(scenario.actors[0].name, "buyer");
  EXPECT_THAT(scenario.protocol.order, ElementsAre(1U, 0U));
  EXPECT_EQ(scenario.protocol.kind, Protocol::Kind::StackedAlternatingOffers);
}

TEST(ImportGenius, DividesByTheLargestEvaluationAndCutsLinearOnes) {
  const Scenario scenario = imported_scenario(kBoat);
  const ValuesTerm& buyer = values_of(scenario, 0);
  EXPECT_THAT(buyer.issues[1].values, ElementsAre(1, 0.75, 0));
  // 0.1 + 0.3·(berths − 2), cut at 1.
  ASSERT_EQ(buyer.issues[0].values.size(), 5U);
  EXPECT_EQ(buyer.issues[0].values[0], 0.1);
  EXPECT_EQ(buyer.issues[0].values[2], 0.1 + 0.3 * 2);
  EXPECT_EQ(buyer.issues[0].values[4], 1);
  // 2 − price/100, from 100 to 200.
  EXPECT_EQ(buyer.issues[2].values.front(), 1);
  EXPECT_NEAR(buyer.issues[2].values[5], 0.5, 1e-15);
  EXPECT_EQ(buyer.issues[2].values.back(), 0);
  EXPECT_EQ(buyer.issues[0].weight, 0.3);
  EXPECT_EQ(buyer.issues[1].weight, 0.5);

  const ValuesTerm& seller = values_of(scenario, 1);
  EXPECT_THAT(seller.issues[0].values, ElementsAre(0.5, 0.5, 0.5, 0.5, 0.5));
  // Genius takes an issue for worthless when its largest evaluation is below 1e-5.
  EXPECT_THAT(seller.issues[1].values, ElementsAre(0, 0, 0));
  // A triangle with its top in the middle.
  EXPECT_EQ(seller.issues[2].values[0], 0);
  EXPECT_NEAR(seller.issues[2].values[1], 0.2, 1e-15);
  EXPECT_EQ(seller.issues[2].values[5], 1);
  EXPECT_NEAR(seller.issues[2].values[9], 0.2, 1e-15);
}

TEST(ImportGenius, LeavesRawValuesAsTheyStand) {
  const Scenario scenario = imported_scenario(kBoat, {}, GeniusValues::Raw);
  const ValuesTerm& buyer = values_of(scenario, 0);
  EXPECT_THAT(buyer.issues[1].values, ElementsAre(4, 3, 0));
  // 0.1 + 0.3·berths, not cut.
  EXPECT_EQ(buyer.issues[0].values[4], 0.1 + 0.3 * 6);
}

TEST(ImportGenius, ReservationIsDisagreementAndDiscountIsPatience) {
  const Scenario scenario = imported_scenario(kBoat);
  EXPECT_EQ(scenario.actors[0].disagreement, 0.125);
  EXPECT_EQ(scenario.actors[1].disagreement, 0);
  EXPECT_EQ(scenario.actors[0].patience, 0.75);
  EXPECT_EQ(scenario.actors[1].patience, Actor().patience);
  // The whole negotiation lasts a year, in which a hundred offers are made.
  EXPECT_NEAR(scenario.timing.round * scenario.timing.rounds, 1, 1e-12);
  EXPECT_EQ(exchanges_before(scenario.timing, 100), 100U);
  EXPECT_EQ(exchanges_before(scenario.timing, 29), 29U);
}

TEST(ImportGenius, SaysWhichReadingAndWhichFiles) {
  const std::string text = import_texts(kBoat).text;
  EXPECT_THAT(text, testing::StartsWith("# Imported by entente "));
  EXPECT_THAT(text, HasSubstr("from seller.xml, boat.xml, buyer.xml (Genius XML)."));
  EXPECT_THAT(text, HasSubstr("(--values normalised)"));
  EXPECT_THAT(text, HasSubstr("title: \"boat (Genius, values normalised)\""));
  EXPECT_THAT(import_texts(kBoat, {}, GeniusValues::Raw).text, HasSubstr("(--values raw)"));
}

TEST(ImportGenius, RefusesWhatIsNotThere) {
  EXPECT_THAT(import_error(with_buyer(with(kBuyer, "<weight index=\"2\" value=\"0.3\"/>", ""))),
              HasSubstr("buyer.xml:5:2: Berths: no weight"));
  EXPECT_THAT(import_error(with_buyer(with(kBuyer, " evaluation=\"3\"", ""))),
              HasSubstr("buyer.xml:4:2: Hull (paint): missing; <item> needs evaluation"));
  EXPECT_THAT(
      import_error(with_buyer(with(kBuyer, "<item index=\"2\" value=\"white\" evaluation=\"3\"/>", ""))),
      HasSubstr("buyer.xml:3:2: Hull (paint): no evaluation of the value 'white'"));
  EXPECT_THAT(import_error(with_buyer(with(kBuyer, "name=\"Berths\"", "name=\"Bunks\""))),
              AllOf(HasSubstr("Berths: missing; the domain has this issue"),
                    HasSubstr("Bunks: the domain has no issue of this name")));
  EXPECT_THAT(import_error(with_domain(with(kDomain, "upperbound=\"6\"", ""))),
              HasSubstr("boat.xml:9:2: Berths: missing; <issue> needs upperbound"));
  EXPECT_THAT(import_error({{"boat.xml", kDomain}, {"buyer.xml", kBuyer}}),
              HasSubstr("expected one domain and at least two profiles"));
  EXPECT_THAT(import_error({{"a.xml", kBuyer}, {"b.xml", kBuyer}}), HasSubstr("found 0 of a domain"));
}

TEST(ImportGenius, RefusesWhatIsThereTwice) {
  EXPECT_THAT(import_error(with_domain(with(kDomain, "value=\"white\"", "value=\"dark red\""))),
              HasSubstr("the value 'dark red' stands here twice"));
  EXPECT_THAT(import_error(with_domain(with(kDomain, "name=\"Berths\"", "name=\"Price\""))),
              HasSubstr("an issue of this name stands here twice"));
  EXPECT_THAT(import_error(with_buyer(with(kBuyer, "<weight index=\"2\"",
                                           "<weight index=\"1\" value=\"1\"/><weight index=\"2\""))),
              HasSubstr("a second <weight index=\"1\">"));
  EXPECT_THAT(import_error(with_buyer(with(kBuyer, "value=\"white\"", "value=\"white\" value=\"red\""))),
              HasSubstr("the attribute 'value' stands here twice"));
  EXPECT_THAT(
      import_error(with_buyer(with(kBuyer, "<reservation", "<reservation value=\"0\"/><reservation"))),
      HasSubstr("<reservation> stands twice"));
}

TEST(ImportGenius, RefusesNumbersThatAreNone) {
  for (const std::string wrong : {"nan", "inf", "1e400", "0x1", "1,5", "+1", "four", "1 2"}) {
    EXPECT_THAT(import_error(with_buyer(with(kBuyer, "evaluation=\"3\"", "evaluation=\"" + wrong + "\""))),
                HasSubstr("buyer.xml:4:2: Hull (paint): found '" + wrong + "' in evaluation"));
  }
  EXPECT_THAT(import_error(with_buyer(with(kBuyer, "\"0.75\"", "\"1.5\""))),
              HasSubstr("discount_factor: found 1.5, expected a number in [0, 1]"));
  EXPECT_THAT(
      import_error(with_buyer(with(kBuyer, "index=\"1\" value=\"0.5\"", "index=\"1\" value=\"-0.5\""))),
      HasSubstr("expected at least 0"));
  EXPECT_THAT(import_error(with_domain(with(kDomain, "upperbound=\"6\"", "upperbound=\"90000\""))),
              HasSubstr("found 89999 whole numbers; at most 1000 are allowed"));
  EXPECT_THAT(import_error(with_domain(with(kDomain, "upperbound=\"6\"", "upperbound=\"2\""))),
              HasSubstr("the upper one must be above the lower one"));
}

TEST(ImportGenius, RefusesConstraintsAndTreesOfObjectives) {
  const std::string box = "<ufun type=\"PlainUfun\"><hyperRectangle utility=\"9\"/></ufun><objective";
  EXPECT_THAT(import_error(with_buyer(with(kBuyer, "<objective", box))), HasSubstr("hyper-rectangles"));
  EXPECT_THAT(import_error(with_domain(
                  with(kDomain, "<issue index=\"1\"", "<objective name=\"in\"/><issue index=\"1\""))),
              HasSubstr("an objective within an objective"));
}

TEST(ImportGenius, ExpandsNoEntitiesAndReadsNoOtherFile) {
  const std::string bomb =
      "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"/etc/hostname\">]>\n" +
      kDomain;
  EXPECT_THAT(import_error(with_domain(bomb)), HasSubstr("boat.xml:1:11: a document type declaration"));
  // Without a declaration an entity is text as it stands.
  const Scenario scenario =
      imported_scenario({{"boat.xml", with(kDomain, "value=\"white\"", "value=\"&f;\"")},
                         {"a.xml", with(kBuyer, "value=\"white\"", "value=\"&f;\"")},
                         {"b.xml", with(kSeller, "value=\"white\"", "value=\"&f;\"")}});
  EXPECT_EQ(scenario.issues[1].option_titles[1], "&f;");
}

TEST(ImportGenius, BoundsDepthAndAttributes) {
  std::string deep;
  for (int level = 0; level < 100'000; ++level) deep += "<a>";
  for (int level = 0; level < 100'000; ++level) deep += "</a>";
  EXPECT_THAT(import_error(with_domain(deep)), HasSubstr("nested deeper than 64 levels"));
  std::string wide = "<a";
  for (int k = 0; k < 100'000; ++k) wide += " a" + std::to_string(k) + "=\"\"";
  EXPECT_THAT(import_error(with_domain(wide + "/>")), HasSubstr("more than 32 attributes"));
}

TEST(ImportGenius, RefusesOtherXml) {
  EXPECT_THAT(import_error({{"page.xml", "<html><body/></html>"}}), HasSubstr("expected one domain"));
  EXPECT_THAT(import_error(with_domain("<negotiation_template/>")), HasSubstr("expected a domain"));
  EXPECT_THAT(import_error(with_domain(with(kDomain, "</objective>", ""))), HasSubstr("not valid XML"));
  EXPECT_THAT(import_error(with_domain(with(kDomain, "value=\"white\"", "value=\"w&#1;\""))),
              HasSubstr("control character"));
}

}  // namespace
}  // namespace entente
