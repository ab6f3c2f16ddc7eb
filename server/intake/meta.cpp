#include "intake/meta.hpp"

#include <algorithm>
#include <array>

#include "foundations/basics/random.hpp"
#include "foundations/basics/signing.hpp"
#include "foundations/json/rfc3339.hpp"
#include "intake/receive.hpp"

namespace sarnakh::intake {

namespace {

constexpr std::size_t most_digits = 40;

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= most_digits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The names of Meta's own questions that we have a field for.
constexpr std::array<NamedField, 11> questions{{{"full_name", "full_name"},
                                                {"first_name", "first_name"},
                                                {"last_name", "last_name"},
                                                {"email", "email"},
                                                {"work_email", "email"},
                                                {"phone_number", "phone"},
                                                {"work_phone_number", "phone"},
                                                {"whatsapp_number", "phone"},
                                                {"company_name", "organisation"},
                                                {"job_title", "job_title"},
                                                {"city", "place"}}};
// What it says of the advertisement, besides the answers.
constexpr std::array<NamedField, 8> facts{{{"campaign_name", "utm_campaign"},
                                           {"campaign_id", "utm_id"},
                                           {"adset_name", "utm_term"},
                                           {"ad_name", "utm_content"},
                                           {"adset_id", ""},
                                           {"ad_id", ""},
                                           {"form_id", ""},
                                           {"created_time", ""}}};

std::string_view source_of(std::string_view platform) { return platform == "ig" ? "instagram" : "facebook"; }

outbound::Request asked(const MetaAccess& access, const std::string& path) {
  outbound::Request request;
  request.url =
      access.graph_url + "/" + path + "appsecret_proof=" + to_hex(hmac_sha256(access.app_secret, access.page_token));
  request.headers = {{"authorization", "Bearer " + access.page_token}, {"user-agent", "Sarnakh"}};
  request.longest = time::seconds(10);
  return request;
}

// Null for what is no JSON.
json::Value parsed(std::string_view body) {
  try {
    return json::parse(body);
  } catch (const Problem&) {
    return {};
  }
}

// Graph writes the zone without a colon: "2026-09-21T14:13:20+0000".
std::optional<Instant> instant_of(std::string text) {
  const auto zone = text.size() - std::min<std::size_t>(text.size(), 5);
  if (text.find_first_of("+-", zone) == zone && text.size() > 5) text.insert(zone + 3, ":");
  return json::parse_rfc3339(text);
}

// The tool with which Meta lets one try a form fills every answer with such words.
bool is_of_the_testing_tool(std::string_view value) { return value.starts_with("<test lead:"); }

}  // namespace

std::vector<MetaNotice> told_leads(const json::Value& payload) {
  std::vector<MetaNotice> all;
  if (payload["object"].as_string() != "page") return all;
  for (const auto& entry : payload["entry"].as_array())
    for (const auto& change : entry["changes"].as_array()) {
      if (change["field"].as_string() != "leadgen") continue;
      auto lead = text_of(change["value"]["leadgen_id"]);
      if (!is_number(lead)) lead.clear();
      all.push_back({std::move(lead), json::write(change["value"])});
    }
  return all;
}

std::string lead_of_notice(std::string_view body) { return text_of(parsed(body)["leadgen_id"]); }

outbound::Request question(const MetaAccess& access, std::string_view lead, MetaDetail detail) {
  constexpr std::string_view basic = "id,created_time,form_id,field_data";
  constexpr std::string_view of_the_advertisement =
      ",platform,is_organic,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name";
  std::string fields{basic};
  if (detail == MetaDetail::all) fields += of_the_advertisement;
  auto request = asked(access, std::string(lead) + "?fields=" + fields + "&");
  request.method = outbound::Method::get;
  request.most_kept = most_bytes;
  return request;
}

outbound::Request subscription(const MetaAccess& access) {
  return asked(access, "me/subscribed_apps?subscribed_fields=leadgen&");
}

bool says_subscribed(const outbound::Answer& answer) {
  return answer.status == 200 && parsed(answer.body)["success"].as_bool().value_or(false);
}

Expected<std::string, MetaFailure> lead_of_answer(const outbound::Answer& answer) {
  if (answer.failure) return MetaFailure::unreachable;
  const auto payload = parsed(answer.body);
  if (answer.status == 200 && payload["field_data"].is_array()) return answer.body;
  // The codes are those of the Graph API's error handling.
  const auto code = payload["error"]["code"].as_integer().value_or(0);
  if (code == 190 || code == 102) return MetaFailure::token_refused;
  if (code == 10 || (code >= 200 && code <= 299)) return MetaFailure::permission_missing;
  if (code == 100) return MetaFailure::lead_gone;
  if (code == 4 || code == 17 || code == 32 || code == 613 || answer.status == 429) return MetaFailure::too_many;
  return MetaFailure::answered_oddly;
}

Reading read_meta(const json::Value& lead) {
  Reading reading;
  reading.message = text_of(lead["id"]);
  const auto add = [&](std::string name, std::string value, std::string hint) {
    if (value.empty() || name.empty() || reading.values.size() >= most_values) return;
    reading.test = reading.test || is_of_the_testing_tool(value);
    auto label = name;
    std::replace(label.begin(), label.end(), '_', ' ');
    reading.values.push_back({std::move(name), std::move(label), std::move(value), std::move(hint)});
  };
  for (const auto& answer : lead["field_data"].as_array()) {
    const auto name = text_of(answer["name"]);
    add(name, text_of(answer["values"]), hint_of(questions, name));
  }
  reading.at = instant_of(text_of(lead["created_time"]));
  for (const auto& [name, field] : facts) add(std::string(name), text_of(lead[name]), std::string(field));
  if (const auto platform = lead["platform"].as_string()) {
    add("platform", std::string(source_of(*platform)), "utm_source");
    add("medium", lead["is_organic"].as_bool().value_or(false) ? "social" : "paid social", "utm_medium");
  }
  return reading;
}

}  // namespace sarnakh::intake
