#pragma once

// Reads a chunked body as it arrives, however slowly. Strict: CR LF at every line end, sizes of plain hexadecimal
// digits, extensions and trailers short and thrown away.

#include <cstdint>
#include <string>
#include <string_view>

namespace sarnakh::http {

class ChunkReader {
 public:
  enum class State { more, complete, malformed, too_large };
  explicit ChunkReader(std::uint64_t limit) : limit_(limit) {}
  // Takes bytes from the front of `input`, appends the content to `body`.
  State read(std::string_view& input, std::string& body);

 private:
  enum class Place { size, extension, size_lf, data, data_cr, data_lf, trailer_start, trailer, trailer_lf, end_lf };
  std::uint64_t limit_;
  std::uint64_t remaining_ = 0;
  std::uint64_t total_ = 0;
  int digits_ = 0;
  int extra_ = 0;  // bytes of extensions and trailers
  Place place_ = Place::size;
};

}  // namespace sarnakh::http
