#include "leads/grade_rules.hpp"

#include <algorithm>

namespace sarnakh::leads {

namespace {

bool is_organisation(const Details& details) { return details.kind == Kind::organisation; }

// Whether a person is named: the full name of an organisation is nobody's (A07).
bool named(const Details& details) {
  return (details.full_name && !is_organisation(details)) || details.first_name || details.last_name;
}

bool among(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::string name_of(const Details& details) {
  if (details.full_name) return *details.full_name;
  if (details.first_name && details.last_name) return *details.first_name + " " + *details.last_name;
  if (details.last_name) return *details.last_name;
  if (details.first_name) return *details.first_name;
  return details.organisation.value_or("");
}

std::string display_name_of(const Details& details) {
  if (auto name = name_of(details); !name.empty()) return name;
  if (!details.phones.empty()) return details.phones.front().value;
  if (!details.emails.empty()) return details.emails.front().value;
  if (!details.handles.empty()) return details.handles.front().value;
  return details.external_id.value_or("");
}

ContactGrade grade_of(const Details& details) {
  for (const auto& email : details.emails)
    if (email.type == EmailType::personal) return ContactGrade::personal_email;
  for (const auto& phone : details.phones)
    if (phone.type == PhoneType::mobile) return ContactGrade::direct_phone;
  const bool speaks = details.authority == Authority::influences || details.authority == Authority::decides;
  if (named(details)) return speaks ? ContactGrade::authorised : ContactGrade::named;
  const bool company = details.organisation || (is_organisation(details) && details.full_name) ||
                       !details.phones.empty() || !details.emails.empty();
  return company ? ContactGrade::company : ContactGrade::none;
}

bool is_public_mailbox(std::string_view domain) {
  return among(domain,
               {"gmail.com",      "googlemail.com", "yahoo.com",  "ymail.com", "outlook.com", "hotmail.com",
                "live.com",       "msn.com",        "icloud.com", "me.com",    "aol.com",     "proton.me",
                "protonmail.com", "gmx.com",        "gmx.de",     "gmx.net",   "web.de",      "mail.ru",
                "yandex.com",     "yandex.ru",      "zoho.com",   "chmail.ir", "mailfa.com",  "rocketmail.com"});
}

EmailType email_type_of(std::string_view address, bool has_organisation) {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos) return EmailType::other;
  if (is_public_mailbox(address.substr(at + 1))) return EmailType::personal;
  if (among(address.substr(0, at), {"info", "sales", "contact", "office", "support", "admin", "hello", "mail",
                                    "marketing", "hr", "jobs", "webmaster", "postmaster", "noreply", "no-reply"}))
    return EmailType::other;
  return has_organisation ? EmailType::work : EmailType::personal;
}

RuleFacts facts_of(const Details& details) {
  RuleFacts facts;
  facts.clues = details.clues;
  facts.phone = !details.phones.empty();
  facts.email = !details.emails.empty();
  facts.handle = !details.handles.empty();
  facts.named = named(details);
  facts.authorised = details.authority == Authority::influences || details.authority == Authority::decides;
  const bool mobile = std::any_of(details.phones.begin(), details.phones.end(),
                                  [](const Phone& phone) { return phone.type == PhoneType::mobile; });
  const bool person_address = std::any_of(details.emails.begin(), details.emails.end(),
                                          [](const Email& email) { return email.type != EmailType::other; });
  const bool company = details.organisation || is_organisation(details);
  facts.company_only = company && !facts.named && !mobile && !person_address && !facts.handle;
  return facts;
}

}  // namespace sarnakh::leads
