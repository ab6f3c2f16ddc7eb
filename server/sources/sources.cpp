#include "sources/sources.hpp"

#include "accounts/accounts.hpp"
#include "sources/known_sites.hpp"
#include "sources/sources_sql.hpp"

namespace sarnakh::sources {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

constexpr auto kept_for = time::seconds(5);
constexpr std::size_t most_kept = 10'000;

struct VersionedRules {
  std::int64_t version = 0;
  SourceRules rules = {};
};

VersionedRules load(db::Work& work) {
  const auto row = work.one(sql::find_rules, {work.workspace()});
  if (!row) return {};
  return {row->integer(0), json::from_text<SourceRules>(row->view(1))};
}

struct KnownSiteView {
  std::string site, channel, label;
  static constexpr auto fields =
      json::fields(json::field("site", &KnownSiteView::site, "torob.com; \"google.\" is Google of every country"),
                   json::field("channel", &KnownSiteView::channel), json::field("label", &KnownSiteView::label));
  static constexpr std::string_view schema_name = "KnownSite";
};

}  // namespace

std::shared_ptr<const OwnSources> own_sources(db::Work& work) {
  return std::make_shared<const OwnSources>(load(work).rules, list_channels(work));
}

std::shared_ptr<const OwnSources> OwnSourcesKept::find(db::Database& database, Instant now, WorkspaceId workspace) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(workspace);
    if (found != kept_.end() && now < found->second.at + kept_for && found->second.at <= now) return found->second.own;
  }
  auto own = database.read({now, Caller::system(workspace)}, [](db::Work& work) { return own_sources(work); });
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= most_kept) kept_.clear();
  kept_[workspace] = {own, now};
  return own;
}

void add_routes(http::RouteTable& routes, db::Database& database) {
  routes.push_back(http::route<Nothing, http::Tagged<SourceRules>>(
      Method::get, "/api/v1/source-rules", "settings:read", "What the workspace says itself of where people come from.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) {
          auto kept = load(work);
          return http::Tagged<SourceRules>{std::move(kept.rules), kept.version};
        });
      }));
  routes.push_back(http::route<SourceRules, http::Tagged<SourceRules>>(
      Method::put, "/api/v1/source-rules", "settings:write",
      "Changes it, whole (If-Match), for whoever comes from then on; it counts within five seconds.",
      [&database](const Call& call, const SourceRules& body) {
        return database.write(call.scope(), [&](db::Work& work) {
          const auto version = load(work).version;
          const auto rules = checked(body, list_channels(work));
          http::require_match(call.request, version);
          const auto content = json::to_text(rules);
          work.run(sql::save_rules, {work.workspace(), version + 1, content});
          accounts::audit(work, "source_rules_changed", "workspace", work.workspace().value, json::to_value(rules));
          return http::Tagged<SourceRules>{rules, version + 1};
        });
      }));
  routes.push_back(http::route<Nothing, http::List<KnownSiteView>>(
      Method::get, "/api/v1/source-rules/known-sites", "settings:read", "The sites that the program knows by itself.",
      [](const Call&, const Nothing&) {
        http::List<KnownSiteView> all;
        for (const auto& site : known_sites())
          all.data.push_back({std::string(site.domain), std::string(site.channel), std::string(site.label)});
        return all;
      }));
  routes.push_back(http::route<Nothing, http::List<Channel>>(
      Method::get, "/api/v1/channels", "leads:read",
      "The channels by which leads come, in their order, archived ones too.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) { return http::List<Channel>{list_channels(work)}; });
      }));
  routes.push_back(http::route<NewChannel, http::Created<Channel>>(
      Method::post, "/api/v1/channels", "settings:write", "Adds a channel of the workspace's own, after the others.",
      [&database](const Call& call, const NewChannel& body) {
        return database.write(call.scope(),
                              [&](db::Work& work) { return http::Created<Channel>{add_channel(work, body)}; });
      }));
  routes.push_back(http::route<ChannelChange, Channel>(
      Method::patch, "/api/v1/channels/{key}", "settings:write",
      "Renames, moves or archives a channel, also one that the program knows by itself; its key stays.",
      [&database](const Call& call, const ChannelChange& body) {
        return database.write(call.scope(),
                              [&](db::Work& work) { return change_channel(work, call.place("key"), body); });
      }));
}

}  // namespace sarnakh::sources
