#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/database.hpp"

namespace entente {

enum class ExportFormat : std::uint8_t { Csv, Json };

/// The tables and views of a result file, by name.
std::vector<std::string> exportable(const Database& database);

/// Throws InputError where there is no such table or view.
void check_exportable(const Database& database, const std::string& table);

/// A table or view as text, handed to `sink` piece by piece: as comma-separated values (RFC 4180, LF; nothing
/// is empty), or as a JSON array of objects (nothing is null). Rows of tables are in the order of their keys;
/// numbers read back the same. Throws InputError where there is no such table.
void export_table(const Database& database, const std::string& table, ExportFormat format,
                  const std::function<void(std::string_view)>& sink);

}  // namespace entente
