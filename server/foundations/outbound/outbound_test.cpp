#include <arpa/inet.h>
#include <dlfcn.h>
#include <doctest/doctest.h>
#include <netdb.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>

#include "foundations/http/server.hpp"
#include "foundations/outbound/client.hpp"
#include "foundations/outbound/target.hpp"

using namespace sarnakh;
using namespace sarnakh::outbound;

namespace {

// What the names of this test resolve to: each look takes the next answer, as a name server does that means harm.
struct Names {
  std::vector<std::vector<std::string>> answers;
  std::atomic<int> looks{0};
};
std::map<std::string, Names, std::less<>>& names() {
  static std::map<std::string, Names, std::less<>> all;
  return all;
}

struct Ask {
  std::string body;
  std::map<std::string, std::string, std::less<>> headers;
};

// A receiver on a free port of one loopback address.
struct Receiver {
  time::SystemClock clock;
  std::atomic<int> asked{0};
  std::atomic<bool> may_answer{false};
  std::unique_ptr<http::Server> server;

  explicit Receiver(const std::string& address = "127.0.0.1", int port = 0) {
    http::ServerSettings settings;
    settings.address = address;
    settings.port = port;
    settings.workers = 4;
    http::RouteTable routes;
    const auto add = [&](const std::string& path, std::function<http::Answer()> give) {
      routes.push_back(http::route<http::Nothing, http::Answer>(
          http::Method::post, path, "public", "Takes.", [this, give](const http::Call& call, const http::Nothing&) {
            remember(call.request);
            ++asked;
            return give();
          }));
    };
    add("/right", [] { return http::text(200, "taken"); });
    routes.push_back(http::route<http::Nothing, http::Answer>(http::Method::get, "/told", "public", "Tells.",
                                                              [this](const http::Call&, const http::Nothing&) {
                                                                ++asked;
                                                                return http::text(200, "told");
                                                              }));
    add("/wrong", [] { return http::text(500, "broken"); });
    add("/elsewhere", [] { return http::redirect(302, "/right"); });
    add("/endless", [] {
      http::Answer answer = http::text(200, "");
      answer.pull = []() -> std::optional<std::string> { return std::string(100'000, 'x'); };
      return answer;
    });
    add("/slow", [this] {
      may_answer.wait(false);
      return http::text(200, "at last");
    });
    server = std::make_unique<http::Server>(settings, clock, std::move(routes), http::Hooks{});
    server->start();
  }
  ~Receiver() {
    may_answer = true;
    may_answer.notify_all();
    server->stop();
  }
  std::string url(const std::string& path, const std::string& host = "127.0.0.1") const {
    return "http://" + host + ":" + std::to_string(server->port()) + path;
  }
  Ask last() const {
    const std::lock_guard lock(mutex_);
    return last_;
  }

 private:
  // Called by several of the server's threads at once.
  void remember(const http::Request& request) {
    Ask ask{request.body, {}};
    for (const auto& header : request.headers) ask.headers[header.name] = header.value;
    const std::lock_guard lock(mutex_);
    last_ = std::move(ask);
  }

  mutable std::mutex mutex_;
  Ask last_;
};

// A receiver whose certificate is right in everything, but signed by nobody whom this machine trusts. It takes one
// caller; who has shaken hands is heard out.
class Stranger {
 public:
  // `trusted`: whether the caller sent anything, known when this object is gone.
  explicit Stranger(std::optional<bool>& trusted)
      : trusted_(trusted), context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), 2);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    auto* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1,
                               0);
    X509_set_issuer_name(certificate.get(), name);
    auto* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(certificate.get(), names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    SSL_CTX_use_certificate(context_.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), key.get());
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    REQUIRE(::bind(listener_, reinterpret_cast<const sockaddr*>(&place), size) == 0);
    REQUIRE(::listen(listener_, 1) == 0);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&place), &size);
    port_ = ntohs(place.sin_port);
    thread_ = std::thread([this] { take(); });
  }
  ~Stranger() {
    thread_.join();
    ::close(listener_);
  }
  std::string url() const { return "https://127.0.0.1:" + std::to_string(port_) + "/"; }

 private:
  void take() {
    std::signal(SIGPIPE, SIG_IGN);  // NOLINT: the caller hangs up while we shake hands
    const int caller = ::accept(listener_, nullptr, nullptr);
    const std::unique_ptr<SSL, void (*)(SSL*)> talk(SSL_new(context_.get()), SSL_free);
    SSL_set_fd(talk.get(), caller);
    char byte = 0;
    // In TLS 1.3 the caller's refusal comes after our own handshake: only a request shows trust.
    trusted_ = SSL_accept(talk.get()) == 1 && SSL_read(talk.get(), &byte, 1) == 1;
    ::close(caller);
  }
  std::optional<bool>& trusted_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

Guard guard(const std::vector<std::string>& listed) { return *Guard::with(listed); }

}  // namespace

// The resolver of the whole test program: libcurl asks here as well.
extern "C" int getaddrinfo(const char* host, const char* service, const addrinfo* hints, addrinfo** found) {
  using Real = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  static const auto real = reinterpret_cast<Real>(dlsym(RTLD_NEXT, "getaddrinfo"));
  const auto known = names().find(host == nullptr ? "" : host);
  if (known == names().end()) return real(host, service, hints, found);
  auto& name = known->second;
  const auto look = static_cast<std::size_t>(name.looks++);
  addrinfo* all = nullptr;
  auto** end = &all;
  for (const auto& address : name.answers[std::min(look, name.answers.size() - 1)]) {
    addrinfo numeric = hints == nullptr ? addrinfo{} : *hints;
    numeric.ai_family = AF_INET;
    numeric.ai_flags = AI_NUMERICHOST;
    if (real(address.c_str(), service, &numeric, end) != 0) return EAI_NONAME;
    end = &(*end)->ai_next;
  }
  *found = all;
  return 0;
}

TEST_CASE("public addresses are allowed, and every kind that is not is refused") {
  const Guard none;
  for (const auto* address :
       {"8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.167.255.255",
        "223.255.255.255", "2606:4700::1111", "2a01:4f8::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"}) {
    CAPTURE(address);
    CHECK(none.allows(address));
  }
  for (const auto* address :
       {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.1.2.3",
        "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1",
        "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "168.63.129.16", "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1",
        "2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::", "2001::1", "2001:10::1", "2001:db8::1", "3fff::1",
        "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "5f00::1",
        // nothing that a resolver would give, and so nothing to connect to
        "", "localhost", "0177.0.0.1", "0x7f.0.0.1", "2130706433", "127.1", "10.0.0.1 ", "8.8.8.8/0"}) {
    CAPTURE(address);
    CHECK_FALSE(none.allows(address));
  }
}

TEST_CASE("what the operator lists is allowed, in whatever it is wrapped, and nothing beside it") {
  const auto some = guard({"10.1.0.0/16", "127.0.0.2", "fd00:1::/32"});
  for (const auto* address :
       {"10.1.0.1", "10.1.255.255", "127.0.0.2", "::ffff:10.1.2.3", "64:ff9b::10.1.2.3", "fd00:1::5", "8.8.8.8"}) {
    CAPTURE(address);
    CHECK(some.allows(address));
  }
  for (const auto* address : {"10.2.0.1", "127.0.0.1", "::ffff:10.2.0.1", "fd00:2::5", "169.254.169.254"}) {
    CAPTURE(address);
    CHECK_FALSE(some.allows(address));
  }
  CHECK_FALSE(Guard::with({"10.1.0.0/16", "everything"}));
  CHECK_FALSE(Guard::with({"10.1.0.0/33"}));
}

TEST_CASE("an address as typed is made plain, or refused with the reason") {
  const Guard none;
  const std::map<std::string, std::string> plain{
      {"https://erp.example.com/hooks?key=a%20b", "https://erp.example.com/hooks?key=a%20b"},
      {" HTTPS://ERP.Example.com:443/x#top ", "https://erp.example.com/x"},
      {"http://erp.example.com:8080", "http://erp.example.com:8080/"},
      {"https://ایران.example/x", "https://xn--mgba3a4f16a.example/x"},
      {"https://ｅｒｐ．example/x", "https://erp.example/x"},
      {"http://8.8.8.8/x", "http://8.8.8.8/x"},
      {"http://[2606:4700::1111]/", "http://[2606:4700::1111]/"}};
  for (const auto& pair : plain) {
    const auto& typed = pair.first;
    CAPTURE(typed);
    const auto target = target_of(typed, none);
    CHECK(target.value_or("") == pair.second);
  }
  const std::map<std::string, TargetFault> refused{{"", TargetFault::malformed},
                                                   {"https://", TargetFault::malformed},
                                                   {"ftp://erp.example.com/", TargetFault::scheme},
                                                   {"file:///etc/passwd", TargetFault::scheme},
                                                   {"gopher://erp.example.com/", TargetFault::scheme},
                                                   {"https://user:word@erp.example.com/", TargetFault::credentials},
                                                   {"https://erp.example.com@127.0.0.1/", TargetFault::credentials},
                                                   {"https://erp.example.com:22/", TargetFault::port},
                                                   {"https://erp.example.com:25/", TargetFault::port},
                                                   {"https://erp.example.com:70000/", TargetFault::port},
                                                   {"http://127.0.0.1/", TargetFault::refused},
                                                   {"http://localhost/", TargetFault::refused},
                                                   {"http://LOCALHOST/", TargetFault::refused},
                                                   {"http://localhost./", TargetFault::malformed},
                                                   {"https://erp.example.com./x", TargetFault::malformed},
                                                   {"http://169.254.169.254/latest/meta-data", TargetFault::refused},
                                                   {"http://[::1]/", TargetFault::refused},
                                                   {"http://[::ffff:7f00:1]/", TargetFault::refused},
                                                   {"http://[64:ff9b::7f00:1]/", TargetFault::refused},
                                                   {"http://[2002:7f00:1::]/", TargetFault::refused},
                                                   {"http://[fe80::1%25eth0]/", TargetFault::malformed},
                                                   {"http://0177.0.0.1/", TargetFault::malformed},
                                                   {"http://0x7f.0.0.1/", TargetFault::malformed},
                                                   {"http://0x7f000001/", TargetFault::malformed},
                                                   {"http://2130706433/", TargetFault::malformed},
                                                   {"http://127.1/", TargetFault::malformed},
                                                   {"http://127.0.1/", TargetFault::malformed},
                                                   {"http://erp.example.com\\@127.0.0.1/", TargetFault::malformed}};
  for (const auto& pair : refused) {
    const auto& typed = pair.first;
    CAPTURE(typed);
    const auto target = target_of(typed, none);
    CHECK_FALSE(target);
    if (!target) CHECK(json::name_of_enum(target.error()) == json::name_of_enum(pair.second));
  }
  CHECK(target_of("http://10.1.2.3:8069/hook", guard({"10.1.0.0/16"})).value_or("") == "http://10.1.2.3:8069/hook");
}

TEST_CASE("a request arrives with its headers and body, and the answer's beginning comes back") {
  Receiver receiver;
  const auto all = guard({"127.0.0.1"});
  const auto right =
      ask(all, {receiver.url("/right"), {{"content-type", "application/json"}, {"webhook-id", "7"}}, R"({"a":"ب"})"});
  CHECK_FALSE(right.failure);
  CHECK(right.status == 200);
  CHECK(right.body == "taken");
  CHECK(receiver.last().body == R"({"a":"ب"})");
  CHECK(receiver.last().headers["webhook-id"] == "7");
  const auto wrong = ask(all, {receiver.url("/wrong")});
  CHECK(wrong.status == 500);
  CHECK(wrong.body == "broken");
}

TEST_CASE("a redirect is an answer and is not followed") {
  Receiver receiver;
  CHECK(ask(guard({"127.0.0.1"}), {receiver.url("/elsewhere")}).status == 302);
  CHECK(receiver.asked == 1);
}

TEST_CASE("an answer without end is read no further than needed, and its first KiB kept") {
  Receiver receiver;
  const auto answer = ask(guard({"127.0.0.1"}), {receiver.url("/endless")});
  CHECK_FALSE(answer.failure);
  CHECK(answer.status == 200);
  CHECK(answer.body == std::string(1024, 'x'));
  Request more{receiver.url("/endless")};
  more.most_kept = 200'000;
  CHECK(ask(guard({"127.0.0.1"}), more).body == std::string(200'000, 'x'));
}

TEST_CASE("what is only asked for has no body") {
  Receiver receiver;
  Request question{receiver.url("/told?a=1")};
  question.method = Method::get;
  const auto told = ask(guard({"127.0.0.1"}), question);
  CHECK(told.status == 200);
  CHECK(told.body == "told");
  CHECK(receiver.asked == 1);
}

TEST_CASE("a failure is one word") {
  Receiver receiver;
  const auto all = guard({"127.0.0.1"});
  CHECK(ask({}, {receiver.url("/right")}).failure == Failure::address_refused);
  CHECK(ask({}, {receiver.url("/right", "localhost")}).failure == Failure::address_refused);
  CHECK(receiver.asked == 0);
  CHECK(ask(all, {"https" + receiver.url("/right").substr(4)}).failure == Failure::tls_failed);
  CHECK(ask(all, {receiver.url("/slow"), {}, {}, time::milliseconds(300)}).failure == Failure::timed_out);
  CHECK(ask(all, {"http://127.0.0.1:1/"}).failure == Failure::connect_failed);
  CHECK(ask(all, {"http://nobody.invalid/"}).failure == Failure::dns_failed);
  CHECK(ask(all, {"ftp://127.0.0.1/"}).failure == Failure::connection_lost);
}

TEST_CASE("nothing is sent to a receiver whose certificate nobody vouches for") {
  std::optional<bool> trusted;
  {
    Stranger stranger(trusted);
    CHECK(ask(guard({"127.0.0.1"}), {stranger.url(), {}, "personal data"}).failure == Failure::tls_failed);
  }
  CHECK(trusted == false);
}

TEST_CASE("one that waits holds up no other") {
  Receiver receiver;
  Client client(guard({"127.0.0.1"}));
  std::vector<std::string> done;
  client.send({receiver.url("/slow")}, [&](const Answer& answer) { done.push_back("slow " + answer.body); });
  client.send({receiver.url("/right")}, [&](const Answer& answer) { done.push_back("right " + answer.body); });
  while (done.empty()) client.turn(std::chrono::milliseconds(100));
  CHECK(done == std::vector<std::string>{"right taken"});
  receiver.may_answer = true;
  receiver.may_answer.notify_all();
  while (client.under_way() != 0) client.turn(std::chrono::milliseconds(100));
  CHECK(done == std::vector<std::string>{"right taken", "slow at last"});
}

TEST_CASE("a name server that changes its mind leads nowhere: a name is resolved once for each request") {
  Receiver meant("127.0.0.2");
  Receiver harmed("127.0.0.1", meant.server->port());
  const auto listed = guard({"127.0.0.2"});
  auto& rebound = names()["rebound.example"];
  rebound.answers = {{"127.0.0.2"}, {"127.0.0.1"}};
  CHECK(ask(listed, {meant.url("/right", "rebound.example")}).status == 200);
  CHECK(rebound.looks == 1);
  CHECK(ask(listed, {meant.url("/right", "rebound.example")}).failure == Failure::address_refused);
  CHECK(rebound.looks == 2);
  // One good address among bad ones: a bad one is never the one that is tried instead.
  names()["mixed.example"].answers = {{"127.0.0.1", "127.0.0.2"}};
  CHECK(ask(listed, {meant.url("/right", "mixed.example")}).failure == Failure::address_refused);
  CHECK(meant.asked == 1);
  CHECK(harmed.asked == 0);
}
