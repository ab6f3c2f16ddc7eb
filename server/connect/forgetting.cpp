// What an import keeps of people is taken away again: rejected rows of erased persons, and uploads that nobody started.

#include "connect/connect.hpp"
#include "connect/connect_sql.hpp"
#include "connect/csv.hpp"
#include "leads/leads.hpp"

namespace sarnakh::connect {

namespace {

constexpr auto upload_lives = time::days(1);

struct RejectPlace {
  ImportId import{};
  std::int64_t row = -1;
};

// Some rejected rows; false when all have been looked at.
bool forget_some(db::Database& database, const db::Scope& scope, RejectPlace& after) {
  std::vector<RejectPlace> places;
  std::vector<leads::TypedRecord> records;
  std::vector<bool> erased;
  database.read(scope, [&](db::Work& work) {
    places.clear(), records.clear();
    for (const auto row : work.query(sql::rejects_to_look_at, {work.workspace(), after.import, after.row})) {
      places.push_back({row.id<ImportId>(0), row.integer(1)});
      const auto raw = row.text(2);
      CsvReader reader(raw, row.text(3).front());
      const auto read = reader.next();
      records.push_back({row.instant(4), read ? read->fields : std::vector<std::string>{}});
    }
    erased = leads::hold_erased(work, records);
  });
  if (places.empty()) return false;
  after = places.back();
  database.write(scope, [&](db::Work& work) {
    for (std::size_t i = 0; i < places.size(); ++i)
      if (erased[i]) work.run(sql::blank_reject, {work.workspace(), places[i].import, places[i].row});
  });
  return true;
}

}  // namespace

std::vector<jobs::Listener> listeners() {
  return {{"connect.on_lead_erased", {"lead_erased"}, [](db::Work& work, const jobs::Event&) {
             jobs::enqueue(work, "forget_rejected_rows", json::Object{});
           }}};
}

jobs::JobHandler forgetting_handler() {
  return {"forget_rejected_rows", [](db::Database& database, const db::Scope& scope, const jobs::Job&) {
            RejectPlace after;
            while (forget_some(database, scope, after)) {
            }
          }};
}

jobs::Periodic forget_old_uploads() {
  return {"connect.forget_old_uploads", time::hours(6), [](db::Database& database, const db::Scope& scope) {
            struct Upload {
              WorkspaceId workspace;
              ImportId id;
            };
            const auto uploads = database.read(scope, [&](db::Work& work) {
              std::vector<Upload> list;
              for (const auto row : work.query(sql::list_forgotten_uploads, {scope.now - upload_lives}))
                list.push_back({row.id<WorkspaceId>(0), row.id<ImportId>(1)});
              return list;
            });
            for (const auto& upload : uploads)
              database.write({scope.now, Caller::system(upload.workspace)}, [&](db::Work& work) {
                if (work.run(sql::delete_import, {upload.workspace, upload.id}) != 0)
                  work.run(sql::delete_pieces, {upload.workspace, upload.id});
              });
          }};
}

}  // namespace sarnakh::connect
