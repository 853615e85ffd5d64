#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// The ties of a scenario at the start as a directed multigraph, for describing and drawing them. The
/// simulation itself runs on matrices (ties.hpp).
struct TieVertex {
  std::string name;
  bool party = true;
};
struct TieEdge {
  /// Index of the tie in the scenario.
  std::size_t tie = 0;
  Layer layer = Layer::Trade;
  double weight = 0;
  /// The way back of a mutual tie.
  bool reverse = false;
};
/// Vertex i is actor i; edges stand in the order of the ties.
using TiesGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, TieVertex, TieEdge>;

TiesGraph ties_graph(const Scenario& scenario);

/// The ties in the language of GraphViz: a node for each actor (parties as boxes), an edge for each tie,
/// labelled with its layer and weight, with two heads where it is mutual.
std::string ties_dot(const Scenario& scenario);

/// The actors along a shortest chain of alliance and alignment ties with positive weight, both ends included:
/// the walks on which dependence rests. {from} for an actor and itself, empty where there is no chain. Of
/// chains of one length the one that follows ties declared earlier in the order of names.
std::vector<std::size_t> alliance_path(const Scenario& scenario, std::size_t from, std::size_t to);

/// Share of the other actors to which each actor has a tie with positive weight on `layer`, in either
/// direction (L. C. Freeman, Centrality in social networks, Social Networks 1, 1978). 0 for a single actor.
std::vector<double> degree_centrality(const Scenario& scenario, Layer layer);

}  // namespace entente
