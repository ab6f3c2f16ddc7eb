#include "consent/consent.hpp"

#include <algorithm>

#include "consent/consent_sql.hpp"

namespace sarnakh::consent {

ConsentId record(db::Work& work, LeadId lead, const Given& given) {
  const auto id = work.new_id<ConsentId>();
  const auto channel = given.channel ? db::Param(json::name_of_enum(*given.channel)) : db::Param(nullptr);
  work.later(sql::insert_consent, {work.workspace(), lead, id, work.now(), given.purpose, channel, given.text_id,
                                   given.text_version, given.wording, given.ticked, given.form.value_or(FormId{}),
                                   given.form_label, given.exchange_for, given.address});
  // What was not ticked is kept as proof, and is no event in the person's story.
  if (given.ticked) {
    json::Value data{json::Object{}};
    data.set("consent_id", to_string(id));
    data.set("purpose", given.purpose);
    if (given.exchange_for) data.set("exchange_for", *given.exchange_for);
    const leads::Provenance by{.kind = given.form ? leads::ByKind::form : leads::ByKind::system,
                               .id = given.form ? given.form->value : 0,
                               .label = given.form_label};
    leads::add_timeline(work, lead, "consent_given", std::move(data), by, given.activity);
  }
  return id;
}

void withdraw(db::Work& work, LeadId lead, ConsentId consent) {
  if (!leads::lead_exists(work, lead)) throw Problem{"not_found"};
  const auto row = work.one(sql::find_consent, {work.workspace(), lead, consent});
  if (!row) throw Problem{"not_found"};
  if (work.run(sql::withdraw_consent, {work.workspace(), lead, consent, work.now()}) == 0) return;
  json::Value data{json::Object{}};
  data.set("consent_id", to_string(consent));
  data.set("purpose", row->text(0));
  leads::add_timeline(work, lead, "consent_withdrawn", std::move(data), {.kind = leads::ByKind::person});
  jobs::announce(work, "consent_withdrawn", lead.value);
}

bool allows(db::Work& work, LeadId lead, std::string_view purpose, leads::Channel channel) {
  if (!leads::lead_exists(work, lead)) return false;
  // "A stop is honoured on all channels."
  const auto refused = leads::load(work, lead).do_not_contact;
  const auto among = [&](leads::Channel one) {
    return std::find(refused.begin(), refused.end(), one) != refused.end();
  };
  if (among(channel) || among(leads::Channel::all)) return false;
  const auto answer = work.one(sql::latest_answer, {work.workspace(), lead, purpose, json::name_of_enum(channel)});
  return answer && answer->boolean(0) && answer->is_null(1);
}

std::vector<jobs::Listener> listeners() {
  return {{"consent.on_lead_erased", {"lead_erased"}, [](db::Work& work, const jobs::Event& event) {
             work.run(sql::blank_consents, {work.workspace(), event.subject});
           }}};
}

}  // namespace sarnakh::consent
