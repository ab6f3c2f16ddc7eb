// What people do in the desk: tell an address, try it, look at what was sent, send it again.

#include "accounts/accounts.hpp"
#include "foundations/basics/signing.hpp"
#include "foundations/outbound/target.hpp"
#include "foundations/text/fold.hpp"
#include "leads/hidden_fields.hpp"
#include "webhooks/delivery.hpp"
#include "webhooks/webhooks.hpp"

namespace sarnakh::webhooks {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

struct NewEndpoint {
  std::string name, url;
  std::vector<Topic> topics;
  std::optional<std::string> secret;
  static constexpr auto fields =
      json::fields(json::field("name", &NewEndpoint::name, json::length{1, 100}),
                   json::field("url", &NewEndpoint::url, json::length{1, 2000}, "Where it is told: http or https"),
                   json::field("events", &NewEndpoint::topics, json::length{1, 20}),
                   json::field("secret", &NewEndpoint::secret, json::length{1, 200},
                               "Where the receiver gives one (whsec_ and base64); a new one is made when left out"));
  static constexpr std::string_view schema_name = "NewWebhook";
};
struct Decisions {
  std::string name, url;
  std::vector<Topic> topics;
  bool on = true;
  static constexpr auto fields = json::fields(
      json::field("name", &Decisions::name, json::length{1, 100}),
      json::field("url", &Decisions::url, json::length{1, 2000}),
      json::field("events", &Decisions::topics, json::length{1, 20}),
      json::field("on", &Decisions::on, "Off: nothing is gathered for it, and what waits stays where it is"));
  static constexpr std::string_view schema_name = "WebhookDecisions";
};
struct EndpointView {
  EndpointId id;
  std::int64_t version = 1;
  std::string name, url;
  std::vector<Topic> topics;
  EndpointState state = EndpointState::on;
  std::optional<Instant> old_secret_until, failing_since;
  std::int64_t waiting = 0, failed = 0;
  Instant made_at;
  static constexpr auto fields = json::fields(
      json::field("id", &EndpointView::id), json::field("version", &EndpointView::version),
      json::field("name", &EndpointView::name), json::field("url", &EndpointView::url),
      json::field("events", &EndpointView::topics),
      json::field("state", &EndpointView::state, "gone: it answered 410 and is told nothing more"),
      json::field("old_secret_until", &EndpointView::old_secret_until, "So long the secret before signs as well"),
      json::field("failing_since", &EndpointView::failing_since, "Nothing was taken since then"),
      json::field("waiting", &EndpointView::waiting),
      json::field("failed", &EndpointView::failed, "Given up after the last attempt, and not sent again since"),
      json::field("made_at", &EndpointView::made_at));
  static constexpr std::string_view schema_name = "Webhook";
};
struct SecretView {
  EndpointView webhook;
  std::string secret;
  static constexpr auto fields = json::fields(json::field("webhook", &SecretView::webhook),
                                              json::field("secret", &SecretView::secret, "Shown this once"));
  static constexpr std::string_view schema_name = "WebhookSecret";
};
struct DeliveryQuery {
  std::optional<EndpointId> webhook;
  std::optional<DeliveryState> state;
  std::optional<std::string> cursor;
  int limit = 50;
  static constexpr auto fields =
      json::fields(json::field("webhook", &DeliveryQuery::webhook), json::field("state", &DeliveryQuery::state),
                   json::field("cursor", &DeliveryQuery::cursor, json::length{1, 100}),
                   json::field("limit", &DeliveryQuery::limit, json::with_default, json::range{1, 200}));
  static constexpr std::string_view schema_name = "WebhookDeliveryQuery";
};

EndpointView view_of(const Endpoint& endpoint, const OpenCounts& counts, Instant now) {
  return {endpoint.id,
          endpoint.version,
          endpoint.name,
          endpoint.url,
          endpoint.topics,
          endpoint.state,
          endpoint.secret.good_until(now),
          endpoint.failing_since,
          counts.waiting,
          counts.failed,
          endpoint.made_at};
}

// Without secrets and without the address's own: it may hold one.
json::Value detail_of(const Endpoint& endpoint) {
  json::Value detail{json::Object{}};
  detail.set("name", endpoint.name);
  detail.set("events", json::parse(text_of(endpoint.topics)));
  detail.set("state", json::name_of_enum(endpoint.state));
  return detail;
}

class Api {
 public:
  Api(db::Database& database, outbound::Guard guard, std::function<void()> wake)
      : database_(database), guard_(std::move(guard)), wake_(std::move(wake)) {}

  http::List<EndpointView> list(const Call& call) {
    return database_.read(call.scope(), [](db::Work& work) {
      http::List<EndpointView> list;
      auto counts = open_counts(work);
      for (const auto& endpoint : list_endpoints(work))
        list.data.push_back(view_of(endpoint, counts[endpoint.id], work.now()));
      return list;
    });
  }

  // A webhook tells everything of a lead: who may not see all of it does not say where that goes.
  http::Created<SecretView> make(const Call& call, const NewEndpoint& wanted) {
    leads::refuse_raw(call.caller);
    Endpoint endpoint;
    endpoint.name = text::clean_text(wanted.name);
    endpoint.url = target(wanted.url);
    endpoint.topics = wanted.topics;
    if (wanted.secret && !is_webhook_secret(*wanted.secret))
      throw Problem{std::vector<FieldFault>{{"webhook_secret_malformed", "/secret"}}};
    endpoint.secret.value = wanted.secret ? *wanted.secret : new_webhook_secret();
    return database_.write(call.scope(), [&](db::Work& work) {
      auto made = endpoint;
      if (list_endpoints(work).size() >= most_endpoints)
        throw Problem{"webhooks_many", {}, {{"limit", std::to_string(most_endpoints)}}};
      made.id = work.new_id<EndpointId>();
      made.made_at = work.now();
      insert_endpoint(work, made);
      accounts::audit(work, "webhook_made", "webhook", made.id.value, detail_of(made));
      return http::Created<SecretView>{{view_of(made, {}, work.now()), made.secret.value},
                                       "/api/v1/webhooks/" + to_string(made.id)};
    });
  }

  http::Tagged<EndpointView> load(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) { return tagged(work, call.id<EndpointId>("id")); });
  }

  http::Tagged<EndpointView> save(const Call& call, const Decisions& body) {
    leads::refuse_raw(call.caller);
    const auto url = target(body.url);
    return database_.write(call.scope(), [&](db::Work& work) {
      auto endpoint = load_endpoint(work, call.id<EndpointId>("id"));
      http::require_match(call.request, endpoint.version);
      endpoint.name = text::clean_text(body.name);
      endpoint.url = url;
      endpoint.topics = body.topics;
      // Switched off it stays gone, if that is what it was.
      if (body.on || endpoint.state == EndpointState::on)
        endpoint.state = body.on ? EndpointState::on : EndpointState::off;
      save_endpoint(work, endpoint);
      accounts::audit(work, "webhook_changed", "webhook", endpoint.id.value, detail_of(endpoint));
      work.after_commit([wake = wake_] { wake(); });
      return tagged(work, endpoint.id);
    });
  }

  Nothing end(const Call& call) {
    database_.write(call.scope(), [&](db::Work& work) {
      const auto endpoint = load_endpoint(work, call.id<EndpointId>("id"));
      end_endpoint(work, endpoint.id);
      accounts::audit(work, "webhook_ended", "webhook", endpoint.id.value, detail_of(endpoint));
    });
    return {};
  }

  SecretView change_secret(const Call& call) {
    leads::refuse_raw(call.caller);
    return database_.write(call.scope(), [&](db::Work& work) {
      auto endpoint = load_endpoint(work, call.id<EndpointId>("id"));
      endpoint.secret.rotate(new_webhook_secret(), work.now());
      save_secret(work, endpoint);
      accounts::audit(work, "webhook_secret_changed", "webhook", endpoint.id.value, detail_of(endpoint));
      return SecretView{tagged(work, endpoint.id).body, endpoint.secret.value};
    });
  }

  Nothing end_old_secret(const Call& call) {
    database_.write(call.scope(), [&](db::Work& work) {
      auto endpoint = load_endpoint(work, call.id<EndpointId>("id"));
      endpoint.secret.end_before();
      save_secret(work, endpoint);
      accounts::audit(work, "webhook_old_secret_ended", "webhook", endpoint.id.value, detail_of(endpoint));
    });
    return {};
  }

  http::Created<DeliveryRow> test(const Call& call) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto endpoint = load_endpoint(work, call.id<EndpointId>("id"));
      if (endpoint.state != EndpointState::on) throw Problem{"webhook_off"};
      json::Value data{json::Object{}};
      data.set("webhook", endpoint.name);
      data.set("sent_by", call.caller.name);
      const auto body = body_of(test_topic, work.now(), std::move(data));
      const auto id = work.new_id<DeliveryId>();
      insert_delivery(work, {id, endpoint.id, test_topic, id.value, {}, body});
      accounts::audit(work, "webhook_tested", "webhook", endpoint.id.value, detail_of(endpoint));
      work.after_commit([wake = wake_] { wake(); });
      return http::Created<DeliveryRow>{load_delivery(work, id), "/api/v1/webhook-deliveries/" + to_string(id)};
    });
  }

  http::Page<DeliveryRow> deliveries(const Call& call, const DeliveryQuery& query) {
    const DeliveryId before{http::number_of_cursor(query.cursor.value_or(""), INT64_MAX)};
    return database_.read(call.scope(), [&](db::Work& work) {
      http::Page<DeliveryRow> page;
      page.data = list_deliveries(work, before, query.webhook.value_or(EndpointId{}), query.state, query.limit + 1);
      http::cut(page, query.limit, [](const DeliveryRow& row) { return row.id.value; });
      return page;
    });
  }

  DeliveryView delivery(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) { return shown(work, call.id<DeliveryId>("id")); });
  }

  DeliveryView resend(const Call& call) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto id = call.id<DeliveryId>("id");
      send_again(work, id);
      accounts::audit(work, "webhook_resent", "webhook_delivery", id.value);
      work.after_commit([wake = wake_] { wake(); });
      return shown(work, id);
    });
  }

 private:
  // The body holds the lead, and the receiver may answer with any of it.
  static DeliveryView shown(db::Work& work, DeliveryId id) {
    auto view = load_delivery(work, id);
    if (leads::sees_raw(work.caller())) return view;
    view.body.clear();
    for (auto& attempt : view.tried) attempt.answer.clear();
    view.withheld = true;
    return view;
  }

  std::string target(const std::string& typed) const {
    auto url = outbound::target_of(typed, guard_);
    if (!url) throw Problem{std::vector<FieldFault>{{std::string(json::name_of_enum(url.error())), "/url"}}};
    return std::move(*url);
  }

  static http::Tagged<EndpointView> tagged(db::Work& work, EndpointId id) {
    const auto endpoint = load_endpoint(work, id);
    return {view_of(endpoint, open_counts(work)[id], work.now()), endpoint.version};
  }

  db::Database& database_;
  outbound::Guard guard_;
  std::function<void()> wake_;
};

}  // namespace

void add_routes(http::RouteTable& routes, db::Database& database, const outbound::Guard& guard,
                const std::function<void()>& wake) {
  const auto api = std::make_shared<Api>(database, guard, wake);
  const std::string all = "/api/v1/webhooks", one = all + "/{id}";
  const std::string log = "/api/v1/webhook-deliveries", entry = log + "/{id}";
  routes.push_back(http::route<Nothing, http::List<EndpointView>>(
      Method::get, all, "settings:read", "The addresses of other programs that are told what happens, newest first.",
      [api](const Call& call, const Nothing&) { return api->list(call); }));
  routes.push_back(http::route<NewEndpoint, http::Created<SecretView>>(
      Method::post, all, "settings:write", "Tells an address from now on; its secret is shown this once.",
      [api](const Call& call, const NewEndpoint& body) { return api->make(call, body); }));
  routes.push_back(http::route<Nothing, http::Tagged<EndpointView>>(
      Method::get, one, "settings:read", "One of them.",
      [api](const Call& call, const Nothing&) { return api->load(call); }));
  routes.push_back(http::route<Decisions, http::Tagged<EndpointView>>(
      Method::put, one, "settings:write", "Changes name, address and events, and turns it on and off (If-Match).",
      [api](const Call& call, const Decisions& body) { return api->save(call, body); }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::remove, one, "settings:write", "Tells it nothing more; what waits for it is withdrawn.",
      [api](const Call& call, const Nothing&) { return api->end(call); }, http::BodyKind::none));
  routes.push_back(http::route<Nothing, SecretView>(
      Method::post, one + "/secret", "settings:write",
      "Gives it a new secret; for seven days every message is signed with the one before as well.",
      [api](const Call& call, const Nothing&) { return api->change_secret(call); }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::remove, one + "/old-secret", "settings:write", "From now on the new secret alone signs.",
      [api](const Call& call, const Nothing&) { return api->end_old_secret(call); }, http::BodyKind::none));
  routes.push_back(http::route<Nothing, http::Created<DeliveryRow>>(
      Method::post, one + "/test", "settings:write", "Sends a message of type webhook.test, once.",
      [api](const Call& call, const Nothing&) { return api->test(call); }));
  routes.push_back(http::route<DeliveryQuery, http::Page<DeliveryRow>>(
      Method::get, log, "settings:read", "What was sent and what waits, newest first; kept for thirty days.",
      [api](const Call& call, const DeliveryQuery& query) { return api->deliveries(call, query); }));
  // Whole cards stand in it, whoever's they are.
  routes.push_back(http::route<Nothing, DeliveryView>(
      Method::get, entry, "settings:write", "One message with its body and every attempt to hand it over.",
      [api](const Call& call, const Nothing&) { return api->delivery(call); }));
  routes.push_back(http::route<Nothing, DeliveryView>(
      Method::post, entry + "/resend", "settings:write", "Sends it again with the same id.",
      [api](const Call& call, const Nothing&) { return api->resend(call); }));
}

}  // namespace sarnakh::webhooks
