#include "accounts/typed.hpp"

#include "foundations/basics/problem.hpp"
#include "foundations/text/fold.hpp"

namespace sarnakh::accounts {

text::Email address_of(const std::string& typed) {
  auto address = text::parse_email(typed);
  if (!address) throw Problem{"email_invalid", "/email"};
  return *address;
}

std::string named(const std::string& typed, std::string pointer) {
  auto name = text::clean_text(typed);
  if (name.empty()) throw Problem{"required", std::move(pointer)};
  return name;
}

}  // namespace sarnakh::accounts
