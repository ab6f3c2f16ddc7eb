#include "foundations/http/router.hpp"

#include <map>

namespace sarnakh::http {

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
  std::unique_ptr<Node> place;  // {name}
  // The rows that end here, each with the names of its places in order.
  std::vector<std::pair<const Route*, std::vector<std::string>>> rows;
  std::vector<std::pair<const Route*, std::vector<std::string>>> rest_rows;  // {name...}
};

namespace {

// The first part of "/a/b" without its slash; `rest` becomes "/b".
std::string_view take_part(std::string_view& rest) {
  rest.remove_prefix(1);
  const auto end = rest.find('/');
  const auto part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
  return part;
}

}  // namespace

Router::Router(const RouteTable& routes) : root_(std::make_unique<Node>()) {
  for (const auto& route : routes) {
    auto* node = root_.get();
    std::vector<std::string> names;
    std::string_view rest = route.pattern;
    bool takes_rest = false;
    while (!rest.empty() && !takes_rest) {
      const auto part = take_part(rest);
      if (!part.starts_with('{')) {
        auto& next = node->words[std::string(part)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
        continue;
      }
      auto name = std::string(part.substr(1, part.size() - 2));
      takes_rest = name.ends_with("...");
      if (takes_rest) name.resize(name.size() - 3);
      names.push_back(std::move(name));
      if (takes_rest) break;
      if (!node->place) node->place = std::make_unique<Node>();
      node = node->place.get();
    }
    (takes_rest ? node->rest_rows : node->rows).emplace_back(&route, std::move(names));
  }
}

Router::~Router() = default;

bool Router::walk(const Node& node, std::string_view rest, Method method, Match& match) {
  const auto take = [&](const auto& rows) {
    for (const auto& [route, names] : rows) {
      if (route->method == method) {
        match.route = route;
        for (std::size_t i = 0; i < names.size() && i < match.places.size(); ++i) match.places[i].first = names[i];
        return true;
      }
      match.allowed += (match.allowed.empty() ? "" : ", ") + std::string(name_of(route->method));
    }
    return false;
  };
  if (rest.empty()) return take(node.rows);
  auto after = rest;
  const auto part = take_part(after);
  if (const auto word = node.words.find(part); word != node.words.end() && walk(*word->second, after, method, match))
    return true;
  if (node.place && !part.empty()) {
    match.places.emplace_back("", std::string(part));
    if (walk(*node.place, after, method, match)) return true;
    match.places.pop_back();
  }
  if (!node.rest_rows.empty()) {
    match.places.emplace_back("", std::string(rest.substr(1)));
    if (take(node.rest_rows)) return true;
    match.places.pop_back();
  }
  return false;
}

Match Router::find(Method method, std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  walk(*root_, path, method, match);
  return match;
}

}  // namespace sarnakh::http
