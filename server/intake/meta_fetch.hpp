#pragma once

// Fetches the leads that Meta has told of. A notice waits in the list of what came (not_fetched) until the lead behind
// it is there. A job of the address goes over all that wait; when Meta did not answer it comes back in five minutes,
// and when Meta refused, with the next notice or when somebody has mended it.

#include <optional>
#include <string>

#include "foundations/db/database.hpp"
#include "intake/address.hpp"
#include "intake/meta.hpp"

namespace sarnakh::intake {

// What a workspace has entered of its app at Meta, and how the last attempt ended.
struct MetaConnection {
  std::string app_secret, page_token;    // "" as long as it was not entered
  std::optional<Instant> subscribed_at;  // when Meta said that it tells the app of the page's leads
  std::optional<Instant> fetched_at;     // the last lead
  std::optional<MetaFailure> failure;    // of the last attempt; nothing when it went well
  std::optional<Instant> failed_at;
};
MetaConnection load_connection(db::Work& work, AddressId address);
// "" leaves what is there.
void connect_meta(db::Work& work, AddressId address, std::string_view app_secret, std::string_view page_token);

// A notice came: goes over what waits, if that is not to be done in a moment anyway.
void fetch_soon(db::Work& work, AddressId address);
// Somebody has mended something, or wants to see it.
void fetch_now(db::Work& work, AddressId address);

}  // namespace sarnakh::intake
