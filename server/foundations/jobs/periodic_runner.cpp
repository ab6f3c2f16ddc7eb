#include "foundations/jobs/periodic_runner.hpp"

#include <algorithm>
#include <cassert>

#include "foundations/basics/log.hpp"
#include "foundations/jobs/back_off.hpp"
#include "foundations/jobs/jobs_sql.hpp"

namespace sarnakh::jobs {

void PeriodicRunner::add(Periodic periodic) {
  assert(periodic.every > time::Duration{} && "it would never end");
  all_.push_back(std::move(periodic));
}

void PeriodicRunner::prepare() {
  if (all_.empty()) return;
  const auto now = clock_.now();
  database_.write({now, Caller::system({})}, [&](db::Work& work) {
    for (const auto& periodic : all_) {
      work.run(sql::add_periodic, {periodic.name, now});
      // A shorter period than before the upgrade counts from now, not from the old next time.
      work.run(sql::bring_periodic_nearer, {periodic.name, now + periodic.every});
    }
  });
}

// When each of ours is next.
std::vector<PeriodicRunner::Due> PeriodicRunner::read_due(Instant now) {
  std::vector<Due> due;
  if (all_.empty()) return due;
  database_.read({now, Caller::system({})}, [&](db::Work& work) {
    due.clear();
    for (const auto row : work.query(sql::find_periodic))
      if (std::any_of(all_.begin(), all_.end(), [&](const Periodic& each) { return each.name == row.view(0); }))
        due.push_back({row.text(0), std::max(row.instant(1), row.instant(2))});
  });
  return due;
}

bool PeriodicRunner::run_one() {
  const auto now = clock_.now();
  for (const auto& due : read_due(now)) {
    if (due.at > now) continue;
    const auto periodic =
        std::find_if(all_.begin(), all_.end(), [&](const Periodic& each) { return each.name == due.name; });
    if (run(*periodic)) return true;
  }
  return false;
}

bool PeriodicRunner::run(const Periodic& periodic) {
  const db::Scope scope{clock_.now(), Caller::system({})};
  struct Claim {
    std::int64_t turn;
    Instant due;
  };
  const auto claim = database_.write(scope, [&](db::Work& work) -> std::optional<Claim> {
    const auto row = work.one(sql::claim_periodic, {periodic.name, scope.now, scope.now + lease});
    if (!row) return std::nullopt;
    return Claim{row->integer(0), row->instant(1)};
  });
  if (!claim) return false;
  const Leases::Guard guard(leases_, {{}, {}, periodic.name, claim->turn});
  Instant next = claim->due + periodic.every;
  if (next <= scope.now) next = scope.now + periodic.every;
  try {
    periodic.act(database_, scope);
  } catch (const std::exception& error) {
    log::error("periodic work failed", {{"name", periodic.name}, {"cause", words_of(error)}});
    next = std::min(next, scope.now + std::min(periodic.every, time::minutes(5)));
  }
  database_.write({clock_.now(), scope.caller}, [&](db::Work& work) {
    work.run(sql::finish_periodic, {periodic.name, claim->turn, next});
  });
  return true;
}

std::optional<Instant> PeriodicRunner::next_due(Instant now) {
  std::optional<Instant> next;
  for (const auto& due : read_due(now))
    if (due.at > now && (!next || due.at < *next)) next = due.at;
  return next;
}

}  // namespace sarnakh::jobs
