#pragma once

// Whose a phone, an e-mail, a handle or a record is, as the writes of one group know it. The keys that they will
// probably look up are told ahead; the first that looks asks the database for all of them at once. What new leads claim
// is known here at once and written once for the group. When another server has taken a key meanwhile, the group runs
// again and finds the lead that has it.

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "foundations/basics/ids.hpp"
#include "foundations/db/late.hpp"

namespace sarnakh::leads {

class IdentityBook final : public db::Late {
 public:
  void expect(WorkspaceId workspace, const std::vector<std::string>& keys);
  // The owner of each key that has one.
  std::map<std::string, LeadId> owners(db::Work& work, const std::vector<std::string>& keys);
  // Of a key that has no owner.
  void claim(WorkspaceId workspace, const std::string& key, LeadId lead);

  std::vector<std::string> tables() const override { return {"lead_identities"}; }
  std::size_t size() const override { return claims_.size(); }
  void cut(std::size_t size) override;
  void write(db::Work& work) override;
  void changed() override { known_.clear(); }
  void clear() override;

 private:
  using Key = std::pair<WorkspaceId, std::string>;
  struct Claim {
    Key key;
    LeadId lead;
  };
  void ask(db::Work& work, const std::vector<std::string>& keys);

  std::set<Key> expected_;
  std::map<Key, LeadId> known_;  // 0: nobody's
  std::vector<Claim> claims_;
};

}  // namespace sarnakh::leads
