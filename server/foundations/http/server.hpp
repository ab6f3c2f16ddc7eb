#pragma once

// The HTTP/1.1 server: one I/O thread for sockets and timers, a pool of workers for handlers. Limits and timeouts are
// those of quality.md 4. A request goes: head read and checked → route found → caller found → body read within the
// route's limit → handler → answer (compressed when worth it) → log line and metrics.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "foundations/http/message.hpp"
#include "foundations/http/route.hpp"
#include "foundations/time/clock.hpp"

namespace sarnakh::http {

struct ServerSettings {
  std::string address = "127.0.0.1";
  int port = 8080;                           // 0 takes a free one
  int workers = 64;                          // they wait for commits most of the time
  std::vector<std::string> trusted_proxies;  // whose X-Forwarded-For/-Proto is believed
  int connections = 10'000;
  int queue = 1024;  // requests waiting for a worker; above it 503 with Retry-After
  // Timeouts of quality.md 4, in milliseconds, here so that tests can shorten them.
  std::int64_t head_timeout_ms = 10'000;
  std::int64_t idle_timeout_ms = 30'000;
  std::int64_t write_timeout_ms = 15'000;  // without a byte taken by the client
  std::int64_t written_bytes_per_second = 8 * 1024;
  int send_buffer = 256 * 1024;  // what the kernel holds for a client that does not read
  std::int64_t body_bytes_per_second = 1024;
  std::int64_t handler_timeout_ms = 30'000;
  std::int64_t shutdown_timeout_ms = 10'000;
};

struct Hooks {
  // Who asks; throws Problem "unauthenticated", "forbidden", "origin_refused" … when the route's permission is not met.
  // Also called for public routes (it then gives a visitor, or the person whose session it is).
  std::function<Caller(const Request&, const Route&)> authenticate;
  // The sentence of a problem code in a language, and its HTTP status: from the catalogue texts/problems.json.
  std::function<std::string(std::string_view code, Language, const std::vector<std::pair<std::string, std::string>>&)>
      sentence;
  std::function<int(std::string_view code)> status;
  // Anything that is not in the table: static files and the pages of the desk. 404 when it gives nothing.
  std::function<std::optional<Answer>(const Request&)> fallback;
  // Lines added to /metrics by others (Prometheus text).
  std::function<std::string()> metrics;
  std::function<bool()> ready;
};

class Server {
 public:
  Server(ServerSettings settings, time::Clock& clock, RouteTable routes, Hooks hooks);
  ~Server();
  // Binds and starts the threads. Problem "port_taken" when the port is not free.
  void start();
  int port() const;  // the port bound
  // Stops accepting, lets requests in flight finish (shutdown_timeout_ms at most), closes.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// The RFC 9457 answer of a problem, as the server gives it; public for pages that show a problem in their own way.
Answer problem_answer(const Problem& problem, Language language, std::string_view request_id, const Hooks& hooks);

}  // namespace sarnakh::http
