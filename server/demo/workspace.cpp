#include "demo/workspace.hpp"

#include "accounts/accounts.hpp"
#include "foundations/json/rfc3339.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/zone.hpp"

namespace sarnakh::demo {

namespace {

using http::Method;

std::string token_in(const std::string& link) { return link.substr(link.find("token=") + 6); }

Caller caller_of(const Colleague& colleague, WorkspaceId workspace, UserId user, const Trade& trade) {
  Caller caller;
  caller.kind = CallerKind::user;
  caller.workspace = workspace;
  caller.user = user;
  caller.reach = accounts::reach_of(colleague.reach);
  caller.permissions = accounts::permissions_of(accounts::role_of(colleague.role));
  caller.language = trade.language;
  caller.time_zone = trade.zone;
  caller.name = colleague.name;
  return caller;
}

UserId user_of(House& house, const std::string& email) {
  for (const auto& user : accounts::list_users(house.database()))
    if (user.email == email) return user.id;
  throw Problem{"not_found", {}, {}, email};
}

// Behind the last slash of an address.
std::string last_part(const std::string& address) { return address.substr(address.rfind('/') + 1); }

json::Value both(const std::string& text) { return json::Object{{"fa", text}, {"en", text}}; }

std::string unfinished(const Trade& trade) {
  return trade.name + (trade.language == Language::fa ? " (ناتمام)" : " (unfinished)");
}

void choose_password(House& house, const std::string& link, Instant at) {
  house.ask({}, at,
            {Method::post, "/api/v1/password-reset", json::Object{{"token", token_in(link)}, {"password", password}}});
}

void describe(House& house, const Caller& owner, const Trade& trade, Instant at) {
  house.ask(owner, at,
            {Method::patch, "/api/v1/workspace",
             json::Object{{"time_zone", trade.zone},
                          {"default_region", trade.region},
                          {"default_area", trade.area},
                          {"currency", trade.currency}}});
}

}  // namespace

Caller set_up(House& house, const Trade& trade, Instant at) {
  const auto& owner = trade.colleagues.front();
  house.ask({}, at,
            {Method::post, "/api/v1/setup",
             json::Object{{"token", token_in(accounts::make_setup_link(house.database(), at, ""))},
                          {"name", owner.name},
                          {"email", owner.email},
                          {"password", password},
                          {"workspace_name", unfinished(trade)},
                          {"language", name_of(trade.language)}}});
  auto caller =
      caller_of(owner, accounts::list_workspaces(house.database()).front().id, user_of(house, owner.email), trade);
  describe(house, caller, trade, at);
  return caller;
}

Caller add_workspace(House& house, const Caller& first_owner, const Trade& trade, Instant at) {
  const auto made = house.ask(first_owner, at,
                              {Method::post, "/api/v1/workspaces",
                               json::Object{{"name", unfinished(trade)}, {"language", name_of(trade.language)}}});
  const WorkspaceId workspace{parse_id(word(made["id"])).value()};
  auto maker = first_owner;
  maker.workspace = workspace;
  describe(house, maker, trade, at);
  const auto& owner = trade.colleagues.front();
  const auto invited = house.ask(
      maker, at,
      {Method::post, "/api/v1/people",
       json::Object{{"name", owner.name}, {"email", owner.email}, {"role", owner.role}, {"reach", owner.reach}}});
  choose_password(house, word(invited["link"]), at);
  return caller_of(owner, workspace, user_of(house, owner.email), trade);
}

Workspace::Workspace(House& house, const Trade& trade, const Caller& owner, Instant at)
    : house_(house), trade_(trade), colleagues_{owner} {
  for (std::size_t i = 1; i < trade.colleagues.size(); ++i) hire(trade.colleagues[i], at);
  json::Array choices;
  for (const auto& [key, fa, en] : trade.field_choices)
    choices.push_back(json::Object{{"key", key}, {"label", json::Object{{"fa", fa}, {"en", en}}}});
  house_.ask(owner, at,
             {Method::post, "/api/v1/fields",
              json::Object{{"type", "choice"},
                           {"key", trade.field_key},
                           {"label", json::Object{{"fa", trade.field_fa}, {"en", trade.field_en}}},
                           {"choices", std::move(choices)}}});
  const auto statuses = house_.ask(owner, at, {Method::get, "/api/v1/statuses"});
  for (const auto& status : statuses["data"].as_array()) statuses_[word(status["key"])] = word(status["id"]);
  main_ = publish("consultation", trade.main_form, at);
  contact_ = publish("contact", trade.contact_form, at);
  newsletter_ = publish("newsletter", trade.newsletter_form, at);
  site_key_ = word(house_.ask(owner, at,
                              {Method::post, "/api/v1/write-keys",
                               json::Object{{"label", trade.site.substr(trade.site.find("//") + 2)}}})["key"]);
  auto settings = house_.ask(owner, at, {Method::get, "/api/v1/tracking"});
  settings.set("content", json::Array{json::Object{{"path", "/blog/*"}, {"type", "article"}, {"stage", "awareness"}},
                                      json::Object{{"path", "/guides/*"}, {"type", "article"}, {"stage", "awareness"}},
                                      json::Object{{"path", "/*"}, {"type", "product"}, {"stage", "consideration"}}});
  house_.ask(owner, at,
             {.method = Method::put, .path = "/api/v1/tracking", .body = settings, .headers = {{"if-match", "*"}}});
  for (const auto& link : trade.links) {
    const auto id = make_link(link, at);
    if (link.kind != "stand") continue;
    const auto opened = house_.ask(owner, at, {Method::post, "/api/v1/links/" + id + "/stand"});
    stand_key_ = last_part(word(opened["stand_url"]));
  }
  for (const auto& advertisement : trade.advertisements) advertise(advertisement, at);
}

json::Object Workspace::wish_of(const LabelledLink& link) const {
  json::Object wish{
      {"kind", link.kind},
      {"name", link.name},
      {"channel", link.channel},
      {"tags", json::Object{{"source", link.source}, {"medium", link.medium}, {"campaign", link.campaign}}}};
  if (link.path.empty())
    wish.emplace_back("form_id", link.kind == "stand" ? contact_.id : main_.id);
  else
    wish.emplace_back("address", trade_.site + link.path);
  return wish;
}

std::string Workspace::make_link(const LabelledLink& link, Instant at) {
  const auto made = house_.ask(colleagues_[1], at, {Method::post, "/api/v1/links", wish_of(link)});
  tokens_[link.name] = last_part(word(made["url"]));
  return word(made["id"]);
}

void Workspace::advertise(const Advertisement& one, Instant at) {
  const auto day = [&](std::int64_t number) {
    return time::iso_date(time::Calendar::gregorian, time::day_at(at, trade_.zone) + 1 + number);
  };
  json::Object wish{{"publisher", one.publisher},  {"page", one.page},
                    {"audience", one.audience},    {"fit", one.fit},
                    {"fit_note", one.fit_note},    {"starts_on", day(one.first_day)},
                    {"ends_on", day(one.last_day)}};
  wish.emplace_back("link_id", make_link(one.link, at));
  house_.ask(colleagues_[1], at, {Method::post, "/api/v1/placements", std::move(wish)});
}

std::string Workspace::team(const std::string& name, Instant at) {
  auto& id = teams_[name];
  if (id.empty())
    id = word(house_.ask(colleagues_.front(), at, {Method::post, "/api/v1/teams", json::Object{{"name", name}}})["id"]);
  return id;
}

void Workspace::hire(const Colleague& colleague, Instant at) {
  const auto invited = house_.ask(colleagues_.front(), at,
                                  {Method::post, "/api/v1/people",
                                   json::Object{{"name", colleague.name},
                                                {"email", colleague.email},
                                                {"role", colleague.role},
                                                {"reach", colleague.reach},
                                                {"teams", json::Array{team(colleague.team, at)}}}});
  choose_password(house_, word(invited["link"]), at);
  colleagues_.push_back(caller_of(colleague, colleagues_.front().workspace, user_of(house_, colleague.email), trade_));
}

Workspace::Form Workspace::publish(const std::string& base, const std::string& title, Instant at) {
  const auto& owner = colleagues_.front();
  const auto made =
      house_.ask(owner, at, {Method::post, "/api/v1/forms", json::Object{{"template", base}, {"title", both(title)}}});
  house_.ask(owner, at, {Method::post, "/api/v1/forms/" + word(made["id"]) + "/publication"});
  return {word(made["id"]), word(made["public_id"])};
}

void Workspace::finish(Instant at) {
  house_.ask(colleagues_.front(), at, {Method::patch, "/api/v1/workspace", json::Object{{"name", trade_.name}}});
}

void Workspace::act(Person& person, const Act& act) {
  switch (act.deed) {
    case Deed::click:
      return click(person, act.at);
    case Deed::visit:
      return visit(person, act);
    case Deed::submit:
      return submit(person, act);
    case Deed::meet:
      return meet(person, act);
    case Deed::write_down:
      return write_down(person, act);
    case Deed::look_up:
      return look_up(person, act.at);
    case Deed::edit:
      return edit(person, act);
    case Deed::accept:
      ask_of_lead(person, act, "accept", {});
      return;
    case Deed::hand_over: {
      auto by_marketer = act;
      by_marketer.colleague = 1;
      ask_of_lead(person, by_marketer, "owner",
                  json::Object{{"user_id", to_string(colleagues_[static_cast<std::size_t>(act.colleague)].user)}});
      return;
    }
    case Deed::note:
      ask_of_lead(person, act, "notes", json::Object{{"text", act.text}});
      return;
    case Deed::status: {
      json::Value wish{json::Object{{"status_id", statuses_.at(act.text)}}};
      if (!act.data.is_null()) wish.set("reason", act.data);
      ask_of_lead(person, act, "status", std::move(wish));
      return;
    }
    case Deed::junk:
      ask_of_lead(person, act, "junk", json::Object{{"reason", act.text}});
      return;
    case Deed::snooze:
      ask_of_lead(person, act, "snooze", json::Object{{"until", json::print_rfc3339(act.at + time::days(2))}});
      return;
  }
}

}  // namespace sarnakh::demo
