#include "bodies.hpp"

#include <array>

#include "foundations/json/value.hpp"
#include "foundations/text/markup.hpp"
#include "people.hpp"

namespace sarnakh::bench {

namespace {

constexpr std::uint64_t pages_each = 5, delivery = 100;
constexpr std::array<const char*, pages_each> paths{"/", "/blog/implant-or-bridge", "/services/implant", "/prices",
                                                    "/contact"};

std::string campaign_of(const Person& who) {
  if (who.utm_source.empty()) return {};
  return "?utm_source=" + who.utm_source + "&utm_medium=" + who.utm_medium +
         "&utm_campaign=" + text::percent_encode(who.utm_campaign);
}

// `at_once` visitors are interleaved: each does his next step when all of them did the last.
json::Value page_view(std::uint64_t number, std::uint64_t at_once) {
  const auto visitor = number / (at_once * pages_each) * at_once + number % at_once;
  const auto step = number / at_once % pages_each;
  const auto scattered = visitor * 0x9e3779b97f4a7c15ull;
  json::Object page{{"url", std::string("https://clinic.example") + paths.at(step) +
                                (step == 0 ? campaign_of(person(visitor)) : std::string())},
                    {"title", "Labkhand clinic"}};
  if (step == 0) page.emplace_back("referrer", "https://www.google.com/");
  return json::Object{{"type", "page"},
                      {"messageId", "m-" + std::to_string(number * 0x9e3779b97f4a7c15ull)},
                      {"anonymousId", "v-" + std::to_string(scattered)},
                      {"context", json::Object{{"page", std::move(page)}}}};
}

}  // namespace

std::string form_of(std::uint64_t number) {
  const auto who = person(number);
  json::Object answers{{"name", who.first_name + " " + who.last_name}, {"phone", who.phone}};
  if (!who.email.empty()) answers.emplace_back("email", who.email);
  answers.emplace_back("message", who.need);
  json::Object submission{{"answers", std::move(answers)}, {"consents", json::Object{{"contact", true}}}};
  if (const auto campaign = campaign_of(who); !campaign.empty())
    submission.emplace_back("page", "https://clinic.example/" + campaign);
  return json::write(std::move(submission));
}

std::string page_view_of(std::uint64_t number, const std::string& write_key) {
  auto event = page_view(number, 64);
  event.set("writeKey", write_key);
  return json::write(event);
}

std::string delivery_of(std::uint64_t number, const std::string& write_key) {
  json::Array batch;
  for (std::uint64_t i = 0; i < delivery; ++i) batch.push_back(page_view(number * delivery + i, delivery / pages_each));
  return json::write(json::Object{{"writeKey", write_key}, {"batch", std::move(batch)}});
}

}  // namespace sarnakh::bench
