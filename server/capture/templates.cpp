#include "capture/templates.hpp"

#include <algorithm>

#include "foundations/basics/problem.hpp"

namespace sarnakh::capture {

namespace {

FormField field(std::string id, FieldKind kind, json::LocalText label, bool required = false) {
  FormField made;
  made.id = std::move(id);
  made.kind = kind;
  made.label = std::move(label);
  made.required = required;
  return made;
}

FormField name_field() { return field("name", FieldKind::name, {"نام و نام خانوادگی", "Full name"}, true); }
FormField phone_field(bool required) { return field("phone", FieldKind::phone, {"شمارهٔ تماس", "Phone"}, required); }
FormField email_field(bool required) { return field("email", FieldKind::email, {"ایمیل", "E-mail"}, required); }

FormField mapped(FormField made, std::string target) {
  made.maps_to = std::move(target);
  return made;
}

ConsentBox contact_consent() {
  ConsentBox box;
  box.id = "contact";
  box.text = {"می‌پذیرم که برای پاسخ به این درخواست با من تماس بگیرید.",
              "I agree that you contact me about this request."};
  box.required = true;
  return box;
}

ConsentBox newsletter_consent(bool required) {
  ConsentBox box;
  box.id = "newsletter";
  box.purpose = "newsletter";
  box.channel = leads::Channel::mail;
  box.text = {"می‌خواهم خبرنامه را با ایمیل دریافت کنم.",
              "I want to receive the newsletter by e-mail."};
  box.required = required;
  return box;
}

FormContent contact() {
  FormContent content;
  content.title = {"تماس با ما", "Contact us"};
  content.steps = {{{},
                    {name_field(), phone_field(true), email_field(false),
                     mapped(field("message", FieldKind::long_text, {"پیام شما", "Your message"}), "needs")}}};
  content.consents = {contact_consent()};
  return content;
}

FormContent consultation() {
  FormContent content;
  content.title = {"درخواست مشاوره", "Request a consultation"};
  content.introduction = {
      "دو گام کوتاه؛ کارشناس ما در ساعت دلخواهتان تماس می‌گیرد.",
      "Two short steps; our expert calls you at the hour you like."};
  auto hour = field("hour", FieldKind::choice, {"چه ساعتی تماس بگیریم؟", "When may we call?"});
  hour.choices = {
      {"morning", {"صبح", "Morning"}}, {"afternoon", {"بعدازظهر", "Afternoon"}}, {"evening", {"عصر", "Evening"}}};
  content.steps = {
      {{"چه می‌خواهید؟", "What do you need?"},
       {mapped(field("topic", FieldKind::text, {"موضوع مشاوره", "Topic"}, true), "product"),
        mapped(field("details", FieldKind::long_text, {"توضیح", "Details"}), "needs")}},
      {{"چگونه با شما تماس بگیریم؟", "How do we reach you?"}, {name_field(), phone_field(true), std::move(hour)}}};
  content.consents = {contact_consent()};
  return content;
}

FormContent newsletter() {
  FormContent content;
  content.title = {"خبرنامه", "Newsletter"};
  content.button = {"عضو شو", "Subscribe"};
  content.steps = {{{}, {email_field(true)}}};
  content.consents = {newsletter_consent(true)};
  content.settings.purpose = leads::Purpose::content_reader;
  return content;
}

FormContent event() {
  FormContent content;
  content.title = {"ثبت‌نام رویداد", "Event registration"};
  content.steps = {{{},
                    {name_field(), phone_field(true), email_field(false),
                     field("organisation", FieldKind::organisation, {"سازمان", "Organisation"}),
                     field("job_title", FieldKind::job_title, {"سمت", "Job title"})}}};
  content.consents = {contact_consent(), newsletter_consent(false)};
  content.settings.purpose = leads::Purpose::event_visitor;
  return content;
}

}  // namespace

const std::vector<std::string_view>& form_templates() {
  static const std::vector<std::string_view> names{"contact", "consultation", "newsletter", "event"};
  return names;
}

FormContent content_of_template(std::string_view name, Language default_language) {
  FormContent content;
  if (name == "contact")
    content = contact();
  else if (name == "consultation")
    content = consultation();
  else if (name == "newsletter")
    content = newsletter();
  else if (name == "event")
    content = event();
  else
    throw Problem{"unknown_choice", "/template", {{"choices", "contact, consultation, newsletter, event"}}};
  content.default_language = name_of(default_language);
  return content;
}

}  // namespace sarnakh::capture
