#pragma once

// One client, from its first byte to its last: heads and bodies read within their limits and times, each request handed
// to a worker, its answer written as fast as the client takes it. For server.cpp alone, as it speaks of sockets.

#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "foundations/http/answering.hpp"
#include "foundations/http/chunks.hpp"
#include "foundations/http/head.hpp"
#include "foundations/http/stream.hpp"
#include "foundations/http/workers.hpp"

namespace sarnakh::http {

class Connection;

// What the connections of a server have in common. One thread runs the context, the I/O thread.
struct Host {
  Host(ServerSettings settings_, time::Clock& clock_, RouteTable routes, Hooks hooks)
      : settings(std::move(settings_)),
        clock(clock_),
        answering(std::move(routes), std::move(hooks), metrics, stopping),
        workers(settings.workers, settings.queue) {}

  ServerSettings settings;
  time::Clock& clock;
  Metrics metrics;
  std::atomic<bool> stopping{false};
  std::atomic<int> awaited{0};  // answers that somebody outside has still to give
  Answering answering;
  boost::asio::io_context context{1};
  Workers workers;
  std::set<std::shared_ptr<Connection>> open;  // touched by the I/O thread alone, as is what it has read just now
  std::array<char, 64 * 1024> piece{};
};

// On the I/O thread, but for what says otherwise.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Connection(Host& host, boost::asio::ip::tcp::socket socket);
  void start();
  bool late(Time now) const { return now > deadline_; }
  bool idle() const { return state_ == State::head && in_.empty(); }
  void close();
  // What was to be done by now is not: a handler that is late is answered for, everybody else is let go.
  void overdue();

 private:
  enum class State { head, body, handler, writing, streaming };

  void wait_for(std::int64_t milliseconds);

  // Reading a request.
  void next_request();
  template <class Take>
  void read_next(Take take);
  void receive();
  void look_at_head();
  void read_remote(Request& request) const;
  void start_body();
  void slow_body_deadline();
  void take_body();

  // Having it answered.
  void dispatch();
  void give(Answer ready);
  void take_answer(Answer ready);
  void await(std::move_only_function<void(Give)> to_come);
  void refuse(const Problem& problem);
  void account(const Answer& answer);

  // Writing the answer.
  template <class Buffers, class Next>
  void write(const Buffers& buffers, Next next);
  void send(Answer answer);
  void finish();
  void close_gently();
  void drain();

  // An answer that is made while it is sent.
  void pull_piece();
  void write_piece(std::optional<std::string> piece);

  // A page that stays open for what happens.
  void start_stream();
  void watch_for_end();
  void send_frame();

  Host& host_;
  boost::asio::ip::tcp::socket socket_;
  std::string remote_;
  State state_ = State::head;
  Time deadline_, began_, body_began_;
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

}  // namespace sarnakh::http
