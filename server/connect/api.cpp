#include "accounts/accounts.hpp"
#include "connect/connect.hpp"
#include "foundations/http/form_body.hpp"
#include "leads/hidden_fields.hpp"

namespace sarnakh::connect {

namespace {

using http::Answer;
using http::Call;
using http::Method;
using http::Nothing;

Answer file(std::string name, std::string type, std::function<std::optional<std::string>()> next) {
  Answer answer;
  answer.content_type = std::move(type);
  answer.with("Content-Disposition", "attachment; filename=\"" + std::move(name) + "\"");
  answer.pull = std::move(next);
  return answer;
}

// A file of one's own is known to oneself; another's rows may hold what is kept from the caller.
bool sees_rows(const Import& import, const Caller& caller) {
  return leads::sees_raw(caller) || (import.created_by && import.created_by == caller.user);
}

Import shown(const db::Work& work, Import import) {
  if (sees_rows(import, work.caller())) return import;
  import.preview.clear();
  for (auto& column : import.columns) column.samples.clear();
  import.withheld = true;
  return import;
}

http::List<Import> shown_list(db::Work& work) {
  http::List<Import> list;
  for (auto& import : list_imports(work)) list.data.push_back(shown(work, std::move(import)));
  return list;
}

http::Created<Import> take_upload(db::Database& database, const Call& call) {
  for (const auto& part : http::parse_multipart(call.request.header("content-type"), call.request.body)) {
    if (part.name != "file") continue;
    auto import = upload(database, call.scope(), part.file_name, part.content);
    const auto place = "/api/v1/imports/" + to_string(import.id);
    return {std::move(import), place};
  }
  throw Problem{"required", "/file"};
}

Answer export_answer(db::Database& database, const Call& call, const rules::CatalogueOf& catalogue,
                     leads::Filter filter, ExportKind kind) {
  database.read(call.scope(), [&](db::Work& work) { filter.bind(work, catalogue); });
  database.write(call.scope(),
                 [](db::Work& work) { accounts::audit(work, "leads_exported", "workspace", work.workspace().value); });
  const bool csv = kind == ExportKind::csv;
  return file(csv ? "leads.csv" : "leads.ndjson", csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
              export_leads(database, call.scope(), filter, kind));
}

}  // namespace

void add_routes(http::RouteTable& routes, db::Database& database, const Sentence& sentence,
                const rules::CatalogueOf& catalogue) {
  const auto add = [&routes](http::Route row) { routes.push_back(std::move(row)); };
  add(http::route<Nothing, http::List<Import>>(
      Method::get, "/api/v1/imports", "imports:write", "The lists that came in, newest first.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) { return shown_list(work); });
      }));
  add(http::route<Nothing, http::Created<Import>>(
      Method::post, "/api/v1/imports", "imports:write",
      "Takes a CSV file (multipart, part `file`) and says what each column seems to be; nothing is imported yet.",
      [&database](const Call& call, const Nothing&) { return take_upload(database, call); }, http::BodyKind::upload));
  add(http::route<Nothing, Import>(Method::get, "/api/v1/imports/{id}", "imports:write", "One import and its progress.",
                                   [&database](const Call& call, const Nothing&) {
                                     return database.read(call.scope(), [&](db::Work& work) {
                                       return shown(work, load_import(work, call.id<ImportId>("id")));
                                     });
                                   }));
  add(http::route<Nothing, Nothing>(
      Method::remove, "/api/v1/imports/{id}", "imports:write",
      "Throws away an uploaded file that was not started; nothing of it has been imported.",
      [&database](const Call& call, const Nothing&) {
        database.write(call.scope(), [&](db::Work& work) { discard_upload(work, call.id<ImportId>("id")); });
        return Nothing{};
      }));
  add(http::route<ImportWish, http::Accepted<Import>>(
      Method::post, "/api/v1/imports/{id}/start", "imports:write", "Begins the import with what each column means.",
      [&database](const Call& call, const ImportWish& wish) {
        return database.write(call.scope(), [&](db::Work& work) {
          return http::Accepted<Import>{shown(work, start_import(work, call.id<ImportId>("id"), wish))};
        });
      }));
  add(http::route<Nothing, http::Accepted<Import>>(
      Method::post, "/api/v1/imports/{id}/undo", "imports:write",
      "Takes away the leads that only this import made and nobody has touched since.",
      [&database](const Call& call, const Nothing&) {
        return database.write(call.scope(), [&](db::Work& work) {
          return http::Accepted<Import>{shown(work, start_undo(work, call.id<ImportId>("id")))};
        });
      }));
  add(http::route<Nothing, Answer>(
      Method::get, "/api/v1/imports/{id}/rejected.csv", "imports:write",
      "The rows that could not be taken, as they were, with the reason: mend them and import the file again.",
      [&database, sentence](const Call& call, const Nothing&) {
        const auto import =
            database.read(call.scope(), [&](db::Work& work) { return load_import(work, call.id<ImportId>("id")); });
        if (!sees_rows(import, call.caller)) leads::refuse_raw(call.caller);
        return file("rejected.csv", "text/csv; charset=utf-8",
                    rejected_rows(database, call.scope(), call.id<ImportId>("id"), sentence));
      }));
  add(http::route<leads::Filter, Answer>(Method::get, "/api/v1/exports/leads.csv", "leads:export",
                                         "The leads of a filter for spreadsheets: CSV with both calendars.",
                                         [&database, catalogue](const Call& call, const leads::Filter& filter) {
                                           return export_answer(database, call, catalogue, filter, ExportKind::csv);
                                         }));
  add(http::route<leads::Filter, Answer>(Method::get, "/api/v1/exports/leads.ndjson", "leads:export",
                                         "The leads of a filter with everything: one JSON object a line.",
                                         [&database, catalogue](const Call& call, const leads::Filter& filter) {
                                           return export_answer(database, call, catalogue, filter, ExportKind::ndjson);
                                         }));
}

}  // namespace sarnakh::connect
