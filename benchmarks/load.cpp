// Sends HTTP requests over keep-alive connections and counts the answers.
//
//   bench_load URL --connections 64 --seconds 10 [--rate 5000] [--body form|page-view|delivery] [--first 1000000]
//   [--write-key KEY] [--header "Name: value"]…
//
// Without --rate each connection sends its next request when its answer is there (closed loop: the most the
// server can do). With --rate requests have a time-table, and latency counts from the time a request was due,
// so that a server that stalls cannot hide it (open loop). With --body requests are POST, with the bodies number
// --first, --first + 1, … (bodies.hpp): no two are alike. Prints one line of JSON: requests, seconds, per_second,
// p50_ms, p90_ms, p99_ms, max_ms, taken_p99_ms (of those below 300), refused_without_retry_after, statuses, failures,
// next (the number after the last body).

#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <deque>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bodies.hpp"
#include "foundations/json/value.hpp"

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;

struct Plan {
  std::string host, port, target;
  int connections = 64;
  double seconds = 10;
  double rate = 0;
  std::string body;  // "" asks with GET
  std::string write_key;
  std::uint64_t first = 0;
  std::string headers;
};

struct Totals {
  std::uint64_t next = 0;
  std::uint64_t sent = 0;
  std::map<int, std::uint64_t> statuses;
  std::vector<float> latencies_ms;
  std::vector<float> taken_ms;  // of those that were answered below 300
  std::uint64_t refused_without_retry_after = 0;
  std::uint64_t failures = 0;
  std::string first_refusal;
};

std::string body_of(const Plan& plan, std::uint64_t number) {
  if (plan.body == "form") return sarnakh::bench::form_of(number);
  if (plan.body == "page-view") return sarnakh::bench::page_view_of(number, plan.write_key);
  if (plan.body == "delivery") return sarnakh::bench::delivery_of(number, plan.write_key);
  throw std::runtime_error("unknown body " + plan.body);
}

std::string request_of(const Plan& plan, Totals& totals) {
  const auto head = plan.target + " HTTP/1.1\r\nHost: " + plan.host + ":" + plan.port + "\r\n" + plan.headers;
  if (plan.body.empty()) return "GET " + head + "\r\n";
  const auto body = body_of(plan, totals.next++);
  // Each from a network of its own, as a proxy tells it: what one network may send in a minute is not what is asked
  // here.
  const auto scattered = (totals.next * 0x9e3779b97f4a7c15ull) >> 40;
  const auto network = "X-Forwarded-For: 10." + std::to_string(scattered >> 16 & 255) + "." +
                       std::to_string(scattered >> 8 & 255) + ".7\r\n";
  return "POST " + head + network + "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

// When the next request is due: at once in a closed loop, by the time-table in an open one.
class TimeTable {
 public:
  TimeTable(const Plan& plan, Clock::time_point start) : plan_(plan), start_(start) {}
  Clock::time_point end() const {
    return start_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(plan_.seconds));
  }
  Clock::time_point take() {
    if (plan_.rate <= 0) return Clock::now();
    const auto due = start_ + std::chrono::duration_cast<Clock::duration>(
                                  std::chrono::duration<double>(static_cast<double>(taken_) / plan_.rate));
    ++taken_;
    return due;
  }

 private:
  const Plan& plan_;
  Clock::time_point start_;
  std::uint64_t taken_ = 0;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::io_context& context, const Plan& plan, Totals& totals, TimeTable& table)
      : socket_(context), timer_(context), plan_(plan), totals_(totals), table_(table) {}

  void start(const tcp::resolver::results_type& endpoints) {
    auto self = shared_from_this();
    asio::async_connect(socket_, endpoints, [self](const boost::system::error_code& error, const tcp::endpoint&) {
      if (error) {
        ++self->totals_.failures;
        return;
      }
      self->socket_.set_option(tcp::no_delay(true));
      self->next();
    });
  }

 private:
  void next() {
    due_ = table_.take();
    if (due_ >= table_.end()) return;
    auto self = shared_from_this();
    if (due_ <= Clock::now()) return send();
    timer_.expires_at(due_);
    timer_.async_wait([self](const boost::system::error_code&) { self->send(); });
  }
  void send() {
    out_ = request_of(plan_, totals_);
    ++totals_.sent;
    auto self = shared_from_this();
    asio::async_write(socket_, asio::buffer(out_), [self](const boost::system::error_code& error, std::size_t) {
      if (error) return self->fail();
      self->receive();
    });
  }
  void receive() {
    auto self = shared_from_this();
    socket_.async_read_some(asio::buffer(piece_), [self](const boost::system::error_code& error, std::size_t size) {
      if (error) return self->fail();
      self->in_.append(self->piece_.data(), size);
      if (!self->whole()) return self->receive();
      self->done();
    });
  }
  // A whole answer: head, and as many bytes as Content-Length says (204 and 304 have none).
  bool whole() {
    const auto head = in_.find("\r\n\r\n");
    if (head == std::string::npos) return false;
    status_ = in_.size() > 12 ? std::atoi(in_.c_str() + 9) : 0;
    std::string lower = in_.substr(0, head);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    const auto at = lower.find("content-length:");
    const std::size_t length = at == std::string::npos ? 0 : std::strtoul(lower.c_str() + at + 15, nullptr, 10);
    if (in_.size() < head + 4 + length) return false;
    if (status_ >= 300) {
      if (totals_.first_refusal.empty()) totals_.first_refusal = in_.substr(head + 4, 400);
      if (lower.find("\r\nretry-after:") == std::string::npos) ++totals_.refused_without_retry_after;
    }
    in_.erase(0, head + 4 + length);
    return true;
  }
  void done() {
    ++totals_.statuses[status_];
    const auto waited = std::chrono::duration<float, std::milli>(Clock::now() - due_).count();
    totals_.latencies_ms.push_back(waited);
    if (status_ < 300) totals_.taken_ms.push_back(waited);
    next();
  }
  void fail() { ++totals_.failures; }

  tcp::socket socket_;
  asio::steady_timer timer_;
  const Plan& plan_;
  Totals& totals_;
  TimeTable& table_;
  Clock::time_point due_;
  std::string out_, in_;
  std::array<char, 16384> piece_{};
  int status_ = 0;
};

Plan plan_of(int count, char** words) {
  Plan plan;
  std::string url = words[1];
  if (url.starts_with("http://")) url = url.substr(7);
  const auto slash = url.find('/');
  const auto colon = url.find(':');
  plan.host = url.substr(0, colon);
  plan.port = url.substr(colon + 1, slash - colon - 1);
  plan.target = url.substr(slash);
  for (int i = 2; i + 1 < count; i += 2) {
    const std::string option = words[i], value = words[i + 1];
    if (option == "--connections")
      plan.connections = std::stoi(value);
    else if (option == "--seconds")
      plan.seconds = std::stod(value);
    else if (option == "--rate")
      plan.rate = std::stod(value);
    else if (option == "--first")
      plan.first = std::stoull(value);
    else if (option == "--body")
      plan.body = value;
    else if (option == "--write-key")
      plan.write_key = value;
    else if (option == "--header")
      plan.headers += value + "\r\n";
    else
      throw std::runtime_error("unknown option " + option);
  }
  return plan;
}

double percentile(const std::vector<float>& sorted, double share) {
  return sorted.empty() ? 0
                        : sorted[std::min(sorted.size() - 1,
                                          static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "bench_load URL --connections N --seconds S [--rate R] [--body form|page-view|delivery] [--first N] "
                 "[--header H]\n";
    return 2;
  }
  const auto plan = plan_of(count, words);
  Totals totals;
  totals.next = plan.first;
  asio::io_context context(1);
  const auto endpoints = tcp::resolver(context).resolve(plan.host, plan.port);
  const auto start = Clock::now();
  TimeTable table(plan, start);
  for (int i = 0; i < plan.connections; ++i)
    std::make_shared<Connection>(context, plan, totals, table)->start(endpoints);
  context.run();
  const auto seconds = std::chrono::duration<double>(Clock::now() - start).count();

  auto& sorted = totals.latencies_ms;
  std::sort(sorted.begin(), sorted.end());
  sarnakh::json::Value statuses{sarnakh::json::Object{}};
  for (const auto& [status, times] : totals.statuses)
    statuses.set(std::to_string(status), static_cast<std::int64_t>(times));
  sarnakh::json::Value line{sarnakh::json::Object{}};
  line.set("requests", static_cast<std::int64_t>(sorted.size()));
  line.set("seconds", seconds);
  line.set("per_second", static_cast<double>(sorted.size()) / seconds);
  line.set("p50_ms", percentile(sorted, 0.50));
  line.set("p90_ms", percentile(sorted, 0.90));
  line.set("p99_ms", percentile(sorted, 0.99));
  line.set("max_ms", sorted.empty() ? 0.0 : static_cast<double>(sorted.back()));
  std::sort(totals.taken_ms.begin(), totals.taken_ms.end());
  line.set("taken_p99_ms", percentile(totals.taken_ms, 0.99));
  line.set("refused_without_retry_after", static_cast<std::int64_t>(totals.refused_without_retry_after));
  line.set("statuses", statuses);
  line.set("failures", static_cast<std::int64_t>(totals.failures));
  line.set("next", static_cast<std::int64_t>(totals.next));
  if (!totals.first_refusal.empty()) line.set("first_refusal", totals.first_refusal);
  std::cout << sarnakh::json::write(line) << "\n";
  return totals.failures == 0 ? 0 : 1;
}
