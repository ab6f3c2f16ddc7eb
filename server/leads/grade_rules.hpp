#pragma once

// What follows from the facts of a card: its name in lists, the grade of the contact (A08), the type of an
// e-mail address, and the facts the lead rule asks for. Plain functions of values.

#include <string>

#include "leads/lead.hpp"
#include "leads/lead_rule.hpp"

namespace sarnakh::leads {

// Names, else organisation, else nothing.
std::string name_of(const Details& details);
// What the lead is called in lists: its name, else a phone, an e-mail, a handle or the key it came with.
std::string display_name_of(const Details& details);

// The highest step reached: company only, named person, person authorised to speak, direct phone, personal
// e-mail.
ContactGrade grade_of(const Details& details);

// Addresses of roles (info@, sales@) are `other`; those of public mailbox providers `personal`; the rest are
// `work` when an organisation is known.
EmailType email_type_of(std::string_view address, bool has_organisation);
bool is_public_mailbox(std::string_view domain);

RuleFacts facts_of(const Details& details);

}  // namespace sarnakh::leads
