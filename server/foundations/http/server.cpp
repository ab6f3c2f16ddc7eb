#include "foundations/http/server.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <chrono>
#include <future>
#include <set>
#include <thread>
#include <utility>

#include "foundations/basics/log.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/http/chunks.hpp"
#include "foundations/http/compress.hpp"
#include "foundations/http/head.hpp"
#include "foundations/http/metrics.hpp"
#include "foundations/http/router.hpp"
#include "foundations/http/stream.hpp"
#include "foundations/http/tokens.hpp"
#include "foundations/http/workers.hpp"

namespace sarnakh::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Steady = std::chrono::steady_clock;

namespace {

std::uint64_t body_limit(const Route* route) {
  if (route == nullptr) return 0;
  switch (route->body) {
    case BodyKind::json:
      return 1 << 20;
    case BodyKind::login:
      return 4 * 1024;
    case BodyKind::form:
      return 256 * 1024;
    case BodyKind::upload:
      return 50 << 20;
    case BodyKind::none:
      return 0;
  }
  return 0;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Answer";
  }
}

bool has_header(const Answer& answer, std::string_view name) {
  return std::any_of(answer.headers.begin(), answer.headers.end(),
                     [&](const Header& header) { return same_ignoring_case(header.name, name); });
}

// The head of an answer. A value with a line break would forge a second header: it is our own mistake, and is cut.
std::string head_of(const Answer& answer, std::string_view length_line, bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " " + std::string(reason_of(answer.status)) + "\r\n";
  const auto line = [&](std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    head += value.substr(0, value.find_first_of("\r\n"));
    head += "\r\n";
  };
  if (answer.status != 204 && answer.status != 304) line("Content-Type", answer.content_type);
  for (const auto& header : answer.headers) line(header.name, header.value);
  line("X-Content-Type-Options", "nosniff");
  if (!has_header(answer, "Referrer-Policy")) line("Referrer-Policy", "strict-origin-when-cross-origin");
  head += length_line;
  if (!keep_alive) line("Connection", "close");
  return head + "\r\n";
}

}  // namespace

struct Server::Inside {
  class Connection;
  // One answer that somebody outside has still to give.
  class Awaited {
   public:
    explicit Awaited(Inside& server) : count_(&server.awaited) { ++*count_; }
    ~Awaited() {
      if (count_ != nullptr) --*count_;
    }
    Awaited(Awaited&& other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
    Awaited(const Awaited&) = delete;
    Awaited& operator=(const Awaited&) = delete;

   private:
    std::atomic<int>* count_;
  };

  Inside(ServerSettings settings_, time::Clock& clock_, RouteTable routes_, Hooks hooks_)
      : settings(std::move(settings_)),
        clock(clock_),
        routes(std::move(routes_)),
        hooks(std::move(hooks_)),
        router(routes) {}

  ServerSettings settings;
  time::Clock& clock;
  RouteTable routes;
  Hooks hooks;
  Router router;
  Metrics metrics;
  asio::io_context context{1};
  tcp::acceptor acceptor{context};
  asio::steady_timer sweep_timer{context};
  std::unique_ptr<Workers> workers;
  std::set<std::shared_ptr<Connection>> open;  // touched by the I/O thread alone, as is what it has read just now
  std::array<char, 64 * 1024> piece{};
  std::atomic<bool> stopping{false};
  std::atomic<int> awaited{0};
  std::thread thread;

  void accept();
  void sweep();
  Answer answer(Request& request, const Match& match);
  template <class Make>
  Answer guarded(const Request& request, Make&& make);
  Answer own_page(const Request& request);
  Answer problem(const Problem& problem, const Request& request) const;
};

class Server::Inside::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Inside& server, tcp::socket socket) : server_(server), socket_(std::move(socket)) {
    boost::system::error_code error;
    remote_ = socket_.remote_endpoint(error).address().to_string();
    socket_.set_option(tcp::no_delay(true), error);
    socket_.set_option(tcp::socket::send_buffer_size(server_.settings.send_buffer), error);
    socket_.non_blocking(true, error);
  }

  void start() {
    wait_for(server_.settings.idle_timeout_ms);
    next_request();
  }
  bool late(Steady::time_point now) const { return now > deadline_; }
  bool idle() const { return state_ == State::head && in_.empty(); }
  void close() {
    boost::system::error_code error;
    if (stream_) stream_->on_ready(nullptr);
    stream_.reset();
    socket_.shutdown(tcp::socket::shutdown_both, error);
    socket_.close(error);
    server_.open.erase(shared_from_this());
    server_.metrics.connections(static_cast<int>(server_.open.size()));
  }

 private:
  enum class State { head, body, handler, writing, streaming };
  static constexpr std::size_t kept_between = 4096;

  void wait_for(std::int64_t milliseconds) { deadline_ = Steady::now() + std::chrono::milliseconds(milliseconds); }

  void next_request() {
    state_ = State::head;
    out_.clear();
    scanner_ = HeadScanner{};
    head_ = Head{};
    body_.clear();
    chunks_.reset();
    // Between two requests a connection holds next to nothing.
    answer_ = Answer{};
    for (auto* text : {&in_, &out_, &body_})
      if (text->empty() && text->capacity() > kept_between) text->shrink_to_fit();
    if (in_.empty())
      receive();
    else
      look_at_head();
  }

  // Hands `take` what the client sent next. All connections are read into one buffer: whoever is silent holds none.
  template <class Take>
  void read_next(Take take) {
    socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this(), take](boost::system::error_code error) {
      if (error) return self->close();
      const auto size = self->socket_.read_some(asio::buffer(self->server_.piece), error);
      if (error == asio::error::would_block) return self->read_next(take);
      if (error) return self->close();
      take(*self, std::string_view(self->server_.piece.data(), size));
    });
  }

  void receive() {
    read_next([](Connection& self, std::string_view piece) {
      if (self.state_ == State::head && self.in_.empty()) self.wait_for(self.server_.settings.head_timeout_ms);
      self.in_.append(piece);
      if (self.state_ == State::head)
        self.look_at_head();
      else
        self.take_body();
    });
  }

  // Writes all of the buffers and then does `next`. A client that takes nothing for a while, or takes it more slowly
  // than it may, is late.
  template <class Buffers, class Next>
  void write(const Buffers& buffers, Next next) {
    const auto& settings = server_.settings;
    const auto most = static_cast<std::int64_t>(asio::buffer_size(buffers)) * 1000 / settings.written_bytes_per_second;
    const auto last = Steady::now() + std::chrono::milliseconds(settings.write_timeout_ms + most);
    wait_for(settings.write_timeout_ms);
    auto self = shared_from_this();
    const auto progressed = [self, last](const boost::system::error_code& error, std::size_t) -> std::size_t {
      if (error) return 0;
      self->wait_for(self->server_.settings.write_timeout_ms);
      self->deadline_ = std::min(self->deadline_, last);
      return 64 * 1024;
    };
    asio::async_write(socket_, buffers, progressed, [self, next](const boost::system::error_code& error, std::size_t) {
      if (error) return self->close();
      next(*self);
    });
  }

  void look_at_head() {
    switch (scanner_.look(in_)) {
      case HeadScanner::State::more:
        return receive();
      case HeadScanner::State::refused:
        return refuse(Problem{std::string(scanner_.refusal())});
      case HeadScanner::State::complete:
        break;
    }
    try {
      head_ = parse_head(std::string_view(in_).substr(0, scanner_.length()));
    } catch (const Problem& problem) {
      return refuse(problem);
    }
    in_.erase(0, scanner_.length());
    auto& request = head_.request;
    request.now = server_.clock.now();
    request.request_id = random_token(9);
    read_remote(request);
    began_ = Steady::now();
    match_ =
        server_.router.find(request.method == Method::options ? method_wanted(request) : request.method, request.path);
    start_body();
  }

  // A preflight asks on behalf of another method.
  static Method method_wanted(const Request& request) {
    const auto wanted = request.header("access-control-request-method");
    return wanted == "POST"     ? Method::post
           : wanted == "PUT"    ? Method::put
           : wanted == "PATCH"  ? Method::patch
           : wanted == "DELETE" ? Method::remove
                                : Method::get;
  }

  void read_remote(Request& request) const {
    request.remote = remote_;
    request.scheme = "http";
    const auto& trusted = server_.settings.trusted_proxies;
    if (std::find(trusted.begin(), trusted.end(), remote_) == trusted.end()) return;
    // The last address is the one our own proxy saw.
    auto forwarded = request.header("x-forwarded-for");
    if (const auto comma = forwarded.rfind(','); comma != std::string_view::npos) forwarded.remove_prefix(comma + 1);
    if (!trimmed(forwarded).empty()) request.remote = std::string(trimmed(forwarded));
    if (trimmed(request.header("x-forwarded-proto")) == "https") request.scheme = "https";
  }

  void start_body() {
    const auto limit = body_limit(match_.route);
    const bool has_body = head_.chunked || head_.content_length.value_or(0) > 0;
    if (!has_body) return dispatch();
    // A body that nobody reads costs the connection when it is more than a trifle.
    if (head_.content_length.value_or(0) > std::max<std::uint64_t>(limit, 64 * 1024) ||
        (limit > 0 && head_.content_length.value_or(0) > limit))
      return refuse(Problem{"body_too_large", {}, {{"most", std::to_string(limit)}}});
    state_ = State::body;
    body_began_ = Steady::now();
    body_bytes_ = 0;
    if (head_.chunked) chunks_.emplace(limit > 0 ? limit : 64 * 1024);
    slow_body_deadline();
    if (!head_.expects_continue || !in_.empty()) return take_body();
    out_ = "HTTP/1.1 100 Continue\r\n\r\n";
    write(asio::buffer(out_), [](Connection& self) {
      self.slow_body_deadline();
      self.take_body();
    });
  }

  // At least body_bytes_per_second on average, after the time a head may take.
  void slow_body_deadline() {
    const auto& settings = server_.settings;
    const auto allowed =
        settings.head_timeout_ms + static_cast<std::int64_t>(body_bytes_) * 1000 / settings.body_bytes_per_second;
    deadline_ = body_began_ + std::chrono::milliseconds(allowed);
  }

  void take_body() {
    if (chunks_) {
      std::string_view rest = in_;
      const auto state = chunks_->read(rest, body_);
      body_bytes_ += in_.size() - rest.size();
      in_.erase(0, in_.size() - rest.size());
      if (state == ChunkReader::State::malformed) return refuse(Problem{"request_malformed"});
      if (state == ChunkReader::State::too_large)
        return refuse(Problem{"body_too_large", {}, {{"most", std::to_string(body_limit(match_.route))}}});
      if (state == ChunkReader::State::complete) return dispatch();
    } else {
      const auto take = std::min<std::size_t>(*head_.content_length - body_.size(), in_.size());
      body_.append(in_, 0, take);
      body_bytes_ += take;
      in_.erase(0, take);
      if (body_.size() == *head_.content_length) return dispatch();
    }
    slow_body_deadline();
    receive();
  }

  void dispatch() {
    state_ = State::handler;
    wait_for(server_.settings.handler_timeout_ms);
    head_.request.body = std::move(body_);
    auto self = shared_from_this();
    const bool taken = server_.workers->submit([self] {
      auto answer = self->server_.answer(self->head_.request, self->match_);
      if (answer.to_come)
        self->await(std::move(answer.to_come));
      else
        self->give(std::move(answer));
    });
    if (taken) return;
    Problem overloaded{"overloaded"};
    overloaded.retry_after_seconds = 1;
    send(server_.problem(overloaded, head_.request));
  }

  // On the handler's thread.
  void give(Answer ready) {
    auto answer = std::make_shared<Answer>(std::move(ready));
    compress(*answer, head_.request.header("accept-encoding"));
    asio::post(server_.context, [self = shared_from_this(), answer] { self->send(std::move(*answer)); });
  }

  // On the handler's thread; the answer is given by whoever has it.
  void await(std::move_only_function<void(Give)> to_come) {
    bool awaited = false;
    auto refusal = server_.guarded(head_.request, [&] {
      to_come([self = shared_from_this(), one = Awaited(server_)](std::move_only_function<Answer()> make) mutable {
        const auto given = std::move(one);
        auto made = std::make_shared<std::move_only_function<Answer()>>(std::move(make));
        asio::post(self->server_.context, [self, made] {
          auto answer = self->server_.guarded(self->head_.request, *made);
          compress(answer, self->head_.request.header("accept-encoding"));
          self->send(std::move(answer));
        });
      });
      awaited = true;
      return Answer{};
    });
    if (!awaited) give(std::move(refusal));
  }

  // An answer to what is not a request we can go on from.
  void refuse(const Problem& problem) {
    head_.keep_alive = false;
    head_.head_only = false;
    if (head_.request.request_id.empty()) head_.request.request_id = random_token(9);
    began_ = Steady::now();
    send(server_.problem(problem, head_.request));
  }

  void send(Answer answer) {
    if (!socket_.is_open()) return;
    state_ = State::writing;
    answer.with("X-Request-Id", head_.request.request_id);
    if (head_.request.path.starts_with("/api/") && !has_header(answer, "Cache-Control"))
      answer.with("Cache-Control", "no-store");
    if (match_.route != nullptr && match_.route->cross_origin) answer.with("Access-Control-Allow-Origin", "*");
    keep_alive_ = head_.keep_alive && !server_.stopping && !answer.events;
    account(answer);
    answer_ = std::move(answer);
    const bool chunked = answer_.pull && head_.version_1_1;
    if (answer_.pull && !head_.version_1_1) keep_alive_ = false;
    const auto body = answer_.fixed_body ? *answer_.fixed_body : std::string_view(answer_.body);
    const bool bodiless = answer_.status == 204 || answer_.status == 304;
    std::string length;
    if (chunked)
      length = "Transfer-Encoding: chunked\r\n";
    else if (!answer_.pull && !answer_.events && !bodiless)
      length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
    out_ = head_of(answer_, length, keep_alive_);
    const bool with_body = !head_.head_only && !bodiless && !answer_.pull && !answer_.events;
    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(out_), with_body ? asio::buffer(body.data(), body.size()) : asio::const_buffer{}};
    write(buffers, [](Connection& self) {
      if (self.answer_.events && !self.head_.head_only) return self.start_stream();
      if (self.answer_.pull && !self.head_.head_only) return self.pull_piece();
      self.finish();
    });
  }

  void account(const Answer& answer) {
    const auto seconds = std::chrono::duration<double>(Steady::now() - began_).count();
    const auto route = match_.route != nullptr ? std::string_view(match_.route->pattern) : std::string_view("(none)");
    server_.metrics.answered(name_of(head_.request.method), route, answer.status, seconds);
    log::info("request", {{"method", std::string(name_of(head_.request.method))},
                          {"route", std::string(route)},
                          {"status", std::to_string(answer.status)},
                          {"ms", std::to_string(static_cast<int>(seconds * 1000))},
                          {"bytes", std::to_string(answer.fixed_body ? answer.fixed_body->size() : answer.body.size())},
                          {"request_id", head_.request.request_id}});
  }

  void finish() {
    if (!keep_alive_ || server_.stopping) return close_gently();
    wait_for(server_.settings.idle_timeout_ms);
    next_request();
  }

  // What the client is still sending would turn our close into a reset that eats the answer; it gets a moment to read
  // it.
  void close_gently() {
    boost::system::error_code error;
    socket_.shutdown(tcp::socket::shutdown_send, error);
    wait_for(1'000);
    drain();
  }
  void drain() {
    read_next([](Connection& self, std::string_view) { self.drain(); });
  }

  void pull_piece() {
    wait_for(server_.settings.handler_timeout_ms);
    auto self = shared_from_this();
    const bool taken = server_.workers->submit([self] {
      std::optional<std::string> piece;
      bool failed = false;
      try {
        piece = self->answer_.pull();
      } catch (const std::exception& error) {
        log::error("a long answer broke off",
                   {{"request_id", self->head_.request.request_id}, {"cause", error.what()}});
        failed = true;
      }
      asio::post(self->server_.context, [self, piece = std::move(piece), failed]() mutable {
        if (failed) return self->close();  // without the last chunk the client sees that something is missing
        self->write_piece(std::move(piece));
      });
    });
    if (!taken) close();
  }

  void write_piece(std::optional<std::string> piece) {
    const bool last = !piece;
    if (head_.version_1_1) {
      char size[20];
      std::snprintf(size, sizeof size, "%zx\r\n", piece ? piece->size() : 0);
      out_ = last ? "0\r\n\r\n" : size + *piece + "\r\n";
    } else {
      out_ = piece.value_or("");
    }
    write(asio::buffer(out_), [last](Connection& self) {
      if (last) return self.finish();
      self.pull_piece();
    });
  }

  void start_stream() {
    state_ = State::streaming;
    deadline_ = Steady::time_point::max();
    stream_ = answer_.events;
    sending_frame_ = false;
    watch_for_end();
    std::weak_ptr<Connection> weak = weak_from_this();
    stream_->on_ready([weak, context = &server_.context] {
      asio::post(*context, [weak] {
        if (auto self = weak.lock()) self->send_frame();
      });
    });
  }

  // A page that is closed says so only by the end of its connection.
  void watch_for_end() {
    read_next([](Connection& self, std::string_view) { self.watch_for_end(); });
  }

  void send_frame() {
    if (sending_frame_ || !stream_) return;
    switch (stream_->next(out_)) {
      case Stream::Next::nothing:
        return;
      case Stream::Next::closed:
        return close();
      case Stream::Next::frame:
        break;
    }
    sending_frame_ = true;
    write(asio::buffer(out_), [](Connection& self) {
      self.sending_frame_ = false;
      self.deadline_ = Steady::time_point::max();
      self.send_frame();
    });
  }

  Inside& server_;
  tcp::socket socket_;
  std::string remote_;
  State state_ = State::head;
  Steady::time_point deadline_;
  Steady::time_point began_;
  Steady::time_point body_began_;
  std::size_t body_bytes_ = 0;
  std::string in_, out_, body_;
  HeadScanner scanner_;
  Head head_;
  Match match_;
  std::optional<ChunkReader> chunks_;
  Answer answer_;
  std::shared_ptr<Stream> stream_;
  bool sending_frame_ = false;
  bool keep_alive_ = true;
};

void Server::Inside::accept() {
  acceptor.async_accept([this](const boost::system::error_code& error, tcp::socket socket) {
    if (stopping) return;
    if (!error && open.size() < static_cast<std::size_t>(settings.connections)) {
      auto connection = std::make_shared<Connection>(*this, std::move(socket));
      open.insert(connection);
      metrics.connections(static_cast<int>(open.size()));
      connection->start();
    }
    accept();
  });
}

// Closes what is late, four times a second: one timer for all connections.
void Server::Inside::sweep() {
  sweep_timer.expires_after(std::chrono::milliseconds(250));
  sweep_timer.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    const auto now = Steady::now();
    const std::vector<std::shared_ptr<Connection>> all(open.begin(), open.end());
    for (const auto& connection : all)
      if (connection->late(now)) connection->close();
    sweep();
  });
}

Answer Server::Inside::problem(const Problem& problem, const Request& request) const {
  return problem_answer(problem, request.language().value_or(Language::fa), request.request_id, hooks);
}

// The pages that the server answers itself; status 404 when it is none of them.
Answer Server::Inside::own_page(const Request& request) {
  // Somebody at this machine, and not a proxy at this machine that speaks for somebody else.
  const bool forwarded = !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty() ||
                         !request.header("x-real-ip").empty() || !request.header("via").empty();
  const bool local = !forwarded && (request.remote == "127.0.0.1" || request.remote == "::1");
  if (request.path == "/livez") return http::text(200, "alive\n");
  if (request.path == "/readyz") {
    const bool ready = !stopping && (!hooks.ready || hooks.ready());
    return http::text(ready ? 200 : 503, ready ? "ready\n" : "not ready\n");
  }
  if (request.path == "/metrics" && local) {
    Answer answer = http::text(200, metrics.text() + (hooks.metrics ? hooks.metrics() : ""));
    answer.content_type = "text/plain; version=0.0.4";
    return answer;
  }
  if (hooks.fallback)
    if (auto found = hooks.fallback(request)) return std::move(*found);
  return problem(Problem{"not_found"}, request);
}

// What `make` makes, or what the visitor hears of it when it cannot; `language` is for whoever does not name one.
template <class Make>
Answer Server::Inside::guarded(const Request& request, Make&& make) {
  Language language = Language::fa;
  const auto named = [&] { return request.language().value_or(language); };
  try {
    if constexpr (std::is_invocable_v<Make&, Language&>)
      return make(language);
    else
      return make();
  } catch (const Problem& found) {
    if (!found.cause.empty())
      log::warning("problem", {{"code", found.code}, {"request_id", request.request_id}, {"cause", found.cause}});
    return problem_answer(found, named(), request.request_id, hooks);
  } catch (const std::exception& error) {
    log::error("a handler failed", {{"request_id", request.request_id}, {"cause", error.what()}});
    return problem_answer(Problem{"internal"}, named(), request.request_id, hooks);
  }
}

Answer Server::Inside::answer(Request& request, const Match& match) {
  return guarded(request, [&](Language& language) {
    if (request.method == Method::options) {
      Answer preflight = no_content();
      if (match.route != nullptr && match.route->cross_origin)
        preflight.with("Access-Control-Allow-Methods", "GET, POST")
            .with("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key")
            .with("Access-Control-Max-Age", "86400");
      return preflight;
    }
    if (match.route == nullptr && !match.allowed.empty()) {
      Answer refusal = problem(Problem{"method_not_allowed"}, request);
      refusal.with("Allow", match.allowed);
      return refusal;
    }
    if (match.route == nullptr) return own_page(request);
    Call call{request, hooks.authenticate ? hooks.authenticate(request, *match.route) : Caller{}, match.places};
    language = call.caller.language;
    return match.route->handle(call);
  });
}

Server::Server(ServerSettings settings, time::Clock& clock, RouteTable routes, Hooks hooks)
    : inside_(std::make_unique<Inside>(std::move(settings), clock, std::move(routes), std::move(hooks))) {}

Server::~Server() { stop(); }

void Server::start() {
  auto& server = *inside_;
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(server.settings.address),
                                 static_cast<unsigned short>(server.settings.port));
    server.acceptor.open(endpoint.protocol());
    server.acceptor.set_option(tcp::acceptor::reuse_address(true));
    server.acceptor.bind(endpoint);
    server.acceptor.listen(1024);
  } catch (const boost::system::system_error& error) {
    throw Problem{"port_taken", {}, {{"port", std::to_string(server.settings.port)}}, error.what()};
  }
  server.workers = std::make_unique<Workers>(server.settings.workers, server.settings.queue);
  server.accept();
  server.sweep();
  server.thread = std::thread([&server] { server.context.run(); });
}

int Server::port() const { return inside_->acceptor.local_endpoint().port(); }

void Server::stop() {
  auto& server = *inside_;
  if (!server.thread.joinable()) return;
  server.stopping = true;
  asio::post(server.context, [&server] {
    boost::system::error_code error;
    server.acceptor.close(error);
    const std::vector<std::shared_ptr<Inside::Connection>> all(server.open.begin(), server.open.end());
    for (const auto& connection : all)
      if (connection->idle()) connection->close();
  });
  const auto deadline = Steady::now() + std::chrono::milliseconds(server.settings.shutdown_timeout_ms);
  while (Steady::now() < deadline) {
    std::promise<std::size_t> left;
    asio::post(server.context, [&] { left.set_value(server.open.size()); });
    if (left.get_future().get() == 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  server.workers->close();
  while (server.awaited > 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  asio::post(server.context, [&server] {
    const std::vector<std::shared_ptr<Inside::Connection>> all(server.open.begin(), server.open.end());
    for (const auto& connection : all) connection->close();
    server.sweep_timer.cancel();
    server.context.stop();
  });
  server.thread.join();
}

}  // namespace sarnakh::http
