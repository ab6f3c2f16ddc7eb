#include "leads/save.hpp"

#include <algorithm>
#include <map>

#include "foundations/db/errors.hpp"
#include "leads/grade_rules.hpp"
#include "leads/identity_book.hpp"
#include "leads/leads_sql.hpp"
#include "leads/merge_rules.hpp"
#include "leads/search_terms.hpp"

namespace sarnakh::leads {

namespace {

// "p:+98…" and "e:a@b" as the term other leads with that contact have; handles are not handed on.
std::string term_of_key(std::string_view key) {
  if (key.starts_with("p:")) return term_of_phone(key.substr(2));
  if (key.starts_with("e:")) return term_of_email(key.substr(2));
  return "";
}

template <class T, class Before = std::less<>>
std::vector<T> only_in_first(const std::vector<T>& first, const std::vector<T>& second, Before before = {}) {
  std::vector<T> result;
  std::set_difference(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(result), before);
  return result;
}

using Values = std::initializer_list<db::Param>;

// Hands `write` the row of a lead, in the order of insert_leads and update_lead. `version` is that of a new lead, or
// the one that a changed lead must still have.
template <class Write>
auto with_row(const db::Work& work, const Lead& lead, std::int64_t version, const Write& write) {
  const LeadColumns row(lead);
  return write({work.workspace(),
                lead.id,
                version,
                row.layer,
                lead.display_name,
                row.name_key,
                lead.organisation,
                db::text_or_null(row.phone),
                db::text_or_null(row.email),
                lead.status.id,
                lead.owner ? lead.owner->id : UserId{},
                row.purpose,
                db::text_or_null(row.channel),
                db::text_or_null(row.source_label),
                lead.contact_grade,
                lead.created_at,
                lead.updated_at,
                lead.last_activity_at,
                lead.snoozed_until,
                lead.batch_id,
                row.details,
                row.custom,
                row.compared});
}

void insert_leads(db::Work& work, const std::vector<Edit>& edits) {
  for (const auto& edit : edits)
    if (!edit.before)
      with_row(work, edit.lead, edit.lead.version, [&](Values values) { work.later(sql::insert_leads, values); });
}

void update_lead(db::Work& work, Edit& edit) {
  const auto version = edit.before->version;
  const auto touched =
      with_row(work, edit.lead, version, [&](Values values) { return work.run(sql::update_lead, values); });
  if (touched == 0) throw db::TryAgain("the lead changed meanwhile");
  edit.lead.version = version + 1;
}

// Of each key that is new to its lead; what is another lead's stays there.
void claim_identities(db::Work& work, const std::vector<Edit>& edits) {
  auto& book = db::late<IdentityBook>(work);
  for (const auto& edit : edits) {
    const auto before = edit.before ? keys_of(*edit.before) : std::vector<std::string>{};
    const auto wished = only_in_first(keys_of(edit.lead), before);
    const auto owners = book.owners(work, wished);
    for (const auto& key : wished)
      if (!owners.contains(key)) book.claim(work.workspace(), key, edit.lead.id);
  }
}

bool by_text(const Term& a, const Term& b) { return a.text < b.text; }

struct Terms {
  std::vector<Term> before, after;
};

// Many leads at once lose the same: each term is taken from all of them by one statement.
void delete_terms(db::Work& work, const std::vector<Edit>& edits, const std::vector<Terms>& terms) {
  std::map<std::string_view, std::vector<LeadId>> leads_of;
  for (std::size_t i = 0; i < edits.size(); ++i)
    for (const auto& term : terms[i].before)
      if (!std::binary_search(terms[i].after.begin(), terms[i].after.end(), term, by_text))
        leads_of[term.text].push_back(edits[i].lead.id);
  for (const auto& [term, leads] : leads_of) {
    const auto list = db::list_of(leads);
    work.run(sql::delete_term, {work.workspace(), term, list});
  }
}

void change_terms(db::Work& work, const Edit& edit, const Terms& terms) {
  const bool became_lead = edit.before && edit.before->layer != edit.lead.layer;
  for (const auto& term : terms.after) {
    const auto [old, end] = std::equal_range(terms.before.begin(), terms.before.end(), term, by_text);
    if (old != end && (became_lead || old->shared != term.shared))
      work.run(sql::update_term,
               {work.workspace(), term.text, edit.lead.id, edit.lead.layer == Layer::lead, term.shared});
  }
}

void add_terms(db::Work& work, const Edit& edit, const Terms& terms) {
  const auto& insert = edit.before ? sql::add_terms : sql::insert_terms;
  for (const auto& term : only_in_first(terms.after, terms.before, by_text))
    work.later(insert, {work.workspace(), term.text, edit.lead.id, edit.lead.layer == Layer::lead, term.shared});
}

// A lead is in one edit only. What is put off comes last: a statement that names the terms writes it first.
void write_terms_and_counts(db::Work& work, const Settings& settings, const std::vector<Edit>& edits) {
  std::vector<Terms> terms;
  terms.reserve(edits.size());
  for (const auto& edit : edits)
    terms.push_back(
        {edit.before ? terms_of(*edit.before, settings) : std::vector<Term>{}, terms_of(edit.lead, settings)});
  delete_terms(work, edits, terms);
  for (std::size_t i = 0; i < edits.size(); ++i) change_terms(work, edits[i], terms[i]);
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const auto& edit = edits[i];
    add_terms(work, edit, terms[i]);
    if (edit.before) add_counts(work, *edit.before, terms[i].before, -1);
    add_counts(work, edit.lead, terms[i].after, 1);
  }
}

void release_removed(db::Work& work, const std::vector<Edit>& edits) {
  for (const auto& edit : edits)
    if (edit.before) release_identities(work, edit.lead.id, only_in_first(keys_of(*edit.before), keys_of(edit.lead)));
}

bool is_lost(const Lead& lead) {
  return lead.status.kind == StatusKind::lost || lead.status.kind == StatusKind::refused;
}

void announce(db::Work& work, const Edit& edit) {
  if (!edit.announced || edit.event.empty()) return;
  json::Value data{json::Object{}};
  data.set("version", edit.lead.version);
  data.set("layer", json::name_of_enum(edit.lead.layer));
  data.set("status_id", to_string(edit.lead.status.id));
  data.set("by", json::name_of_enum(edit.by.kind));
  if (edit.before) {
    const auto owner_of = [](const Lead& lead) { return lead.owner ? lead.owner->id : UserId{}; };
    if (edit.before->layer != edit.lead.layer) data.set("became_lead", true);
    if (edit.before->status.id != edit.lead.status.id) data.set("status_changed", true);
    if (edit.before->stage != edit.lead.stage) data.set("stage_changed", true);
    if (!is_lost(*edit.before) && is_lost(edit.lead)) data.set("lost", true);
    if (owner_of(*edit.before) != owner_of(edit.lead)) data.set("owner_changed", true);
  }
  jobs::announce(work, edit.event, edit.lead.id.value, std::move(data));
}

}  // namespace

void derive(Lead& lead, const LeadRule& rule) {
  lead.display_name = display_name_of(lead);
  lead.contact_grade_word = grade_of(lead);
  lead.contact_grade = static_cast<std::int64_t>(lead.contact_grade_word);
  // Never back: a person who became a lead stays one, whatever is corrected later.
  if (lead.layer == Layer::interest && meets(rule, facts_of(lead))) lead.layer = Layer::lead;
}

void save(db::Work& work, const Settings& settings, std::vector<Edit>& edits) {
  for (auto& edit : edits) {
    derive(edit.lead, settings.rule);
    edit.lead.updated_at = work.now();
    if (edit.activity) edit.lead.last_activity_at = edit.before ? work.now() : edit.lead.last_activity_at;
    // A lead that anything else has touched is no longer the import's alone.
    if (edit.before && edit.lead.batch_id != edit.by.batch_id) edit.lead.batch_id = 0;
  }
  claim_identities(work, edits);
  insert_leads(work, edits);
  for (auto& edit : edits)
    if (edit.before) update_lead(work, edit);
  write_terms_and_counts(work, settings, edits);
  release_removed(work, edits);
  // Rows of one batch share their provenance mostly; each run of equals is one statement.
  for (std::size_t start = 0; start < edits.size();) {
    std::vector<std::pair<LeadId, const TimelineEntry*>> entries;
    const auto& by = edits[start].by;
    std::size_t end = start;
    for (; end < edits.size() && edits[end].by.kind == by.kind && edits[end].by.id == by.id &&
           edits[end].by.label == by.label;
         ++end)
      for (const auto& entry : edits[end].entries) entries.emplace_back(edits[end].lead.id, &entry);
    write_timeline(work, entries, by);
    start = end;
  }
  for (const auto& edit : edits) announce(work, edit);
}

TimelineId write_timeline(db::Work& work, const std::vector<std::pair<LeadId, const TimelineEntry*>>& entries,
                          const Provenance& by) {
  const auto& caller = work.caller();
  TimelineId last;
  for (const auto& [lead, entry] : entries) {
    last = work.new_id<TimelineId>();
    const auto changes = entry->changes.empty() ? std::nullopt : std::optional(json::to_text(entry->changes));
    work.later(sql::insert_timeline,
               {work.workspace(), lead, last, work.now(), entry->kind, name_of(caller.kind), caller.actor(),
                caller.name, json::name_of_enum(by.kind), by.id, by.label, json::write(entry->data), changes});
  }
  return last;
}

void release_identities(db::Work& work, LeadId lead, const std::vector<std::string>& keys) {
  for (const auto& key : keys) {
    if (work.run(sql::delete_identity, {work.workspace(), key, lead}) == 0) continue;
    const auto term = term_of_key(key);
    if (term.empty()) continue;
    const auto heir = work.one(sql::first_lead_of_term, {work.workspace(), term, lead});
    if (!heir) continue;
    const auto heir_id = heir->id<LeadId>(0);
    work.run_many(sql::insert_identities, {work.workspace(), key, heir_id});
  }
}

void add_counts(db::Work& work, const Lead& lead, const std::vector<Term>& terms, int by) {
  const auto add = [&](std::string_view term) {
    work.add_later(
        sql::add_counts,
        {work.workspace(), term, json::name_of_enum(lead.layer), lead.status.id, lead.owner ? lead.owner->id : UserId{},
         purpose_of(lead), channel_of(lead), lead.contact_grade, !lead.phones.empty(), !lead.emails.empty()},
        by);
  };
  add("");
  for (const auto& term : terms)
    if (is_counted_term(term.text)) add(term.text);
}

}  // namespace sarnakh::leads
