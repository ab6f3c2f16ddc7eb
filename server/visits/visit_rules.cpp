#include "visits/visit_rules.hpp"

namespace sarnakh::visits {

namespace {
constexpr std::int64_t many_pages = 15;
constexpr auto quickest_page = time::milliseconds(800);
constexpr std::int64_t most_pages = 500;
}  // namespace

bool goes_on(const Visit& visit, Instant at) {
  return at + pause_that_ends >= visit.started_at && at <= visit.last_at + pause_that_ends;
}

bool is_new_arrival(const leads::Touch& visit, const leads::Touch& page) {
  const auto channel = page.channel.value_or("direct");
  if (channel == "direct" || channel == "own_site") return false;
  return page.utm != visit.utm || page.click_ids != visit.click_ids || page.channel != visit.channel ||
         page.label != visit.label;
}

bool behaves_like_a_robot(const Visit& visit) {
  if (visit.pages > most_pages) return true;
  return visit.pages >= many_pages && visit.last_at - visit.started_at < quickest_page * (visit.pages - 1);
}

}  // namespace sarnakh::visits
