// Sends HTTP requests over keep-alive connections and counts the answers.
//
//   bench_load URL --connections 64 --seconds 10 [--rate 5000] [--body form-json|none] [--first 1000000]
//   [--header "Name: value"]…
//
// Without --rate each connection sends its next request when its answer is there (closed loop: the most the
// server can do). With --rate requests have a time-table, and latency counts from the time a request was due,
// so that a server that stalls cannot hide it (open loop). Body form-json is the JSON of person number
// --first, --first + 1, …, as answers of the form «Contact us»: no two requests are of one person. Prints one line of
// JSON: requests, seconds, per_second, p50_ms, p90_ms, p99_ms, max_ms, statuses, bytes.

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

#include "foundations/json/value.hpp"
#include "foundations/text/markup.hpp"
#include "people.hpp"

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;

struct Plan {
  std::string host, port, target;
  int connections = 64;
  double seconds = 10;
  double rate = 0;
  bool body = false;
  std::uint64_t first = 0;
  std::string headers;
};

struct Totals {
  std::uint64_t next_person = 0;
  std::uint64_t sent = 0;
  std::map<int, std::uint64_t> statuses;
  std::vector<float> latencies_ms;
  std::uint64_t failures = 0;
  std::string first_refusal;
};

std::string request_of(const Plan& plan, Totals& totals) {
  std::string body;
  if (plan.body) {
    const auto who = sarnakh::bench::person(totals.next_person++);
    sarnakh::json::Value json{sarnakh::json::Object{}};
    sarnakh::json::Value answers{sarnakh::json::Object{}}, consents{sarnakh::json::Object{}};
    answers.set("name", who.first_name + " " + who.last_name);
    answers.set("phone", who.phone);
    if (!who.email.empty()) answers.set("email", who.email);
    answers.set("message", who.need);
    consents.set("contact", true);
    json.set("answers", std::move(answers));
    json.set("consents", std::move(consents));
    if (!who.utm_source.empty())
      json.set("page", "https://clinic.example/?utm_source=" + who.utm_source + "&utm_medium=" + who.utm_medium +
                           "&utm_campaign=" + sarnakh::text::percent_encode(who.utm_campaign));
    body = sarnakh::json::write(json);
  }
  std::string text = (plan.body ? "POST " : "GET ") + plan.target + " HTTP/1.1\r\nHost: " + plan.host + ":" +
                     plan.port + "\r\n" + plan.headers;
  if (plan.body)
    text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  else
    text += "\r\n";
  return text;
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
    if (status_ >= 300 && totals_.first_refusal.empty()) totals_.first_refusal = in_.substr(head + 4, 400);
    in_.erase(0, head + 4 + length);
    return true;
  }
  void done() {
    ++totals_.statuses[status_];
    totals_.latencies_ms.push_back(std::chrono::duration<float, std::milli>(Clock::now() - due_).count());
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
      plan.body = value == "form-json";
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
    std::cerr << "bench_load URL --connections N --seconds S [--rate R] [--body form-json] [--first N] "
                 "[--header H]\n";
    return 2;
  }
  const auto plan = plan_of(count, words);
  Totals totals;
  totals.next_person = plan.first;
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
  line.set("statuses", statuses);
  line.set("failures", static_cast<std::int64_t>(totals.failures));
  line.set("next_person", static_cast<std::int64_t>(totals.next_person));
  if (!totals.first_refusal.empty()) line.set("first_refusal", totals.first_refusal);
  std::cout << sarnakh::json::write(line) << "\n";
  return totals.failures == 0 ? 0 : 1;
}
