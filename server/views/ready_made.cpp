#include "views/views.hpp"

namespace sarnakh::views {

namespace {

struct Row {
  std::int64_t id;  // never changes: people's pins and links name it
  json::LocalText name;
  const char* filter;
  Order sort;
};

// Whoever put a lead off until today waits for it again.
const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {1,
       {"منتظر من", "Waiting for me"},
       R"({"all":[{"field":"owner","is":"any_of","value":["me"]},{"field":"status_kind","is":"any_of","value":["open","accepted"]},
          {"any":[{"field":"snoozed_until","is":"empty"},{"field":"snoozed_until","is":"within","value":{"last_days":36500}}]}]})",
       Order::activity_down},
      {2,
       {"سرنخ‌های من", "Mine"},
       R"({"all":[{"field":"owner","is":"any_of","value":["me"]}]})",
       Order::activity_down},
      {3,
       {"بی‌مسئول", "Nobody's"},
       R"({"all":[{"field":"owner","is":"empty"},{"field":"status_kind","is":"any_of","value":["open","accepted"]}]})",
       Order::created_down},
      {4,
       {"تازه‌های امروز", "New today"},
       R"({"all":[{"field":"created_at","is":"within","value":"today"}]})",
       Order::created_down},
  };
  return all;
}

}  // namespace

std::vector<View> ready_made(Language language) {
  std::vector<View> views;
  for (const auto& row : rows()) {
    View view;
    view.id = ViewId{row.id};
    view.name = row.name.in(language);
    view.filter = json::from_text<rules::Condition>(row.filter);
    view.sort = row.sort;
    view.shared = view.ready_made = true;
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace sarnakh::views
