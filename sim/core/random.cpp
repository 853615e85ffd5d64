#include "sim/core/random.hpp"

#include <Random123/philox.h>

#include <unordered_map>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entente {

void require_distinct(std::span<const std::string> names) {
  std::unordered_map<NameHash, std::string_view> seen;
  for (const std::string& name : names) {
    const auto [entry, added] = seen.emplace(hash_name(name), name);
    if (!added && entry->second != name) {
      throw Error("the names '" + std::string(entry->second) + "' and '" + name +
                  "' have the same 64-bit hash and would share their random draws; rename one of them");
    }
  }
}

std::array<std::uint64_t, 4> philox(const std::array<std::uint64_t, 4>& counter,
                                    const std::array<std::uint64_t, 2>& key) {
  const r123::Philox4x64::ctr_type words{{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x64::key_type secret{{key[0], key[1]}};
  const r123::Philox4x64::ctr_type result = r123::Philox4x64()(words, secret);
  return {result[0], result[1], result[2], result[3]};
}

std::array<std::uint64_t, 4> RandomSource::block(const Draw& draw) const {
  const std::uint64_t time = static_cast<std::uint64_t>(draw.round) << 32 | draw.exchange;
  return philox({draw.subject, static_cast<std::uint64_t>(draw.purpose), time, 0}, key_);
}

double RandomSource::uniform(const Draw& draw) const {
  // 52 random bits and a half: k + 1/2 is exact below 2^52, while a 53-bit k plus 1/2 could round up to 1.
  return (static_cast<double>(block(draw)[0] >> 12) + 0.5) * 0x1p-52;
}

double RandomSource::normal(const Draw& draw) const { return normal_quantile(uniform(draw)); }

unsigned poisson_from_uniform(double u, double mean) {
  require(u >= 0.0 && u < 1.0, "poisson_from_uniform needs 0 <= u < 1");
  require(mean >= 0.0 && mean <= 500.0, "poisson_from_uniform needs 0 <= mean <= 500");
  unsigned k = 0;
  double probability = portable_exp(-mean);
  double cumulative = probability;
  while (cumulative <= u) {
    ++k;
    probability *= mean / k;
    const double next = cumulative + probability;
    // Past the mode the terms soon no longer change the sum: rounding has left it below u for good.
    if (next == cumulative && k > mean) break;
    cumulative = next;
  }
  return k;
}

}  // namespace entente
