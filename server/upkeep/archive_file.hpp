#pragma once

// The file of an archive: gzip around lines of JSON, so that `zcat` shows it. Each line but the last is chained into a
// checksum (the hash of a line is keyed by the hash of the lines before it), which the last line holds: a cut or
// changed file is noticed.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "foundations/json/value.hpp"

namespace sarnakh::upkeep {

// The hash of all lines so far.
class Chain {
 public:
  void add(std::string_view line);
  std::string hex() const;

 private:
  std::string hash_ = std::string(32, '\0');
};

// Writes under a temporary name, for the owner's eyes only (0600); commit() puts it in its place, whole and on disk.
// What is not committed is taken away. Throws Problem "archive_unwritable".
class ArchiveWriter {
 public:
  explicit ArchiveWriter(std::string path);
  ~ArchiveWriter();
  ArchiveWriter(const ArchiveWriter&) = delete;
  ArchiveWriter& operator=(const ArchiveWriter&) = delete;

  void line(std::string_view text);
  void commit(std::int64_t rows);

 private:
  void put(std::string_view bytes);
  [[noreturn]] void fail(int error) const;

  std::string path_, partial_;
  int file_ = -1;
  void* zip_ = nullptr;
  Chain chain_;
};

// Reads it line by line. Throws Problem "archive_unreadable" (no such file, no archive), "archive_cut",
// "archive_damaged".
class ArchiveReader {
 public:
  explicit ArchiveReader(std::string path);
  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  // The next line; it holds until the next call. Problem "archive_cut" after the last one.
  std::string_view line();
  // Reads the last line and compares its checksum with what was read; then to the end of the file.
  void finish();

 private:
  std::string_view raw_line();
  bool read_on();

  std::string path_;
  void* zip_ = nullptr;
  std::string buffer_;
  std::size_t at_ = 0;
  Chain chain_;
};

json::Value parse_line(std::string_view line, std::string_view path);

}  // namespace sarnakh::upkeep
