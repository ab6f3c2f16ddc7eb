#pragma once

// What the load sends, as JSON: number i is always the same request body.

#include <cstdint>
#include <string>

namespace sarnakh::bench {

// Person `number` fills in the form «Contact us».
std::string form_of(std::uint64_t number);

// One page view. 64 visitors are on the site at a time, each looks at five pages one after another; the first has the
// campaign in its address.
std::string page_view_of(std::uint64_t number, const std::string& write_key);

// A hundred page views in one delivery, of twenty visitors.
std::string delivery_of(std::uint64_t number, const std::string& write_key);

}  // namespace sarnakh::bench
