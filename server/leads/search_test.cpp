// Searches on both databases: what is found, and how many, whatever way the question takes.

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "leads/cards.hpp"
#include "leads/erasure.hpp"
#include "leads/list_query.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

bool has(const std::vector<Term>& terms, const SearchWord& word) {
  return std::any_of(word.ranges.begin(), word.ranges.end(), [&](const TermRange& range) {
    return std::any_of(terms.begin(), terms.end(),
                       [&](const Term& term) { return term.text >= range.from && term.text < range.until; });
  });
}

// The plain meaning of a search, one lead after another.
std::set<LeadId> expected(const std::vector<Lead>& leads, const std::string& typed, Layer layer) {
  std::set<LeadId> found;
  const auto words = words_of_search(typed);
  for (const auto& lead : leads) {
    const auto terms = terms_of(lead, Settings{});
    if (lead.layer == layer &&
        std::all_of(words.begin(), words.end(), [&](const auto& word) { return has(terms, word); }))
      found.insert(lead.id);
  }
  return found;
}

struct Walked {
  std::set<LeadId> leads;
  std::vector<LeadRow> rows;
};
// Every page of the list, each with the total.
Walked walk(db::Work& work, ListRequest request, std::size_t total) {
  Walked walked;
  for (;;) {
    request.count = true;
    const auto page = list(work, request);
    CHECK(page.total == static_cast<std::int64_t>(total));
    for (const auto& row : page.rows) {
      walked.leads.insert(row.id);
      walked.rows.push_back(row);
    }
    if (!page.next_cursor) break;
    request.cursor = *page.next_cursor;
  }
  CHECK(walked.rows.size() == walked.leads.size());
  return walked;
}

}  // namespace

TEST_CASE("a search finds and counts each lead once, however many of its words begin alike") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const std::vector<std::string> names{"سارا",        "سارا سارایی", "سار",         "ساریه کریمی",
                                         "Sara Sarayi", "Sar",         "Ali Alizadeh"};
    const std::vector<std::string> mailboxes{"sara", "sara.sarayi", "sar", "ali.sara", "alizadeh"};
    std::mt19937 random(20'261'126);
    const auto pick = [&](const auto& list) { return list[random() % list.size()]; };
    std::vector<LeadId> ids;
    for (int i = 0; i < 150; ++i) {
      auto draft = form_draft({{"full_name", pick(names).c_str()}});
      const auto number = std::to_string(1'000'000 + random() % 9'000'000);
      const auto mail = pick(mailboxes) + "@" + (random() % 2 == 0 ? "sara" : "example") + ".com";
      if (random() % 3 != 0) fill(draft, "phone", "0912" + number);
      if (random() % 3 != 0) fill(draft, "email", mail);
      if (random() % 4 == 0) draft.clue = Clue::follow;  // an interest, when it has nothing to be reached by
      ids.push_back(world.add(draft, i).lead);
    }
    // Some change: a name that comes before all others, so that what the rest shares changes too; some are gone.
    std::vector<Lead> leads;
    for (int i = 0; const auto id : std::set<LeadId>(ids.begin(), ids.end())) {
      const bool renamed = i % 7 == 1, erased = i % 7 == 3;
      ++i;
      database.write(world.as_user(5), [&](db::Work& work) {
        if (renamed) patch(work, id, json::parse(R"({"full_name":"Sa Saray"})"));
        if (erased) erase_lead(work, id);
      });
      if (!erased) leads.push_back(world.get(id));
    }
    CHECK(std::any_of(leads.begin(), leads.end(), [](const Lead& lead) { return lead.layer == Layer::interest; }));
    for (const auto* typed :
         {"سا",         "سار",  "سارا",        "سارا سارا", "سارا سارای", "کریمی ساریه", "sa",
          "sar",        "sara", "sara sarayi", "ali sara",  "sara.com",   "sara@",       "ali.sara@example.com",
          "alizadeh a", "0912", "912",         "11",        "0912 111",   "7 سارا",      "هیچ"})
      for (const auto layer : {Layer::lead, Layer::interest}) {
        CAPTURE(std::string(typed));
        const auto wanted = expected(leads, typed, layer);
        ListRequest request{.limit = 20};
        request.filter.q = typed;
        request.filter.layer = layer;
        database.read(world.as_user(5), [&](db::Work& work) {
          CHECK(walk(work, request, wanted.size()).leads == wanted);
          CHECK(total(work, request.filter) == static_cast<std::int64_t>(wanted.size()));
        });
      }
    world.read([](db::Work& work) {
      each_crooked(work, [](const Crooked& crooked) { FAIL_CHECK("crooked: " << to_string(crooked.lead)); });
    });
  });
}

TEST_CASE("a search that very many match comes in the order of the page, wherever they lie in it") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const std::int64_t same = few + 20, others = 1'200;
    std::vector<Draft> drafts;
    for (std::int64_t i = 0; i < same + others; ++i) {
      const auto phone = "0912" + std::to_string(1'000'000 + i);
      const bool last = i < same;
      const std::string name = last ? "یاسمن راد" : "آرش راد";
      drafts.push_back(form_draft({{"full_name", name.c_str()}, {"phone", phone.c_str()}}));
      drafts.back().created_at = start - time::seconds(last ? i : i + 500);
    }
    world.write([&](db::Work& work) { upsert_many(work, drafts); });
    database.read(world.as_user(5), [&](db::Work& work) {
      for (const auto* typed : {"یا", "یاسمن را"})
        for (const auto* order : {"-created_at", "created_at", "name", "-name", "-last_activity_at"}) {
          CAPTURE(order);
          ListRequest request{.sort = sort_of(order), .limit = 500};
          request.filter.q = typed;
          const auto rows = walk(work, request, static_cast<std::size_t>(same)).rows;
          CHECK(static_cast<std::int64_t>(rows.size()) == same);
          CHECK(std::is_sorted(rows.begin(), rows.end(), [&](const LeadRow& a, const LeadRow& b) {
            const auto key = [&](const LeadRow& row) { return std::pair(row.created_at, row.id); };
            if (std::string_view(order) == "created_at") return key(a) < key(b);
            return std::string_view(order) == "-created_at" && key(b) < key(a);
          }));
          request.limit = 6;
          CHECK(list(work, request).rows.size() == 6);
        }
      // With something else that narrows it: the terms alone do not tell the total.
      ListRequest narrowed{.limit = 500};
      narrowed.filter.q = "راد";
      narrowed.filter.created_from = start - time::seconds(600);
      CHECK(walk(work, narrowed, 601).rows.size() == 601);
      // Of a piece of the list alone, as a page of two words that very many have in common is looked for.
      Filter two;
      two.q = "یاسمن را";
      const Search search(work, two, {});
      rules::Places places;
      places.put(work.workspace());
      const auto piece = "SELECT l.id FROM leads l WHERE l.workspace_id = $1 AND l.created_at >= " +
                         places.put(start - time::seconds(600));
      const auto found = search.leads(places, piece);
      CHECK(work.query_text("SELECT count(DISTINCT f.lead_id) FROM (" + found + ") AS f", places.params)[0].integer(
                0) == 601);
    });
  });
}
