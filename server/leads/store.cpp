#include "leads/store.hpp"

#include "foundations/text/fold.hpp"
#include "leads/compared.hpp"
#include "leads/grade_rules.hpp"
#include "leads/leads_sql.hpp"

namespace sarnakh::leads {

namespace {

const Status unknown_status{};

}  // namespace

Lead lead_of_row(const db::Row& row, const Settings& settings) {
  Lead lead;
  static_cast<Details&>(lead) = json::from_text<Details>(row.view(18));
  lead.id = row.id<LeadId>(0);
  lead.version = row.integer(1);
  lead.layer = json::enum_of_name<Layer>(row.view(2)).value_or(Layer::interest);
  lead.display_name = row.text(3);
  lead.organisation = row.maybe_text(4);
  const auto* status = settings.status(row.id<StatusId>(7));
  lead.status = status != nullptr ? *status : unknown_status;
  if (const auto owner = row.id<UserId>(8)) lead.owner = Owner{owner, ""};
  lead.purpose = json::enum_of_name<Purpose>(row.view(9)).value_or(Purpose::buyer);
  lead.contact_grade = row.integer(12);
  lead.contact_grade_word = static_cast<ContactGrade>(lead.contact_grade);
  lead.created_at = row.instant(13);
  lead.updated_at = row.instant(14);
  lead.last_activity_at = row.instant(15);
  lead.snoozed_until = row.maybe_instant(16);
  lead.batch_id = row.integer(17);
  lead.custom = json::parse(row.view(19));
  return lead;
}

std::optional<Lead> find_lead(db::Work& work, const Settings& settings, LeadId id) {
  const auto row = work.one(sql::find_lead, {work.workspace(), id});
  if (!row) return std::nullopt;
  return lead_of_row(*row, settings);
}

std::vector<Lead> find_leads(db::Work& work, const Settings& settings, const std::vector<LeadId>& leads) {
  std::vector<Lead> found;
  if (leads.empty()) return found;
  const auto list = db::list_of(leads);
  for (const auto row : work.query(sql::find_leads, {work.workspace(), list}))
    found.push_back(lead_of_row(row, settings));
  return found;
}

std::string_view purpose_of(const Lead& lead) { return json::name_of_enum(lead.purpose.value_or(Purpose::buyer)); }
std::string channel_of(const Lead& lead) { return lead.source.first ? lead.source.first->channel.value_or("") : ""; }

LeadColumns::LeadColumns(const Lead& given) {
  // Of a name alone: who is called by his number would be found by it, and stands among the others by it.
  if (const auto name = name_of(given); !name.empty()) name_key = text::sort_key(name);
  layer = json::name_of_enum(given.layer);
  purpose = purpose_of(given);
  for (const auto& item : given.phones)
    if (item.primary || phone.empty()) phone = item.value;
  for (const auto& item : given.emails)
    if (item.primary || email.empty()) email = item.value;
  channel = channel_of(given);
  if (given.source.first) source_label = source_label_of(*given.source.first);
  json::append(details, static_cast<const Details&>(given));
  compared = compared_text(given);
  custom = json::write(given.custom);
}

}  // namespace sarnakh::leads
