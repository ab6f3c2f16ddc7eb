#include "demo/command.hpp"

#include <iostream>

#include "accounts/accounts.hpp"
#include "app/application.hpp"
#include "app/migrations_list.hpp"
#include "demo/demo.hpp"
#include "demo/workspace.hpp"
#include "foundations/basics/log.hpp"
#include "foundations/db/migrations.hpp"

namespace sarnakh::demo {

namespace {

void say_how_to_sign_in(const std::vector<SignIn>& owners) {
  std::cout << "Sign in with the password «" << password << "» as\n";
  for (const auto& [workspace, email] : owners) std::cout << "  " << email << "   " << workspace << "\n";
  std::cout << std::flush;
}

}  // namespace

int make_demo(const app::CommandLine& line, const DemoCommand& wish) {
  const auto settings = line.settings();
  log::set_level(log::Level::warning);
  const auto now = time::SystemClock{}.now();
  // Not durable: a demo that breaks off is made anew.
  const auto database = app::open_database(settings, now, {.exclusive = true, .durable = false});
  if (!accounts::setup_needed(*database)) {
    const auto there = standing(*database);
    if (there.owners.empty()) throw Problem{"demo_database_used"};
    if (!there.finished) throw Problem{"demo_unfinished"};
    say_how_to_sign_in(there.owners);
    database->close();
    return 0;
  }
  std::cout << "Living through 90 days of a clinic and an estate agency …" << std::endl;
  int told = 0;
  fill(*database, {.now = now, .people = wish.people, .seed = wish.seed, .progress = [&told](int percent) {
                     if (percent < told + 10) return;
                     told = percent / 10 * 10;
                     std::cout << "  " << told << "%" << std::endl;
                   }});
  say_how_to_sign_in(standing(*database).owners);
  database->close();
  return 0;
}

int wipe_demo(const app::CommandLine& line) {
  const auto settings = line.settings();
  log::set_level(log::Level::warning);
  const auto database = app::open_database(settings, time::SystemClock{}.now(), {.exclusive = true});
  if (!accounts::setup_needed(*database) && standing(*database).owners.empty()) throw Problem{"demo_not_there"};
  db::take_down(*database, app::all_migrations());
  database->close();
  std::cout << "The demo is gone." << std::endl;
  return 0;
}

}  // namespace sarnakh::demo
