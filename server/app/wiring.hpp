#pragma once

// Who is in the house and who listens to whom, like a table of contents.

#include <functional>
#include <string>

#include "capture/pages.hpp"
#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/http/sse.hpp"
#include "foundations/jobs/queue.hpp"
#include "foundations/outbound/guard.hpp"

namespace sarnakh::app {

struct Surroundings {
  std::string base_url;
  capture::Sentence sentence = {};  // the catalogue of problems, for pages that show one in their own way
  bool quick_passwords = false;
  outbound::Guard guard = {};                      // where this server may connect to when somebody else says where
  std::function<void()> webhooks_waiting = [] {};  // there is something to send
  std::string meta_graph_url = {};                 // where leads of Meta's forms are asked for
};

// Every route of every room. The hub and the database must live as long as the table.
http::RouteTable routes_of(db::Database& database, http::Hub& hub, const Surroundings& surroundings);

// Listeners, long work and periodic work of every room.
void connect_worker(jobs::Worker& worker, http::Hub& hub, const Surroundings& surroundings);

}  // namespace sarnakh::app
