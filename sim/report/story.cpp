#include "sim/report/story.hpp"

#include <fmt/format.h>

#include <vector>

#include "sim/report/round.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

constexpr std::string_view kMargin = "         ";

/// Rounds of one kind in which nothing worth telling happened.
struct Quiet {
  std::string first;
  std::string last;
  std::string kind;
  int rounds = 0;
  int passes = 0;
};

std::string quiet_line(const Quiet& quiet, Style style) {
  std::string text = quiet.kind;
  if (quiet.rounds > 1) {
    text =
        fmt::format("{} to {}: {} in {}", quiet.first, quiet.last, quiet.kind, count(quiet.rounds, "round"));
    if (!quiet.kind.starts_with("talks"))
      text =
          fmt::format("{} to {}, {}: {}", quiet.first, quiet.last, count(quiet.rounds, "round"), quiet.kind);
  } else {
    text = fmt::format("{}: {}", quiet.first, quiet.kind);
  }
  if (quiet.passes > 0) text += ", no offer worth tabling";
  return wrap(paint(style, Mark::Quiet, text + "."), "", kMargin);
}

std::string round_lines(const std::string& date, const std::vector<std::string>& lines, Style style) {
  std::string text;
  std::string first = paint(style, Mark::Heading, date) + "  ";
  for (const std::string& line : lines) {
    if (line.front() == '\t') {
      // A table: already laid out, only moved to the right.
      std::string_view rest = std::string_view(line).substr(1);
      while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        text += fmt::format("{}      {}\n", kMargin, rest.substr(0, end));
        rest.remove_prefix(end + 1);
      }
      continue;
    }
    const bool answer = line.starts_with("  ");
    const std::string margin(kMargin);
    text += wrap(line, answer ? margin + "  " : first, margin + (answer ? "    " : "  "));
    first = margin;
  }
  return text;
}

std::vector<std::string> names_where(const Scenario& scenario, bool party) {
  std::vector<std::string> names;
  for (const Actor& actor : scenario.actors) {
    if (actor.party == party) names.push_back(actor_name(actor));
  }
  return names;
}

}  // namespace

std::string story_head(const Scenario& scenario, const RunResult& result, Style style) {
  const Timing& timing = scenario.timing;
  std::string text = paint(style, Mark::Heading, scenario.title) + '\n';
  if (!scenario.description.empty()) text += wrap(scenario.description);
  const std::vector<std::string> others = names_where(scenario, false);
  std::string who = fmt::format("{} negotiate", join(names_where(scenario, true)));
  if (!others.empty())
    who += fmt::format("; {} {} from outside", join(others), others.size() == 1 ? "acts" : "act");
  text += wrap(fmt::format("{}. {} to {}: {} of {}.", capitalised(who), date_after(timing, 0),
                           date_after(timing, timing.rounds * timing.round), count(timing.rounds, "round"),
                           years(timing.round)));
  std::string types;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    if (actor.profiles.empty()) continue;
    types += fmt::format(" {} is in truth: {}.", capitalised(actor_name(actor)),
                         readable(actor.profiles[result.types[i]].name));
  }
  if (!types.empty()) text += wrap(types.substr(1));
  return text;
}

std::string story(const Scenario& scenario, const RunRecord& record, StoryOptions options) {
  RoundTeller teller(scenario, record, options);
  std::string text;
  Quiet quiet;
  const auto end_quiet = [&] {
    if (quiet.rounds > 0) text += quiet_line(quiet, options.style);
    quiet = {};
  };
  for (const Round& round : record.rounds) {
    const std::vector<std::string> lines = teller.tell(round);
    if (lines.empty()) {
      const std::string kind = teller.quiet_kind(round);
      if (kind != quiet.kind) end_quiet();
      if (quiet.rounds == 0) quiet = {round.date, round.date, kind, 0, 0};
      quiet.last = round.date;
      ++quiet.rounds;
      quiet.passes += static_cast<int>(round.exchanges.size());
      continue;
    }
    end_quiet();
    text += round_lines(round.date, lines, options.style);
  }
  end_quiet();
  return text;
}

}  // namespace entente
