#include "leads/erasure.hpp"

#include <algorithm>
#include <map>

#include "foundations/basics/random.hpp"
#include "foundations/db/errors.hpp"
#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/phone.hpp"
#include "leads/leads.hpp"
#include "leads/leads_sql.hpp"
#include "leads/merge_rules.hpp"
#include "leads/people.hpp"
#include "leads/save.hpp"
#include "leads/search_terms.hpp"

namespace sarnakh::leads {

namespace {

std::string keyed_hash(const Settings& settings, const std::string& key) {
  return to_base64url(hash_256(key, settings.secret));
}

// The terms and what they counted.
void delete_terms(db::Work& work, const Settings& settings, const Lead& lead) {
  const auto terms = terms_of(lead, settings);
  const auto list = db::list_of(std::vector<LeadId>{lead.id});
  for (const auto& term : terms) work.run(sql::delete_term, {work.workspace(), term.text, list});
  add_counts(work, lead, terms, -1);
  work.run(sql::delete_counts_of_nobody, {work.workspace()});
}

}  // namespace

void erase(db::Work& work, LeadId id, std::string_view reason) {
  const auto settings = settings_of(work);
  const auto before = load(work, id);
  const auto keys = keys_of(before);
  for (const auto& key : keys) work.run(sql::insert_erased, {work.workspace(), keyed_hash(*settings, key), work.now()});
  delete_terms(work, *settings, before);
  release_identities(work, id, keys);
  work.run(sql::blank_timeline, {work.workspace(), id});
  const auto touched = work.run(sql::erase_lead, {work.workspace(), id, before.version, work.now()});
  if (touched == 0) throw db::TryAgain("the lead changed meanwhile");
  TimelineEntry entry{.kind = "erased"};
  write_timeline(work, {{id, &entry}}, {.kind = ByKind::person});
  json::Value detail{json::Object{}};
  detail.set("reason", text::clean_text(reason));
  audit(work, "lead_erased", "lead", id.value, std::move(detail));
  jobs::announce(work, "lead_erased", id.value);
}

std::map<std::string, Instant> erased_keys(db::Work& work, const Settings& settings,
                                           const std::vector<std::string>& keys) {
  std::map<std::string, std::string> key_of_hash;
  std::vector<std::string> hashes;
  for (const auto& key : keys) {
    hashes.push_back(keyed_hash(settings, key));
    key_of_hash.emplace(hashes.back(), key);
  }
  std::map<std::string, Instant> erased;
  const auto list = db::list_of(hashes);
  for (const auto row : work.query(sql::find_erased, {work.workspace(), list}))
    erased.emplace(key_of_hash[row.text(0)], row.instant(1));
  return erased;
}

std::vector<bool> hold_erased(db::Work& work, const std::vector<TypedRecord>& records) {
  const auto settings = settings_of(work);
  std::vector<std::vector<std::string>> keys_of_record(records.size());
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (const auto& typed : records[i].texts) {
      if (const auto email = text::parse_email(typed)) keys_of_record[i].push_back("e:" + email->key);
      if (const auto phone = text::parse_phone(typed, settings->phone_home()))
        keys_of_record[i].push_back(key_of_phone(phone->dialled()));
    }
    keys.insert(keys.end(), keys_of_record[i].begin(), keys_of_record[i].end());
  }
  std::vector<bool> result(records.size(), false);
  if (keys.empty()) return result;
  const auto erased = erased_keys(work, *settings, keys);
  for (std::size_t i = 0; i < records.size(); ++i)
    result[i] = std::any_of(keys_of_record[i].begin(), keys_of_record[i].end(), [&](const std::string& key) {
      const auto found = erased.find(key);
      return found != erased.end() && found->second >= records[i].at;
    });
  return result;
}

int remove_batch(db::Work& work, std::int64_t batch_id, int limit) {
  const auto settings = settings_of(work);
  std::vector<LeadId> ids;
  for (const auto row : work.query(sql::leads_of_batch, {work.workspace(), batch_id, limit}))
    ids.push_back(row.id<LeadId>(0));
  if (ids.empty()) return 0;
  for (const auto& lead : find_leads(work, *settings, ids)) {
    delete_terms(work, *settings, lead);
    release_identities(work, lead.id, keys_of(lead));
  }
  const auto list = db::list_of(ids);
  work.run(sql::delete_timeline, {work.workspace(), list});
  work.run(sql::delete_leads, {work.workspace(), list});
  json::Value data{json::Object{}};
  data.set("count", static_cast<std::int64_t>(ids.size()));
  jobs::announce(work, "leads_removed", batch_id, std::move(data));
  return static_cast<int>(ids.size());
}

}  // namespace sarnakh::leads
