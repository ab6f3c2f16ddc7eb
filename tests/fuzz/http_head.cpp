// Request heads: found in pieces as in one, read or refused; what is read never holds what a path must not.

#include "foundations/http/head.hpp"
#include "fuzz/input.hpp"

using namespace sarnakh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  http::HeadScanner whole, pieces;
  const auto at_once = whole.look(text);
  auto by_bytes = http::HeadScanner::State::more;
  for (std::size_t end = 1; end <= size && by_bytes == http::HeadScanner::State::more; ++end)
    by_bytes = pieces.look(text.substr(0, end));
  if (at_once == http::HeadScanner::State::complete)
    fuzz::must(by_bytes == at_once && pieces.length() == whole.length());
  fuzz::refused_or_done([&] {
    const auto head =
        http::parse_head(at_once == http::HeadScanner::State::complete ? text.substr(0, whole.length()) : text);
    fuzz::must(head.request.path.find('\0') == std::string::npos);
    fuzz::must(head.request.path.find("/../") == std::string::npos);
    fuzz::must(!(head.chunked && head.content_length));
  });
  return 0;
}
