#include <map>

#include "foundations/db/late.hpp"
#include "foundations/jobs/bell.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/jobs/jobs_sql.hpp"

namespace sarnakh::jobs {

namespace {

// The events of a group get their positions together: one after the other in the order of their Works.
class Announcements final : public db::Late {
 public:
  struct Announced {
    WorkspaceId workspace;
    EventId id;
    std::string type;
    std::int64_t subject;
    Instant at;
    std::string data;
  };
  void add(Announced event) { events_.push_back(std::move(event)); }

  std::vector<std::string> tables() const override { return {"events", "event_streams"}; }
  std::size_t size() const override { return events_.size(); }
  void cut(std::size_t size) override { events_.resize(size); }
  void write(db::Work& work) override {
    std::map<WorkspaceId, std::int64_t> positions;
    for (const auto& event : events_) ++positions[event.workspace];
    for (auto& [workspace, count] : positions)
      count = work.one(sql::take_positions, {workspace, count})->integer(0) - count;
    std::vector<db::Param> params;
    for (const auto& event : events_)
      for (const db::Param& param :
           std::initializer_list<db::Param>{event.workspace, ++positions[event.workspace], event.id, event.type,
                                            event.subject, event.at, event.data})
        params.push_back(param);
    work.run_many(sql::insert_events, params);
    cut(0);
  }

 private:
  std::vector<Announced> events_;
};

}  // namespace

EventId announce(db::Work& work, std::string_view type, std::int64_t subject, json::Value data) {
  const auto id = work.new_id<EventId>();
  db::late<Announcements>(work).add({work.workspace(), id, std::string(type), subject, work.now(), json::write(data)});
  work.after_commit([] { ring_bells(About::events); });
  return id;
}

}  // namespace sarnakh::jobs
