// The steps that look at one event alone.

#include <algorithm>
#include <optional>

#include "foundations/http/networks.hpp"
#include "foundations/http/percent.hpp"
#include "foundations/text/network.hpp"
#include "foundations/text/robots.hpp"
#include "foundations/text/url.hpp"
#include "foundations/text/utf8.hpp"
#include "sources/arrival.hpp"
#include "visits/pipeline.hpp"
#include "visits/steps.hpp"

namespace sarnakh::visits {

namespace {

using Outcome = std::optional<Refusal>;

// More than a busy office behind one address makes.
constexpr int most_of_network = 6000;
constexpr auto oldest_event = time::days(400);

struct Case {
  const Sender& sender;
  Passing& passing;
  http::Budgets& budgets;
  Result& result;

  const TrackingSettings& settings() const { return sender.site->settings; }
  TrackedEvent& event() const { return passing.event; }
};

Outcome find_identity(const Case& given) {
  const auto& event = given.event();
  const bool named = !event.anonymous_id.empty() || !event.user_id.empty() ||
                     (given.sender.road == Road::snippet && !given.sender.cookie.empty());
  // A cookieless page has no name to give; the network and the browser are its identity for a day.
  if (named || (given.settings().mode == Mode::cookieless && given.sender.road == Road::snippet)) return {};
  return Refusal::no_identity;
}

Outcome correct_clock(const Case& given) {
  given.passing.at = corrected(given.event(), given.sender.received);
  if (given.passing.at + oldest_event < given.sender.received) return Refusal::too_old;
  return {};
}

Outcome obey_privacy_signals(const Case& given) {
  if (given.sender.global_privacy_control) return Refusal::privacy_signal;
  if (given.sender.do_not_track && given.settings().honour_dnt) return Refusal::privacy_signal;
  return {};
}

Outcome ask_consent(const Case& given) {
  if (given.event().consent == Consent::refused) return Refusal::no_consent;
  if (given.settings().mode == Mode::ask && given.event().consent != Consent::given) return Refusal::no_consent;
  return {};
}

// A program tells whom it speaks for.
Outcome refuse_blocked_networks(const Case& given) {
  const auto& told = given.event().network;
  const bool speaks_for_another = given.sender.road != Road::snippet && !told.empty();
  if (is_blocked(given.settings(), speaks_for_another ? told : given.sender.address)) return Refusal::blocked_network;
  return {};
}

// A page's browser is the sender; a program tells the browser it speaks for, or none.
Outcome set_robots_apart(const Case& given) {
  const bool snippet = given.sender.road == Road::snippet;
  const auto& agent = snippet ? given.sender.agent : given.event().agent;
  if (!snippet && agent.empty()) return {};
  const auto known = text::recognise_agent(agent);
  if (!known.robot) return {};
  // Names of the list alone are counted one by one: a stranger's words would make rows without end.
  ++given.result.robots[known.listed ? known.name : "other"];
  return Refusal::robot;
}

// Every browser of people says which languages are wanted, and none that a person holds says that a program drives it.
Outcome refuse_driven_browsers(const Case& given) {
  if (given.sender.road != Road::snippet) return {};
  if (given.event().webdriver || !given.sender.names_languages) return Refusal::robot_behaviour;
  return {};
}

// A program is told before anything of its delivery is taken (api_public.cpp), so that it can send it again.
Outcome keep_budget(const Case& given) {
  if (given.sender.road == Road::program) return {};
  const auto key = to_string(given.sender.site->workspace) + ":" + text::network_of(given.sender.address);
  if (!given.budgets.take(key, given.sender.received, time::minutes(1), most_of_network)) return Refusal::too_many;
  return {};
}

Outcome clean_address(const Case& given) {
  const auto url = text::parse_url(given.event().url);
  if (given.event().url.empty() || !url) return {};
  given.passing.page = std::string(text::cut(text::to_string(*url), 2000));
  given.passing.path = http::percent_decoded(url->path, http::Plus::stays);
  return {};
}

Outcome refuse_excluded_paths(const Case& given) {
  if (!given.passing.path.empty() && is_excluded(given.settings(), given.passing.path)) return Refusal::excluded_path;
  return {};
}

// Segment's campaign stands where the address carries none.
Outcome read_campaign_tags(const Case& given) {
  const auto& event = given.event();
  const auto own = text::parse_url(event.url);
  sources::Arrival arrival{.landing_page = event.url,
                           .referrer = event.referrer,
                           .own_host = own ? own->host : std::string(),
                           .cookies = {},
                           .own = given.sender.site->own_sources};
  if (given.settings().mode != Mode::cookieless) arrival.cookies = event.cookies;
  given.passing.touch = sources::touch_of(arrival);
  const auto& campaign = event.campaign;
  if (given.passing.touch.utm || campaign.as_object().empty()) return {};
  std::string tagged = event.url.empty() ? "https://unknown.invalid/" : event.url;
  tagged += tagged.find('?') == std::string::npos ? '?' : '&';
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> names{{{"source", "utm_source"},
                                                                                {"medium", "utm_medium"},
                                                                                {"name", "utm_campaign"},
                                                                                {"term", "utm_term"},
                                                                                {"content", "utm_content"}}};
  for (const auto& [name, tag] : names)
    if (const auto value = campaign[name].as_string(); value && !value->empty())
      tagged += std::string(tag) + "=" + encoded(*value) + "&";
  arrival.landing_page = tagged;
  given.passing.touch = sources::touch_of(arrival);
  if (event.url.empty()) given.passing.touch.landing_page.reset();
  return {};
}

Outcome name_content(const Case& given) {
  if (given.passing.path.empty()) return {};
  if (const auto* rule = content_of(given.settings(), given.passing.path)) {
    given.passing.content = json::name_of_enum(rule->type);
    if (rule->stage) given.passing.stage = *rule->stage;
  }
  return {};
}

struct JudgingStep {
  std::string_view name;
  Outcome (*act)(const Case&);
};
constexpr std::array<JudgingStep, judging_steps> judging_order{{
    {"find_identity", find_identity},
    {"obey_privacy_signals", obey_privacy_signals},
    {"ask_consent", ask_consent},
    {"refuse_blocked_networks", refuse_blocked_networks},
    {"set_robots_apart", set_robots_apart},
    {"refuse_driven_browsers", refuse_driven_browsers},
    {"keep_budget", keep_budget},
    {"correct_clock", correct_clock},
    {"clean_address", clean_address},
    {"refuse_excluded_paths", refuse_excluded_paths},
    {"read_campaign_tags", read_campaign_tags},
    {"name_content", name_content},
}};

}  // namespace

std::vector<Passing> judge(const Sender& sender, Delivery delivery, http::Budgets& budgets, Result& result) {
  std::vector<Passing> passing;
  passing.reserve(delivery.items.size());
  for (std::size_t place = 0; place < delivery.items.size(); ++place) {
    auto& item = delivery.items[place];
    if (item.refusal) {
      result.refused.push_back({place, *item.refusal});
    } else {
      auto& one = passing.emplace_back();
      one.event = std::move(*item.event);
      one.place = place;
    }
  }
  for (std::size_t i = 0; i < judging_order.size(); ++i)
    timed(i, [&] {
      std::erase_if(passing, [&](Passing& one) {
        const auto refusal = judging_order[i].act({sender, one, budgets, result});
        if (refusal) result.refused.push_back({one.place, *refusal});
        return refusal.has_value();
      });
    });
  std::sort(result.refused.begin(), result.refused.end(),
            [](const Fate& a, const Fate& b) { return a.place < b.place; });
  return passing;
}

std::vector<std::string_view> judging_step_names() {
  std::vector<std::string_view> names;
  names.reserve(judging_order.size());
  for (const auto& step : judging_order) names.push_back(step.name);
  return names;
}

}  // namespace sarnakh::visits
