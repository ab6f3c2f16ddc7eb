#include "webhooks/tell.hpp"

#include <algorithm>

#include "connect/imports.hpp"
#include "leads/cards.hpp"
#include "webhooks/delivery.hpp"
#include "webhooks/webhooks_sql.hpp"

namespace sarnakh::webhooks {

namespace {

// The line of a submission or a call is among the newest of the card.
constexpr int lines_looked_at = 20;

struct Listening {
  EndpointId endpoint;
  std::vector<Topic> heard;
};

// What is told, once for all who hear it.
struct Told {
  std::int64_t cause = 0;
  LeadId lead;
  json::Value data = json::Object{};
};

std::vector<Listening> listening(db::Work& work, const Meaning& meaning) {
  std::vector<Listening> all;
  if (meaning.exact.empty() && !meaning.general) return all;
  // Most workspaces tell nobody: that is asked once for all the events that are delivered together.
  if (work.shared_one(sql::count_listening, {work.workspace()})->integer(0) == 0) return all;
  for (const auto row : work.query(sql::listening, {work.workspace()})) {
    auto heard = heard_by(meaning, topics_of(row.view(1)));
    if (!heard.empty()) all.push_back({row.id<EndpointId>(0), std::move(heard)});
  }
  return all;
}

// What the card's timeline says of what came: a form with its answers, a call with its length.
json::Value line_of(db::Work& work, LeadId lead, const json::Value& submission) {
  const auto lines = leads::timeline(work, lead, {}, lines_looked_at);
  const auto line = std::find_if(lines.begin(), lines.end(), [&](const leads::TimelineItem& one) {
    return one.data["submission_id"] == submission;
  });
  json::Value told{json::Object{}};
  if (line == lines.end()) {
    told.set("submission_id", submission);
    return told;
  }
  told = line->data;
  told.set("kind", line->kind);
  return told;
}

std::optional<Told> told_of_lead(db::Work& work, const jobs::Event& event, LeadId lead) {
  // Erased meanwhile: that is told by an event of its own.
  if (!leads::lead_exists(work, lead)) return std::nullopt;
  Told told{event.id.value, lead};
  told.data.set("lead", json::to_value(leads::card(work, lead)));
  if (event.type == "form_submitted") told.data.set("form", line_of(work, lead, event.data["submission_id"]));
  if (event.type == "call_logged") told.data.set("call", line_of(work, lead, event.data["submission_id"]));
  return told;
}

std::optional<Told> told_of_import(db::Work& work, const jobs::Event& event) {
  const auto import = connect::load_import(work, connect::ImportId{event.subject});
  if (import.state != connect::ImportState::done) return std::nullopt;
  json::Value counts{json::Object{}};
  counts.set("id", to_string(import.id));
  counts.set("file_name", import.file_name);
  counts.set("rows", import.rows);
  counts.set("made", import.made);
  counts.set("matched", import.matched);
  counts.set("rejected", import.rejected);
  Told told{event.subject, {}};
  told.data.set("import", std::move(counts));
  return told;
}

// The id alone, and of no lead that could be forgotten once more.
Told told_of_erasure(const jobs::Event& event) {
  json::Value lead{json::Object{}};
  lead.set("id", std::to_string(event.subject));
  Told told{event.id.value, {}};
  told.data.set("lead", std::move(lead));
  return told;
}

std::optional<Told> told_of(db::Work& work, const jobs::Event& event) {
  if (event.type == "lead_erased") return told_of_erasure(event);
  if (event.type == "import_progress") return told_of_import(work, event);
  if (event.type == "form_submitted" || event.type == "call_logged")
    return told_of_lead(work, event, LeadId{parse_id(event.data["lead_id"].as_string().value_or("")).value_or(0)});
  return told_of_lead(work, event, LeadId{event.subject});
}

}  // namespace

void tell(db::Work& work, const jobs::Event& event, const std::function<void()>& wake) {
  if (event.type == "lead_erased") forget_lead(work, LeadId{event.subject});
  const auto listeners = listening(work, meaning_of(event));
  if (listeners.empty()) return;
  const auto told = told_of(work, event);
  if (!told) return;
  for (const auto& listener : listeners)
    for (const auto topic : listener.heard) {
      const auto name = json::name_of_enum(topic);
      const auto body = body_of(name, event.at, told->data);
      insert_delivery(work, {work.new_id<DeliveryId>(), listener.endpoint, name, told->cause, told->lead, body});
    }
  work.after_commit([wake] { wake(); });
}

}  // namespace sarnakh::webhooks
