#include "bulk/bulk.hpp"

#include <algorithm>

#include "accounts/accounts.hpp"
#include "bulk/bulk_sql.hpp"
#include "foundations/db/errors.hpp"
#include "foundations/jobs/events.hpp"
#include "leads/hidden_fields.hpp"

namespace sarnakh::bulk {

namespace {

// Small enough that whoever writes meanwhile waits for milliseconds, large enough that a commit is worth it.
constexpr std::size_t leads_of_piece = 50;
constexpr std::size_t leads_of_look = 1000;
constexpr std::size_t most_samples = 6;
constexpr json::Limits own_limits{.bytes = std::size_t{16} << 20, .depth = 64, .members = 1'000'000};

bool sees_all(const db::Work& work) {
  return work.caller().kind != CallerKind::user || work.caller().reach == Reach::all;
}

BulkChange bulk_of(const db::Work& work, const db::Row& row) {
  BulkChange bulk;
  bulk.id = row.id<BulkId>(0);
  bulk.state = json::enum_of_name<State>(row.view(1)).value_or(State::stopped);
  bulk.fault = row.maybe_text(2);
  bulk.acts = json::from_text<std::vector<leads::Act>>(row.view(3), own_limits);
  bulk.leads = row.integer(4);
  bulk.pieces = row.integer(5);
  bulk.pieces_done = row.integer(6);
  bulk.changed = row.integer(7);
  bulk.already = row.integer(8);
  bulk.refused = row.integer(9);
  bulk.looked_at = bulk.changed + bulk.already + bulk.refused;
  bulk.undone = row.integer(10);
  bulk.left = row.integer(11);
  bulk.made_by = row.id<UserId>(12);
  bulk.mine = bulk.made_by && bulk.made_by == work.caller().user;
  bulk.by = row.text(13);
  bulk.created_at = row.instant(14);
  bulk.finished_at = row.maybe_instant(15);
  bulk.may_undo = (bulk.state == State::done || bulk.state == State::stopped) && bulk.changed > 0 &&
                  bulk.created_at > work.now() - remembered;
  return bulk;
}

// What somebody else gave to many leads is the value of each of them.
BulkChange shown(const db::Work& work, BulkChange bulk) {
  const leads::HiddenFields hidden(work.caller());
  std::vector<std::string> kept;
  for (auto& act : bulk.acts)
    if (act.field && hidden.holds(*act.field)) {
      act.value = {};
      kept.push_back(*act.field);
    }
  if (!kept.empty()) bulk.hidden = std::move(kept);
  return bulk;
}

BulkChange load_any(db::Work& work, BulkId id) {
  return bulk_of(work, *found(work.one(sql::load_bulk, {work.workspace(), id})));
}

std::vector<LeadId> leads_in(std::string_view text) {
  std::vector<LeadId> leads;
  const auto numbers = json::parse(text, own_limits);
  for (const auto& number : numbers.as_array()) leads.push_back(LeadId{number.as_integer().value_or(0)});
  return leads;
}

// Into every line of a timeline: which change it was, and of how many leads.
json::Object mark(const BulkChange& bulk) { return {{"bulk", to_string(bulk.id)}, {"bulk_leads", bulk.leads}}; }

void progressed(db::Work& work, BulkId id) { jobs::announce(work, "bulk_progress", id.value); }

// The work is done in the name of whoever asked for it, with the reach that he had then.
void put_to_work(db::Work& work, std::string_view kind, BulkId id) {
  const auto& caller = work.caller();
  json::Value payload{json::Object{}};
  payload.set("bulk", to_string(id));
  payload.set("by", std::string(name_of(caller.kind)));
  payload.set("user", to_string(caller.user));
  payload.set("key", to_string(caller.api_key));
  payload.set("name", caller.name);
  payload.set("reach", json::name_of_enum(caller.reach));
  jobs::enqueue(work, kind, std::move(payload), {}, to_string(id));
}

db::Scope scope_of(const db::Scope& scope, const jobs::Job& job) {
  auto mine = scope;
  auto& caller = mine.caller;
  const auto text = [&](std::string_view name) { return job.payload[name].as_string().value_or(""); };
  for (const auto kind : {CallerKind::user, CallerKind::api_key})
    if (text("by") == name_of(kind)) caller.kind = kind;
  caller.user = UserId{parse_id(text("user")).value_or(0)};
  caller.api_key = ApiKeyId{parse_id(text("key")).value_or(0)};
  caller.name = text("name");
  caller.reach = accounts::reach_of(text("reach"));
  return mine;
}

BulkId bulk_of_job(const jobs::Job& job) {
  return BulkId{parse_id(job.payload["bulk"].as_string().value_or("")).value_or(0)};
}

void check_size(const std::vector<LeadId>& leads) {
  if (static_cast<std::int64_t>(leads.size()) > most_leads)
    throw Problem{"bulk_too_many", {}, {{"most", std::to_string(most_leads)}}};
}

// The reasons of a status belong to it, and are shown with it.
void count(Preview& preview, const leads::Decision& one) {
  switch (one.fate) {
    case leads::Fate::changed: {
      ++preview.changed;
      if (preview.sample.size() == most_samples) return;
      Sample sample{one.lead, one.name, one.changes};
      std::erase_if(sample.changes, [](const leads::Change& change) { return change.field == "marks"; });
      preview.sample.push_back(std::move(sample));
      return;
    }
    case leads::Fate::already:
      ++preview.already;
      return;
    case leads::Fate::refused:
      ++preview.refused;
  }
}

}  // namespace

std::vector<LeadId> chosen(db::Database& database, const db::Scope& scope, Wish wish,
                           const rules::CatalogueOf& catalogue) {
  if (wish.leads) {
    auto leads = *wish.leads;
    std::sort(leads.begin(), leads.end());
    leads.erase(std::unique(leads.begin(), leads.end()), leads.end());
    return leads;
  }
  return database.read(scope, [&](db::Work& work) {
    wish.bind(work, catalogue);
    return leads::ids_of(work, wish, most_leads + 1);
  });
}

std::int64_t fingerprint_of(const std::vector<LeadId>& leads) {
  std::uint64_t sum = 14'695'981'039'346'656'037U;  // FNV-1a over the ids
  for (const auto lead : leads) sum = (sum ^ static_cast<std::uint64_t>(lead.value)) * 1'099'511'628'211U;
  return static_cast<std::int64_t>(sum >> 1);
}

Preview preview(db::Database& database, const db::Scope& scope, Wish wish, const rules::CatalogueOf& catalogue) {
  const auto ids = chosen(database, scope, wish, catalogue);
  check_size(ids);
  Preview preview;
  preview.leads = static_cast<std::int64_t>(ids.size());
  preview.fingerprint = fingerprint_of(ids);
  database.read(scope, [&](db::Work& work) { leads::check_acts(work, wish.acts); });
  // In reads of their own, so that no other question waits for all of them.
  const std::span<const LeadId> all(ids);
  for (std::size_t at = 0; at < all.size(); at += leads_of_look) {
    const auto some = all.subspan(at, std::min(leads_of_look, all.size() - at));
    for (const auto& one : database.read(scope, [&](db::Work& work) { return leads::decide(work, some, wish.acts); }))
      count(preview, one);
  }
  return preview;
}

BulkChange start(db::Work& work, const std::vector<leads::Act>& acts, const std::vector<LeadId>& leads) {
  check_size(leads);
  if (leads.empty()) throw Problem{"bulk_nobody"};
  leads::check_acts(work, acts);
  const auto id = work.new_id<BulkId>();
  const auto pieces = (leads.size() + leads_of_piece - 1) / leads_of_piece;
  work.run(sql::insert_bulk, {work.workspace(), id, json::to_text(acts), static_cast<std::int64_t>(leads.size()),
                              static_cast<std::int64_t>(pieces), work.caller().user, work.caller().name, work.now()});
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < leads.size(); at += leads_of_piece)
    texts.push_back(db::list_of(
        std::vector<LeadId>(leads.begin() + static_cast<std::ptrdiff_t>(at),
                            leads.begin() + static_cast<std::ptrdiff_t>(std::min(leads.size(), at + leads_of_piece)))));
  std::vector<db::Param> rows;
  for (std::size_t piece = 0; piece < texts.size(); ++piece)
    for (const auto& value : {db::Param(work.workspace()), db::Param(id), db::Param(static_cast<std::int64_t>(piece)),
                              db::Param(texts[piece])})
      rows.push_back(value);
  work.run_many(sql::insert_pieces, rows);
  put_to_work(work, "bulk_change", id);
  json::Value detail{json::Object{}};
  detail.set("leads", static_cast<std::int64_t>(leads.size()));
  accounts::audit(work, "bulk_started", "bulk_change", id.value, detail);
  return load(work, id);
}

BulkChange load(db::Work& work, BulkId id) {
  auto bulk = load_any(work, id);
  if (bulk.made_by != work.caller().user && !sees_all(work)) throw Problem{"not_found"};
  return shown(work, std::move(bulk));
}

std::vector<BulkChange> list(db::Work& work) {
  std::vector<BulkChange> list;
  const auto rows = sees_all(work) ? work.query(sql::list_bulk, {work.workspace()})
                                   : work.query(sql::list_bulk_of, {work.workspace(), work.caller().user});
  for (const auto row : rows) list.push_back(shown(work, bulk_of(work, row)));
  return list;
}

BulkChange stop(db::Work& work, BulkId id) {
  load(work, id);
  if (work.run(sql::change_state, {work.workspace(), id, "running", "stopped", work.now()}) == 0)
    throw Problem{"bulk_not_running"};
  work.run(sql::delete_pieces, {work.workspace(), id});
  accounts::audit(work, "bulk_stopped", "bulk_change", id.value);
  progressed(work, id);
  return load(work, id);
}

BulkChange start_undo(db::Work& work, BulkId id) {
  const auto bulk = load(work, id);
  if (bulk.state != State::done && bulk.state != State::stopped) throw Problem{"bulk_not_done"};
  if (bulk.created_at <= work.now() - remembered) throw Problem{"bulk_too_old"};
  work.run(sql::change_state, {work.workspace(), id, json::name_of_enum(bulk.state), "undoing", nullptr});
  put_to_work(work, "bulk_undo", id);
  accounts::audit(work, "bulk_undone", "bulk_change", id.value);
  progressed(work, id);
  return load(work, id);
}

std::vector<LeadOutcome> outcomes(db::Work& work, BulkId id, Fate fate, LeadId after, int limit) {
  load(work, id);
  std::vector<LeadOutcome> list;
  std::vector<LeadId> ids;
  for (const auto row : work.query(sql::list_leads, {work.workspace(), id, json::name_of_enum(fate), after, limit})) {
    LeadOutcome one;
    one.lead = row.id<LeadId>(0);
    const auto content = json::parse(row.view(1), own_limits);
    if (fate == Fate::refused || fate == Fate::left) {
      if (const auto reason = content["reason"].as_string()) one.reason = std::string(*reason);
      for (const auto& field : content["left"].as_array()) one.left.emplace_back(field.as_string().value_or(""));
    }
    ids.push_back(one.lead);
    list.push_back(std::move(one));
  }
  const auto names = leads::names_of(work, ids);
  for (auto& one : list) {
    const auto known =
        std::find_if(names.begin(), names.end(), [&](const leads::Named& named) { return named.lead == one.lead; });
    if (known != names.end()) one.name = known->name;
  }
  return list;
}

bool run_piece(db::Database& database, const db::Scope& scope, BulkId id) {
  return database.write_alone(scope, [&](db::Work& work) {
    const auto bulk = load_any(work, id);
    if (bulk.state != State::running) return false;
    if (bulk.pieces_done == bulk.pieces) {
      work.run(sql::change_state, {work.workspace(), id, "running", "done", work.now()});
      progressed(work, id);
      return false;
    }
    const auto piece = found(work.one(sql::load_piece, {work.workspace(), id, bulk.pieces_done}));
    const auto ids = leads_in(piece->view(0));
    std::vector<leads::Decision> decisions;
    try {
      decisions = leads::change_many(work, ids, bulk.acts, mark(bulk));
    } catch (const Problem& problem) {
      // What could be done when it began can be done no longer: the status was archived, the moment has passed.
      work.run(sql::stop_with_fault, {work.workspace(), id, problem.code, work.now()});
      work.run(sql::delete_pieces, {work.workspace(), id});
      progressed(work, id);
      return false;
    }
    std::int64_t changed = 0, already = 0, refused = 0;
    for (const auto& one : decisions) {
      if (one.fate == leads::Fate::already) {
        ++already;
        continue;
      }
      const bool done = one.fate == leads::Fate::changed;
      ++(done ? changed : refused);
      const auto content = done ? json::to_text(one.changes) : json::write(json::Object{{"reason", one.reason}});
      work.later(sql::insert_leads, {work.workspace(), id, one.lead, done ? "changed" : "refused", content});
    }
    // Another server may have done this piece meanwhile, or somebody stopped it: then all of this is taken back.
    if (work.run(sql::finish_piece, {work.workspace(), id, bulk.pieces_done, changed, already, refused}) == 0)
      throw db::TryAgain("the piece was done meanwhile");
    work.run(sql::delete_piece, {work.workspace(), id, bulk.pieces_done});
    progressed(work, id);
    return true;
  });
}

bool undo_some(db::Database& database, const db::Scope& scope, BulkId id) {
  return database.write_alone(scope, [&](db::Work& work) {
    const auto bulk = load_any(work, id);
    if (bulk.state != State::undoing) return false;
    std::vector<leads::Kept> kept;
    for (const auto row : work.query(
             sql::list_leads, {work.workspace(), id, "changed", LeadId{}, static_cast<std::int64_t>(leads_of_piece)})) {
      kept.push_back({row.id<LeadId>(0), json::from_text<std::vector<leads::Change>>(row.view(1), own_limits)});
    }
    if (kept.empty()) {
      work.run(sql::change_state, {work.workspace(), id, "undoing", "undone", work.now()});
      progressed(work, id);
      return false;
    }
    auto data = mark(bulk);
    data.emplace_back("undo", true);
    std::vector<LeadId> undone;
    std::int64_t left = 0;
    for (const auto& one : leads::take_back(work, kept, data)) {
      if (one.left.empty() && one.reason.empty()) {
        undone.push_back(one.lead);
        continue;
      }
      ++left;
      json::Value content{json::Object{}};
      if (!one.reason.empty()) content.set("reason", one.reason);
      json::Array fields;
      for (const auto& field : one.left) fields.emplace_back(field);
      content.set("left", std::move(fields));
      work.run(sql::set_left, {work.workspace(), id, one.lead, json::write(content)});
    }
    work.run(sql::set_undone, {work.workspace(), id, db::list_of(undone)});
    if (work.run(sql::count_undone,
                 {work.workspace(), id, bulk.undone, bulk.left, static_cast<std::int64_t>(undone.size()), left}) == 0)
      throw db::TryAgain("these were taken back meanwhile");
    progressed(work, id);
    return true;
  });
}

std::vector<jobs::JobHandler> job_handlers() {
  return {{"bulk_change",
           [](db::Database& database, const db::Scope& scope, const jobs::Job& job) {
             while (run_piece(database, scope_of(scope, job), bulk_of_job(job))) {
             }
           }},
          {"bulk_undo", [](db::Database& database, const db::Scope& scope, const jobs::Job& job) {
             while (undo_some(database, scope_of(scope, job), bulk_of_job(job))) {
             }
           }}};
}

std::vector<jobs::Listener> listeners() {
  return {{"bulk.on_lead_erased", {"lead_erased"}, [](db::Work& work, const jobs::Event& event) {
             work.run(sql::forget_lead, {work.workspace(), event.subject});
           }}};
}

jobs::Periodic forget_old() {
  return {"bulk.forget_old", time::hours(12), [](db::Database& database, const db::Scope& scope) {
            struct Old {
              WorkspaceId workspace;
              BulkId id;
            };
            const auto old = database.read(scope, [&](db::Work& work) {
              std::vector<Old> list;
              for (const auto row : work.query(sql::list_forgettable, {scope.now - remembered}))
                list.push_back({row.id<WorkspaceId>(0), row.id<BulkId>(1)});
              return list;
            });
            for (const auto& one : old) {
              const db::Scope there{scope.now, Caller::system(one.workspace)};
              while (database.write(there, [&](db::Work& work) {
                return work.run(sql::forget_some, {one.workspace, one.id}) != 0;
              })) {
              }
            }
          }};
}

}  // namespace sarnakh::bulk
