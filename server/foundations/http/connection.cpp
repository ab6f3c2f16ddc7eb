#include "foundations/http/connection.hpp"

#include <algorithm>
#include <utility>

#include "foundations/basics/log.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/http/answer_head.hpp"
#include "foundations/http/compress.hpp"
#include "foundations/http/tokens.hpp"

namespace sarnakh::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Steady = std::chrono::steady_clock;

namespace {

constexpr std::size_t kept_between = 4096;  // of a text, from one request to the next

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

// One answer that somebody outside has still to give.
class Awaited {
 public:
  explicit Awaited(std::atomic<int>& count) : count_(&count) { ++*count_; }
  ~Awaited() {
    if (count_ != nullptr) --*count_;
  }
  Awaited(Awaited&& other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
  Awaited(const Awaited&) = delete;
  Awaited& operator=(const Awaited&) = delete;

 private:
  std::atomic<int>* count_;
};

}  // namespace

Connection::Connection(Host& host, tcp::socket socket) : host_(host), socket_(std::move(socket)) {
  boost::system::error_code error;
  remote_ = socket_.remote_endpoint(error).address().to_string();
  socket_.set_option(tcp::no_delay(true), error);
  socket_.set_option(tcp::socket::send_buffer_size(host_.settings.send_buffer), error);
  socket_.non_blocking(true, error);
}

void Connection::start() {
  wait_for(host_.settings.idle_timeout_ms);
  next_request();
}

void Connection::close() {
  boost::system::error_code error;
  if (stream_) stream_->on_ready(nullptr);
  stream_.reset();
  socket_.shutdown(tcp::socket::shutdown_both, error);
  socket_.close(error);
  host_.open.erase(shared_from_this());
  host_.metrics.connections(static_cast<int>(host_.open.size()));
}

void Connection::wait_for(std::int64_t milliseconds) {
  deadline_ = Steady::now() + std::chrono::milliseconds(milliseconds);
}

void Connection::next_request() {
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
void Connection::read_next(Take take) {
  socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this(), take](boost::system::error_code error) {
    if (error) return self->close();
    const auto size = self->socket_.read_some(asio::buffer(self->host_.piece), error);
    if (error == asio::error::would_block) return self->read_next(take);
    if (error) return self->close();
    take(*self, std::string_view(self->host_.piece.data(), size));
  });
}

void Connection::receive() {
  read_next([](Connection& self, std::string_view piece) {
    if (self.state_ == State::head && self.in_.empty()) self.wait_for(self.host_.settings.head_timeout_ms);
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
void Connection::write(const Buffers& buffers, Next next) {
  const auto& settings = host_.settings;
  const auto most = static_cast<std::int64_t>(asio::buffer_size(buffers)) * 1000 / settings.written_bytes_per_second;
  const auto last = Steady::now() + std::chrono::milliseconds(settings.write_timeout_ms + most);
  wait_for(settings.write_timeout_ms);
  auto self = shared_from_this();
  const auto progressed = [self, last](const boost::system::error_code& error, std::size_t) -> std::size_t {
    if (error) return 0;
    self->wait_for(self->host_.settings.write_timeout_ms);
    self->deadline_ = std::min(self->deadline_, last);
    return 64 * 1024;
  };
  asio::async_write(socket_, buffers, progressed, [self, next](const boost::system::error_code& error, std::size_t) {
    if (error) return self->close();
    next(*self);
  });
}

void Connection::look_at_head() {
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
  request.now = host_.clock.now();
  request.request_id = random_token(9);
  read_remote(request);
  began_ = Steady::now();
  match_ = host_.answering.find(request);
  start_body();
}

void Connection::read_remote(Request& request) const {
  request.remote = remote_;
  request.scheme = "http";
  const auto& trusted = host_.settings.trusted_proxies;
  if (std::find(trusted.begin(), trusted.end(), remote_) == trusted.end()) return;
  // The last address is the one our own proxy saw.
  auto forwarded = request.header("x-forwarded-for");
  if (const auto comma = forwarded.rfind(','); comma != std::string_view::npos) forwarded.remove_prefix(comma + 1);
  if (!trimmed(forwarded).empty()) request.remote = std::string(trimmed(forwarded));
  if (trimmed(request.header("x-forwarded-proto")) == "https") request.scheme = "https";
}

void Connection::start_body() {
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
void Connection::slow_body_deadline() {
  const auto& settings = host_.settings;
  const auto allowed =
      settings.head_timeout_ms + static_cast<std::int64_t>(body_bytes_) * 1000 / settings.body_bytes_per_second;
  deadline_ = body_began_ + std::chrono::milliseconds(allowed);
}

void Connection::take_body() {
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

void Connection::dispatch() {
  state_ = State::handler;
  wait_for(host_.settings.handler_timeout_ms);
  head_.request.body = std::move(body_);
  auto self = shared_from_this();
  const bool taken = host_.workers.submit([self] {
    auto answer = self->host_.answering.answer(self->head_.request, self->match_);
    if (answer.to_come)
      self->await(std::move(answer.to_come));
    else
      self->give(std::move(answer));
  });
  if (taken) return;
  send(host_.answering.problem(Problem::again_in(1, "overloaded"), head_.request));
}

void Connection::overdue() {
  if (state_ != State::handler) return close();
  // The handler goes on with what it has in hand, and its answer finds nobody.
  head_.keep_alive = false;
  send(host_.answering.problem(Problem{"handler_late"}, head_.request));
}

// On the handler's thread.
void Connection::give(Answer ready) {
  auto answer = std::make_shared<Answer>(std::move(ready));
  compress(*answer, head_.request.header("accept-encoding"));
  asio::post(host_.context, [self = shared_from_this(), answer] { self->take_answer(std::move(*answer)); });
}

// On the handler's thread; the answer is given by whoever has it.
void Connection::await(std::move_only_function<void(Give)> to_come) {
  bool awaited = false;
  auto refusal = host_.answering.guarded(head_.request, [&](Language&) {
    to_come([self = shared_from_this(), one = Awaited(host_.awaited)](std::move_only_function<Answer()> make) mutable {
      const auto given = std::move(one);
      auto made = std::make_shared<std::move_only_function<Answer()>>(std::move(make));
      asio::post(self->host_.context, [self, made] {
        auto answer = self->host_.answering.guarded(self->head_.request, [&](Language&) { return (*made)(); });
        compress(answer, self->head_.request.header("accept-encoding"));
        self->take_answer(std::move(answer));
      });
    });
    awaited = true;
    return Answer{};
  });
  if (!awaited) give(std::move(refusal));
}

void Connection::take_answer(Answer ready) {
  if (state_ == State::handler) send(std::move(ready));
}

// An answer to what is not a request we can go on from.
void Connection::refuse(const Problem& problem) {
  head_.keep_alive = false;
  head_.head_only = false;
  if (head_.request.request_id.empty()) head_.request.request_id = random_token(9);
  began_ = Steady::now();
  send(host_.answering.problem(problem, head_.request));
}

void Connection::send(Answer answer) {
  if (!socket_.is_open()) return;
  state_ = State::writing;
  answer.with("X-Request-Id", head_.request.request_id);
  if (head_.request.path.starts_with("/api/") && !has_header(answer, "Cache-Control"))
    answer.with("Cache-Control", "no-store");
  if (match_.route != nullptr && match_.route->cross_origin) answer.with("Access-Control-Allow-Origin", "*");
  keep_alive_ = head_.keep_alive && !host_.stopping && !answer.events;
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

void Connection::account(const Answer& answer) {
  const auto seconds = std::chrono::duration<double>(Steady::now() - began_).count();
  const auto route = match_.route != nullptr ? std::string_view(match_.route->pattern) : std::string_view("(none)");
  host_.metrics.answered(name_of(head_.request.method), route, answer.status, seconds);
  log::info("request", {{"method", std::string(name_of(head_.request.method))},
                        {"route", std::string(route)},
                        {"status", std::to_string(answer.status)},
                        {"ms", std::to_string(static_cast<int>(seconds * 1000))},
                        {"bytes", std::to_string(answer.fixed_body ? answer.fixed_body->size() : answer.body.size())},
                        {"request_id", head_.request.request_id}});
}

void Connection::finish() {
  if (!keep_alive_ || host_.stopping) return close_gently();
  wait_for(host_.settings.idle_timeout_ms);
  next_request();
}

// What the client is still sending would turn our close into a reset that eats the answer; it gets a moment to read
// it.
void Connection::close_gently() {
  boost::system::error_code error;
  socket_.shutdown(tcp::socket::shutdown_send, error);
  wait_for(1'000);
  drain();
}

void Connection::drain() {
  read_next([](Connection& self, std::string_view) { self.drain(); });
}

void Connection::pull_piece() {
  wait_for(host_.settings.handler_timeout_ms);
  auto self = shared_from_this();
  const bool taken = host_.workers.submit([self] {
    std::optional<std::string> piece;
    bool failed = false;
    try {
      piece = self->answer_.pull();
    } catch (const std::exception& error) {
      log::error("a long answer broke off", {{"request_id", self->head_.request.request_id}, {"cause", error.what()}});
      failed = true;
    }
    asio::post(self->host_.context, [self, piece = std::move(piece), failed]() mutable {
      if (failed) return self->close();  // without the last chunk the client sees that something is missing
      self->write_piece(std::move(piece));
    });
  });
  if (!taken) close();
}

void Connection::write_piece(std::optional<std::string> piece) {
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

void Connection::start_stream() {
  state_ = State::streaming;
  deadline_ = Steady::time_point::max();
  stream_ = answer_.events;
  sending_frame_ = false;
  watch_for_end();
  std::weak_ptr<Connection> weak = weak_from_this();
  stream_->on_ready([weak, context = &host_.context] {
    asio::post(*context, [weak] {
      if (auto self = weak.lock()) self->send_frame();
    });
  });
}

// A page that is closed says so only by the end of its connection.
void Connection::watch_for_end() {
  read_next([](Connection& self, std::string_view) { self.watch_for_end(); });
}

void Connection::send_frame() {
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

}  // namespace sarnakh::http
