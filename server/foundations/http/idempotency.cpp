#include <mutex>
#include <set>

#include "foundations/basics/random.hpp"
#include "foundations/http/http_sql.hpp"
#include "foundations/http/route.hpp"
#include "foundations/http/tokens.hpp"

namespace sarnakh::http {

namespace {

constexpr auto kept_for = time::days(1);
constexpr std::size_t longest_key = 255;

// The key with or without the quotes of a structured-field string.
std::string key_of(const Request& request) {
  auto key = trimmed(request.header("idempotency-key"));
  if (key.size() >= 2 && key.starts_with('"') && key.ends_with('"')) key = key.substr(1, key.size() - 2);
  if (key.size() > longest_key) throw Problem{"idempotency_key_too_long", {}, {{"most", std::to_string(longest_key)}}};
  return std::string(key);
}

std::string caller_of(const Caller& caller) {
  return std::string(name_of(caller.kind)) + ":" + std::to_string(caller.actor());
}

// With what is kept from whoever asks: an answer of before is not repeated to somebody who sees less now.
std::string hash_of(const Request& request, const Caller& caller) {
  auto text = std::string(name_of(request.method)) + " " + request.target + "\n" + request.body;
  for (const auto& hidden : caller.hidden) text += "\n" + hidden;
  return to_hex(hash_256(text));
}

std::string headers_text(const Answer& answer) {
  json::Value list{json::Array{}};
  for (const auto& header : answer.headers) list.array().push_back(json::Array{header.name, header.value});
  return json::write(list);
}

// The keys whose work is going on in this process. A second request does not wait for the first: it is told to come
// again. (Through another server it does wait, and finds the answer.)
class InFlight {
 public:
  explicit InFlight(std::string key) : key_(std::move(key)) {
    const std::lock_guard lock(mutex());
    if (keys().insert(key_).second) return;
    throw Problem::again_in(1, "idempotency_key_running");
  }
  ~InFlight() {
    const std::lock_guard lock(mutex());
    keys().erase(key_);
  }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  static std::set<std::string>& keys() {
    static std::set<std::string> all;
    return all;
  }
  std::string key_;
};

Answer answer_of(const db::Row& row) {
  Answer answer;
  answer.status = static_cast<int>(row.integer(1));
  answer.content_type = row.text(2);
  const auto headers = json::parse(row.view(3));
  for (const auto& pair : headers.as_array())
    answer.with(std::string(*pair.as_array().at(0).as_string()), std::string(*pair.as_array().at(1).as_string()));
  answer.body = row.text(4);
  answer.with("Idempotency-Replayed", "true");
  return answer;
}

}  // namespace

Answer idempotent(db::Database& database, const Call& call, const std::function<Answer(db::Work&)>& act,
                  const db::Ahead& ahead) {
  const auto scope = call.scope();
  const auto key = key_of(call.request);
  if (key.empty()) return database.write(scope, act, ahead);

  const auto caller = caller_of(call.caller);
  const auto hash = hash_of(call.request, call.caller);
  const InFlight running(to_string(scope.caller.workspace) + " " + caller + " " + key);
  const auto once = [&](db::Work& work) {
    const auto oldest = work.now() - kept_for;
    if (const auto found = work.one(sql::find_answer, {work.workspace(), caller, key, oldest})) {
      if (found->view(0) != hash) throw Problem{"idempotency_key_reused"};
      return answer_of(*found);
    }
    auto answer = act(work);
    work.run(sql::forget_answer, {work.workspace(), caller, key, oldest});
    work.run(sql::keep_answer, {work.workspace(), caller, key, hash, answer.status, answer.content_type,
                                headers_text(answer), answer.body, work.now()});
    return answer;
  };
  try {
    return database.write(scope, once, ahead);
  } catch (const db::UniqueViolation&) {
    // The same request came twice at once through two servers: the other was first, and its answer is there now.
    return database.write(scope, once, ahead);
  }
}

void forget_old_answers(db::Work& work) { work.run(sql::forget_old_answers, {work.now() - kept_for}); }

void forget_answers_about(db::Work& work, std::int64_t id) {
  const auto named = "%\"" + std::to_string(id) + "\"%";
  work.run(sql::forget_answers_about, {work.workspace(), named});
}

}  // namespace sarnakh::http
