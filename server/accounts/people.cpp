#include "accounts/people.hpp"

#include <map>
#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "accounts/audit_log.hpp"
#include "accounts/caller_cache.hpp"
#include "accounts/passwords.hpp"
#include "accounts/policy.hpp"
#include "accounts/teams.hpp"
#include "accounts/typed.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::accounts {

namespace {

using http::Call, http::Method, http::Nothing;

constexpr auto invitation_lives = time::days(7);

struct Person {
  UserId id = {};
  std::string name = {}, email = {};
  Role role = Role::seller;
  Reach reach = Reach::own;
  std::vector<TeamId> teams = {};
  bool active = true;
  bool invited = false;
  std::optional<Instant> last_seen_at = {};
  static constexpr auto fields = json::fields(
      json::field("id", &Person::id), json::field("name", &Person::name), json::field("email", &Person::email),
      json::field("role", &Person::role), json::field("reach", &Person::reach), json::field("teams", &Person::teams),
      json::field("active", &Person::active), json::field("invited", &Person::invited, "Has not chosen a password yet"),
      json::field("last_seen_at", &Person::last_seen_at, "Of the sessions that are open"));
  static constexpr std::string_view schema_name = "Person";
};

struct NewPerson {
  std::string name, email;
  Role role = Role::seller;
  Reach reach = Reach::own;
  std::vector<TeamId> teams;
  static constexpr auto fields =
      json::fields(json::field("name", &NewPerson::name, json::length{1, 200}),
                   json::field("email", &NewPerson::email, json::length{1, 254}), json::field("role", &NewPerson::role),
                   json::field("reach", &NewPerson::reach, json::with_default),
                   json::field("teams", &NewPerson::teams, json::length{0, 100}, json::with_default));
  static constexpr std::string_view schema_name = "NewPerson";
};

struct Invited {
  Person person;
  std::string link;
  static constexpr auto fields = json::fields(
      json::field("person", &Invited::person),
      json::field("link", &Invited::link,
                  "Shown once: the person chooses a password there; whoever has an account already signs in there"));
};

struct PersonChange {
  std::optional<Role> role;
  std::optional<Reach> reach;
  std::optional<std::vector<TeamId>> teams;
  std::optional<bool> active;
  static constexpr auto fields = json::fields(
      json::field("role", &PersonChange::role), json::field("reach", &PersonChange::reach),
      json::field("teams", &PersonChange::teams, json::length{0, 100}, "All of them: who is in another, leaves it"),
      json::field("active", &PersonChange::active, "False ends his sessions, and takes an invitation back"));
};

// Nobody hands out what he may not do himself: a key that may invite makes no owner.
void check_role(const Caller& caller, Role role) {
  if (const auto more = permissions_of(role) & ~caller.permissions)
    throw refusal_of(caller, names_of_bits(more).front(), "/role");
}

http::List<Person> people(db::Work& work) {
  std::map<UserId, std::vector<TeamId>> teams;
  for (const auto& team : list_teams(work))
    for (const auto member : team.members) teams[member].push_back(team.id);
  http::List<Person> list;
  for (const auto row : work.query(sql::list_people, {work.workspace()})) {
    Person person{.id = row.id<UserId>(0), .name = row.text(1), .email = row.text(2)};
    person.role = role_of(row.view(3));
    person.reach = reach_of(row.view(4));
    person.active = row.boolean(5);
    person.invited = row.boolean(6);
    person.last_seen_at = row.maybe_instant(7);
    person.teams = teams[person.id];
    list.data.push_back(std::move(person));
  }
  return list;
}

class Invitations {
 public:
  Invitations(db::Work& work, const std::string& base_url) : work_(work), base_url_(base_url) {}

  Invited invite(const NewPerson& wanted) {
    const auto address = address_of(wanted.email);
    check_role(work_.caller(), wanted.role);
    Person person{.name = named(wanted.name, "/name"), .email = address.address};
    person.role = wanted.role;
    person.reach = wanted.reach;
    person.teams = wanted.teams;
    std::string link = base_url_ + "/";
    if (const auto known = work_.one(sql::find_user_by_email, {address.key})) {
      // Somebody who works elsewhere on this machine joins with the account there is. He gets no link: it would let
      // whoever invites him set his password, and so into the other workspaces.
      person.id = known->id<UserId>(0);
      person.name = known->text(2);
      person.invited = known->view(1).empty();
      if (const auto membership = work_.one(sql::find_membership, {work_.workspace(), person.id}))
        return again(std::move(person), *membership);
    } else {
      person.id = work_.new_id<UserId>();
      person.invited = true;
      work_.run(sql::insert_user,
                {person.id, address.address, address.key, person.name, "", workspace_of(work_).language, work_.now()});
      link = new_link(person.id);
    }
    add_member(work_, person.id, person.role, person.reach);
    put_in_teams(work_, person.id, person.teams);
    forget_callers(work_);
    audit(work_, "person_invited", "user", person.id.value);
    return {std::move(person), link};
  }

 private:
  // The link was lost, is over or was taken back: who has not chosen a password yet, and works nowhere else, gets
  // another one. What he may do stays as it is.
  Invited again(Person person, const db::Row& membership) {
    if (!person.invited || work_.one(sql::count_memberships, {person.id})->integer(0) != 1)
      throw Problem{"already_member", "/email"};
    person.role = role_of(membership.view(0));
    check_role(work_.caller(), person.role);
    person.reach = reach_of(membership.view(1));
    person.teams = teams_of(work_, person.id);
    work_.run(sql::update_membership, {work_.workspace(), person.id, membership.view(0), membership.view(1), true});
    audit(work_, "person_invited", "user", person.id.value);
    auto link = new_link(person.id);
    return {std::move(person), std::move(link)};
  }

  // The links of before no longer work.
  std::string new_link(UserId user) {
    const auto token = random_token();
    work_.run(sql::delete_links, {"reset", user});
    work_.run(sql::insert_link, {hash_token(token), "reset", user, work_.now() + invitation_lives});
    return base_url_ + "/reset?token=" + token;
  }

  db::Work& work_;
  const std::string& base_url_;
};

// Who has not come yet, and is awaited nowhere else, finds his link closed.
void take_invitation_back(db::Work& work, UserId user) {
  if (!found(work.one(sql::find_user, {user}))->view(1).empty()) return;
  if (work.one(sql::count_memberships, {user})->integer(0) == 1) work.run(sql::delete_links, {"reset", user});
}

// What he may here, for the audit.
json::Value access_of(db::Work& work, UserId user, Role role, Reach reach, bool active) {
  json::Array teams;
  for (const auto team : teams_of(work, user)) teams.emplace_back(to_string(team));
  return json::Object{{"role", json::name_of_enum(role)},
                      {"reach", json::name_of_enum(reach)},
                      {"active", active},
                      {"teams", std::move(teams)}};
}

void change(db::Work& work, UserId user, const PersonChange& wanted) {
  const auto row = found(work.one(sql::find_membership, {work.workspace(), user}));
  const auto before = access_of(work, user, role_of(row->view(0)), reach_of(row->view(1)), row->boolean(2));
  if (wanted.role) check_role(work.caller(), *wanted.role);
  const auto role = wanted.role.value_or(role_of(row->view(0)));
  const auto reach = wanted.reach.value_or(reach_of(row->view(1)));
  const bool active = wanted.active.value_or(row->boolean(2));
  if (row->view(0) == "owner" && (role != Role::owner || !active) &&
      work.one(sql::count_owners, {work.workspace(), user})->integer(0) == 0)
    throw Problem{"last_owner"};
  work.run(sql::update_membership,
           {work.workspace(), user, json::name_of_enum(role), json::name_of_enum(reach), active});
  if (wanted.teams) put_in_teams(work, user, *wanted.teams);
  if (!active) {
    work.run(sql::delete_sessions_of_member, {work.workspace(), user});
    take_invitation_back(work, user);
  }
  forget_callers(work);
  audit_change(work, "person_changed", "user", user.value, before, access_of(work, user, role, reach, active));
}

}  // namespace

void add_people_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url) {
  using http::route;
  routes.push_back(route<Nothing, http::List<Person>>(
      Method::get, "/api/v1/people", "settings:read", "The people of the workspace.",
      [&database](const Call& call, const Nothing&) { return database.read(call.scope(), people); }));
  routes.push_back(route<NewPerson, http::Created<Invited>>(
      Method::post, "/api/v1/people", "people:write",
      "Invites a person, or once more who has not come yet; the link is shown once.",
      [&database, base_url](const Call& call, const NewPerson& body) {
        return database.write(call.scope(), [&](db::Work& work) {
          return http::Created<Invited>{Invitations(work, base_url).invite(body), {}};
        });
      }));
  routes.push_back(route<PersonChange, Nothing>(
      Method::patch, "/api/v1/people/{id}", "people:write",
      "Changes role, reach or teams of a person, or ends his access; of one who has not come yet, his invitation.",
      [&database](const Call& call, const PersonChange& body) {
        database.write(call.scope(), [&](db::Work& work) { change(work, call.id<UserId>("id"), body); });
        return Nothing{};
      }));
}

}  // namespace sarnakh::accounts
