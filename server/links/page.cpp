#include "links/page.hpp"

#include "foundations/text/markup.hpp"
#include "foundations/text/url.hpp"

namespace sarnakh::links {

namespace {

using text::html_escape;

struct Words {
  std::string_view leads_to, of, go, nowhere_title, nowhere;
};
constexpr Words persian{.leads_to = "این لینک به اینجا می‌رسد",
                        .of = "این لینک را «{workspace}» ساخته است.",
                        .go = "برو به این صفحه",
                        .nowhere_title = "این لینک به جایی نمی‌رسد",
                        .nowhere = "نشانی را درست ننوشته‌اید یا چنین لینکی نیست."};
constexpr Words english{.leads_to = "This link leads here",
                        .of = "Made by “{workspace}”.",
                        .go = "Go to this page",
                        .nowhere_title = "This link leads nowhere",
                        .nowhere = "The address is mistyped, or there is no such link."};
const Words& words_in(Language language) { return language == Language::fa ? persian : english; }

http::Answer page(int status, Language language, std::string_view title, const std::string& inside) {
  const std::string direction = language == Language::fa ? "rtl" : "ltr";
  auto answer = http::html(
      status, "<!doctype html>\n<html lang=\"" + std::string(name_of(language)) + "\" dir=\"" + direction +
                  "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
                  "initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>" +
                  html_escape(title) +
                  "</title><link rel=\"stylesheet\" href=\"/f/style.css\"></head><body class=\"sarnakh-page\"><main "
                  "class=\"sarnakh sarnakh-card\" dir=\"" +
                  direction + "\"><h1>" + html_escape(title) + "</h1>" + inside + "</main></body></html>\n");
  answer.with("Cache-Control", "no-store");
  answer.with("Content-Security-Policy",
              "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'");
  return answer;
}

}  // namespace

http::Answer look_page(Language language, const std::string& workspace, const std::string& title,
                       const std::string& address, const std::string& link) {
  const auto& words = words_in(language);
  const auto url = text::parse_url(address);
  std::string by{words.of};
  by.replace(by.find("{workspace}"), std::string_view("{workspace}").size(), workspace);
  std::string inside;
  if (!title.empty()) inside += "<h2>" + html_escape(title) + "</h2>";
  inside += "<p><b><bdi dir=\"ltr\">" + html_escape(url ? text::display_host(url->host) : address) + "</bdi></b></p>";
  inside += "<p class=\"hint\"><bdi dir=\"ltr\" class=\"address\">" + html_escape(address) + "</bdi></p>";
  inside += "<p><a class=\"go\" href=\"" + html_escape(link) + "\">" + html_escape(words.go) + "</a></p>";
  inside += "<p class=\"hint\">" + html_escape(by) + "</p>";
  return page(200, language, words.leads_to, inside);
}

http::Answer nowhere_page(Language language) {
  const auto& words = words_in(language);
  return page(404, language, words.nowhere_title, "<p class=\"lead\">" + html_escape(words.nowhere) + "</p>");
}

}  // namespace sarnakh::links
