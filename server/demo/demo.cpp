#include "demo/demo.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <span>
#include <thread>

#include "accounts/accounts.hpp"
#include "demo/workspace.hpp"
#include "foundations/time/zone.hpp"

namespace sarnakh::demo {

namespace {

// Then listeners and jobs have their turn.
constexpr auto stride = time::hours(12);
// So many act at once: their writes share a commit.
constexpr std::size_t hands = 40;

struct Business {
  Business(Trade of, Instant now) : trade(std::move(of)), season{trade, {}, now} {
    season.from = time::start_of_day(time::day_at(now, trade.zone) - (season.days - 1), trade.zone);
  }
  Business(const Business&) = delete;
  Business& operator=(const Business&) = delete;

  Trade trade;
  Season season;
  std::unique_ptr<Workspace> workspace;
  std::vector<Person> people;
  std::deque<std::atomic<std::size_t>> done;  // how many of his acts, for each
  bool listed = false;
};
using Businesses = std::deque<Business>;  // people point into their trade

void plan_people(Business& business, const Wish& wish, std::uint64_t which) {
  const auto& season = business.season;
  Dice dice{wish.seed * 31 + which};
  const auto weights = weights_of_days(season);
  const auto seed_of = [&](std::int64_t number) {
    return wish.seed * 1'000'003 + which * 500'009 + static_cast<std::uint64_t>(number);
  };
  // Not everybody becomes a lead: some give up, some only follow.
  const auto speakers = wish.people * 7 / 6, strangers = wish.people / 2;
  for (std::int64_t i = 0; i < speakers + strangers; ++i) {
    const auto day = static_cast<std::int64_t>(dice.place(weights));
    business.people.push_back(i < speakers ? plan_person(season, Dice{seed_of(i)}, i, day)
                                           : plan_stranger(season, Dice{seed_of(i)}, i, day));
  }
}

struct Turn {
  Instant at;
  std::size_t business = 0, person = 0, act = 0;
};

std::vector<Turn> turns_of(const Businesses& businesses) {
  std::vector<Turn> turns;
  for (std::size_t b = 0; b < businesses.size(); ++b)
    for (std::size_t p = 0; p < businesses[b].people.size(); ++p) {
      const auto& acts = businesses[b].people[p].acts;
      for (std::size_t a = 0; a < acts.size(); ++a) turns.push_back({acts[a].at, b, p, a});
    }
  std::stable_sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.at < b.at; });
  return turns;
}

// In the order of their time, as far as many hands keep it; of one person strictly.
void act_side_by_side(Businesses& businesses, std::span<const Turn> turns) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failing;
  const auto take = [&](const Turn& turn) {
    auto& business = businesses[turn.business];
    auto& person = business.people[turn.person];
    auto& done = business.done[turn.person];
    // Whoever does the one before has begun already.
    for (auto before = done.load(); before != turn.act; before = done.load()) done.wait(before);
    try {
      business.workspace->act(person, person.acts[turn.act]);
    } catch (...) {
      const std::lock_guard lock{failing};
      failure = std::current_exception();
    }
    ++done;
    done.notify_all();
  };
  const auto hand = [&] {
    for (auto at = next++; at < turns.size(); at = next++) take(turns[at]);
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < std::min(hands, turns.size()); ++i) threads.emplace_back(hand);
  }
  if (failure) std::rethrow_exception(failure);
}

void import_lists(Businesses& businesses, Instant until) {
  for (auto& business : businesses) {
    const auto day = day_of_list(business.season);
    if (business.listed || until < day) continue;
    business.listed = true;
    business.workspace->import_list(list_of(business.season, business.people), day);
  }
}

}  // namespace

void fill(db::Database& database, const Wish& wish) {
  Businesses businesses;
  businesses.emplace_back(clinic(), wish.now);
  businesses.emplace_back(agency(), wish.now);
  for (std::size_t i = 0; i < businesses.size(); ++i) {
    plan_people(businesses[i], wish, i);
    for (std::size_t of = 0; of < businesses[i].people.size(); ++of) businesses[i].done.emplace_back(0);
  }

  // The day before the first is for furnishing.
  const auto opening = std::min(businesses[0].season.from, businesses[1].season.from) - time::hours(12);
  House house(database, opening);
  const auto owner = set_up(house, businesses[0].trade, opening);
  const auto other = add_workspace(house, owner, businesses[1].trade, opening + time::minutes(5));
  businesses[0].workspace = std::make_unique<Workspace>(house, businesses[0].trade, owner, opening + time::minutes(10));
  businesses[1].workspace = std::make_unique<Workspace>(house, businesses[1].trade, other, opening + time::minutes(20));

  const auto turns = turns_of(businesses);
  std::size_t done = 0;
  for (auto until = opening + stride; done < turns.size(); until = std::min(until + stride, wish.now)) {
    auto end = done;
    while (end < turns.size() && turns[end].at <= until) ++end;
    act_side_by_side(businesses, std::span(turns).subspan(done, end - done));
    done = end;
    import_lists(businesses, until);
    house.rest(until);
    wish.progress(static_cast<int>(100 * done / turns.size()));
  }
  house.rest(wish.now);
  for (auto& business : businesses) business.workspace->finish(wish.now);
}

Standing standing(db::Database& database) {
  const auto users = accounts::list_users(database);
  const auto workspaces = accounts::list_workspaces(database);
  Standing found{.owners = {}, .finished = true};
  for (const auto& trade : {clinic(), agency()}) {
    for (const auto& user : users)
      if (user.email == trade.colleagues.front().email) found.owners.push_back({trade.name, user.email});
    found.finished = found.finished && std::any_of(workspaces.begin(), workspaces.end(),
                                                   [&](const auto& one) { return one.name == trade.name; });
  }
  return found;
}

}  // namespace sarnakh::demo
