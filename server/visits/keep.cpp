// The steps that take deliveries through one Work: whose each event is, which visit it belongs to, which lead came.

#include <algorithm>
#include <deque>
#include <functional>

#include "accounts/accounts.hpp"
#include "foundations/basics/past_id.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/text/ascii.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/zone.hpp"
#include "leads/leads.hpp"
#include "links/links.hpp"
#include "visits/identity_rules.hpp"
#include "visits/join.hpp"
#include "visits/pipeline.hpp"
#include "visits/steps.hpp"
#include "visits/visit_rules.hpp"
#include "visits/visits_sql.hpp"

namespace sarnakh::visits {

namespace {

constexpr auto touch_key_every = time::minutes(1);

// "" where the name in small Latin letters says it already.
std::string compared_name(std::string_view name) {
  auto key = text::search_key(name);
  return key == text::lower_case(name) ? std::string() : key;
}

std::int64_t day_number(Instant at) { return at.ms / 86'400'000; }

class Keeping {
 public:
  Keeping(db::Work& work, std::span<Delivered* const> deliveries) : work_(work), deliveries_(deliveries) {
    for (std::size_t i = 0; i < deliveries.size(); ++i) {
      auto& delivered = *deliveries[i];
      delivered.result = delivered.judged;
      for (auto& passing : delivered.events) {
        passing.delivery = i;
        events_.push_back(&passing);
      }
      const auto& sender = delivered.sender;
      todays_.push_back(
          time::iso_date(time::Calendar::gregorian, time::day_at(sender.received, sender.site->time_zone)));
    }
    std::stable_sort(events_.begin(), events_.end(), [](const Passing* a, const Passing* b) { return a->at < b->at; });
  }

  // What stands there already has come before; of several with one id, the first counts.
  void drop_repeated() {
    std::set<std::string_view> ids;  // in the order of the index
    const auto id_of = [](const Passing& passing) -> std::string_view { return passing.event.message_id; };
    drop(Refusal::repeated,
         [&](const Passing& passing) { return !id_of(passing).empty() && !ids.insert(id_of(passing)).second; });
    if (ids.empty()) return;
    const auto today = day_number(work_.now());
    std::vector<db::Param> rows;
    for (const auto id : ids) rows.insert(rows.end(), {db::Param(work_.workspace()), db::Param(today), db::Param(id)});
    const auto fresh = work_.insert_new(sql::insert_messages, rows, 2);
    std::erase_if(ids, [next = fresh.begin()](std::string_view) mutable { return *next++; });
    if (!ids.empty()) drop(Refusal::repeated, [&](const Passing& passing) { return ids.contains(id_of(passing)); });
  }

  void find_visitor() {
    std::set<std::string> all;
    std::vector<std::vector<std::string>> of_event;
    for (const auto* passing : events_) {
      of_event.push_back(keys_of(*passing));
      all.insert(of_event.back().begin(), of_event.back().end());
    }
    look_up(all);
    for (std::size_t i = 0; i < events_.size(); ++i)
      events_[i]->visitor = owner_of(of_event[i], events_[i]->event.user_id, *sender_of(*events_[i]).site);
    // Whoever was one of several until the last event is now the one they were joined to.
    for (auto* passing : events_) passing->visitor = now_of(passing->visitor);
  }

  void find_visit() {
    std::vector<VisitId> current;
    for (const auto& [id, held] : visitors_)
      if (held.visitor.last_visit) current.push_back(held.visitor.last_visit);
    for (auto& visit : find_visits(work_, current)) {
      const auto id = visit.id;
      visits_.emplace(id, HeldVisit{std::move(visit)});
    }
    for (auto* passing : events_) passing->visit = visit_of(*passing);
  }

  void watch_behaviour() {
    drop(Refusal::robot_behaviour, [&](const Passing& passing) {
      auto* held = held_visit(passing.visit);
      if (held == nullptr) return false;
      if (sender_of(passing).road == Road::snippet && behaves_like_a_robot(held->visit))
        held->visit.robot = held->changed = true;
      return held->visit.robot;
    });
  }

  void write_down() {
    write_visitors();
    write_visits();
    write_events();
  }

  void find_lead() {
    for (const auto* passing : events_) {
      if (passing->event.type == EventType::identify) identify(*passing);
      if (passing->event.type == EventType::group) name_organisation(*passing);
    }
  }

  void join_visits() {
    for (const auto& [id, site] : joins_) {
      const auto& visitor = visitors_.at(id).visitor;
      name_visits(work_, visitor.id, visitor.lead);
      leads_.try_emplace(visitor.lead, site);
      for (auto& [visit_id, held] : visits_)
        if (held.visit.visitor == id && !held.visit.lead && !held.visit.robot) held.visit.lead = visitor.lead;
    }
  }

  void tell_lead() {
    for (const auto& [id, held] : visits_)
      if (held.fresh && held.visit.lead && !held.visit.robot) leads_.try_emplace(held.visit.lead, held.site);
    for (const auto& [lead, site] : leads_) tell_visits(work_, lead, site->label);
    for (const auto& [id, held] : visits_)
      if (held.changed && held.visit.line && held.visit.lead) retell_visit(work_, held.visit);
  }

  void count() {
    for (const auto* passing : events_) {
      auto& result = deliveries_[passing->delivery]->result;
      ++result.types[std::string(json::name_of_enum(passing->event.type))];
      ++result.accepted;
    }
    std::set<WriteKeyId> used;
    for (std::size_t i = 0; i < deliveries_.size(); ++i) {
      const auto& result = deliveries_[i]->result;
      std::map<std::string, std::int64_t> reasons;
      for (const auto& fate : result.refused) ++reasons[std::string(json::name_of_enum(fate.reason))];
      count_up(todays_[i], "accepted", result.types);
      count_up(todays_[i], "refused", reasons);
      count_up(todays_[i], "robot", result.robots);
      if (result.accepted > 0) used.insert(deliveries_[i]->sender.site->key);
    }
    for (const auto key : used)
      work_.run(sql::touch_key, {work_.workspace(), key, work_.now(), work_.now() - touch_key_every});
  }

 private:
  struct HeldVisitor {
    Visitor visitor;
    bool fresh = false, changed = false;
  };
  struct HeldVisit {
    Visit visit;
    bool fresh = false, changed = false;
    const Site* site = nullptr;  // of a fresh one: where it began
  };

  const Sender& sender_of(const Passing& passing) const { return deliveries_[passing.delivery]->sender; }

  void count_up(const std::string& today, std::string_view kind, const std::map<std::string, std::int64_t>& counts) {
    for (const auto& [name, number] : counts)
      work_.add_later(sql::count_up, {work_.workspace(), today, kind, name}, number);
  }

  void drop(Refusal why, const std::function<bool(const Passing&)>& which) {
    std::erase_if(events_, [&](const Passing* passing) {
      const bool refused = which(*passing);
      if (refused) deliveries_[passing->delivery]->result.refused.push_back({passing->place, why});
      return refused;
    });
  }

  static bool nameless(const Sender& sender) {
    return sender.road == Road::snippet && sender.site->settings.mode == Mode::cookieless;
  }

  // By what the visitor of an event is recognised; what says most comes first.
  std::vector<std::string> keys_of(const Passing& passing) {
    const auto& event = passing.event;
    const auto& sender = sender_of(passing);
    if (nameless(sender)) return {hash_of_day(sender, todays_[passing.delivery])};
    std::vector<std::string> keys;
    const auto add = [&](const char* kind, const std::string& id) {
      if (id.empty()) return;
      auto key = kind + id;
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
    };
    add("u:", event.user_id);
    if (sender.road == Road::snippet) add("a:", sender.cookie);
    add("a:", event.anonymous_id);
    if (event.type == EventType::alias) {
      add("a:", event.previous_id);
      add("u:", event.previous_id);
    }
    return keys;
  }

  std::string hash_of_day(const Sender& sender, const std::string& today) {
    const auto hash = hash_256(sender.address + "\n" + sender.agent, salt_of(today));
    return "h:" + today + ":" + to_base64url(hash.substr(0, 16));
  }

  const std::string& salt_of(const std::string& today) {
    auto& salt = salts_[today];
    if (!salt.empty()) return salt;
    if (const auto row = work_.one(sql::find_salt, {work_.workspace(), today})) {
      salt = row->text(0);
    } else {
      salt = random_token(32);
      work_.run(sql::insert_salt, {work_.workspace(), today, salt});
    }
    return salt;
  }

  void look_up(const std::set<std::string>& keys) {
    if (keys.empty()) return;
    const auto list = db::list_of(std::vector<std::string>(keys.begin(), keys.end()));
    std::vector<VisitorId> ids;
    for (const auto row : work_.query(sql::find_visitor_keys, {work_.workspace(), list})) {
      keys_[row.text(0)] = row.id<VisitorId>(1);
      ids.push_back(row.id<VisitorId>(1));
    }
    if (ids.empty()) return;
    const auto known = db::list_of(ids);
    for (const auto row : work_.query(sql::find_visitors, {work_.workspace(), known})) {
      const Visitor visitor{row.id<VisitorId>(0), row.id<LeadId>(1), row.text(2), row.id<VisitId>(3)};
      visitors_[visitor.id] = {visitor};
    }
  }

  VisitorId make_visitor() {
    const auto id = work_.new_id<VisitorId>();
    visitors_[id] = {{id, {}, {}, {}}, true};
    return id;
  }

  VisitorId owner_of(const std::vector<std::string>& keys, const std::string& account, const Site& site) {
    VisitorId owner;
    for (const auto& key : keys)
      if (const auto known = keys_.find(key); !owner && known != keys_.end()) owner = known->second;
    // A browser on which somebody else had an account: this is another person.
    const bool account_known = !account.empty() && keys_.contains("u:" + account);
    const auto is_of_another = [&](VisitorId id) {
      const auto& known = visitors_.at(id).visitor.account;
      return !account.empty() && !known.empty() && known != account;
    };
    if (owner && !account_known && is_of_another(owner)) owner = {};
    if (!owner) owner = make_visitor();
    if (!account.empty() && visitors_.at(owner).visitor.account != account) {
      visitors_.at(owner).visitor.account = account;
      visitors_.at(owner).changed = true;
    }
    for (const auto& key : keys) {
      const auto known = keys_.find(key);
      if (known == keys_.end()) {
        keys_[key] = owner;
        fresh_keys_.insert(key);
      } else if (known->second != owner && !is_of_another(known->second)) {
        merge(known->second, owner, site);
      }
    }
    return owner;
  }

  // Two turn out to be one person. Whoever has a name of his own stays apart from another name.
  void merge(VisitorId from, VisitorId into, const Site& site) {
    auto& source = visitors_.at(from);
    auto& target = visitors_.at(into);
    if (source.visitor.lead && target.visitor.lead && source.visitor.lead != target.visitor.lead) return;
    if (!target.visitor.lead) target.visitor.lead = source.visitor.lead;
    target.visitor.last_visit = std::max(target.visitor.last_visit, source.visitor.last_visit);
    target.changed = true;
    if (target.visitor.lead) joins_.try_emplace(into, &site);
    joins_.erase(from);
    for (auto& [key, visitor] : keys_)
      if (visitor == from) visitor = into;
    if (!source.fresh) {
      work_.run(sql::move_keys, {work_.workspace(), from, into});
      work_.run(sql::move_visits, {work_.workspace(), from, into});
      work_.run(sql::delete_visitor, {work_.workspace(), from});
    }
    visitors_.erase(from);
    merged_[from] = into;
  }

  VisitorId now_of(VisitorId id) const {
    for (auto at = merged_.find(id); at != merged_.end(); at = merged_.find(id)) id = at->second;
    return id;
  }

  HeldVisit* held_visit(VisitId id) {
    const auto found = visits_.find(id);
    return found == visits_.end() ? nullptr : &found->second;
  }

  // Identify, group and alias say who, not what: they go on with a visit and begin none.
  static bool begins_a_visit(const TrackedEvent& event) {
    return !event.seconds && (event.type == EventType::page || event.type == EventType::track);
  }

  bool continues(const Visit& visit, const Visitor& visitor, const Passing& passing) const {
    const bool his = !visit.lead || visit.lead == visitor.lead;
    const bool page = passing.event.type == EventType::page;
    return his && goes_on(visit, passing.at) && !(page && is_new_arrival(visit.touch, passing.touch));
  }

  VisitId visit_of(const Passing& passing) {
    auto& visitor = visitors_.at(passing.visitor).visitor;
    auto* held = held_visit(visitor.last_visit);
    if (held != nullptr && passing.at + pause_that_ends < held->visit.started_at)
      held = older_visit(visitor, passing.at);
    if (held != nullptr && !continues(held->visit, visitor, passing)) held = nullptr;
    if (held == nullptr) {
      if (!begins_a_visit(passing.event)) return {};
      held = begin_visit(visitor, passing);
    }
    auto& visit = held->visit;
    held->changed = true;
    visit.started_at = std::min(visit.started_at, passing.at);
    visit.last_at = std::max(visit.last_at, passing.at);
    if (passing.event.type == EventType::page) ++visit.pages;
    if (passing.event.seconds) visit.seconds += static_cast<std::int64_t>(*passing.event.seconds);
    return visit.id;
  }

  // What a program sends late belongs to a visit of that time.
  HeldVisit* older_visit(const Visitor& visitor, Instant at) {
    auto found = visit_before(work_, visitor.id, at + pause_that_ends);
    for (auto& [id, held] : visits_)
      if (held.visit.visitor == visitor.id && held.visit.started_at <= at + pause_that_ends &&
          (!found || held.visit.id > found->id))
        found = held.visit;
    if (!found) return nullptr;
    return &visits_.try_emplace(found->id, HeldVisit{*found}).first->second;
  }

  HeldVisit* begin_visit(Visitor& visitor, const Passing& passing) {
    Visit visit;
    do visit.id = VisitId{past_id(passing.at.ms)};
    while (visits_.contains(visit.id));
    visit.visitor = visitor.id;
    visit.lead = visitor.lead;
    visit.started_at = visit.last_at = passing.at;
    const auto& site = *sender_of(passing).site;
    visit.key = site.key;
    visit.touch = passing.touch;
    visit.touch.kind = "visit";
    visit.touch.at = passing.at;
    const auto* last = held_visit(visitor.last_visit);
    if (last == nullptr || last->visit.id < visit.id) {
      visitor.last_visit = visit.id;
      visitors_.at(visitor.id).changed = true;
    }
    return &visits_.emplace(visit.id, HeldVisit{visit, true, true, &site}).first->second;
  }

  void write_visitors() {
    std::vector<db::Param> visitors, keys;
    for (const auto& [id, held] : visitors_) {
      if (!held.fresh && !held.changed) continue;
      const auto& visitor = held.visitor;
      visitors.insert(visitors.end(), {db::Param(work_.workspace()), db::Param(id), db::Param(visitor.lead),
                                       db::Param(visitor.account), db::Param(visitor.last_visit)});
    }
    if (!visitors.empty()) work_.run_many(sql::save_visitors, visitors);
    for (const auto& key : fresh_keys_)
      keys.insert(keys.end(), {db::Param(work_.workspace()), db::Param(key), db::Param(keys_.at(key))});
    if (!keys.empty()) work_.run_many(sql::insert_visitor_keys, keys);
  }

  void write_visits() {
    std::vector<db::Param> params;
    std::deque<std::string> texts;
    for (auto& [id, held] : visits_) {
      auto& visit = held.visit;
      visit.visitor = now_of(visit.visitor);
      if (!held.fresh && !held.changed) continue;
      for (const db::Param& param : std::initializer_list<db::Param>{
               work_.workspace(), id, visit.visitor, visit.lead, 0, visit.started_at, visit.last_at, visit.pages,
               visit.seconds, visit.robot, visit.key, texts.emplace_back(json::to_text(visit.touch))})
        params.push_back(param);
    }
    if (!params.empty()) work_.run_many(sql::save_visits, params);
  }

  // In the order of the key they are clustered by.
  void write_events() {
    std::vector<const Passing*> ordered;
    for (const auto* passing : events_)
      if (passing->visit && !passing->event.seconds) ordered.push_back(passing);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Passing* a, const Passing* b) { return a->visit < b->visit; });
    for (const auto* passing : ordered) {
      const auto& event = passing->event;
      const auto name = event.type == EventType::page ? std::string_view{} : std::string_view(event.name);
      const auto key = compared_name(name);
      work_.later(sql::insert_visit_events, {work_.workspace(), passing->visit, next_id(work_.now().ms), passing->at,
                                             json::name_of_enum(event.type), name, key, passing->page, event.title,
                                             passing->content, passing->stage, 0, json::write(kept_properties(event))});
    }
    for (const auto* passing : events_)
      if (passing->visit && passing->event.seconds && *passing->event.seconds >= 1)
        work_.run(sql::add_seconds, {work_.workspace(), passing->visit, passing->page,
                                     static_cast<std::int64_t>(*passing->event.seconds)});
  }

  void identify(const Passing& passing) {
    const auto& sender = sender_of(passing);
    auto draft = draft_of(passing.event, sender.site->region);
    if (!draft) return;
    draft->by = provenance_of(sender.site->label);
    if (nameless(sender)) {
      // A hash of a day is no person's name: the lead is made, and no visit is joined to it (docs/decisions/0017).
      draft->touch = passing.touch;
      draft->touch->kind = "visit";
      const auto link = links::recognise(work_, *draft->touch);
      const auto lead = leads::upsert(work_, *draft).lead;
      if (link) links::brought(work_, *link, lead);
      return;
    }
    auto& held = visitors_.at(passing.visitor);
    const auto lead = leads::upsert(work_, *draft).lead;
    if (held.visitor.lead != lead) {
      held.visitor.lead = lead;
      name_visitor(work_, passing.visitor, lead);
    }
    joins_.try_emplace(passing.visitor, sender.site.get());
  }

  // A known person's group is his organisation, when none is known.
  void name_organisation(const Passing& passing) {
    const auto name = passing.event.traits["name"].as_string();
    const auto lead = visitors_.at(passing.visitor).visitor.lead;
    if (name && !name->empty() && lead)
      add_organisation(work_, lead, *name, provenance_of(sender_of(passing).site->label));
  }

  db::Work& work_;
  std::span<Delivered* const> deliveries_;
  std::vector<std::string> todays_;           // of each delivery: the day in the time zone of its site
  std::vector<Passing*> events_;              // of all the deliveries, in the order of their times
  std::map<std::string, std::string> salts_;  // by day
  std::map<std::string, VisitorId> keys_;
  std::set<std::string> fresh_keys_;
  std::map<VisitorId, HeldVisitor> visitors_;
  std::map<VisitorId, VisitorId> merged_;
  std::map<VisitId, HeldVisit> visits_;
  std::map<VisitorId, const Site*> joins_;  // whose visits now have a name, and where it was said
  std::map<LeadId, const Site*> leads_;     // with new visits to tell of
};

struct KeepingStep {
  std::string_view name;
  void (Keeping::*act)();
};
constexpr std::array<KeepingStep, keeping_steps> keeping_order{{
    {"drop_repeated", &Keeping::drop_repeated},
    {"find_visitor", &Keeping::find_visitor},
    {"find_visit", &Keeping::find_visit},
    {"watch_behaviour", &Keeping::watch_behaviour},
    {"write_down", &Keeping::write_down},
    {"find_lead", &Keeping::find_lead},
    {"join_visits", &Keeping::join_visits},
    {"tell_lead", &Keeping::tell_lead},
    {"count", &Keeping::count},
}};

}  // namespace

void keep(db::Work& work, std::span<Delivered* const> deliveries) {
  Keeping keeping{work, deliveries};
  for (std::size_t i = 0; i < keeping_order.size(); ++i)
    timed(judging_steps + i, [&] { (keeping.*keeping_order[i].act)(); });
}

std::vector<std::string_view> keeping_step_names() {
  std::vector<std::string_view> names;
  names.reserve(keeping_order.size());
  for (const auto& step : keeping_order) names.push_back(step.name);
  return names;
}

}  // namespace sarnakh::visits
