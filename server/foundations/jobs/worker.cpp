#include <algorithm>
#include <atomic>
#include <cassert>
#include <thread>

#include "foundations/basics/log.hpp"
#include "foundations/jobs/back_off.hpp"
#include "foundations/jobs/bell.hpp"
#include "foundations/jobs/delivery.hpp"
#include "foundations/jobs/job_runner.hpp"
#include "foundations/jobs/jobs_sql.hpp"
#include "foundations/jobs/periodic_runner.hpp"
#include "foundations/jobs/queue.hpp"

namespace sarnakh::jobs {

namespace {

// How long a thread sleeps at most when nobody rings: another process may have written something, or something has
// become due.
constexpr std::chrono::milliseconds glance{1000};
// How long events gather before the next round: a listener's transaction costs the same for one as for a hundred.
constexpr std::chrono::milliseconds gathering{2};

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b) {
  return !a ? b : !b ? a : std::min(*a, *b);
}

}  // namespace

struct Worker::Inside {
  Inside(db::Database& database, time::Clock& its_clock)
      : db(database),
        clock(its_clock),
        delivery(database, its_clock),
        jobs(database, its_clock, leases),
        periodic(database, its_clock, leases) {}

  // Calls `round` until stopped; sleeps when it had nothing to do or could not do it.
  void serve(const char* what, Bell& bell, const std::function<bool()>& round) {
    while (!stopping) {
      const auto seen = bell.count();
      bool worked = false;
      try {
        worked = round();
      } catch (const std::exception& error) {
        if (!stopping)
          log::warning("work will be tried again in a second", {{"what", what}, {"cause", words_of(error)}});
        pause();
        continue;
      }
      if (!worked && !stopping) bell.wait(seen, glance);
    }
  }
  // A second that the bell does not cut short, but the end of the server does.
  void pause() {
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, glance, [this] { return stopping.load(); });
  }
  void hold_leases() {
    std::unique_lock lock(mutex);
    while (!stopped.wait_for(lock, std::chrono::milliseconds(lease.ms / 3), [this] { return released; })) {
      lock.unlock();
      try {
        leases.extend_all(db, clock.now());
      } catch (const std::exception& error) {
        log::warning("leases could not be held", {{"cause", words_of(error)}});
      }
      lock.lock();
    }
  }

  db::Database& db;
  time::Clock& clock;
  Leases leases;
  Delivery delivery;
  JobRunner jobs;
  PeriodicRunner periodic;
  Bell events_bell{About::events};
  Bell jobs_bell{About::jobs};
  std::atomic<bool> stopping{false};
  bool prepared = false;
  bool released = false;  // guarded by mutex: nothing runs any more, leases need not be held
  std::mutex mutex;
  std::condition_variable stopped;
  std::vector<std::thread> threads;
  std::thread lease_thread;
};

Worker::Worker(db::Database& database, time::Clock& clock) : inside_(std::make_unique<Inside>(database, clock)) {}

Worker::~Worker() { stop(); }

void Worker::add(Listener listener) {
  assert(inside_->threads.empty() && "everything is added before the start");
  inside_->jobs.add(listener);
  inside_->delivery.add(std::move(listener));
}

void Worker::add(JobHandler handler) {
  assert(inside_->threads.empty() && "everything is added before the start");
  inside_->jobs.add(std::move(handler));
}

void Worker::add(Periodic periodic) {
  assert(inside_->threads.empty() && "everything is added before the start");
  inside_->periodic.add(std::move(periodic));
  inside_->prepared = false;
}

void Worker::start(int threads) {
  auto& in = *inside_;
  assert(in.threads.empty() && "started twice");
  in.stopping = false;
  in.released = false;
  in.periodic.prepare();
  // Events have a thread of their own, so that no long job delays them.
  in.threads.emplace_back([&in] {
    in.serve("events", in.events_bell, [&in] {
      if (in.delivery.run(in.stopping) == 0) return false;
      std::this_thread::sleep_for(gathering);
      return true;
    });
  });
  for (int i = 0; i < std::max(1, threads); ++i)
    in.threads.emplace_back(
        [&in] { in.serve("jobs", in.jobs_bell, [&in] { return in.periodic.run_one() || in.jobs.run_one(); }); });
  in.lease_thread = std::thread([&in] { in.hold_leases(); });
}

void Worker::stop() {
  auto& in = *inside_;
  {
    const std::lock_guard lock(in.mutex);
    in.stopping = true;
  }
  in.stopped.notify_all();
  wake();
  for (auto& thread : in.threads) thread.join();
  in.threads.clear();
  // Leases are held until the last job has ended.
  {
    const std::lock_guard lock(in.mutex);
    in.released = true;
  }
  in.stopped.notify_all();
  if (in.lease_thread.joinable()) in.lease_thread.join();
}

int Worker::run_due() {
  auto& in = *inside_;
  assert(in.threads.empty() && "a started worker runs by itself");
  if (!in.prepared) in.periodic.prepare();
  in.prepared = true;
  in.stopping = false;
  int done = 0;
  while (true) {
    int round = in.delivery.run(in.stopping);
    if (in.jobs.run_one()) ++round;
    if (in.periodic.run_one()) ++round;
    if (round == 0) return done;
    done += round;
  }
}

std::optional<Instant> Worker::next_due() {
  auto& in = *inside_;
  const auto now = in.clock.now();
  return earlier(in.delivery.next_due(now), earlier(in.jobs.next_due(now), in.periodic.next_due(now)));
}

void Worker::wake() {
  inside_->events_bell.ring();
  inside_->jobs_bell.ring();
}

int Worker::queued() {
  return inside_->db.read({inside_->clock.now(), Caller::system({})}, [](db::Work& work) {
    const auto row = *work.one(sql::count_waiting);
    return static_cast<int>(row.integer(0) + row.integer(1));
  });
}

}  // namespace sarnakh::jobs
