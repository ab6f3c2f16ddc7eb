#pragma once

// Server-sent events: one Hub for the whole server, one Stream for each open page. A page that comes back says
// Last-Event-ID and gets what it missed; when that is no longer held it gets the event "resync" and loads afresh. A
// slow reader loses its connection, never another's time.

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "foundations/http/message.hpp"

namespace sarnakh::http {

class Hub {
 public:
  Hub();
  ~Hub();
  // To every stream of that workspace whose `allow` accepts it. `data` is one line of JSON. Called after commit.
  void publish(WorkspaceId workspace, std::int64_t id, std::string_view type, const std::string& data);
  // A new stream; `still_valid` is asked every 15 s (with the keep-alive comment): false ends it (the session ended).
  Answer subscribe(const Request& request, WorkspaceId workspace, std::function<bool()> still_valid);
  int subscribers() const;
  void close();

 private:
  friend class Stream;
  struct Inside;
  std::shared_ptr<Inside> inside_;
};

}  // namespace sarnakh::http
