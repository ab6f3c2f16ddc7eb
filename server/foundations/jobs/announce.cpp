#include "foundations/jobs/bell.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/jobs/jobs_sql.hpp"

namespace sarnakh::jobs {

EventId announce(db::Work& work, std::string_view type, std::int64_t subject, json::Value data) {
  const auto id = work.new_id<EventId>();
  const auto text = json::write(data);
  // PostgreSQL does both in one round trip.
  if (work.dialect() == db::Dialect::sqlite) work.run(sql::next_position, {work.workspace()});
  work.run(sql::append_event, {work.workspace(), id, type, subject, work.now(), text});
  work.after_commit([] { ring_bells(About::events); });
  return id;
}

}  // namespace sarnakh::jobs
