// Touches that come without a draft: the person was here, and somebody found out who it was.

#include "foundations/basics/past_id.hpp"
#include "leads/leads.hpp"
#include "leads/leads_sql.hpp"
#include "leads/save.hpp"

namespace sarnakh::leads {

namespace {

void join(Lead& lead, const Touch& touch) {
  auto& source = lead.source;
  const auto at = touch.at.value_or(Instant{});
  if (!source.first || at < source.first->at.value_or(lead.created_at)) source.first = touch;
  if (!source.last || at > source.last->at.value_or(lead.created_at)) source.last = touch;
  ++source.count;
}

}  // namespace

std::vector<TimelineId> add_touches(db::Work& work, LeadId id, std::string_view kind, const std::vector<Told>& told,
                                    const Provenance& by) {
  const auto settings = settings_of(work);
  auto found = find_lead(work, *settings, id);
  if (!found || found->layer == Layer::erased || told.empty()) return {};
  std::vector<Edit> edits(1);
  auto& edit = edits.front();
  edit.before = *found;
  edit.lead = std::move(*found);
  edit.by = by;
  for (const auto& each : told) join(edit.lead, each.touch);
  save(work, *settings, edits);

  std::vector<TimelineId> lines;
  for (const auto& each : told) {
    const auto at = each.touch.at.value_or(work.now());
    lines.push_back(TimelineId{past_id(at.ms)});
    work.later(sql::insert_timeline, {work.workspace(), id, lines.back(), at, kind, name_of(CallerKind::visitor), 0, "",
                                      json::name_of_enum(by.kind), by.id, by.label, json::write(each.data), nullptr});
  }
  return lines;
}

void retell(db::Work& work, LeadId lead, TimelineId line, const json::Value& data) {
  const auto text = json::write(data);
  work.run(sql::retell_timeline, {work.workspace(), lead, line, text});
}

}  // namespace sarnakh::leads
