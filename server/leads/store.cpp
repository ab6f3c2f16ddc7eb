#include "leads/store.hpp"

#include "foundations/text/fold.hpp"
#include "leads/grade_rules.hpp"
#include "leads/leads_sql.hpp"

namespace sarnakh::leads {

namespace {

const Status unknown_status{};

std::string source_label_of(const Touch& first) {
  return first.label                      ? *first.label
         : first.utm && first.utm->source ? *first.utm->source
         : first.form_title               ? *first.form_title
                                          : "";
}

// What conditions compare, texts in the form that search compares: the members that the catalogue speaks of.
struct Compared {
  std::optional<std::string> name, organisation, job_title, place, product, source, campaign;
  std::optional<json::Value> custom;  // texts of own fields
  std::optional<Money> budget;
  std::optional<std::string> stage;
  Authority authority = Authority::unknown;
  BuyingPower buying_power = BuyingPower::unknown;
  LeadClass lead_class = LeadClass::unknown;
  std::optional<Origin> origin;
  std::vector<Channel> do_not_contact;
  std::int64_t touches = 0;
  static constexpr auto fields = json::fields(
      json::field("name", &Compared::name), json::field("organisation", &Compared::organisation),
      json::field("job_title", &Compared::job_title), json::field("place", &Compared::place),
      json::field("product", &Compared::product), json::field("source", &Compared::source),
      json::field("campaign", &Compared::campaign), json::field("custom", &Compared::custom),
      json::field("budget", &Compared::budget), json::field("stage", &Compared::stage),
      json::field("authority", &Compared::authority), json::field("buying_power", &Compared::buying_power),
      json::field("class", &Compared::lead_class), json::field("origin", &Compared::origin),
      json::field("do_not_contact", &Compared::do_not_contact), json::field("touches", &Compared::touches));
};

std::optional<std::string> folded(std::string_view text) {
  auto key = text::search_key(text);
  return key.empty() ? std::nullopt : std::optional(std::move(key));
}
std::optional<std::string> folded(const std::optional<std::string>& text) {
  return text ? folded(std::string_view(*text)) : std::nullopt;
}

Compared compared_of(const Lead& lead) {
  Compared compared{.name = folded(std::string_view(name_of(lead))),
                    .organisation = folded(lead.organisation),
                    .job_title = folded(lead.job_title),
                    .place = folded(lead.place),
                    .product = folded(lead.product),
                    .source = {},
                    .campaign = {},
                    .custom = {},
                    .budget = lead.budget,
                    .stage = lead.stage,
                    .authority = lead.authority,
                    .buying_power = lead.buying_power,
                    .lead_class = lead.lead_class,
                    .origin = lead.origin,
                    .do_not_contact = lead.do_not_contact,
                    .touches = lead.source.count};
  if (const auto& first = lead.source.first) {
    compared.source = folded(std::string_view(source_label_of(*first)));
    if (first->utm) compared.campaign = folded(first->utm->campaign);
  }
  json::Value custom{json::Object{}};
  for (const auto& [key, value] : lead.custom.as_object())
    if (const auto text = value.as_string())
      if (auto key_of_text = folded(*text)) custom.set(key, std::move(*key_of_text));
  if (!custom.as_object().empty()) compared.custom = std::move(custom);
  return compared;
}

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
  json::append(compared, compared_of(given));
  custom = json::write(given.custom);
}

}  // namespace sarnakh::leads
