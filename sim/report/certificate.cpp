#include "sim/report/certificate.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "sim/core/version.hpp"
#include "sim/report/json.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;
using Verdict = ConsentCertificate::Verdict;

std::string proposition(const Scenario& scenario, const CertificateReport& report) {
  return fmt::format(
      "No package of the outcome \"{}\" is acceptable to all parties, for any shares of their components in "
      "the "
      "ranges below: not from the status quo, and not from any arrangement that partial agreements can "
      "reach.",
      outcome_name(scenario, report.outcome));
}

std::string type_name(const Scenario& scenario, std::size_t actor, std::size_t type) {
  const Actor& who = scenario.actors[actor];
  if (who.profiles.empty()) return "";
  return who.profiles[who.type.value_or(type)].name;
}

std::string range_words(const Scenario& scenario, const CertificateReport& report) {
  const std::vector<std::size_t> signatories = parties(scenario);
  std::string text;
  for (std::size_t p = 0; p < signatories.size(); ++p) {
    const Actor& actor = scenario.actors[signatories[p]];
    for (std::size_t t = 0; t < report.problem.parties[p].types.size(); ++t) {
      const ShareBox& box = report.problem.parties[p].types[t].shares;
      const std::string type = type_name(scenario, signatories[p], t);
      std::vector<std::string> parts;
      for (std::size_t c = 0; c < box.size(); ++c) {
        parts.push_back(fmt::format("{} {} to {}", readable(actor.components[c].name), rough(box.low[c]),
                                    rough(box.high[c])));
      }
      text += wrap(fmt::format("{}{}: {}.", actor_name(actor), type.empty() ? "" : " as a " + readable(type),
                               join(parts)),
                   "  ", "    ");
    }
  }
  return text;
}

/// "sovereignty 0.21, economy 0.32": shares that differ from 0.
std::string shares_words(const Actor& actor, const std::vector<double>& shares) {
  std::vector<std::string> parts;
  for (std::size_t c = 0; c < shares.size(); ++c)
    parts.push_back(fmt::format("{} {}", readable(actor.components[c].name), rough(shares[c])));
  return join(parts);
}

std::string pair_words(const Scenario& scenario, const CertificateReport& report, const ConsentPair& pair) {
  const std::string from = pair.from == report.problem.start
                               ? "the status quo"
                               : changes_in_labels(scenario, report.problem.start, pair.from);
  return fmt::format("{}, from {}", changes_in_labels(scenario, pair.from, pair.package), from);
}

std::string finding_table(const Scenario& scenario, const CertificateReport& report,
                          const ConsentFinding& finding, Style style) {
  std::vector<std::vector<std::string>> rows{{"party", "refuses for sure", "of", "nearest to acceptance"}};
  const std::vector<std::size_t> signatories = parties(scenario);
  std::string packages;
  for (std::size_t p = 0; p < signatories.size(); ++p) {
    const std::string name = actor_name(scenario.actors[signatories[p]]);
    const auto& nearest = finding.nearest[p];
    rows.push_back({name, std::to_string(finding.refused[p]), std::to_string(finding.pairs),
                    nearest ? fixed(nearest->margins[p].margin) : "–"});
    if (!nearest) continue;
    packages += wrap(fmt::format("{}: {}; with {}.", name, pair_words(scenario, report, *nearest),
                                 shares_words(scenario.actors[signatories[p]], nearest->margins[p].shares)),
                     "    ", "      ");
  }
  std::string text = table(rows, {false, true, true, true}, style);
  if (!packages.empty()) text += "  Where it is nearest, and at which shares:\n" + packages;
  return text;
}

std::string closest_words(const Scenario& scenario, const CertificateReport& report,
                          const ConsentPair& pair) {
  const std::vector<std::size_t> signatories = parties(scenario);
  std::vector<std::string> parts;
  for (std::size_t p = 0; p < signatories.size(); ++p) {
    parts.push_back(
        fmt::format("{} {}", actor_name(scenario.actors[signatories[p]]), fixed(pair.margins[p].margin, 4)));
  }
  return wrap(
      fmt::format("Closest to agreement: {}. At best: {}.", pair_words(scenario, report, pair), join(parts)),
      "  ", "    ");
}

std::string verdict_words(const Scenario& scenario, const CertificateReport& report) {
  const ConsentCertificate& certificate = report.certificate;
  if (certificate.from_anywhere.pairs == 0)
    return "Proven: no package of the outcome is feasible and crosses no red line, from anywhere.";
  if (certificate.verdict == Verdict::Proven) return "Proven.";
  if (certificate.verdict == Verdict::Contrary) {
    return fmt::format(
        "The contrary holds: this package is acceptable to all, from the status quo, without acts, "
        "private valuations and hope: {}.",
        changes_in_words(scenario, report.problem.start, certificate.contrary->package));
  }
  return certificate.from_start.all_refused ? "Not proven: it holds from the status quo, but after partial "
                                              "agreements something may be acceptable."
                                            : "Not proven: with some act of an ally, or some luck, something "
                                              "may be acceptable from the status "
                                              "quo.";
}

Json pair_json(const Scenario& scenario, const ConsentPair& pair) {
  Json one = Json::object();
  one["from"] = package_json(scenario, pair.from);
  one["package"] = package_json(scenario, pair.package);
  one["parties"] = Json::object();
  const std::vector<std::size_t> signatories = parties(scenario);
  for (std::size_t p = 0; p < signatories.size(); ++p) {
    const Actor& actor = scenario.actors[signatories[p]];
    const ConsentMargin& margin = pair.margins[p];
    Json& party = one["parties"][actor.name];
    party["margin"] = margin.margin;
    const std::string type = type_name(scenario, signatories[p], margin.type);
    party["profile"] = type.empty() ? Json() : Json(type);
    party["shares"] = Json::object();
    for (std::size_t c = 0; c < margin.shares.size(); ++c)
      party["shares"][actor.components[c].name] = margin.shares[c];
  }
  return one;
}

Json finding_json(const Scenario& scenario, const ConsentFinding& finding) {
  Json one = Json::object();
  one["pairs"] = finding.pairs;
  one["all_refused"] = finding.all_refused;
  const std::vector<std::size_t> signatories = parties(scenario);
  for (std::size_t p = 0; p < signatories.size(); ++p) {
    const std::string& name = scenario.actors[signatories[p]].name;
    one["refused"][name] = finding.refused[p];
    one["nearest"][name] = finding.nearest[p] ? pair_json(scenario, *finding.nearest[p]) : Json();
  }
  one["closest"] = finding.closest ? pair_json(scenario, *finding.closest) : Json();
  return one;
}

}  // namespace

std::vector<std::string> assumptions(const Scenario& scenario, const CertificateReport& report) {
  std::vector<std::string> all{
      fmt::format("Shares of components lie in the ranges above ({}) and sum to 1, at any time: also where "
                  "influence moves saliences. Whatever they are, they are the same throughout a negotiation.",
                  report.ranges),
      "What a component makes of a package is as at the start: context, ties, trust, pledges, aspirations "
      "and "
      "audience costs have not moved, and all other numbers are those of the scenario.",
      scenario.switches.acts ? "Each other actor may be engaged in any of its acts, whichever helps the "
                               "party most; how far the party "
                               "depends on it is as at the start."
                             : "Nobody acts (switched off in the scenario)."};
  if (!scenario.switches.private_valuations) {
    all.emplace_back("There are no private valuations (switched off in the scenario).");
  } else if (report.luck_sd > 0) {
    all.push_back(
        fmt::format("The private valuation of a change of packages is no more than {} standard "
                    "deviations in favour of it.",
                    plain(report.luck_sd)));
  } else {
    all.emplace_back("Private valuations are 0.");
  }
  all.emplace_back(
      "A package is acceptable to a party if V(x) ≥ R by the model's rule (sim/MODEL.md, section 4), process "
      "values included. Hope for better is left out: it can only make a party refuse a package that settles, "
      "and one that does not settle must be a gain by itself.");
  if (scenario.switches.red_lines) all.emplace_back("Red lines hold, as they stand in the scenario.");
  all.emplace_back(
      scenario.switches.partial_agreements
          ? "What partial agreements can reach is over-estimated: every step may take other shares, "
            "acts and luck, and needs no ratification."
          : "There are no partial agreements (switched off), so everything starts from the status "
            "quo.");
  all.emplace_back("Votes at home are not used: the proposition holds whatever they would say.");
  all.push_back(
      fmt::format("Computed in double precision: a margin counts as a refusal only below −{}, which is "
                  "beyond the tie rule of the model (1e-9) and far beyond rounding.",
                  ConsentCertificate::kSlack));
  return all;
}

std::string certificate_text(const Scenario& scenario, const CertificateReport& report, Style style) {
  const ConsentCertificate& certificate = report.certificate;
  std::string text = wrap(proposition(scenario, report));
  text += '\n';
  text += wrap(paint(style, certificate.verdict == Verdict::Proven ? Mark::Good : Mark::Bad,
                     verdict_words(scenario, report)));
  if (certificate.contrary) {
    const std::vector<std::size_t> signatories = parties(scenario);
    for (std::size_t p = 0; p < signatories.size(); ++p) {
      const ConsentMargin& margin = certificate.contrary->margins[p];
      const Actor& actor = scenario.actors[signatories[p]];
      text += wrap(fmt::format("{} gains {} with {}.", actor_name(actor), fixed(margin.margin),
                               shares_words(actor, margin.shares)),
                   "  ", "    ");
    }
  }
  text += heading(style, "From the status quo");
  text += finding_table(scenario, report, certificate.from_start, style);
  if (certificate.from_start.closest)
    text += closest_words(scenario, report, *certificate.from_start.closest);
  if (certificate.reached.size() > 1) {
    text +=
        heading(style, fmt::format("From {} that partial agreements can reach",
                                   count(static_cast<long long>(certificate.reached.size()), "arrangement")));
    text += finding_table(scenario, report, certificate.from_anywhere, style);
    if (certificate.from_anywhere.closest)
      text += closest_words(scenario, report, *certificate.from_anywhere.closest);
  }
  text += heading(style, "Ranges of the shares");
  text += range_words(scenario, report);
  text += heading(style, "What this rests on");
  for (const std::string& assumption : assumptions(scenario, report))
    text += wrap(assumption, "  - ", "    ");
  return text;
}

Json certificate_json(const Scenario& scenario, const CertificateReport& report) {
  constexpr std::array<const char*, 3> kVerdicts{"proven", "contrary", "open"};
  const ConsentCertificate& certificate = report.certificate;
  Json all = Json::object();
  all["scenario"] = scenario.name;
  all["version"] = version();
  all["outcome"] = scenario.outcomes[report.outcome].name;
  all["verdict"] = kVerdicts[static_cast<std::size_t>(certificate.verdict)];
  all["proposition"] = proposition(scenario, report);
  const std::vector<std::size_t> signatories = parties(scenario);
  for (std::size_t p = 0; p < signatories.size(); ++p) {
    const Actor& actor = scenario.actors[signatories[p]];
    for (std::size_t t = 0; t < report.problem.parties[p].types.size(); ++t) {
      const ShareBox& box = report.problem.parties[p].types[t].shares;
      const std::string type = type_name(scenario, signatories[p], t);
      for (std::size_t c = 0; c < box.size(); ++c) {
        all["shares"][actor.name][type.empty() ? "any" : type][actor.components[c].name] = {box.low[c],
                                                                                            box.high[c]};
      }
    }
  }
  all["luck_sd"] = report.luck_sd;
  all["slack"] = ConsentCertificate::kSlack;
  all["reached"] = certificate.reached.size();
  all["from_start"] = finding_json(scenario, certificate.from_start);
  all["from_anywhere"] = finding_json(scenario, certificate.from_anywhere);
  all["contrary"] = certificate.contrary ? pair_json(scenario, *certificate.contrary) : Json();
  all["assumptions"] = assumptions(scenario, report);
  return all;
}

}  // namespace entente
