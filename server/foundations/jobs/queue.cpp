#include "foundations/jobs/queue.hpp"

#include "foundations/jobs/bell.hpp"
#include "foundations/jobs/jobs_sql.hpp"

namespace sarnakh::jobs {

JobId enqueue(db::Work& work, std::string_view kind, json::Value payload, std::optional<Instant> due,
              std::string_view key) {
  if (!key.empty())
    if (const auto waiting = work.one(sql::find_waiting, {work.workspace(), kind, key})) return waiting->id<JobId>(0);
  const auto id = work.new_id<JobId>();
  const auto text = json::write(payload);
  work.run(sql::insert_job, {work.workspace(), id, kind, key, text, "waiting", due.value_or(work.now()), 0, "", 0});
  work.after_commit([] { ring_bells(About::jobs); });
  return id;
}

std::vector<DeadLetter> dead_letters(db::Work& work) {
  std::vector<DeadLetter> letters;
  for (const auto row : work.query(sql::find_dead, {work.workspace()}))
    letters.push_back({row.id<JobId>(0), row.text(1), row.text(2), static_cast<int>(row.integer(3)), row.instant(4)});
  return letters;
}

bool retry_dead_letter(db::Work& work, JobId id) {
  if (work.run(sql::revive_job, {work.workspace(), id, work.now()}) == 0) return false;
  work.after_commit([] { ring_bells(About::jobs); });
  return true;
}

Periodic forget_old_events(time::Duration keep) {
  return {"jobs.forget_old_events", time::days(1), [keep](db::Database& database, const db::Scope& scope) {
            struct Stream {
              WorkspaceId workspace;
              std::int64_t delivered;
            };
            const auto streams = database.read(scope, [](db::Work& work) {
              std::vector<Stream> all;
              for (const auto row : work.query(sql::all_streams))
                all.push_back({row.id<WorkspaceId>(0), row.integer(2)});
              return all;
            });
            for (const auto& stream : streams) {
              const db::Scope own{scope.now, Caller::system(stream.workspace)};
              // In steps, so that nobody waits for long behind one of them.
              while (database.write(own, [&](db::Work& work) {
                return work.run(sql::forget_events, {stream.workspace, scope.now - keep, stream.delivered});
              }) > 0) {
              }
            }
          }};
}

}  // namespace sarnakh::jobs
