#include "visits/together.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "foundations/db/errors.hpp"
#include "foundations/db/late.hpp"
#include "visits/visits_sql.hpp"

namespace sarnakh::visits {

namespace {

constexpr std::size_t most_events = 1000;  // in one Work: nobody waits long behind it
constexpr int most_tries = 2;

// Whoever says who he is changes leads, and a refusal there is his alone; what only tells of pages and clicks has
// company.
bool has_company(const Delivered& delivered) {
  return !delivered.events.empty() &&
         std::all_of(delivered.events.begin(), delivered.events.end(), [](const Passing& passing) {
           return passing.event.type == EventType::page || passing.event.type == EventType::track;
         });
}

bool is_unique_violation(const std::exception_ptr& failure) {
  try {
    if (failure) std::rethrow_exception(failure);
  } catch (const db::UniqueViolation&) {
    return true;
  } catch (...) {
    return false;
  }
  return false;
}

}  // namespace

// Which deliveries the open transaction holds already. Nothing is put off here: it is a Late for being cut when a Work
// is taken back, and cleared when another transaction begins.
class Together::KeptHere final : public db::Late {
 public:
  bool holds(const Companion& one) const { return std::find(kept_.begin(), kept_.end(), one) != kept_.end(); }
  void add(const Companion& one) { kept_.push_back(one); }

  std::vector<std::string> tables() const override { return {}; }
  std::size_t size() const override { return kept_.size(); }
  void cut(std::size_t size) override { kept_.resize(size); }
  void write(db::Work&) override {}

 private:
  std::vector<Companion> kept_;
};

void Together::keep(const db::Scope& scope, Delivered delivered, Done done) {
  if (!has_company(delivered)) return done(nullptr, keep_alone(scope, delivered));
  const auto own = std::make_shared<Waiting>(Waiting{scope, std::move(delivered), std::move(done)});
  join(own);
  try {
    write(own, most_tries);
  } catch (...) {
    leave(own);
    throw;
  }
}

// Another server may have taken the same message or met the same visitor at this moment: then they are there now.
Result Together::keep_alone(const db::Scope& scope, Delivered& delivered) {
  std::array<Delivered*, 1> alone{&delivered};
  const auto once = [&](db::Work& work) { visits::keep(work, alone); };
  try {
    database_.write(scope, once);
  } catch (const db::UniqueViolation&) {
    database_.write(scope, once);
  }
  return std::move(delivered.result);
}

void Together::write(const Companion& own, int tries) {
  const auto once = [this, own](db::Work& work) { keep_with_others(work, own); };
  database_.write_later(own->scope, once, [this, own, tries](std::exception_ptr failure) {
    try {
      if (tries > 1 && is_unique_violation(failure)) return write(own, tries - 1);
    } catch (const Problem&) {
      failure = std::current_exception();
    }
    leave(own);
    // The open transaction remembers its deliveries until the next begins; who is told must not live that long.
    auto done = std::exchange(own->done, nullptr);
    done(failure, std::move(own->delivered.result));
  });
}

void Together::join(const Companion& one) {
  const std::lock_guard lock(mutex_);
  waiting_[one->scope.caller.workspace].push_back(one);
}

void Together::leave(const Companion& one) {
  const std::lock_guard lock(mutex_);
  const auto workspace = waiting_.find(one->scope.caller.workspace);
  auto& waiting = workspace->second;
  waiting.erase(std::find(waiting.begin(), waiting.end(), one));
  if (waiting.empty()) waiting_.erase(workspace);
}

void Together::keep_with_others(db::Work& work, const Companion& own) {
  auto& here = db::late<KeptHere>(work);
  if (own->kept || here.holds(own)) return;
  std::vector<Companion> all{own};
  auto events = own->delivered.events.size();
  for (auto& other : others(work.workspace())) {
    if (other == own || other->kept || here.holds(other)) continue;
    events += other->delivered.events.size();
    if (events > most_events) break;
    all.push_back(std::move(other));
  }
  std::vector<Delivered*> deliveries;
  deliveries.reserve(all.size());
  for (const auto& one : all) deliveries.push_back(&one->delivered);
  visits::keep(work, deliveries);
  tell_of_growth(work, static_cast<std::int64_t>(events));
  for (const auto& one : all) here.add(one);
  work.after_commit([all = std::move(all)] {
    for (const auto& one : all) one->kept = true;
  });
}

void Together::tell_of_growth(db::Work& work, std::int64_t more) {
  const auto come = come_ += more;
  auto count_at = count_at_.load();
  if (come < count_at || !count_at_.compare_exchange_strong(count_at, 10 * count_at)) return;
  work.run(sql::count_anew);
}

std::vector<Together::Companion> Together::others(WorkspaceId workspace) {
  const std::lock_guard lock(mutex_);
  const auto waiting = waiting_.find(workspace);
  return waiting == waiting_.end() ? std::vector<Companion>{} : waiting->second;
}

}  // namespace sarnakh::visits
