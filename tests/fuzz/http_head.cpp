// Request heads: found in pieces as in one, read or refused; what is read never holds what a path must not. And what is
// read out of single headers and addresses: cookies, languages, codings, cursors.

#include "foundations/http/compress.hpp"
#include "foundations/http/head.hpp"
#include "foundations/http/route.hpp"
#include "fuzz/input.hpp"

using namespace sarnakh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  http::HeadScanner whole, pieces;
  const auto at_once = whole.look(text);
  const bool complete = at_once == http::HeadScanner::State::complete;
  auto by_bytes = http::HeadScanner::State::more;
  for (std::size_t end = 1; end <= size && by_bytes == http::HeadScanner::State::more; ++end)
    by_bytes = pieces.look(text.substr(0, end));
  if (complete) fuzz::must(by_bytes == at_once && pieces.length() == whole.length());
  fuzz::refused_or_done([&] {
    const auto head = http::parse_head(complete ? text.substr(0, whole.length()) : text);
    fuzz::must(head.request.path.find('\0') == std::string::npos);
    fuzz::must(head.request.path.find("/../") == std::string::npos);
    fuzz::must(!(head.chunked && head.content_length));
    // A folded line, which the scanner refuses before anything reads it, is joined by a single space.
    if (const auto cookie = head.request.cookie("sid"))
      fuzz::must(!complete || text.find(*cookie) != std::string::npos);
    head.request.language();
  });
  http::Request request;
  request.headers = {{"cookie", std::string(text)}, {"accept-language", std::string(text)}};
  if (const auto cookie = request.cookie("a")) fuzz::must(text.find(*cookie) != std::string::npos);
  request.language();
  static http::PackedText packed(std::string(4096, 'x'));
  const auto answer = packed.answer(text);
  fuzz::must(answer.headers.size() == 1 || answer.fixed_body->size() < 4096);
  fuzz::refused_or_done([&] { http::number_of_cursor(text, 0); });
  return 0;
}
