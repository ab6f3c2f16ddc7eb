// What people do in the desk: make an address, draw its mapping, change its secret, read again what waits.

#include "accounts/accounts.hpp"
#include "foundations/text/fold.hpp"
#include "intake/api.hpp"
#include "intake/meta_fetch.hpp"
#include "intake/receive.hpp"
#include "intake/senders.hpp"
#include "leads/hidden_fields.hpp"
#include "sources/channels.hpp"

namespace sarnakh::intake {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

struct NewAddress {
  Kind kind = Kind::webhook;
  std::string name, channel;
  static constexpr auto fields =
      json::fields(json::field("kind", &NewAddress::kind),
                   json::field("name", &NewAddress::name, json::length{1, 100}, "What histories and lists call it"),
                   json::field("channel", &NewAddress::channel, json::with_default, json::length{0, 40},
                               "Of leads whose body does not say where they came from"));
  static constexpr std::string_view schema_name = "NewIncomingAddress";
};
struct Decisions {
  std::string name, channel;
  std::optional<Mapping> mapping;
  static constexpr auto fields = json::fields(
      json::field("name", &Decisions::name, json::length{1, 100}),
      json::field("channel", &Decisions::channel, json::with_default, json::length{0, 40}),
      json::field("mapping", &Decisions::mapping, json::length{0, 100}, "null: the fields are found by their names"));
  static constexpr std::string_view schema_name = "IncomingDecisions";
};

struct Counts {
  std::int64_t accepted = 0, quarantined = 0, refused = 0;
  static constexpr auto fields =
      json::fields(json::field("accepted", &Counts::accepted), json::field("quarantined", &Counts::quarantined),
                   json::field("refused", &Counts::refused));
  static constexpr std::string_view schema_name = "IncomingCounts";
};
struct MetaState {
  bool has_app_secret = false, has_page_token = false, subscribed = false;
  std::int64_t waiting = 0;
  std::optional<Instant> fetched_at, failed_at;
  std::optional<MetaFailure> failure;
  static constexpr auto fields = json::fields(
      json::field("has_app_secret", &MetaState::has_app_secret, "The secrets themselves are never shown"),
      json::field("has_page_token", &MetaState::has_page_token),
      json::field("subscribed", &MetaState::subscribed, "Meta said that it tells the app of the page's leads"),
      json::field("waiting", &MetaState::waiting, "Leads that Meta has told of and not yet given"),
      json::field("fetched_at", &MetaState::fetched_at, "The last lead that it gave"),
      json::field("failure", &MetaState::failure, "Why the last attempt brought nothing"),
      json::field("failed_at", &MetaState::failed_at));
  static constexpr std::string_view schema_name = "IncomingMetaState";
};
struct MetaSecrets {
  std::string app_secret, page_token;
  static constexpr auto fields =
      json::fields(json::field("app_secret", &MetaSecrets::app_secret, json::with_default, json::length{0, 200},
                               "Of the app at Meta, with which Meta signs what it sends; empty leaves what is there"),
                   json::field("page_token", &MetaSecrets::page_token, json::with_default, json::length{0, 1000},
                               "An access token of the page that may read leads; empty leaves what is there"));
  static constexpr std::string_view schema_name = "IncomingMetaSecrets";
};
struct AddressRow {
  AddressId id;
  Kind kind = Kind::webhook;
  std::string name, channel, url;
  Instant made_at;
  std::optional<Instant> ended_at, old_secret_until;
  Counts counts;
  std::optional<MetaState> meta;
  static constexpr auto fields = json::fields(
      json::field("id", &AddressRow::id), json::field("kind", &AddressRow::kind),
      json::field("name", &AddressRow::name), json::field("channel", &AddressRow::channel),
      json::field("url", &AddressRow::url, "Where the program posts to"), json::field("made_at", &AddressRow::made_at),
      json::field("ended_at", &AddressRow::ended_at),
      json::field("old_secret_until", &AddressRow::old_secret_until, "So long the secret before counts as well"),
      json::field("counts", &AddressRow::counts),
      json::field("meta", &AddressRow::meta, "Of an address for Meta's lead ads"));
  static constexpr std::string_view schema_name = "IncomingAddressRow";
};
struct SeenValue {
  std::string path, label, value;
  static constexpr auto fields =
      json::fields(json::field("path", &SeenValue::path), json::field("label", &SeenValue::label),
                   json::field("value", &SeenValue::value));
  static constexpr std::string_view schema_name = "IncomingValue";
};
struct ExampleView {
  Instant at;
  std::vector<SeenValue> values;
  Mapping guessed;
  static constexpr auto fields = json::fields(
      json::field("at", &ExampleView::at), json::field("values", &ExampleView::values),
      json::field("guessed", &ExampleView::guessed, "What is taken for what as long as no mapping was drawn"));
  static constexpr std::string_view schema_name = "IncomingExample";
};
struct AddressView : AddressRow {
  std::int64_t version = 1;
  std::optional<Mapping> mapping;
  std::optional<ExampleView> example;
  static constexpr auto fields = json::joined(
      AddressRow::fields,
      json::fields(json::field("version", &AddressView::version), json::field("mapping", &AddressView::mapping),
                   json::field("example", &AddressView::example, "The newest that came and was what it said")));
  static constexpr std::string_view schema_name = "IncomingAddress";
};
struct SecretView {
  AddressRow address;
  std::string secret;
  static constexpr auto fields = json::fields(json::field("address", &SecretView::address),
                                              json::field("secret", &SecretView::secret, "Shown this once"));
  static constexpr std::string_view schema_name = "IncomingSecret";
};
struct ReadAgain {
  std::int64_t accepted = 0, waiting = 0;
  static constexpr auto fields =
      json::fields(json::field("accepted", &ReadAgain::accepted),
                   json::field("waiting", &ReadAgain::waiting, "Still say nothing of who they are about"));
  static constexpr std::string_view schema_name = "IncomingReadAgain";
};

void check_channel(db::Work& work, const std::string& channel) {
  if (!channel.empty() && !sources::is_channel(work, channel)) throw Problem{"choice_unknown", "/channel"};
}

// A secret that was copied with what stands around it.
std::string_view bare(std::string_view secret) {
  constexpr std::string_view spaces = " \t\r\n";
  secret.remove_prefix(std::min(secret.find_first_not_of(spaces), secret.size()));
  return secret.substr(0, secret.find_last_not_of(spaces) + 1);
}

// How the audit log names an address.
json::Value named(const Address& address) { return json::Object{{"name", address.name}}; }

class DeskApi {
 public:
  DeskApi(db::Database& database, std::string base_url) : database_(database), base_url_(std::move(base_url)) {}

  http::List<AddressRow> list(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) {
      http::List<AddressRow> list;
      for (const auto& address : list_addresses(work)) list.data.push_back(row_of(work, address));
      return list;
    });
  }

  http::Created<SecretView> make(const Call& call, const NewAddress& wanted) {
    return database_.write(call.scope(), [&](db::Work& work) {
      check_channel(work, wanted.channel);
      const auto address = make_address(work, wanted.kind, text::clean_text(wanted.name), wanted.channel);
      accounts::audit(work, "incoming_address_made", "incoming_address", address.id.value, named(address));
      return http::Created<SecretView>{{row_of(work, address), address.secret.value},
                                       "/api/v1/incoming-addresses/" + to_string(address.id)};
    });
  }

  http::Tagged<AddressView> load(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) { return tagged(work, call.id<AddressId>("id")); });
  }

  http::Tagged<AddressView> save(const Call& call, const Decisions& body) {
    return database_.write(call.scope(), [&](db::Work& work) {
      check_channel(work, body.channel);
      auto known = known_address(work, call.id<AddressId>("id"));
      http::require_match(call.request, known.address.version);
      if (body.mapping)
        if (auto faults = faults_of(*body.mapping, known.custom_keys); !faults.empty())
          throw Problem{std::move(faults)};
      known.address.name = text::clean_text(body.name);
      known.address.channel = body.channel;
      known.address.mapping = body.mapping;
      save_address(work, known.address);
      accounts::audit(work, "incoming_address_changed", "incoming_address", known.address.id.value,
                      json::to_value(body));
      return tagged(work, known.address.id);
    });
  }

  SecretView change_secret(const Call& call) {
    return database_.write(call.scope(), [&](db::Work& work) {
      auto address = open_address(work, call);
      address.secret.rotate(new_secret(address.kind), work.now());
      save_secret(work, address);
      accounts::audit(work, "incoming_secret_changed", "incoming_address", address.id.value, named(address));
      return SecretView{row_of(work, address), address.secret.value};
    });
  }

  Nothing end_old_secret(const Call& call) {
    database_.write(call.scope(), [&](db::Work& work) {
      auto address = load_address(work, call.id<AddressId>("id"));
      address.secret.end_before();
      save_secret(work, address);
      accounts::audit(work, "incoming_old_secret_ended", "incoming_address", address.id.value, named(address));
    });
    return {};
  }

  Nothing end(const Call& call) {
    database_.write(call.scope(), [&](db::Work& work) {
      const auto address = load_address(work, call.id<AddressId>("id"));
      if (end_address(work, address.id))
        accounts::audit(work, "incoming_address_ended", "incoming_address", address.id.value, named(address));
    });
    return {};
  }

  AddressRow restore(const Call& call) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto id = call.id<AddressId>("id");
      const bool restored = restore_address(work, id);
      const auto address = load_address(work, id);
      if (restored)
        accounts::audit(work, "incoming_address_restored", "incoming_address", address.id.value, named(address));
      return row_of(work, address);
    });
  }

  // Some at a time, so that no write is long.
  ReadAgain read_again(const Call& call) {
    const auto id = call.id<AddressId>("id");
    ReadAgain answer;
    SubmissionId after;
    for (bool more = true; more;) {
      ReadAgain some;
      SubmissionId last;
      database_.write(call.scope(), [&](db::Work& work) {
        some = {};
        const auto known = known_address(work, id);
        const auto waiting = capture::waiting_at(work, id.value, capture::Reason::no_person, after);
        more = !waiting.empty();
        if (more) last = waiting.back().submission;
        for (const auto& one : waiting) {
          const auto outcome = capture::arrive_again(work, one.submission, arrival_again(known, one.body));
          ++(outcome.lead ? some.accepted : some.waiting);
        }
        if (some.accepted > 0)
          accounts::audit(work, "incoming_read_again", "incoming_address", id.value,
                          json::Object{{"name", known.address.name}, {"accepted", some.accepted}});
      });
      after = last;
      answer.accepted += some.accepted;
      answer.waiting += some.waiting;
    }
    return answer;
  }

  AddressRow connect(const Call& call, const MetaSecrets& body) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto address = open_meta_address(work, call);
      connect_meta(work, address.id, bare(body.app_secret), bare(body.page_token));
      fetch_now(work, address.id);
      auto what = named(address);
      what.set("app_secret", !body.app_secret.empty());
      what.set("page_token", !body.page_token.empty());
      accounts::audit(work, "incoming_meta_connected", "incoming_address", address.id.value, what);
      return row_of(work, address);
    });
  }

  http::Accepted<AddressRow> fetch(const Call& call) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto address = open_meta_address(work, call);
      fetch_now(work, address.id);
      return http::Accepted<AddressRow>{row_of(work, address)};
    });
  }

 private:
  static Address open_meta_address(db::Work& work, const Call& call) {
    auto address = open_address(work, call);
    if (address.kind != Kind::meta) throw Problem{"not_found"};
    return address;
  }

  static MetaState meta_state_of(db::Work& work, AddressId id) {
    const auto connection = load_connection(work, id);
    return {!connection.app_secret.empty(),
            !connection.page_token.empty(),
            connection.subscribed_at.has_value(),
            capture::count_waiting(work, id.value, capture::Reason::not_fetched),
            connection.fetched_at,
            connection.failed_at,
            connection.failure};
  }

  static Address open_address(db::Work& work, const Call& call) {
    auto address = load_address(work, call.id<AddressId>("id"));
    if (address.ended_at) throw Problem{"address_ended"};
    return address;
  }

  AddressRow row_of(db::Work& work, const Address& address) const {
    const auto counts = capture::arrival_counts(work, address.id.value);
    AddressRow row{address.id,
                   address.kind,
                   address.name,
                   address.channel,
                   base_url_ + "/in/" + std::string(sender_of(address.kind).word) + "/" + address.token,
                   address.made_at,
                   address.ended_at,
                   {},
                   {counts.accepted, counts.quarantined, counts.refused},
                   {}};
    if (address.kind == Kind::meta) row.meta = meta_state_of(work, address.id);
    row.old_secret_until = address.secret.good_until(work.now());
    return row;
  }

  http::Tagged<AddressView> tagged(db::Work& work, AddressId id) const {
    const auto known = known_address(work, id);
    AddressView view;
    static_cast<AddressRow&>(view) = row_of(work, known.address);
    view.version = known.address.version;
    view.mapping = known.address.mapping;
    const auto example = capture::last_arrival(work, id.value);
    if (example && leads::sees_raw(work.caller())) {
      const auto values = reading_of(known.address, example->body).values;
      view.example = ExampleView{example->at, {}, guess(values, known.custom_keys)};
      for (const auto& value : values) view.example->values.push_back({value.path, value.label, value.value});
    }
    return {std::move(view), known.address.version};
  }

  db::Database& database_;
  std::string base_url_;
};

}  // namespace

void add_desk_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url) {
  const auto api = std::make_shared<DeskApi>(database, base_url);
  const std::string all = "/api/v1/incoming-addresses", one = all + "/{id}";
  routes.push_back(http::route<Nothing, http::List<AddressRow>>(
      Method::get, all, "settings:read", "The addresses that other programs send leads to, newest first.",
      [api](const Call& call, const Nothing&) { return api->list(call); }));
  routes.push_back(http::route<NewAddress, http::Created<SecretView>>(
      Method::post, all, "settings:write", "Makes an address with its secret, which is shown this once.",
      [api](const Call& call, const NewAddress& body) { return api->make(call, body); }));
  routes.push_back(http::route<Nothing, http::Tagged<AddressView>>(
      Method::get, one, "settings:read", "One address: its mapping, and the newest that came as the example for it.",
      [api](const Call& call, const Nothing&) { return api->load(call); }));
  routes.push_back(http::route<Decisions, http::Tagged<AddressView>>(
      Method::put, one, "settings:write", "Changes name, channel and mapping (If-Match); all faults are named at once.",
      [api](const Call& call, const Decisions& body) { return api->save(call, body); }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::remove, one, "settings:write", "Ends an address: what is sent to it is refused, and kept.",
      [api](const Call& call, const Nothing&) { return api->end(call); }, http::BodyKind::none));
  routes.push_back(http::route<Nothing, AddressRow>(
      Method::post, one + "/restoration", "settings:write",
      "Takes the end of an address back: it takes leads again, with the secret that it had.",
      [api](const Call& call, const Nothing&) { return api->restore(call); }));
  routes.push_back(
      http::route<Nothing, SecretView>(Method::post, one + "/secret", "settings:write",
                                       "Gives it a new secret; for seven days the one before counts as well.",
                                       [api](const Call& call, const Nothing&) { return api->change_secret(call); }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::remove, one + "/old-secret", "settings:write", "From now on the new secret alone counts.",
      [api](const Call& call, const Nothing&) { return api->end_old_secret(call); }, http::BodyKind::none));
  routes.push_back(http::route<MetaSecrets, AddressRow>(
      Method::put, one + "/meta", "settings:write",
      "Enters what Meta signs with and what its leads are fetched with, and fetches what waits.",
      [api](const Call& call, const MetaSecrets& body) { return api->connect(call, body); }));
  routes.push_back(http::route<Nothing, http::Accepted<AddressRow>>(
      Method::post, one + "/fetch", "settings:write", "Asks Meta now for the leads that wait.",
      [api](const Call& call, const Nothing&) { return api->fetch(call); }));
  routes.push_back(http::route<Nothing, ReadAgain>(
      Method::post, one + "/read-again", "settings:write",
      "Reads what waits once more, with the mapping of now; what says who it is about becomes a lead.",
      [api](const Call& call, const Nothing&) { return api->read_again(call); }));
}

void add_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url) {
  add_public_routes(routes, database);
  add_desk_routes(routes, database, base_url);
  add_call_routes(routes, database);
}

}  // namespace sarnakh::intake
