#include "leads/many.hpp"

#include <algorithm>
#include <map>

#include "leads/acts.hpp"
#include "leads/edit.hpp"
#include "leads/leads_sql.hpp"
#include "leads/list_query.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

namespace {

// Asked once for all of them.
class Reached {
 public:
  explicit Reached(db::Work& work) : owners_(owners_in_reach(work)) {}
  bool holds(UserId owner) const {
    return !owners_ || std::find(owners_->begin(), owners_->end(), owner) != owners_->end();
  }
  bool holds(const Lead& lead) const { return holds(lead.owner ? lead.owner->id : UserId{}); }

 private:
  std::optional<std::vector<UserId>> owners_;
};

std::map<LeadId, Lead> cards(db::Work& work, const Settings& settings, const std::vector<LeadId>& ids) {
  std::map<LeadId, Lead> found;
  for (auto& lead : find_leads(work, settings, ids)) {
    const auto id = lead.id;
    found.emplace(id, std::move(lead));
  }
  return found;
}

std::string refusal(const std::map<LeadId, Lead>& found, LeadId id, const std::function<bool(const Lead&)>& reached) {
  const auto lead = found.find(id);
  if (lead == found.end() || !reached(lead->second)) return "not_found";
  return lead->second.layer == Layer::erased ? "lead_erased" : "";
}

Edit edit_of(db::Work& work, const Lead& lead) {
  Edit edit;
  edit.before = lead;
  edit.lead = lead;
  edit.by = by_caller(work);
  edit.announced = true;
  return edit;
}

// The edits of leads that change, and what becomes of each lead, in the order of the ids.
std::vector<Decision> edits_of(db::Work& work, const std::shared_ptr<const Settings>& settings,
                               std::span<const LeadId> leads, const std::vector<Act>& acts, std::vector<Edit>& edits) {
  const Acts doing(work, settings, acts);
  const Reached reached(work);
  const auto found = cards(work, *settings, {leads.begin(), leads.end()});
  std::vector<Decision> decisions;
  for (const auto id : leads) {
    Decision decision{.lead = id};
    decision.reason = refusal(found, id, [&](const Lead& lead) { return reached.holds(lead); });
    if (!decision.reason.empty()) {
      decision.fate = Fate::refused;
      decisions.push_back(std::move(decision));
      continue;
    }
    auto edit = edit_of(work, found.at(id));
    doing.on(work, edit);
    decision.name = shown_name(work, edit.lead);
    decision.changes = differences(*edit.before, edit.lead);
    if (!decision.changes.empty()) {
      decision.fate = Fate::changed;
      edits.push_back(std::move(edit));
    }
    decisions.push_back(std::move(decision));
  }
  return decisions;
}

void save_all(db::Work& work, const Settings& settings, std::vector<Edit>& edits, const json::Object& data) {
  for (auto& edit : edits) {
    edit.event = edit.before->status.id == edit.lead.status.id ? "lead_changed" : "lead_status_changed";
    for (auto& entry : edit.entries)
      for (const auto& [name, value] : data) entry.data.set(name, value);
  }
  if (!edits.empty()) save(work, settings, edits);
}

UserId owner_before(const Kept& kept, const Lead& lead) {
  for (const auto& change : kept.changes)
    if (change.field == "owner_id") return UserId{parse_id(change.from.as_string().value_or("")).value_or(0)};
  return lead.owner ? lead.owner->id : UserId{};
}

}  // namespace

std::vector<LeadId> ids_of(db::Work& work, const Filter& filter, std::int64_t most) {
  auto query = query_of(work, *settings_of(work), filter);
  std::vector<LeadId> ids;
  if (query.nothing) return ids;
  query.places.params.emplace_back(most);
  // In no order: the total of the same filter is counted as quickly.
  for (const auto row : work.query_text("SELECT l.id FROM " + query.from + " WHERE " + query.where + " LIMIT $" +
                                            std::to_string(query.places.params.size()),
                                        query.places.params))
    ids.push_back(row.id<LeadId>(0));
  std::sort(ids.begin(), ids.end());
  return ids;
}

void many_came(db::Work& work) { work.run(sql::count_anew); }

void check_acts(db::Work& work, const std::vector<Act>& acts) { Acts(work, settings_of(work), acts); }

std::vector<Decision> decide(db::Work& work, std::span<const LeadId> leads, const std::vector<Act>& acts) {
  std::vector<Edit> edits;
  return edits_of(work, settings_of(work), leads, acts, edits);
}

std::vector<Decision> change_many(db::Work& work, std::span<const LeadId> leads, const std::vector<Act>& acts,
                                  const json::Object& data) {
  const auto settings = settings_of(work);
  std::vector<Edit> edits;
  auto decisions = edits_of(work, settings, leads, acts, edits);
  save_all(work, *settings, edits, data);
  return decisions;
}

std::vector<TakenBack> take_back(db::Work& work, std::span<const Kept> kept, const json::Object& data) {
  const auto settings = settings_of(work);
  const Reached reached(work);
  std::vector<LeadId> ids;
  for (const auto& one : kept) ids.push_back(one.lead);
  const auto found = cards(work, *settings, ids);
  std::vector<Edit> edits;
  std::vector<TakenBack> taken;
  for (const auto& one : kept) {
    TakenBack back{.lead = one.lead};
    back.reason = refusal(found, one.lead, [&](const Lead& lead) {
      return reached.holds(lead) || reached.holds(owner_before(one, lead));
    });
    if (back.reason.empty()) {
      auto edit = edit_of(work, found.at(one.lead));
      back.left = put_back(work, edit, *settings, one.changes);
      if (!edit.entries.empty()) edits.push_back(std::move(edit));
    }
    taken.push_back(std::move(back));
  }
  save_all(work, *settings, edits, data);
  return taken;
}

std::vector<Named> names_of(db::Work& work, const std::vector<LeadId>& leads) {
  const Reached reached(work);
  std::vector<Named> names;
  for (const auto& lead : find_leads(work, *settings_of(work), leads))
    if (reached.holds(lead) && lead.layer != Layer::erased)
      names.push_back({lead.id, shown_name(work, lead), lead.status.kind});
  return names;
}

}  // namespace sarnakh::leads
