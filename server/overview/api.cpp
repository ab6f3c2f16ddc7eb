#include "overview/overview.hpp"

namespace sarnakh::overview {

namespace {

struct Parameters {
  Period period = Period::thirty_days;
  static constexpr auto fields = json::fields(json::field("period", &Parameters::period, json::with_default,
                                                          "30d unless told; the months of the reader's calendar"));
};

}  // namespace

void add_routes(http::RouteTable& routes, db::Database& database) {
  routes.push_back(http::route<Parameters, Overview>(
      http::Method::get, "/api/v1/overview", "leads:read",
      "Who came in a period, from where and on which day, what became of them, and what was held off.",
      [&database](const http::Call& call, const Parameters& parameters) {
        return database.read(call.scope(), [&](db::Work& work) { return overview(work, parameters.period); });
      }));
}

}  // namespace sarnakh::overview
