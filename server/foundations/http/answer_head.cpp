#include "foundations/http/answer_head.hpp"

#include <algorithm>

#include "foundations/http/tokens.hpp"

namespace sarnakh::http {

namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Answer";
  }
}

}  // namespace

bool has_header(const Answer& answer, std::string_view name) {
  return std::any_of(answer.headers.begin(), answer.headers.end(),
                     [&](const Header& header) { return same_ignoring_case(header.name, name); });
}

// A value with a line break would forge a second header: it is our own mistake, and is cut.
std::string head_of(const Answer& answer, std::string_view length_line, bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " " + std::string(reason_of(answer.status)) + "\r\n";
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
