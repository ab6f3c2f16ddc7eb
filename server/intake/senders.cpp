#include "intake/senders.hpp"

#include <algorithm>
#include <array>

#include "foundations/json/rfc3339.hpp"
#include "intake/meta.hpp"

namespace sarnakh::intake {

namespace {

using Secrets = std::vector<std::string>;

Verdict judge_standard(const Secrets& secrets, const http::Request& request, const json::Value&) {
  return standard_verdict(
      secrets, {request.header("webhook-id"), request.header("webhook-timestamp"), request.header("webhook-signature")},
      request.body, request.now);
}

Verdict judge_typeform(const Secrets& secrets, const http::Request& request, const json::Value&) {
  return typeform_verdict(secrets, request.header("typeform-signature"), request.body);
}

Verdict judge_google_ads(const Secrets& secrets, const http::Request&, const json::Value& payload) {
  return plain_verdict(secrets, payload["google_key"].as_string().value_or(""));
}

Verdict judge_meta(const Secrets& secrets, const http::Request& request, const json::Value&) {
  return meta_verdict(secrets, request.header("x-hub-signature-256"), request.body);
}

Reading read_all(const json::Value& payload) { return {.message = {}, .values = all_values(payload)}; }

// The script for Google Forms (handbook) sends {"values": {question: [answers]}}: e.namedValues.
Reading read_google_forms(const json::Value& payload) {
  Reading reading;
  for (const auto& [question, answers] : payload["values"].as_object())
    if (auto value = text_of(answers); !value.empty() && reading.values.size() < most_values)
      reading.values.push_back({question, question, std::move(value)});
  return reading;
}

// An answer of Typeform stands under the name of its type.
std::string typeform_answer(const json::Value& answer) {
  const auto type = answer["type"].as_string().value_or("");
  if (type == "choice") {
    const auto& choice = answer["choice"];
    return text_of(choice.has("label") ? choice["label"] : choice["other"]);
  }
  if (type == "choices") {
    auto labels = text_of(answer["choices"]["labels"]);
    if (const auto other = text_of(answer["choices"]["other"]); !other.empty())
      labels += (labels.empty() ? "" : ", ") + other;
    return labels;
  }
  return text_of(answer[type]);
}

Reading read_typeform(const json::Value& payload) {
  const auto& response = payload["form_response"];
  Reading reading;
  reading.message = response["token"].as_string().value_or("");
  reading.at = json::parse_rfc3339(response["submitted_at"].as_string().value_or(""));
  // Answers on the way come with the token of the whole: they are not the message that the whole will be.
  if (const auto type = payload["event_type"].as_string(); type && *type != "form_response")
    reading.message += ":" + std::string(*type);
  for (const auto& answer : response["answers"].as_array()) {
    const auto& field = answer["field"];
    const auto id = field["id"].as_string().value_or("");
    std::string name{field["ref"].as_string().value_or(id)};
    std::string label = name;
    for (const auto& question : response["definition"]["fields"].as_array())
      if (question["id"].as_string().value_or("") == id) label = question["title"].as_string().value_or(label);
    auto value = typeform_answer(answer);
    if (value.empty() || name.empty() || reading.values.size() >= most_values) continue;
    const auto type = answer["type"].as_string().value_or("");
    std::string hint = type == "email" ? "email" : type == "phone_number" ? "phone" : "";
    reading.values.push_back({std::move(name), std::move(label), std::move(value), std::move(hint)});
  }
  for (const auto& [name, value] : response["hidden"].as_object())
    if (auto text = text_of(value); !text.empty() && reading.values.size() < most_values)
      reading.values.push_back({"hidden:" + name, name, std::move(text)});
  return reading;
}

// The columns of a lead form of Google Ads that we have a field for.
constexpr std::array<NamedField, 11> google_columns{{{"FULL_NAME", "full_name"},
                                                     {"FIRST_NAME", "first_name"},
                                                     {"LAST_NAME", "last_name"},
                                                     {"EMAIL", "email"},
                                                     {"WORK_EMAIL", "email"},
                                                     {"PHONE_NUMBER", "phone"},
                                                     {"WORK_PHONE", "phone"},
                                                     {"COMPANY_NAME", "organisation"},
                                                     {"JOB_TITLE", "job_title"},
                                                     {"CITY", "place"},
                                                     {"gcl_id", "gclid"}}};
// What it says of the advertisement, besides the answers.
constexpr std::array<std::string_view, 6> google_facts{"gcl_id",     "campaign_id", "form_id",
                                                       "adgroup_id", "creative_id", "asset_group_id"};

Reading read_google_ads(const json::Value& payload) {
  Reading reading;
  reading.message = text_of(payload["lead_id"]);
  reading.test = payload["is_test"].as_bool().value_or(false);
  for (const auto& column : payload["user_column_data"].as_array()) {
    auto name = text_of(column["column_id"]);
    auto label = text_of(column["column_name"]);
    auto value = text_of(column["string_value"]);
    if (name.empty()) name = label;
    if (value.empty() || name.empty() || reading.values.size() >= most_values) continue;
    auto hint = hint_of(google_columns, name);
    reading.values.push_back({name, label.empty() ? name : std::move(label), std::move(value), std::move(hint)});
  }
  for (const auto fact : google_facts)
    if (auto value = text_of(payload[fact]); !value.empty())
      reading.values.push_back({std::string(fact), std::string(fact), std::move(value),
                                fact == "campaign_id" ? std::string("utm_id") : hint_of(google_columns, fact)});
  return reading;
}

constexpr std::array<Sender, 5> senders{{
    {Kind::webhook, capture::Road::webhook, "generic", judge_standard, read_all},
    {Kind::google_forms, capture::Road::google_forms, "google-forms", judge_standard, read_google_forms},
    {Kind::typeform, capture::Road::typeform, "typeform", judge_typeform, read_typeform},
    {Kind::google_ads, capture::Road::google_ads, "google-ads", judge_google_ads, read_google_ads, "message"},
    {Kind::meta, capture::Road::meta, "meta", judge_meta, read_meta},
}};

}  // namespace

const Sender& sender_of(Kind kind) {
  return *std::find_if(senders.begin(), senders.end(), [&](const Sender& sender) { return sender.kind == kind; });
}

std::string message_of(const Sender& sender, const http::Request& request, const Reading& reading) {
  const bool standard = sender.kind == Kind::webhook || sender.kind == Kind::google_forms;
  const std::string id = standard ? std::string(request.header("webhook-id")) : reading.message;
  return id.substr(0, 256);
}

}  // namespace sarnakh::intake
