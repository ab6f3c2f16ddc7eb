#include "app/wiring.hpp"

#include "accounts/accounts.hpp"
#include "app/forgetting.hpp"
#include "app/live.hpp"
#include "app/openapi.hpp"
#include "bulk/bulk.hpp"
#include "capture/capture.hpp"
#include "connect/connect.hpp"
#include "consent/consent.hpp"
#include "intake/intake.hpp"
#include "leads/leads.hpp"
#include "links/links.hpp"
#include "market/market.hpp"
#include "overview/overview.hpp"
#include "sources/catalogue.hpp"
#include "sources/sources.hpp"
#include "views/views.hpp"
#include "visits/visits.hpp"
#include "webhooks/webhooks.hpp"

namespace sarnakh::app {

namespace {

accounts::Settings settings_of(const Surroundings& surroundings) {
  accounts::Settings settings;
  settings.base_url = surroundings.base_url;
  settings.quick_passwords = surroundings.quick_passwords;
  settings.seeders.push_back(
      [](db::Work& work, Language language) { leads::seed_workspace(work, work.workspace(), language); });
  return settings;
}

// What conditions can speak of, put together of all rooms; the later ones name what the earlier ones hold.
rules::CatalogueOf catalogue_of_rooms() {
  return [](db::Work& work) {
    auto all = std::make_shared<rules::Catalogue>();
    leads::add_to_catalogue(work, *all);
    sources::add_to_catalogue(work, *all);
    links::add_to_catalogue(work, *all);
    consent::add_to_catalogue(*all);
    capture::add_to_catalogue(work, *all);
    connect::add_to_catalogue(work, *all);
    visits::add_to_catalogue(work, *all);
    intake::add_to_catalogue(work, *all);
    return all;
  };
}

}  // namespace

http::RouteTable routes_of(db::Database& database, http::Hub& hub, const Surroundings& surroundings) {
  http::RouteTable routes;
  accounts::add_routes(routes, database, settings_of(surroundings));
  const auto catalogue = catalogue_of_rooms();
  leads::add_routes(routes, database, catalogue);
  bulk::add_routes(routes, database, catalogue);
  consent::add_routes(routes, database);
  views::add_routes(routes, database, catalogue);
  sources::add_routes(routes, database);
  links::add_routes(routes, database, {surroundings.base_url, capture::place_of_form, catalogue});
  visits::add_routes(routes, database, surroundings.base_url);
  capture::add_routes(routes, database, {surroundings.base_url, surroundings.sentence});
  const auto sentence = [sentence = surroundings.sentence](std::string_view code, Language language) {
    return sentence ? sentence(code, language, {}) : std::string(code);
  };
  connect::add_routes(routes, database, sentence, catalogue);
  intake::add_routes(routes, database, surroundings.base_url);
  webhooks::add_routes(routes, database, surroundings.guard, surroundings.webhooks_waiting);
  market::add_routes(routes, database);
  overview::add_routes(routes, database);
  add_live_routes(routes, database, hub);
  add_openapi_route(routes);  // last: it describes what stands above it
  return routes;
}

void connect_worker(jobs::Worker& worker, http::Hub& hub, const Surroundings& surroundings) {
  for (auto& listener : consent::listeners()) worker.add(std::move(listener));
  for (auto& listener : links::listeners()) worker.add(std::move(listener));
  for (auto& listener : visits::listeners()) worker.add(std::move(listener));
  worker.add(visits::forget_days());
  for (auto& handler : leads::job_handlers()) worker.add(std::move(handler));
  for (auto& handler : bulk::job_handlers()) worker.add(std::move(handler));
  for (auto& listener : bulk::listeners()) worker.add(std::move(listener));
  worker.add(bulk::forget_old());
  for (auto& listener : capture::listeners()) worker.add(std::move(listener));
  for (auto& handler : connect::job_handlers()) worker.add(std::move(handler));
  for (auto& handler : capture::job_handlers()) worker.add(std::move(handler));
  for (auto& listener : intake::listeners()) worker.add(std::move(listener));
  for (auto& handler : intake::job_handlers({surroundings.meta_graph_url, surroundings.guard}))
    worker.add(std::move(handler));
  for (auto& listener : connect::listeners()) worker.add(std::move(listener));
  worker.add(connect::forgetting_handler());
  worker.add(connect::forget_old_uploads());
  for (auto& listener : webhooks::listeners(surroundings.webhooks_waiting)) worker.add(std::move(listener));
  worker.add(webhooks::forget_old());
  worker.add(live_listener(hub));
  worker.add(forgetting_listener());
  worker.add(emptying_handler());
  worker.add(old_answers());
  worker.add(jobs::forget_old_events());
}

}  // namespace sarnakh::app
