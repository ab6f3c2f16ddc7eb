#include "capture/store.hpp"

#include "capture/capture_sql.hpp"

namespace sarnakh::capture {

namespace {

Form form_of(const db::Row& row, WorkspaceId workspace) {
  Form form;
  form.workspace = workspace;
  form.id = row.id<FormId>(0);
  form.public_id = row.text(1);
  form.version = row.integer(2);
  form.state = json::enum_of_name<FormState>(row.view(3)).value_or(FormState::draft);
  form.content = json::from_text<FormContent>(row.view(4));
  if (!row.is_null(5)) form.published = json::from_text<FormContent>(row.view(5));
  form.published_version = row.integer(6);
  form.secret = row.text(7);
  form.created_at = row.instant(8);
  form.updated_at = row.instant(9);
  return form;
}

std::optional<Reason> reason_of(const db::Row& row, int column) {
  return row.is_null(column) ? std::nullopt : json::enum_of_name<Reason>(row.view(column));
}

SubmissionState state_at(const db::Row& row, int column) {
  return json::enum_of_name<SubmissionState>(row.view(column)).value_or(SubmissionState::refused);
}

}  // namespace

std::optional<FormAddress> find_address(db::Work& work, std::string_view public_id) {
  const auto row = work.one(sql::find_form_address, {public_id});
  if (!row) return std::nullopt;
  return FormAddress{row->id<WorkspaceId>(0), row->id<FormId>(1)};
}

std::optional<Form> find_form(db::Work& work, FormId id) {
  const auto row = work.one(sql::load_form, {work.workspace(), id});
  if (!row) return std::nullopt;
  return form_of(*row, work.workspace());
}

Form load_form(db::Work& work, FormId id) { return *found(find_form(work, id)); }

std::int64_t form_version(db::Work& work, FormId id) {
  return found(work.shared_one(sql::form_version, {work.workspace(), id}))->integer(0);
}

std::vector<Form> list_forms(db::Work& work) {
  std::vector<Form> list;
  for (const auto row : work.query(sql::list_forms, {work.workspace()})) list.push_back(form_of(row, work.workspace()));
  return list;
}

void insert_form(db::Work& work, const Form& form) {
  work.run(sql::insert_form, {work.workspace(), form.id, form.public_id, form.content.title.in(Language::fa),
                              json::to_text(form.content), form.secret, work.now()});
  work.run(sql::insert_form_address, {form.public_id, work.workspace(), form.id});
}

void save_draft(db::Work& work, const Form& form) {
  work.run(sql::save_draft,
           {work.workspace(), form.id, form.content.title.in(Language::fa), json::to_text(form.content), work.now()});
}

SubmissionRow load_submission(db::Work& work, SubmissionId id) {
  const auto row = found(work.one(sql::load_submission, {work.workspace(), id}));
  SubmissionRow submission;
  submission.id = row->id<SubmissionId>(0);
  submission.form = row->id<FormId>(1);
  submission.form_version = row->integer(2);
  submission.at = row->instant(3);
  submission.state = state_at(*row, 4);
  submission.reason = reason_of(*row, 5);
  submission.lead = row->id<LeadId>(6);
  submission.step = row->integer(7);
  submission.answers = answers_from(json::parse(row->view(8)));
  submission.touch = json::from_text<leads::Touch>(row->view(9));
  submission.address = row->text(10);
  submission.agent = row->text(11);
  submission.language = language_of(row->view(12));
  submission.visitor = row->text(13);
  submission.released_from = reason_of(*row, 14);
  return submission;
}

std::optional<std::string> word_of(std::optional<Reason> reason) {
  return reason ? std::optional<std::string>(json::name_of_enum(*reason)) : std::nullopt;
}

std::optional<Flow> find_flow(db::Work& work, FormId form, std::string_view flow) {
  const auto row = work.one(sql::find_flow, {work.workspace(), form, flow});
  if (!row) return std::nullopt;
  return Flow{row->id<SubmissionId>(0),
              state_at(*row, 1),
              reason_of(*row, 2),
              row->id<LeadId>(3),
              row->integer(4),
              answers_from(json::parse(row->view(5))),
              row->text(6)};
}

json::Value to_json(const Answers& answers) {
  json::Value object{json::Object{}};
  for (const auto& [name, value] : answers) {
    if (!object.has(name)) {
      object.set(name, value);
    } else {
      json::Value list = object[name].is_array() ? object[name] : json::Value{json::Array{object[name]}};
      list.array().push_back(value);
      object.set(name, std::move(list));
    }
  }
  return object;
}

Answers answers_from(const json::Value& value) {
  Answers answers;
  const auto add = [&answers](const std::string& name, const json::Value& one) {
    if (const auto text = one.as_string())
      answers.emplace_back(name, *text);
    else if (const auto yes = one.as_bool())
      answers.emplace_back(name, *yes ? "yes" : "no");
    else if (!one.is_null())
      answers.emplace_back(name, json::write(one));
  };
  for (const auto& [name, member] : value.as_object()) {
    if (member.is_array())
      for (const auto& item : member.as_array()) add(name, item);
    else
      add(name, member);
  }
  return answers;
}

void count_up(db::Work& work, FormId form, std::string_view kind, std::string_view name, std::int64_t by) {
  work.add_later(sql::count_up, {work.workspace(), form, kind, name}, by);
}

}  // namespace sarnakh::capture
