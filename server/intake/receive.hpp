#pragma once

// What one request to an incoming address is: judged, read, mapped. Decisions over values; what is to be kept of it
// goes through capture/roads.hpp.

#include <string>
#include <vector>

#include "capture/roads.hpp"
#include "foundations/http/message.hpp"
#include "intake/address.hpp"
#include "intake/mapping.hpp"
#include "intake/senders.hpp"

namespace sarnakh::intake {

// One byte more is refused; of what is refused the beginning is kept.
inline constexpr std::size_t most_bytes = 256 * 1024;
inline constexpr std::size_t kept_of_too_large = 16 * 1024;
// Meta tells of up to 1,000 leads in one message, each in 14 members.
inline constexpr int most_members_of_meta = 20'000;

// An address with what its workspace decided.
struct Known {
  Address address;
  std::string app_secret = {};  // with which Meta signs; "" before it was entered
  Home home;
  std::vector<std::string> custom_keys;
};
Known known_address(db::Work& work, AddressId id);  // Problem "not_found"

capture::Arrival arrival_of(const Known& known, const http::Request& request);
// What one message of Meta tells of: a notice for each lead, to be fetched; or why the message is refused. Nothing when
// it tells of something else.
std::vector<capture::Arrival> notices_of(const Known& known, const http::Request& request);
// The same of a body that is kept already, with the mapping of now. Problem when it cannot be read any more.
capture::Arrival arrival_again(const Known& known, const std::string& body);

// What a kept body says, for drawing a mapping too.
Reading reading_of(const Address& address, const std::string& body);

}  // namespace sarnakh::intake
