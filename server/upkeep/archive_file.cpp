#include "upkeep/archive_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "foundations/basics/problem.hpp"
#include "foundations/basics/random.hpp"

namespace sarnakh::upkeep {

namespace {

constexpr unsigned piece = 1 << 18;
// Fast rather than small: the disk and the database set the pace.
constexpr const char* zip_mode = "wb1";

gzFile zip_of(void* handle) { return static_cast<gzFile>(handle); }

Problem unreadable(const std::string& path, const std::string& cause) {
  return Problem{"archive_unreadable", {}, {{"path", path}, {"cause", cause}}};
}

std::string words_of(int error) { return std::error_code(error, std::generic_category()).message(); }

// The name is on disk only when its folder is.
void sync_folder(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  const int folder = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

}  // namespace

void Chain::add(std::string_view line) { hash_ = hash_256(line, hash_); }
std::string Chain::hex() const { return to_hex(hash_); }

ArchiveWriter::ArchiveWriter(std::string path) : path_(std::move(path)), partial_(path_ + ".partial") {
  file_ = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) fail(errno);
  // Somebody else may be writing it; what a killed backup left behind is written over.
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0 || ::ftruncate(file_, 0) != 0 || ::fchmod(file_, 0600) != 0) {
    const int error = errno;
    ::close(std::exchange(file_, -1));
    fail(error);
  }
  const int copy = ::fcntl(file_, F_DUPFD_CLOEXEC, 0);
  zip_ = ::gzdopen(copy, zip_mode);
  ::gzbuffer(zip_of(zip_), piece);
}

ArchiveWriter::~ArchiveWriter() {
  if (zip_ != nullptr) ::gzclose(zip_of(zip_));
  if (file_ < 0) return;
  ::unlink(partial_.c_str());
  ::close(file_);
}

void ArchiveWriter::fail(int error) const {
  if (error == ENOSPC || error == EDQUOT) throw Problem{"archive_no_space", {}, {{"path", path_}}};
  throw Problem{"archive_unwritable", {}, {{"path", path_}, {"cause", words_of(error)}}};
}

void ArchiveWriter::put(std::string_view bytes) {
  errno = 0;
  if (::gzfwrite(bytes.data(), 1, bytes.size(), zip_of(zip_)) != bytes.size()) fail(errno);
}

void ArchiveWriter::line(std::string_view text) {
  chain_.add(text);
  put(text);
  put("\n");
}

void ArchiveWriter::commit(std::int64_t rows) {
  put(R"({"end":"archive","rows":)" + std::to_string(rows) + R"(,"checksum":")" + chain_.hex() + "\"}\n");
  errno = 0;
  if (::gzclose(zip_of(std::exchange(zip_, nullptr))) != Z_OK) fail(errno);
  if (::fsync(file_) != 0) fail(errno);
  if (::rename(partial_.c_str(), path_.c_str()) != 0) fail(errno);
  ::close(std::exchange(file_, -1));
  sync_folder(path_);
}

ArchiveReader::ArchiveReader(std::string path) : path_(std::move(path)), zip_(::gzopen(path_.c_str(), "rb")) {
  if (zip_ == nullptr) throw unreadable(path_, words_of(errno));
  ::gzbuffer(zip_of(zip_), piece);
}

ArchiveReader::~ArchiveReader() {
  if (zip_ != nullptr) ::gzclose(zip_of(zip_));
}

std::string_view ArchiveReader::raw_line() {
  while (true) {
    const auto end = buffer_.find('\n', at_);
    if (end != std::string::npos) {
      const auto line = std::string_view(buffer_).substr(at_, end - at_);
      at_ = end + 1;
      return line;
    }
    buffer_.erase(0, at_);
    at_ = 0;
    if (!read_on()) throw Problem{"archive_cut", {}, {{"path", path_}}};
  }
}

// False at the end of a whole file.
bool ArchiveReader::read_on() {
  const auto before = buffer_.size();
  buffer_.resize(before + piece);
  const int got = ::gzread(zip_of(zip_), buffer_.data() + before, piece);
  buffer_.resize(before + static_cast<std::size_t>(std::max(got, 0)));
  if (got > 0) return true;
  int code = Z_OK;
  const char* words = ::gzerror(zip_of(zip_), &code);
  if (code == Z_ERRNO) throw unreadable(path_, words_of(errno));
  if (code == Z_BUF_ERROR) throw Problem{"archive_cut", {}, {{"path", path_}}};
  if (code != Z_OK && code != Z_STREAM_END) throw Problem{"archive_damaged", {}, {{"path", path_}, {"cause", words}}};
  return false;
}

std::string_view ArchiveReader::line() {
  const auto text = raw_line();
  chain_.add(text);
  return text;
}

void ArchiveReader::finish() {
  const auto last = parse_line(raw_line(), path_);
  if (last["end"].as_string() != "archive" || last["checksum"].as_string() != chain_.hex())
    throw Problem{"archive_damaged", {}, {{"path", path_}, {"cause", "the checksum differs"}}};
  while (read_on()) {
  }
}

json::Value parse_line(std::string_view line, std::string_view path) {
  try {
    return json::parse(line, {.bytes = std::size_t{1} << 30, .depth = 64, .members = 1'000'000});
  } catch (const Problem& problem) {
    throw Problem{"archive_damaged", {}, {{"path", std::string(path)}, {"cause", problem.code}}};
  }
}

}  // namespace sarnakh::upkeep
