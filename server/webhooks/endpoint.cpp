#include "webhooks/endpoint.hpp"

#include "webhooks/webhooks_sql.hpp"

namespace sarnakh::webhooks {

namespace {

Endpoint endpoint_of(const db::Row& row) {
  Endpoint endpoint;
  endpoint.id = row.id<EndpointId>(0);
  endpoint.version = row.integer(1);
  endpoint.name = row.text(2);
  endpoint.url = row.text(3);
  endpoint.topics = topics_of(row.view(4));
  endpoint.state = json::enum_of_name<EndpointState>(row.view(5)).value_or(EndpointState::off);
  endpoint.secret = {row.text(6), row.text(7), row.instant(8)};
  endpoint.failing_since = row.maybe_instant(9);
  endpoint.made_at = row.instant(10);
  return endpoint;
}

}  // namespace

Endpoint load_endpoint(db::Work& work, EndpointId id) {
  return endpoint_of(*found(work.one(sql::load_endpoint, {work.workspace(), id})));
}

std::vector<Endpoint> list_endpoints(db::Work& work) {
  std::vector<Endpoint> all;
  for (const auto row : work.query(sql::list_endpoints, {work.workspace()})) all.push_back(endpoint_of(row));
  return all;
}

void insert_endpoint(db::Work& work, const Endpoint& endpoint) {
  const auto topics = text_of(endpoint.topics);
  work.run(sql::insert_endpoint, {work.workspace(), endpoint.id, endpoint.name, endpoint.url, topics,
                                  endpoint.secret.value, endpoint.made_at});
}

void save_endpoint(db::Work& work, const Endpoint& endpoint) {
  const auto topics = text_of(endpoint.topics);
  work.run(sql::save_endpoint,
           {work.workspace(), endpoint.id, endpoint.name, endpoint.url, topics, json::name_of_enum(endpoint.state)});
}

void save_secret(db::Work& work, const Endpoint& endpoint) {
  const auto& secret = endpoint.secret;
  work.run(sql::save_secret, {work.workspace(), endpoint.id, secret.value, secret.before, secret.before_until});
}

void end_endpoint(db::Work& work, EndpointId id) {
  work.run(sql::withdraw_of_endpoint, {work.workspace(), id, work.now()});
  work.run(sql::end_endpoint, {work.workspace(), id});
}

}  // namespace sarnakh::webhooks
