// Bodies: chunks read at once equal chunks read byte by byte; forms and multipart are read or refused.

#include "foundations/http/chunks.hpp"
#include "foundations/http/form_body.hpp"
#include "fuzz/input.hpp"

using namespace sarnakh;
using State = http::ChunkReader::State;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  http::ChunkReader whole(4096), pieces(4096);
  std::string a, b;
  auto rest = text;
  const auto at_once = whole.read(rest, a);
  auto by_bytes = State::more;
  for (std::size_t i = 0; i < size && by_bytes == State::more; ++i) {
    auto one = text.substr(i, 1);
    by_bytes = pieces.read(one, b);
  }
  fuzz::must(at_once == by_bytes);
  if (at_once == State::complete) fuzz::must(a == b);

  fuzz::refused_or_done([&] {
    const auto fields = http::parse_urlencoded(text);
    fuzz::must(fields.size() <= 200);
  });
  const auto line = text.substr(0, text.find('\n'));
  fuzz::refused_or_done([&] {
    for (const auto& part : http::parse_multipart("multipart/form-data; boundary=b", text))
      fuzz::must(part.content.size() <= text.size());
  });
  fuzz::refused_or_done([&] { http::parse_multipart(line, text.substr(line.size())); });
  return 0;
}
