#pragma once

// Asks addresses that somebody else named. It has no thread of its own: whoever has one turns it, and everything that
// is under way goes on side by side.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "foundations/json/describe.hpp"
#include "foundations/outbound/guard.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::outbound {

// Why there is no answer.
enum class Failure { dns_failed, address_refused, connect_failed, tls_failed, timed_out, connection_lost };

enum class Method { post, get };

struct Request {
  std::string url;  // what target_of gave
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  time::Duration longest = time::seconds(15);  // from the resolving of the name to the last byte
  std::size_t most_kept = 1024;                // bytes of the answer
  Method method = Method::post;
};

struct Answer {
  std::optional<Failure> failure = {};
  int status = 0;
  std::string body = {};  // as it came, cut where the request said
  time::Duration took = {};
};

class Client {
 public:
  explicit Client(Guard guard);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  using Done = std::move_only_function<void(const Answer&)>;
  // Begins; `done` is called by turn().
  void send(Request request, Done done);
  // Goes on with everything that is under way until some of it is done, but for `longest` at most; wake() ends it.
  void turn(std::chrono::milliseconds longest);
  void wake();  // from any thread
  std::size_t under_way() const;
  // Lets go of what is under way; nobody is told.
  void abandon();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// Asks and waits for the answer, on the calling thread.
Answer ask(const Guard& guard, Request request);

}  // namespace sarnakh::outbound

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<outbound::Failure> = std::to_array<std::string_view>(
    {"dns_failed", "address_refused", "connect_failed", "tls_failed", "timed_out", "connection_lost"});
}  // namespace sarnakh::json
