#include "foundations/http/form_body.hpp"

#include "foundations/http/percent.hpp"
#include "foundations/http/tokens.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::http {

namespace {

constexpr std::size_t most_fields = 200;
constexpr std::size_t most_parts = 64;

// The value of `name` among the parameters of a header: `form-data; name="a"; filename="b.csv"`.
std::string parameter_of(std::string_view header, std::string_view name) {
  auto at = header.find(';');
  while (at != std::string_view::npos) {
    header.remove_prefix(at + 1);
    header = trimmed(header);
    const auto equals = header.find('=');
    if (equals == std::string_view::npos) return {};
    const bool wanted = same_ignoring_case(trimmed(header.substr(0, equals)), name);
    header.remove_prefix(equals + 1);
    std::string value;
    if (header.starts_with('"')) {
      std::size_t i = 1;
      for (; i < header.size() && header[i] != '"'; ++i) {
        // Browsers write a quote in a file name as %22; older programs as \".
        if (header[i] == '\\' && i + 1 < header.size() && (header[i + 1] == '"' || header[i + 1] == '\\')) ++i;
        value += header[i];
      }
      header.remove_prefix(std::min(i + 1, header.size()));
    } else {
      value = std::string(trimmed(header.substr(0, header.find(';'))));
    }
    if (wanted) return value;
    at = header.find(';');
  }
  return {};
}

// Reads the header lines of a part into it; false when they are malformed.
bool read_part_head(std::string_view head, Part& part) {
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const auto line = head.substr(0, end);
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const auto name = trimmed(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    if (same_ignoring_case(name, "content-disposition")) {
      part.name = parameter_of(value, "name");
      part.file_name = parameter_of(value, "filename");
    } else if (same_ignoring_case(name, "content-type")) {
      part.content_type = std::string(value);
    }
  }
  return !part.name.empty();
}

}  // namespace

FormFields parse_urlencoded(std::string_view body) {
  FormFields fields;
  if (!read_pairs(body, most_fields, fields))
    throw Problem{"form_too_many_fields", {}, {{"most", std::to_string(most_fields)}}};
  return fields;
}

std::vector<Part> parse_multipart(std::string_view content_type, std::string_view body) {
  const auto boundary = parameter_of(content_type, "boundary");
  const auto malformed = [] { return Problem{"multipart_malformed"}; };
  if (boundary.empty() || boundary.size() > 70) throw malformed();
  const auto mark = "--" + boundary;
  auto at = body.starts_with(mark) ? 0 : body.find("\r\n" + mark);
  if (at == std::string_view::npos) throw malformed();
  if (at != 0) at += 2;
  std::vector<Part> parts;
  while (true) {
    at += mark.size();
    if (body.substr(at, 2) == "--") return parts;
    if (body.substr(at, 2) != "\r\n") throw malformed();
    at += 2;
    const auto head_end = body.find("\r\n\r\n", at);
    if (head_end == std::string_view::npos || head_end - at > 8192) throw malformed();
    Part part;
    if (!read_part_head(body.substr(at, head_end - at), part)) throw malformed();
    const auto start = head_end + 4;
    const auto end = body.find("\r\n" + mark, head_end + 2);
    if (end == std::string_view::npos) throw malformed();
    part.content = end < start ? std::string_view{} : body.substr(start, end - start);
    if (parts.size() == most_parts)
      throw Problem{"multipart_too_many_parts", {}, {{"most", std::to_string(most_parts)}}};
    parts.push_back(std::move(part));
    at = end + 2;
  }
}

FormFields form_fields_of(const Request& request) {
  const auto type = media_type_of(request.header("content-type"));
  if (type == "application/x-www-form-urlencoded") return parse_urlencoded(request.body);
  FormFields fields;
  if (type == "multipart/form-data") {
    for (const auto& part : parse_multipart(request.header("content-type"), request.body))
      fields.emplace_back(part.name, std::string(part.content));
  } else if (type == "application/json") {
    const auto object = json::parse(request.body);
    if (!object.is_object()) throw Problem{"form_malformed"};
    const auto text_of = [](const json::Value& value) {
      if (const auto text = value.as_string()) return std::string(*text);
      return value.is_null() ? std::string() : json::write(value);
    };
    for (const auto& [name, value] : object.as_object()) {
      if (!value.is_array()) fields.emplace_back(name, text_of(value));
      for (const auto& item : value.as_array()) fields.emplace_back(name, text_of(item));
    }
  } else {
    throw Problem{"unsupported_media_type"};
  }
  if (fields.size() > most_fields) throw Problem{"form_too_many_fields", {}, {{"most", std::to_string(most_fields)}}};
  return fields;
}

}  // namespace sarnakh::http
