#include "sim/scenario/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

#include "sim/scenario/path.hpp"

namespace entente {
namespace {

/// Weights may be sums of decimal fractions, so they sum to 1 within this.
constexpr double kWeightTolerance = 1e-9;

class Checker {
 public:
  Checker(const Scenario& scenario, const Sites& sites, std::vector<Problem>& problems)
      : scenario_(scenario), sites_(sites), problems_(problems) {}

  void run() {
    for (const Process& process : scenario_.context) check_process(process);
    check_ties();
    for (const Actor& actor : scenario_.actors) {
      const Path path = Path("actors") / actor.name;
      check_components(actor, path);
      check_profiles(actor, path);
      check_ratification(actor, path);
      check_acts(actor, path);
    }
    check_game(scenario_, sites_, problems_);
  }

 private:
  void complain(const Path& path, std::string message) {
    std::string text = path.text();
    Location where = sites_.of(text);
    problems_.push_back({std::move(where), std::move(text), std::move(message)});
  }

  template <class Range, class Projection>
  void check_shares(const Range& range, Projection share, const Path& path, std::string_view what) {
    double sum = 0;
    for (const auto& item : range) sum += share(item);
    if (!range.empty() && !(sum > 0))
      complain(path, fmt::format("the {} are all 0; at least one must be above 0", what));
  }

  void check_process(const Process& process) {
    const Path path = Path("context") / process.name;
    if (process.logarithmic) {
      if (!(process.initial > 0)) {
        complain(path / "initial",
                 fmt::format("is {}; a logarithmic process needs a number above 0", process.initial));
      }
      if (process.kind == Process::Kind::OrnsteinUhlenbeck && !(process.mean > 0)) {
        complain(path / "mean",
                 fmt::format("is {}; a logarithmic process needs a number above 0", process.mean));
      }
    }
    // Draws of the Poisson law are made by summation, which is exact up to a mean of 500.
    const double mean = process.intensity * scenario_.timing.round;
    if (process.kind == Process::Kind::Poisson && mean > 500) {
      complain(path / "intensity", fmt::format("brings {} shocks in a round; at most 500 are allowed", mean));
    }
  }

  /// K = (I − βA)⁻¹ − I is a sum of paths only while β times the largest row sum is below 1.
  void check_ties() {
    std::vector<double> row_sum(scenario_.actors.size(), 0.0);
    for (const Tie& tie : scenario_.ties) {
      if (tie.weight > tie.maximum) {
        complain(Path("ties") / tie.name / "weight",
                 fmt::format("is {}, above the tie's maximum {}", tie.weight, tie.maximum));
      }
      if (tie.layer != Layer::Alliance && tie.layer != Layer::Alignment) continue;
      row_sum[tie.from] += tie.maximum;
      if (tie.mutual) row_sum[tie.to] += tie.maximum;
    }
    const auto largest = std::ranges::max_element(row_sum);
    if (largest == row_sum.end() || scenario_.attenuation * *largest < 1) return;
    complain(
        Path("attenuation"),
        fmt::format("is {}; it must be below {}, which is 1 over the sum of the maxima of the alliance and "
                    "alignment ties of {}",
                    scenario_.attenuation, 1 / *largest,
                    scenario_.actors[static_cast<std::size_t>(largest - row_sum.begin())].name));
  }

  void check_components(const Actor& actor, const Path& path) {
    check_shares(
        actor.components, [](const Component& component) { return component.share; }, path / "components",
        "shares of the components");
    for (const Component& component : actor.components) {
      const Path where = path / "components" / component.name;
      check_shares(
          component.terms, [](const Term& term) { return term.share; }, where / "terms",
          "shares of the terms");
      for (const Term& term : component.terms) {
        std::visit([&](const auto& body) { check_term(actor, body, where / "terms" / term.name); },
                   term.body);
      }
    }
  }

  template <class Body>
  void check_term(const Actor& actor, const Body& body, const Path& path) {
    if constexpr (std::is_same_v<Body, ValuesTerm>) {
      check_weights(body, path);
      check_values_bounds(actor, body, path);
    } else if constexpr (std::is_same_v<Body, LinkageTerm>) {
      const std::size_t columns = scenario_.issues[body.second].options.size();
      const std::size_t base =
          scenario_.issues[body.first].status_quo * columns + scenario_.issues[body.second].status_quo;
      const auto [low, high] = std::ranges::minmax(body.values);
      check_bounds(actor, high - body.values[base], low - body.values[base], path);
    } else if constexpr (std::is_same_v<Body, SanctionTerm>) {
      const Issue& issue = scenario_.issues[body.issue];
      for (std::size_t option = 0; option < issue.options.size(); ++option) {
        const double level = issue.amounts[option][body.quantity];
        if (level <= 1) continue;
        const std::string& quantity = scenario_.quantities[body.quantity].name;
        complain(Path("issues") / issue.name / "amounts" / quantity / issue.options[option],
                 fmt::format("is {}; {} is a level of sanctions and must lie in [0, 1]", level, quantity));
      }
    }
  }

  void check_weights(const ValuesTerm& term, const Path& path) {
    double sum = 0;
    for (const ValuesTerm::PerIssue& issue : term.issues) sum += issue.weight;
    // In a game that starts from nothing utilities have any scale, as published domains do.
    if (std::fabs(sum - 1) <= kWeightTolerance || starts_from_nothing(scenario_)) return;
    const Path weights = path / "weights";
    if (sites_.written(weights.text())) complain(weights, fmt::format("sum to {}; they must sum to 1", sum));
  }

  void check_values_bounds(const Actor& actor, const ValuesTerm& term, const Path& path) {
    double gain = 0;
    double loss = 0;
    for (const ValuesTerm::PerIssue& part : term.issues) {
      const auto [low, high] = std::ranges::minmax(part.values);
      const double base = part.values[scenario_.issues[part.issue].status_quo];
      gain += part.weight * (high - base);
      loss += part.weight * (low - base);
    }
    check_bounds(actor, gain, loss, path);
  }

  void check_bounds(const Actor& actor, double gain, double loss, const Path& path) {
    // Without a status quo there are no gains and losses; values count as they stand.
    if (starts_from_nothing(scenario_)) return;
    if (gain > 1 + kWeightTolerance) {
      complain(path / "values", fmt::format("can gain {} over the status quo; at most 1 is allowed", gain));
    }
    if (loss < -actor.loss_aversion - kWeightTolerance) {
      complain(
          path / "values",
          fmt::format("can lose {} from the status quo; at most {}, the actor's loss_aversion, is allowed",
                      -loss, actor.loss_aversion));
    }
  }

  void check_profiles(const Actor& actor, const Path& path) {
    check_shares(
        actor.profiles, [](const Profile& profile) { return profile.share; }, path / "profiles",
        "shares of the profiles");
    for (const Profile& profile : actor.profiles) {
      double before = 0;
      double after = 0;
      for (std::size_t c = 0; c < actor.components.size(); ++c) {
        before += actor.components[c].share;
        after += actor.components[c].share * profile.share_factors[c];
      }
      if (before > 0 && !(after > 0)) {
        complain(path / "profiles" / profile.name / "share_factors",
                 "leave all components with a share of 0; at least one must stay above 0");
      }
    }
    for (const InitialBelief& belief : actor.beliefs) {
      check_shares(
          belief.profile_shares, [](double share) { return share; },
          path / "beliefs" / scenario_.actors[belief.about].name / "profiles", "shares of the profiles");
    }
  }

  void check_ratification(const Actor& actor, const Path& path) {
    if (!actor.ratification) return;
    const Path where = path / "ratification" / "constituencies";
    check_shares(
        actor.ratification->constituencies, [](const Constituency& group) { return group.influence; }, where,
        "influences of the constituencies");
    for (const Constituency& group : actor.ratification->constituencies) {
      check_weights(group.values, where / group.name);
    }
  }

  /// Free pressure is weakly dominant: it would always be applied.
  void check_acts(const Actor& actor, const Path& path) {
    for (const Act& act : actor.acts) {
      if ((act.pressure > 0 || act.inducement > 0) && !(act.price > 0)) {
        complain(path / "acts" / act.name / "price",
                 "is 0; an act with pressure or inducement must cost something (a price above 0)");
      }
    }
  }

  const Scenario& scenario_;
  const Sites& sites_;
  std::vector<Problem>& problems_;
};

}  // namespace

Location Sites::of(std::string_view path) const {
  while (true) {
    if (const auto found = at.find(path); found != at.end()) return found->second;
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) break;
    path = path.substr(0, dot);
  }
  const auto whole = at.find(std::string_view{});
  return whole == at.end() ? Location{} : whole->second;
}

void check_values(const Scenario& scenario, const Sites& sites, std::vector<Problem>& problems) {
  Checker(scenario, sites, problems).run();
}

}  // namespace entente
