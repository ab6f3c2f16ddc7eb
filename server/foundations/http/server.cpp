#include "foundations/http/server.hpp"

#include <boost/asio.hpp>
#include <chrono>
#include <future>
#include <thread>
#include <utility>

#include "foundations/http/connection.hpp"

namespace sarnakh::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Steady = std::chrono::steady_clock;

struct Server::Inside : Host {
  using Host::Host;
  tcp::acceptor acceptor{context};
  asio::steady_timer sweep_timer{context};
  std::thread thread;

  void accept();
  void sweep();
  std::vector<std::shared_ptr<Connection>> connections() const { return {open.begin(), open.end()}; }
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
    for (const auto& connection : connections())
      if (connection->late(now)) connection->overdue();
    sweep();
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
    for (const auto& connection : server.connections())
      if (connection->idle()) connection->close();
  });
  const auto deadline = Steady::now() + std::chrono::milliseconds(server.settings.shutdown_timeout_ms);
  while (Steady::now() < deadline) {
    std::promise<std::size_t> left;
    asio::post(server.context, [&] { left.set_value(server.open.size()); });
    if (left.get_future().get() == 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  server.workers.close();
  while (server.awaited > 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  asio::post(server.context, [&server] {
    for (const auto& connection : server.connections()) connection->close();
    server.sweep_timer.cancel();
    server.context.stop();
  });
  server.thread.join();
}

}  // namespace sarnakh::http
