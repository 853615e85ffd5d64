#include "sim/cli/bundle.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <fstream>
#include <memory>

#include "sim/core/error.hpp"

namespace entente {

Bundle::Bundle(std::string path, std::string root)
    : path_(std::move(path)),
      beside_(path_ + ".part"),
      root_(std::move(root)),
      archive_(archive_write_new()) {
  check(archive_write_set_format_zip(archive_));
  check(archive_write_open_filename(archive_, beside_.c_str()));
}

Bundle::~Bundle() {
  archive_write_free(archive_);
  std::error_code ignored;
  std::filesystem::remove(beside_, ignored);
}

void Bundle::check(long long result) {
  if (result >= ARCHIVE_OK) return;
  const char* reason = archive_error_string(archive_);
  throw Error(fmt::format("{} cannot be written: {}", path_, reason == nullptr ? "unknown reason" : reason));
}

void Bundle::begin_entry(const std::string& name, std::uintmax_t size, bool runs) {
  constexpr std::time_t kFirstTime = 315'532'800;  // 1980-01-01, UTC
  constexpr unsigned kReadable = 0644;
  constexpr unsigned kRuns = 0755;
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       archive_entry_free);
  archive_entry_set_pathname(entry.get(), fmt::format("{}/{}", root_, name).c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), runs ? kRuns : kReadable);
  archive_entry_set_mtime(entry.get(), kFirstTime, 0);
  check(archive_write_header(archive_, entry.get()));
}

void Bundle::write(std::string_view bytes) {
  check(archive_write_data(archive_, bytes.data(), bytes.size()));
}

void Bundle::add_text(const std::string& name, std::string_view text, bool runs) {
  begin_entry(name, text.size(), runs);
  write(text);
}

void Bundle::add_file(const std::string& name, const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw Error(fmt::format("{} cannot be read", file.string()));
  begin_entry(name, std::filesystem::file_size(file), false);
  constexpr std::size_t kPiece = 1 << 20;
  std::string piece(kPiece, '\0');
  while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) || stream.gcount() > 0)
    write(std::string_view(piece).substr(0, static_cast<std::size_t>(stream.gcount())));
}

void Bundle::finish() {
  check(archive_write_close(archive_));
  std::filesystem::rename(beside_, path_);
}

}  // namespace entente
