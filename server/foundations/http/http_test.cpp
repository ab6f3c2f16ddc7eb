#include <doctest/doctest.h>

#include <atomic>
#include <boost/asio.hpp>
#include <mutex>
#include <thread>
#include <utility>

#include "foundations/db/testing.hpp"
#include "foundations/http/compress.hpp"
#include "foundations/http/form_body.hpp"
#include "foundations/http/http_sql.hpp"
#include "foundations/http/router.hpp"
#include "foundations/http/server.hpp"
#include "foundations/http/sse.hpp"
#include "foundations/time/clock.hpp"

using namespace sarnakh;
using namespace sarnakh::http;
using namespace std::string_literals;

namespace {

struct Echo {
  std::string word;
  static constexpr auto fields = json::fields(json::field("word", &Echo::word, json::length{1, 10}));
  static constexpr std::string_view schema_name = "Echo";
};

int status_of(std::string_view code) {
  static const std::map<std::string, int, std::less<>> statuses{{"not_found", 404},
                                                                {"method_not_allowed", 405},
                                                                {"body_too_large", 413},
                                                                {"invalid", 422},
                                                                {"json_malformed", 400},
                                                                {"request_malformed", 400},
                                                                {"host_missing", 400},
                                                                {"bad_target", 400},
                                                                {"transfer_encoding_unknown", 501},
                                                                {"unsupported_media_type", 415},
                                                                {"uri_too_long", 414},
                                                                {"headers_too_large", 431},
                                                                {"method_unknown", 501},
                                                                {"unauthenticated", 401},
                                                                {"overloaded", 503},
                                                                {"handler_late", 503}};
  const auto found = statuses.find(code);
  return found == statuses.end() ? 400 : found->second;
}

// A server on a free port, with a few routes.
struct Running {
  time::VirtualClock clock{Instant{1'700'000'000'000}};
  Hub hub;
  std::atomic<bool> valid{true};
  std::atomic<bool> entered{false}, may_answer{false};  // of /slow
  std::mutex mutex;
  std::vector<std::move_only_function<void()>> waiting;  // of /later
  std::unique_ptr<Server> server;

  explicit Running(ServerSettings settings = {}) {
    settings.port = 0;
    settings.workers = 4;
    RouteTable routes;
    routes.push_back(route<Echo, Echo>(Method::post, "/echo", "public", "Says it back.",
                                       [](const Call&, const Echo& echo) { return echo; }));
    routes.push_back(
        route<Nothing, Answer>(Method::get, "/things/{id}", "public", "A thing.",
                               [](const Call& call, const Nothing&) { return text(200, call.place("id")); }));
    routes.push_back(
        route<Nothing, Answer>(Method::get, "/long", "public", "A long text.",
                               [](const Call&, const Nothing&) { return text(200, std::string(100'000, 'a')); }));
    routes.push_back(route<Nothing, Answer>(Method::get, "/slow", "public", "Answers when it is told to.",
                                            [this](const Call&, const Nothing&) {
                                              entered = true;
                                              entered.notify_all();
                                              may_answer.wait(false);
                                              return text(200, "at last");
                                            }));
    // Answers when it is told to, and no thread waits for that.
    routes.push_back(route<Nothing, Answer>(Method::get, "/later/{how}", "public", "Later.",
                                            [this](const Call& call, const Nothing&) {
                                              return later([this, how = call.place("how")](Give give) {
                                                if (how == "never") throw Problem{"overloaded"};
                                                const std::lock_guard lock(mutex);
                                                waiting.emplace_back([give = std::move(give), how]() mutable {
                                                  give([how]() -> Answer {
                                                    if (how == "refused") throw Problem{"unauthenticated"};
                                                    if (how == "broken") throw std::runtime_error("secret words");
                                                    return text(200, "at last");
                                                  });
                                                });
                                              });
                                            }));
    routes.push_back(
        route<Nothing, Answer>(Method::get, "/pieces", "public", "In pieces.", [](const Call&, const Nothing&) {
          Answer answer;
          answer.pull = [count = 0]() mutable -> std::optional<std::string> {
            return ++count > 3 ? std::nullopt : std::optional(std::to_string(count));
          };
          return answer;
        }));
    routes.push_back(route<Nothing, Answer>(
        Method::get, "/broken", "public", "Throws.",
        [](const Call&, const Nothing&) -> Answer { throw std::runtime_error("secret words"); }));
    routes.push_back(
        route<Nothing, Answer>(Method::get, "/events", "public", "A stream.", [this](const Call& call, const Nothing&) {
          return hub.subscribe(call.request, WorkspaceId{1}, [this] { return valid.load(); });
        }));
    Hooks hooks;
    hooks.status = status_of;
    server = std::make_unique<Server>(settings, clock, std::move(routes), std::move(hooks));
    server->start();
  }
};

// Sends bytes as they are and reads until the other side closes, or until `enough` stands in the answer.
std::string talk(int port, const std::string& bytes, std::string_view enough = {}) {
  boost::asio::io_context context;
  boost::asio::ip::tcp::socket socket(context);
  socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(port)});
  boost::system::error_code error;
  boost::asio::write(socket, boost::asio::buffer(bytes), error);
  std::string answer;
  char piece[4096];
  while (enough.empty() || answer.find(enough) == std::string::npos) {
    const auto size = socket.read_some(boost::asio::buffer(piece), error);
    answer.append(piece, size);
    if (error) break;
  }
  return answer;
}

std::string get(int port, const std::string& path, const std::string& headers = {}) {
  return talk(port, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n");
}
std::string post(int port, const std::string& body, const std::string& headers = "Content-Type: application/json\r\n") {
  return talk(port, "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers +
                        "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}
int status(const std::string& answer) { return answer.size() > 12 ? std::atoi(answer.c_str() + 9) : 0; }

}  // namespace

TEST_CASE("requests reach their rows") {
  Running running;
  const int port = running.server->port();
  CHECK(get(port, "/things/a%20b").ends_with("\r\n\r\na b"));
  CHECK(post(port, R"({"word":"سلام"})").find(R"({"word":"سلام"})") != std::string::npos);
  CHECK(status(get(port, "/nowhere")) == 404);
  const auto wrong = get(port, "/echo");
  CHECK(status(wrong) == 405);
  CHECK(wrong.find("Allow: POST") != std::string::npos);
  CHECK(status(post(port, R"({"word":""})")) == 422);
  CHECK(status(post(port, "{")) == 400);
  CHECK(status(post(port, "word=x", "Content-Type: text/plain\r\n")) == 415);
  CHECK(get(port, "/livez").ends_with("alive\n"));
  CHECK(get(port, "/metrics").find("sarnakh_http_requests_total{") != std::string::npos);
  // Figures are for this machine: not for whoever stands behind a proxy that runs on it.
  CHECK(status(get(port, "/metrics", "X-Forwarded-For: 203.0.113.7\r\n")) == 404);
}

TEST_CASE("our own mistakes are a 500 that tells the visitor nothing") {
  Running running;
  const auto answer = get(running.server->port(), "/broken");
  CHECK(answer.find("secret") == std::string::npos);
  CHECK(answer.find("\"code\":\"internal\"") != std::string::npos);
}

TEST_CASE("heads that could be read in two ways are refused") {
  Running running;
  const int port = running.server->port();
  const auto refused = [&](const std::string& bytes) { return status(talk(port, bytes)); };
  CHECK(refused("GET / HTTP/1.1\r\n\r\n") == 400);  // no Host
  CHECK(refused("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
  CHECK(refused("GET / HTTP/1.1\r\nHost : a\r\n\r\n") == 400);               // space before the colon
  CHECK(refused("GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n") == 400);  // obs-fold
  CHECK(refused("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
  CHECK(refused("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n") == 400);
  CHECK(refused("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n") == 400);
  CHECK(refused("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n") >= 400);
  CHECK(refused("GET / HTTP/1.1\nHost: a\n\n") == 400);  // bare line feeds
  CHECK(refused("\x01\x02\x03 nonsense\r\n\r\n") >= 400);
}

TEST_CASE("limits: one below, at, and one above") {
  Running running;
  const int port = running.server->port();
  const auto headers = [&](int count) {
    std::string all;
    for (int i = 0; i < count - 2; ++i) all += "X-" + std::to_string(i) + ": 1\r\n";  // Host and Connection count too
    return status(get(port, "/things/1", all));
  };
  CHECK(headers(99) == 200);
  CHECK(headers(100) == 200);
  CHECK(headers(101) >= 400);
  const auto line = [&](std::size_t bytes) {
    return status(get(port, "/things/" + std::string(bytes - std::string("GET /things/ HTTP/1.1").size(), 'a')));
  };
  CHECK(line(8 * 1024 - 1) == 200);
  CHECK(line(8 * 1024) == 200);
  CHECK(line(8 * 1024 + 1) >= 400);
  const auto body = [&](std::size_t bytes) {
    return status(post(port, R"({"word":"x"})" + std::string(bytes - 12, ' ')));
  };
  CHECK(body((1 << 20) - 1) == 200);
  CHECK(body(1 << 20) == 200);
  CHECK(body((1 << 20) + 1) == 413);
}

TEST_CASE("pipelined requests are answered in order") {
  Running running;
  const auto answer = talk(running.server->port(),
                           "GET /things/1 HTTP/1.1\r\nHost: x\r\n\r\nGET /things/2 HTTP/1.1\r\nHost: x\r\n\r\n"
                           "GET /things/3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto one = answer.find("\r\n\r\n1"), two = answer.find("\r\n\r\n2"), three = answer.find("\r\n\r\n3");
  CHECK(one < two);
  CHECK(two < three);
  CHECK(three != std::string::npos);
}

TEST_CASE("a chunked body may come byte by byte") {
  Running running;
  boost::asio::io_context context;
  boost::asio::ip::tcp::socket socket(context);
  socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(running.server->port())});
  const std::string bytes =
      "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\n"
      "6\r\n{\"word\r\n6\r\n\":\"x\"}\r\n0\r\n\r\n";
  for (const char byte : bytes) boost::asio::write(socket, boost::asio::buffer(&byte, 1));
  std::string answer;
  boost::system::error_code error;
  boost::asio::read(socket, boost::asio::dynamic_buffer(answer), error);
  CHECK(status(answer) == 200);
  CHECK(answer.ends_with("{\"word\":\"x\"}"));
}

TEST_CASE("long answers are compressed, in pieces, or only their head") {
  Running running;
  const int port = running.server->port();
  const auto packed = get(port, "/long", "Accept-Encoding: gzip, br\r\n");
  CHECK(packed.find("Content-Encoding: br") != std::string::npos);
  CHECK(packed.size() < 5'000);
  CHECK(get(port, "/long", "Accept-Encoding: br;q=0\r\n").size() > 100'000);
  CHECK(get(port, "/pieces").ends_with("1\r\n1\r\n1\r\n2\r\n1\r\n3\r\n0\r\n\r\n"));
  const auto head = talk(port, "HEAD /long HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(head.find("Content-Length: 100000") != std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
}

// The second part comes after a quarter of a second, on a connection of its own.
std::string in_two_parts(const ServerSettings& settings, const std::string& first, const std::string& second) {
  const Running running(settings);
  boost::asio::io_context context;
  boost::asio::ip::tcp::socket socket(context);
  socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(running.server->port())});
  boost::asio::write(socket, boost::asio::buffer(first));
  std::this_thread::sleep_for(std::chrono::milliseconds(250));
  boost::system::error_code error;
  boost::asio::write(socket, boost::asio::buffer(second), error);
  std::string answer;
  boost::asio::read(socket, boost::asio::dynamic_buffer(answer), error);
  return answer;
}

TEST_CASE("who sends a byte now and then is cut off as who sends none") {
  ServerSettings settings;
  settings.head_timeout_ms = 200;
  const Running running(settings);
  boost::asio::io_context context;
  boost::asio::ip::tcp::socket socket(context);
  socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(running.server->port())});
  boost::system::error_code error;
  int sent = 0;
  for (const auto bytes = "GET / HTTP/1.1\r\nX: "s + std::string(1000, 'x'); !error && sent < 1000; ++sent) {
    boost::asio::write(socket, boost::asio::buffer(&bytes[static_cast<std::size_t>(sent)], 1), error);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(sent < 1000);
}

TEST_CASE("a handler that is late is answered for, and its own answer finds nobody") {
  ServerSettings settings;
  settings.handler_timeout_ms = 100;
  Running running(settings);
  const int port = running.server->port();
  const auto late = get(port, "/slow");
  CHECK(status(late) == 503);
  CHECK(late.find("\"code\":\"handler_late\"") != std::string::npos);
  CHECK(late.find("Connection: close") != std::string::npos);
  running.may_answer = true;
  running.may_answer.notify_all();
  CHECK(get(port, "/slow").ends_with("at last"));
  const auto never = get(port, "/later/kept");
  CHECK(status(never) == 503);
  for (auto& give : running.waiting) give();
  CHECK(status(get(port, "/things/1")) == 200);
}

TEST_CASE("who sends too slowly is cut off") {
  ServerSettings settings;
  CHECK(settings.head_timeout_ms == 10'000);
  CHECK(settings.body_bytes_per_second == 1024);
  CHECK(settings.idle_timeout_ms == 30'000);
  CHECK(settings.handler_timeout_ms == 30'000);
  // Each in his own time, which is no time at all for whoever waits: served a little inside it, cut off outside it.
  CHECK(status(in_two_parts(settings, "GET /things/1 HTTP/1.1\r\nHo", "st: x\r\nConnection: close\r\n\r\n")) == 200);
  CHECK(status(in_two_parts(settings,
                            "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                            "Content-Length: 12\r\n\r\n{\"word",
                            "\":\"x\"}")) == 200);
  settings.head_timeout_ms = 100;
  settings.idle_timeout_ms = 100;
  Running running(settings);
  CHECK(talk(running.server->port(), "GET / HTTP/1.1\r\nHo").empty());
  CHECK(talk(running.server->port(), "").empty());
  CHECK(talk(running.server->port(),
             "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{")
            .empty());
}

TEST_CASE("who does not read his answer is cut off, who reads it slowly gets all of it") {
  ServerSettings settings;
  CHECK(settings.write_timeout_ms == 15'000);
  CHECK(settings.written_bytes_per_second == 8 * 1024);
  settings.write_timeout_ms = 300;
  settings.send_buffer = 4096;
  const Running running(settings);
  // Takes a piece after each pause, and at last whatever is left.
  const auto read_with = [&](std::chrono::milliseconds pause, int pieces) {
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket socket(context);
    socket.open(boost::asio::ip::tcp::v4());
    socket.set_option(boost::asio::socket_base::receive_buffer_size(4096));
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(running.server->port())});
    boost::asio::write(socket, boost::asio::buffer("GET /long HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"s));
    std::string answer;
    char piece[4096];
    boost::system::error_code error;
    for (int i = 0; !error; ++i) {
      if (i < pieces) std::this_thread::sleep_for(pause);
      answer.append(piece, socket.read_some(boost::asio::buffer(piece), error));
    }
    return answer.size();
  };
  CHECK(read_with(std::chrono::milliseconds(1'000), 1) < 50'000);
  // Longer in all than the time without progress.
  CHECK(read_with(std::chrono::milliseconds(40), 20) > 100'000);
}

TEST_CASE("a text that is served again and again is packed as it is asked for") {
  PackedText packed(std::string(20'000, 'a'));
  const auto coding = [&](std::string_view accepted) {
    const auto answer = packed.answer(accepted);
    std::string told;
    for (const auto& header : answer.headers)
      if (header.name == "Content-Encoding") told = header.value;
    CHECK((answer.fixed_body->size() == 20'000) == told.empty());
    return told;
  };
  CHECK(coding("gzip, br") == "br");
  CHECK(coding("gzip") == "gzip");
  CHECK(coding("").empty());
  CHECK(coding("br;q=0").empty());
  CHECK(coding("br;q=0.000").empty());
  CHECK(coding("br;q=0.0, gzip;q=0.5") == "gzip");
  CHECK(coding("br; q=0.05") == "br");
}

TEST_CASE("a stream gives what was missed, or says that it cannot") {
  Running running;
  const int port = running.server->port();
  running.hub.publish(WorkspaceId{1}, 5, "lead_created", R"({"id":"5"})");
  running.hub.publish(WorkspaceId{2}, 6, "lead_created", R"({"id":"other"})");
  running.hub.publish(WorkspaceId{1}, 7, "lead_created", R"({"id":"7"})");
  const auto missed = talk(port, "GET /events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 5\r\n\r\n", "id: 7\n");
  CHECK(missed.find("id: 5\n") == std::string::npos);
  CHECK(missed.find("other") == std::string::npos);
  CHECK(talk(port, "GET /events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 2\r\n\r\n", "resync").find("event: resync") !=
        std::string::npos);
}

TEST_CASE("stopping lets what runs finish") {
  auto running = std::make_unique<Running>();
  const int port = running->server->port();
  std::string answer;
  std::thread client([&] { answer = get(port, "/slow"); });
  running->entered.wait(false);
  std::thread stopper([&] { running->server->stop(); });
  // It takes no more while the one that has begun is still at work …
  while (true) {
    try {
      get(port, "/livez");
    } catch (const std::exception&) {
      break;
    }
  }
  // … and that one is answered.
  running->may_answer = true;
  running->may_answer.notify_all();
  client.join();
  stopper.join();
  CHECK(status(answer) == 200);
  CHECK(answer.ends_with("at last"));
}

TEST_CASE("an answer may come later, more of them than there are threads, and each is what its handler says") {
  Running running;  // with four threads
  const int port = running.server->port();
  const std::vector<std::string> hows{"well", "refused", "broken", "well", "well", "refused", "well"};
  std::vector<std::string> answers(hows.size());
  std::vector<std::thread> clients;
  for (std::size_t i = 0; i < hows.size(); ++i)
    clients.emplace_back([&, i] { answers[i] = get(port, "/later/" + hows[i]); });
  const auto waiting = [&] {
    const std::lock_guard lock(running.mutex);
    return running.waiting.size();
  };
  while (waiting() < hows.size()) std::this_thread::yield();
  // They hold no thread.
  CHECK(get(port, "/things/1").ends_with("\r\n\r\n1"));
  CHECK(status(get(port, "/later/never")) == 503);
  // A server that stops waits for them, and no longer than until they are given.
  std::thread stopper([&] { running.server->stop(); });
  for (auto& give : running.waiting) give();
  for (auto& client : clients) client.join();
  stopper.join();
  for (std::size_t i = 0; i < hows.size(); ++i) {
    CAPTURE(answers[i]);
    CHECK(status(answers[i]) == (hows[i] == "well" ? 200 : hows[i] == "refused" ? 401 : 400));
    CHECK(answers[i].find("secret") == std::string::npos);
  }
}

TEST_CASE("words win over places") {
  RouteTable routes(3);
  routes[0].pattern = "/leads/{id}";
  routes[1].pattern = "/leads/duplicates";
  routes[2].pattern = "/files/{path...}";
  const Router router(routes);
  CHECK(router.find(Method::get, "/leads/duplicates").route == &routes[1]);
  CHECK(router.find(Method::get, "/leads/12").places.at(0) == std::pair<std::string_view, std::string>{"id", "12"});
  CHECK(router.find(Method::get, "/files/a/b").places.at(0).second == "a/b");
  CHECK(router.find(Method::get, "/leads").route == nullptr);
  CHECK(router.find(Method::post, "/leads/1").allowed == "GET");
}

TEST_CASE("form bodies of each kind, and their limits") {
  Request request;
  request.headers = {{"content-type", "multipart/form-data; boundary=xx"}};
  request.body =
      "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n2\r\n--xx\r\nContent-Disposition: form-data; "
      "name=\"f\"; "
      "filename=\"b.csv\"\r\nContent-Type: text/csv\r\n\r\n\r\n--xx--\r\n";
  CHECK(form_fields_of(request) == FormFields{{"a", "1\r\n2"}, {"f", ""}});
  CHECK(parse_multipart(request.header("content-type"), request.body).at(1).file_name == "b.csv");
  for (const auto* bad :
       {"", "--xx", "--xx\r\n", "--xx\r\nContent-Disposition: form-data\r\n\r\n1\r\n--xx--", "--xxx\r\n"})
    CHECK_THROWS_AS(parse_multipart("multipart/form-data; boundary=xx", bad), Problem);
  const auto pairs = [](int count) {
    std::string body = "a=1";
    for (int i = 1; i < count; ++i) body += "&a=1";
    return body;
  };
  CHECK(parse_urlencoded(pairs(199)).size() == 199);
  CHECK(parse_urlencoded(pairs(200)).size() == 200);
  CHECK_THROWS_AS(parse_urlencoded(pairs(201)), Problem);
  const auto parts = [](int count) {
    std::string body;
    for (int i = 0; i < count; ++i) body += "--xx\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
    return body + "--xx--\r\n";
  };
  CHECK(parse_multipart("multipart/form-data; boundary=xx", parts(63)).size() == 63);
  CHECK(parse_multipart("multipart/form-data; boundary=xx", parts(64)).size() == 64);
  CHECK_THROWS_AS(parse_multipart("multipart/form-data; boundary=xx", parts(65)), Problem);
}

TEST_CASE("a repeated request with a key has one effect and the same answer") {
  CHECK(db::testing::faults_of(sql::all) == std::vector<std::string>{});
  db::testing::for_each_database([](db::Database& database) {
    Request request;
    request.method = Method::post;
    request.target = request.path = "/x";
    request.headers = {{"idempotency-key", "\"k1\""}};
    request.body = "a";
    request.now = Instant{1'700'000'000'000};
    Call call{request, Caller::system(WorkspaceId{1}), {}};
    int effects = 0;
    const auto act = [&](db::Work&) {
      ++effects;
      Answer answer;
      answer.status = 201;
      answer.body = "{\"n\":" + std::to_string(effects) + "}";
      return answer;
    };
    CHECK(idempotent(database, call, act).body == "{\"n\":1}");
    const auto again = idempotent(database, call, act);
    CHECK(again.body == "{\"n\":1}");
    CHECK(again.status == 201);
    CHECK(again.headers.back().name == "Idempotency-Replayed");
    request.body = "b";
    CHECK_THROWS_AS(idempotent(database, call, act), Problem);
    request.now = request.now + time::days(2);
    CHECK(idempotent(database, call, act).body == "{\"n\":2}");
    call.caller.workspace = WorkspaceId{2};
    CHECK(idempotent(database, call, act).body == "{\"n\":3}");
    CHECK(effects == 3);
    // While the first one runs, a second is told so; when it failed, nothing is kept and the key is free.
    request.headers = {{"idempotency-key", "k2"}};
    std::string second;
    CHECK_THROWS_AS(idempotent(database, call,
                               [&](db::Work&) -> Answer {
                                 try {
                                   idempotent(database, call, act);
                                 } catch (const Problem& problem) {
                                   second = problem.code;
                                 }
                                 throw Problem{"lead_empty"};
                               }),
                    Problem);
    CHECK(second == "idempotency_key_running");
    CHECK(idempotent(database, call, act).body == "{\"n\":4}");
    // What an answer says of a person goes with the person, and all answers after a day.
    const auto kept = [&] {
      return database.read({request.now, call.caller}, [](db::Work& work) {
        static constexpr db::Statement all{"t.kept", "SELECT count(*) FROM idempotency_keys WHERE workspace_id > 0",
                                           "SELECT count(*) FROM idempotency_keys WHERE workspace_id > 0"};
        return work.one(all)->integer(0);
      });
    };
    CHECK(kept() == 3);
    request.headers = {{"idempotency-key", "k3"}};
    idempotent(database, call, [](db::Work&) {
      Answer answer;
      answer.body = R"({"lead":{"id":"77"}})";
      return answer;
    });
    CHECK(kept() == 4);
    database.write({request.now, call.caller}, [](db::Work& work) { forget_answers_about(work, 77); });
    CHECK(kept() == 3);
    database.write({request.now + time::days(2), call.caller}, [](db::Work& work) { forget_old_answers(work); });
    CHECK(kept() == 0);
  });
}

TEST_CASE("versions and cursors") {
  Request request;
  CHECK_THROWS_AS(require_match(request, 3), Problem);
  request.headers = {{"if-match", "\"v2\", \"v3\""}};
  require_match(request, 3);
  CHECK_THROWS_AS(require_match(request, 4), Problem);
  const json::Value values{json::Array{"ali", 5}};
  CHECK(read_cursor(make_cursor(values)) == values);
  for (const auto* bad : {"", "%%%", "AAAA", "bm90IGpzb24"}) CHECK_THROWS_AS(read_cursor(bad), Problem);
}

TEST_CASE("the description names every route, its parameters and its problem") {
  RouteTable routes;
  routes.push_back(route<Echo, Tagged<Echo>>(Method::patch, "/api/v1/words/{id}", "words:write", "Changes a word.",
                                             [](const Call&, const Echo& echo) {
                                               return Tagged<Echo>{echo, 1};
                                             }));
  const auto document = openapi_of(routes, "1.0.0");
  const auto& operation = document["paths"]["/api/v1/words/{id}"]["patch"];
  CHECK(operation["x-permission"] == json::Value("words:write"));
  CHECK(operation["parameters"].as_array().at(0)["name"] == json::Value("id"));
  CHECK(operation["responses"]["200"]["headers"].has("ETag"));
  CHECK(operation["responses"].has("default"));
  CHECK(document["components"]["schemas"].has("Echo"));
}
