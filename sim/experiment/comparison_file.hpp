#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "sim/experiment/comparison.hpp"
#include "sim/experiment/result_file.hpp"

namespace entente {

/// The quantities of a variant that tell why (MeasuredQuantity::is_reason), as far as they are told apart
/// from the base, the largest effect first; those whose values do not vary at all before the others.
std::vector<std::size_t> ranked_reasons(const Comparison& comparison,
                                        const std::vector<Difference>& differences);

/// A comparison as a result file. Tables: `comparison` (what it is), `arms` (the scenarios, resolved),
/// `quantities`, `outcomes`, `paired_runs` (every run of the first part), `differences`, `reasons` (those
/// that tell why, ranked), `world_differences`, `codebook`.
class ComparisonFile {
 public:
  /// `behaviour`: the program's signature. Throws InputError where the file is there already.
  ComparisonFile(const std::string& path, const Comparison& comparison, const std::string& behaviour,
                 const std::string& command);

  void add_run(const ArmRun& run);
  void add_world(std::size_t variant, std::uint64_t world, std::span<const double> differences);
  void finish(const ComparisonResult& result);

 private:
  const Comparison* comparison_;
  ResultFile file_;
};

/// compare(), with everything put into `file` on the way where there is one; `on_progress(done, total)`
/// counts runs.
ComparisonResult compare_into(ComparisonFile* file, const Comparison& comparison, unsigned threads,
                              const std::atomic<bool>& stop,
                              const std::function<void(std::uint64_t, std::uint64_t)>& on_progress);

}  // namespace entente
