#pragma once

// Hands events to listeners.
//
// Two numbers say how far a workspace is: the stream's `delivered`, up to which every listener has had what it listens
// to, and a listener's own cursor, which it moves in the transaction of its work. A listener without events moves
// nothing, so an event nobody listens to is read once and never again. A listener that fails is marked as behind: it
// keeps its place and is tried later by itself, while the stream goes on with the others. Coming back into the stream
// is a transaction that checks that nothing has moved meanwhile (`turn`), so no event can fall between.
//
// Every move names what was read before; when another server was quicker the transaction changes nothing, is taken back
// (Taken) and the state is read anew. So two servers may deliver side by side, and each effect happens once.

#include <atomic>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "foundations/jobs/events.hpp"
#include "foundations/time/clock.hpp"

namespace sarnakh::jobs {

class Delivery {
 public:
  Delivery(db::Database& database, time::Clock& clock) : database_(database), clock_(clock) {}
  void add(Listener listener);
  const std::vector<Listener>& listeners() const { return listeners_; }

  // Delivers what is there and due at the clock's now until nothing is, or until `stopping`. Returns the number of
  // events handed over. Throws what is_passing() calls passing.
  int run(const std::atomic<bool>& stopping);
  // The next moment after `now` at which a listener that is behind is tried again.
  std::optional<Instant> next_due(Instant now);

 private:
  struct Placed {
    std::int64_t position = 0;
    Event event;
  };
  struct Cursor {
    std::int64_t position = -1;  // -1: there is no row yet
    bool behind = false;
    std::int64_t attempts = 0;
    Instant retry_at{};
  };
  struct Stream {
    WorkspaceId workspace;
    std::int64_t last_position = 0;
    std::int64_t delivered = 0;
    std::int64_t turn = 0;
    std::map<std::string, Cursor, std::less<>> cursors;
  };
  struct Behind {
    WorkspaceId workspace;
    std::string listener;
  };
  using Events = std::vector<Placed>;

  db::Scope scope_of(WorkspaceId workspace) { return {clock_.now(), Caller::system(workspace)}; }
  std::optional<Stream> read_stream(db::Work& work, WorkspaceId workspace);
  static Events read_events(const db::Rows& rows, WorkspaceId workspace);

  int deliver_stream(WorkspaceId workspace, const std::atomic<bool>& stopping);
  int catch_up(WorkspaceId workspace, const Listener& listener, const std::atomic<bool>& stopping);
  int hand_over(Stream& stream, const Listener& listener, const Events& events);
  bool hand_over_one(Stream& stream, const Listener& listener, const Placed& placed);
  void act(Stream& stream, const Listener& listener, std::span<const Placed> events);
  void set_aside(Stream& stream, const Listener& listener, const Placed& placed, const std::string& error);
  void move_cursor(db::Work& work, const Stream& stream, const Listener& listener, const Cursor& to);
  void move_stream(db::Work& work, const Stream& stream, std::int64_t delivered);

  db::Database& database_;
  time::Clock& clock_;
  std::vector<Listener> listeners_;
  std::set<std::string, std::less<>> types_;
};

// An event as the payload of a dead letter, and back.
json::Value payload_of(const Event& event);
Event event_of(const json::Value& payload, WorkspaceId workspace);

}  // namespace sarnakh::jobs
