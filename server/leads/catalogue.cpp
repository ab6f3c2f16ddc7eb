// What conditions can ask of a lead: its fields, the fields that the workspace made for itself, and what the timeline
// holds. Forms, imports and channels have their names elsewhere; the rooms above fill those choices in.

#include <algorithm>

#include "leads/choices.hpp"
#include "leads/compared.hpp"
#include "leads/custom_names.hpp"
#include "leads/field_names.hpp"
#include "leads/hidden_fields.hpp"
#include "leads/leads.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

namespace {

using rules::Column;
using rules::Field;
using rules::Member;
using rules::Missing;
using rules::Rows;
using rules::Stored;
using rules::Type;

// The labels of an enum's words, in its order.
template <class Enum>
std::vector<rules::Choice> choices_of(std::initializer_list<json::LocalText> labels) {
  std::vector<rules::Choice> choices;
  for (const auto& label : labels) choices.push_back({std::string(json::names_of<Enum>[choices.size()]), label});
  return choices;
}

std::vector<rules::Choice> purposes() {
  return choices_of<Purpose>({{"خریدار", "Buyer"},
                              {"جویای کار", "Job applicant"},
                              {"کد تخفیف", "Coupon taker"},
                              {"خوانندهٔ محتوا", "Content reader"},
                              {"شرکت در نظرسنجی", "Survey entrant"},
                              {"بازدید رویداد", "Event visitor"},
                              {"همکار", "Partner"}});
}

std::vector<rules::Choice> grades() {
  auto choices = choices_of<ContactGrade>({{"بی‌تماس", "No contact"},
                                           {"شرکت", "Company"},
                                           {"با نام", "Named"},
                                           {"صاحب‌اختیار", "Authorised"},
                                           {"تلفن مستقیم", "Direct phone"},
                                           {"ایمیل شخصی", "Personal e-mail"}});
  for (std::size_t i = 0; i < choices.size(); ++i) choices[i].stored = {std::to_string(i)};
  return choices;
}

std::vector<rules::Choice> statuses(const Settings& settings) {
  std::vector<rules::Choice> choices;
  for (const auto& status : settings.statuses)
    choices.push_back({status.key, status.label, {to_string(status.id)}, status.archived});
  return choices;
}

std::vector<rules::Choice> stages(const Settings& settings) {
  std::vector<rules::Choice> choices;
  for (const auto& stage : settings.stages) choices.push_back({stage.key, stage.label, {}, stage.archived});
  return choices;
}

// A kind stands for all the statuses of that kind.
std::vector<rules::Choice> kinds(const Settings& settings) {
  auto choices = choices_of<StatusKind>({{"تازه", "Open"},
                                         {"پذیرفته", "Accepted"},
                                         {"خرید کرد", "Won"},
                                         {"از دست رفت", "Lost"},
                                         {"ردشده", "Refused"},
                                         {"بی‌ارزش", "Junk"},
                                         {"مرده", "Dead"}});
  for (const auto& status : settings.statuses)
    choices[static_cast<std::size_t>(status.kind)].stored.push_back(to_string(status.id));
  // A kind that has no status is nobody's: an id that no status has.
  for (auto& choice : choices)
    if (choice.stored.empty()) choice.stored = {"0"};
  return choices;
}

std::vector<rules::Choice> people(db::Work& work) {
  std::vector<rules::Choice> choices;
  if (const auto me = work.caller().user) choices.push_back({"me", {"من", "me"}, {to_string(me)}});
  for (const auto& [id, name] : members(work)) choices.push_back({to_string(id), {name, name}});
  return choices;
}

void add_columns(db::Work& work, const Settings& settings, rules::Catalogue& all) {
  all.add(Field{.key = "status",
                .label = {"وضعیت", "Status"},
                .type = Type::choice,
                .place = Column{"l.status_id", Missing::never},
                .choices = statuses(settings),
                .stored = Stored::integer,
                .group = "work"});
  all.add(Field{.key = "status_kind",
                .label = {"گونهٔ وضعیت", "Kind of status"},
                .type = Type::choice,
                .place = Column{"l.status_id", Missing::never},
                .choices = kinds(settings),
                .stored = Stored::integer,
                .group = "work"});
  all.add(Field{.key = "owner",
                .label = {"مسئول", "Owner"},
                .type = Type::person,
                .place = Column{"l.owner_id", Missing::zero},
                .choices = people(work),
                .stored = Stored::integer,
                .group = "work"});
  all.add(Field{.key = "snoozed_until",
                .label = {"زمان بازگشت", "Day of return"},
                .type = Type::instant,
                .place = Column{"l.snoozed_until"},
                .group = "work"});
  all.add(Field{.key = "layer",
                .label = {"لایه", "Layer"},
                .type = Type::choice,
                .place = Column{"l.layer", Missing::never},
                .choices = {{"interest", {"علاقه", "Interest"}}, {"lead", {"سرنخ", "Lead"}}},
                .group = "work"});
  all.add(Field{.key = "created_at",
                .label = {"زمان آمدن", "Day of arrival"},
                .type = Type::instant,
                .place = Column{"l.created_at", Missing::never},
                .group = "time"});
  all.add(Field{.key = "last_activity_at",
                .label = {"واپسین رویداد", "Last activity"},
                .type = Type::instant,
                .place = Column{"l.last_activity_at", Missing::never},
                .group = "time"});
  all.add(Field{
      .key = "phone", .label = {"تلفن", "Phone"}, .type = Type::phone, .place = Column{"l.phone"}, .group = "contact"});
  all.add(Field{.key = "email",
                .label = {"ایمیل", "E-mail"},
                .type = Type::email,
                .place = Column{"l.email"},
                .group = "contact"});
  all.add(Field{.key = "contact_grade",
                .label = {"کیفیت تماس", "Contact grade"},
                .type = Type::choice,
                .place = Column{"l.contact_grade", Missing::never},
                .choices = grades(),
                .stored = Stored::integer,
                .group = "contact"});
  all.add(Field{.key = "purpose",
                .label = {"هدف", "Purpose"},
                .type = Type::choice,
                .place = Column{"l.purpose", Missing::never},
                .choices = purposes(),
                .group = "person"});
  all.add(Field{.key = "channel",
                .label = {"کانال", "Channel"},
                .type = Type::choice,
                .place = Column{"l.channel"},
                .group = "source"});
}

// Texts are compared in their folded form, as LeadColumns writes them.
Field folded(const char* key, json::LocalText label, const char* group) {
  return {.key = key,
          .label = std::move(label),
          .type = Type::text,
          .place = Member{"l.compared", {key}, true},
          .group = group,
          .suggests = std::find(text_facets.begin(), text_facets.end(), key) != text_facets.end()};
}

Field detail(const char* key, json::LocalText label, std::vector<rules::Choice> choices, Type type = Type::choice) {
  return {.key = key,
          .label = std::move(label),
          .type = type,
          .place = Member{"l.compared", {key}, true},
          .choices = std::move(choices),
          .group = "person"};
}

void add_details(const Settings& settings, rules::Catalogue& all) {
  all.add(folded("name", {"نام", "Name"}, "person"));
  all.add(folded("organisation", {"سازمان", "Organisation"}, "person"));
  all.add(folded("job_title", name_of_field("job_title"), "person"));
  all.add(folded("place", name_of_field("place"), "person"));
  all.add(folded("product", name_of_field("product"), "person"));
  all.add(Field{.key = "budget",
                .label = name_of_field("budget"),
                .type = Type::money,
                .place = Member{"l.compared", {"budget"}, true},
                .unit = settings.currency,
                .group = "person"});
  all.add(detail("stage", name_of_field("stage"), stages(settings)));
  all.add(detail("authority", {"اختیار تصمیم", "Authority"},
                 choices_of<Authority>({{"نامعلوم", "Unknown"},
                                        {"بی‌تأثیر", "Has no say"},
                                        {"تأثیرگذار", "Influences"},
                                        {"تصمیم‌گیرنده", "Decides"}})));
  all.add(
      detail("buying_power", name_of_field("buying_power"),
             choices_of<BuyingPower>({{"نامعلوم", "Unknown"}, {"کم", "Low"}, {"میانه", "Medium"}, {"زیاد", "High"}})));
  all.add(detail(
      "class", {"نوع سرنخ", "Class"},
      choices_of<LeadClass>({{"نامعلوم", "Unknown"}, {"مصرف‌کننده", "Consumer"}, {"هدفمند", "Targeted"}})));
  all.add(
      detail("origin", {"خاستگاه", "Origin"},
             choices_of<Origin>({{"طبیعی", "Organic"}, {"سرد", "Cold"}, {"خریداری‌شده", "Purchased"}})));
  all.add(detail("do_not_contact", {"راه‌های ممنوع تماس", "Refused channels"},
                 choices_of<Channel>({{"ایمیل", "E-mail"},
                                      {"پیامک", "SMS"},
                                      {"تماس", "Call"},
                                      {"واتساپ", "WhatsApp"},
                                      {"تلگرام", "Telegram"},
                                      {"پست", "Post"},
                                      {"هیچ راهی", "Any channel"}}),
                 Type::multi_choice));
  all.add(folded("source", {"منبع", "Source"}, "source"));
  all.add(folded("campaign", {"کمپین", "Campaign"}, "source"));
  all.add(Field{.key = "touches",
                .label = {"شمار برخوردها", "Touches"},
                .type = Type::number,
                .place = Member{"l.compared", {"touches"}, true},
                .group = "source"});
}

Type type_of(FieldType type) {
  switch (type) {
    case FieldType::text:
      return Type::text;
    case FieldType::number:
      return Type::number;
    case FieldType::money:
      return Type::money;
    case FieldType::date:
      return Type::date;
    case FieldType::choice:
      return Type::choice;
    case FieldType::multi_choice:
      return Type::multi_choice;
    case FieldType::yes_no:
      return Type::yes_no;
    case FieldType::link:
      return Type::link;
  }
  return Type::text;
}

void add_custom(const Settings& settings, rules::Catalogue& all) {
  for (const auto& custom : settings.custom_fields) {
    if (custom.archived) continue;
    const auto type = type_of(custom.type);
    const bool text = type == Type::text || type == Type::link;
    Field field{.key = custom_field_name(custom.key),
                .label = custom.label,
                .type = type,
                .place = text ? Member{"l.compared", {"custom", custom.key}, true} : Member{"l.custom", {custom.key}},
                .unit = type == Type::money ? settings.currency : "",
                .group = "custom"};
    for (const auto& choice : custom.choices) field.choices.push_back({choice.key, choice.label});
    all.add(std::move(field));
  }
}

rules::Event event(const char* kind, json::LocalText label, json::LocalText happened, json::LocalText never,
                   std::vector<Field> own = {}) {
  return {.key = kind,
          .label = std::move(label),
          .happened = std::move(happened),
          .never = std::move(never),
          .rows = {"lead_timeline t", "t.workspace_id = {workspace} AND t.kind = '" + std::string(kind) + "'",
                   "t.lead_id", "t.at"},
          .own = std::move(own)};
}

Field form_of_event() {
  return {.key = "form",
          .label = {"فرم", "Form"},
          .type = Type::choice,
          .place = Column{"t.by_id", Missing::never},
          .stored = Stored::integer};
}
Field purpose_of_event() {
  return {.key = "purpose",
          .label = {"موضوع رضایت", "Purpose"},
          .type = Type::choice,
          .place = Member{"t.data", {"purpose"}}};
}

void add_events(const Settings& settings, rules::Catalogue& all) {
  all.add(event("form_submitted", {"فرم فرستاد", "Submitted a form"}, {"فرم فرستاده است", "submitted a form"},
                {"فرم نفرستاده است", "submitted no form"}, {form_of_event()}));
  all.add(event("duplicate_matched", {"دوباره آمد", "Came again"}, {"دوباره آمده است", "came again"},
                {"دوباره نیامده است", "did not come again"}));
  all.add(event("note_added", {"یادداشت گرفت", "Got a note"}, {"یادداشت گرفته است", "got a note"},
                {"یادداشتی نگرفته است", "got no note"}));
  all.add(event("status_changed", {"وضعیتش تغییر کرد", "Status changed"},
                {"وضعیتش تغییر کرده است", "changed its status"},
                {"وضعیتش تغییر نکرده است", "did not change its status"},
                {Field{.key = "to",
                       .label = {"وضعیت تازه", "New status"},
                       .type = Type::choice,
                       .place = Member{"t.data", {"to", "id"}},
                       .choices = statuses(settings)}}));
  all.add(event("owner_changed", {"مسئولش تغییر کرد", "Owner changed"}, {"مسئولش تغییر کرده است", "changed its owner"},
                {"مسئولش تغییر نکرده است", "did not change its owner"}));
  all.add(event("field_changed", {"مشخصاتش تغییر کرد", "Details changed"},
                {"مشخصاتش تغییر کرده است", "had its details changed"},
                {"مشخصاتش تغییر نکرده است", "did not have its details changed"}));
  all.add(event("snoozed", {"به تعویق افتاد", "Was put off"}, {"به تعویق افتاده است", "was put off"},
                {"به تعویق نیفتاده است", "was not put off"}));
  all.add(event("consent_given", {"رضایت داد", "Gave consent"}, {"رضایت داده است", "gave consent"},
                {"رضایت نداده است", "gave no consent"}, {purpose_of_event()}));
  all.add(event("consent_withdrawn", {"رضایت را پس گرفت", "Withdrew consent"},
                {"رضایت را پس گرفته است", "withdrew consent"}, {"رضایت را پس نگرفته است", "did not withdraw consent"},
                {purpose_of_event()}));
}

}  // namespace

std::vector<rules::Choice> buying_stages(db::Work& work) { return stages(*settings_of(work)); }

void add_to_catalogue(db::Work& work, rules::Catalogue& all) {
  const auto settings = settings_of(work);
  add_columns(work, *settings, all);
  add_details(*settings, all);
  all.add(Field{.key = "form",
                .label = {"فرم", "Form"},
                .type = Type::multi_choice,
                .place = Rows{"lead_terms x", "x.workspace_id = {workspace} AND x.term >= 'form:' AND x.term < 'form;'",
                              "x.lead_id", "x.term"},
                .group = "source"});
  all.add(Field{.key = "import",
                .label = {"فهرست واردشده", "Imported list"},
                .type = Type::multi_choice,
                .place = Rows{"lead_timeline x",
                              "x.workspace_id = {workspace} AND x.kind IN ('imported', 'duplicate_matched') AND "
                              "x.by_kind = 'import'",
                              "x.lead_id", "x.by_id"},
                .stored = Stored::integer,
                .group = "source"});
  add_custom(*settings, all);
  add_events(*settings, all);
  for (const auto& hidden : work.caller().hidden) all.hide(condition_name(hidden));
}

void name_forms(rules::Catalogue& all, const std::vector<std::pair<FormId, json::LocalText>>& forms) {
  for (const auto& [id, title] : forms) {
    all.field("form")->choices.push_back({to_string(id), title, {"form:" + to_string(id)}});
    all.event("form_submitted")->own.front().choices.push_back({to_string(id), title});
  }
}

void name_imports(rules::Catalogue& all, const std::vector<std::pair<std::int64_t, std::string>>& imports) {
  for (const auto& [id, file] : imports) all.field("import")->choices.push_back({std::to_string(id), {file, file}});
}

void name_consents(rules::Catalogue& all, const std::vector<rules::Choice>& purposes) {
  for (const auto* event : {"consent_given", "consent_withdrawn"}) all.event(event)->own.front().choices = purposes;
}

}  // namespace sarnakh::leads
