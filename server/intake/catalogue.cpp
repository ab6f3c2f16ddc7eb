#include "rules/catalogue.hpp"

#include "intake/address.hpp"
#include "intake/intake.hpp"

namespace sarnakh::intake {

namespace {

rules::Event call(const char* kind, json::LocalText label, json::LocalText happened, json::LocalText never) {
  return {.key = kind,
          .label = std::move(label),
          .happened = std::move(happened),
          .never = std::move(never),
          .rows = {"lead_timeline t", "t.workspace_id = {workspace} AND t.kind = '" + std::string(kind) + "'",
                   "t.lead_id", "t.at"}};
}

}  // namespace

void add_to_catalogue(db::Work& work, rules::Catalogue& all) {
  rules::Field address{.key = "incoming",
                       .label = {"نشانی ورودی", "Incoming address"},
                       .type = rules::Type::multi_choice,
                       .place = rules::Rows{"lead_timeline x",
                                            "x.workspace_id = {workspace} AND x.kind = 'form_submitted' AND "
                                            "x.by_kind = 'api'",
                                            "x.lead_id", "x.by_id"},
                       .stored = rules::Stored::integer,
                       .group = "source"};
  for (const auto& one : list_addresses(work)) address.choices.push_back({to_string(one.id), {one.name, one.name}});
  all.add(std::move(address));
  all.add(call("call_in", {"زنگ زد", "Called"}, {"زنگ زده است", "called and was answered"},
               {"زنگ نزده است", "did not call"}));
  all.add(call("call_missed", {"زنگش بی‌پاسخ ماند", "Missed call"},
               {"زنگش بی‌پاسخ مانده است", "called and nobody answered"},
               {"زنگ بی‌پاسخی نداشته است", "had no missed call"}));
  all.add(call("call_out", {"به او زنگ زدیم", "Was called"}, {"به او زنگ زده‌ایم", "was called by us"},
               {"به او زنگ نزده‌ایم", "was not called by us"}));
}

}  // namespace sarnakh::intake
