#include "sim/report/reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/report/words.hpp"

namespace entente {
namespace {

constexpr double kNegligible = 0.0005;

/// The largest parts on one side (`sign` +1 or −1) in words; sets `plural` where there are two.
std::string side(std::vector<Reason> parts, double sign, bool& plural) {
  std::erase_if(parts, [&](const Reason& reason) { return sign * reason.change < kNegligible; });
  std::ranges::sort(parts, [&](const Reason& a, const Reason& b) {
    return a.change != b.change ? sign * a.change > sign * b.change : a.name < b.name;
  });
  if (parts.size() > 2) parts.resize(2);
  if (parts.size() == 2 && std::fabs(parts[1].change) < std::fabs(parts[0].change) / 4) parts.resize(1);
  plural = parts.size() == 2;
  std::vector<std::string> words;
  for (const Reason& part : parts)
    words.push_back(fmt::format("{} {}", part.name, signed_utility(part.change)));
  return join(words);
}

}  // namespace

std::string reason_name(const Actor& actor, std::size_t reason) {
  if (reason < actor.components.size()) return readable(actor.components[reason].name);
  switch (reason - actor.components.size()) {
    case 0:
      return "alliance";
    case 1:
      return "private reasons";
    case 2:
      return actor.disagreement ? "what it has without an agreement" : "the value of talking";
    case 3:
      return "hope of a better deal";
    default:
      return "asking for more";
  }
}

std::vector<Reason> reasons(const Actor& actor, const Contributions& contributions) {
  std::vector<double> changes = contributions.components;
  changes.insert(changes.end(), {contributions.alliance, contributions.private_valuation,
                                 contributions.process_value, contributions.hope});
  std::vector<Reason> result;
  for (std::size_t r = 0; r < changes.size(); ++r) result.push_back({reason_name(actor, r), changes[r]});
  return result;
}

std::string answer_in_words(const Actor& actor, const Answer& answer) {
  if (actor.tactic.kind == Tactic::Kind::Rational) {
    const double margin = std::fabs(answer.margin);
    if (margin < kNegligible) return "as good as waiting";
    return fmt::format("{} {} than it expects of waiting", fixed(margin), answer.accepted ? "more" : "less");
  }
  if (actor.tactic.aspires()) {
    if (std::fabs(answer.margin) < kNegligible) return "exactly what it asks";
    return fmt::format("{} {} than it asks", fixed(std::fabs(answer.margin)),
                       answer.accepted ? "more" : "less");
  }
  if (answer.reasons.components.empty())
    return fmt::format("{} to it: {}", answer.margin < 0 ? "short of what is acceptable" : "worth",
                       signed_utility(answer.margin));
  std::vector<Reason> parts = reasons(actor, answer.reasons);
  const double later = answer.reasons.process_value + answer.reasons.hope;
  double sum = 0;
  for (const Reason& part : parts) sum += part.change;
  // The sum would do, but what is given up now is more than what is got now (MODEL.md 4).
  const bool loss_now = !answer.accepted && sum >= 0 && sum - later < 0;
  if (loss_now) parts.resize(parts.size() - 2);
  bool two_gains = false;
  bool two_losses = false;
  const std::string gains = side(parts, 1, two_gains);
  const std::string losses = side(parts, -1, two_losses);
  if (answer.accepted) {
    if (gains.empty() && losses.empty()) return "it is as good as what there is";
    if (losses.empty()) return gains;
    if (gains.empty()) return losses + ", and no better is in sight";
    if (sum < 0) return fmt::format("{} against {}, with some give", gains, losses);
    return fmt::format("{} {} {}", gains, two_gains ? "outweigh" : "outweighs", losses);
  }
  if (gains.empty() && losses.empty()) return "it brings nothing";
  if (losses.empty() || (sum >= 0 && !loss_now))
    return fmt::format("{}, less than it has without an agreement", gains);
  const std::string because =
      gains.empty() ? losses + ", and nothing to set against it"
                    : fmt::format("{} {} {}", losses, two_losses ? "outweigh" : "outweighs", gains);
  return loss_now ? fmt::format("{}; what may come later ({}) is no reason to sign", because,
                                signed_utility(later))
                  : because;
}

std::string breakdown(const Actor& actor, const Answer& answer, Style style, std::string_view indent) {
  std::vector<std::vector<std::string>> rows{{"for " + actor_name(actor), "change in utility a year"}};
  double sum = 0;
  for (const Reason& part : reasons(actor, answer.reasons)) {
    sum += part.change;
    if (std::fabs(part.change) >= kNegligible) rows.push_back({part.name, fixed(part.change)});
  }
  rows.push_back({"together", fixed(sum)});
  rows.push_back({"margin over what it could accept", fixed(answer.margin)});
  return table(rows, {false, true}, style, indent);
}

}  // namespace entente
