#include "foundations/http/head.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <charconv>
#include <cstring>

#include "foundations/http/percent.hpp"
#include "foundations/http/tokens.hpp"

namespace sarnakh::http {

namespace {

namespace beast = boost::beast;

constexpr HeadLimits limits;

std::optional<Method> method_of(std::string_view word) {
  if (word == "GET" || word == "HEAD") return Method::get;
  if (word == "POST") return Method::post;
  if (word == "PUT") return Method::put;
  if (word == "PATCH") return Method::patch;
  if (word == "DELETE") return Method::remove;
  if (word == "OPTIONS") return Method::options;
  return std::nullopt;
}

// Beast tells the lines one by one; we keep them.
class Parser final : public beast::http::basic_parser<true> {
 public:
  std::string_view method;
  std::string_view target;
  int version = 0;
  std::vector<Header> headers;

 private:
  using error_code = beast::error_code;
  using string_view = beast::string_view;
  void on_request_impl(beast::http::verb, string_view method_text, string_view target_text, int version_number,
                       error_code&) override {
    method = {method_text.data(), method_text.size()};
    target = {target_text.data(), target_text.size()};
    version = version_number;
  }
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_field_impl(beast::http::field, string_view name, string_view value, error_code&) override {
    headers.push_back({lower_case({name.data(), name.size()}), std::string(value.data(), value.size())});
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
  std::size_t on_body_impl(string_view, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view, error_code&) override { return 0; }
  void on_finish_impl(error_code&) override {}
};

// How the body is framed, as stack of proxies before us may have understood it: anything two of them could read in two
// ways is refused.
void read_framing(Head& head) {
  const std::string* length = nullptr;
  const std::string* encoding = nullptr;
  for (const auto& [name, value] : head.request.headers) {
    if (name == "content-length") {
      if (length) throw Problem{"request_malformed", {}, {}, "two Content-Length"};
      length = &value;
    } else if (name == "transfer-encoding") {
      if (encoding) throw Problem{"request_malformed", {}, {}, "two Transfer-Encoding"};
      encoding = &value;
    }
  }
  if (length && encoding) throw Problem{"request_malformed", {}, {}, "Content-Length and Transfer-Encoding"};
  if (length) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), number);
    if (error != std::errc{} || end != length->data() + length->size() || length->size() > 18)
      throw Problem{"request_malformed", {}, {}, "Content-Length is no number"};
    head.content_length = number;
  }
  if (encoding) {
    if (!head.version_1_1) throw Problem{"request_malformed", {}, {}, "Transfer-Encoding in HTTP/1.0"};
    if (lower_case(*encoding) != "chunked") throw Problem{"transfer_encoding_unknown"};
    head.chunked = true;
  }
}

void read_host(Head& head) {
  const std::string* host = nullptr;
  for (const auto& [name, value] : head.request.headers) {
    if (name != "host") continue;
    if (host) throw Problem{"host_missing", {}, {}, "two Host"};
    host = &value;
  }
  if (!host && !head.version_1_1) return;
  if (!host || host->empty() || host->size() > 255) throw Problem{"host_missing"};
  for (const char c : *host) {
    const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view(".-_:[]").contains(c);
    if (!fine) throw Problem{"host_missing", {}, {}, "Host with odd characters"};
  }
  head.request.host = *host;
}

}  // namespace

HeadScanner::State HeadScanner::refuse(std::string_view code) {
  refusal_ = code;
  return State::refused;
}

HeadScanner::State HeadScanner::look(std::string_view buffer) {
  while (true) {
    const void* found =
        looked_ < buffer.size() ? std::memchr(buffer.data() + looked_, '\n', buffer.size() - looked_) : nullptr;
    if (!found) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - buffer.data());
    // A line feed without carriage return is an end of line to some and not to others: the seed of smuggling.
    if (at == 0 || buffer[at - 1] != '\r') return refuse("request_malformed");
    const bool empty_line = at - line_start_ == 1;
    if (empty_line && lines_ == 0) return refuse("request_malformed");
    looked_ = line_start_ = at + 1;
    if (empty_line) {
      length_ = at + 1;
      if (length_ - request_line_ > limits.headers + 2) return refuse("headers_too_large");
      return State::complete;
    }
    if (++lines_ == 1) {
      request_line_ = at + 1;
      if (request_line_ > limits.request_line + 2) return refuse("target_too_long");
    } else if (lines_ - 1 > limits.count) {
      return refuse("headers_too_large");
    }
    // A line that begins with white space continues the one before (obs-fold), long since deprecated.
    if (line_start_ < buffer.size() && (buffer[line_start_] == ' ' || buffer[line_start_] == '\t'))
      return refuse("request_malformed");
  }
  looked_ = buffer.size();
  if (lines_ == 0) {
    if (buffer.size() > limits.request_line + 1) return refuse("target_too_long");
  } else if (buffer.size() - request_line_ > limits.headers + 2) {
    return refuse("headers_too_large");
  }
  return State::more;
}

Head parse_head(std::string_view bytes) {
  Parser parser;
  parser.headers.reserve(16);
  parser.header_limit(static_cast<std::uint32_t>(limits.request_line + limits.headers + 16));
  parser.skip(true);
  beast::error_code error;
  parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  if (error || !parser.is_header_done())
    throw Problem{"request_malformed", {}, {}, error ? error.message() : "the head does not end"};
  const auto method = method_of(parser.method);
  Head head;
  head.version_1_1 = parser.version == 11;
  head.keep_alive = parser.keep_alive();
  head.head_only = parser.method == "HEAD";
  head.request.headers = std::move(parser.headers);
  read_host(head);
  read_framing(head);
  if (!method) throw Problem{"method_unknown"};
  head.request.method = *method;
  read_target(head.request, parser.target);
  if (!head.version_1_1 && !head.content_length &&
      (*method == Method::post || *method == Method::put || *method == Method::patch))
    throw Problem{"length_required"};
  if (const auto expect = head.request.header("expect"); !expect.empty()) {
    if (lower_case(expect) != "100-continue") throw Problem{"expectation_unknown"};
    head.expects_continue = head.version_1_1;
  }
  return head;
}

void read_target(Request& request, std::string_view target) {
  request.target = target;
  // A proxy may be spoken to with a whole address; the Host header has said which host.
  for (const std::string_view scheme : {"http://", "https://"})
    if (target.starts_with(scheme)) {
      const auto path = target.find('/', scheme.size());
      target = path == target.npos ? "/" : target.substr(path);
    }
  if (!target.starts_with('/')) throw Problem{"bad_target"};
  const auto fragment = target.find('#');
  if (fragment != target.npos) throw Problem{"bad_target"};
  const auto question = target.find('?');
  const auto raw = target.substr(0, question);
  for (std::size_t i = 0; i < raw.size(); ++i)
    if (raw[i] == '%' && (i + 2 >= raw.size() || hex_value(raw[i + 1]) < 0 || hex_value(raw[i + 2]) < 0))
      throw Problem{"bad_target"};
  request.path = percent_decoded(raw, Plus::stays);
  // A slash or backslash that came encoded would be a separator to us and none to a proxy that guards paths.
  const auto slashes = [](std::string_view text) { return std::ranges::count(text, '/'); };
  if (slashes(raw) != slashes(request.path) || request.path.contains("//") || request.path.contains("..") ||
      request.path.contains("/./") || request.path.ends_with("/.") || request.path.contains('\\'))
    throw Problem{"bad_target"};
  for (const unsigned char byte : request.path)
    if (byte < 0x20 || byte == 0x7f) throw Problem{"bad_target"};
  if (question != target.npos && !read_pairs(target.substr(question + 1), 200, request.query))
    throw Problem{"bad_target", {}, {}, "more than 200 parameters"};
}

}  // namespace sarnakh::http
