// What visitors do: follow a link, or look where it leads.

#include <memory>

#include "accounts/accounts.hpp"
#include "foundations/http/budgets.hpp"
#include "foundations/text/network.hpp"
#include "foundations/text/robots.hpp"
#include "foundations/time/zone.hpp"
#include "links/api.hpp"
#include "links/link.hpp"
#include "links/page.hpp"
#include "links/target.hpp"

namespace sarnakh::links {

namespace {

using http::Answer;
using http::Call;
using http::Method;
using http::Nothing;

// A minute, of one network to one link; what comes above it is led on, and not counted.
constexpr int most_counted = 300;
constexpr std::size_t longest_token = 40;

struct Found {
  Link link;
  std::optional<FormPlace> form;
  accounts::Workspace workspace;
};

// Whoever shows or fetches a page before anybody asked for it is no person.
bool is_person(const http::Request& request) {
  for (const auto* name : {"sec-purpose", "purpose"})
    if (request.header(name).find("prefetch") != std::string_view::npos) return false;
  return !text::recognise_agent(std::string(request.header("user-agent"))).robot;
}

class PublicApi {
 public:
  PublicApi(db::Database& database, Settings settings) : database_(database), settings_(std::move(settings)) {}

  Answer follow(const Call& call) {
    auto token = call.place("token");
    const bool look = token.ends_with('+');
    if (look) token.pop_back();
    const auto language = call.request.language().value_or(Language::fa);
    const auto place = find(call, token);
    if (!place) return nowhere_page(language);
    Caller visitor;
    visitor.kind = CallerKind::visitor;
    visitor.workspace = place->workspace;
    const db::Scope scope{call.now(), visitor};
    const auto known = load(scope, place->link);
    if (known.link.token != token) return nowhere_page(language);  // a stand's key is no link
    const auto target = destination(known.link, known.form, settings_.base_url, click_ids_of(call.request.query));
    if (!target) return nowhere_page(language);
    if (look) return look_page(language, known.workspace.name, title_of(known, language), *target, "/l/" + token);
    count(call, scope, known);
    auto answer = http::redirect(302, *target);
    answer.with("Cache-Control", "no-store");
    return answer;
  }

 private:
  std::optional<Place> find(const Call& call, std::string_view token) {
    if (token.size() > longest_token) return std::nullopt;
    return database_.read(db::Scope{call.now(), {}}, [&](db::Work& work) { return find_place(work, token); });
  }

  Found load(const db::Scope& scope, LinkId id) {
    return database_.read(scope, [&](db::Work& work) {
      Found known{load_link(work, id), {}, accounts::workspace_of(work)};
      if (known.link.form) known.form = settings_.form(work, *known.link.form);
      return known;
    });
  }

  static std::string title_of(const Found& known, Language language) {
    return known.form ? known.form->title.in(language) : std::string();
  }

  void count(const Call& call, const db::Scope& scope, const Found& known) {
    const auto key = to_string(known.link.id) + ":" + text::network_of(call.request.remote);
    if (!budgets_.take(key, call.now(), time::minutes(1), most_counted)) return;
    const bool robot = !is_person(call.request);
    const auto day = time::day_at(call.now(), known.workspace.time_zone);
    database_.write(scope, [&](db::Work& work) { count_click(work, known.link.id, day, robot); });
  }

  db::Database& database_;
  Settings settings_;
  http::Budgets budgets_;
};

}  // namespace

void add_public_routes(http::RouteTable& routes, db::Database& database, const Settings& settings) {
  const auto api = std::make_shared<PublicApi>(database, settings);
  routes.push_back(http::route<Nothing, Answer>(
      Method::get, "/l/{token}", "public",
      "Follows a labelled link: 302 to its stored target alone, with its tags. With a + behind the token, a page that "
      "tells where it leads.",
      [api](const Call& call, const Nothing&) { return api->follow(call); }));
}

}  // namespace sarnakh::links
