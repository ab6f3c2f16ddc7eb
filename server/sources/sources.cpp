#include "sources/sources.hpp"

#include "accounts/accounts.hpp"
#include "sources/known_sites.hpp"
#include "sources/own.hpp"
#include "sources/sources_sql.hpp"

namespace sarnakh::sources {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

constexpr auto kept_for = time::seconds(5);
constexpr std::size_t most_kept = 10'000;

struct KnownSiteView {
  std::string site, channel, label;
  static constexpr auto fields =
      json::fields(json::field("site", &KnownSiteView::site, "torob.com; \"google.\" is Google of every country"),
                   json::field("channel", &KnownSiteView::channel), json::field("label", &KnownSiteView::label));
  static constexpr std::string_view schema_name = "KnownSite";
};

}  // namespace

Own load_own(db::Work& work) {
  Own own;
  std::vector<Channel> said;
  for (const auto row : work.query(sql::find_own, {work.workspace()})) {
    if (row.view(0).empty()) {
      own.version = row.integer(4);
      own.rules = json::from_text<SourceRules>(row.view(1));
    } else {
      said.push_back({row.text(0), {row.text(1), row.text(2)}, true, row.boolean(3), row.integer(4)});
    }
  }
  own.channels = channels_with(std::move(said));
  return own;
}

std::shared_ptr<const OwnSources> own_sources(db::Work& work) {
  const auto own = load_own(work);
  return std::make_shared<const OwnSources>(own.rules, own.channels);
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
          auto kept = load_own(work);
          return http::Tagged<SourceRules>{std::move(kept.rules), kept.version};
        });
      }));
  routes.push_back(http::route<SourceRules, http::Tagged<SourceRules>>(
      Method::put, "/api/v1/source-rules", "settings:write",
      "Changes it, whole (If-Match), for whoever comes from then on; it counts within five seconds.",
      [&database](const Call& call, const SourceRules& body) {
        return database.write(call.scope(), [&](db::Work& work) {
          const auto own = load_own(work);
          const auto rules = checked(body, own.channels);
          http::require_match(call.request, own.version);
          const auto content = json::to_text(rules);
          work.run(sql::save_rules, {work.workspace(), own.version + 1, content});
          accounts::audit(work, "source_rules_changed", "workspace", work.workspace().value, json::to_value(rules));
          return http::Tagged<SourceRules>{rules, own.version + 1};
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
  add_channel_routes(routes, database);
}

}  // namespace sarnakh::sources
