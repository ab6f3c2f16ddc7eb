#pragma once

// The door of the messages that other programs get about what happened here (Standard Webhooks): endpoints that people
// make, a log of every message with every attempt, and the sender that takes them there (sender.hpp).

#include <functional>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/jobs/queue.hpp"
#include "foundations/outbound/guard.hpp"

namespace sarnakh::webhooks {

// What happened becomes messages; on lead_erased what was told of the person is blanked and what waits is withdrawn.
// `wake` tells the sender that there is something.
std::vector<jobs::Listener> listeners(const std::function<void()>& wake);
// What was settled longer ago than the log remembers is forgotten.
jobs::Periodic forget_old();

void add_routes(http::RouteTable& routes, db::Database& database, const outbound::Guard& guard,
                const std::function<void()>& wake);

}  // namespace sarnakh::webhooks
