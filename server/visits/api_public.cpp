// What pages and programs send: the snippet's own road, and Segment's.

#include <algorithm>

#include "foundations/basics/random.hpp"
#include "foundations/http/tokens.hpp"
#include "foundations/text/network.hpp"
#include "visits/api.hpp"
#include "visits/pipeline.hpp"
#include "visits/together.hpp"
#include "visits/visits.hpp"

namespace sarnakh::visits {

namespace {

using http::Answer;
using http::Call;
using http::Method;
using http::Nothing;

// 13 months, as long as a first-party cookie should live.
constexpr std::int64_t cookie_seconds = 395LL * 24 * 3600;

// Events a minute that programs of one network may send to one workspace.
constexpr int most_of_program = 60'000;

struct RefusedItem {
  std::int64_t index = 0;
  Refusal reason = Refusal::unreadable;
  static constexpr auto fields =
      json::fields(json::field("index", &RefusedItem::index), json::field("reason", &RefusedItem::reason));
  static constexpr std::string_view schema_name = "RefusedEvent";
};
// As Segment answers, and what it does not say.
struct Taken {
  bool success = true;
  std::int64_t accepted = 0;
  std::vector<RefusedItem> refused;
  static constexpr auto fields =
      json::fields(json::field("success", &Taken::success), json::field("accepted", &Taken::accepted),
                   json::field("refused", &Taken::refused));
  static constexpr std::string_view schema_name = "EventsTaken";
};

// "Basic d2tfLi4uOg==": the key as the user, no password.
std::string key_in_header(std::string_view header) {
  if (header.size() < 6 || !http::same_ignoring_case(header.substr(0, 6), "Basic ")) return {};
  std::string code{http::trimmed(header.substr(6))};
  while (code.ends_with('=')) code.pop_back();
  std::replace(code.begin(), code.end(), '+', '-');
  std::replace(code.begin(), code.end(), '/', '_');
  const auto pair = from_base64url(code);
  return pair.substr(0, pair.find(':'));
}

class PublicApi {
 public:
  PublicApi(db::Database& database, std::shared_ptr<Sites> sites)
      : database_(database), sites_(std::move(sites)), together_(database) {}

  Answer script(const Call& call) {
    const auto site = site_of(call, call.place("key"));
    Answer answer;
    answer.content_type = "text/javascript; charset=utf-8";
    answer.body = snippet_of(site->settings);
    const auto tag = "\"" + to_hex(hash_256(answer.body).substr(0, 8)) + "\"";
    if (call.request.header("if-none-match") == tag) {
      answer.status = 304;
      answer.body.clear();
    }
    answer.with("ETag", tag)
        .with("Cache-Control", "public, max-age=300")
        .with("Cross-Origin-Resource-Policy", "cross-origin");
    return answer;
  }

  // From our snippet: any content type, because a beacon has none to choose.
  Answer from_page(const Call& call) {
    const auto site = site_of(call, call.place("key"));
    auto answer = http::no_content();
    auto reading = reading_of(call, std::nullopt);
    auto& delivery = reading.delivery;
    if (delivery.forget) {
      set_cookie(call, answer, "", 0);
      return answer;
    }
    auto sender = sender_of(call, site, Road::snippet);
    const auto name = name_for(sender, delivery);
    if (!name.empty()) set_cookie(call, answer, name, cookie_seconds);
    return take(call, std::move(sender), std::move(delivery),
                [answer = std::move(answer), fault = std::move(reading.fault)](const Result& result) mutable {
                  if (fault) throw Problem{*fault};
                  return result.accepted > 0 ? std::move(answer) : http::no_content();
                });
  }

  // From a program that speaks as Segment's libraries do.
  Answer from_program(const Call& call, std::optional<EventType> type) {
    auto reading = reading_of(call, type);
    auto& delivery = reading.delivery;
    auto key = key_in_header(call.request.header("authorization"));
    if (key.empty()) key = delivery.write_key;
    if (key.empty() && reading.fault) throw Problem{*reading.fault};
    const auto site = site_of(call, key);
    const auto sender = sender_of(call, site, Road::program);
    keep_budget(sender, reading);
    return take(call, sender, std::move(delivery),
                [alone = type.has_value(), fault = std::move(reading.fault)](const Result& result) {
                  if (fault) throw Problem{*fault};
                  if (alone && !result.refused.empty()) refuse_alone(result.refused.front().reason);
                  return answer_of(result);
                });
  }

 private:
  static Answer answer_of(const Result& result) {
    Taken taken;
    taken.accepted = result.accepted;
    for (const auto& fate : result.refused)
      taken.refused.push_back({static_cast<std::int64_t>(fate.place), fate.reason});
    std::sort(taken.refused.begin(), taken.refused.end(),
              [](const RefusedItem& a, const RefusedItem& b) { return a.index < b.index; });
    Answer answer;
    answer.body = json::to_text(taken);
    return answer;
  }

  // What cannot be read at all is one refusal: it is counted for the site, and the sender is told why.
  struct Reading {
    Delivery delivery;
    std::optional<Problem> fault;
  };
  static Reading reading_of(const Call& call, std::optional<EventType> type) {
    try {
      return {read_delivery(call.request.body, type), {}};
    } catch (const Problem& problem) {
      Reading none{{}, problem};
      const bool large = problem.code == "body_too_large";
      none.delivery.items.push_back({std::nullopt, large ? Refusal::too_large : Refusal::unreadable});
      return none;
    }
  }

  std::shared_ptr<const Site> site_of(const Call& call, const std::string& key) {
    auto site = key.empty() || key.size() > 100 ? nullptr : sites_->find(database_, call.now(), key);
    if (!site) throw Problem{"write_key_unknown"};
    return site;
  }

  static Sender sender_of(const Call& call, const std::shared_ptr<const Site>& site, Road road) {
    const auto& request = call.request;
    Sender sender{.site = site,
                  .road = road,
                  .address = request.remote,
                  .agent = std::string(request.header("user-agent")),
                  .cookie = {},
                  .names_languages = !request.header("accept-language").empty(),
                  .global_privacy_control = request.header("sec-gpc") == "1",
                  .do_not_track = request.header("dnt") == "1",
                  .received = call.now()};
    const auto cookie = request.cookie(visitor_cookie).value_or("");
    if (is_visitor_id(cookie) && site->settings.mode != Mode::cookieless) sender.cookie = cookie;
    return sender;
  }

  // All or nothing: what is refused here is counted and comes again, and nothing of it is there yet.
  void keep_budget(const Sender& sender, Reading& reading) {
    auto& items = reading.delivery.items;
    const auto key = "program:" + to_string(sender.site->workspace) + ":" + text::network_of(sender.address);
    if (budgets_.take(key, sender.received, time::minutes(1), most_of_program, static_cast<int>(items.size()))) return;
    for (auto& item : items) item = {std::nullopt, Refusal::too_many};
    reading.fault = Problem::again_in(60, "throttled");
  }

  // What the browser is known by from now on: the cookie it has, else the name the page gave itself.
  static std::string name_for(const Sender& sender, const Delivery& delivery) {
    if (sender.site->settings.mode == Mode::cookieless) return {};
    if (!sender.cookie.empty()) return sender.cookie;
    for (const auto& item : delivery.items)
      if (item.event && is_visitor_id(item.event->anonymous_id)) return item.event->anonymous_id;
    return {};
  }

  static void set_cookie(const Call& call, Answer& answer, const std::string& value, std::int64_t seconds) {
    answer.with("Set-Cookie", std::string(visitor_cookie) + "=" + value +
                                  "; Path=/; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Lax" +
                                  (call.request.scheme == "https" ? "; Secure" : ""));
  }

  using Answering = std::move_only_function<Answer(const Result&)>;
  Answer take(const Call& call, Sender sender, Delivery delivery, Answering answering) {
    Caller visitor;
    visitor.kind = CallerKind::visitor;
    visitor.workspace = sender.site->workspace;
    Delivered delivered{std::move(sender), {}, {}};
    delivered.events = judge(delivered.sender, std::move(delivery), budgets_, delivered.judged);
    const db::Scope scope{call.now(), visitor};
    return http::later(
        [this, scope, delivered = std::move(delivered), answering = std::move(answering)](http::Give give) mutable {
          together_.keep(scope, std::move(delivered), giving(std::move(give), std::move(answering)));
        });
  }

  static Together::Done giving(http::Give give, Answering answering) {
    return [give = std::move(give), answering = std::move(answering)](const std::exception_ptr& failure,
                                                                      Result result) mutable {
      give([failure, result = std::move(result), answering = std::move(answering)]() mutable {
        if (failure) std::rethrow_exception(failure);
        meter().accepted(result.accepted);
        for (const auto& fate : result.refused) meter().refused(fate.reason);
        return answering(result);
      });
    };
  }

  // A lonely event that is none is told to its sender; what we do not want to hear is taken without a word.
  static void refuse_alone(Refusal reason) {
    switch (reason) {
      case Refusal::unreadable:
      case Refusal::too_large:
      case Refusal::unknown_type:
      case Refusal::no_identity:
      case Refusal::no_name:
      case Refusal::no_previous:
      case Refusal::too_old:
        throw Problem{"event_refused", {}, {{"reason", std::string(json::name_of_enum(reason))}}};
      default:
        return;
    }
  }

  db::Database& database_;
  std::shared_ptr<Sites> sites_;
  http::Budgets budgets_;
  Together together_;
};

}  // namespace

void add_public_routes(http::RouteTable& routes, db::Database& database, std::shared_ptr<Sites> sites) {
  const auto api = std::make_shared<PublicApi>(database, std::move(sites));
  const auto add = [&routes](http::Route row) {
    row.cross_origin = true;
    routes.push_back(std::move(row));
  };
  add(http::route<Nothing, Answer>(Method::get, "/t/{key}/t.js", "public", "The tracking script of a site.",
                                   [api](const Call& call, const Nothing&) { return api->script(call); }));
  add(http::route<Nothing, Answer>(
      Method::post, "/t/{key}", "public",
      "Takes what the tracking script sends: {batch: [events], sentAt}. Answers 204 once it is durable.",
      [api](const Call& call, const Nothing&) { return api->from_page(call); }));
  // Segment's libraries for programs write the names out; its library for browsers sends the first letters.
  for (const auto& [name, type] :
       std::initializer_list<std::pair<std::string, std::optional<EventType>>>{{"track", EventType::track},
                                                                               {"t", EventType::track},
                                                                               {"identify", EventType::identify},
                                                                               {"i", EventType::identify},
                                                                               {"page", EventType::page},
                                                                               {"p", EventType::page},
                                                                               {"group", EventType::group},
                                                                               {"g", EventType::group},
                                                                               {"alias", EventType::alias},
                                                                               {"a", EventType::alias},
                                                                               {"batch", std::nullopt},
                                                                               {"b", std::nullopt}})
    add(http::route<Nothing, Answer>(
        Method::post, "/t/v1/" + name, "public",
        "Segment's " + (type ? std::string(json::name_of_enum(*type)) : std::string("batch")) +
            ": the write key as Basic user or as writeKey. EventsTaken.",
        [api, type = type](const Call& call, const Nothing&) { return api->from_program(call, type); }));
}

}  // namespace sarnakh::visits
