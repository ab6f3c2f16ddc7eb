#pragma once

// What happened becomes messages: for each endpoint that asked for it one, with its body as it is then.

#include <functional>

#include "foundations/jobs/events.hpp"

namespace sarnakh::webhooks {

// `wake` is called once there is something to send.
void tell(db::Work& work, const jobs::Event& event, const std::function<void()>& wake);

}  // namespace sarnakh::webhooks
