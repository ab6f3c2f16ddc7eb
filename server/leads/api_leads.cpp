// Routes: the list and its filters, one lead, what happened to it.

#include "foundations/http/route.hpp"
#include "leads/api.hpp"
#include "leads/calendar.hpp"
#include "leads/cards.hpp"
#include "leads/edit.hpp"
#include "leads/groups.hpp"
#include "leads/known_values.hpp"
#include "leads/list_query.hpp"
#include "leads/new_lead.hpp"
#include "leads/people.hpp"
#include "leads/shown.hpp"
#include "rules/explain.hpp"

namespace sarnakh::leads {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

struct ListParameters : Filter {
  std::string sort = "-created_at";
  std::int64_t limit = 50;
  std::string cursor;
  std::string count;  // "exact"
  std::string extra;  // "custom"
  std::optional<std::string> group, in;
  static constexpr auto fields = json::joined(
      Filter::fields,
      json::fields(
          json::field("sort", &ListParameters::sort, json::with_default, json::length{0, 40},
                      "created_at, last_activity_at or name, with - for descending"),
          json::field("limit", &ListParameters::limit, json::with_default, json::range{1, 500}),
          json::field("cursor", &ListParameters::cursor, json::with_default, json::length{0, 400}),
          json::field("count", &ListParameters::count, json::with_default, json::length{0, 10}, "exact adds the total"),
          json::field("fields", &ListParameters::extra, json::with_default, json::length{0, 40},
                      "custom adds the custom fields"),
          json::field("group", &ListParameters::group, json::length{1, 100}, "With in: only the leads of one group"),
          json::field("in", &ListParameters::in, json::length{1, 200},
                      "The key of the group; without it, those who have no value of the field")));
  static constexpr std::string_view schema_name = "LeadSearch";
};

struct GroupParameters : Filter {
  std::string group = "status";
  static constexpr auto fields =
      json::joined(Filter::fields,
                   json::fields(json::field("group", &GroupParameters::group, json::with_default, json::length{1, 100},
                                            "A field of the catalogue: choice, person or yes_no")));
  static constexpr std::string_view schema_name = "LeadGrouping";
};

struct CalendarParameters : Filter {
  std::string date = "created_at";
  std::optional<std::string> from, to;
  std::int64_t leads = 6;
  static constexpr auto fields = json::joined(
      Filter::fields,
      json::fields(json::field("date", &CalendarParameters::date, json::with_default, json::length{1, 100},
                               "A field of the catalogue: instant or date"),
                   json::field("from", &CalendarParameters::from, json::length{1, 40},
                               "The first day, in either calendar; the reader's month when it is left out"),
                   json::field("to", &CalendarParameters::to, json::length{1, 40},
                               "The last day, at most 62 with the first; a month from the first when it is left out"),
                   json::field("leads", &CalendarParameters::leads, json::with_default, json::range{1, 20},
                               "How many leads of each day are told")));
  static constexpr std::string_view schema_name = "LeadCalendarSearch";
};

struct Check : Filter {
  static constexpr std::string_view schema_name = "FilterCheck";
};

struct CheckedFilter {
  json::LocalText explanation;
  std::vector<std::string> fields_read, events_read;
  std::int64_t count = 0;
  std::vector<ShownRow> sample;
  static constexpr auto fields =
      json::fields(json::field("explanation", &CheckedFilter::explanation, "The condition as a sentence"),
                   json::field("fields", &CheckedFilter::fields_read, "What it depends on"),
                   json::field("events", &CheckedFilter::events_read),
                   json::field("count", &CheckedFilter::count, "How many leads it finds now"),
                   json::field("sample", &CheckedFilter::sample, "The five newest of them"));
  static constexpr std::string_view schema_name = "CheckedFilter";
};

struct LeadResult {
  ShownLead lead;
  bool matched = false;
  static constexpr auto fields =
      json::fields(json::field("lead", &LeadResult::lead),
                   json::field("matched", &LeadResult::matched, "The person was there already and has been added to"));
  static constexpr std::string_view schema_name = "LeadResult";
};

http::Answer make_lead(db::Work& work, const NewLead& body, const rules::CatalogueOf& catalogue) {
  const auto result = upsert(work, NewLeads(work, catalogue).draft_of(body));
  // The person is a colleague's: the caller may not see him, and has written nothing.
  if (!lead_exists(work, result.lead)) throw Problem{"lead_of_other"};
  http::Created<LeadResult> created{{card(work, result.lead), result.outcome == Outcome::matched},
                                    "/api/v1/leads/" + to_string(result.lead)};
  return http::ResultTraits<http::Created<LeadResult>>::answer(std::move(created));
}

struct DuplicateParameters {
  std::optional<std::string> phone, email;
  static constexpr auto fields = json::fields(json::field("phone", &DuplicateParameters::phone, json::length{0, 64}),
                                              json::field("email", &DuplicateParameters::email, json::length{0, 254}));
};
struct TimelineParameters {
  std::int64_t limit = 50;
  std::string cursor;
  static constexpr auto fields =
      json::fields(json::field("limit", &TimelineParameters::limit, json::with_default, json::range{1, 500}),
                   json::field("cursor", &TimelineParameters::cursor, json::with_default, json::length{0, 400}));
};
struct HistoryParameters {
  std::optional<std::string> field;
  static constexpr auto fields = json::fields(json::field("field", &HistoryParameters::field, json::length{0, 100}));
};
struct DaysParameter {
  std::int64_t days = 0;  // none
  static constexpr auto fields =
      json::fields(json::field("days", &DaysParameter::days, json::with_default, json::range{0, 3660}));
};

std::vector<ShownRow> duplicates_shown(db::Work& work, const DuplicateParameters& parameters) {
  const HiddenFields hidden(work.caller());
  if (parameters.phone) hidden.refuse(field_of_target("phone"), "/phone");
  if (parameters.email) hidden.refuse(field_of_target("email"), "/email");
  return shown(work, duplicates(work, parameters.phone.value_or(""), parameters.email.value_or("")));
}

CheckedFilter check(db::Work& work, const Filter& filter) {
  CheckedFilter checked;
  const auto bound = filter.bound;
  if (bound) {
    time::Manner manner{.calendar = calendar_of_caller(work), .zone = work.caller().time_zone};
    checked.explanation.fa = rules::explain(*bound, manner);
    manner.language = Language::en;
    manner.digits = time::Digits::latin;
    checked.explanation.en = rules::explain(*bound, manner);
    auto known = rules::reads(*filter.filter);
    checked.fields_read = std::move(known.fields);
    checked.events_read = std::move(known.events);
  }
  auto found = list(work, {.filter = filter, .limit = 5, .count = true});
  checked.count = found.total.value_or(0);
  checked.sample = shown(work, std::move(found.rows));
  return checked;
}

http::Page<ShownRow> list_page(db::Work& work, const ListParameters& parameters, const rules::CatalogueOf& catalogue) {
  ListRequest request{parameters,        sort_of(parameters.sort),    static_cast<int>(parameters.limit),
                      parameters.cursor, parameters.count == "exact", parameters.extra == "custom"};
  if (parameters.group) request.group = bound_group(catalogue(work), *parameters.group, parameters.in);
  auto found = list(work, request);
  http::Page<ShownRow> page;
  page.data = shown(work, std::move(found.rows));
  page.page.has_more = found.next_cursor.has_value();
  page.page.next_cursor = std::move(found.next_cursor);
  page.page.total = found.total;
  return page;
}

http::Page<TimelineItem> timeline_page(db::Work& work, LeadId lead, const TimelineParameters& parameters) {
  const TimelineId before{http::number_of_cursor(parameters.cursor, 0)};
  http::Page<TimelineItem> page;
  page.data = timeline(work, lead, before, static_cast<int>(parameters.limit) + 1);
  http::cut(page, parameters.limit, [](const TimelineItem& item) { return item.id.value; });
  return page;
}

}  // namespace

void add_lead_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue) {
  const auto answer_list = [&database, catalogue](const Call& call, ListParameters parameters) {
    return database.read(call.scope(), [&](db::Work& work) {
      parameters.bind(work, catalogue);
      return list_page(work, parameters, catalogue);
    });
  };
  routes.push_back(http::route<ListParameters, http::Page<ShownRow>>(
      Method::get, "/api/v1/leads", "leads:read", "The list of leads, filtered, searched as typed, sorted, in pages.",
      answer_list));
  routes.push_back(http::route<ListParameters, http::Page<ShownRow>>(
      Method::post, "/api/v1/leads/search", "leads:read",
      "The same list for a condition that is too long for an address. Changes nothing.", answer_list));
  const auto answer_groups = [&database, catalogue](const Call& call, GroupParameters parameters) {
    return database.read(call.scope(), [&](db::Work& work) {
      parameters.bind(work, catalogue);
      return groups(work, parameters, *catalogue(work), parameters.group);
    });
  };
  routes.push_back(http::route<GroupParameters, Groups>(
      Method::get, "/api/v1/leads/groups", "leads:read",
      "How many leads of the list there are for each value of a field, in the order of its choices.", answer_groups));
  routes.push_back(http::route<GroupParameters, Groups>(
      Method::post, "/api/v1/leads/groups", "leads:read",
      "The same for a condition that is too long for an address. Changes nothing.", answer_groups));
  const auto answer_calendar = [&database, catalogue](const Call& call, CalendarParameters parameters) {
    return database.read(call.scope(), [&](db::Work& work) {
      parameters.bind(work, catalogue);
      const CalendarWish wish{parameters.date, parameters.from, parameters.to, static_cast<int>(parameters.leads)};
      return calendar(work, parameters, catalogue(work), wish);
    });
  };
  routes.push_back(http::route<CalendarParameters, LeadCalendar>(
      Method::get, "/api/v1/leads/calendar", "leads:read",
      "How many leads of the list a date of theirs puts on each day of a month, and the first of each day.",
      answer_calendar));
  routes.push_back(http::route<CalendarParameters, LeadCalendar>(
      Method::post, "/api/v1/leads/calendar", "leads:read",
      "The same for a condition that is too long for an address. Changes nothing.", answer_calendar));
  routes.push_back(http::route<KnownValuesWish, http::List<KnownValue>>(
      Method::get, "/api/v1/leads/values", "leads:read",
      "Which values a field of free text has, with the number of leads that the list finds for each: those that begin "
      "with what was typed, then those that contain it, the commonest first.",
      [&database, catalogue](const Call& call, const KnownValuesWish& wish) {
        return database.read(call.scope(), [&](db::Work& work) {
          return http::List<KnownValue>{known_values(work, *catalogue(work), wish)};
        });
      }));
  routes.push_back(http::route<Check, CheckedFilter>(Method::post, "/api/v1/rules/check", "leads:read",
                                                     "Whether a condition holds together (every fault at its place), "
                                                     "in words, and whom it finds now. Changes nothing.",
                                                     [&database, catalogue](const Call& call, Check filter) {
                                                       return database.read(call.scope(), [&](db::Work& work) {
                                                         filter.bind(work, catalogue);
                                                         return check(work, filter);
                                                       });
                                                     }));
  routes.push_back(http::route<Nothing, rules::Catalogue>(
      Method::get, "/api/v1/catalogue", "leads:read",
      "Everything that conditions can ask about, for drawing an editor.",
      [&database, catalogue](const Call& call, const Nothing&) {
        return database.read(call.scope(), [&](db::Work& work) { return *catalogue(work); });
      }));
  auto make = http::route<NewLead, http::Answer>(
      Method::post, "/api/v1/leads", "leads:write",
      "Makes a lead, or joins what is new to the lead with the same phone or e-mail. Idempotent by "
      "Idempotency-Key.",
      [&database, catalogue](const Call& call, const NewLead& body) {
        return http::idempotent(database, call, [&](db::Work& work) { return make_lead(work, body, catalogue); });
      });
  make.describe = [](json::Value& components, json::Value& operation) {
    http::describe_request(operation, Method::post, json::schema_of<NewLead>(components), components);
    http::describe_response(operation, 201, json::schema_of<LeadResult>(components), false);
  };
  routes.push_back(std::move(make));
  routes.push_back(http::route<DuplicateParameters, http::List<ShownRow>>(
      Method::get, "/api/v1/leads/duplicates", "leads:read", "Leads that have exactly this phone or e-mail.",
      [&database](const Call& call, const DuplicateParameters& parameters) {
        return database.read(call.scope(),
                             [&](db::Work& work) { return http::List<ShownRow>{duplicates_shown(work, parameters)}; });
      }));
  routes.push_back(http::route<Nothing, http::Tagged<ShownLead>>(
      Method::get, "/api/v1/leads/{id}", "leads:read", "One lead with everything known.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [&](db::Work& work) {
          auto lead = card(work, call.id<LeadId>("id"));
          const auto version = lead.version;
          return http::Tagged<ShownLead>{std::move(lead), version};
        });
      }));
  routes.push_back(http::route<TimelineParameters, http::Page<TimelineItem>>(
      Method::get, "/api/v1/leads/{id}/timeline", "leads:read", "Everything that happened to a lead, newest first.",
      [&database](const Call& call, const TimelineParameters& parameters) {
        return database.read(call.scope(),
                             [&](db::Work& work) { return timeline_page(work, call.id<LeadId>("id"), parameters); });
      }));
  routes.push_back(http::route<HistoryParameters, http::List<HistoryItem>>(
      Method::get, "/api/v1/leads/{id}/history", "leads:read",
      "Every change of every field: who, when, from what to what, and by which form, import or key.",
      [&database](const Call& call, const HistoryParameters& parameters) {
        return database.read(call.scope(), [&](db::Work& work) {
          return http::List<HistoryItem>{history(work, call.id<LeadId>("id"), parameters.field.value_or(""))};
        });
      }));
  routes.push_back(http::route<DaysParameter, ShellCounts>(
      Method::get, "/api/v1/stats/leads", "leads:read", "How many leads wait in the inbox, came today and lately.",
      [&database](const Call& call, const DaysParameter& parameters) {
        return database.read(call.scope(),
                             [&](db::Work& work) { return shell_counts(work, static_cast<int>(parameters.days)); });
      }));
}

}  // namespace sarnakh::leads
