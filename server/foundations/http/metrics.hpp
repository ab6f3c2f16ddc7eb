#pragma once

// What /metrics tells of the requests: counts by route and status, durations, how many run now.

#include <memory>
#include <string>
#include <string_view>

namespace sarnakh::http {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  // `route` is the pattern, never the path: the number of texts stays finite.
  void answered(std::string_view method, std::string_view route, int status, double seconds);
  void connections(int open);
  std::string text() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sarnakh::http
