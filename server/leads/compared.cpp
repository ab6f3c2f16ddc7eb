#include "leads/compared.hpp"

#include "foundations/text/fold.hpp"
#include "foundations/text/utf8.hpp"
#include "leads/grade_rules.hpp"

namespace sarnakh::leads {

namespace {

// The members that the catalogue speaks of.
struct Compared {
  std::optional<std::string> name, organisation, job_title, place, product, source, campaign;
  std::optional<json::Value> custom;  // texts of own fields
  std::optional<Money> budget;
  std::optional<std::string> stage;
  Authority authority = Authority::unknown;
  BuyingPower buying_power = BuyingPower::unknown;
  LeadClass lead_class = LeadClass::unknown;
  std::optional<Origin> origin;
  std::vector<Channel> do_not_contact;
  std::int64_t touches = 0;
  static constexpr auto fields = json::fields(
      json::field("name", &Compared::name), json::field("organisation", &Compared::organisation),
      json::field("job_title", &Compared::job_title), json::field("place", &Compared::place),
      json::field("product", &Compared::product), json::field("source", &Compared::source),
      json::field("campaign", &Compared::campaign), json::field("custom", &Compared::custom),
      json::field("budget", &Compared::budget), json::field("stage", &Compared::stage),
      json::field("authority", &Compared::authority), json::field("buying_power", &Compared::buying_power),
      json::field("class", &Compared::lead_class), json::field("origin", &Compared::origin),
      json::field("do_not_contact", &Compared::do_not_contact), json::field("touches", &Compared::touches));
};

std::optional<std::string> folded(std::string_view text) {
  auto key = text::search_key(text);
  return key.empty() ? std::nullopt : std::optional(std::move(key));
}
std::optional<std::string> folded(const std::optional<std::string>& text) {
  return text ? folded(std::string_view(*text)) : std::nullopt;
}

std::optional<std::string> folded_text(const Details& details, std::string_view field) {
  return folded(written_text(details, field));
}

// As the characters of a column are counted.
std::string first_characters(std::string text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; count < most && at < text.size(); ++count) text::next_code_point(text, at);
  text.resize(at);
  return text;
}

Compared compared_of(const Lead& lead) {
  Compared compared{.name = folded(std::string_view(name_of(lead))),
                    .organisation = folded(lead.organisation),
                    .job_title = folded(lead.job_title),
                    .place = folded(lead.place),
                    .product = folded_text(lead, "product"),
                    .source = folded_text(lead, "source"),
                    .campaign = folded_text(lead, "campaign"),
                    .custom = {},
                    .budget = lead.budget,
                    .stage = lead.stage,
                    .authority = lead.authority,
                    .buying_power = lead.buying_power,
                    .lead_class = lead.lead_class,
                    .origin = lead.origin,
                    .do_not_contact = lead.do_not_contact,
                    .touches = lead.source.count};
  json::Value custom{json::Object{}};
  for (const auto& [key, value] : lead.custom.as_object())
    if (const auto text = value.as_string())
      if (auto key_of_text = folded(*text)) custom.set(key, std::move(*key_of_text));
  if (!custom.as_object().empty()) compared.custom = std::move(custom);
  return compared;
}

}  // namespace

std::string source_label_of(const Touch& first) {
  return first.label                      ? *first.label
         : first.utm && first.utm->source ? *first.utm->source
         : first.form_title               ? *first.form_title
                                          : "";
}

std::optional<std::string> written_text(const Details& details, std::string_view field) {
  if (field == "product") return details.product;
  const auto& first = details.source.first;
  if (!first) return std::nullopt;
  if (field == "source") return source_label_of(*first);
  return first->utm ? first->utm->campaign : std::nullopt;
}

std::string compared_text(const Lead& lead) {
  std::string text;
  json::append(text, compared_of(lead));
  return text;
}

std::optional<std::string_view> usual_value(std::string_view field) {
  if (field == "authority" || field == "buying_power" || field == "class") return "unknown";
  if (field == touches_facet) return "1";
  return std::nullopt;
}

std::vector<FacetValue> facet_values(const Details& details) {
  std::vector<FacetValue> values;
  const auto add = [&](std::string_view field, std::optional<std::string> value) {
    if (value && *value != usual_value(field))
      values.push_back({field, first_characters(std::move(*value), longest_facet)});
  };
  add("stage", details.stage);
  add("authority", std::string(json::name_of_enum(details.authority)));
  add("buying_power", std::string(json::name_of_enum(details.buying_power)));
  add("class", std::string(json::name_of_enum(details.lead_class)));
  for (const auto channel : details.do_not_contact) add("do_not_contact", std::string(json::name_of_enum(channel)));
  for (const auto field : text_facets) add(field, folded_text(details, field));
  add(touches_facet, std::to_string(details.source.count));
  return values;
}

}  // namespace sarnakh::leads
