#pragma once

// One workspace of the demo: its people as callers, its forms, and the acts of its persons.

#include <map>
#include <string>
#include <vector>

#include "demo/house.hpp"
#include "demo/plan.hpp"

namespace sarnakh::demo {

inline constexpr std::string_view password = "sarnakh demo";

// Makes the owner of the whole installation, with his workspace, or a further workspace with an owner of its own.
Caller set_up(House& house, const Trade& trade, Instant at);
Caller add_workspace(House& house, const Caller& first_owner, const Trade& trade, Instant at);

class Workspace {
 public:
  // Hires the colleagues, makes fields, forms, links and the site's key.
  Workspace(House& house, const Trade& trade, const Caller& owner, Instant at);

  // One act of one person; acts of different persons may run side by side.
  void act(Person& person, const Act& act);
  void import_list(const std::string& list, Instant at);
  // Until now its name has said that it is being made.
  void finish(Instant at);

 private:
  struct Form {
    std::string id, page;
  };
  // The id of the team of that name, made when it is first asked for.
  std::string team(const std::string& name, Instant at);
  void hire(const Colleague& colleague, Instant at);
  Form publish(const std::string& base, const std::string& title, Instant at);
  json::Object wish_of(const LabelledLink& link) const;
  std::string make_link(const LabelledLink& link, Instant at);
  void advertise(const Advertisement& advertisement, Instant at);
  std::string token_of(const Road& road) const;
  void click(const Person& person, Instant at);
  void visit(const Person& person, const Act& act);
  void submit(Person& person, const Act& act);
  void send(const Person& person, const Form& form, json::Value submission, Instant at);
  void meet(Person& person, const Act& act);
  void write_down(Person& person, const Act& act);
  void look_up(Person& person, Instant at);
  void edit(Person& person, const Act& act);
  json::Value ask_of_lead(Person& person, const Act& act, const std::string& what, json::Value body);

  House& house_;
  const Trade& trade_;
  std::vector<Caller> colleagues_;
  std::map<std::string, std::string> teams_;     // name → id
  std::map<std::string, std::string> statuses_;  // key → id
  Form main_, contact_, newsletter_;
  std::string site_key_;
  std::map<std::string, std::string> tokens_;  // of the links, by name
  std::string stand_key_;
};

}  // namespace sarnakh::demo
