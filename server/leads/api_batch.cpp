// Route: up to 1,000 leads at once, made or changed, with an answer for each. One that cannot be taken does not spoil
// the others; what can be taken is taken in one transaction.

#include "foundations/http/route.hpp"
#include "foundations/http/tokens.hpp"
#include "leads/api.hpp"
#include "leads/cards.hpp"
#include "leads/new_lead.hpp"

namespace sarnakh::leads {
enum class BatchOutcome { created, matched, changed, refused };
}  // namespace sarnakh::leads

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<leads::BatchOutcome> = std::to_array<std::string_view>({"created", "matched",
                                                                                             "changed", "refused"});
}  // namespace sarnakh::json

namespace sarnakh::leads {

namespace {

using http::Call;
using http::Method;

constexpr std::size_t most_items = 1000;
// So many are written by a few statements; where one of them is at fault they are taken one by one.
constexpr std::size_t together = 100;
// The text has the limit of every body; a thousand leads have more members than other bodies.
constexpr json::Limits limits{.members = 100'000};

struct ItemFault {
  std::string pointer, code;
  static constexpr auto fields =
      json::fields(json::field("pointer", &ItemFault::pointer, "Into the item"), json::field("code", &ItemFault::code));
  static constexpr std::string_view schema_name = "BatchItemFault";
};
struct ItemAnswer {
  BatchOutcome outcome = BatchOutcome::refused;
  std::optional<LeadId> lead_id;
  std::optional<std::string> code;
  std::vector<ItemFault> errors;
  static constexpr auto fields =
      json::fields(json::field("outcome", &ItemAnswer::outcome), json::field("lead_id", &ItemAnswer::lead_id),
                   json::field("code", &ItemAnswer::code, "Of the problem, when it was refused"),
                   json::field("errors", &ItemAnswer::errors));
  static constexpr std::string_view schema_name = "BatchItem";
};
struct BatchAnswer {
  std::int64_t created = 0, matched = 0, changed = 0, refused = 0;
  std::vector<ItemAnswer> items;
  static constexpr auto fields =
      json::fields(json::field("created", &BatchAnswer::created), json::field("matched", &BatchAnswer::matched),
                   json::field("changed", &BatchAnswer::changed), json::field("refused", &BatchAnswer::refused),
                   json::field("items", &BatchAnswer::items, "In the order of the leads that were sent"));
  static constexpr std::string_view schema_name = "LeadBatchAnswer";
};
// As the description of the API shows it; an item is read by itself, so that its faults are its own.
struct Batch {
  std::vector<NewLead> leads;
  static constexpr auto fields = json::fields(
      json::field("leads", &Batch::leads, json::length{1, most_items},
                  "Each as for POST /api/v1/leads; with \"id\" it is the change of that lead, as for its PATCH"));
  static constexpr std::string_view schema_name = "LeadBatch";
};

ItemAnswer refusal(const Problem& problem) {
  ItemAnswer answer;
  answer.code = problem.code;
  for (const auto& fault : problem.faults) answer.errors.push_back({fault.pointer, fault.code});
  if (answer.errors.empty() && !problem.pointer.empty()) answer.errors.push_back({problem.pointer, problem.code});
  return answer;
}

ItemAnswer taken(const UpsertResult& result) {
  ItemAnswer answer;
  answer.outcome = result.outcome == Outcome::matched ? BatchOutcome::matched : BatchOutcome::created;
  answer.lead_id = result.lead;
  return answer;
}

// Items waiting to be written together.
class Batching {
 public:
  Batching(db::Work& work, const rules::CatalogueOf& catalogue, std::size_t count)
      : work_(work), new_leads_(work, catalogue), answers_(count) {}

  void take(std::size_t place, const json::Value& item) {
    try {
      if (item.has("id")) return change(place, item);
      json::Reading reading;
      NewLead body;
      json::read(reading, item, body, {});
      if (!reading.faults.empty()) throw Problem{std::move(reading.faults)};
      drafts_.push_back(new_leads_.draft_of(body));
      places_.push_back(place);
    } catch (const Problem& problem) {
      answers_[place] = refusal(problem);
    }
    if (drafts_.size() == together) write();
  }

  BatchAnswer finish() {
    write();
    BatchAnswer answer;
    for (auto& item : answers_) {
      ++(item.outcome == BatchOutcome::created   ? answer.created
         : item.outcome == BatchOutcome::matched ? answer.matched
         : item.outcome == BatchOutcome::changed ? answer.changed
                                                 : answer.refused);
      answer.items.push_back(std::move(item));
    }
    return answer;
  }

 private:
  // A change sees what stands before it in the batch.
  void change(std::size_t place, const json::Value& item) {
    write();
    const auto text = item["id"].as_string();
    const auto id = text ? parse_id(*text) : std::nullopt;
    if (!id) throw Problem{"not_found", "/id"};
    auto body = item;
    body.erase("id");
    patch(work_, LeadId{*id}, body);
    answers_[place] = {BatchOutcome::changed, LeadId{*id}, {}, {}};
  }

  // Faults show before anything is written, so that nothing of the whole piece stands when it is taken one by one.
  void write() {
    if (drafts_.empty()) return;
    try {
      const auto results = upsert_many(work_, drafts_);
      for (std::size_t i = 0; i < results.size(); ++i) answers_[places_[i]] = taken(results[i]);
    } catch (const Problem&) {
      one_by_one();
    }
    drafts_.clear();
    places_.clear();
  }

  void one_by_one() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      try {
        answers_[places_[i]] = taken(upsert(work_, drafts_[i]));
      } catch (const Problem& problem) {
        answers_[places_[i]] = refusal(problem);
      }
    }
  }

  db::Work& work_;
  NewLeads new_leads_;
  std::vector<ItemAnswer> answers_;
  std::vector<Draft> drafts_;
  std::vector<std::size_t> places_;
};

http::Answer answer_of(db::Work& work, const rules::CatalogueOf& catalogue, const json::Array& items) {
  Batching batching(work, catalogue, items.size());
  for (std::size_t i = 0; i < items.size(); ++i) batching.take(i, items[i]);
  return http::ResultTraits<BatchAnswer>::answer(batching.finish());
}

json::Value batch_of(const http::Request& request) {
  if (http::media_type_of(request.header("content-type")) != "application/json")
    throw Problem{"unsupported_media_type"};
  auto body = json::parse(request.body, limits);
  const auto count = body["leads"].as_array().size();
  if (count == 0 || count > most_items) throw Problem{"batch_size", "/leads", {{"most", std::to_string(most_items)}}};
  return body;
}

}  // namespace

void add_batch_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue) {
  auto batch = http::route<Batch, BatchAnswer>(
      Method::post, "/api/v1/leads/batch", "leads:write",
      "Makes or changes up to 1,000 leads; an answer for each, in their order. Idempotent by Idempotency-Key. For who "
      "sees all leads.",
      [](const Call&, const Batch&) -> BatchAnswer { return {}; });
  batch.handle = [&database, catalogue](const Call& call) {
    // A person may be a colleague's: who must not see him would learn it here, or write to him.
    if (call.caller.reach != Reach::all) throw Problem{"forbidden"};
    const auto body = batch_of(call.request);
    return http::idempotent(database, call,
                            [&](db::Work& work) { return answer_of(work, catalogue, body["leads"].as_array()); });
  };
  routes.push_back(std::move(batch));
}

}  // namespace sarnakh::leads
