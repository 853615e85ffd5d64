#pragma once

#include <string>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// How a story is told.
struct StoryOptions {
  Style style = Style::None;
  /// For each refused offer, the full breakdown by component for each party that refused.
  bool explain = false;
};

/// One negotiation round by round, in sentences: what changed in the context, acts, who stayed away, offers,
/// answers with the reason, votes at home, agreements, breaches. Rounds in which nothing of this happened are
/// folded into one line. `record` must hold its rounds; reasons are given where they were recorded.
std::string story(const Scenario& scenario, const RunRecord& record, StoryOptions options = {});

/// The title, the parties and the time: what stands above a story.
std::string story_head(const Scenario& scenario, const RunResult& result, Style style);

}  // namespace entente
