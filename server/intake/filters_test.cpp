// Conditions about the address that a lead came by and about his telephone calls, over real leads.

#include <doctest/doctest.h>

#include "intake/address.hpp"
#include "intake/call.hpp"
#include "intake/intake.hpp"
#include "leads/count.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::intake;

namespace {

constexpr std::int64_t day = 24 * 3'600'000;

struct Town : leads::testing::World {
  using World::World;

  AddressId open(std::string_view name) {
    return write([&](db::Work& work) { return make_address(work, Kind::webhook, name, "referral").id; });
  }

  void message(AddressId address, const char* name, const char* phone) {
    capture::Arrival arrival;
    arrival.address = address.value;
    arrival.name = "an address";
    arrival.message = std::string(name) + to_string(address);
    arrival.draft = leads::testing::form_draft({{"full_name", name}, {"phone", phone}});
    write([&](db::Work& work) { capture::arrive(work, arrival); });
  }

  void call(std::int64_t on_day, Direction direction, const char* phone, bool answered) {
    const std::string us = "02188776655";
    PhoneCall call;
    call.direction = direction;
    call.from = direction == Direction::in ? phone : us;
    call.to = direction == Direction::in ? us : phone;
    call.started_at = leads::testing::start + time::milliseconds(on_day * day);
    if (answered) call.answered_at = call.started_at;
    call.external_id = call.from + call.to + std::to_string(on_day);
    write([&](db::Work& work) { capture::arrive(work, arrival_of(call, home_of(work), "{}")); }, on_day * day);
  }

  // The names of those who fit, in the order in which they came, as somebody asks on the tenth day.
  std::string found(std::string_view condition) {
    return database.read(as_user(5, Reach::all, 10 * day), [&](db::Work& work) {
      json::Value body{json::Object{}};
      body.set("filter", json::parse(condition));
      auto filter = json::from_value<leads::Filter>(body);
      filter.bind(work, [](db::Work& inner) {
        auto all = std::make_shared<rules::Catalogue>();
        leads::add_to_catalogue(inner, *all);
        intake::add_to_catalogue(inner, *all);
        return all;
      });
      std::string names;
      std::int64_t many = 0;
      leads::each_lead(work, filter, {}, 100, [&](const leads::ShownLead& lead) {
        names += (names.empty() ? "" : " ") + lead.display_name;
        return ++many, true;
      });
      CHECK(leads::total(work, filter) == many);
      return names;
    });
  }
  std::string came_by(AddressId address) {
    return found(R"({"field":"incoming","is":"any_of","value":[")" + to_string(address) + R"("]})");
  }
};

constexpr const char *sara_phone = "09121110001", *reza_phone = "09121110002", *mina_phone = "09121110003";

}  // namespace

TEST_CASE("leads are asked for by the address they came by, also after it is ended") {
  db::testing::for_each_database([](db::Database& database) {
    Town town(database);
    const auto first = town.open("فرم همکار"), second = town.open("بازارچه");
    town.message(first, "سارا", sara_phone);
    town.message(first, "رضا", reza_phone);
    town.message(second, "رضا", reza_phone);  // comes again, by another
    // By a form whose id is the address's number, and by the telephone: neither came by an address.
    auto draft = leads::testing::form_draft({{"full_name", "مینا"}, {"phone", mina_phone}});
    const auto by_form = town.add(draft).lead;
    town.write([&](db::Work& work) {
      leads::add_timeline(work, by_form, "form_submitted", json::Object{},
                          {.kind = leads::ByKind::form, .id = first.value, .label = "Contact"},
                          leads::Activity::counted);
    });
    town.call(1, Direction::in, mina_phone, true);
    CHECK(town.came_by(first) == "سارا رضا");
    CHECK(town.came_by(second) == "رضا");
    CHECK(town.found(R"({"field":"incoming","is":"empty"})") == "مینا");
    CHECK(town.found(R"({"field":"incoming","is":"filled"})") == "سارا رضا");
    town.write([&](db::Work& work) { return end_address(work, first); });
    CHECK(town.came_by(first) == "سارا رضا");
  });
}

TEST_CASE("whose call was missed and who was not called back is found, and each kind of call is its own") {
  db::testing::for_each_database([](db::Database& database) {
    Town town(database);
    const auto address = town.open("فرم همکار");
    town.message(address, "سارا", sara_phone);
    town.message(address, "رضا", reza_phone);
    town.message(address, "مینا", mina_phone);
    town.call(1, Direction::in, sara_phone, false);
    town.call(2, Direction::out, sara_phone, true);
    town.call(3, Direction::in, reza_phone, false);
    town.call(9, Direction::in, reza_phone, false);
    town.call(4, Direction::in, mina_phone, true);
    town.call(5, Direction::out, mina_phone, false);  // nobody answered us: that is no missed call of hers
    CHECK(town.found(R"({"did":"call_missed"})") == "سارا رضا");
    CHECK(town.found(R"({"all":[{"did":"call_missed"},{"did":"call_out","times":{"at_most":0}}]})") == "رضا");
    CHECK(town.found(R"({"did":"call_missed","times":{"at_least":2}})") == "رضا");
    CHECK(town.found(R"({"did":"call_missed","within":{"last_days":3}})") == "رضا");
    CHECK(town.found(R"({"did":"call_in"})") == "مینا");
    CHECK(town.found(R"({"did":"call_out"})") == "سارا مینا");
  });
}
