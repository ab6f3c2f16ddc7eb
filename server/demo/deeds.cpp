// What visitors and colleagues do, each through the route that they use.

#include <array>

#include "demo/workspace.hpp"

namespace sarnakh::demo {

namespace {

using http::Method;

bool yes(const json::Value& value) { return value.as_bool().value_or(false); }

bool has_visited(const Person& person) {
  for (const auto& act : person.acts)
    if (act.deed == Deed::visit) return true;
  return false;
}

std::string with_token(std::string text, const std::string& token) {
  for (auto at = text.find(token_place); at != std::string::npos; at = text.find(token_place, at))
    text.replace(at, token_place.size(), token);
  return text;
}

std::vector<http::Header> browser(const std::string& agent) {
  return {{"user-agent", agent}, {"accept-language", "fa,en;q=0.5"}};
}

}  // namespace

std::string Workspace::token_of(const Road& road) const {
  const auto token = tokens_.find(road.link);
  return token == tokens_.end() ? std::string() : token->second;
}

void Workspace::click(const Person& person, Instant at) {
  house_.ask({}, at,
             {.method = Method::get,
              .path = "/l/" + token_of(*person.road),
              .headers = browser(person.agent),
              .remote = person.address});
}

void Workspace::visit(const Person& person, const Act& act) {
  auto headers = browser(person.agent);
  if (person.unwatched) headers.push_back({"sec-gpc", "1"});
  house_.ask({}, act.at,
             {.method = Method::post,
              .path = "/t/" + site_key_,
              .raw = with_token(json::write(act.data), token_of(*person.road)),
              .headers = std::move(headers),
              .remote = person.address});
}

void Workspace::send(const Person& person, const Form& form, json::Value submission, Instant at) {
  const auto agent = person.sender == Sender::robot ? std::string("python-requests/2.32.3") : person.agent;
  try {
    house_.ask({}, at,
               {.method = Method::post,
                .path = "/f/" + form.page,
                .body = std::move(submission),
                .headers = browser(agent),
                .remote = person.address});
  } catch (const Problem&) {
    if (person.sender != Sender::careless) throw;  // whose number is refused; it is kept with its reason
  }
}

// Loads the form, fills it step by step, sends it.
void Workspace::submit(Person& person, const Act& act) {
  const auto& wish = act.data;
  const auto kind = word(wish["form"]);
  const auto& form = kind == "main" ? main_ : kind == "contact" ? contact_ : newsletter_;
  const auto filling = person.sender == Sender::hurried ? time::milliseconds(600) : time::seconds(55);
  const auto shown = house_.ask({}, act.at - filling,
                                {.method = Method::get,
                                 .path = "/f/" + form.page + "/definition",
                                 .headers = browser(person.agent),
                                 .remote = person.address});
  json::Value answers{json::Object{}};
  if (kind != "newsletter") {
    answers.set("name", person.name);
    answers.set("phone", person.phone);
    answers.set(kind == "main" ? "details" : "message", wish["details"]);
  }
  if (kind == "newsletter" || (kind == "contact" && yes(wish["with_email"]))) answers.set("email", person.email);
  if (kind == "main") {
    answers.set("topic", person.product->name);
    answers.set("hour", wish["hour"]);
  }
  const bool visited = has_visited(person);
  const auto query = visited ? std::string() : with_token(word(wish["query"]), token_of(*person.road));
  const auto page = yes(wish["on_form"]) ? "http://127.0.0.1:8080/f/" + form.page : trade_.site + person.product->path;
  json::Value submission{json::Object{}};
  submission.set("answers", answers);
  submission.set("consents", json::Object{{"contact", true}, {"newsletter", kind == "newsletter"}});
  submission.set("token", shown["token"]);
  submission.set("website", person.sender == Sender::trapped ? "http://spam.example" : "");
  submission.set("page", page + (query.empty() ? "" : "?" + query));
  submission.set("referrer", visited ? "" : person.road->referrer);
  submission.set("language", name_of(trade_.language));
  submission.set("visitor", visited ? person.visitor : "");
  if (person.sender == Sender::careless) {
    auto wrong = answers;
    wrong.set(kind == "newsletter" ? "email" : "phone", "12");
    auto first = submission;
    first.set("answers", wrong);
    send(person, form, std::move(first), act.at - time::seconds(20));
  }
  // The form of two steps keeps each step: who gives up after the first leaves a trace too.
  if (kind == "main" && person.sender == Sender::person) {
    submission.set("step", 0);
    send(person, form, submission, act.at - time::seconds(30));
    if (yes(wish["gives_up"])) return;
    submission.set("step", 1);
  }
  if (kind != "main") submission.set("step", 0);
  send(person, form, std::move(submission), act.at);
}

// The tablet at the stand sends what a colleague wrote into it.
void Workspace::meet(Person& person, const Act& act) {
  const auto& colleague = colleagues_[static_cast<std::size_t>(act.colleague)];
  house_.ask(
      {}, act.at,
      {.method = Method::post,
       .path = "/stand/" + stand_key_ + "/leads",
       .body =
           json::Object{{"id", "tablet-of-" + person.visitor},
                        {"taken_at", act.data["taken_at"]},
                        {"person_id", to_string(colleague.user)},
                        {"language", name_of(trade_.language)},
                        {"answers",
                         json::Object{{"name", person.name}, {"phone", person.phone}, {"message", act.data["needs"]}}},
                        {"consents", json::Object{{"contact", true}}}},
       .headers = browser(person.agent),
       .remote = person.address});
}

void Workspace::write_down(Person& person, const Act& act) {
  const auto& road = *person.road;
  json::Value lead{json::Object{}};
  lead.set("full_name", person.name);
  if (road.way == Way::follow) {
    lead.set("handles", json::Array{json::Object{{"network", "instagram"},
                                                 {"value", person.email.substr(0, person.email.find('@'))}}});
    lead.set("clue", "follow");
  } else {
    lead.set("phones", json::Array{json::Object{{"value", person.phone}}});
    lead.set("product", person.product->name);
    lead.set("needs", act.data["needs"]);
    lead.set("clue", "call");
  }
  lead.set("source", json::Object{{"kind", road.way == Way::follow ? "follow" : "call"},
                                  {"channel", road.channel},
                                  {"label", road.label}});
  const auto made = house_.ask(colleagues_[static_cast<std::size_t>(act.colleague)], act.at,
                               {Method::post, "/api/v1/leads", std::move(lead)});
  person.lead = word(made["lead"]["id"]);
}

// Whoever gave up, or was held off, is not found, and nobody works on him.
void Workspace::look_up(Person& person, Instant at) {
  const bool by_email = person.road->way == Way::newsletter;
  const auto found = house_.ask(colleagues_[1], at,
                                {.method = Method::get,
                                 .path = "/api/v1/leads/duplicates",
                                 .query = {{by_email ? "email" : "phone", by_email ? person.email : person.phone}}});
  if (!found["data"].as_array().empty()) person.lead = word(found["data"].as_array().front()["id"]);
}

json::Value Workspace::ask_of_lead(Person& person, const Act& act, const std::string& what, json::Value body) {
  if (person.lead.empty()) return {};
  return house_.ask(colleagues_[static_cast<std::size_t>(act.colleague)], act.at,
                    {Method::post, "/api/v1/leads/" + person.lead + "/" + what, std::move(body)});
}

void Workspace::edit(Person& person, const Act& act) {
  if (person.lead.empty()) return;
  const auto& colleague = colleagues_[static_cast<std::size_t>(act.colleague)];
  const auto path = "/api/v1/leads/" + person.lead;
  const auto version = house_.ask(colleague, act.at, {Method::get, path})["version"].as_integer().value_or(0);
  house_.ask(colleague, act.at,
             {.method = Method::patch,
              .path = path,
              .body = act.data,
              .headers = {{"if-match", "\"v" + std::to_string(version) + "\""}}});
}

void Workspace::import_list(const std::string& list, Instant at) {
  const auto& marketer = colleagues_[1];
  const auto body = "--row\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + trade_.list_name +
                    "\"\r\n\r\n" + list + "\r\n--row--\r\n";
  const auto made = house_.ask(marketer, at,
                               {.method = Method::post,
                                .path = "/api/v1/imports",
                                .raw = body,
                                .headers = {{"content-type", "multipart/form-data; boundary=row"}}});
  house_.ask(marketer, at,
             {Method::post, "/api/v1/imports/" + word(made["id"]) + "/start", json::Object{{"origin", "organic"}}});
  house_.rest(at);
}

}  // namespace sarnakh::demo
