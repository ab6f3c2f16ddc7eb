#pragma once

// `sarnakh backup`, `restore` and `doctor`.

#include <string>

#include "app/settings.hpp"

namespace sarnakh::app {

int back_up(const Settings& settings, const std::string& file);
int restore(const Settings& settings, const std::string& file, bool verify, bool replace);
int examine(const Settings& settings, bool repair);

}  // namespace sarnakh::app
