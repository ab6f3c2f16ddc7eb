#include "leads/calendar.hpp"

#include <map>

#include "foundations/time/holidays.hpp"
#include "foundations/time/parse.hpp"
#include "foundations/time/zone.hpp"
#include "leads/list_query.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

namespace {

using rules::Field;
using rules::Type;

struct Span {
  time::Day first, last;  // both inside
};

time::Day read_day(const std::string& text, const char* pointer) {
  const auto date = time::parse_date(text);
  if (!date) throw Problem{"date_invalid", pointer};
  return date->day;
}

Span span_of(db::Work& work, const CalendarWish& wish) {
  const auto calendar = calendar_of_caller(work);
  const auto today = time::day_at(work.now(), work.caller().time_zone);
  Span span;
  span.first = wish.from ? read_day(*wish.from, "/from") : time::first_of_month(calendar, today);
  span.last = wish.to ? read_day(*wish.to, "/to") : time::add_months(calendar, span.first, 1) - 1;
  if (span.last < span.first) throw Problem{"rule_range_reversed", "/to"};
  if (span.last - span.first >= most_calendar_days)
    throw Problem{"calendar_too_long", "/to", {{"most", std::to_string(most_calendar_days)}}};
  return span;
}

std::string iso(time::Day day) { return time::iso_date(time::Calendar::gregorian, day); }

std::vector<CalendarHoliday> holidays_of(std::string_view country, Span span) {
  std::vector<CalendarHoliday> days;
  if (country != "IR") return days;
  const auto year = [](time::Day day) { return time::date_of(time::Calendar::jalali, day).year; };
  for (const auto& [day, holiday] : time::holidays_of_iran(year(span.first), year(span.last)))
    if (day >= span.first && day <= span.last) days.push_back({iso(day), {holiday.fa, holiday.en}, holiday.may_move});
  return days;
}

class Calendar {
 public:
  Calendar(db::Work& work, const Filter& filter, std::shared_ptr<const rules::Catalogue> catalogue, const Field& field,
           Span span)
      : work_(work),
        settings_(settings_of(work)),
        filter_(filter),
        catalogue_(std::move(catalogue)),
        field_(field),
        span_(span) {}

  std::map<time::Day, std::int64_t> counts() {
    std::map<time::Day, std::int64_t> counts;
    auto query = on_these_days();
    if (query.nothing) return counts;
    const auto day = day_of(value(query), query.places);
    const auto text = "SELECT " + day + ", count(*) FROM " + query.from + " WHERE " + query.where + " GROUP BY 1";
    for (const auto row : work_.query_text(text, query.places.params)) counts[day_of_row(row)] = row.integer(1);
    return counts;
  }

  // Of the days on which there are some. Where an index has the order of the dates, the first of a day stand at its
  // beginning; else all of the days are put in order.
  using First = std::map<time::Day, std::vector<LeadId>>;
  First first_leads(const std::map<time::Day, std::int64_t>& counts, int most) {
    if (counts.empty()) return {};
    auto query = query_of(work_, *settings_, filter_);
    const bool in_order = field_.type == Type::instant && std::holds_alternative<rules::Column>(field_.place);
    if (!in_order || query.search) return first_of_all(most);
    First leads;
    for (const auto& [day, count] : counts) leads[day] = first_of_day(query, day, most);
    return leads;
  }

 private:
  Query on_these_days() const {
    rules::BoundTest test{.field = &field_, .is = rules::Operator::within, .operand = {}};
    test.operand.period = {.kind = rules::PeriodKind::between, .first = span_.first, .last = span_.last};
    auto query = query_of(work_, *settings_, filter_, Walk::list, rules::bound_test(catalogue_, std::move(test)));
    // What no index has is read of the leads as they lie, by the time when they came.
    if (!std::holds_alternative<rules::Column>(field_.place)) query.where += " AND l.created_at >= 0";
    return query;
  }
  std::string value(Query& query) const { return rules::value_to_sql(field_, asking_of(work_), query.places); }
  db::Param begin_of(time::Day day) const { return time::start_of_day(day, work_.caller().time_zone); }

  // A date as it stands there; of an instant the number of its day. Between which beginnings it lies is found by
  // halves, because the days of a zone are not equally long.
  std::string day_of(const std::string& value, rules::Places& places) const {
    if (field_.type == Type::date) return value;
    std::vector<std::string> begins{""};  // nothing lies before the first day
    for (auto day = span_.first; day < span_.last; day = day + 1) begins.push_back(places.put(begin_of(day + 1)));
    return between(value, begins, 0, begins.size());
  }
  static std::string between(const std::string& value, const std::vector<std::string>& begins, std::size_t from,
                             std::size_t until) {
    if (until - from == 1) return std::to_string(from);
    const auto middle = (from + until) / 2;
    return "CASE WHEN " + value + " < " + begins[middle] + " THEN " + between(value, begins, from, middle) + " ELSE " +
           between(value, begins, middle, until) + " END";
  }
  time::Day day_of_row(const db::Row& row) const {
    if (field_.type == Type::date) return time::parse_date(row.view(0))->day;
    return span_.first + row.integer(0);
  }

  std::vector<LeadId> first_of_day(const Query& query, time::Day day, int most) const {
    auto of_day = query;  // its places view the texts of `query`
    auto& places = of_day.places;
    const auto at = value(of_day);
    const auto from = places.put(begin_of(day)), until = places.put(begin_of(day + 1));
    const auto text = "SELECT l.id FROM " + of_day.from + " WHERE " + of_day.where + " AND " + at + " >= " + from +
                      " AND " + at + " < " + until + " ORDER BY " + at + ", l.id LIMIT " + places.put(most);
    std::vector<LeadId> leads;
    for (const auto row : work_.query_text(text, places.params)) leads.push_back(row.id<LeadId>(0));
    return leads;
  }

  First first_of_all(int most) const {
    auto query = on_these_days();
    const auto at = "SELECT " + value(query) + " AS at, l.id AS id FROM " + query.from + " WHERE " + query.where;
    const auto day = "SELECT " + day_of("v.at", query.places) + " AS day, v.at, v.id FROM (" + at + ") AS v";
    const auto place =
        "SELECT d.day, d.id, row_number() OVER (PARTITION BY d.day ORDER BY d.at, d.id) AS place FROM (" + day +
        ") AS d";
    const auto text = "SELECT p.day, p.id FROM (" + place + ") AS p WHERE p.place <= " + query.places.put(most) +
                      " ORDER BY p.day, p.place";
    First leads;
    for (const auto row : work_.query_text(text, query.places.params))
      leads[day_of_row(row)].push_back(row.id<LeadId>(1));
    return leads;
  }

  db::Work& work_;
  std::shared_ptr<const Settings> settings_;
  const Filter& filter_;
  std::shared_ptr<const rules::Catalogue> catalogue_;
  const Field& field_;
  Span span_;
};

}  // namespace

const Field& date_field(const rules::Catalogue& catalogue, std::string_view name) {
  return field_of_layout(catalogue, name, {Type::date, Type::instant}, "/date", "date_unfit");
}

LeadCalendar calendar(db::Work& work, const Filter& filter, const std::shared_ptr<const rules::Catalogue>& catalogue,
                      const CalendarWish& wish) {
  const auto& field = date_field(*catalogue, wish.date);
  const auto span = span_of(work, wish);
  LeadCalendar answer{.date = field.key, .from = iso(span.first), .to = iso(span.last)};
  answer.total = total(work, filter);
  Calendar calendar(work, filter, catalogue, field, span);
  const auto counts = calendar.counts();
  auto leads = calendar.first_leads(counts, wish.leads);
  std::vector<LeadId> in_order;
  for (const auto& [day, first] : leads) in_order.insert(in_order.end(), first.begin(), first.end());
  auto rows = shown(work, rows_of(work, in_order));
  auto next = rows.begin();
  for (const auto& [day, count] : counts) {
    auto& told = answer.days.emplace_back(CalendarDay{iso(day), count});
    for (const auto lead : leads[day])
      if (next != rows.end() && next->id == lead) told.leads.push_back(std::move(*next++));
  }
  const auto country = defaults_of_workspace(work).region;
  answer.holidays = holidays_of(country, span);
  answer.weekend = time::weekend_of(country);
  return answer;
}

}  // namespace sarnakh::leads
