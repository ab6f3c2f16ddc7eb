#pragma once

// Bodies of forms: application/x-www-form-urlencoded and multipart/form-data, within the limits of quality.md 4 (256
// KiB and 200 fields; 64 parts). Throws Problem "form_malformed", "form_too_many_fields", "multipart_malformed",
// "multipart_too_many_parts".

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundations/http/message.hpp"

namespace sarnakh::http {

using FormFields = std::vector<std::pair<std::string, std::string>>;  // in order; a name may come several times
FormFields parse_urlencoded(std::string_view body);

struct Part {
  std::string name;
  std::string file_name;  // as sent, for display only; never a path
  std::string content_type;
  std::string_view content;  // into the body
};
// `content_type` is the header with its boundary.
std::vector<Part> parse_multipart(std::string_view content_type, std::string_view body);

// The fields of a form body of either kind, or of a flat JSON object; Problem "unsupported_media_type" for any other.
FormFields form_fields_of(const Request& request);

}  // namespace sarnakh::http
