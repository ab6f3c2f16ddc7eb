#pragma once

// Forms that visitors look at, read once and kept until their version changes: a form is a text of some kilobytes, and
// reading it costs more than everything else on the way of a submission to its Work.

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "accounts/accounts.hpp"
#include "capture/store.hpp"

namespace sarnakh::capture {

struct KnownForm {
  std::shared_ptr<const Form> form;  // nullptr: no such link
  accounts::Workspace workspace;     // as it was when the form was read: good for guesses only
};

class FormCache {
 public:
  // The form at that public link as it is now.
  KnownForm find(db::Database& database, const db::Scope& scope, const std::string& public_id);
  // The same as it was when it was read last. Who writes with it compares the version in that write.
  KnownForm recall(db::Database& database, const db::Scope& scope, const std::string& public_id);

 private:
  KnownForm kept(const std::string& public_id);

  std::mutex mutex_;
  std::map<std::string, KnownForm> forms_;
};

}  // namespace sarnakh::capture
