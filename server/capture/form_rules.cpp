#include "capture/form_rules.hpp"

#include <algorithm>
#include <set>

#include "foundations/text/fold.hpp"
#include "foundations/text/url.hpp"
#include "foundations/text/utf8.hpp"
#include "leads/custom_names.hpp"

namespace sarnakh::capture {

namespace {

constexpr std::size_t most_fields = 100;

bool is_id(std::string_view id) {
  return !id.empty() && id.front() != '_' && std::all_of(id.begin(), id.end(), [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
  });
}

bool has_choices(FieldKind kind) { return kind == FieldKind::choice || kind == FieldKind::multi_choice; }

std::size_t longest_answer(FieldKind kind) { return kind == FieldKind::long_text ? 10'000 : 500; }

void check_field(const FormField& field, const std::string& at, std::set<std::string>& ids,
                 std::vector<FieldFault>& faults) {
  if (!is_id(field.id)) faults.push_back({"form_id_malformed", at + "/id"});
  if (!ids.insert(field.id).second) faults.push_back({"key_taken", at + "/id"});
  if (field.label.empty()) faults.push_back({"label_required", at + "/label"});
  if (has_choices(field.kind) && field.choices.empty()) faults.push_back({"choices_required", at + "/choices"});
  if (field.kind == FieldKind::handle && !field.network) faults.push_back({"required", at + "/network"});
  std::set<std::string> keys;
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    const auto place = at + "/choices/" + std::to_string(i);
    if (!keys.insert(field.choices[i].key).second) faults.push_back({"key_taken", place + "/key"});
    if (field.choices[i].label.empty()) faults.push_back({"label_required", place + "/label"});
  }
}

// What the kind fills when the builder says nothing.
std::string target_of(const FormField& field) {
  if (!field.maps_to.empty()) return field.maps_to;
  switch (field.kind) {
    case FieldKind::name:
      return "full_name";
    case FieldKind::first_name:
      return "first_name";
    case FieldKind::last_name:
      return "last_name";
    case FieldKind::phone:
      return "phone";
    case FieldKind::email:
      return "email";
    case FieldKind::organisation:
      return "organisation";
    case FieldKind::job_title:
      return "job_title";
    case FieldKind::budget:
      return "budget";
    case FieldKind::handle:
      return "handle:" + std::string(json::name_of_enum(*field.network));
    default:
      return "";
  }
}

bool is_choice(const FormField& field, std::string_view value) {
  return std::any_of(field.choices.begin(), field.choices.end(),
                     [&](const FormChoice& choice) { return choice.key == value; });
}

// The problem code of one answer, or nothing.
std::optional<std::string> fault_of(const FormField& field, std::string_view value, const text::PhoneHome& home) {
  if (has_choices(field.kind))
    return is_choice(field, value) ? std::nullopt : std::optional<std::string>("choice_unknown");
  if (field.kind == FieldKind::yes_no)
    return value == "yes" || value == "no" ? std::nullopt : std::optional<std::string>("yes_no_invalid");
  if (field.kind == FieldKind::link) {
    const auto url = text::parse_url(value);
    return url ? std::nullopt : std::optional<std::string>("link_invalid");
  }
  // The rest is judged by what it fills: the same reading as everywhere else.
  leads::Draft draft;
  std::string target = target_of(field);
  if (field.kind == FieldKind::date) target = "created_at";
  if (field.kind == FieldKind::number) target = "budget";
  if (target.empty() || leads::key_of_custom_target(target)) return std::nullopt;
  return leads::fill(draft, target, value, home);
}

std::string shown(const FormField& field, std::string_view value, Language language) {
  for (const auto& choice : field.choices)
    if (choice.key == value) return choice.label.in(language);
  if (field.kind == FieldKind::yes_no)
    return language == Language::fa ? (value == "yes" ? "بله" : "نه") : (value == "yes" ? "yes" : "no");
  return std::string(value);
}

}  // namespace

std::vector<FieldFault> faults_of(const FormContent& content) {
  std::vector<FieldFault> faults;
  if (content.title.empty()) faults.push_back({"label_required", "/title"});
  if (content.default_language != "fa" && content.default_language != "en")
    faults.push_back({"unknown_choice", "/default_language", {{"choices", "fa, en"}}});
  std::set<std::string> ids;
  std::size_t count = 0;
  for (std::size_t s = 0; s < content.steps.size(); ++s) {
    const auto at = "/steps/" + std::to_string(s) + "/fields";
    if (content.steps[s].questions.empty()) faults.push_back({"required", at});
    for (std::size_t f = 0; f < content.steps[s].questions.size(); ++f, ++count)
      check_field(content.steps[s].questions[f], at + "/" + std::to_string(f), ids, faults);
  }
  if (count > most_fields) faults.push_back({"too_many", "/steps", {{"most", std::to_string(most_fields)}}});
  for (std::size_t i = 0; i < content.consents.size(); ++i) {
    const auto at = "/consents/" + std::to_string(i);
    if (!is_id(content.consents[i].id)) faults.push_back({"form_id_malformed", at + "/id"});
    if (!ids.insert("consent:" + content.consents[i].id).second) faults.push_back({"key_taken", at + "/id"});
    if (content.consents[i].text.empty()) faults.push_back({"label_required", at + "/text"});
  }
  if (content.thanks.kind == ThanksKind::redirect && !content.thanks.url.starts_with("https://"))
    faults.push_back({"link_invalid", "/thanks/url"});
  return faults;
}

void version_consents(FormContent& content, const FormContent& before) {
  for (auto& box : content.consents) {
    const auto old = std::find_if(before.consents.begin(), before.consents.end(),
                                  [&](const ConsentBox& other) { return other.id == box.id; });
    box.version = old == before.consents.end() ? 1 : old->text == box.text ? old->version : old->version + 1;
  }
}

std::string_view answer(const Answers& answers, std::string_view id) {
  for (const auto& [name, value] : answers)
    if (name == id) return value;
  return {};
}

std::vector<std::string_view> answers_of(const Answers& answers, std::string_view id) {
  std::vector<std::string_view> values;
  for (const auto& [name, value] : answers)
    if (name == id && !value.empty()) values.push_back(value);
  return values;
}

bool is_ticked(const Answers& answers, const ConsentBox& box) {
  const auto value = answer(answers, "consent:" + box.id);
  return value == "yes" || value == "true" || value == "on";
}

std::size_t step_of(const FormContent& content, const Submission& submission) {
  const auto last = static_cast<std::int64_t>(content.steps.size()) - 1;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(submission.step.value_or(last), 0, last));
}

bool is_whole(const FormContent& content, const Submission& submission) {
  return !submission.back && step_of(content, submission) + 1 == content.steps.size();
}

Answers known_answers(const FormContent& content, const Answers& answers) {
  Answers known;
  for (const auto& step : content.steps) {
    for (const auto& field : step.questions) {
      std::set<std::string> given;
      for (const auto value : answers_of(answers, field.id)) {
        auto clean = field.kind == FieldKind::long_text ? text::clean_lines(value) : text::clean_text(value);
        if (clean.empty() || !given.insert(clean).second) continue;
        known.emplace_back(field.id, std::move(clean));
        if (field.kind != FieldKind::multi_choice) break;
      }
    }
  }
  for (const auto& box : content.consents)
    if (is_ticked(answers, box)) known.emplace_back("consent:" + box.id, "yes");
  return known;
}

std::vector<FieldFault> check_answers(const FormContent& content, const Answers& answers,
                                      std::optional<std::size_t> step, const text::PhoneHome& home) {
  std::vector<FieldFault> faults;
  const auto fault = [&faults](const std::string& code, const std::string& id,
                               std::vector<std::pair<std::string, std::string>> values = {}) {
    faults.push_back({code, "/answers/" + id, std::move(values)});
  };
  for (std::size_t s = 0; s < content.steps.size(); ++s) {
    if (step && *step != s) continue;
    for (const auto& field : content.steps[s].questions) {
      const auto values = answers_of(answers, field.id);
      if (values.empty() && field.required) fault("required", field.id);
      for (const auto value : values) {
        const auto most = longest_answer(field.kind);
        if (text::length(value) > most) {
          fault("too_long", field.id, {{"most", std::to_string(most)}});
        } else if (const auto code = fault_of(field, value, home)) {
          fault(*code, field.id);
        }
      }
    }
  }
  // The boxes stand on the last step.
  if (!step || *step + 1 == content.steps.size())
    for (const auto& box : content.consents)
      if (box.required && !is_ticked(answers, box)) fault("consent_required", "consent:" + box.id);
  return faults;
}

leads::Draft draft_of(const FormContent& content, const Answers& answers, const text::PhoneHome& home,
                      std::string_view time_zone) {
  leads::Draft draft;
  draft.purpose = content.settings.purpose;
  draft.lead_class = content.settings.lead_class;
  for (const auto& step : content.steps) {
    for (const auto& field : step.questions) {
      const auto target = target_of(field);
      const auto values = answers_of(answers, field.id);
      if (target.empty() || values.empty()) continue;
      const auto custom_key = leads::key_of_custom_target(target);
      if (custom_key && field.kind == FieldKind::multi_choice) {
        json::Value list{json::Array{}};
        for (const auto value : values) list.array().push_back(value);
        draft.custom.set(*custom_key, std::move(list));
        continue;
      }
      std::string joined;
      for (const auto value : values) joined += (joined.empty() ? "" : "، ") + shown(field, value, Language::fa);
      const bool as_typed = values.size() == 1 && (field.choices.empty() || custom_key);
      leads::fill(draft, target, as_typed ? values.front() : std::string_view(joined), home, time_zone);
    }
  }
  if (!draft.product && !content.settings.product.empty()) draft.product = content.settings.product;
  return draft;
}

json::Value answers_with_labels(const FormContent& content, const Answers& answers, Language language) {
  json::Value list{json::Array{}};
  for (const auto& step : content.steps) {
    for (const auto& field : step.questions) {
      std::string joined;
      for (const auto value : answers_of(answers, field.id))
        joined += (joined.empty() ? "" : language == Language::fa ? "، " : ", ") + shown(field, value, language);
      if (joined.empty()) continue;
      json::Value one{json::Object{}};
      one.set("label", field.label.in(language));
      one.set("value", joined);
      list.array().push_back(std::move(one));
    }
  }
  return list;
}

}  // namespace sarnakh::capture
