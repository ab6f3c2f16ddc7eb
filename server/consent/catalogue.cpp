#include "consent/consent.hpp"

namespace sarnakh::consent {

// What is in force: ticked, not withdrawn, and no later answer of the person for the same purpose and channel says
// otherwise. The rows of one purpose stand together in consents_purpose.
void add_to_catalogue(rules::Catalogue& all) {
  all.add(rules::Field{
      .key = "consent",
      .label = {"رضایت", "Consent"},
      .type = rules::Type::multi_choice,
      .place =
          rules::Rows{"consents c",
                      "c.workspace_id = {workspace} AND c.given AND c.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 "
                      "FROM consents later WHERE later.workspace_id = c.workspace_id AND later.lead_id = c.lead_id AND "
                      "later.id > c.id AND later.purpose = c.purpose AND NOT later.given AND (later.channel IS NULL OR "
                      "later.channel = c.channel))",
                      "c.lead_id", "c.purpose"},
      .group = "contact"});
}

void name_purposes(rules::Catalogue& all, const std::vector<std::string>& purposes) {
  std::vector<rules::Choice> choices;
  for (const auto& purpose : purposes) {
    const auto label = purpose == "contact"      ? json::LocalText{"تماس", "Contact"}
                       : purpose == "newsletter" ? json::LocalText{"خبرنامه", "Newsletter"}
                                                 : json::LocalText{purpose, purpose};
    choices.push_back({purpose, label});
  }
  all.field("consent")->choices = choices;
  leads::name_consents(all, choices);
}

}  // namespace sarnakh::consent
