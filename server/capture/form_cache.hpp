#pragma once

// Forms that visitors look at, read once and kept until their version changes: a form is a text of some kilobytes, and
// reading it costs more than everything else on the way of a submission to its Work.

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "capture/store.hpp"

namespace sarnakh::capture {

class FormCache {
 public:
  // The form at that public link as it is now; nullptr for a link that is none.
  std::shared_ptr<const Form> find(db::Database& database, const db::Scope& scope, const std::string& public_id);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Form>> forms_;
};

}  // namespace sarnakh::capture
