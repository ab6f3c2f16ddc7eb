#pragma once

// The second step of signing in: a code of the person's telephone, or one of the codes he keeps for the day it is lost.

#include <memory>
#include <string>
#include <string_view>

#include "accounts/passwords.hpp"
#include "accounts/throttle.hpp"
#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::accounts {

bool has_two_step(db::Work& work, UserId user);

// Takes the code: the same one is never taken twice, whether it is the telephone's or one for emergencies. Problem
// "code_needed" when nothing was typed, "code_wrong".
void take_code(db::Work& work, UserId user, std::string_view typed);

// Takes the second step away; false when there was none.
bool forget_two_step(db::Work& work, UserId user);

void add_two_step_routes(http::RouteTable& routes, db::Database& database, std::shared_ptr<Throttle> throttle,
                         Cost cost);

}  // namespace sarnakh::accounts
