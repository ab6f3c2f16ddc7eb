// Routes: what is done to one lead. A PATCH by a person names the version he saw (If-Match); the acts look at
// it when it is given.

#include "foundations/http/route.hpp"
#include "leads/api.hpp"
#include "leads/cards.hpp"
#include "leads/erasure.hpp"

namespace sarnakh::leads {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

struct NewNote {
  std::string text;
  static constexpr auto fields = json::fields(json::field("text", &NewNote::text, json::length{1, 10'000}));
  static constexpr std::string_view schema_name = "NewNote";
};
struct StatusWish {
  StatusId status_id;
  std::optional<std::string> reason;
  static constexpr auto fields = json::fields(json::field("status_id", &StatusWish::status_id),
                                              json::field("reason", &StatusWish::reason, json::length{0, 2000}));
  static constexpr std::string_view schema_name = "StatusWish";
};
struct OwnerWish {
  std::optional<UserId> user_id;
  static constexpr auto fields = json::fields(json::field("user_id", &OwnerWish::user_id, "null for nobody"));
  static constexpr std::string_view schema_name = "OwnerWish";
};
struct SnoozeWish {
  std::optional<Instant> until;
  static constexpr auto fields = json::fields(json::field("until", &SnoozeWish::until, "null wakes it"));
  static constexpr std::string_view schema_name = "SnoozeWish";
};
struct Reason {
  std::optional<std::string> reason;
  static constexpr auto fields = json::fields(json::field("reason", &Reason::reason, json::length{0, 2000}));
  static constexpr std::string_view schema_name = "Reason";
};
struct ErasureWish {
  std::string reason;
  static constexpr auto fields = json::fields(json::field("reason", &ErasureWish::reason, json::length{1, 2000}));
  static constexpr std::string_view schema_name = "ErasureWish";
};

void check_version(db::Work& work, const Call& call, LeadId lead, bool required) {
  if (!required && call.request.header("if-match").empty()) return;
  http::require_match(call.request, load(work, lead).version);
}

http::Tagged<ShownLead> tagged(ShownLead lead) {
  const auto version = lead.version;
  return {std::move(lead), version};
}

class ActRoutes {
 public:
  ActRoutes(http::RouteTable& routes, db::Database& database) : routes_(routes), database_(database) {}

  // An act on /api/v1/leads/{id}<path>: `act(work, lead, body, call)` gives the lead as it is then.
  template <class Body, class Act>
  void add(Method method, const std::string& path, std::string sentence, Act act) {
    routes_.push_back(http::route<Body, http::Tagged<ShownLead>>(
        method, "/api/v1/leads/{id}" + path, "leads:write", std::move(sentence),
        [&database = database_, method, act](const Call& call, const Body& body) {
          const auto lead = call.id<LeadId>("id");
          return database.write(call.scope(), [&](db::Work& work) {
            check_version(work, call, lead,
                          method == Method::patch && call.caller.kind == CallerKind::user &&
                              call.request.path.ends_with("/" + to_string(lead)));
            return tagged(act(work, lead, body, call));
          });
        }));
  }

 private:
  http::RouteTable& routes_;
  db::Database& database_;
};

void add_contact_routes(ActRoutes& acts, const std::string& word, const std::string& thing, ContactKind kind) {
  acts.add<ContactChange>(Method::post, "/" + word, "Adds " + thing + ".",
                          [kind](db::Work& work, LeadId lead, const ContactChange& body, const Call&) {
                            return add_contact(work, lead, kind, body);
                          });
  acts.add<ContactChange>(Method::patch, "/" + word + "/{item}", "Changes " + thing + ".",
                          [kind](db::Work& work, LeadId lead, const ContactChange& body, const Call& call) {
                            return change_contact(work, lead, kind, call.place("item"), body);
                          });
  acts.add<Nothing>(Method::remove, "/" + word + "/{item}", "Takes " + thing + " away.",
                    [kind](db::Work& work, LeadId lead, const Nothing&, const Call& call) {
                      return remove_contact(work, lead, kind, call.place("item"));
                    });
}

}  // namespace

void add_act_routes(http::RouteTable& routes, db::Database& database) {
  ActRoutes acts(routes, database);
  auto change = http::route<Profile, http::Tagged<ShownLead>>(
      Method::patch, "/api/v1/leads/{id}", "leads:write",
      "Changes facts of a lead: a JSON merge patch of its fields and of {\"custom\": {…}}; null empties.",
      [](const Call& call, const Profile&) -> http::Tagged<ShownLead> {
        throw Problem{"not_found", call.request.path};
      });
  // The patch needs to see which members are absent and which are null: it is read as it came.
  change.handle = [&database](const Call& call) {
    const auto body = http::body_of(call.request);
    const auto lead = call.id<LeadId>("id");
    return http::ResultTraits<http::Tagged<ShownLead>>::answer(database.write(call.scope(), [&](db::Work& work) {
      check_version(work, call, lead, call.caller.kind == CallerKind::user);
      return tagged(patch(work, lead, body));
    }));
  };
  routes.push_back(std::move(change));
  routes.push_back(http::route<NewNote, http::Created<TimelineItem>>(
      Method::post, "/api/v1/leads/{id}/notes", "leads:write", "Writes a note into the timeline.",
      [&database](const Call& call, const NewNote& body) {
        return database.write(call.scope(), [&](db::Work& work) {
          return http::Created<TimelineItem>{add_note(work, call.id<LeadId>("id"), body.text), ""};
        });
      }));
  routes.push_back(
      http::route<Nothing, Nothing>(Method::remove, "/api/v1/leads/{id}/notes/{note}", "leads:write",
                                    "Takes the words of one's own note away; the timeline says that there was one.",
                                    [&database](const Call& call, const Nothing&) {
                                      database.write(call.scope(), [&](db::Work& work) {
                                        withdraw_note(work, call.id<LeadId>("id"), call.id<TimelineId>("note"));
                                      });
                                      return Nothing{};
                                    }));
  acts.add<StatusWish>(Method::post, "/status",
                       "Gives a lead another status (If-Match, when it is told); the one before stays in its history.",
                       [](db::Work& work, LeadId lead, const StatusWish& body, const Call&) {
                         return set_status(work, lead, body.status_id, body.reason);
                       });
  acts.add<OwnerWish>(Method::post, "/owner", "Gives a lead to a person, or to nobody (If-Match, when it is told).",
                      [](db::Work& work, LeadId lead, const OwnerWish& body, const Call&) {
                        return set_owner(work, lead, body.user_id);
                      });
  acts.add<SnoozeWish>(
      Method::post, "/snooze", "Hides a lead from the inbox until a moment.",
      [](db::Work& work, LeadId lead, const SnoozeWish& body, const Call&) { return snooze(work, lead, body.until); });
  acts.add<Nothing>(Method::post, "/accept", "Takes a lead on: accepted, and the caller's when it was nobody's.",
                    [](db::Work& work, LeadId lead, const Nothing&, const Call&) { return accept(work, lead); });
  acts.add<Reason>(
      Method::post, "/junk", "Marks a lead as junk; nothing is deleted.",
      [](db::Work& work, LeadId lead, const Reason& body, const Call&) { return mark_junk(work, lead, body.reason); });
  acts.add<Nothing>(Method::post, "/restore", "Gives a junk lead the status it had before.",
                    [](db::Work& work, LeadId lead, const Nothing&, const Call&) { return restore(work, lead); });
  add_contact_routes(acts, "phones", "a phone", ContactKind::phones);
  add_contact_routes(acts, "emails", "an e-mail address", ContactKind::emails);
  add_contact_routes(acts, "handles", "a handle of a social network", ContactKind::handles);
  routes.push_back(http::route<ErasureWish, Nothing>(
      Method::post, "/api/v1/leads/{id}/erasure", "leads:erase",
      "Erases a person for ever: only the id and keyed hashes of phones and e-mails remain.",
      [&database](const Call& call, const ErasureWish& body) {
        database.write(call.scope(), [&](db::Work& work) { erase(work, call.id<LeadId>("id"), body.reason); });
        return Nothing{};
      }));
}

}  // namespace sarnakh::leads
