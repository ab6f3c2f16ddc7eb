#include "leads/settings.hpp"

#include <map>
#include <mutex>

#include "foundations/basics/random.hpp"
#include "foundations/text/fold.hpp"
#include "leads/choices.hpp"
#include "leads/leads_sql.hpp"
#include "leads/people.hpp"
#include "leads/settings_store.hpp"

namespace sarnakh::leads {

namespace {

// The last settings read of each workspace. A version is an id, unique over all databases, so that a stale
// entry can only be one whose version is not in the row.
class Cache {
 public:
  std::shared_ptr<const Settings> find(WorkspaceId workspace, std::int64_t version) {
    const std::lock_guard lock{mutex_};
    const auto found = entries_.find(workspace);
    return found != entries_.end() && found->second->version == version ? found->second : nullptr;
  }
  void keep(WorkspaceId workspace, std::shared_ptr<const Settings> settings) {
    const std::lock_guard lock{mutex_};
    if (entries_.size() > 10'000) entries_.clear();
    entries_[workspace] = std::move(settings);
  }

 private:
  std::mutex mutex_;
  std::map<WorkspaceId, std::shared_ptr<const Settings>> entries_;
};
Cache& cache() {
  static Cache instance;
  return instance;
}

struct Seed {
  const char* key;
  const char* fa;
  const char* en;
  StatusKind kind;
  const char* colour;
};
constexpr Seed seeds[] = {
    {"new", "تازه", "New", StatusKind::open, "blue"},
    {"accepted", "پذیرفته", "Accepted", StatusKind::accepted, "teal"},
    {"in_contact", "در تماس", "In contact", StatusKind::accepted, "yellow"},
    {"qualified", "واجد شرایط", "Qualified", StatusKind::accepted, "purple"},
    {"won", "مشتری شد", "Won", StatusKind::won, "green"},
    {"lost", "از دست رفت", "Lost", StatusKind::lost, "orange"},
    {"refused", "امتناع کرد", "Refused", StatusKind::refused, "red"},
    {"junk", "بی‌ارزش", "Junk", StatusKind::junk, "grey"},
    {"dead", "مرده", "Dead", StatusKind::dead, "grey"},
};

struct StageSeed {
  const char* key;
  const char* fa;
  const char* en;
};
constexpr StageSeed stage_seeds[] = {{"awareness", "آگاهی", "Awareness"},
                                     {"interest", "علاقه", "Interest"},
                                     {"consideration", "بررسی", "Consideration"},
                                     {"intent", "قصد خرید", "Intent"},
                                     {"decision", "تصمیم", "Decision"}};

}  // namespace

const Status* Settings::status(StatusId id) const {
  for (const auto& status : statuses)
    if (status.id == id) return &status;
  return nullptr;
}

const Status* Settings::first_of(StatusKind kind) const {
  for (const auto& status : statuses)
    if (status.kind == kind && !status.archived) return &status;
  return nullptr;
}

const Stage* Settings::stage(std::string_view typed) const { return choice_of(stages, typed); }

const CustomField* Settings::custom_field(std::string_view key) const {
  for (const auto& field : custom_fields)
    if (field.key == key) return &field;
  return nullptr;
}

bool name_stage(Profile& profile, const Settings& settings) {
  if (!profile.stage) return true;
  const auto* stage = settings.stage(*profile.stage);
  if (stage == nullptr) return false;
  profile.stage = stage->key;
  return true;
}

std::shared_ptr<const Settings> settings_of(db::Work& work) {
  const auto row = work.shared_one(sql::find_settings, {work.workspace()});
  if (!row) throw Problem{"not_found", "", {}, "the workspace has no settings of leads"};
  const auto defaults = defaults_of_workspace(work);
  const auto version = row->integer(0);
  if (auto known = cache().find(work.workspace(), version);
      known && known->region == defaults.region && known->area == defaults.area &&
      known->currency == defaults.currency && known->time_zone == defaults.time_zone)
    return known;
  auto settings = std::make_shared<Settings>();
  settings->version = version;
  settings->secret = from_base64url(row->view(1));
  settings->statuses = list_statuses(work);
  settings->custom_fields = list_custom_fields(work);
  settings->stages = list_stages(work);
  if (const auto rules = list_rules(work); !rules.empty()) settings->rule = rules.front().rule;
  settings->region = defaults.region;
  settings->area = defaults.area;
  settings->currency = defaults.currency;
  settings->time_zone = defaults.time_zone;
  cache().keep(work.workspace(), settings);
  return settings;
}

void seed_workspace(db::Work& work, WorkspaceId workspace, Language) {
  work.run(sql::insert_settings, {workspace, work.new_id<TimelineId>(), to_base64url(random_bytes(32))});
  std::vector<db::Param> params;
  std::int64_t position = 0;
  for (const auto& seed : seeds)
    for (const db::Param& param :
         std::initializer_list<db::Param>{workspace, work.new_id<StatusId>(), seed.key, seed.fa, seed.en,
                                          json::name_of_enum(seed.kind), seed.colour, false, ++position})
      params.push_back(param);
  work.run_many(sql::insert_statuses, params);
  position = 0;
  for (const auto& seed : stage_seeds) work.run(sql::insert_stage, {workspace, seed.key, seed.fa, seed.en, ++position});
  const auto rule = json::to_text(rule_of(RulePreset::any_form));
  // Nobody is here yet whom it could make a lead.
  work.run(sql::insert_rule, {workspace, 1, rule, work.now(), "system", 0, "", work.now()});
}

}  // namespace sarnakh::leads
