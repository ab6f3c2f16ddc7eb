#include "visits/together.hpp"

#include <algorithm>
#include <array>

#include "foundations/db/errors.hpp"
#include "foundations/db/late.hpp"
#include "visits/visits_sql.hpp"

namespace sarnakh::visits {

namespace {

constexpr std::size_t most_events = 1000;  // in one Work: nobody waits long behind it

// Whoever says who he is changes leads, and a refusal there is his alone; what only tells of pages and clicks has
// company.
bool has_company(const Delivered& delivered) {
  return !delivered.events.empty() &&
         std::all_of(delivered.events.begin(), delivered.events.end(), [](const Passing& passing) {
           return passing.event.type == EventType::page || passing.event.type == EventType::track;
         });
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

Result Together::keep(const db::Scope& scope, Delivered delivered) {
  const auto own = std::make_shared<Waiting>(Waiting{std::move(delivered)});
  if (!has_company(own->delivered)) {
    std::array<Delivered*, 1> alone{&own->delivered};
    write(scope, [&](db::Work& work) { visits::keep(work, alone); });
    return std::move(own->delivered.result);
  }
  struct Place {
    Together& all;
    WorkspaceId workspace;
    const Companion& own;
    Place(Together& of, WorkspaceId where, const Companion& who) : all(of), workspace(where), own(who) {
      const std::lock_guard lock(all.mutex_);
      all.waiting_[workspace].push_back(own);
    }
    ~Place() {
      const std::lock_guard lock(all.mutex_);
      auto& waiting = all.waiting_[workspace];
      waiting.erase(std::find(waiting.begin(), waiting.end(), own));
      if (waiting.empty()) all.waiting_.erase(workspace);
    }
  };
  const Place place(*this, scope.caller.workspace, own);
  write(scope, [&](db::Work& work) { keep_with_others(work, own); });
  return own->delivered.result;
}

void Together::write(const db::Scope& scope, const std::function<void(db::Work&)>& once) {
  try {
    database_.write(scope, once);
  } catch (const db::UniqueViolation&) {
    // Another server took the same message or met the same visitor at this moment: now they are there.
    database_.write(scope, once);
  }
}

void Together::keep_with_others(db::Work& work, const Companion& own) {
  auto& here = db::late<KeptHere>(work);
  if (own->durable || here.holds(own)) return;
  std::vector<Companion> all{own};
  auto events = own->delivered.events.size();
  for (auto& other : others(work.workspace())) {
    if (other == own || other->durable || here.holds(other)) continue;
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
    for (const auto& one : all) one->durable = true;
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
