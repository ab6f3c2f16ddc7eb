#include "foundations/outbound/client.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <list>
#include <stdexcept>

namespace sarnakh::outbound {

namespace {

constexpr std::size_t most_read = std::size_t{64} << 10;

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Exchange {
  Request request;
  Client::Done done;
  const Guard* guard = nullptr;
  std::unique_ptr<curl_slist, FreeList> headers = {};
  std::unique_ptr<CURL, FreeHandle> handle = {};
  std::string kept = {};
  std::size_t read = 0;
  bool refused = false;
};

// The step itself is judged: whatever the name was resolved to, this is the address that is connected to.
curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* peer) {
  auto& exchange = *static_cast<Exchange*>(context);
  if (exchange.refused || !exchange.guard->allows(peer->addr)) {
    exchange.refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(peer->family, peer->socktype | SOCK_CLOEXEC, peer->protocol);
}

std::size_t most_of(const Exchange& exchange) { return std::max(most_read, exchange.request.most_kept); }

// Less than it was given ends the transfer: there is enough.
std::size_t take(char* bytes, std::size_t, std::size_t count, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  exchange.kept.append(bytes, std::min(count, exchange.request.most_kept - exchange.kept.size()));
  exchange.read += count;
  return exchange.read > most_of(exchange) ? 0 : count;
}

Failure failure_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return Failure::dns_failed;
    case CURLE_COULDNT_CONNECT:
      return Failure::connect_failed;
    case CURLE_OPERATION_TIMEDOUT:
      return Failure::timed_out;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
      return Failure::tls_failed;
    default:
      return Failure::connection_lost;
  }
}

Answer answer_of(const Exchange& exchange, CURLcode code) {
  Answer answer;
  curl_off_t microseconds = 0;
  curl_easy_getinfo(exchange.handle.get(), CURLINFO_TOTAL_TIME_T, &microseconds);
  answer.took = time::milliseconds(microseconds / 1000);
  const bool enough = code == CURLE_WRITE_ERROR && exchange.read > most_of(exchange);
  if (exchange.refused) {
    answer.failure = Failure::address_refused;
  } else if (code != CURLE_OK && !enough) {
    answer.failure = failure_of(code);
  } else {
    long status = 0;
    curl_easy_getinfo(exchange.handle.get(), CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    answer.body = exchange.kept;
  }
  return answer;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle, option, value) != CURLE_OK) throw std::runtime_error("libcurl lacks an option we need");
}

void prepare(Exchange& exchange) {
  exchange.handle.reset(curl_easy_init());
  auto* handle = exchange.handle.get();
  if (handle == nullptr) throw std::bad_alloc();
  const auto add = [&exchange](const std::string& line) {
    exchange.headers.reset(curl_slist_append(exchange.headers.release(), line.c_str()));
  };
  for (const auto& [name, value] : exchange.request.headers) {
    std::string line = name;
    add(line.append(": ").append(value));
  }
  add("Expect:");
  set(handle, CURLOPT_URL, exchange.request.url.c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_PROXY, "");  // none, whatever the environment says
  set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  // Every request is judged anew, so none goes over the connection of another.
  set(handle, CURLOPT_FORBID_REUSE, 1L);
  set(handle, CURLOPT_FRESH_CONNECT, 1L);
  set(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  set(handle, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&exchange));
  set(handle, CURLOPT_NOSIGNAL, 1L);
  // A name server that is silent holds up nobody but this request.
  set(handle, CURLOPT_QUICK_EXIT, 1L);
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(exchange.request.longest.ms));
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(exchange.request.longest.ms));
  if (exchange.request.method == Method::post) {
    set(handle, CURLOPT_POST, 1L);
    set(handle, CURLOPT_POSTFIELDS, exchange.request.body.c_str());
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(exchange.request.body.size()));
  }
  set(handle, CURLOPT_HTTPHEADER, exchange.headers.get());
  set(handle, CURLOPT_WRITEFUNCTION, &take);
  set(handle, CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
  set(handle, CURLOPT_PRIVATE, static_cast<void*>(&exchange));
}

}  // namespace

struct Client::Inside {
  explicit Inside(Guard of) : guard(std::move(of)) {
    static const bool initialised = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    multi = initialised ? curl_multi_init() : nullptr;
    if (multi == nullptr) throw std::runtime_error("libcurl could not be initialised");
  }
  ~Inside() {
    abandon();
    curl_multi_cleanup(multi);
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  void abandon() {
    for (const auto& exchange : exchanges) curl_multi_remove_handle(multi, exchange.handle.get());
    exchanges.clear();
  }

  // Goes on as far as it can without waiting; whether anything was done by it.
  bool go_on() {
    int running = 0;
    curl_multi_perform(multi, &running);
    bool any = false;
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const auto code = message->data.result;
      auto* handle = message->easy_handle;
      const auto place = std::find_if(exchanges.begin(), exchanges.end(),
                                      [&](const Exchange& each) { return each.handle.get() == handle; });
      curl_multi_remove_handle(multi, handle);
      const auto answer = answer_of(*place, code);
      auto done = std::move(place->done);
      exchanges.erase(place);
      any = true;
      done(answer);
    }
    return any;
  }

  Guard guard;
  CURLM* multi = nullptr;
  std::list<Exchange> exchanges;
};

Client::Client(Guard guard) : inside_(std::make_unique<Inside>(std::move(guard))) {}
Client::~Client() = default;

void Client::send(Request request, Done done) {
  auto& in = *inside_;
  auto& exchange = in.exchanges.emplace_back();
  exchange.request = std::move(request);
  exchange.done = std::move(done);
  exchange.guard = &in.guard;
  try {
    prepare(exchange);
  } catch (...) {
    in.exchanges.pop_back();
    throw;
  }
  curl_multi_add_handle(in.multi, exchange.handle.get());
}

void Client::turn(std::chrono::milliseconds longest) {
  auto& in = *inside_;
  if (in.go_on()) return;
  curl_multi_poll(in.multi, nullptr, 0, static_cast<int>(longest.count()), nullptr);
  in.go_on();
}

void Client::wake() { curl_multi_wakeup(inside_->multi); }

std::size_t Client::under_way() const { return inside_->exchanges.size(); }

void Client::abandon() { inside_->abandon(); }

Answer ask(const Guard& guard, Request request) {
  Client client(guard);
  std::optional<Answer> given;
  client.send(std::move(request), [&](const Answer& answer) { given = answer; });
  while (!given) client.turn(std::chrono::seconds(1));
  return std::move(*given);
}

}  // namespace sarnakh::outbound
