#include "foundations/jobs/delivery.hpp"

#include <algorithm>
#include <cassert>

#include "foundations/basics/log.hpp"
#include "foundations/jobs/back_off.hpp"
#include "foundations/jobs/jobs_sql.hpp"

namespace sarnakh::jobs {

namespace {

// Events in one transaction of a listener: enough to make its fixed cost small, few enough that a form that is being
// submitted behind it does not wait noticeably.
constexpr std::int64_t batch = 100;

// Another server has moved what we were about to move.
struct Taken {};

bool listens(const Listener& listener, std::string_view type) {
  return std::find(listener.types.begin(), listener.types.end(), type) != listener.types.end();
}

}  // namespace

void Delivery::add(Listener listener) {
  for (const auto& other : listeners_) assert(other.name != listener.name && "two listeners of one name");
  types_.insert(listener.types.begin(), listener.types.end());
  listeners_.push_back(std::move(listener));
}

int Delivery::run(const std::atomic<bool>& stopping) {
  int handed = 0;
  const auto scope = scope_of({});
  std::vector<WorkspaceId> waiting;
  std::vector<Behind> behind;
  database_.read(scope, [&](db::Work& work) {
    waiting.clear();
    behind.clear();
    for (const auto row : work.query(sql::waiting_streams)) waiting.push_back(row.id<WorkspaceId>(0));
    for (const auto row : work.query(sql::due_cursors, {scope.now}))
      behind.push_back({row.id<WorkspaceId>(0), row.text(1)});
  });
  for (const auto workspace : waiting) {
    if (stopping) return handed;
    try {
      handed += deliver_stream(workspace, stopping);
    } catch (const Taken&) {
      // The other server delivers it; what it leaves is seen in the next round.
    }
  }
  for (const auto& [workspace, name] : behind) {
    if (stopping) return handed;
    const auto listener = std::find_if(listeners_.begin(), listeners_.end(),
                                       [&, &wanted = name](const Listener& each) { return each.name == wanted; });
    if (listener == listeners_.end()) continue;
    try {
      handed += catch_up(workspace, *listener, stopping);
    } catch (const Taken&) {
    }
  }
  return handed;
}

std::optional<Instant> Delivery::next_due(Instant now) {
  return database_.read({now, Caller::system({})}, [&](db::Work& work) -> std::optional<Instant> {
    for (const auto row : work.query(sql::next_retries, {now}))
      for (const auto& listener : listeners_)
        if (listener.name == row.view(1)) return row.instant(2);
    return std::nullopt;
  });
}

std::optional<Delivery::Stream> Delivery::read_stream(db::Work& work, WorkspaceId workspace) {
  const auto row = work.one(sql::find_stream, {workspace});
  if (!row) return std::nullopt;
  Stream stream{workspace, row->integer(0), row->integer(1), row->integer(2), {}};
  for (const auto cursor : work.query(sql::find_cursors, {workspace}))
    stream.cursors.emplace(cursor.text(0),
                           Cursor{cursor.integer(1), cursor.boolean(2), cursor.integer(3), cursor.instant(4)});
  return stream;
}

Delivery::Events Delivery::read_events(const db::Rows& rows, WorkspaceId workspace) {
  Events events;
  events.reserve(rows.size());
  for (const auto row : rows)
    events.push_back(
        {row.integer(0),
         {row.id<EventId>(1), workspace, row.text(2), row.integer(3), row.instant(4), json::parse(row.view(5))}});
  return events;
}

// The road of nearly all events: once through the stream, each batch to everyone who is not behind.
int Delivery::deliver_stream(WorkspaceId workspace, const std::atomic<bool>& stopping) {
  int handed = 0;
  while (!stopping) {
    Events events;
    std::int64_t end = 0;
    auto stream = database_.read(scope_of(workspace), [&](db::Work& work) {
      auto read = read_stream(work, workspace);
      if (!read) return read;
      events = read_events(work.query(sql::find_events, {workspace, read->delivered, read->last_position, batch}),
                           workspace);
      end = events.size() < static_cast<std::size_t>(batch) ? read->last_position : events.back().position;
      return read;
    });
    if (!stream || stream->delivered >= stream->last_position) return handed;
    std::erase_if(events, [&](const Placed& placed) { return !types_.contains(placed.event.type); });
    for (const auto& listener : listeners_) {
      const auto& cursor = stream->cursors[listener.name];
      if (cursor.behind) continue;
      Events own;
      for (const auto& placed : events)
        if (placed.position > cursor.position && listens(listener, placed.event.type)) own.push_back(placed);
      if (!own.empty()) handed += hand_over(*stream, listener, own);
    }
    database_.write(scope_of(workspace), [&](db::Work& work) { move_stream(work, *stream, end); });
  }
  return handed;
}

// Alone, from where it stopped to where the stream is by now.
int Delivery::catch_up(WorkspaceId workspace, const Listener& listener, const std::atomic<bool>& stopping) {
  int handed = 0;
  while (!stopping) {
    Events events;
    const auto scope = scope_of(workspace);
    auto stream = database_.read(scope, [&](db::Work& work) {
      auto read = read_stream(work, workspace);
      if (!read) return read;
      const auto& cursor = read->cursors[listener.name];
      if (cursor.behind && cursor.retry_at <= scope.now)
        events = read_events(work.query(sql::find_events_of_types, {workspace, cursor.position, read->delivered,
                                                                    db::list_of(listener.types), batch}),
                             workspace);
      return read;
    });
    if (!stream) return handed;
    const auto cursor = stream->cursors[listener.name];
    if (!cursor.behind || cursor.retry_at > scope.now) return handed;
    if (events.empty()) {
      database_.write(scope, [&](db::Work& work) {
        move_cursor(work, *stream, listener, {stream->delivered, false, 0, {}});
        move_stream(work, *stream, stream->delivered);
      });
      return handed;
    }
    // What failed before goes first, by itself.
    if (cursor.attempts > 0) events.resize(1);
    handed += hand_over(*stream, listener, events);
  }
  return handed;
}

// All in one transaction; when that fails, one by one up to the event that cannot be taken.
int Delivery::hand_over(Stream& stream, const Listener& listener, const Events& events) {
  if (events.size() > 1) {
    try {
      act(stream, listener, events);
      return static_cast<int>(events.size());
    } catch (const std::exception& error) {
      if (is_passing(error)) throw;
    }
  }
  int handed = 0;
  for (const auto& placed : events) {
    if (hand_over_one(stream, listener, placed)) {
      ++handed;
    } else if (stream.cursors[listener.name].attempts > 0) {
      break;  // it waits for its next attempt, and so does what comes after it
    }
  }
  return handed;
}

bool Delivery::hand_over_one(Stream& stream, const Listener& listener, const Placed& placed) {
  try {
    act(stream, listener, {&placed, 1});
    return true;
  } catch (const std::exception& error) {
    if (is_passing(error)) throw;
    set_aside(stream, listener, placed, words_of(error));
    return false;
  }
}

void Delivery::act(Stream& stream, const Listener& listener, std::span<const Placed> events) {
  auto& cursor = stream.cursors[listener.name];
  const Cursor to{events.back().position, cursor.behind, 0, {}};
  database_.write(scope_of(stream.workspace), [&](db::Work& work) {
    move_cursor(work, stream, listener, to);
    for (const auto& placed : events) listener.act(work, placed.event);
  });
  cursor = to;
}

// The event waits for another attempt with its listener behind it, or, when there were enough, becomes a dead letter.
void Delivery::set_aside(Stream& stream, const Listener& listener, const Placed& placed, const std::string& error) {
  auto& cursor = stream.cursors[listener.name];
  const auto scope = scope_of(stream.workspace);
  const auto attempts = cursor.attempts + 1;
  const auto pause = pause_of_event(attempts);
  log::warning("a listener could not take an event", {{"listener", listener.name},
                                                      {"event", to_string(placed.event.id)},
                                                      {"type", placed.event.type},
                                                      {"workspace", to_string(stream.workspace)},
                                                      {"attempt", std::to_string(attempts)},
                                                      {"cause", error}});
  Cursor to = cursor;
  if (pause) {
    to.position = cursor.behind ? cursor.position : std::max(cursor.position, stream.delivered);
    to.behind = true;
    to.attempts = attempts;
    to.retry_at = scope.now + *pause;
  } else {
    to.position = placed.position;
    to.attempts = 0;
    to.retry_at = {};
  }
  database_.write(scope, [&](db::Work& work) {
    move_cursor(work, stream, listener, to);
    if (!cursor.behind && to.behind) move_stream(work, stream, stream.delivered);
    if (!pause) {
      const auto payload = json::write(payload_of(placed.event));
      work.run(sql::insert_job, {stream.workspace, work.new_id<JobId>(), "event:" + listener.name, "", payload, "dead",
                                 scope.now, attempts, error, scope.now});
    }
  });
  if (!cursor.behind && to.behind) ++stream.turn;
  cursor = to;
}

void Delivery::move_cursor(db::Work& work, const Stream& stream, const Listener& listener, const Cursor& to) {
  const auto found = stream.cursors.find(listener.name);
  const auto from = found == stream.cursors.end() ? Cursor{} : found->second;
  if (work.run(sql::move_cursor, {stream.workspace, listener.name, to.position, to.behind, to.attempts, to.retry_at,
                                  from.position, from.behind, from.attempts}) != 1)
    throw Taken{};
}

void Delivery::move_stream(db::Work& work, const Stream& stream, std::int64_t delivered) {
  if (work.run(sql::move_stream, {stream.workspace, stream.turn, delivered}) != 1) throw Taken{};
}

json::Value payload_of(const Event& event) {
  json::Value payload{json::Object{}};
  payload.set("id", to_string(event.id));
  payload.set("type", event.type);
  payload.set("subject", std::to_string(event.subject));
  payload.set("at", event.at.ms);
  payload.set("data", event.data);
  return payload;
}

Event event_of(const json::Value& payload, WorkspaceId workspace) {
  return {EventId{parse_id(payload["id"].as_string().value_or("")).value_or(0)},
          workspace,
          std::string(payload["type"].as_string().value_or("")),
          parse_id(payload["subject"].as_string().value_or("")).value_or(0),
          Instant{payload["at"].as_integer().value_or(0)},
          payload["data"]};
}

}  // namespace sarnakh::jobs
