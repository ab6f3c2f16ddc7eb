#include "foundations/text/clean.hpp"

#include <algorithm>
#include <istream>
#include <ostream>

#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/identity.hpp"
#include "foundations/text/markup.hpp"
#include "foundations/text/name.hpp"
#include "foundations/text/phone.hpp"
#include "foundations/text/robots.hpp"
#include "foundations/text/utf8.hpp"

namespace sarnakh::text {

namespace {

// What the line says, as members of a JSON object, or the name of its fault.
struct Outcome {
  std::string members;
  std::string_view fault;
};

std::string member(std::string_view name, std::string_view value) {
  return ",\"" + std::string(name) + "\":" + json_quote(value);
}

template <class Read>
Outcome identity(Read read, std::string_view line) {
  const auto value = read(line);
  if (!value) return {{}, name_of(value.error())};
  return {member("value", *value), {}};
}

Outcome read(std::string_view kind, std::string_view line) {
  // Bytes that are no text: mended, they would look like something that somebody wrote.
  if (!valid_utf8(line)) return {{}, "text_not_utf8"};
  if (kind == "phone") {
    const auto phone = parse_phone(line);
    if (!phone) return {{}, name_of(phone.error())};
    return {member("phone", phone->e164) + (phone->extension.empty() ? "" : member("extension", phone->extension)) +
                member("kind", name_of(phone->kind)) + member("display", format_phone(phone->dialled(), Language::fa)),
            {}};
  }
  if (kind == "email") {
    const auto email = parse_email(line);
    if (!email) return {{}, name_of(email.error())};
    return {member("email", email->address) + member("key", email->key) + member("display", email->display), {}};
  }
  if (kind == "name") {
    const auto name = parse_name(line);
    if (name.display.empty()) return {{}, "name_empty"};
    return {member("title", name.title) + member("name", name.display) + member("key", name.key), {}};
  }
  if (kind == "text") return {member("text", clean_text(line)) + member("key", search_key(line)), {}};
  if (kind == "user-agent") {
    const auto agent = recognise_agent(line);
    return {",\"robot\":" + std::string(agent.robot ? "true" : "false") + member("name", agent.name), {}};
  }
  if (kind == "national-id") return identity(parse_national_id, line);
  if (kind == "company-id") return identity(parse_company_id, line);
  if (kind == "sheba") return identity(parse_sheba, line);
  if (kind == "card") return identity(parse_card, line);
  return identity(parse_postal_code, line);
}

}  // namespace

const std::vector<std::string_view>& clean_kinds() {
  static const std::vector<std::string_view> kinds{"phone",      "email", "name", "text",        "national-id",
                                                   "company-id", "sheba", "card", "postal-code", "user-agent"};
  return kinds;
}

std::string clean_line(std::string_view kind, std::string_view line) {
  const auto outcome = read(kind, line);
  const auto input = "{\"input\":" + json_quote(line);
  if (!outcome.fault.empty()) return input + member("error", outcome.fault) + "}";
  return input + outcome.members + "}";
}

int clean(std::string_view kind, std::istream& in, std::ostream& out) {
  if (std::find(clean_kinds().begin(), clean_kinds().end(), kind) == clean_kinds().end()) return 2;
  int result = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!read(kind, line).fault.empty()) result = 1;
    out << clean_line(kind, line) << '\n';
  }
  return result;
}

}  // namespace sarnakh::text
