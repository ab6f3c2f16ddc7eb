#pragma once

// Finds the row of a path. Words win over places, so "/leads/duplicates" is not the lead called duplicates.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "foundations/http/route.hpp"

namespace sarnakh::http {

struct Match {
  const Route* route = nullptr;
  std::vector<std::pair<std::string_view, std::string>> places;
  // When only the method does not fit: the methods that would ("GET, POST").
  std::string allowed;
};

class Router {
 public:
  explicit Router(const RouteTable& routes);
  ~Router();
  Match find(Method method, std::string_view path) const;

 private:
  struct Node;
  static bool walk(const Node& node, std::string_view rest, Method method, Match& match);
  std::unique_ptr<Node> root_;
};

}  // namespace sarnakh::http
