#include "webhooks/webhooks.hpp"

#include "webhooks/delivery.hpp"
#include "webhooks/tell.hpp"
#include "webhooks/webhooks_sql.hpp"

namespace sarnakh::webhooks {

namespace {

// In steps, so that no write is long.
bool forget_some(db::Work& work, DeliveryId before) {
  std::vector<DeliveryId> old;
  for (const auto row : work.query(sql::old_deliveries, {work.workspace(), before}))
    old.push_back(row.id<DeliveryId>(0));
  if (old.empty()) return false;
  const auto list = db::list_of(old);
  work.run(sql::forget_attempts, {work.workspace(), list});
  work.run(sql::forget_deliveries, {work.workspace(), list});
  return true;
}

}  // namespace

std::vector<jobs::Listener> listeners(const std::function<void()>& wake) {
  return {
      {"webhooks.tell", events_told(), [wake](db::Work& work, const jobs::Event& event) { tell(work, event, wake); }}};
}

jobs::Periodic forget_old() {
  return {"webhooks.forget_old", time::hours(12), [](db::Database& database, const db::Scope& scope) {
            const auto workspaces = database.read(scope, [](db::Work& work) {
              std::vector<WorkspaceId> all;
              for (const auto row : work.query(sql::workspaces_with_log)) all.push_back(row.id<WorkspaceId>(0));
              return all;
            });
            const DeliveryId before{first_id_at((scope.now - remembered).ms)};
            for (const auto workspace : workspaces)
              while (database.write({scope.now, Caller::system(workspace)},
                                    [&](db::Work& work) { return forget_some(work, before); })) {
              }
          }};
}

}  // namespace sarnakh::webhooks
