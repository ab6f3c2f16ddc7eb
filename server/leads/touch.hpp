#pragma once

// A touch: one moment at which the person met us, and through what (B20, B21). The first and the last stand
// on the lead; every one stands in the timeline.

#include <optional>
#include <string>

#include "foundations/json/describe.hpp"

namespace sarnakh::leads {

struct Utm {
  std::optional<std::string> source, medium, campaign, term, content, id;
  bool operator==(const Utm&) const = default;
  static constexpr auto fields = json::fields(json::field("source", &Utm::source, json::length{0, 300}),
                                              json::field("medium", &Utm::medium, json::length{0, 300}),
                                              json::field("campaign", &Utm::campaign, json::length{0, 300}),
                                              json::field("term", &Utm::term, json::length{0, 300}),
                                              json::field("content", &Utm::content, json::length{0, 300}),
                                              json::field("id", &Utm::id, json::length{0, 300}));
  static constexpr std::string_view schema_name = "Utm";
};

struct Touch {
  std::optional<Instant> at;           // now when empty
  std::string kind = "visit";          // "form", "import", "api", "call", "follow", "visit" …
  std::optional<std::string> channel;  // a word of sources: "search_organic"
  std::optional<std::string> label;    // shown in lists: "Google", "بنر دیجی‌کالا"
  std::optional<std::string> referrer;
  std::optional<std::string> landing_page;
  std::optional<Utm> utm;
  std::optional<json::Value> click_ids;  // {"gclid": "…"}; also the first-party cookies _ga, _fbc …
  std::optional<FormId> form_id;
  std::optional<std::string> form_title;
  static constexpr auto fields = json::fields(
      json::field("at", &Touch::at), json::field("kind", &Touch::kind, json::with_default, json::length{1, 40}),
      json::field("channel", &Touch::channel, json::length{0, 40}),
      json::field("label", &Touch::label, json::length{0, 200}, "What the list shows as the source"),
      json::field("referrer", &Touch::referrer, json::length{0, 2000}),
      json::field("landing_page", &Touch::landing_page, json::length{0, 2000}), json::field("utm", &Touch::utm),
      json::field("click_ids", &Touch::click_ids), json::field("form_id", &Touch::form_id),
      json::field("form_title", &Touch::form_title, json::length{0, 300}));
  static constexpr std::string_view schema_name = "Touch";
};

struct Source {
  std::optional<Touch> first;
  std::optional<Touch> last;
  std::int64_t count = 0;
  static constexpr auto fields = json::fields(json::field("first", &Source::first), json::field("last", &Source::last),
                                              json::field("count", &Source::count, json::with_default));
  static constexpr std::string_view schema_name = "Source";
};

}  // namespace sarnakh::leads
