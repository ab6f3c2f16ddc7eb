#include "demo/plan.hpp"

#include <algorithm>

#include "foundations/json/rfc3339.hpp"
#include "foundations/time/zone.hpp"

namespace sarnakh::demo {

namespace {

// Until then the list has come in for certain.
constexpr auto stride_of_list = time::hours(13);
constexpr std::int64_t colleague_marketer = 1, first_seller = 2, sellers = 3;

const std::vector<std::string> agents{
    "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile "
    "Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 "
    "Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"};

const std::vector<std::string> robots{"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                                      "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                                      "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
                                      "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", "curl/8.5.0"};

class Planner {
 public:
  Planner(const Season& season, Dice& dice, std::int64_t number) : season_(season), dice_(dice), trade_(season.trade) {
    const auto& first = dice_.pick(trade_.first_names);
    const auto& last = dice_.pick(trade_.last_names);
    person_.name = first.written + " " + last.written;
    auto digits = std::to_string(number * 7919 % power_of_ten(trade_.phone_digits));
    digits.insert(0, static_cast<std::size_t>(trade_.phone_digits) - digits.size(), '0');
    const auto prefix = static_cast<std::size_t>(number) % trade_.phone_prefixes.size();
    person_.phone = trade_.phone_prefixes[prefix] + digits;
    person_.email = first.latin + "." + last.latin + std::to_string(number + 10) + "@" + trade_.email_domain;
    person_.visitor = "demo-" + std::string(trade_.language == Language::fa ? "fa" : "en") + "-visitor-" +
                      std::to_string(1'000'000 + number);
    person_.address = "198." + std::to_string(18 + dice_.below(2)) + "." + std::to_string(dice_.below(256)) + "." +
                      std::to_string(dice_.between(1, 254));
    person_.agent = dice_.pick(agents);
    person_.product = &dice_.pick(trade_.products);
  }

  Person take(std::int64_t day) {
    person_.road = &road_of(day);
    auto at = moment_of(day);
    if (person_.road->way == Way::list) at = day_of_list(season_) + stride_of_list;
    if (person_.road->way == Way::stand) at = at_stand(day);
    if (person_.road->way == Way::site || person_.road->way == Way::newsletter) at = look_around(at);
    arrive(at);
    const bool arrived = person_.sender == Sender::person || person_.sender == Sender::careless;
    if (arrived && person_.road->way != Way::follow) work_on(at);
    return finished();
  }

  Person take_stranger(std::int64_t day) {
    person_.road = &road_of(day);
    if (person_.road->way != Way::site) person_.road = &trade_.roads.front();
    if (dice_.chance(0.12)) person_.agent = dice_.pick(robots);
    person_.unwatched = dice_.chance(0.04);
    const auto at = moment_of(day);
    if (leads_to_form())
      add(at, Deed::click);
    else
      visit(at, dice_.between(1, 3), true);
    return finished();
  }

 private:
  static std::int64_t power_of_ten(int digits) {
    std::int64_t power = 1;
    while (digits-- > 0) power *= 10;
    return power;
  }

  // What has not happened yet is left out.
  Person finished() {
    std::stable_sort(person_.acts.begin(), person_.acts.end(), [](const Act& a, const Act& b) { return a.at < b.at; });
    std::erase_if(person_.acts, [&](const Act& act) { return act.at > season_.now; });
    return std::move(person_);
  }

  // Some roads are open for some days only.
  const Road& road_of(std::int64_t day) {
    std::vector<double> weights;
    for (const auto& road : trade_.roads)
      weights.push_back(road.first_day <= day && day <= road.last_day ? road.weight : 0);
    return trade_.roads[dice_.place(weights)];
  }

  const LabelledLink* link() const {
    for (const auto& link : trade_.links)
      if (link.name == person_.road->link) return &link;
    for (const auto& advertisement : trade_.advertisements)
      if (advertisement.link.name == person_.road->link) return &advertisement.link;
    return nullptr;
  }
  bool leads_to_form() const { return link() != nullptr && link()->path.empty(); }

  // Behind the address of the first page: what the road says of itself.
  std::string query() const {
    const auto* labelled = link();
    if (labelled == nullptr) return person_.road->query;
    std::string query;
    for (const auto& [name, value] : {std::pair("utm_source", labelled->source),
                                      {"utm_medium", labelled->medium},
                                      {"utm_campaign", labelled->campaign}})
      if (!value.empty()) query += std::string(name) + "=" + value + "&";
    return query + "sarnakh_link=" + std::string(token_place);
  }

  // People write in the morning and again in the evening.
  Instant moment_of(std::int64_t day) {
    static const std::vector<double> hours{1, 1, 0, 0, 0, 0, 1, 2, 5, 8, 10, 10, 8, 6, 6, 7, 8, 8, 8, 9, 10, 9, 6, 3};
    const auto first = time::day_at(season_.from, trade_.zone);
    const auto hour = static_cast<int>(dice_.place(hours));
    auto at = time::to_instant({first + day, hour, static_cast<int>(dice_.below(60)), static_cast<int>(dice_.below(60)),
                                static_cast<int>(dice_.below(1000))},
                               trade_.zone);
    // The last day is not over.
    if (at > season_.now) {
      const auto begin = time::start_of_day(time::day_at(season_.now, trade_.zone), trade_.zone);
      at = begin + time::milliseconds(dice_.below(std::max<std::int64_t>(1, (season_.now - begin).ms - 120'000)));
    }
    return at;
  }

  // A fair is open from ten to six.
  Instant at_stand(std::int64_t day) {
    const auto first = time::day_at(season_.from, trade_.zone);
    return time::to_instant({first + day, static_cast<int>(dice_.between(10, 17)), static_cast<int>(dice_.below(60)),
                             static_cast<int>(dice_.below(60)), 0},
                            trade_.zone);
  }

  // The next moment at which somebody is at work.
  Instant at_work(Instant at) {
    auto local = time::to_local(at, trade_.zone);
    const bool closed = trade_.week[static_cast<std::size_t>(time::weekday_of(local.day))] < 0.5;
    if (!closed && local.hour >= 9 && local.hour < 18) return at;
    auto day = local.hour < 9 && !closed ? local.day : local.day + 1;
    if (trade_.week[static_cast<std::size_t>(time::weekday_of(day))] < 0.5) day = day + 1;
    return time::to_instant({day, 9, static_cast<int>(dice_.below(60)), static_cast<int>(dice_.below(60)), 0},
                            trade_.zone);
  }

  Act& add(Instant at, Deed deed, int colleague = 0, std::string text = {}, json::Value data = {}) {
    return person_.acts.emplace_back(Act{at, deed, colleague, std::move(text), std::move(data)});
  }

  json::Value page(const std::string& path, const std::string& title, const std::string& query,
                   const std::string& referrer) const {
    json::Value page{json::Object{}};
    page.set("url", trade_.site + path + (query.empty() ? "" : "?" + query));
    page.set("referrer", referrer);
    page.set("title", title);
    return page;
  }

  // A visit of some pages that ends at that time: the events as the script sends them.
  void visit(Instant end, std::int64_t pages, bool first) {
    json::Array events;
    auto at = end - time::seconds(pages * 45);
    if (first && link() != nullptr) add(at - time::seconds(2), Deed::click);
    std::string before = first ? person_.road->referrer : "";
    const auto event = [&](const char* type, const json::Value& where, json::Value rest) {
      rest.set("type", type);
      rest.set("anonymousId", person_.visitor);
      rest.set("messageId", person_.visitor + "-" + std::to_string(at.ms));
      rest.set("timestamp", json::print_rfc3339(at));
      json::Value context{json::Object{}};
      context.set("page", where);
      rest.set("context", std::move(context));
      events.push_back(std::move(rest));
    };
    for (std::int64_t i = 0; i < pages; ++i) {
      const auto& article = dice_.pick(trade_.articles);
      const bool reads = dice_.chance(0.35);
      const auto where = page(reads ? article.path : person_.product->path,
                              reads ? article.title : person_.product->title, first && i == 0 ? query() : "", before);
      event("page", where, json::Object{});
      const auto seconds = dice_.between(8, 40);
      at = at + time::seconds(seconds + 1);
      json::Value looked{json::Object{}}, properties{json::Object{}};
      properties.set("seconds", seconds);
      looked.set("event", "sarnakh:time");
      looked.set("properties", std::move(properties));
      event("track", where, std::move(looked));
      at = at + time::seconds(2);
      before = trade_.site + (reads ? article.path : person_.product->path);
    }
    json::Value delivery{json::Object{}};
    delivery.set("sentAt", json::print_rfc3339(end));
    delivery.set("batch", std::move(events));
    add(end, Deed::visit, 0, {}, std::move(delivery));
  }

  // Some come once and send at once, others look at it again and again. Gives when the form is sent.
  Instant look_around(Instant first) {
    auto at = first;
    auto visits = dice_.below(4);
    // Whoever follows a link sees where it leads: a page of the site, or at once the form.
    if (link() != nullptr) visits = leads_to_form() ? 0 : std::max<std::int64_t>(1, visits);
    for (; visits > 0; --visits) {
      visit(at, dice_.between(1, 4), person_.acts.empty());
      if (visits > 1) at = at + time::hours(dice_.between(3, 60));
    }
    if (leads_to_form()) add(at, Deed::click);
    return at + time::seconds(dice_.between(70, 240));
  }

  void arrive(Instant& at) {
    const auto way = person_.road->way;
    if (way == Way::list) return;
    if (way == Way::site || way == Way::newsletter) {
      static const std::vector<double> senders{91, 2, 2, 3, 4};
      person_.sender = static_cast<Sender>(dice_.place(senders));
      json::Value answers{json::Object{}};
      answers.set("details", dice_.pick(trade_.needs));
      answers.set("hour", std::vector<const char*>{"morning", "afternoon",
                                                   "evening"}[static_cast<std::size_t>(dice_.below(3))]);
      const bool main = leads_to_form() || dice_.chance(0.62);
      answers.set("form", way == Way::newsletter ? "newsletter" : main ? "main" : "contact");
      answers.set("query", query());
      answers.set("on_form", leads_to_form());
      answers.set("with_email", dice_.chance(0.55));
      answers.set("gives_up", way == Way::site && person_.sender == Sender::person && dice_.chance(0.08));
      answers.set("newsletter", dice_.chance(0.4));
      if (person_.sender == Sender::trapped || person_.sender == Sender::robot) {
        person_.name = dice_.pick(trade_.spam_names);
        answers.set("details", dice_.pick(trade_.spam_texts));
      }
      add(at, Deed::submit, 0, {}, std::move(answers));
      return;
    }
    const auto seller = some_seller();
    json::Value facts{json::Object{}};
    facts.set("needs", dice_.pick(trade_.needs));
    if (way == Way::stand) {
      // The tablet sends when it finds a network again.
      facts.set("taken_at", json::print_rfc3339(at));
      add(at = at + dice_.about(time::minutes(40)), Deed::meet, seller, {}, std::move(facts));
      return;
    }
    add(way == Way::call ? at = at_work(at) : at, Deed::write_down, seller, {}, std::move(facts));
  }

  int some_seller() { return static_cast<int>(first_seller + dice_.below(sellers)); }

  // What the business does about him.
  void work_on(Instant arrived) {
    auto at = at_work(arrived + dice_.about(time::minutes(70)));
    const auto seller = some_seller();
    add(at, Deed::look_up, colleague_marketer);
    if (dice_.chance(0.05)) {
      add(at + time::minutes(1), Deed::junk, seller, dice_.pick(trade_.junk_reasons));
      return;
    }
    if (dice_.chance(0.06)) {
      add(at + time::minutes(1), Deed::snooze, seller);
      at = at_work(at + time::days(2));
    }
    // Some are handed over by the marketer, the others taken by whoever sees them first; a few lie about.
    if (dice_.chance(0.01)) return;
    if (dice_.chance(0.4)) {
      add(at + time::minutes(1), Deed::hand_over, seller);
      add(at + time::minutes(9), Deed::accept, seller);
    } else {
      add(at + time::minutes(2), Deed::accept, seller);
    }
    at = at_work(at + dice_.about(time::hours(2)));
    add(at, Deed::note, seller, dice_.pick(trade_.first_notes));
    add(at + time::minutes(1), Deed::status, seller, "in_contact");
    if (dice_.chance(0.3)) edit(at + time::minutes(2), seller);
    end_of(at, seller);
  }

  void edit(Instant at, int seller) {
    json::Value facts{json::Object{}};
    facts.set("place", dice_.pick(trade_.places));
    facts.set("timing", dice_.pick(trade_.timings));
    if (person_.product->most_budget > 0 && dice_.chance(0.6)) {
      const auto step = person_.product->most_budget > 1'000'000 ? 1'000'000 : 100;
      json::Value budget{json::Object{}};
      budget.set("amount",
                 dice_.between(person_.product->least_budget / step, person_.product->most_budget / step) * step);
      budget.set("currency", trade_.currency);
      facts.set("budget", std::move(budget));
    }
    json::Value custom{json::Object{}};
    custom.set(trade_.field_key, dice_.pick(trade_.field_choices)[0]);
    facts.set("custom", std::move(custom));
    add(at, Deed::edit, seller, {}, std::move(facts));
  }

  // Days later it is decided, mostly.
  void end_of(Instant at, int seller) {
    at = at_work(at + dice_.about(time::days(3)));
    if (dice_.chance(0.55)) {
      add(at, Deed::note, seller, dice_.pick(trade_.later_notes));
      add(at + time::minutes(1), Deed::status, seller, "qualified");
      at = at_work(at + dice_.about(time::days(5)));
    }
    const auto luck = person_.road->luck;
    switch (dice_.place({0.19 * luck, 0.26, 0.05, 0.04, 0.3})) {
      case 0:
        add(at, Deed::note, seller, dice_.pick(trade_.won_notes));
        add(at + time::minutes(1), Deed::status, seller, "won");
        break;
      case 1:
        add(at, Deed::status, seller, "lost").data = dice_.pick(trade_.lost_reasons);
        break;
      case 2:
        add(at, Deed::status, seller, "refused").data = dice_.pick(trade_.refused_reasons);
        break;
      case 3:
        add(at, Deed::status, seller, "dead");
        break;
      default:
        if (dice_.chance(0.5)) add(at, Deed::note, seller, dice_.pick(trade_.later_notes));
    }
  }

  const Season& season_;
  Dice& dice_;
  const Trade& trade_;
  Person person_;
};

}  // namespace

Person plan_person(const Season& season, Dice dice, std::int64_t number, std::int64_t day) {
  return Planner(season, dice, number).take(day);
}

Person plan_stranger(const Season& season, Dice dice, std::int64_t number, std::int64_t day) {
  return Planner(season, dice, number).take_stranger(day);
}

std::vector<double> weights_of_days(const Season& season) {
  const auto first = time::day_at(season.from, season.trade.zone);
  std::vector<double> weights;
  for (std::int64_t day = 0; day < season.days; ++day) {
    const auto weekday = static_cast<std::size_t>(time::weekday_of(first + day));
    const bool campaign = (day > 52 && day < 66) || day > 82;
    weights.push_back(season.trade.week[weekday] * (0.75 + 0.5 * static_cast<double>(day) / 90) *
                      (campaign ? 1.45 : 1));
  }
  // The last day has only begun.
  const auto begin = time::start_of_day(time::day_at(season.now, season.trade.zone), season.trade.zone);
  weights.back() *= static_cast<double>((season.now - begin).ms) / static_cast<double>(time::days(1).ms);
  return weights;
}

Instant day_of_list(const Season& season) {
  return time::to_instant({time::day_at(season.from, season.trade.zone) + 38, 10, 20, 0, 0}, season.trade.zone);
}

std::string list_of(const Season& season, const std::vector<Person>& people) {
  auto list = season.trade.list_head + "\n";
  Dice dice{38};
  for (const auto& person : people)
    if (person.road->way == Way::list)
      list +=
          person.name + "," + person.phone + "," + dice.pick(season.trade.places) + "," + person.product->name + "\n";
  return list;
}

}  // namespace sarnakh::demo
