#include "sim/mechanisms/ties_graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/mechanisms/ties.hpp"
#include "tests/mechanisms/dispute.hpp"

namespace entente {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Scenario web() {
  Scenario scenario = dispute();
  for (const char* name : {"D", "E"}) scenario.actors.emplace_back().name = name;
  scenario.ties = {tie(Layer::Alliance, 0, 1, 0.8),  tie(Layer::Alignment, 1, 2, 0.6),
                   tie(Layer::Alliance, 0, 1, 0.3),  tie(Layer::Trade, 0, 3, 12.5),
                   tie(Layer::Alignment, 2, 0, 0.9), tie(Layer::Alliance, 2, 3, 0.4)};
  scenario.ties[1].mutual = true;
  return scenario;
}

TEST(TiesGraph, KatzIsTheSumOverWalks) {
  // Attenuated weights of all walks of up to 60 steps, carried along the edges of the graph and not by a
  // matrix. The remainder is below (β·1.5)^60 = 1e-25 of the total.
  const Scenario scenario = web();
  const TiesGraph graph = ties_graph(scenario);
  const std::size_t n = scenario.actors.size();
  ActorMatrix walks(n, 0.0);
  for (std::size_t from = 0; from < n; ++from) {
    std::vector<double> arrived(n, 0.0);
    arrived[from] = 1;
    for (int step = 0; step < 60; ++step) {
      std::vector<double> next(n, 0.0);
      for (const auto& e : boost::make_iterator_range(boost::edges(graph))) {
        if (graph[e].layer != Layer::Alliance && graph[e].layer != Layer::Alignment) continue;
        next[boost::target(e, graph)] +=
            arrived[boost::source(e, graph)] * scenario.attenuation * graph[e].weight;
      }
      arrived = next;
      for (std::size_t to = 0; to < n; ++to) walks(from, to) += arrived[to];
    }
  }
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < n; ++j) sum += i == j ? 0 : walks(i, j);
    largest = std::max(largest, sum);
  }
  World world;
  TieDynamics(scenario).start(world);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      if (i != j) {
        EXPECT_NEAR(world.dependence(i, j), walks(i, j) / largest, 1e-14);
      }
    }
  }
}

TEST(TiesGraph, AlliancePathsAreShortestAndFollowDirections) {
  const Scenario scenario = web();
  EXPECT_THAT(alliance_path(scenario, 0, 2), ElementsAre(0, 1, 2));
  EXPECT_THAT(alliance_path(scenario, 1, 0), ElementsAre(1, 2, 0));
  EXPECT_THAT(alliance_path(scenario, 0, 3), ElementsAre(0, 1, 2, 3));  // the direct tie is trade
  EXPECT_THAT(alliance_path(scenario, 3, 0), IsEmpty());
  EXPECT_THAT(alliance_path(scenario, 4, 4), ElementsAre(4));
}

TEST(TiesGraph, TiesWithoutWeightCarryNothing) {
  Scenario scenario = web();
  scenario.ties[4].weight = 0;
  EXPECT_THAT(alliance_path(scenario, 2, 0), IsEmpty());
}

TEST(TiesGraph, DegreeCountsNeighboursAndNotTies) {
  // Alliance: 0-1 (twice), 2-3; five actors.
  EXPECT_THAT(degree_centrality(web(), Layer::Alliance), ElementsAre(0.25, 0.25, 0.25, 0.25, 0.0));
  EXPECT_THAT(degree_centrality(web(), Layer::Alignment), ElementsAre(0.25, 0.25, 0.5, 0.0, 0.0));
}

TEST(TiesGraph, DotNamesActorsAndTies) {
  Scenario scenario = web();
  scenario.actors[0].title = "The \"first\"";
  const std::string dot = ties_dot(scenario);
  EXPECT_THAT(dot, HasSubstr("digraph"));
  EXPECT_THAT(dot, HasSubstr("0[label=\"The \\\"first\\\"\", shape=box]"));
  EXPECT_THAT(dot, HasSubstr("2[label=C, shape=ellipse]"));
  EXPECT_THAT(dot, HasSubstr("0->1 [label=\"alliance 0.8\"]"));
  EXPECT_THAT(dot, HasSubstr("1->2 [label=\"alignment 0.6\", dir=both]"));
  EXPECT_THAT(dot, HasSubstr("0->3 [label=\"trade 12.5\"]"));
  // A mutual tie is drawn once.
  EXPECT_EQ(dot.find("2->1"), std::string::npos);
}

}  // namespace
}  // namespace entente
