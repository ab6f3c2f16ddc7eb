#include "stories/teller.hpp"

#include <regex>
#include <sstream>

#include "accounts/accounts.hpp"
#include "foundations/basics/signing.hpp"
#include "foundations/json/rfc3339.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::stories {

namespace {

const json::Value nothing;

// "data.0.lead.id"; "data.size" is the length of a list. A text that is no JSON gives nothing.
json::Value at_path(const std::string& body, const std::string& path) {
  json::Value value;
  try {
    value = json::parse(body, json::Limits{.bytes = std::size_t{16} << 20, .members = 1'000'000});
  } catch (const Problem&) {
    return nothing;
  }
  std::istringstream parts(path);
  for (std::string part; std::getline(parts, part, '.');) {
    if (value.is_array()) {
      if (part == "size") return static_cast<std::int64_t>(value.as_array().size());
      const auto index = part.find_first_not_of("0123456789") == std::string::npos ? std::stoul(part) : SIZE_MAX;
      if (index >= value.as_array().size()) return nothing;
      const json::Value item = value.as_array()[index];
      value = item;
    } else {
      const json::Value member = value[part];
      value = member;
    }
  }
  return value;
}

std::string html_unescaped(std::string text) {
  for (const auto& [entity, letter] : {std::pair<std::string, std::string>{"&amp;", "&"},
                                       {"&quot;", "\""},
                                       {"&#39;", "'"},
                                       {"&lt;", "<"},
                                       {"&gt;", ">"}})
    for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + letter.size()))
      text.replace(at, entity.size(), letter);
  return text;
}

bool is_about_events(const Expectation& expected) { return expected.text.starts_with("events:"); }

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(' '));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

Teller::Teller(const Story& story, std::string folder, std::string url, Mode mode)
    : story_(story), folder_(std::move(folder)), url_(std::move(url)), mode_(mode) {}

Teller::~Teller() = default;

void Teller::start(Instant at) {
  program_.reset();
  std::map<std::string, std::string> flags{{"server.port", "0"},
                                           {"data.folder", folder_},
                                           {"server.workers", "4"},
                                           {"database.readers", "2"},
                                           {"outbound.private_networks", "127.0.0.1"},
                                           {"meta.graph_url", "http://127.0.0.1:1025"}};  // nobody is at home there
  if (!url_.empty()) flags["database.url"] = url_;
  program_ = std::make_unique<app::Application>(app::Settings::load("", flags, {}), app::Options{.virtual_clock = at});
  program_->start();
  client_.go_to(program_->port());
}

void Teller::make_owner() {
  if (!accounts::setup_needed(program_->database())) throw Problem{"story_database_used"};
  const auto link = accounts::make_setup_link(program_->database(), program_->clock().now(), "");
  json::Value body{json::Object{}};
  body.set("token", link.substr(link.find('=') + 1));
  for (const auto& [name, value] : {std::pair{"name", "سارا"},
                                    {"email", "owner@example.com"},
                                    {"password", "a long password"},
                                    {"workspace_name", "کلینیک لبخند"},
                                    {"language", "fa"}})
    body.set(name, value);
  client_.ask({.method = "POST", .path = "/api/v1/setup", .body = json::write(body), .person = "owner"});
}

std::vector<Fault> Teller::tell() {
  start(json::parse_rfc3339(story_.clock).value());
  make_owner();
  for (const auto& step : story_.steps) {
    try {
      act(step);
      client_.ask({.method = "POST", .path = "/test/quiet"});
      check(step);
    } catch (const std::exception& error) {
      faults_.push_back({step.line, step.action, "an answer", error.what()});
    }
    if (mode_ == Mode::restart) start(program_->clock().now());
  }
  program_->stop();
  return faults_;
}

void Teller::act(const Step& step) {
  const auto action = filled(step.action);
  const auto space = action.find(' ');
  const auto verb = action.substr(0, space), rest = space == std::string::npos ? "" : action.substr(space + 1);
  if (verb == "as") {
    person_ = rest;
    bearer_.clear();
  } else if (verb == "bearer") {
    bearer_ = rest;
  } else if (verb == "visit") {
    visit(rest);
  } else if (verb == "send") {
    const auto end = rest.find(' ');
    send(rest.substr(0, end), end == std::string::npos ? "" : rest.substr(end + 1));
  } else if (verb == "advance") {
    advance(rest);
  } else if (verb == "with") {
    headers_.push_back(rest);
  } else if (verb == "sign") {
    const auto as = rest.find(" as ");
    signing_ = {rest.substr(0, as), rest.substr(as + 4), std::to_string(program_->clock().now().ms / 1000)};
  } else {
    request(verb, rest, filled(step.body));
  }
}

void Teller::request(const std::string& method, const std::string& path, const std::string& body) {
  auto headers = std::exchange(headers_, {});
  if (const auto signing = std::exchange(signing_, {})) {
    headers.push_back("webhook-id: " + signing->id);
    headers.push_back("webhook-timestamp: " + signing->timestamp);
    headers.push_back("webhook-signature: " +
                      standard_signature(signing->secret, signing->id, signing->timestamp, body));
  }
  // "http://127.0.0.1:8080/in/…" is ours, whatever the port is by now.
  const auto host = path.find("://");
  const auto inside = host == std::string::npos ? path : path.substr(path.find('/', host + 3));
  reply_ = client_.ask({.method = method,
                        .path = inside,
                        .body = body,
                        .bearer = bearer_,
                        .person = person_,
                        .headers = std::move(headers)});
}

void Teller::visit(const std::string& page) {
  reply_ = client_.ask({.method = "GET", .path = "/f/" + page, .person = "visitor"});
  send(page, "");  // reads the hidden fields
}

// Fills the form that was visited; with no fields it only reads the page that is there.
void Teller::send(const std::string& page, const std::string& fields) {
  if (!fields.empty()) {
    std::string body;
    for (const auto& [name, value] : hidden_) body += url_encoded(name) + "=" + url_encoded(value) + "&";
    std::istringstream parts(fields);
    for (std::string part; std::getline(parts, part, ';');) {
      const auto equals = part.find('=');
      body += url_encoded(trimmed(part.substr(0, equals))) + "=" + url_encoded(trimmed(part.substr(equals + 1))) + "&";
    }
    if (!body.empty()) body.pop_back();
    const auto path = page.substr(0, page.find('?'));
    reply_ = client_.ask({.method = "POST",
                          .path = "/f/" + path,
                          .body = body,
                          .type = "application/x-www-form-urlencoded",
                          .person = "visitor"});
  }
  static const std::regex hidden{R"re(<input type="hidden" name="([^"]+)" value="([^"]*)")re"};
  std::map<std::string, std::string> found;
  for (auto it = std::sregex_iterator(reply_.body.begin(), reply_.body.end(), hidden); it != std::sregex_iterator();
       ++it)
    found[(*it)[1]] = html_unescaped((*it)[2]);
  if (!found.empty()) hidden_ = found;
}

void Teller::advance(const std::string& by) {
  const auto number = std::stoll(by);
  const auto unit = by.back();
  const std::int64_t ms = number * (unit == 'd' ? 86'400'000 : unit == 'h' ? 3'600'000 : unit == 'm' ? 60'000 : 1'000);
  reply_ =
      client_.ask({.method = "POST", .path = "/test/clock", .body = "{\"advance_ms\":" + std::to_string(ms) + "}"});
}

void Teller::check(const Step& step) {
  for (const auto& expected : step.expected)
    if (!is_about_events(expected)) check_line(step, expected);
  check_events(step);
}

void Teller::check_line(const Step& step, const Expectation& expected) {
  const auto& line = expected.text;
  if (line.find_first_not_of("0123456789") == std::string::npos) return check_status(step, expected);
  if (line.starts_with("has ")) return check_text(step, expected, true);
  if (line.starts_with("lacks ")) return check_text(step, expected, false);
  if (line.starts_with("leads to ")) return check_way_on(step, expected);
  if (line.starts_with("keep ")) return keep(step, expected);
  if (const auto equals = line.find(" = "); equals != std::string::npos) return check_value(step, expected, equals);
  faults_.push_back({expected.line, step.action, line, "a line that says nothing the teller knows"});
}

void Teller::check_status(const Step& step, const Expectation& expected) {
  const auto came = std::to_string(reply_.status);
  if (came == expected.text) return;
  std::optional<std::string> blessed;
  if (reply_.status < 500) blessed = came;  // a server that failed is never what was meant
  faults_.push_back({expected.line, step.action, expected.text, came + " " + reply_.body.substr(0, 400), blessed});
}

void Teller::check_text(const Step& step, const Expectation& expected, bool wanted) {
  const auto text = filled(expected.text.substr(wanted ? 4 : 6));
  if ((reply_.body.find(text) != std::string::npos) == wanted) return;
  faults_.push_back({expected.line, step.action, expected.text, reply_.body.substr(0, 1500)});
}

void Teller::check_way_on(const Step& step, const Expectation& expected) {
  if (reply_.location == filled(expected.text.substr(std::string_view("leads to ").size()))) return;
  faults_.push_back({expected.line, step.action, expected.text, "leads to " + reply_.location});
}

void Teller::keep(const Step& step, const Expectation& expected) {
  const auto as = expected.text.find(" as "), after = std::min(expected.text.find(" after "), as);
  const auto value = at_path(reply_.body, expected.text.substr(5, after - 5));
  auto text = value.is_string() ? std::string(*value.as_string()) : json::write(value);
  if (after != as) {
    const auto mark = expected.text.substr(after + 7, as - after - 7);
    text.erase(0, std::min(text.find(mark), text.size() - mark.size()) + mark.size());
  }
  kept_[expected.text.substr(as + 4)] = text;
  if (value.is_null())
    faults_.push_back({expected.line, step.action, expected.text, "nothing there: " + reply_.body.substr(0, 400)});
}

void Teller::check_value(const Step& step, const Expectation& expected, std::size_t equals) {
  const auto path = expected.text.substr(0, equals), says = expected.text.substr(equals + 3), wanted = filled(says);
  const auto came = at_path(reply_.body, path);
  if (wanted == "~" ? !came.is_null() : came == json::parse(wanted)) return;
  std::optional<std::string> blessed;
  // A kept value is another one in every run, and «anything» means that something should be there.
  if (says.find('$') == std::string::npos && says != "~") blessed = path + " = " + json::write(came);
  faults_.push_back({expected.line, step.action, path + " = " + wanted, path + " = " + json::write(came), blessed});
}

void Teller::check_events(const Step& step) {
  const auto came = new_events();
  for (const auto& expected : step.expected) {
    if (!is_about_events(expected)) continue;
    const auto line = came.empty() ? "" : "events: " + came;
    if (trimmed(expected.text.substr(7)) != came)
      faults_.push_back({expected.line, step.action, expected.text, came.empty() ? "no events" : line, line});
    return;
  }
  if (!came.empty())
    faults_.push_back({step.end, step.action, "no events", "events: " + came, "events: " + came, true});
}

std::string Teller::new_events() {
  std::string names;
  auto& database = program_->database();
  for (const auto& workspace : accounts::list_workspaces(database)) {
    auto& seen = seen_[workspace.id.value];
    database.read({program_->clock().now(), Caller::system(workspace.id)}, [&](db::Work& work) {
      for (const auto row : work.query_text(
               "SELECT position, type FROM events WHERE workspace_id = $1 AND position > $2 ORDER BY position",
               {workspace.id, seen})) {
        seen = row.integer(0);
        names += (names.empty() ? "" : " ") + row.text(1);
      }
    });
  }
  return names;
}

std::string Teller::filled(std::string text) const {
  for (auto it = kept_.rbegin(); it != kept_.rend(); ++it) {
    const auto mark = "$" + it->first;
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + it->second.size()))
      text.replace(at, mark.size(), it->second);
  }
  return text;
}

}  // namespace sarnakh::stories
