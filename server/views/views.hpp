#pragma once

// Lists of leads that people keep under a name: a filter, the columns, the order, the field by which they are grouped,
// how they are laid out and by which date; for oneself or for everybody.
//
// Every function works in the workspace of the Work for its caller: a private view of somebody else is Problem
// "not_found", a team view that he may not change is "forbidden" (a key: "scope_missing").

#include <optional>
#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "leads/leads.hpp"

namespace sarnakh::views {

using ViewId = Id<struct ViewTag>;

inline constexpr std::int64_t most_views = 500;    // of a workspace
inline constexpr std::int64_t most_private = 100;  // of one person
inline constexpr std::int64_t kept_days = 1;       // a deleted view can be brought back

// The orders of the list.
enum class Order { created_up, created_down, activity_up, activity_down, name_up, name_down };
// A board has a column for each group, a calendar a place for each day.
enum class Layout { table, board, calendar };

// What the list looks like; everyone when there is no filter, the usual columns when none are named.
struct Content {
  std::optional<rules::Condition> filter = {};
  Order sort = Order::created_down;
  std::vector<std::string> columns = {};
  std::string group = {};
  Layout layout = Layout::table;
  std::string date = {};
  static constexpr auto fields = json::fields(
      json::field("filter", &Content::filter, "Everyone when it is left out"),
      json::field("sort", &Content::sort, json::with_default),
      json::field("columns", &Content::columns, json::with_default, json::length{0, 60},
                  "Names of columns in their order"),
      json::field(
          "group", &Content::group, json::with_default, json::length{0, 100},
          "A field of the catalogue: choice, person or yes_no; not grouped when it is empty, a board by status"),
      json::field("layout", &Content::layout, json::with_default),
      json::field("date", &Content::date, json::with_default, json::length{0, 100},
                  "What a calendar is laid out by, a field of the catalogue: instant or date; created_at when it is "
                  "empty"));
};

struct View : Content {
  ViewId id;
  std::int64_t version = 1;
  std::string name;
  bool shared = false;
  bool ready_made = false;
  bool mine = false;
  bool may_change = false;
  bool pinned = true;
  std::optional<std::vector<std::string>> hidden = {};
  static constexpr auto fields =
      json::joined(json::fields(json::field("id", &View::id), json::field("version", &View::version),
                                json::field("name", &View::name)),
                   Content::fields,
                   json::fields(json::field("shared", &View::shared, "Everybody in the workspace sees it"),
                                json::field("ready_made", &View::ready_made, "Of the program: nobody changes it"),
                                json::field("mine", &View::mine), json::field("may_change", &View::may_change),
                                json::field("pinned", &View::pinned, "Stands in the row of whoever asks"),
                                json::field("hidden", &View::hidden,
                                            "Its filter asks for these, which are kept from the role of whoever "
                                            "asks; it is left out and finds nobody for him")));
  static constexpr std::string_view schema_name = "LeadView";
};

struct NewView : Content {
  std::string name;
  bool shared = false;
  static constexpr auto fields =
      json::joined(json::fields(json::field("name", &NewView::name, json::length{1, 80})), Content::fields,
                   json::fields(json::field("shared", &NewView::shared, json::with_default, "Needs settings:write")));
  static constexpr std::string_view schema_name = "NewLeadView";
};

// What is left out stays; a filter of everyone is {"all": []}.
struct Change {
  std::optional<std::string> name = {};
  std::optional<rules::Condition> filter = {};
  std::optional<Order> sort = {};
  std::optional<std::vector<std::string>> columns = {};
  std::optional<std::string> group = {};
  std::optional<Layout> layout = {};
  std::optional<std::string> date = {};
  std::optional<bool> shared = {};
  static constexpr auto fields =
      json::fields(json::field("name", &Change::name, json::length{1, 80}),
                   json::field("filter", &Change::filter, "Everyone is {\"all\": []}"),
                   json::field("sort", &Change::sort), json::field("columns", &Change::columns, json::length{0, 60}),
                   json::field("group", &Change::group, json::length{0, 100}), json::field("layout", &Change::layout),
                   json::field("date", &Change::date, json::length{0, 100}),
                   json::field("shared", &Change::shared, "Needs settings:write"));
  static constexpr std::string_view schema_name = "LeadViewChange";
};

// The ready-made ones, then the others in the order in which they were made.
std::vector<View> list(db::Work& work);
View find(db::Work& work, ViewId view);
View add(db::Work& work, const NewView& view, const rules::CatalogueOf& catalogue);
View change(db::Work& work, ViewId view, const Change& change, const rules::CatalogueOf& catalogue);
void remove(db::Work& work, ViewId view);
View restore(db::Work& work, ViewId view);
void pin(db::Work& work, ViewId view, bool pinned);

// How many leads the view finds for the caller now; nothing when its filter does not hold together any more.
std::optional<std::int64_t> count(db::Work& work, ViewId view, const rules::CatalogueOf& catalogue);

// The views that are there from the beginning, in the caller's language.
std::vector<View> ready_made(Language language);

void add_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue);

}  // namespace sarnakh::views

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::views::Order> = std::to_array<std::string_view>(
    {"created_at", "-created_at", "last_activity_at", "-last_activity_at", "name", "-name"});
template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::views::Layout> =
    std::to_array<std::string_view>({"table", "board", "calendar"});
