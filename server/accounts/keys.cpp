#include "accounts/keys.hpp"

#include <string>
#include <vector>

#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "accounts/caller_cache.hpp"
#include "accounts/passwords.hpp"
#include "accounts/policy.hpp"
#include "accounts/typed.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::accounts {

namespace {

using http::Call, http::Method, http::Nothing;

struct ApiKey {
  ApiKeyId id;
  std::string label, prefix;
  std::vector<std::string> scopes;
  Instant created_at;
  std::optional<Instant> last_used_at;
  static constexpr auto fields =
      json::fields(json::field("id", &ApiKey::id), json::field("label", &ApiKey::label),
                   json::field("prefix", &ApiKey::prefix), json::field("scopes", &ApiKey::scopes),
                   json::field("created_at", &ApiKey::created_at), json::field("last_used_at", &ApiKey::last_used_at));
  static constexpr std::string_view schema_name = "ApiKey";
};

struct NewApiKey {
  std::string label;
  std::vector<std::string> scopes;
  static constexpr auto fields = json::fields(json::field("label", &NewApiKey::label, json::length{1, 200}),
                                              json::field("scopes", &NewApiKey::scopes, json::length{1, 20}));
};

struct MadeApiKey {
  ApiKey key;
  std::string secret;
  static constexpr auto fields =
      json::fields(json::field("key", &MadeApiKey::key), json::field("secret", &MadeApiKey::secret, "Shown once"));
};

http::List<ApiKey> all_keys(db::Work& work) {
  http::List<ApiKey> list;
  for (const auto row : work.query(sql::list_api_keys, {work.workspace()}))
    list.data.push_back({row.id<ApiKeyId>(0), row.text(1), row.text(2),
                         names_of_bits(static_cast<std::uint64_t>(row.integer(3))), row.instant(4),
                         row.maybe_instant(5)});
  return list;
}

http::Created<MadeApiKey> make(db::Work& work, const NewApiKey& wanted) {
  const auto bits = bits_of(wanted.scopes);
  // Nobody hands out what he may not do himself.
  if (const auto more = bits & ~work.caller().permissions)
    throw refusal_of(work.caller(), names_of_bits(more).front(), "/scopes");
  const auto secret = "snk_" + random_token(32);
  const ApiKey key{work.new_id<ApiKeyId>(),
                   named(wanted.label, "/label"),
                   secret.substr(0, 10),
                   names_of_bits(bits),
                   work.now(),
                   {}};
  work.run(sql::insert_api_key, {work.workspace(), key.id, key.label, hash_token(secret), key.prefix,
                                 static_cast<std::int64_t>(bits), work.now()});
  audit(work, "api_key_made", "api_key", key.id.value, json::Object{{"name", key.label}});
  return {{key, secret}, {}};
}

void end(db::Work& work, ApiKeyId id) {
  const auto ended = work.one(sql::delete_api_key, {work.workspace(), id});
  if (!ended) throw Problem{"not_found"};
  forget_callers(work);
  audit(work, "api_key_deleted", "api_key", id.value, json::Object{{"name", ended->text(0)}});
}

}  // namespace

void add_key_routes(http::RouteTable& routes, db::Database& database) {
  using http::route;
  routes.push_back(route<Nothing, http::List<ApiKey>>(
      Method::get, "/api/v1/api-keys", "keys:write", "The API keys, without their secrets.",
      [&database](const Call& call, const Nothing&) { return database.read(call.scope(), all_keys); }));
  routes.push_back(route<NewApiKey, http::Created<MadeApiKey>>(
      Method::post, "/api/v1/api-keys", "keys:write", "Makes an API key; its secret is shown once.",
      [&database](const Call& call, const NewApiKey& body) {
        return database.write(call.scope(), [&](db::Work& work) { return make(work, body); });
      }));
  routes.push_back(route<Nothing, Nothing>(Method::remove, "/api/v1/api-keys/{id}", "keys:write", "Ends an API key.",
                                           [&database](const Call& call, const Nothing&) {
                                             database.write(call.scope(), [&](db::Work& work) {
                                               end(work, call.id<ApiKeyId>("id"));
                                             });
                                             return Nothing{};
                                           }));
}

}  // namespace sarnakh::accounts
