#pragma once

// The door of the overview: one page of what came and what became of it.

#include <optional>
#include <string>
#include <vector>

#include "capture/submission.hpp"
#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "leads/words.hpp"
#include "overview/period_rules.hpp"

namespace sarnakh::overview {

struct DayRange {
  std::string from, to;
  static constexpr auto fields = json::fields(json::field("from", &DayRange::from, "The first day, as 2026-11-19"),
                                              json::field("to", &DayRange::to, "The last day; it is inside"));
  static constexpr std::string_view schema_name = "DayRange";
};

struct Persons {
  std::int64_t interests = 0, leads = 0, won = 0;
  static constexpr auto fields =
      json::fields(json::field("interests", &Persons::interests, "Who are still an interest"),
                   json::field("leads", &Persons::leads, "Who are leads now"),
                   json::field("won", &Persons::won, "The leads among them that are won now"));
  static constexpr std::string_view schema_name = "PersonCounts";
};

struct SourceOfDay {
  std::string channel;
  std::int64_t leads = 0;
  static constexpr auto fields =
      json::fields(json::field("channel", &SourceOfDay::channel, "Of the first touch; none for those without one"),
                   json::field("leads", &SourceOfDay::leads));
  static constexpr std::string_view schema_name = "SourceOfDay";
};
struct DayOfLeads {
  std::string day;
  std::int64_t leads = 0;
  std::vector<SourceOfDay> sources;
  static constexpr auto fields =
      json::fields(json::field("day", &DayOfLeads::day), json::field("leads", &DayOfLeads::leads),
                   json::field("sources", &DayOfLeads::sources));
  static constexpr std::string_view schema_name = "DayOfLeads";
};
struct Source {
  std::string channel;
  std::int64_t leads = 0, won = 0, before = 0;
  static constexpr auto fields =
      json::fields(json::field("channel", &Source::channel), json::field("leads", &Source::leads),
                   json::field("won", &Source::won), json::field("before", &Source::before));
  static constexpr std::string_view schema_name = "SourceCounts";
};
struct Outcome {
  leads::StatusKind kind = leads::StatusKind::open;
  std::int64_t leads = 0;
  static constexpr auto fields =
      json::fields(json::field("kind", &Outcome::kind), json::field("leads", &Outcome::leads));
  static constexpr std::string_view schema_name = "OutcomeCount";
};
struct Submissions {
  capture::SubmissionState state = capture::SubmissionState::accepted;
  std::optional<capture::Reason> reason;
  std::int64_t count = 0;
  static constexpr auto fields =
      json::fields(json::field("state", &Submissions::state), json::field("reason", &Submissions::reason),
                   json::field("count", &Submissions::count));
  static constexpr std::string_view schema_name = "SubmissionCount";
};
struct Events {
  std::string kind, name;
  std::int64_t count = 0;
  static constexpr auto fields =
      json::fields(json::field("kind", &Events::kind, "accepted by type, refused by reason, robot by name"),
                   json::field("name", &Events::name), json::field("count", &Events::count));
  static constexpr std::string_view schema_name = "EventCount";
};

struct Overview {
  Period period = Period::thirty_days;
  std::string time_zone;
  DayRange days, days_before;
  std::optional<std::string> since;
  bool over = false;
  std::optional<std::int64_t> market;
  Persons persons, persons_before, by_now;
  std::vector<DayOfLeads> leads_by_day;
  std::vector<Source> sources;
  std::vector<Outcome> outcomes;
  std::optional<std::vector<Submissions>> submissions;
  std::optional<std::vector<Events>> events;
  static constexpr auto fields = json::fields(
      json::field("period", &Overview::period), json::field("time_zone", &Overview::time_zone, "Whose days these are"),
      json::field("days", &Overview::days), json::field("days_before", &Overview::days_before),
      json::field("since", &Overview::since,
                  "The day on which the first person came, when the days before had begun by then: they are not whole, "
                  "and nothing is compared with them"),
      json::field("over", &Overview::over, "Whether the last of the days has ended"),
      json::field("market", &Overview::market,
                  "How many people there are in all whom the business could serve, as estimated; not leads"),
      json::field("persons", &Overview::persons), json::field("persons_before", &Overview::persons_before),
      json::field("by_now", &Overview::by_now, "Of the days before, up to the same moment"),
      json::field("leads_by_day", &Overview::leads_by_day, "Every day of the period, oldest first"),
      json::field("sources", &Overview::sources, "The most frequent first"),
      json::field("outcomes", &Overview::outcomes, "The leads by the kind of status they have now"),
      json::field("submissions", &Overview::submissions, "Of all forms; for who may read forms"),
      json::field("events", &Overview::events, "Of the site's script; for who may read settings"));
  static constexpr std::string_view schema_name = "Overview";
};

Overview overview(db::Work& work, Period period);

void add_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::overview
