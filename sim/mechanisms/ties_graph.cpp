#include "sim/mechanisms/ties_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graphviz.hpp>
#include <ostream>
#include <set>
#include <sstream>

namespace entente {

namespace {

constexpr std::array<const char*, kLayers> kLayerNames = {"trade", "alliance", "alignment", "sanctions",
                                                          "rivalry"};

/// A view of the edges for which `Keep` holds. Default-constructible, as Boost's filtered graphs demand.
template <typename Keep>
struct EdgeFilter {
  const TiesGraph* graph = nullptr;
  Keep keep{};
  template <typename Edge>
  bool operator()(const Edge& edge) const {
    return keep((*graph)[edge]);
  }
};

struct Forward {
  bool operator()(const TieEdge& edge) const { return !edge.reverse; }
};
struct Allied {
  bool operator()(const TieEdge& edge) const {
    return edge.weight > 0 && (edge.layer == Layer::Alliance || edge.layer == Layer::Alignment);
  }
};

}  // namespace

TiesGraph ties_graph(const Scenario& scenario) {
  TiesGraph graph;
  for (const Actor& actor : scenario.actors) boost::add_vertex(TieVertex{actor.name, actor.party}, graph);
  for (std::size_t t = 0; t < scenario.ties.size(); ++t) {
    const Tie& tie = scenario.ties[t];
    boost::add_edge(tie.from, tie.to, TieEdge{t, tie.layer, tie.weight, false}, graph);
    if (tie.mutual) boost::add_edge(tie.to, tie.from, TieEdge{t, tie.layer, tie.weight, true}, graph);
  }
  return graph;
}

std::string ties_dot(const Scenario& scenario) {
  const TiesGraph graph = ties_graph(scenario);
  const boost::filtered_graph drawn(graph, EdgeFilter<Forward>{&graph, {}});
  std::ostringstream out;
  boost::write_graphviz(
      out, drawn,
      [&](std::ostream& text, TiesGraph::vertex_descriptor v) {
        const Actor& actor = scenario.actors[v];
        const std::string& label = actor.title.empty() ? actor.name : actor.title;
        text << fmt::format("[label={}, shape={}]", boost::escape_dot_string(label),
                            actor.party ? "box" : "ellipse");
      },
      [&](std::ostream& text, const TiesGraph::edge_descriptor& e) {
        const TieEdge& edge = graph[e];
        text << fmt::format("[label=\"{} {}\"{}]", kLayerNames[static_cast<std::size_t>(edge.layer)],
                            edge.weight, scenario.ties[edge.tie].mutual ? ", dir=both" : "");
      },
      [](std::ostream& text) { text << "rankdir=LR;\n"; });
  return out.str();
}

std::vector<std::size_t> alliance_path(const Scenario& scenario, std::size_t from, std::size_t to) {
  const TiesGraph graph = ties_graph(scenario);
  const boost::filtered_graph allied(graph, EdgeFilter<Allied>{&graph, {}});
  constexpr auto kNone = static_cast<TiesGraph::vertex_descriptor>(-1);
  std::vector<TiesGraph::vertex_descriptor> before(boost::num_vertices(graph), kNone);
  const auto record = boost::record_predecessors(before.data(), boost::on_tree_edge());
  boost::breadth_first_search(allied, from, boost::visitor(boost::make_bfs_visitor(record)));
  if (from != to && before[to] == kNone) return {};
  std::vector<std::size_t> path = {to};
  while (path.back() != from) path.push_back(before[path.back()]);
  std::ranges::reverse(path);
  return path;
}

std::vector<double> degree_centrality(const Scenario& scenario, Layer layer) {
  const TiesGraph graph = ties_graph(scenario);
  std::vector<std::set<std::size_t>> neighbours(scenario.actors.size());
  for (const TiesGraph::edge_descriptor& e : boost::make_iterator_range(boost::edges(graph))) {
    if (graph[e].layer != layer || !(graph[e].weight > 0)) continue;
    neighbours[boost::source(e, graph)].insert(boost::target(e, graph));
    neighbours[boost::target(e, graph)].insert(boost::source(e, graph));
  }
  std::vector<double> result;
  for (const std::set<std::size_t>& others : neighbours) {
    const auto count = static_cast<double>(others.size());
    result.push_back(neighbours.size() > 1 ? count / static_cast<double>(neighbours.size() - 1) : 0);
  }
  return result;
}

}  // namespace entente
