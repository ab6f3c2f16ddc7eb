#include "visits/event.hpp"

#include <algorithm>

#include "foundations/json/rfc3339.hpp"
#include "foundations/text/utf8.hpp"

namespace sarnakh::visits {

namespace {

constexpr std::size_t longest_id = 200;
constexpr std::size_t most_cookies = 10;
constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_address = 4000;
constexpr json::Limits limits{.bytes = most_bytes, .depth = 64, .members = 100'000};

// The text of a member, cut and without control characters; a number stands for its digits (programs send user ids as
// numbers). Anything else where a text belongs makes the event unreadable.
struct Reader {
  bool readable = true;

  std::string text(const json::Value& value, std::size_t longest) {
    if (value.is_null()) return {};
    if (const auto given = value.as_string()) {
      std::string kept(text::cut(*given, longest));
      std::erase_if(kept, [](char c) { return static_cast<unsigned char>(c) < ' '; });
      return kept;
    }
    if (value.is_integer()) return std::to_string(*value.as_integer());
    readable = false;
    return {};
  }
  json::Value object(const json::Value& value) {
    if (value.is_object()) return value;
    if (!value.is_null()) readable = false;
    return json::Object{};
  }
};

std::optional<Instant> instant_of(const json::Value& value) {
  if (const auto given = value.as_string()) return json::parse_rfc3339(*given);
  if (const auto given = value.as_integer(); given && *given > 0 && *given < 253'402'300'800'000)
    return Instant{*given};
  return std::nullopt;
}

Consent consent_of(const json::Value& value) {
  if (const auto word = value.as_string())
    return *word == "yes" ? Consent::given : *word == "no" ? Consent::refused : Consent::unsaid;
  const auto& categories = value["categoryPreferences"].as_object();
  if (categories.empty()) return Consent::unsaid;
  const auto given = [](const auto& entry) { return entry.second.as_bool().value_or(false); };
  return std::any_of(categories.begin(), categories.end(), given) ? Consent::given : Consent::refused;
}

const json::Value& first_of(const json::Value& a, const json::Value& b) { return a.is_null() ? b : a; }

std::optional<EventType> type_of(const json::Value& item, std::optional<EventType> type) {
  if (type) return type;
  const auto word = item["type"].as_string();
  return word ? json::enum_of_name<EventType>(*word) : std::nullopt;
}

Item refused(Refusal why) { return {std::nullopt, why}; }

Item read_item(const json::Value& item, std::optional<EventType> wanted, const json::Value& shared,
               std::optional<Instant> sent_at) {
  if (!item.is_object()) return refused(Refusal::unreadable);
  const auto type = type_of(item, wanted);
  if (!type) return refused(Refusal::unknown_type);
  Reader read;
  TrackedEvent event;
  event.type = *type;
  event.message_id = read.text(item["messageId"], longest_id);
  event.anonymous_id = read.text(item["anonymousId"], longest_id);
  event.user_id = read.text(item["userId"], longest_id);
  event.previous_id = read.text(item["previousId"], longest_id);
  event.name = read.text(first_of(item["event"], item["name"]), longest_name);
  event.properties = read.object(item["properties"]);
  event.traits = read.object(item["traits"]);
  const auto context = read.object(first_of(item["context"], shared));
  const auto& page = context["page"];
  event.url = read.text(first_of(page["url"], event.properties["url"]), longest_address);
  event.referrer = read.text(first_of(page["referrer"], event.properties["referrer"]), longest_address);
  event.title = read.text(first_of(page["title"], event.properties["title"]), longest_name);
  event.agent = read.text(context["userAgent"], 1000);
  event.network = read.text(context["ip"], 64);
  event.campaign = read.object(context["campaign"]);
  for (const auto& [name, value] : context["cookies"].as_object()) {
    if (event.cookies.size() == most_cookies) break;
    event.cookies.emplace_back(name, read.text(value, longest_name));
  }
  event.consent = consent_of(context["consent"]);
  event.webdriver = context["webdriver"].as_bool().value_or(false);
  event.at = instant_of(item["timestamp"]);
  if (!event.at) event.at = instant_of(item["originalTimestamp"]);
  event.sent_at = instant_of(item["sentAt"]);
  if (!event.sent_at) event.sent_at = sent_at;
  if (event.type == EventType::track && event.name == time_on_page)
    event.seconds = std::clamp(event.properties["seconds"].as_number().value_or(0), 0.0, 86'400.0);
  if (!read.readable) return refused(Refusal::unreadable);
  if (event.type == EventType::track && event.name.empty()) return refused(Refusal::no_name);
  if (event.type == EventType::alias && event.previous_id.empty()) return refused(Refusal::no_previous);
  return {std::move(event), std::nullopt};
}

}  // namespace

Delivery read_delivery(std::string_view body, std::optional<EventType> type) {
  if (body.size() > most_bytes) throw Problem{"body_too_large", {}, {{"most", std::to_string(most_bytes)}}};
  const auto root = json::parse(body, limits);
  Delivery delivery;
  delivery.write_key = std::string(root["writeKey"].as_string().value_or(""));
  delivery.forget = root["forget"].as_bool().value_or(false);
  const auto sent_at = instant_of(root["sentAt"]);
  if (type) {
    if (body.size() > most_item_bytes)
      delivery.items.push_back(refused(Refusal::too_large));
    else
      delivery.items.push_back(read_item(root, type, {}, sent_at));
    return delivery;
  }
  // A body that is no batch is not taken in silence.
  if (!root["batch"].is_array() && !delivery.forget) delivery.items.push_back(refused(Refusal::unreadable));
  for (const auto& item : root["batch"].as_array()) {
    // Only a body that is larger than one event may be can hold an event that is too large.
    if (body.size() > most_item_bytes && json::write(item).size() > most_item_bytes)
      delivery.items.push_back(refused(Refusal::too_large));
    else
      delivery.items.push_back(read_item(item, std::nullopt, root["context"], sent_at));
  }
  return delivery;
}

Instant corrected(const TrackedEvent& event, Instant received) {
  if (!event.at) return received;
  const auto skew = event.sent_at ? received - *event.sent_at : time::Duration{};
  return std::min(*event.at + skew, received);
}

}  // namespace sarnakh::visits
