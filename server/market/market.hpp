#pragma once

// The door of the market: how many people there are whom the business could serve, as an estimate for each persona.
// They are potential customers, never leads (A04).

#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::market {

using AudienceId = Id<struct AudienceTag>;

struct Estimate {
  std::string persona;
  std::int64_t size = 0;
  std::string basis;
  static constexpr auto fields = json::fields(
      json::field("persona", &Estimate::persona, json::length{1, 200}, "Who they are"),
      json::field("size", &Estimate::size, json::range{1, 10'000'000'000}, "How many there are, as estimated"),
      json::field("basis", &Estimate::basis, json::with_default, json::length{0, 1000}, "What the number rests on"));
  static constexpr std::string_view schema_name = "AudienceEstimate";
};

struct Audience : Estimate {
  AudienceId id;
  std::int64_t version = 1;
  Instant changed_at;
  static constexpr auto fields = json::joined(
      Estimate::fields, json::fields(json::field("id", &Audience::id), json::field("version", &Audience::version),
                                     json::field("changed_at", &Audience::changed_at)));
  static constexpr std::string_view schema_name = "Audience";
};

std::vector<Audience> list(db::Work& work);  // the largest first

void add_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::market
