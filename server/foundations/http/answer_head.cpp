#include "foundations/http/answer_head.hpp"

#include <algorithm>
#include <boost/beast/http/status.hpp>

#include "foundations/http/tokens.hpp"

namespace sarnakh::http {

std::string reason_of(int status) {
  namespace http = boost::beast::http;
  return std::string(http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status))));
}

bool has_header(const Answer& answer, std::string_view name) {
  return std::any_of(answer.headers.begin(), answer.headers.end(),
                     [&](const Header& header) { return same_ignoring_case(header.name, name); });
}

// A value with a line break would forge a second header: it is our own mistake, and is cut.
std::string head_of(const Answer& answer, std::string_view length_line, bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " " + reason_of(answer.status) + "\r\n";
  const auto line = [&](std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    head += value.substr(0, value.find_first_of("\r\n"));
    head += "\r\n";
  };
  if (answer.status != 204 && answer.status != 304) line("Content-Type", answer.content_type);
  for (const auto& header : answer.headers) line(header.name, header.value);
  line("X-Content-Type-Options", "nosniff");
  if (!has_header(answer, "Referrer-Policy")) line("Referrer-Policy", "strict-origin-when-cross-origin");
  head += length_line;
  if (!keep_alive) line("Connection", "close");
  return head + "\r\n";
}

}  // namespace sarnakh::http
