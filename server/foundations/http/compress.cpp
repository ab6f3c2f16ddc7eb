#include "foundations/http/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>

#include "foundations/http/tokens.hpp"

namespace sarnakh::http {

namespace {

constexpr std::size_t worth_it = 1024;

bool is_text(std::string_view type) {
  const auto media = media_type_of(type);
  return media.starts_with("text/") || media == "application/json" || media == "application/problem+json" ||
         media == "image/svg+xml" || media == "application/x-ndjson";
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    auto piece = take_piece(accept_encoding, ',');
    const auto name = take_piece(piece, ';');
    if (same_ignoring_case(name, coding)) return weight_of(piece) > 0;
  }
  return false;
}

std::string brotli(std::string_view body) {
  std::size_t size = BrotliEncoderMaxCompressedSize(body.size());
  std::string out(size, '\0');
  const auto* input = reinterpret_cast<const std::uint8_t*>(body.data());
  const bool done = BrotliEncoderCompress(4, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body.size(), input, &size,
                                          reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE;
  out.resize(done ? size : 0);
  return out;
}

std::string gzip(std::string_view body) {
  z_stream stream{};
  if (deflateInit2(&stream, 4, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, body.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

}  // namespace

void compress(Answer& answer, std::string_view accept_encoding) {
  if (answer.fixed_body || answer.pull || answer.events || answer.body.size() < worth_it ||
      !is_text(answer.content_type))
    return;
  if (std::any_of(answer.headers.begin(), answer.headers.end(),
                  [](const Header& header) { return same_ignoring_case(header.name, "content-encoding"); }))
    return;
  answer.with("Vary", "Accept-Encoding");
  const bool use_brotli = accepts(accept_encoding, "br");
  if (!use_brotli && !accepts(accept_encoding, "gzip")) return;
  auto packed = use_brotli ? brotli(answer.body) : gzip(answer.body);
  if (packed.empty() || packed.size() >= answer.body.size()) return;
  answer.body = std::move(packed);
  answer.with("Content-Encoding", use_brotli ? "br" : "gzip");
}

Answer PackedText::answer(std::string_view accept_encoding) {
  std::call_once(packed_, [this] {
    brotli_ = brotli(text_);
    gzip_ = gzip(text_);
  });
  Answer answer;
  answer.with("Vary", "Accept-Encoding");
  const auto give = [&](std::string_view coding, const std::string& packed) {
    if (packed.empty() || !accepts(accept_encoding, coding)) return false;
    answer.fixed_body = packed;
    answer.with("Content-Encoding", std::string(coding));
    return true;
  };
  if (!give("br", brotli_) && !give("gzip", gzip_)) answer.fixed_body = text_;
  return answer;
}

}  // namespace sarnakh::http
