// Routes: the proofs of one lead's consents, their withdrawal, and how the person wants to be reached.

#include "consent/consent.hpp"
#include "consent/consent_sql.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::consent {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

struct ConsentForm {
  FormId id;
  std::string title;
  static constexpr auto fields =
      json::fields(json::field("id", &ConsentForm::id), json::field("title", &ConsentForm::title));
  static constexpr std::string_view schema_name = "ConsentForm";
};
struct Consent {
  ConsentId id;
  Instant at;
  std::string purpose;
  std::optional<std::string> channel;
  std::string wording;
  std::string text_id;
  std::int64_t text_version = 1;
  bool given = false;
  std::optional<ConsentForm> form;
  std::optional<std::string> exchange_for;
  std::string address;
  std::optional<Instant> withdrawn_at;
  static constexpr auto fields = json::fields(
      json::field("id", &Consent::id), json::field("at", &Consent::at), json::field("purpose", &Consent::purpose),
      json::field("channel", &Consent::channel), json::field("wording", &Consent::wording, "Exactly as it was shown"),
      json::field("text_id", &Consent::text_id), json::field("text_version", &Consent::text_version),
      json::field("given", &Consent::given, "false: shown and not ticked"), json::field("form", &Consent::form),
      json::field("exchange_for", &Consent::exchange_for), json::field("address", &Consent::address),
      json::field("withdrawn_at", &Consent::withdrawn_at));
  static constexpr std::string_view schema_name = "Consent";
};
struct Preferences {
  std::vector<leads::Channel> do_not_contact;
  std::optional<leads::Hours> preferred_hours;
  static constexpr auto fields =
      json::fields(json::field("do_not_contact", &Preferences::do_not_contact, json::length{0, 20}),
                   json::field("preferred_hours", &Preferences::preferred_hours));
  static constexpr std::string_view schema_name = "ContactPreferences";
};

std::vector<Consent> list(db::Work& work, LeadId lead) {
  if (!leads::lead_exists(work, lead)) throw Problem{"not_found"};
  std::vector<Consent> answer;
  for (const auto row : work.query(sql::list_consents, {work.workspace(), lead})) {
    Consent consent;
    consent.id = row.id<ConsentId>(0);
    consent.at = row.instant(1);
    consent.purpose = row.text(2);
    consent.channel = row.maybe_text(3);
    consent.text_id = row.text(4);
    consent.text_version = row.integer(5);
    consent.wording = row.text(6);
    consent.given = row.boolean(7);
    if (const auto form = row.id<FormId>(8)) consent.form = ConsentForm{form, row.text(9)};
    consent.exchange_for = row.maybe_text(10);
    consent.address = row.text(11);
    consent.withdrawn_at = row.maybe_instant(12);
    answer.push_back(std::move(consent));
  }
  return answer;
}

bool is_hour(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return (text[0] - '0') * 10 + (text[1] - '0') < 24 && text[3] < '6';
}

void check(const Preferences& preferences) {
  if (!preferences.preferred_hours) return;
  if (!is_hour(preferences.preferred_hours->from)) throw Problem{"hour_invalid", "/preferred_hours/from"};
  if (!is_hour(preferences.preferred_hours->to)) throw Problem{"hour_invalid", "/preferred_hours/to"};
}

}  // namespace

void add_routes(http::RouteTable& routes, db::Database& database) {
  routes.push_back(http::route<Nothing, http::List<Consent>>(
      Method::get, "/api/v1/leads/{id}/consents", "leads:read",
      "What the person was asked, in which words, and what the answer was.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(),
                             [&](db::Work& work) { return http::List<Consent>{list(work, call.id<LeadId>("id"))}; });
      }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::post, "/api/v1/leads/{id}/consents/{consent}/withdrawal", "leads:write", "Ends a consent from now on.",
      [&database](const Call& call, const Nothing&) {
        database.write(call.scope(),
                       [&](db::Work& work) { withdraw(work, call.id<LeadId>("id"), call.id<ConsentId>("consent")); });
        return Nothing{};
      }));
  routes.push_back(http::route<Preferences, http::Tagged<leads::ShownLead>>(
      Method::put, "/api/v1/leads/{id}/contact-preferences", "leads:write",
      "By which channels the person does not want to be reached, and at which hours he does (If-Match, when it is "
      "told).",
      [&database](const Call& call, const Preferences& body) {
        check(body);
        return database.write(call.scope(), [&](db::Work& work) {
          const auto lead = call.id<LeadId>("id");
          if (!call.request.header("if-match").empty())
            http::require_match(call.request, leads::load(work, lead).version);
          leads::set_contact_preferences(work, lead, body.do_not_contact, body.preferred_hours);
          auto changed = leads::card(work, lead);
          const auto version = changed.version;
          return http::Tagged<leads::ShownLead>{std::move(changed), version};
        });
      }));
}

}  // namespace sarnakh::consent
