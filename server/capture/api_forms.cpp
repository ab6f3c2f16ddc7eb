// What people of the workspace do with forms: build, look, publish, put away.

#include <map>
#include <memory>

#include "accounts/accounts.hpp"
#include "capture/api.hpp"
#include "capture/capture_sql.hpp"
#include "capture/form_changes.hpp"
#include "capture/form_rules.hpp"
#include "capture/pages.hpp"
#include "capture/store.hpp"
#include "capture/templates.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/text/markup.hpp"

namespace sarnakh::capture {

namespace {

using http::Answer;
using http::Call;
using http::Method;
using http::Nothing;

struct Counts {
  std::int64_t views = 0, accepted = 0, quarantined = 0, refused = 0;
  static constexpr auto fields =
      json::fields(json::field("views", &Counts::views), json::field("accepted", &Counts::accepted),
                   json::field("quarantined", &Counts::quarantined), json::field("refused", &Counts::refused));
  static constexpr std::string_view schema_name = "FormCounts";
};

struct FormRow {
  FormId id;
  std::string public_id;
  FormState state = FormState::draft;
  json::LocalText title;
  bool has_changes = false;
  std::int64_t published_version = 0;
  Instant created_at, updated_at;
  std::string page_url;
  Counts counts;
  static constexpr auto fields =
      json::fields(json::field("id", &FormRow::id), json::field("public_id", &FormRow::public_id),
                   json::field("state", &FormRow::state), json::field("title", &FormRow::title),
                   json::field("has_changes", &FormRow::has_changes, "The draft differs from what visitors see"),
                   json::field("published_version", &FormRow::published_version, "0: never published"),
                   json::field("created_at", &FormRow::created_at), json::field("updated_at", &FormRow::updated_at),
                   json::field("page_url", &FormRow::page_url), json::field("counts", &FormRow::counts));
  static constexpr std::string_view schema_name = "FormRow";
};

struct FormView : FormRow {
  std::int64_t version = 1;
  FormContent content;
  std::string embed_code;
  static constexpr auto fields =
      json::joined(FormRow::fields, json::fields(json::field("version", &FormView::version),
                                                 json::field("content", &FormView::content, "The draft"),
                                                 json::field("embed_code", &FormView::embed_code)));
  static constexpr std::string_view schema_name = "Form";
};

struct NewForm {
  std::string base;
  std::optional<json::LocalText> title;
  static constexpr auto fields = json::fields(
      json::field("template", &NewForm::base, json::length{1, 40}, "contact, consultation, newsletter or event"),
      json::field("title", &NewForm::title));
  static constexpr std::string_view schema_name = "NewForm";
};

struct PreviewQuery {
  std::string language = "fa";
  int step = 0;
  static constexpr auto fields =
      json::fields(json::field("language", &PreviewQuery::language, json::with_default, json::length{2, 2}),
                   json::field("step", &PreviewQuery::step, json::with_default, json::range{0, 19}));
};

void add_count(Counts& counts, std::string_view kind, std::string_view name, std::int64_t count) {
  if (kind == "seen" && name == "0") counts.views = count;
  if (kind != "state") return;
  if (name == "accepted") counts.accepted = count;
  if (name == "quarantined") counts.quarantined = count;
  if (name == "refused") counts.refused = count;
}

class FormApi {
 public:
  FormApi(db::Database& database, Settings settings) : database_(database), settings_(std::move(settings)) {}

  http::List<FormRow> list(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) {
      std::map<FormId, Counts> counts;
      for (const auto* kind : {"state", "seen"})
        for (const auto row : work.query(sql::counts_of_kind, {work.workspace(), kind}))
          add_count(counts[row.id<FormId>(0)], kind, row.view(1), row.integer(2));
      http::List<FormRow> answer;
      for (const auto& form : list_forms(work)) answer.data.push_back(row_of(form, counts[form.id]));
      return answer;
    });
  }

  http::Created<FormView> create(const Call& call, const NewForm& wanted) {
    Form form;
    form.content = content_of_template(wanted.base, call.language());
    if (wanted.title && !wanted.title->empty()) form.content.title = *wanted.title;
    form.secret = random_token(32);
    // Never begins with a sign that a shell or a spreadsheet takes for its own.
    do form.public_id = random_token(12);
    while (form.public_id.front() == '-' || form.public_id.front() == '_');
    return database_.write(call.scope(), [&](db::Work& work) {
      form.id = work.new_id<FormId>();
      insert_form(work, form);
      accounts::audit(work, "form_made", "form", form.id.value);
      return http::Created<FormView>{view(work, form.id), "/api/v1/forms/" + to_string(form.id)};
    });
  }

  http::Tagged<FormView> load(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) { return tagged(work, call.id<FormId>("id")); });
  }

  http::Tagged<FormView> save(const Call& call, FormContent content) {
    if (auto faults = faults_of(content); !faults.empty()) throw Problem{std::move(faults)};
    return database_.write(call.scope(), [&](db::Work& work) {
      auto form = load_form(work, call.id<FormId>("id"));
      http::require_match(call.request, form.version);
      version_consents(content, form.published ? *form.published : form.content);
      const auto changes = changes_between(form.content, content);
      form.content = content;
      save_draft(work, form);
      accounts::audit(work, "form_changed", "form", form.id.value, changes);
      jobs::announce(work, "form_changed", form.id.value);
      return tagged(work, form.id);
    });
  }

  http::Tagged<FormView> publish(const Call& call) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto form = load_form(work, call.id<FormId>("id"));
      if (auto faults = faults_of(form.content); !faults.empty()) throw Problem{std::move(faults)};
      work.run(sql::publish_form, {work.workspace(), form.id, work.now()});
      accounts::audit(work, "form_published", "form", form.id.value);
      jobs::announce(work, "form_changed", form.id.value);
      return tagged(work, form.id);
    });
  }

  http::Tagged<FormView> set_state(const Call& call, FormState state, std::string_view action) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto form = load_form(work, call.id<FormId>("id"));
      work.run(sql::set_form_state, {work.workspace(), form.id, json::name_of_enum(state), work.now()});
      accounts::audit(work, action, "form", form.id.value);
      jobs::announce(work, "form_changed", form.id.value);
      return tagged(work, form.id);
    });
  }

  http::Tagged<FormView> restore(const Call& call) {
    const auto state =
        database_.read(call.scope(), [&](db::Work& work) { return load_form(work, call.id<FormId>("id")).state; });
    return state == FormState::archived ? set_state(call, FormState::draft, "form_restored") : load(call);
  }

  Answer preview(const Call& call, const PreviewQuery& wanted) {
    const auto form =
        database_.read(call.scope(), [&](db::Work& work) { return load_form(work, call.id<FormId>("id")); });
    PageState state;
    state.language = language_of(wanted.language);
    state.step = std::min(static_cast<std::size_t>(wanted.step), form.content.steps.size() - 1);
    state.preview = true;
    return form_page(200, form.content, form.public_id, state, settings_.sentence);
  }

 private:
  FormRow row_of(const Form& form, const Counts& counts) const {
    FormRow row;
    row.id = form.id;
    row.public_id = form.public_id;
    row.state = form.state;
    row.title = form.content.title;
    row.has_changes = !form.published || json::to_text(form.content) != json::to_text(*form.published);
    row.published_version = form.published_version;
    row.created_at = form.created_at;
    row.updated_at = form.updated_at;
    row.page_url = settings_.base_url + "/f/" + form.public_id;
    row.counts = counts;
    return row;
  }

  FormView view(db::Work& work, FormId id) const {
    const auto form = load_form(work, id);
    Counts counts;
    for (const auto row : work.query(sql::counts_of_form, {work.workspace(), id}))
      add_count(counts, row.view(0), row.view(1), row.integer(2));
    FormView view;
    static_cast<FormRow&>(view) = row_of(form, counts);
    view.version = form.version;
    view.content = form.content;
    view.embed_code = "<script src=\"" + text::html_escape(view.page_url) + "/embed.js\" async></script>";
    return view;
  }

  http::Tagged<FormView> tagged(db::Work& work, FormId id) const {
    auto shown = view(work, id);
    const auto version = shown.version;
    return {std::move(shown), version};
  }

  db::Database& database_;
  Settings settings_;
};

}  // namespace

void add_form_routes(http::RouteTable& routes, db::Database& database, const Settings& settings) {
  const auto api = std::make_shared<FormApi>(database, settings);
  const auto add = [&routes](http::Route row) { routes.push_back(std::move(row)); };
  add(http::route<Nothing, http::List<FormRow>>(Method::get, "/api/v1/forms", "forms:read",
                                                "The forms of the workspace, newest first, with their counts.",
                                                [api](const Call& call, const Nothing&) { return api->list(call); }));
  add(http::route<NewForm, http::Created<FormView>>(
      Method::post, "/api/v1/forms", "forms:write", "Makes a form from a template, as a draft.",
      [api](const Call& call, const NewForm& body) { return api->create(call, body); }));
  add(http::route<Nothing, http::Tagged<FormView>>(
      Method::get, "/api/v1/forms/{id}", "forms:read", "One form: its draft, links and counts.",
      [api](const Call& call, const Nothing&) { return api->load(call); }));
  add(http::route<FormContent, http::Tagged<FormView>>(
      Method::put, "/api/v1/forms/{id}", "forms:write", "Saves the draft (If-Match); all its faults are named at once.",
      [api](const Call& call, const FormContent& body) { return api->save(call, body); }));
  add(http::route<Nothing, http::Tagged<FormView>>(
      Method::post, "/api/v1/forms/{id}/publication", "forms:write", "Shows the draft to visitors from now on.",
      [api](const Call& call, const Nothing&) { return api->publish(call); }));
  add(http::route<Nothing, http::Tagged<FormView>>(
      Method::remove, "/api/v1/forms/{id}/publication", "forms:write", "Closes the form to visitors.",
      [api](const Call& call, const Nothing&) { return api->set_state(call, FormState::draft, "form_closed"); }));
  add(http::route<Nothing, http::Tagged<FormView>>(
      Method::post, "/api/v1/forms/{id}/archive", "forms:write",
      "Closes the form and puts it away; nothing is deleted.",
      [api](const Call& call, const Nothing&) { return api->set_state(call, FormState::archived, "form_archived"); }));
  add(http::route<Nothing, http::Tagged<FormView>>(
      Method::remove, "/api/v1/forms/{id}/archive", "forms:write",
      "Brings a form back that was put away, closed as it was.",
      [api](const Call& call, const Nothing&) { return api->restore(call); }));
  add(http::route<PreviewQuery, Answer>(
      Method::get, "/api/v1/forms/{id}/preview", "forms:read", "The draft as HTML, as a visitor would see it.",
      [api](const Call& call, const PreviewQuery& query) { return api->preview(call, query); }));
}

}  // namespace sarnakh::capture
