#include "foundations/jobs/job_runner.hpp"

#include <algorithm>
#include <cassert>

#include "foundations/basics/log.hpp"
#include "foundations/jobs/back_off.hpp"
#include "foundations/jobs/delivery.hpp"
#include "foundations/jobs/jobs_sql.hpp"

namespace sarnakh::jobs {

namespace {

constexpr std::string_view event_kind = "event:";

// Someone else took the job over while this process thought to have it.
struct NotOurs {};

}  // namespace

void JobRunner::add(JobHandler handler) {
  assert(std::find(kinds_.begin(), kinds_.end(), handler.kind) == kinds_.end() && "two handlers of one kind");
  kinds_.push_back(handler.kind);
  handlers_.push_back(std::move(handler));
}

void JobRunner::add(const Listener& listener) {
  kinds_.push_back(std::string(event_kind) + listener.name);
  listeners_.push_back(listener);
}

bool JobRunner::run_one() {
  if (kinds_.empty()) return false;
  const db::Scope scope{clock_.now(), Caller::system({})};
  const auto kinds = db::list_of(kinds_);
  // A look that costs the writer nothing comes first.
  if (!database_.read(scope, [&](db::Work& work) { return work.one(sql::is_job_due, {scope.now, kinds}).has_value(); }))
    return false;
  const auto job = database_.write(scope, [&](db::Work& work) -> std::optional<Job> {
    const auto row = work.one(sql::claim_job, {scope.now, scope.now + lease, kinds});
    if (!row) return std::nullopt;
    return Job{row->id<JobId>(1), row->id<WorkspaceId>(0), row->text(2), json::parse(row->view(3)),
               static_cast<int>(row->integer(4))};
  });
  if (!job) return false;
  run(*job);
  return true;
}

void JobRunner::run(const Job& job) {
  const db::Scope scope{clock_.now(), Caller::system(job.workspace)};
  const Leases::Guard guard(leases_, {job.workspace, job.id, {}, job.attempt});
  try {
    // Claimed once more than it may be: the process has died over it each time.
    if (job.attempt > 1 && !pause_of_job(job.attempt - 1)) throw std::runtime_error("the server stopped while it ran");
    const auto listener = std::find_if(listeners_.begin(), listeners_.end(), [&](const Listener& each) {
      return job.kind == std::string(event_kind) + each.name;
    });
    if (listener != listeners_.end()) {
      run_event(job, *listener);
      return;
    }
    const auto handler =
        std::find_if(handlers_.begin(), handlers_.end(), [&](const JobHandler& each) { return each.kind == job.kind; });
    handler->act(database_, scope, job);
    database_.write({clock_.now(), scope.caller}, [&](db::Work& work) {
      work.run(sql::finish_job, {job.workspace, job.id, job.attempt});
    });
  } catch (const NotOurs&) {
    log::warning("a job was taken over", {{"job", to_string(job.id)}, {"kind", job.kind}});
  } catch (const std::exception& error) {
    put_back(job, words_of(error));
  }
}

// The effect and the end of the job in one transaction, as in the first delivery.
void JobRunner::run_event(const Job& job, const Listener& listener) {
  const auto event = event_of(job.payload, job.workspace);
  database_.write({clock_.now(), Caller::system(job.workspace)}, [&](db::Work& work) {
    if (work.run(sql::finish_job, {job.workspace, job.id, job.attempt}) != 1) throw NotOurs{};
    listener.act(work, event);
  });
}

void JobRunner::put_back(const Job& job, const std::string& error) {
  const auto now = clock_.now();
  const auto pause = pause_of_job(job.attempt);
  log::warning(pause ? "a job failed and will be tried again" : "a job failed for the last time",
               {{"job", to_string(job.id)},
                {"kind", job.kind},
                {"workspace", to_string(job.workspace)},
                {"attempt", std::to_string(job.attempt)},
                {"cause", error}});
  database_.write({now, Caller::system(job.workspace)}, [&](db::Work& work) {
    work.run(sql::put_back_job,
             {job.workspace, job.id, job.attempt, pause ? "waiting" : "dead", pause ? now + *pause : now, error, now});
  });
}

std::optional<Instant> JobRunner::next_due(Instant now) {
  if (kinds_.empty()) return std::nullopt;
  return database_.read({now, Caller::system({})}, [&](db::Work& work) -> std::optional<Instant> {
    const auto row = work.one(sql::next_job, {now, db::list_of(kinds_)});
    if (!row) return std::nullopt;
    return row->instant(1);
  });
}

}  // namespace sarnakh::jobs
