// The way in: drafts become leads or join the lead they are.

#include <algorithm>
#include <map>

#include "foundations/basics/random.hpp"
#include "foundations/text/fold.hpp"
#include "leads/erasure.hpp"
#include "leads/identity_book.hpp"
#include "leads/leads.hpp"
#include "leads/leads_sql.hpp"
#include "leads/merge_rules.hpp"
#include "leads/save.hpp"

namespace sarnakh::leads {

namespace {

void add_clue(Lead& lead, Clue clue) {
  if (std::find(lead.clues.begin(), lead.clues.end(), clue) == lead.clues.end()) lead.clues.push_back(clue);
}

void add_touch(Lead& lead, const Draft& draft, Instant now, json::Value& data) {
  if (!draft.touch) return;
  auto touch = *draft.touch;
  if (!touch.at) touch.at = draft.created_at.value_or(now);
  // Click ids are short; what is not is somebody's attempt to fill the disk.
  if (touch.click_ids && json::write(*touch.click_ids).size() > 4000) touch.click_ids.reset();
  const bool first = !lead.source.first;
  data.set("touch", json::to_value(touch));
  if (touch.form_id && std::find(lead.forms.begin(), lead.forms.end(), *touch.form_id) == lead.forms.end())
    lead.forms.push_back(*touch.form_id);
  if (first) lead.source.first = touch;
  lead.source.last = std::move(touch);
  ++lead.source.count;
}

const Status& status_for(const Draft& draft, const Settings& settings) {
  if (!draft.status.empty()) {
    const auto wished = text::search_key(draft.status);
    for (const auto& status : settings.statuses)
      if (status.key == draft.status || to_string(status.id) == draft.status ||
          text::search_key(status.label.fa) == wished || text::search_key(status.label.en) == wished)
        return status;
    throw Problem{"status_unknown", "/status"};
  }
  const auto* open = settings.first_of(StatusKind::open);
  if (open == nullptr) throw Problem{"status_needed"};
  return *open;
}

std::string created_kind(ByKind by) {
  return by == ByKind::import ? "imported" : by == ByKind::api ? "api_created" : "lead_created";
}

// Drafts on their way: the leads they concern, each once, whether new or found.
class Gathering {
 public:
  Gathering(db::Work& work, const Settings& settings) : work_(work), settings_(settings) {}

  std::vector<UpsertResult> take(std::span<const Draft> drafts, const std::vector<CleanDraft>& clean) {
    look_up(drafts, clean);
    std::vector<std::size_t> edit_of_draft(drafts.size(), none);
    std::vector<UpsertResult> results(drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      if (drafts[i].by.kind == ByKind::import && any_erased(clean[i])) {
        results[i].outcome = Outcome::refused_erased;
        continue;
      }
      const auto at = edit_for(drafts[i], clean[i], results[i]);
      edit_of_draft[i] = at;
    }
    save(work_, settings_, edits_);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      if (edit_of_draft[i] == none) continue;
      results[i].lead = edits_[edit_of_draft[i]].lead.id;
      results[i].layer = edits_[edit_of_draft[i]].lead.layer;
    }
    return results;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // Two statements for all drafts: whose are these keys, and the leads they belong to.
  void look_up(std::span<const Draft> drafts, const std::vector<CleanDraft>& clean) {
    std::vector<std::string> keys;
    bool import = false;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      for (const auto* list :
           {&clean[i].phone_keys, &clean[i].email_keys, &clean[i].handle_keys, &clean[i].record_keys})
        keys.insert(keys.end(), list->begin(), list->end());
      import = import || drafts[i].by.kind == ByKind::import;
    }
    if (keys.empty()) return;
    std::vector<LeadId> found;
    owners_ = db::late<IdentityBook>(work_).owners(work_, keys);
    for (const auto& [key, owner] : owners_) found.push_back(owner);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (auto& lead : find_leads(work_, settings_, found)) known_.emplace(lead.id, std::move(lead));
    if (import) erased_ = erased_keys(work_, settings_, keys);
  }

  bool any_erased(const CleanDraft& clean) const {
    const auto erased = [&](const std::string& key) { return erased_.contains(key); };
    return std::any_of(clean.phone_keys.begin(), clean.phone_keys.end(), erased) ||
           std::any_of(clean.email_keys.begin(), clean.email_keys.end(), erased) ||
           std::any_of(clean.record_keys.begin(), clean.record_keys.end(), erased);
  }

  std::optional<LeadId> owner_of(const std::vector<std::string>& keys) const {
    for (const auto& key : keys)
      if (const auto owner = owners_.find(key); owner != owners_.end()) return owner->second;
    return std::nullopt;
  }

  // "When a phone belongs to one lead and an e-mail to another, the phone decides."
  std::size_t edit_for(const Draft& draft, const CleanDraft& clean, UpsertResult& result) {
    const auto by_phone = owner_of(clean.phone_keys);
    const auto by_email = owner_of(clean.email_keys);
    const bool handle_alone = clean.phone_keys.empty() && clean.email_keys.empty();
    const auto by_handle = handle_alone ? owner_of(clean.handle_keys) : std::nullopt;
    const auto match = by_phone ? by_phone : by_email ? by_email : by_handle ? by_handle : owner_of(clean.record_keys);
    result.outcome = match ? Outcome::matched : Outcome::created;
    const auto at = match ? place_of(*match, draft) : make(draft);
    auto& edit = edits_[at];
    std::optional<LeadId> other;
    if (match && by_email && *by_email != *match) other = by_email;
    join(edit, draft, clean, match.has_value(), other);
    if (!match && !clean.record_keys.empty()) edit.lead.record = draft.record;
    for (const auto* list : {&clean.phone_keys, &clean.email_keys, &clean.handle_keys, &clean.record_keys})
      for (const auto& key : *list) owners_.emplace(key, edit.lead.id);
    return at;
  }

  std::size_t place_of(LeadId lead, const Draft& draft) {
    if (const auto at = places_.find(lead); at != places_.end()) return at->second;
    Edit edit;
    edit.before = known_.at(lead);
    edit.lead = *edit.before;
    edit.event = "lead_matched";
    edit.by = draft.by;
    edit.announced = draft.by.kind != ByKind::import;
    edits_.push_back(std::move(edit));
    return places_[lead] = edits_.size() - 1;
  }

  std::size_t make(const Draft& draft) {
    Edit edit;
    auto& lead = edit.lead;
    lead.id = work_.new_id<LeadId>();
    lead.status = status_for(draft, settings_);
    if (draft.owner && *draft.owner) lead.owner = Owner{*draft.owner, ""};
    lead.created_at = draft.created_at.value_or(work_.now());
    lead.last_activity_at = lead.created_at;
    lead.batch_id = draft.by.batch_id;
    edit.event = "lead_created";
    edit.by = draft.by;
    edit.announced = draft.by.kind != ByKind::import;
    edits_.push_back(std::move(edit));
    places_[edits_.back().lead.id] = edits_.size() - 1;
    return edits_.size() - 1;
  }

  void join(Edit& edit, const Draft& draft, const CleanDraft& clean, bool matched, std::optional<LeadId> other) {
    auto& lead = edit.lead;
    auto merged = merge(lead, clean);
    if (!lead.kind) {
      const bool person = lead.full_name || lead.first_name || lead.last_name || !lead.organisation;
      lead.kind = person ? Kind::person : Kind::organisation;
    }
    if (!lead.purpose) lead.purpose = Purpose::buyer;
    if (!lead.origin) lead.origin = Origin::organic;
    if (draft.clue) add_clue(lead, *draft.clue);
    if (!clean.phones.empty()) add_clue(lead, Clue::phone_given);
    if (!clean.emails.empty()) add_clue(lead, Clue::email_given);
    TimelineEntry entry;
    entry.kind = matched ? "duplicate_matched" : created_kind(draft.by.kind);
    add_touch(lead, draft, work_.now(), entry.data);
    if (!merged.differs.empty()) entry.data.set("differs", std::move(merged.differs));
    if (other) entry.data.set("other_lead", to_string(*other));
    entry.changes = std::move(merged.changes);
    edit.entries.push_back(std::move(entry));
    if (const auto note = text::clean_lines(draft.note); !note.empty()) {
      TimelineEntry noted{.kind = "note_added"};
      noted.data.set("text", note);
      edit.entries.push_back(std::move(noted));
    }
  }

  db::Work& work_;
  const Settings& settings_;
  std::map<std::string, LeadId> owners_;
  std::map<LeadId, Lead> known_;
  std::map<LeadId, std::size_t> places_;
  std::map<std::string, Instant> erased_;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<UpsertResult> upsert_many(db::Work& work, std::span<const Draft> drafts) {
  const auto settings = settings_of(work);
  std::vector<CleanDraft> clean;
  clean.reserve(drafts.size());
  std::vector<FieldFault> faults;
  for (const auto& draft : drafts) {
    clean.push_back(clean_draft(draft, *settings, faults));
    if (clean.back().empty() && faults.empty()) faults.push_back({"lead_empty", ""});
    if (!faults.empty()) throw Problem{std::move(faults)};
  }
  return Gathering(work, *settings).take(drafts, clean);
}

db::Ahead will_upsert(WorkspaceId workspace, const Draft& draft, const text::PhoneHome& home) {
  return [workspace, keys = likely_keys(draft, home)](db::LateGroup& group) {
    db::late<IdentityBook>(group).expect(workspace, keys);
  };
}

UpsertResult upsert(db::Work& work, const Draft& draft) { return upsert_many(work, {&draft, 1}).front(); }

UpsertResult upsert_known(db::Work& work, Draft draft) {
  try {
    return upsert(work, draft);
  } catch (const Problem& problem) {
    constexpr std::string_view custom = "/custom/";
    for (const auto& fault : problem.faults) {
      if (fault.pointer == "/stage")
        draft.stage.reset();
      else if (fault.pointer.starts_with(custom))
        draft.custom.erase(fault.pointer.substr(custom.size()));
      else
        throw;
    }
    if (problem.faults.empty()) throw;
  }
  return upsert(work, draft);
}

}  // namespace sarnakh::leads
