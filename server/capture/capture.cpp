#include "capture/capture.hpp"

#include <algorithm>
#include <set>

#include "capture/api.hpp"
#include "capture/capture_sql.hpp"
#include "capture/store.hpp"
#include "leads/leads.hpp"

namespace sarnakh::capture {

namespace {

// The words of a body that may be anything, parted where no phone and no e-mail goes on.
void add_texts(std::vector<std::string>& texts, std::string_view body) {
  constexpr std::string_view ends = "\"{}[]:,&=<>\n\r\t";
  for (std::size_t from = 0; from < body.size();) {
    const auto until = std::min(body.find_first_of(ends, from), body.size());
    if (until - from >= 5 && until - from <= 254) texts.emplace_back(body.substr(from, until - from));
    from = until + 1;
  }
}

// What was refused, is in quarantine or was never finished belongs to no lead; the page it came from (`flows`) or the
// answers say whose it is. Blanks those of erased persons, some at a time; false when all have been looked at.
bool forget_some(db::Database& database, const db::Scope& scope, const std::set<std::string>& flows,
                 SubmissionId& after) {
  std::vector<SubmissionId> ids;
  std::vector<leads::TypedRecord> records;
  std::vector<bool> erased, same_page;
  database.read(scope, [&](db::Work& work) {
    ids.clear(), records.clear(), same_page.clear();
    for (const auto row : work.query(sql::list_without_lead, {work.workspace(), after})) {
      ids.push_back(row.id<SubmissionId>(0));
      same_page.push_back(flows.contains(row.text(3)));
      records.push_back({row.instant(2)});
      for (auto& [name, value] : answers_from(json::parse(row.view(1))))
        records.back().texts.push_back(std::move(value));
      add_texts(records.back().texts, row.view(4));
    }
    erased = leads::hold_erased(work, records);
  });
  if (ids.empty()) return false;
  after = ids.back();
  std::vector<SubmissionId> theirs;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (erased[i] || same_page[i]) theirs.push_back(ids[i]);
  const auto list = db::list_of(theirs);
  if (!theirs.empty())
    database.write(scope, [&](db::Work& work) { work.run(sql::blank_listed_submissions, {work.workspace(), list}); });
  return true;
}

}  // namespace

void add_routes(http::RouteTable& routes, db::Database& database, const Settings& settings) {
  add_form_routes(routes, database, settings);
  add_submission_routes(routes, database);
  add_public_routes(routes, database, settings);
  add_stand_routes(routes, database);
}

std::optional<links::FormPlace> place_of_form(db::Work& work, FormId id) {
  const auto form = find_form(work, id);
  if (!form) return std::nullopt;
  return links::FormPlace{"/f/" + form->public_id, form->content.title, form->state == FormState::published};
}

std::vector<jobs::Listener> listeners() {
  return {{"capture.on_lead_erased", {"lead_erased"}, [](db::Work& work, const jobs::Event& event) {
             work.run(sql::blank_submissions, {work.workspace(), event.subject});
             json::Value payload{json::Object{}};
             json::Value flows{json::Array{}};
             for (const auto row : work.query(sql::flows_of_lead, {work.workspace(), event.subject}))
               flows.array().push_back(row.text(0));
             payload.set("flows", std::move(flows));
             jobs::enqueue(work, "forget_submissions", std::move(payload));
           }}};
}

std::vector<jobs::JobHandler> job_handlers() {
  return {{"forget_submissions", [](db::Database& database, const db::Scope& scope, const jobs::Job& job) {
             std::set<std::string> flows;
             for (const auto& flow : job.payload["flows"].as_array())
               if (const auto text = flow.as_string()) flows.emplace(*text);
             SubmissionId after{};
             while (forget_some(database, scope, flows, after)) {
             }
           }}};
}

}  // namespace sarnakh::capture
