#include "accounts/audit_log.hpp"

#include <string>

#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::accounts {

namespace {

using http::Call, http::Method;

struct AuditActor {
  std::string kind, id, name;
  static constexpr auto fields =
      json::fields(json::field("kind", &AuditActor::kind), json::field("id", &AuditActor::id),
                   json::field("name", &AuditActor::name));
};

struct AuditRow {
  Id<struct AuditTag> id;
  Instant at;
  AuditActor actor;
  std::string action, subject_kind, subject_id;
  json::Value detail;
  static constexpr auto fields = json::fields(
      json::field("id", &AuditRow::id), json::field("at", &AuditRow::at), json::field("actor", &AuditRow::actor),
      json::field("action", &AuditRow::action), json::field("subject_kind", &AuditRow::subject_kind),
      json::field("subject_id", &AuditRow::subject_id), json::field("detail", &AuditRow::detail));
  static constexpr std::string_view schema_name = "AuditRow";
};

struct PageOf {
  int limit = 50;
  std::optional<std::string> cursor;
  static constexpr auto fields =
      json::fields(json::field("limit", &PageOf::limit, json::range{1, 500}, json::with_default),
                   json::field("cursor", &PageOf::cursor));
};

http::Page<AuditRow> list(db::Work& work, const PageOf& wanted) {
  const auto before = wanted.cursor ? http::read_cursor(*wanted.cursor).as_integer().value_or(0) : INT64_MAX;
  http::Page<AuditRow> page;
  for (const auto row : work.query(sql::list_audit, {work.workspace(), before, wanted.limit + 1}))
    page.data.push_back({row.id<Id<AuditTag>>(0),
                         row.instant(1),
                         {row.text(2), std::to_string(row.integer(3)), row.text(4)},
                         row.text(5),
                         row.text(6),
                         std::to_string(row.integer(7)),
                         json::parse(row.view(8))});
  http::cut(page, wanted.limit, [](const AuditRow& row) { return row.id.value; });
  return page;
}

}  // namespace

void audit_change(db::Work& work, std::string_view action, std::string_view subject_kind, std::int64_t subject,
                  const json::Value& before, const json::Value& after) {
  if (before != after) audit(work, action, subject_kind, subject, changes_between(before, after));
}

void add_audit_routes(http::RouteTable& routes, db::Database& database) {
  routes.push_back(http::route<PageOf, http::Page<AuditRow>>(
      Method::get, "/api/v1/audit", "audit:read", "Every change of settings, people and keys: who and when.",
      [&database](const Call& call, const PageOf& wanted) {
        return database.read(call.scope(), [&](db::Work& work) { return list(work, wanted); });
      }));
}

}  // namespace sarnakh::accounts
