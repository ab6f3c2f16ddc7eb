#pragma once

// Meta's lead ads (Facebook, Instagram): their webhook brings the number of a lead alone, and the person is asked of
// the Graph API. What the two say, and how the question is put: decisions over values. The formats are those of Meta's
// documents on webhooks for lead ads and on retrieving leads.

#include <string>
#include <string_view>
#include <vector>

#include "foundations/basics/expected.hpp"
#include "foundations/json/describe.hpp"
#include "foundations/json/value.hpp"
#include "foundations/outbound/client.hpp"
#include "intake/senders.hpp"

namespace sarnakh::intake {

// One lead that a message tells of.
struct MetaNotice {
  std::string lead;  // its number at Meta; "" for what is no number
  std::string body;  // the JSON of what was told of it
};
// Of a body {"object":"page","entry":[{"changes":[{"field":"leadgen","value":{"leadgen_id":…}}]}]}; none for what tells
// of something else.
std::vector<MetaNotice> told_leads(const json::Value& payload);
// The lead's number in what was kept of a notice; "" when an erasure has blanked it.
std::string lead_of_notice(std::string_view body);

// Why Meta gave no lead.
enum class MetaFailure {
  not_connected,       // no token of the page is known yet
  unreachable,         // no answer
  token_refused,       // it has ended, or never was one
  permission_missing,  // the token may not read leads
  lead_gone,           // Meta knows no such lead (any more)
  too_many,            // it asks us to come later
  answered_oddly,
};

// All that Meta knows of a lead, or what a token without rights on the advertisements may read.
enum class MetaDetail { all, basic };
struct MetaAccess {
  std::string graph_url;  // https://graph.facebook.com/v23.0
  std::string app_secret, page_token;
};
// The token goes in a header, so that it stands in no log of a proxy, with the proof that we know the app's secret.
outbound::Request question(const MetaAccess& access, std::string_view lead, MetaDetail detail);
// Asks Meta to tell the app of the page's leads.
outbound::Request subscription(const MetaAccess& access);
bool says_subscribed(const outbound::Answer& answer);
// The JSON of the lead.
Expected<std::string, MetaFailure> lead_of_answer(const outbound::Answer& answer);

Reading read_meta(const json::Value& lead);

}  // namespace sarnakh::intake

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<intake::MetaFailure> = std::to_array<std::string_view>(
    {"not_connected", "unreachable", "token_refused", "permission_missing", "lead_gone", "too_many", "answered_oddly"});
}  // namespace sarnakh::json
