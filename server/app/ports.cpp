#include "app/ports.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sarnakh::app {

int free_port(const std::string& address) {
  const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  if (::inet_pton(AF_INET, address.c_str(), &place.sin_addr) != 1) place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof place;
  int port = 0;
  if (::bind(handle, reinterpret_cast<const sockaddr*>(&place), size) == 0 &&
      ::getsockname(handle, reinterpret_cast<sockaddr*>(&place), &size) == 0)
    port = ntohs(place.sin_port);
  ::close(handle);
  return port;
}

}  // namespace sarnakh::app
