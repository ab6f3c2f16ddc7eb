#include "upkeep/doctor.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "leads/testing.hpp"
#include "upkeep/tables.hpp"
#include "upkeep/upkeep_sql.hpp"

using namespace sarnakh;
using namespace sarnakh::upkeep;
using leads::testing::World;

namespace {

const std::vector<db::Migration>& steps() {
  static const auto all = db::testing::all_migrations();
  return all;
}

// The names of the checks that found something.
std::set<std::string> faults(db::Database& database, bool repair = false) {
  std::set<std::string> found;
  examine(database, leads::testing::start, {steps(), repair}, [&](const Examined& examined, bool repaired) {
    if (!examined.findings.empty() && !repaired) found.emplace(examined.name);
  });
  return found;
}

struct Plant {
  const char* check;
  std::string sql;
};

}  // namespace

TEST_CASE("every fault that is planted is found, and a sound database has none") {
  const std::vector<Plant> plants{
      {"schema", "DELETE FROM schema_migrations WHERE name = (SELECT max(name) FROM schema_migrations)"},
      {"workspaces_known", "INSERT INTO lead_counts VALUES (99, '', 'lead', 1, 0, 'buyer', '', 0, TRUE, TRUE, 1)"},
      {"links_have_people",
       "INSERT INTO one_time_links (token_hash, kind, user_id, expires_at) VALUES ('x', 'reset', 77, 1)"},
      {"links_have_people", "INSERT INTO two_step VALUES (77, 'x', 1, 1)"},
      {"links_have_people", "INSERT INTO recovery_codes VALUES (77, 'x')"},
      {"clock", "UPDATE leads SET created_at = 9000000000000 WHERE workspace_id = 1"},
      {"owner", "UPDATE memberships SET role = 'seller' WHERE workspace_id = 1"},
      {"statuses", "UPDATE lead_statuses SET archived = (1 = 1) WHERE workspace_id = 1"},
      {"lead_rule", "DELETE FROM lead_rules WHERE workspace_id = 1"},
      {"lead_counts", "UPDATE lead_counts SET leads = leads + 1 WHERE workspace_id = 1"},
      {"lead_columns", "UPDATE leads SET compared = '{}' WHERE workspace_id = 1"},
      {"lead_columns", "UPDATE leads SET name_key = 'x', phone = NULL WHERE workspace_id = 1"},
      {"search_terms", "DELETE FROM lead_terms WHERE workspace_id = 1 AND term LIKE '<%'"},
      {"search_terms", "UPDATE lead_terms SET term = 'elsewhere' WHERE workspace_id = 1 AND term LIKE '<%'"},
      {"identities", "DELETE FROM lead_identities WHERE workspace_id = 1"},
      {"identities",
       "INSERT INTO lead_identities SELECT 1, 'p:+989990000000', min(id) FROM leads WHERE workspace_id = 1"},
      {"submission_counts", "INSERT INTO form_counts VALUES (1, 5, 'state', 'accepted', 3)"},
      {"jobs", "INSERT INTO jobs VALUES (1, 1, 'x', '', '{}', 'sleeping', 1, 0, '', 0)"},
      {"jobs", "INSERT INTO jobs VALUES (1, 1, 'x', '', '{}', 'dead', 1, 3, '', 0)"},
      {"cursors", "INSERT INTO event_cursors VALUES (1, 'x', 1000000, (1 = 0), 0, 0)"},
      {"events", "UPDATE event_streams SET last_position = 0, delivered = 0 WHERE workspace_id = 1"},
      {"memberships_user_id", "INSERT INTO memberships VALUES (1, 99, 'seller', 'own', (1 = 1), 1)"},
      {"team_members_team_id", "INSERT INTO team_members VALUES (1, 6, 10)"},
      {"team_members_user_id", "INSERT INTO team_members VALUES (1, 6, 20)"},
      {"sessions_user_id", "UPDATE sessions SET user_id = 20 WHERE workspace_id = 1"},
      {"leads_status_id", "UPDATE leads SET status_id = 5 WHERE workspace_id = 1"},
      {"leads_owner_id", "UPDATE leads SET owner_id = 20 WHERE workspace_id = 1"},
      {"leads_batch_id", "UPDATE leads SET batch_id = 5 WHERE workspace_id = 1"},
      {"lead_identities_lead_id", "UPDATE lead_identities SET lead_id = 5 WHERE workspace_id = 1"},
      {"lead_terms_lead_id", "INSERT INTO lead_terms VALUES (1, 'nobody', 5, (1 = 1), 0)"},
      {"lead_timeline_lead_id", "UPDATE lead_timeline SET lead_id = 5 WHERE workspace_id = 1"},
      {"saved_views_owner_id", "INSERT INTO saved_views VALUES (1, 5000, 1, 6, (1 = 1), 'x', '{}', 1, NULL)"},
      {"hidden_views_user_id", "INSERT INTO hidden_views VALUES (1, 6, 1)"},
      {"hidden_views_view_id", "INSERT INTO hidden_views VALUES (1, 10, 5000)"},
      {"consents_lead_id",
       "INSERT INTO consents VALUES (1, 5, 1, 1, 'x', NULL, 'x', 1, 'x', (1 = 1), 0, '', NULL, '', NULL)"},
      {"consents_form_id",
       "INSERT INTO consents VALUES (1, 5, 1, 1, 'x', NULL, 'x', 1, 'x', (1 = 1), 6, '', NULL, '', NULL)"},
      {"form_addresses_form_id", "INSERT INTO form_addresses (public_id, workspace_id, form_id) VALUES ('x', 1, 5)"},
      {"forms_public_id", "INSERT INTO forms VALUES (1, 5, 'x', 1, 'draft', 'x', '{}', NULL, 0, 'x', 1, 1)"},
      {"submissions_form_id",
       "INSERT INTO submissions VALUES (1, 1, 5, 1, '', 1, 'partial', NULL, 0, 0, '{}', '', '{}', '', '', 'fa', '', "
       "'form', '', '', NULL)"},
      {"submissions_lead_id",
       "INSERT INTO submissions VALUES (1, 1, 5, 1, '', 1, 'partial', NULL, 6, 0, '{}', '', '{}', '', '', 'fa', '', "
       "'form', '', '', NULL)"},
      {"missed_calls_lead_id", "INSERT INTO missed_calls VALUES (1, 5, 6, 1, NULL, NULL)"},
      {"incoming_tokens_address_id", "INSERT INTO incoming_tokens VALUES ('x', 1, 5)"},
      {"meta_connections_address_id", "INSERT INTO meta_connections VALUES (1, 5, '', '', NULL, NULL, '', NULL)"},
      {"link_tokens_link_id", "INSERT INTO link_tokens VALUES ('x', 1, 5)"},
      {"links_form_id", "INSERT INTO links VALUES (1, 5, 'x', 1, 'post', 'x', 6, '', '', '{}', 1, NULL, '')"},
      {"link_clicks_link_id", "INSERT INTO link_clicks VALUES (1, 5, '2026-11-26', 'people', 3)"},
      {"lead_links_link_id", "INSERT INTO lead_links VALUES (1, 5, 6, 1)"},
      {"lead_links_lead_id", "INSERT INTO lead_links VALUES (1, 5, 6, 1)"},
      {"placements_link_id", "INSERT INTO placements VALUES (1, 5, 1, 6, 'x', 'x', '', 0, '', '', '', 1, NULL)"},
      {"form_counts_form_id", "INSERT INTO form_counts VALUES (1, 5, 'seen', '0', 3)"},
      {"write_key_addresses_key_id", "INSERT INTO write_key_addresses VALUES ('x', 1, 5)"},
      {"visitors_lead_id", "INSERT INTO visitors VALUES (1, 5, 6, '', 0)"},
      {"visitors_last_visit_id", "INSERT INTO visitors VALUES (1, 5, 0, '', 6)"},
      {"visitor_keys_visitor_id", "INSERT INTO visitor_keys VALUES (1, 'a:x', 5)"},
      {"visits_visitor_id", "INSERT INTO visits VALUES (1, 1, 5, 0, 0, 1, 1, 0, 0, (1 = 0), 6, '{}')"},
      {"visits_lead_id", "INSERT INTO visits VALUES (1, 1, 5, 7, 0, 1, 1, 0, 0, (1 = 0), 6, '{}')"},
      {"visits_line_id", "INSERT INTO visits VALUES (1, 1, 5, 0, 8, 1, 1, 0, 0, (1 = 0), 6, '{}')"},
      {"visits_key_id", "INSERT INTO visits VALUES (1, 1, 5, 0, 0, 1, 1, 0, 0, (1 = 0), 6, '{}')"},
      {"visit_events_visit_id",
       "INSERT INTO visit_events VALUES (1, 5, 1, 1, 'page', '', '', '', '', '', 0, '{}', '')"},
      {"page_counts", "INSERT INTO visits VALUES (1, 1, 5, 0, 0, 1, 1, 3, 0, (1 = 0), 6, '{}')"},
      {"states", "INSERT INTO webhook_deliveries VALUES (1, 6, 5, 'x', 1, 0, '', 'waiting', 1, 1, 1, 1, 1, '', 0)"},
      {"states",
       "INSERT INTO submissions VALUES (1, 1, 5, 1, '', 1, 'refused', NULL, 0, 0, '{}', '', '{}', '', '', 'fa', '', "
       "'form', '', '', NULL)"},
      {"import_counts",
       "INSERT INTO imports (workspace_id, id, state, file_name, encoding, delimiter, has_header, columns, preview, "
       "pieces, pieces_done, row_count, read_count, made_count, matched_count, rejected_count, undone_count, "
       "created_by, created_at) VALUES (1, 5, 'done', '', '', '', (1 = 1), '[]', '[]', 1, 1, 9, 9, 8, 0, 1, 0, 10, 1)"},
      {"import_counts",
       "INSERT INTO imports (workspace_id, id, state, file_name, encoding, delimiter, has_header, columns, preview, "
       "pieces, pieces_done, row_count, read_count, made_count, matched_count, rejected_count, undone_count, "
       "created_by, created_at) VALUES (1, 5, 'done', '', '', '', (1 = 1), '[]', '[]', 1, 1, 9, 9, 8, 0, 0, 0, 10, 1)"},
      {"webhook_deliveries_endpoint_id",
       "INSERT INTO webhook_deliveries VALUES (1, 6, 5, 'x', 1, 0, '', 'failed', 1, 1, 1, 1, 1, '', 0)"},
      {"webhook_deliveries_lead_id",
       "INSERT INTO webhook_deliveries VALUES (1, 6, 5, 'x', 1, 7, '', 'failed', 1, 1, 1, 1, 1, '', 0)"},
      {"webhook_attempts_delivery_id", "INSERT INTO webhook_attempts VALUES (1, 5, 1, 1, 1, 'x', 0, '')"},
      {"bulk_pieces_bulk_id", "INSERT INTO bulk_pieces VALUES (1, 5, 0, '[]')"},
      {"bulk_leads_bulk_id", "INSERT INTO bulk_leads VALUES (1, 5, 1, 'changed', '[]')"},
      {"import_pieces_import_id", "INSERT INTO import_pieces VALUES (1, 5, 0, 0, '')"},
      {"import_rejects_import_id", "INSERT INTO import_rejects VALUES (1, 5, 0, 'x', '', '')"},
  };
  db::testing::for_each_database([&](db::Database& database) {
    for (const int workspace : {1, 2}) {
      World world(database, WorkspaceId{workspace});
      world.add(leads::testing::form_draft(
          {{"full_name", "Sara Karimi"}, {"phone", "09121234567"}, {"email", "sara@example.com"}}));
    }
    const auto run = [&](const std::string& text) {
      database.write({leads::testing::start, Caller::system(WorkspaceId{1})},
                     [&](db::Work& work) { work.query_text(text, {}); });
    };
    // Person 10 works in workspace 1, person 20 in workspace 2 alone.
    for (const int person : {10, 20})
      run("INSERT INTO users (id, email, email_key, name, password_hash, language, calendar, theme, digits, "
          "created_at) VALUES (" +
          std::to_string(person) + ", 'a', 'key" + std::to_string(person) +
          "', 'A', '', 'fa', 'jalali', 'light', 'persian', 1)");
    run("DELETE FROM memberships WHERE workspace_id IN (1, 2)");
    run("INSERT INTO memberships VALUES (1, 10, 'owner', 'all', (1 = 1), 1), (2, 20, 'owner', 'all', (1 = 1), 1)");
    run("INSERT INTO sessions (workspace_id, token_hash, user_id, created_at, last_seen_at) VALUES (1, 'x', 10, 1, 1)");
    REQUIRE(faults(database) == std::set<std::string>{});
    for (const auto& plant : plants) {
      CAPTURE(plant.check);
      // Planted, looked at, and taken back: each fault stands alone.
      try {
        database.write_alone({leads::testing::start, Caller::system(WorkspaceId{1})}, [&](db::Work& work) {
          work.query_text(plant.sql, {});
          std::set<std::string> found;
          examine_in(work, {steps()}, [&](const Examined& examined) {
            if (!examined.findings.empty()) found.emplace(examined.name);
          });
          CHECK(found.contains(plant.check));
          throw Problem{"taken_back"};
        });
      } catch (const Problem& problem) {
        CHECK(problem.code == "taken_back");
      }
    }
    CHECK(faults(database) == std::set<std::string>{});
  });
}

TEST_CASE("two rows under one key are found, also where the index says that there is one") {
  db::testing::for_each_database([&](db::Database& database) {
    if (database.dialect() == db::Dialect::sqlite) return;  // its own check of the file finds them
    const World world(database);
    const auto told = [&](db::Work& work) {
      std::set<std::string> found;
      examine_in(work, {steps()}, [&](const Examined& examined) {
        if (examined.name == "unique_keys")
          for (const auto& finding : examined.findings) found.insert(finding.examples.begin(), finding.examples.end());
      });
      return found;
    };
    database.write_alone({leads::testing::start, Caller::system(WorkspaceId{1})}, [&](db::Work& work) {
      const auto unique = [&](const char* word) {
        work.query_text("UPDATE pg_index SET indisunique = " + std::string(word) +
                            " WHERE indexrelid = CAST('visitor_keys_pkey' AS regclass)",
                        {});
      };
      CHECK(told(work).empty());
      unique("FALSE");
      for (int i = 0; i < 2; ++i) work.query_text("INSERT INTO visitor_keys VALUES (1, 'a:twice', 5)", {});
      unique("TRUE");
      CHECK(told(work) == std::set<std::string>{"visitor_keys_pkey"});
    });
  });
}

TEST_CASE("what can be put right with certainty is put right") {
  db::testing::for_each_database([&](db::Database& database) {
    World world(database);
    const auto lead =
        world.add(leads::testing::form_draft({{"full_name", "Sara Karimi"}, {"phone", "09121234567"}})).lead;
    for (const auto* text :
         {"UPDATE lead_counts SET leads = 7 WHERE workspace_id = 1", "DELETE FROM lead_terms WHERE workspace_id = 1",
          "UPDATE leads SET name_key = '', phone = NULL, compared = '{}' WHERE workspace_id = 1",
          "INSERT INTO form_counts VALUES (1, 5, 'state', 'accepted', 3)"})
      world.write([&](db::Work& work) { work.query_text(text, {}); });
    const auto before = faults(database);
    for (const auto* name : {"lead_columns", "lead_counts", "search_terms", "submission_counts"})
      CHECK(before.contains(name));
    const auto left = faults(database, true);
    const auto after = faults(database);
    for (const auto* name : {"lead_columns", "lead_counts", "search_terms", "submission_counts"}) {
      CHECK_FALSE(left.contains(name));
      CHECK_FALSE(after.contains(name));
    }
    std::vector<LeadId> seen;
    world.read([&](db::Work& work) {
      leads::each_lead(work, {.q = "karimi"}, {}, 10,
                       [&](const leads::Lead& one) { return seen.push_back(one.id), true; });
    });
    CHECK(seen == std::vector{lead});
    world.read([&](db::Work& work) {
      const auto kept = work.query_text("SELECT phone, compared FROM leads WHERE workspace_id = 1", {});
      CHECK(kept[0].text(0) == "+989121234567");
      CHECK(json::parse(kept[0].view(1))["name"].as_string() == "sara karimi");
    });
  });
}

TEST_CASE("every column that points to something is checked, or it is said why not") {
  // Histories keep the ids of what is gone; public ids and the like are names, not pointers.
  const std::set<std::string> exempt{"audit_log_actor_id", "audit_log_subject_id", "lead_rules_actor_id",
                                     "lead_timeline_actor_id", "lead_timeline_by_id", "consents_text_id",
                                     // an import that is undone takes its leads away, not what was done to them
                                     "bulk_leads_lead_id",
                                     // names of a form's own address; the counts are compared with the rows themselves
                                     "form_addresses_public_id", "lead_counts_status_id", "lead_counts_owner_id",
                                     "seen_messages_message_id"};
  const auto name_of = [](const db::Statement* statement) { return std::string(statement->name).substr(7); };
  std::set<std::string> checked;
  for (const auto* statement : sql::all) checked.insert(name_of(statement));
  auto fresh = db::testing::migrated(db::Dialect::sqlite);
  fresh->read({}, [&](db::Work& work) {
    for (const auto& table : tables_of(work))
      for (const auto& column : table.columns) {
        if (!column.ends_with("_id") || column == "workspace_id") continue;
        const auto name = table.name + "_" + column;
        CAPTURE(name);
        // A column that points somewhere needs a statement <table>_<column> in upkeep.sql and its line in doctor.cpp.
        CHECK((checked.contains(name) || exempt.contains(name)));
      }
  });
}

TEST_CASE("the statements can be prepared") { CHECK(db::testing::faults_of(sql::all) == std::vector<std::string>{}); }
