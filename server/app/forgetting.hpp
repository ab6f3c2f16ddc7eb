#pragma once

// What is left of an erased person outside the rooms: answers kept for repeated requests, and what the disk remembers.

#include "foundations/jobs/queue.hpp"

namespace sarnakh::app {

jobs::Listener forgetting_listener();
jobs::JobHandler emptying_handler();
jobs::Periodic old_answers();

}  // namespace sarnakh::app
