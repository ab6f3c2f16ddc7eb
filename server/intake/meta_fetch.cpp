#include "intake/meta_fetch.hpp"

#include "capture/roads.hpp"
#include "intake/intake.hpp"
#include "intake/intake_sql.hpp"
#include "intake/receive.hpp"
#include "leads/leads.hpp"

namespace sarnakh::intake {

namespace {

using capture::Reason;

constexpr std::string_view job_kind = "fetch_meta_leads";
constexpr auto pause = time::minutes(5);
// Of leads that Meta does not know any more, in one round: they are asked for again with every round.
constexpr int most_gone = 20;

// What passes by itself; the rest needs somebody who mends it.
bool passes(MetaFailure failure) {
  return failure == MetaFailure::unreachable || failure == MetaFailure::too_many ||
         failure == MetaFailure::answered_oddly;
}

json::Value payload_of(AddressId address) { return json::Object{{"address", to_string(address)}}; }

void fetch_at(db::Work& work, AddressId address, Instant due) {
  jobs::enqueue(work, job_kind, payload_of(address), due, to_string(address));
}

// One round over the leads that wait at an address, the newest first: who came a minute ago is called first.
class Round {
 public:
  Round(db::Database& database, const db::Scope& scope, const MetaPlace& place, AddressId address)
      : database_(database), scope_(scope), place_(place), address_(address) {}

  void run() {
    subscribe();
    const auto failure = go_over_all();
    database_.write(scope_, [&](db::Work& work) {
      const auto word = failure ? json::name_of_enum(*failure) : std::string_view{};
      work.run(sql::meta_round_ended, {work.workspace(), address_, word, work.now()});
      if (failure && passes(*failure)) fetch_at(work, address_, work.now() + pause);
    });
  }

 private:
  // The page's owner has to let the app be told of its leads, which is forgotten easily: we ask for it. A token that
  // may not do that may read leads all the same.
  void subscribe() {
    const auto connection = database_.read(scope_, [&](db::Work& work) { return load_connection(work, address_); });
    if (connection.page_token.empty() || connection.subscribed_at) return;
    if (!says_subscribed(outbound::ask(place_.guard, subscription(access_by(connection))))) return;
    database_.write(scope_, [&](db::Work& work) {
      work.run(sql::meta_subscribed, {work.workspace(), address_, work.now()});
    });
  }

  // Why some of them are still waiting; nothing when none is.
  std::optional<MetaFailure> go_over_all() {
    int gone = 0;
    SubmissionId before;
    while (true) {
      const auto [connection, waiting] = database_.read(scope_, [&](db::Work& work) {
        return std::pair{load_connection(work, address_),
                         capture::newest_waiting_at(work, address_.value, Reason::not_fetched, before)};
      });
      if (waiting.empty()) break;
      if (connection.page_token.empty()) return MetaFailure::not_connected;
      for (const auto& one : waiting) {
        const auto lead = ask(connection, lead_of_notice(one.body));
        if (lead)
          take(one.submission, *lead);
        else if (lead.error() != MetaFailure::lead_gone || ++gone == most_gone)
          return lead.error();
      }
      before = waiting.back().submission;
    }
    return gone == 0 ? std::nullopt : std::optional(MetaFailure::lead_gone);
  }

  MetaAccess access_by(const MetaConnection& connection) const {
    return {place_.graph_url, connection.app_secret, connection.page_token};
  }

  // A token without rights on the advertisements still reads who the person is.
  Expected<std::string, MetaFailure> ask(const MetaConnection& connection, const std::string& lead) {
    if (lead.empty()) return MetaFailure::lead_gone;
    const auto access = access_by(connection);
    const auto with = [&](MetaDetail detail) {
      return lead_of_answer(outbound::ask(place_.guard, question(access, lead, detail)));
    };
    auto answer = with(MetaDetail::all);
    if (!answer && answer.error() == MetaFailure::permission_missing) answer = with(MetaDetail::basic);
    return answer;
  }

  void take(SubmissionId submission, const std::string& lead) {
    const auto known = database_.read(scope_, [&](db::Work& work) { return known_address(work, address_); });
    const auto arrival = arrival_again(known, lead);
    database_.write(
        scope_,
        [&](db::Work& work) {
          if (!capture::waits(work, submission, Reason::not_fetched)) return;  // another round was quicker
          capture::arrive_again(work, submission, arrival);
          work.run(sql::meta_fetched, {work.workspace(), address_, work.now()});
        },
        leads::will_upsert(scope_.caller.workspace, arrival.draft, known.home.phones()));
  }

  db::Database& database_;
  const db::Scope& scope_;
  const MetaPlace& place_;
  AddressId address_;
};

}  // namespace

MetaConnection load_connection(db::Work& work, AddressId address) {
  MetaConnection connection;
  const auto row = work.one(sql::load_meta_connection, {work.workspace(), address});
  if (!row) return connection;
  connection.app_secret = row->text(0);
  connection.page_token = row->text(1);
  connection.subscribed_at = row->maybe_instant(2);
  connection.fetched_at = row->maybe_instant(3);
  connection.failure = json::enum_of_name<MetaFailure>(row->view(4));
  connection.failed_at = row->maybe_instant(5);
  return connection;
}

void connect_meta(db::Work& work, AddressId address, std::string_view app_secret, std::string_view page_token) {
  work.run(sql::save_meta_connection, {work.workspace(), address, app_secret, page_token});
}

void fetch_soon(db::Work& work, AddressId address) { fetch_at(work, address, work.now()); }

void fetch_now(db::Work& work, AddressId address) {
  jobs::enqueue(work, job_kind, payload_of(address), {}, "now:" + to_string(address));
}

std::vector<jobs::JobHandler> job_handlers(const MetaPlace& meta) {
  return {{std::string(job_kind), [place = meta](db::Database& database, const db::Scope& scope, const jobs::Job& job) {
             const AddressId address{parse_id(job.payload["address"].as_string().value_or("")).value_or(0)};
             Round(database, scope, place, address).run();
           }}};
}

}  // namespace sarnakh::intake
