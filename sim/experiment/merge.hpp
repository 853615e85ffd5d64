#pragma once

#include <string>
#include <vector>

namespace entente {

/// Joins the files of all shards of a sweep into one, as if one machine had played it. Throws InputError,
/// saying which file and why, where they do not belong together: another scenario, seed, design or behaviour;
/// a shard that is not complete, missing, or there twice; an output that is there already. `command` is noted
/// in the sessions of the new file, after those of the shards. The output appears whole or not at all.
void merge(const std::vector<std::string>& files, const std::string& output, const std::string& command);

}  // namespace entente
