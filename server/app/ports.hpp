#pragma once

#include <string>

namespace sarnakh::app {

// A port of that address that nobody listens on now.
int free_port(const std::string& address);

}  // namespace sarnakh::app
