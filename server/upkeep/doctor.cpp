#include "upkeep/doctor.hpp"

#include <algorithm>

#include "leads/leads.hpp"
#include "upkeep/tables.hpp"
#include "upkeep/upkeep_sql.hpp"

namespace sarnakh::upkeep {

namespace {

constexpr std::size_t examples_at_most = 5;
// Clocks of two machines may differ a little.
constexpr auto clock_tolerance = time::minutes(10);

class Faults {
 public:
  void add(std::string_view example) {
    if (finding_.faults++ < static_cast<std::int64_t>(examples_at_most)) finding_.examples.emplace_back(example);
  }
  void add(const db::Row& row) {
    add(row.is_null(0) || !row.view(0).empty() ? row.view(0) : std::to_string(row.integer(0)));
  }
  void close(WorkspaceId workspace, std::vector<Finding>& findings) {
    if (finding_.faults == 0) return;
    finding_.workspace = workspace;
    findings.push_back(std::move(finding_));
  }

 private:
  Finding finding_;
};

using Look = std::function<void(db::Work&, Faults&)>;
using Repair = std::function<void(db::Work&)>;

struct Check {
  Examined words;
  Look look;
  Repair repair = {};
  bool everywhere = false;  // once for the installation, not for each workspace

  void run(db::Work& work) {
    Faults faults;
    look(work, faults);
    faults.close(everywhere ? WorkspaceId{} : work.workspace(), words.findings);
  }
};

constexpr std::string_view ask_for_help =
    "This should not happen. Keep a backup of now, restore the newest one without the fault elsewhere and compare; and "
    "please report it.";

Look rows_of(const db::Statement& statement) {
  return [&statement](db::Work& work, Faults& faults) {
    work.each(statement, {work.workspace()}, [&](const db::Row& row) { return faults.add(row), true; });
  };
}

Check belongs(std::string_view name, std::string_view promise, const db::Statement& statement) {
  return {{name, promise, ask_for_help}, rows_of(statement)};
}

using Crooked = leads::Crooked;

Look crooked(bool Crooked::*part) {
  return [part](db::Work& work, Faults& faults) {
    leads::each_crooked(work, [&](const Crooked& one) {
      if (one.*part) faults.add(to_string(one.lead));
    });
  };
}

Repair written_anew(bool Crooked::*part, void (*write)(db::Work&, const std::vector<LeadId>&)) {
  return [part, write](db::Work& work) {
    std::vector<LeadId> wrong;
    leads::each_crooked(work, [&](const Crooked& one) {
      if (one.*part) wrong.push_back(one.lead);
    });
    write(work, wrong);
  };
}

Check whole_database() {
  return {
      {"database_whole", "The database is whole (pages and indexes).",
       "The disk or the memory of this machine gave back something else than was written. Stop the server, keep a copy "
       "of the database, and restore the newest backup on another disk."},
      [](db::Work& work, Faults& faults) {
        work.each(sql::find_broken_pages, {}, [&](const db::Row& row) { return faults.add(row), true; });
      },
      {},
      true};
}

Check schema(const std::vector<db::Migration>& steps) {
  return {{"schema", "The tables are those of this version.",
           "Run `sarnakh migrate` with the newest program that has served this database."},
          [&steps](db::Work& work, Faults& faults) {
            const auto applied = db::applied_steps(work);
            for (const auto& step : steps)
              if (std::none_of(applied.begin(), applied.end(), [&](const auto& one) {
                    return one.first == step.name && one.second == db::checksum_of(step);
                  }))
                faults.add(step.name);
            for (const auto& one : applied)
              if (std::none_of(steps.begin(), steps.end(), [&](const auto& step) { return step.name == one.first; }))
                faults.add(one.first);
          },
          {},
          true};
}

// Every table that names a workspace names one that is there. Goes from one workspace to the next by the key.
Check known_workspaces() {
  return {{"workspaces_known", "Every row belongs to a workspace that is there.", ask_for_help},
          [](db::Work& work, Faults& faults) {
            std::vector<std::int64_t> known{0};  // 0: work of the installation itself
            for (const auto row : work.query(sql::list_all_workspaces)) known.push_back(row.integer(0));
            for (const auto& table : tables_of(work)) {
              if (std::find(table.columns.begin(), table.columns.end(), "workspace_id") == table.columns.end())
                continue;
              const std::string next = "SELECT min(workspace_id) FROM \"" + table.name + "\" WHERE workspace_id > $1";
              std::optional<std::int64_t> at = INT64_MIN;
              while ((at = work.query_text(next, {*at})[0].maybe_integer(0)))
                if (!std::binary_search(known.begin(), known.end(), *at))
                  faults.add(table.name + " " + std::to_string(*at));
            }
          },
          {},
          true};
}

// Read from the rows: an index in disorder would not tell on itself.
Check unique_keys() {
  return {{"unique_keys", "No two rows stand under one key.",
           "An index is in disorder, often after an update of the system's collations. Keep a backup of now; `REINDEX` "
           "names the rows that stand twice."},
          [](db::Work& work, Faults& faults) {
            const auto keys = work.query(sql::list_unique_keys);
            if (keys.empty()) return;
            for (const auto* way : {"enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan"})
              work.query_text("SELECT set_config('" + std::string(way) + "', 'off', TRUE)", {});
            for (const auto& key : keys) {
              const auto columns = key.text(2);
              const auto twice = "SELECT 1 FROM \"" + key.text(1) + "\" WHERE (" + key.text(3) + ") AND (" + columns +
                                 ") IS NOT NULL GROUP BY " + columns + " HAVING count(*) > 1 LIMIT 1";
              if (!work.query_text(twice, {}).empty()) faults.add(key.text(0));
            }
          },
          {},
          true};
}

std::vector<Check> checks(const Examination& wish) {
  std::vector<Check> list{
      whole_database(),
      schema(wish.steps),
      known_workspaces(),
      unique_keys(),
      {{"links_have_people", "Every one-time link and every second step belongs to a person.", ask_for_help},
       [](db::Work& work, Faults& faults) {
         for (const auto* statement :
              {&sql::one_time_links_user_id, &sql::two_step_user_id, &sql::recovery_codes_user_id})
           work.each(*statement, {}, [&](const db::Row& row) { return faults.add(row), true; });
       },
       {},
       true},
      {{"clock", "Nothing was written in the future.",
        "The clock of this machine is wrong now, or was when these rows were written. Set it (timedatectl) and look "
        "again."},
       [](db::Work& work, Faults& faults) {
         work.each(sql::find_from_the_future, {work.workspace(), work.now() + clock_tolerance},
                   [&](const db::Row& row) { return faults.add(row), true; });
       }},
      {{"owner", "Every workspace has an owner who may sign in.",
        "Make somebody an owner again: `sarnakh user reset EMAIL` gives him a way in."},
       rows_of(sql::find_ownerless)},
      {{"statuses", "Every workspace has an open status for new leads.", ask_for_help},
       rows_of(sql::find_without_statuses)},
      {{"lead_rule", "Every workspace has a lead rule and its settings.", ask_for_help},
       rows_of(sql::find_without_rule)},
      {{"lead_columns", "Every lead is filtered and sorted by what stands on its card.",
        "`sarnakh doctor --repair` writes these columns anew.", true},
       crooked(&Crooked::columns),
       written_anew(&Crooked::columns, leads::write_columns_anew)},
      {{"search_terms", "Every lead is found by what stands on its card.",
        "`sarnakh doctor --repair` writes the search terms anew.", true},
       crooked(&Crooked::terms),
       written_anew(&Crooked::terms, leads::write_terms_anew)},
      {{"lead_counts", "The counts of leads are those of the rows and of their terms.",
        "`sarnakh doctor --repair` counts them anew.", true},
       rows_of(sql::find_wrong_counts),
       [](db::Work& work) {
         work.run(sql::delete_counts, {work.workspace()});
         work.run(sql::count_leads_anew, {work.workspace()});
       }},
      {{"identities",
        "Every phone, e-mail and handle of a card belongs to a lead, and none leads to a card without it.",
        ask_for_help},
       crooked(&Crooked::identities)},
      {{"submission_counts", "The counts of submissions are those of the rows.",
        "`sarnakh doctor --repair` counts them anew.", true},
       rows_of(sql::find_wrong_form_counts),
       [](db::Work& work) {
         work.run(sql::delete_form_counts, {work.workspace()});
         work.run(sql::count_submissions_anew, {work.workspace()});
       }},
      {{"jobs", "Every job is in exactly one state.", ask_for_help}, rows_of(sql::find_stateless_jobs)},
      {{"states", "Every import, bulk change, message, submission and form is in exactly one state.", ask_for_help},
       rows_of(sql::find_without_state)},
      {{"import_counts", "The counts of an import are those of its rows.", ask_for_help},
       rows_of(sql::find_wrong_import_counts)},
      {{"page_counts", "A visit has as many pages as it counts.", ask_for_help}, rows_of(sql::find_wrong_page_counts)},
      {{"cursors", "Nobody has heard events that are not there.", ask_for_help}, rows_of(sql::find_cursors_ahead)},
      {{"events", "Every event is counted in its stream.", ask_for_help}, rows_of(sql::find_events_ahead)},
  };
  for (auto& check : std::initializer_list<Check>{
           belongs("memberships_user_id", "Every membership belongs to a person.", sql::memberships_user_id),
           belongs("team_members_team_id", "Everybody who is in a team is in one that is there.",
                   sql::team_members_team_id),
           belongs("team_members_user_id", "Everybody who is in a team is a member.", sql::team_members_user_id),
           belongs("sessions_user_id", "Every session belongs to a member.", sql::sessions_user_id),
           belongs("leads_status_id", "Every lead has a status of its workspace.", sql::leads_status_id),
           belongs("leads_owner_id", "Every owner of a lead is a member.", sql::leads_owner_id),
           belongs("leads_batch_id", "Every batch of leads has its import.", sql::leads_batch_id),
           belongs("lead_identities_lead_id", "Every identity belongs to a lead.", sql::lead_identities_lead_id),
           belongs("lead_terms_lead_id", "Every search term belongs to a lead.", sql::lead_terms_lead_id),
           belongs("lead_timeline_lead_id", "Every line of a timeline belongs to a lead.", sql::lead_timeline_lead_id),
           belongs("saved_views_owner_id", "Every saved list was made by a member.", sql::saved_views_owner_id),
           belongs("hidden_views_user_id", "Every list taken out of a row was so by a member.",
                   sql::hidden_views_user_id),
           belongs("hidden_views_view_id", "Every list taken out of a row is there.", sql::hidden_views_view_id),
           belongs("consents_lead_id", "Every consent belongs to a lead.", sql::consents_lead_id),
           belongs("consents_form_id", "Every consent names a form that is there.", sql::consents_form_id),
           belongs("form_addresses_form_id", "Every public address leads to its form.", sql::form_addresses_form_id),
           belongs("forms_public_id", "Every form has its public address.", sql::forms_public_id),
           belongs("missed_calls_lead_id", "Every missed call belongs to a lead.", sql::missed_calls_lead_id),
           belongs("incoming_tokens_address_id", "Every incoming address leads to its row.",
                   sql::incoming_tokens_address_id),
           belongs("meta_connections_address_id", "Every connection to Meta belongs to an incoming address.",
                   sql::meta_connections_address_id),
           belongs("link_tokens_link_id", "Every link's address leads to its row.", sql::link_tokens_link_id),
           belongs("links_form_id", "Every link to a form leads to one that is there.", sql::links_form_id),
           belongs("link_clicks_link_id", "Every click was counted for a link.", sql::link_clicks_link_id),
           belongs("lead_links_link_id", "Every link that brought a lead is there.", sql::lead_links_link_id),
           belongs("lead_links_lead_id", "Whoever came by a link is a lead.", sql::lead_links_lead_id),
           belongs("placements_link_id", "Every placement has its link.", sql::placements_link_id),
           belongs("submissions_form_id", "Every submission belongs to a form or an incoming address.",
                   sql::submissions_form_id),
           belongs("submissions_lead_id", "Every accepted submission names its lead.", sql::submissions_lead_id),
           belongs("form_counts_form_id", "Every count belongs to a form or an incoming address.",
                   sql::form_counts_form_id),
           belongs("write_key_addresses_key_id", "Every open key leads to its row.", sql::write_key_addresses_key_id),
           belongs("visitors_lead_id", "Every named visitor is a lead.", sql::visitors_lead_id),
           belongs("visitors_last_visit_id", "Every visitor's last visit is there.", sql::visitors_last_visit_id),
           belongs("visitor_keys_visitor_id", "Every name of a browser belongs to a visitor.",
                   sql::visitor_keys_visitor_id),
           belongs("visits_visitor_id", "Every visit belongs to a visitor.", sql::visits_visitor_id),
           belongs("visits_lead_id", "Every visit with a name belongs to a lead.", sql::visits_lead_id),
           belongs("visits_line_id", "Every visit that was told has its line.", sql::visits_line_id),
           belongs("visits_key_id", "Every visit came through a write key.", sql::visits_key_id),
           belongs("visit_events_visit_id", "Every event belongs to a visit.", sql::visit_events_visit_id),
           belongs("webhook_deliveries_endpoint_id", "Every message goes to a webhook that is or was there.",
                   sql::webhook_deliveries_endpoint_id),
           belongs("webhook_deliveries_lead_id", "Every message about a lead names one that is there.",
                   sql::webhook_deliveries_lead_id),
           belongs("webhook_attempts_delivery_id", "Every attempt belongs to its message.",
                   sql::webhook_attempts_delivery_id),
           belongs("bulk_pieces_bulk_id", "Every piece of a bulk change belongs to it.", sql::bulk_pieces_bulk_id),
           belongs("bulk_leads_bulk_id", "Every lead that a bulk change remembers belongs to it.",
                   sql::bulk_leads_bulk_id),
           belongs("import_pieces_import_id", "Every piece of a file belongs to an import.",
                   sql::import_pieces_import_id),
           belongs("import_rejects_import_id", "Every rejected row belongs to an import.",
                   sql::import_rejects_import_id)})
    list.push_back(check);
  return list;
}

}  // namespace

int examine(db::Database& database, Instant now, const Examination& wish,
            const std::function<void(const Examined&, bool repaired)>& tell) {
  std::vector<WorkspaceId> workspaces;
  database.read({now, Caller::system(WorkspaceId{})}, [&](db::Work& work) {
    for (const auto row : work.query(sql::list_all_workspaces)) workspaces.push_back(row.id<WorkspaceId>(0));
  });
  int faulty = 0;
  for (auto& check : checks(wish)) {
    for (const auto workspace : check.everywhere ? std::vector{WorkspaceId{}} : workspaces)
      database.read({now, Caller::system(workspace)}, [&](db::Work& work) { check.run(work); });
    const bool mend = wish.repair && check.repair && !check.words.findings.empty();
    if (mend)
      for (const auto& finding : check.words.findings)
        database.write_alone({now, Caller::system(finding.workspace)}, check.repair);
    if (!check.words.findings.empty() && !mend) ++faulty;
    tell(check.words, mend);
  }
  return faulty;
}

void examine_in(db::Work& work, const Examination& wish, const std::function<void(const Examined&)>& tell) {
  for (auto& check : checks(wish)) {
    check.run(work);
    tell(check.words);
  }
}

}  // namespace sarnakh::upkeep
