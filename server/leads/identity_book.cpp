#include "leads/identity_book.hpp"

#include <algorithm>

#include "foundations/db/errors.hpp"
#include "leads/leads_sql.hpp"

namespace sarnakh::leads {

void IdentityBook::expect(WorkspaceId workspace, const std::vector<std::string>& keys) {
  for (const auto& key : keys) expected_.emplace(workspace, key);
}

std::map<std::string, LeadId> IdentityBook::owners(db::Work& work, const std::vector<std::string>& keys) {
  const auto workspace = work.workspace();
  std::vector<std::string> unknown;
  for (const auto& key : keys)
    if (!known_.contains({workspace, key})) unknown.push_back(key);
  if (!unknown.empty()) ask(work, unknown);
  std::map<std::string, LeadId> owners;
  for (const auto& key : keys)
    if (const auto owner = known_.at({workspace, key})) owners.emplace(key, owner);
  return owners;
}

void IdentityBook::ask(db::Work& work, const std::vector<std::string>& keys) {
  const auto workspace = work.workspace();
  auto asked = keys;
  for (auto at = expected_.lower_bound({workspace, ""}); at != expected_.end() && at->first == workspace;
       at = expected_.erase(at))
    if (!known_.contains(*at)) asked.push_back(at->second);
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  for (const auto& key : asked) known_[{workspace, key}] = LeadId{};
  // What has been claimed and not written yet is known here.
  for (const auto row : work.query_without_late(sql::find_identities, {workspace, db::list_of(asked)}))
    known_[{workspace, row.text(0)}] = row.id<LeadId>(1);
}

void IdentityBook::claim(WorkspaceId workspace, const std::string& key, LeadId lead) {
  claims_.push_back({{workspace, key}, lead});
  known_[claims_.back().key] = lead;
}

void IdentityBook::cut(std::size_t size) {
  for (auto claim = claims_.begin() + static_cast<std::ptrdiff_t>(size); claim != claims_.end(); ++claim)
    known_.erase(claim->key);
  claims_.resize(size);
}

// In the order of the keys, so that two servers never wait for each other's.
void IdentityBook::write(db::Work& work) {
  std::sort(claims_.begin(), claims_.end(), [](const Claim& a, const Claim& b) { return a.key < b.key; });
  std::vector<db::Param> params;
  for (const auto& claim : claims_)
    for (const db::Param& param : std::initializer_list<db::Param>{claim.key.first, claim.key.second, claim.lead})
      params.push_back(param);
  const auto written = static_cast<std::size_t>(work.run_many(sql::insert_identities, params));
  if (written < claims_.size()) throw db::TryAgain("a phone or e-mail was taken at this moment");
  claims_.clear();
}

void IdentityBook::clear() {
  expected_.clear();
  known_.clear();
  claims_.clear();
}

}  // namespace sarnakh::leads
