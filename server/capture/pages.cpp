#include "capture/pages.hpp"

#include <algorithm>

#include "capture/form_rules.hpp"
#include "capture/page_words.hpp"
#include "capture/tokens.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/markup.hpp"

namespace sarnakh::capture {

namespace {

using text::html_escape;

std::string number_text(std::size_t number, Language language) {
  const auto plain = std::to_string(number);
  return language == Language::fa ? text::persian_digits(plain) : plain;
}

std::string with_places(std::string text, std::initializer_list<std::pair<std::string_view, std::string>> places) {
  for (const auto& [name, value] : places) {
    const auto mark = "{" + std::string(name) + "}";
    if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), value);
  }
  return text;
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + html_escape(value) + "\"";
}

std::string hidden(std::string_view name, std::string_view value) {
  return "<input type=\"hidden\"" + attribute("name", name) + attribute("value", value) + ">";
}

http::Answer page(int status, Language language, const std::string& title, const std::string& inside) {
  std::string out = "<!doctype html>\n<html";
  out += attribute("lang", name_of(language)) + attribute("dir", language == Language::fa ? "rtl" : "ltr");
  out += "><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
  out += "<meta name=\"robots\" content=\"noindex\"><title>" + html_escape(title) + "</title>";
  out +=
      "<link rel=\"stylesheet\" href=\"/f/style.css\"></head><body class=\"sarnakh-page\"><main class=\"sarnakh "
      "sarnakh-card\"";
  out += attribute("dir", language == Language::fa ? "rtl" : "ltr") + ">" + inside + "</main></body></html>\n";
  auto answer = http::html(status, std::move(out));
  answer.with("Cache-Control", "no-store");
  answer.with("Content-Security-Policy",
              "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
              "form-action 'self' https:; frame-ancestors 'self'; base-uri 'none'");
  return answer;
}

// The fields of one step. Each knows its fault and its hint by id, so that a screen reader says them.
class StepWriter {
 public:
  StepWriter(const FormContent& content, const PageState& state, const Sentence& sentence)
      : content_(content), state_(state), sentence_(sentence), language_(state.language) {}

  std::string summary() const {
    if (state_.faults.empty()) return "";
    std::string out =
        "<div class=\"summary\" role=\"alert\"><p>" + std::string(word(Word::mend, language_)) + "</p><ul>";
    for (const auto& fault : state_.faults) {
      const auto id = id_of(fault);
      out += "<li><a href=\"#" + html_escape(id) + "\">" + html_escape(label_of(id)) +
             "</a>: " + html_escape(sentence_(fault.code, language_, fault.values)) + "</li>";
    }
    return out + "</ul></div>";
  }

  std::string field(const FormField& field) const {
    const bool group = field.kind == FieldKind::multi_choice || field.kind == FieldKind::yes_no ||
                       (field.kind == FieldKind::choice && field.choices.size() <= 6);
    const auto label = html_escape(field.label.in(language_)) + required_mark(field.required);
    if (group)
      return "<fieldset" + attribute("id", field.id) + described(field) + "><legend>" + label + "</legend>" +
             hint(field) + options(field) + error(field.id) + "</fieldset>";
    return "<div class=\"field\"><label" + attribute("for", field.id) + ">" + label + "</label>" + hint(field) +
           control(field) + error(field.id) + "</div>";
  }

  std::string consent(const ConsentBox& box) const {
    const auto name = "consent:" + box.id;
    return "<div class=\"field\"><label class=\"choice\"><input type=\"checkbox\" value=\"yes\"" +
           attribute("id", name) + attribute("name", name) + (is_ticked(state_.answers, box) ? " checked" : "") +
           (box.required ? " required" : "") + described_by(name, false) + "><span>" +
           html_escape(box.text.in(language_)) + required_mark(box.required) + "</span></label>" + error(name) +
           "</div>";
  }

 private:
  static std::string id_of(const FieldFault& fault) {
    return fault.pointer.substr(std::string_view("/answers/").size());
  }

  std::string label_of(const std::string& id) const {
    for (const auto& step : content_.steps)
      for (const auto& field : step.questions)
        if (field.id == id) return field.label.in(language_);
    for (const auto& box : content_.consents)
      if ("consent:" + box.id == id) return box.text.in(language_);
    return id;
  }

  const FieldFault* fault_of(const std::string& id) const {
    for (const auto& fault : state_.faults)
      if (id_of(fault) == id) return &fault;
    return nullptr;
  }

  std::string required_mark(bool required) const {
    return required ? " <span class=\"required\"" + attribute("title", word(Word::required, language_)) + ">*</span>"
                    : "";
  }

  std::string hint_text(const FormField& field) const {
    const auto& own = field.hint.in(language_);
    return own.empty() && field.kind == FieldKind::date ? std::string(word(Word::date_hint, language_)) : own;
  }
  std::string hint(const FormField& field) const {
    const auto text = hint_text(field);
    return text.empty() ? ""
                        : "<p class=\"hint\"" + attribute("id", field.id + "-hint") + ">" + html_escape(text) + "</p>";
  }
  std::string error(const std::string& id) const {
    const auto* fault = fault_of(id);
    if (fault == nullptr) return "";
    return "<p class=\"error\"" + attribute("id", id + "-error") + ">" +
           html_escape(sentence_(fault->code, language_, fault->values)) + "</p>";
  }
  std::string described_by(const std::string& id, bool has_hint) const {
    std::string ids = has_hint ? id + "-hint" : "";
    const bool wrong = fault_of(id) != nullptr;
    if (wrong) ids += (ids.empty() ? "" : " ") + id + "-error";
    return (ids.empty() ? "" : attribute("aria-describedby", ids)) + (wrong ? " aria-invalid=\"true\"" : "");
  }
  std::string described(const FormField& field) const { return described_by(field.id, !hint_text(field).empty()); }

  std::string control(const FormField& field) const {
    const auto common = attribute("id", field.id) + attribute("name", field.id) + (field.required ? " required" : "") +
                        described(field);
    const auto value = answer(state_.answers, field.id);
    if (field.kind == FieldKind::long_text)
      return "<textarea dir=\"auto\" maxlength=\"10000\"" + common + ">" + html_escape(value) + "</textarea>";
    if (field.kind == FieldKind::choice) {
      auto out = "<select" + common + "><option value=\"\">" + std::string(word(Word::choose, language_)) + "</option>";
      for (const auto& choice : field.choices)
        out += "<option" + attribute("value", choice.key) + (choice.key == value ? " selected" : "") + ">" +
               html_escape(choice.label.in(language_)) + "</option>";
      return out + "</select>";
    }
    return "<input" + input_kind(field) + " maxlength=\"500\"" + attribute("value", value) + common + ">";
  }

  static std::string input_kind(const FormField& field) {
    switch (field.kind) {
      case FieldKind::phone:
        return " type=\"tel\" dir=\"ltr\" autocomplete=\"tel\" inputmode=\"tel\"";
      case FieldKind::email:
        return " type=\"text\" dir=\"ltr\" autocomplete=\"email\" inputmode=\"email\"";
      case FieldKind::link:
        return " type=\"text\" dir=\"ltr\" inputmode=\"url\"";
      case FieldKind::handle:
        return " type=\"text\" dir=\"ltr\"";
      case FieldKind::number:
      case FieldKind::budget:
        return " type=\"text\" dir=\"ltr\" inputmode=\"numeric\"";
      case FieldKind::date:
        return " type=\"text\" dir=\"ltr\"";
      case FieldKind::name:
        return " type=\"text\" dir=\"auto\" autocomplete=\"name\"";
      case FieldKind::first_name:
        return " type=\"text\" dir=\"auto\" autocomplete=\"given-name\"";
      case FieldKind::last_name:
        return " type=\"text\" dir=\"auto\" autocomplete=\"family-name\"";
      case FieldKind::organisation:
        return " type=\"text\" dir=\"auto\" autocomplete=\"organization\"";
      case FieldKind::job_title:
        return " type=\"text\" dir=\"auto\" autocomplete=\"organization-title\"";
      default:
        return " type=\"text\" dir=\"auto\"";
    }
  }

  std::string options(const FormField& field) const {
    const auto given = answers_of(state_.answers, field.id);
    const bool many = field.kind == FieldKind::multi_choice;
    std::string out;
    const auto option = [&](std::string_view key, const std::string& label) {
      const bool chosen = std::find(given.begin(), given.end(), key) != given.end();
      out += "<label class=\"choice\"><input" + attribute("type", many ? "checkbox" : "radio") +
             attribute("name", field.id) + attribute("value", key) + (chosen ? " checked" : "") +
             (field.required && !many ? " required" : "") + "><span>" + html_escape(label) + "</span></label>";
    };
    for (const auto& choice : field.choices) option(choice.key, choice.label.in(language_));
    if (field.kind == FieldKind::yes_no) {
      option("yes", std::string(word(Word::yes, language_)));
      option("no", std::string(word(Word::no, language_)));
    }
    return out;
  }

  const FormContent& content_;
  const PageState& state_;
  const Sentence& sentence_;
  Language language_;
};

bool speaks_both(const FormContent& content) { return !content.title.fa.empty() && !content.title.en.empty(); }

std::string progress_line(const FormContent& content, const PageState& state) {
  const auto steps = content.steps.size();
  if (steps == 1) return "";
  return "<p class=\"steps\">" +
         with_places(
             std::string(word(Word::step_of, state.language)),
             {{"step", number_text(state.step + 1, state.language)}, {"steps", number_text(steps, state.language)}}) +
         "</p><progress" + attribute("max", std::to_string(steps)) +
         attribute("value", std::to_string(state.step + 1)) +
         attribute("aria-label", content.title.in(state.language)) + "></progress>";
}

std::string buttons(const FormContent& content, const PageState& state, bool is_last) {
  auto send = content.button.in(state.language);
  if (send.empty()) send = word(Word::send, state.language);
  const auto label = is_last ? send : std::string(word(Word::next, state.language));
  std::string out =
      "<div class=\"actions\"><button" + std::string(state.preview ? " type=\"button\"" : " type=\"submit\"") +
      (is_last && content.settings.proof_of_work ? " data-proof" : "") + ">" + html_escape(label) + "</button>";
  if (state.step > 0)
    out += "<button class=\"quiet\" type=\"submit\" name=\"_go\" value=\"back\">" +
           std::string(word(Word::back, state.language)) + "</button>";
  return out + "</div>";
}

}  // namespace

http::Answer form_page(int status, const FormContent& content, const std::string& public_id, const PageState& state,
                       const Sentence& sentence) {
  const StepWriter writer{content, state, sentence};
  const auto& step = content.steps.at(state.step);
  const bool is_last = state.step + 1 == content.steps.size();
  const auto title = content.title.in(state.language);

  std::string out = "<h1>" + html_escape(title) + "</h1>";
  if (state.step == 0 && !content.introduction.empty())
    out += "<p class=\"lead\">" + html_escape(content.introduction.in(state.language)) + "</p>";
  out += progress_line(content, state) + writer.summary();
  if (!step.title.empty()) out += "<h2>" + html_escape(step.title.in(state.language)) + "</h2>";
  // What is missing is said by the form, in its own language; a browser would say it in the browser's.
  out += "<form method=\"post\" accept-charset=\"utf-8\" novalidate" + attribute("action", "/f/" + public_id) + ">";
  out += hidden("_token", state.token) + hidden("_step", std::to_string(state.step)) +
         hidden("_language", name_of(state.language)) + hidden("_page", state.landing_page) +
         hidden("_referrer", state.referrer);
  for (const auto& field : step.questions) out += writer.field(field);
  if (is_last)
    for (const auto& box : content.consents) out += writer.consent(box);
  out += "<div class=\"trap\" aria-hidden=\"true\"><label>" + std::string(word(Word::leave_empty, state.language)) +
         "<input type=\"text\" name=\"_website\" tabindex=\"-1\" autocomplete=\"off\"></label></div>";
  if (is_last && content.settings.proof_of_work && !state.preview)
    out += "<input type=\"hidden\" name=\"_proof\"" + attribute("data-token", state.token) +
           attribute("data-bits", std::to_string(proof_bits)) + ">";
  out += buttons(content, state, is_last) + "</form>";
  if (speaks_both(content) && state.step == 0 && !state.preview) {
    const auto other = state.language == Language::fa ? Language::en : Language::fa;
    out += "<p class=\"languages\"><a" + attribute("href", "/f/" + public_id + "?lang=" + std::string(name_of(other))) +
           attribute("hreflang", name_of(other)) + attribute("lang", name_of(other)) + ">" +
           std::string(word(Word::other_language, state.language)) + "</a></p>";
  }
  if (content.settings.proof_of_work && is_last && !state.preview) out += "<script src=\"/f/proof.js\"></script>";
  return page(status, state.language, title, out);
}

std::string questions(const FormContent& content, Language language) {
  PageState state;
  state.language = language;
  const StepWriter writer{content, state, {}};
  std::string out;
  for (const auto& step : content.steps) {
    if (!step.title.empty()) out += "<h2>" + html_escape(step.title.in(language)) + "</h2>";
    for (const auto& field : step.questions) out += writer.field(field);
  }
  for (const auto& box : content.consents) out += writer.consent(box);
  return out;
}

http::Answer thanks_page(const FormContent& content, Language language) {
  auto message = content.thanks.message.in(language);
  if (message.empty()) message = word(Word::thanks, language);
  return page(200, language, content.title.in(language),
              "<h1>" + std::string(word(Word::thanks_title, language)) + "</h1><p class=\"lead\" role=\"status\">" +
                  html_escape(message) + "</p>");
}

http::Answer closed_page(Language language) {
  const auto title = std::string(word(Word::closed_title, language));
  return page(404, language, title,
              "<h1>" + title + "</h1><p class=\"lead\">" + std::string(word(Word::closed, language)) + "</p>");
}

}  // namespace sarnakh::capture
