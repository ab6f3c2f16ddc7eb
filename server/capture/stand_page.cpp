#include "capture/stand_page.hpp"

#include "capture/pages.hpp"
#include "foundations/json/value.hpp"
#include "foundations/text/markup.hpp"

namespace sarnakh::capture {

namespace {

using text::html_escape;

struct Words {
  std::string_view title, gone, who, other, who_name, save, saved, counts, online, offline, to_mend, mend, closed, keep,
      phone, other_language, nothing_stored;
};
constexpr Words persian{
    .title = "فرم غرفه",
    .gone = "این غرفه بسته است یا نشانی آن درست نیست.",
    .who = "چه کسی گفت‌وگو کرد؟",
    .other = "کس دیگر",
    .who_name = "نام او",
    .save = "ثبت",
    .saved = "ثبت شد؛ نفر بعد",
    .counts = "{waiting} در انتظار، {sent} فرستاده",
    .online = "برخط",
    .offline = "بی‌اینترنت؛ روی همین دستگاه می‌ماند",
    .to_mend = "این‌ها را باید درست کنید",
    .mend = "درست کردن",
    .closed = "این غرفه بسته است؛ آنچه مانده را در فایل ذخیره کنید.",
    .keep = "ذخیرهٔ آنچه مانده در فایل",
    .phone = "این شماره کوتاه است",
    .other_language = "English",
    .nothing_stored =
        "این مرورگر چیزی نگه نمی‌دارد؛ حالت ناشناس را ببندید."};
constexpr Words english{.title = "Stand form",
                        .gone = "This stand is closed, or its address is wrong.",
                        .who = "Who talked to the visitor?",
                        .other = "Somebody else",
                        .who_name = "His or her name",
                        .save = "Save",
                        .saved = "Saved; next, please",
                        .counts = "{waiting} waiting, {sent} sent",
                        .online = "Online",
                        .offline = "No network; it stays on this device",
                        .to_mend = "Please mend these",
                        .mend = "Mend",
                        .closed = "This stand is closed; save what is left to a file.",
                        .keep = "Save what waits to a file",
                        .phone = "This number is too short",
                        .other_language = "فارسی",
                        .nothing_stored = "This browser keeps nothing; leave private browsing."};
const Words& words_in(Language language) { return language == Language::fa ? persian : english; }

http::Answer shell(int status, Language language, const std::string& title, const std::string& inside,
                   const std::string& script) {
  const std::string direction = language == Language::fa ? "rtl" : "ltr";
  auto answer = http::html(
      status, "<!doctype html>\n<html lang=\"" + std::string(name_of(language)) + "\" dir=\"" + direction +
                  "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
                  "initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><meta name=\"referrer\" "
                  "content=\"no-referrer\"><title>" +
                  html_escape(title) +
                  "</title><link rel=\"stylesheet\" href=\"/f/style.css\"><link rel=\"stylesheet\" "
                  "href=\"/stand/stand.css\"></head><body class=\"sarnakh-page\"><main class=\"sarnakh sarnakh-card "
                  "stand\" dir=\"" +
                  direction + "\">" + inside + "</main>" + script + "</body></html>\n");
  answer.with("Cache-Control", "no-store");
  answer.with("Content-Security-Policy",
              "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; connect-src 'self'; "
              "font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'");
  return answer;
}

std::string people_of(const StandState& state, const Words& words) {
  std::string out = "<fieldset class=\"talkers\"><legend>" + html_escape(words.who) + "</legend><div>";
  const auto choice = [&out](const std::string& value, const std::string& name) {
    out += "<label class=\"choice\"><input type=\"radio\" name=\"_person\" required value=\"" + html_escape(value) +
           "\"><span>" + html_escape(name) + "</span></label>";
  };
  for (const auto& [id, name] : state.people) choice(to_string(id), name);
  choice("", std::string(words.other));
  return out + "</div><input type=\"text\" name=\"_person_name\" dir=\"auto\" maxlength=\"100\" hidden aria-label=\"" +
         html_escape(words.who_name) + "\" placeholder=\"" + html_escape(words.who_name) + "\"></fieldset>";
}

// What the script says, in the language of the page.
std::string words_for_script(const StandState& state, const Words& words) {
  json::Value said{json::Object{}};
  said.set("key", state.key);
  said.set("exhibition", state.exhibition);
  said.set("language", name_of(state.language));
  said.set("saved", words.saved);
  said.set("counts", words.counts);
  said.set("online", words.online);
  said.set("offline", words.offline);
  said.set("mend", words.mend);
  said.set("closed", words.closed);
  said.set("phone", words.phone);
  said.set("nothing_stored", words.nothing_stored);
  return "<script type=\"application/json\" id=\"stand\">" + json::write(said) +
         "</script><script src=\"/stand/stand.js\"></script>";
}

}  // namespace

http::Answer stand_page(const FormContent& content, const StandState& state) {
  const auto& words = words_in(state.language);
  const auto other = state.language == Language::fa ? Language::en : Language::fa;
  std::string out =
      "<header><div><h1>" + html_escape(state.exhibition) + "</h1><p class=\"hint\">" +
      html_escape(content.title.in(state.language)) +
      "</p></div><p class=\"counts\" role=\"status\"><b id=\"counts\"></b><span id=\"line\"></span></p></header>";
  out += "<p id=\"told\" class=\"told\" role=\"status\"></p>";
  out += "<section id=\"to-mend\" hidden><h2>" + html_escape(words.to_mend) + "</h2><ul></ul></section>";
  out += "<form autocomplete=\"off\">" + people_of(state, words) + questions(content, state.language) +
         "<div class=\"actions\"><button type=\"submit\">" + html_escape(words.save) + "</button></div></form>";
  out += "<footer><button type=\"button\" class=\"quiet\" id=\"keep\" hidden>" + html_escape(words.keep) +
         "</button><a href=\"/stand/" + html_escape(state.key) + "?lang=" + std::string(name_of(other)) +
         "\" hreflang=\"" + std::string(name_of(other)) + "\" lang=\"" + std::string(name_of(other)) + "\">" +
         html_escape(words.other_language) + "</a></footer>";
  return shell(200, state.language, state.exhibition, out, words_for_script(state, words));
}

http::Answer stand_closed_page(Language language) {
  const auto& words = words_in(language);
  return shell(404, language, std::string(words.title),
               "<h1>" + html_escape(words.title) + "</h1><p class=\"lead\">" + html_escape(words.gone) + "</p>", "");
}

}  // namespace sarnakh::capture
