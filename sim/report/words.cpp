#include "sim/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sim/report/text.hpp"

namespace entente {
namespace {

std::string interval_in_words(double low, double high, std::string_view unit) {
  const auto with_unit = [&](double value) {
    return unit.empty() ? plain(value) : fmt::format("{} {}", plain(value), unit);
  };
  if (low == high) return "is " + with_unit(low);
  if (std::isinf(low)) return "is at most " + with_unit(high);
  if (std::isinf(high)) return "is at least " + with_unit(low);
  return fmt::format("is between {} and {}", plain(low), with_unit(high));
}

std::string options_in_words(const Issue& issue, const std::vector<bool>& allowed) {
  const auto number = static_cast<std::size_t>(std::ranges::count(allowed, true));
  const auto first = static_cast<std::size_t>(std::ranges::find(allowed, true) - allowed.begin());
  const std::size_t last = first + number - 1;
  const bool run = number > 1 && std::all_of(allowed.begin() + static_cast<std::ptrdiff_t>(first),
                                             allowed.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                                             [](bool flag) { return flag; });
  const std::string subject = readable(issue.name);
  if (number == 0) return subject + " is none of its options";
  if (number == allowed.size()) return subject + " is anything";
  if (number > 1 && number + 1 == allowed.size()) {
    const auto missing = static_cast<std::size_t>(std::ranges::find(allowed, false) - allowed.begin());
    return fmt::format("{} is not {}", subject, option_label(issue, missing));
  }
  if (run && last + 1 == allowed.size())
    return fmt::format("{} is at least {}", subject, option_label(issue, first));
  if (run && first == 0) return fmt::format("{} is at most {}", subject, option_label(issue, last));
  if (run && number > 2)
    return fmt::format("{} is from {} to {}", subject, option_label(issue, first), option_label(issue, last));
  std::vector<std::string> names;
  for (std::size_t o = 0; o < allowed.size(); ++o) {
    if (allowed[o]) names.push_back(option_label(issue, o));
  }
  return fmt::format("{} is {}", subject, join(names, "or"));
}

std::string context_in_words(const Process& process, const Predicate& predicate) {
  if (process.kind != Process::Kind::Markov)
    return fmt::format("{} {}", readable(process.name),
                       interval_in_words(predicate.low, predicate.high, process.unit));
  std::vector<std::string> states;
  for (std::size_t s = 0; s < process.states.size(); ++s) {
    if (predicate.low <= process.values[s] && process.values[s] <= predicate.high)
      states.push_back(readable(process.states[s]));
  }
  return fmt::format("{} is {}", readable(process.name),
                     states.empty() ? "in none of its states" : join(states, "or"));
}

std::string changes(const Scenario& scenario, PackageIndex from, PackageIndex to,
                    std::string (*name)(const Issue&, std::size_t)) {
  const PackageSpace space = package_space(scenario);
  if (space.is_nothing(to)) return from == to ? "no change" : "nothing";
  std::string text;
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    const Issue& issue = scenario.issues[k];
    if (!space.differ(from, to, k)) continue;
    if (!text.empty()) text += "; ";
    text += fmt::format("{} → {}", readable(issue.name), name(issue, space.option(to, k)));
  }
  return text.empty() ? "no change" : text;
}

}  // namespace

std::string readable(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string actor_name(const Actor& actor) {
  if (!actor.title.empty()) return actor.title;
  std::string name = readable(actor.name);
  for (std::size_t k = 0; k < name.size(); ++k) {
    const bool starts_word = k == 0 || name[k - 1] == ' ';
    if (starts_word && name[k] >= 'a' && name[k] <= 'z') name[k] = static_cast<char>(name[k] - 'a' + 'A');
  }
  return name;
}

std::string actor_names(const Scenario& scenario, const std::vector<std::size_t>& actors) {
  std::vector<std::string> names;
  for (const std::size_t i : actors) names.push_back(actor_name(scenario.actors[i]));
  return join(names);
}

std::string issue_name(const Issue& issue) {
  return issue.title.empty() ? readable(issue.name) : issue.title;
}

std::string dimension_name(const Dimension& dimension) {
  return dimension.title.empty() ? readable(dimension.name) : dimension.title;
}

std::string outcome_name(const Scenario& scenario, std::size_t outcome) {
  if (outcome >= scenario.outcomes.size()) return "other";
  const Outcome& it = scenario.outcomes[outcome];
  return it.title.empty() ? readable(it.name) : it.title;
}

std::string option_name(const Issue& issue, std::size_t option) {
  const bool titled = option < issue.option_titles.size() && !issue.option_titles[option].empty();
  return titled && !issue.divisible ? issue.option_titles[option] : option_label(issue, option);
}

std::string option_label(const Issue& issue, std::size_t option) {
  if (issue.divisible)
    return plain(static_cast<double>(option) / static_cast<double>(issue.options.size() - 1));
  return readable(issue.options[option]);
}

std::string changes_in_words(const Scenario& scenario, PackageIndex from, PackageIndex to) {
  return changes(scenario, from, to, option_name);
}

std::string changes_in_labels(const Scenario& scenario, PackageIndex from, PackageIndex to) {
  return changes(scenario, from, to, option_label);
}

std::string amounts_in_words(const Scenario& scenario, const Issue& issue, std::size_t option) {
  std::string text;
  for (std::size_t q = 0; q < scenario.quantities.size(); ++q) {
    const Quantity& quantity = scenario.quantities[q];
    const double amount = issue.amounts[option][q];
    if (amount == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", readable(quantity.name), plain(amount));
    if (!quantity.unit.empty() && quantity.unit != quantity.name) text += ' ' + quantity.unit;
  }
  return text;
}

std::string layer_name(Layer layer) {
  constexpr std::array<std::string_view, kLayers> kNames{"trade", "alliance", "alignment", "sanctions",
                                                         "rivalry"};
  return std::string(kNames.at(static_cast<std::size_t>(layer)));
}

std::string predicate_in_words(const Scenario& scenario, const Predicate& predicate) {
  const auto joined = [&](std::string_view word) {
    std::string text;
    for (const Predicate& part : predicate.parts) {
      if (!text.empty()) text += fmt::format(" {} ", word);
      const bool nested =
          part.parts.size() > 1 && part.kind != predicate.kind && part.kind != Predicate::Kind::Not;
      const std::string words = predicate_in_words(scenario, part);
      text += nested ? fmt::format("({})", words) : words;
    }
    return text;
  };
  switch (predicate.kind) {
    case Predicate::Kind::Always:
      return "always";
    case Predicate::Kind::Options:
      return options_in_words(scenario.issues[predicate.subject], predicate.options);
    case Predicate::Kind::Amount: {
      const Quantity& quantity = scenario.quantities[predicate.subject];
      const std::string_view unit = quantity.unit == quantity.name ? "" : std::string_view(quantity.unit);
      return fmt::format("{} {}", readable(quantity.name),
                         interval_in_words(predicate.low, predicate.high, unit));
    }
    case Predicate::Kind::Context:
      return context_in_words(scenario.context[predicate.subject], predicate);
    case Predicate::Kind::All:
      return joined("and");
    case Predicate::Kind::Any:
      return joined("or");
    case Predicate::Kind::Not: {
      const Predicate& part = predicate.parts.front();
      if (part.kind == Predicate::Kind::Options) {
        std::vector<bool> rest = part.options;
        rest.flip();
        return options_in_words(scenario.issues[part.subject], rest);
      }
      return fmt::format("not ({})", predicate_in_words(scenario, part));
    }
  }
  return {};
}

std::string context_value(const Process& process, double value) {
  if (process.kind == Process::Kind::Markov) {
    for (std::size_t s = 0; s < process.states.size(); ++s) {
      if (process.values[s] == value) return readable(process.states[s]);
    }
  }
  return process.unit.empty() ? plain(value) : fmt::format("{} {}", plain(value), process.unit);
}

namespace {

/// Options and amounts of one package, ready for predicates.
struct Look {
  Look(const Scenario& scenario, const PackageSpace& space, PackageIndex package)
      : amounts(scenario.quantities.size()) {
    for (std::size_t k = 0; k < space.issues(); ++k) options.push_back(space.option(package, k));
    package_amounts(scenario, options, amounts);
  }
  bool meets(const Predicate& predicate) const { return holds(predicate, options, amounts, {}); }

  std::vector<std::uint32_t> options;
  std::vector<double> amounts;
};

}  // namespace

std::size_t count_feasible(const Scenario& scenario) {
  const PackageSpace space = package_space(scenario);
  if (scenario.feasible.empty()) return space.packages();
  std::size_t number = 0;
  for (std::size_t x = 0; x < space.packages(); ++x) {
    const Look look(scenario, space, static_cast<PackageIndex>(x));
    const bool meets =
        std::ranges::all_of(scenario.feasible, [&](const Predicate& rule) { return look.meets(rule); });
    number += meets ? 1U : 0U;
  }
  return number;
}

}  // namespace entente
