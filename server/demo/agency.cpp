#include "demo/trade.hpp"

namespace sarnakh::demo {

Trade agency() {
  Trade trade;
  trade.language = Language::en;
  trade.name = "Harbour & Hill Estates";
  trade.zone = "Europe/London";
  trade.region = "GB";
  trade.currency = "GBP";
  trade.site = "https://harbourhill.example";
  trade.email_domain = "example.org";
  trade.colleagues = {{"Emma Clarke", "emma@harbourhill.example", "owner", "all", ""},
                      {"Daniel Hughes", "daniel@harbourhill.example", "marketer", "all", "Marketing"},
                      {"Priya Shah", "priya@harbourhill.example", "seller", "team", "Sales"},
                      {"Tom Baker", "tom@harbourhill.example", "seller", "own", "Sales"},
                      {"Grace Evans", "grace@harbourhill.example", "seller", "own", "Lettings"},
                      {"Oliver Reid", "oliver@harbourhill.example", "analyst", "all", "Marketing"}};
  trade.first_names = {
      {"Olivia", "olivia"}, {"James", "james"},       {"Amelia", "amelia"},       {"Harry", "harry"},
      {"Sophie", "sophie"}, {"Jack", "jack"},         {"Charlotte", "charlotte"}, {"Thomas", "thomas"},
      {"Emily", "emily"},   {"William", "william"},   {"Hannah", "hannah"},       {"Samuel", "samuel"},
      {"Chloe", "chloe"},   {"Joseph", "joseph"},     {"Lucy", "lucy"},           {"Benjamin", "benjamin"},
      {"Alice", "alice"},   {"Daniel", "daniel"},     {"Zara", "zara"},           {"Adam", "adam"},
      {"Aisha", "aisha"},   {"Mohammed", "mohammed"}, {"Priyanka", "priyanka"},   {"Arjun", "arjun"},
      {"Megan", "megan"},   {"Rhys", "rhys"},         {"Fiona", "fiona"},         {"Callum", "callum"},
      {"Isla", "isla"},     {"Ewan", "ewan"},         {"Nicole", "nicole"},       {"Peter", "peter"},
      {"Rachel", "rachel"}, {"Simon", "simon"},       {"Laura", "laura"},         {"Martin", "martin"}};
  trade.last_names = {
      {"Smith", "smith"},       {"Jones", "jones"},         {"Taylor", "taylor"},   {"Brown", "brown"},
      {"Williams", "williams"}, {"Wilson", "wilson"},       {"Johnson", "johnson"}, {"Davies", "davies"},
      {"Patel", "patel"},       {"Robinson", "robinson"},   {"Wright", "wright"},   {"Thompson", "thompson"},
      {"Evans", "evans"},       {"Walker", "walker"},       {"White", "white"},     {"Roberts", "roberts"},
      {"Green", "green"},       {"Hall", "hall"},           {"Wood", "wood"},       {"Jackson", "jackson"},
      {"Clarke", "clarke"},     {"Khan", "khan"},           {"Lewis", "lewis"},     {"Harris", "harris"},
      {"Cooper", "cooper"},     {"King", "king"},           {"Baker", "baker"},     {"Turner", "turner"},
      {"Morris", "morris"},     {"Hughes", "hughes"},       {"Edwards", "edwards"}, {"Murphy", "murphy"},
      {"O'Brien", "obrien"},    {"MacDonald", "macdonald"}, {"Singh", "singh"},     {"Begum", "begum"}};
  trade.phone_prefixes = {"07400", "07410", "07710", "07810", "07950"};
  trade.phone_digits = 6;
  trade.places = {"Bristol", "Clifton",    "Bedminster", "Bath",    "Southville",
                  "Redland", "Portishead", "Keynsham",   "Cardiff", "London"};
  trade.products = {{"Two-bedroom flat", "/flats/two-bedroom", "Two-bedroom flats", 220'000, 420'000},
                    {"One-bedroom flat", "/flats/one-bedroom", "One-bedroom flats", 160'000, 290'000},
                    {"Terraced house", "/houses/terraced", "Terraced houses", 300'000, 560'000},
                    {"Semi-detached house", "/houses/semi-detached", "Semi-detached houses", 380'000, 720'000},
                    {"Detached house", "/houses/detached", "Detached houses", 520'000, 1'200'000},
                    {"Valuation", "/valuation", "What is my home worth?", 0, 0},
                    {"Letting", "/lettings", "Homes to let", 900, 2'600},
                    {"New build", "/new-builds/harbour-quay", "Harbour Quay: new homes", 260'000, 650'000}};
  trade.articles = {{"/guides/first-time-buyer", "A guide for first-time buyers"},
                    {"/guides/stamp-duty", "Stamp duty in plain words"},
                    {"/guides/moving-day", "A list for the day you move"},
                    {"/guides/landlords", "What every new landlord should know"}};
  trade.roads = {
      {Way::site, 18, 1.1, "utm_source=google&utm_medium=cpc&utm_campaign=flats-bristol&gclid=EAIaIQ",
       "https://www.google.com/"},
      {Way::site, 21, 1.2, "", "https://www.google.com/"},
      {Way::site, 13, 0.7, "utm_source=facebook&utm_medium=paid&utm_campaign=harbour-quay&fbclid=IwAR2",
       "https://l.facebook.com/"},
      {Way::site, 6, 0.8, "utm_source=instagram&utm_medium=story&utm_campaign=open-house", "https://l.instagram.com/"},
      {Way::site, 6, 1, "utm_source=newsletter&utm_medium=email&utm_campaign=new-this-week", ""},
      {Way::site, 4, 0.9, "", "https://www.bing.com/"},
      {Way::site, 6, 1, "", ""},
      {Way::newsletter, 6, 0.3, "", "https://www.google.com/"},
      {Way::call, 8, 1.6, "", "", "referral", "Friend of a client"},
      {Way::call, 7, 1.3, "", "", "direct", "Telephone"},
      {Way::follow, 6, 0, "", "", "social_own", "Instagram"},
      {Way::list, 2.5, 0.7},
      {Way::site, 5, 0.9, "", "https://l.instagram.com/", "", "", "Link in our Instagram profile"},
      {Way::site, 30, 0.9, "", "https://l.instagram.com/", "", "", "Story: open house at Harbour Quay", 33, 36},
      {Way::site, 5, 1.5, "", "", "", "", "For-sale boards"},
      {Way::site, 26, 1.1, "", "", "", "", "Letter to landlords", 66, 72},
      {Way::site, 6, 1.1, "", "https://gazette.example/", "", "", "Harbour Gazette, property page", 15, 45},
      {Way::site, 6, 0.6, "", "https://commuter.example/", "", "", "Commuter app banner", 55, 85},
      {Way::stand, 150, 1.2, "", "", "", "", "Bristol Home Show", 49, 51}};
  trade.links = {{"post", "Link in our Instagram profile", "/", "social_own", "instagram", "social", "bio"},
                 {"story", "Story: open house at Harbour Quay", "/new-builds/harbour-quay", "social_own", "instagram",
                  "story", "open-house"},
                 {"poster", "For-sale boards", "", "referral", "board", "qr", "for-sale"},
                 {"message", "Letter to landlords", "/lettings", "referral", "letter", "qr", "landlords"},
                 {"stand", "Bristol Home Show", "", "event", "", "", ""}};
  trade.advertisements = {
      {"Harbour Gazette",
       "https://gazette.example/property",
       "Families within ten miles of the harbour",
       5,
       "They look for what we sell, where we sell it",
       15,
       45,
       {"other", "Harbour Gazette, property page", "/houses/terraced", "banner", "gazette", "banner", "terraced"}},
      {"Commuter app",
       "https://commuter.example/",
       "Commuters between Bath and Bristol",
       2,
       "Many eyes, few of them moving house",
       55,
       85,
       {"other", "Commuter app banner", "/flats/one-bedroom", "banner", "commuter", "banner", "flats"}}};
  trade.week = {1.2, 0.8, 1.15, 1.05, 1.0, 1.0, 0.95};
  trade.main_form = "Book a viewing";
  trade.contact_form = "Ask us";
  trade.newsletter_form = "New this week";
  trade.needs = {"We have to be out of our place by the end of January.",
                 "Is there parking, and how far is the station?",
                 "First-time buyers with a mortgage in principle.",
                 "Could we see it on Saturday morning?",
                 "Looking for a garden, ideally facing south.",
                 "We would like a second viewing with my parents.",
                 "Do you take pets?",
                 "My mother wants to move closer to us, ground floor only.",
                 "What did the last one in this street sell for?",
                 "I am moving from abroad and can only do video calls."};
  trade.first_notes = {"Called, keen; wants to see two more in the area.",
                       "No answer, left a message.",
                       "Mortgage in principle is there, up to the asking price.",
                       "Booked a viewing for Saturday at eleven.",
                       "Wants the floor plan first; sent it.",
                       "Has a house to sell; offered a valuation.",
                       "Line was busy, trying again after five."};
  trade.later_notes = {"Viewed it, likes the kitchen, not the stairs.",
                       "Second viewing with the parents on Thursday.",
                       "Offer 3% below asking; passed on to the vendor.",
                       "Solicitor's details are in.",
                       "Asked about the service charge; sent the last two years.",
                       "Moved the viewing to next week."};
  trade.won_notes = {"Offer accepted, memorandum of sale sent.", "Signed the agency agreement.",
                     "Deposit for the tenancy paid."};
  trade.lost_reasons = {"Bought elsewhere", "Over budget", "Staying where they are", "Chain broke"};
  trade.refused_reasons = {"Asked us not to call again", "Only looking"};
  trade.junk_reasons = {"Wrong number", "Advertising", "Joke"};
  trade.timings = {"As soon as possible", "Within three months", "By spring", "No hurry"};
  trade.list_name = "Bristol home show.csv";
  trade.list_head = "full name,mobile,city,product";
  trade.spam_names = {"SEO Master", "Backlink Pro", "Crypto Gains", "Loan Today"};
  trade.spam_texts = {"Best backlinks for your site! http://spam.example",
                      "Double your coins today http://coins.example",
                      "We can rank your agency number one http://seo.example"};
  trade.field_key = "position";
  trade.field_fa = "وضعیت خریدار";
  trade.field_en = "Position";
  trade.field_choices = {{"first_time", "خریدار نخستین", "First-time buyer"},
                         {"to_sell", "خانه‌ای برای فروش دارد", "Has a home to sell"},
                         {"cash", "نقدی", "Cash buyer"},
                         {"landlord", "مالک", "Landlord"}};
  return trade;
}

}  // namespace sarnakh::demo
