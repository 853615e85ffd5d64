#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/report/story.hpp"

namespace entente {

/// Tells one round after the other and remembers what the reader has been told already.
class RoundTeller {
 public:
  RoundTeller(const Scenario& scenario, const RunRecord& record, StoryOptions options);

  /// The sentences of a round, one a line, without its date; empty when the round is quiet.
  std::vector<std::string> tell(const Round& round);

  /// What a quiet round was: "talks", "no talks: …"; equal texts may be folded.
  std::string quiet_kind(const Round& round) const;

 private:
  void tell_context(const Round& round, std::vector<std::string>& lines);
  void tell_acts(const Round& round, std::vector<std::string>& lines);
  void tell_attendance(const Round& round, std::vector<std::string>& lines);
  void tell_exchanges(const Round& round, std::vector<std::string>& lines) const;
  void tell_breakdown(const Round& round, std::vector<std::string>& lines) const;
  void tell_votes(const Round& round, std::vector<std::string>& lines) const;
  void tell_agreements(const Round& round, std::vector<std::string>& lines);

  std::string offer(const Exchange& exchange) const;
  bool needed(std::size_t actor) const;
  std::string date_of(int round) const;

  const Scenario& scenario_;
  const RunRecord& record_;
  StoryOptions options_;
  /// Context values, acts, attendance and suspension as last told; the arrangement at the end of the last
  /// round.
  std::vector<double> context_;
  std::vector<std::size_t> acts_;
  std::vector<bool> attends_;
  bool suspended_ = false;
  PackageIndex arrangement_ = 0;
};

}  // namespace entente
