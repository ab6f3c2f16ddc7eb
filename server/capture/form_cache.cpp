#include "capture/form_cache.hpp"

namespace sarnakh::capture {

namespace {
constexpr std::size_t most_forms = 1000;
}

std::shared_ptr<const Form> FormCache::find(db::Database& database, const db::Scope& scope,
                                            const std::string& public_id) {
  std::shared_ptr<const Form> kept;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = forms_.find(public_id); found != forms_.end()) kept = found->second;
  }
  std::optional<FormAddress> address;
  if (kept)
    address = FormAddress{kept->workspace, kept->id};
  else
    database.read(scope, [&](db::Work& work) { address = find_address(work, public_id); });
  if (!address) return nullptr;
  auto inside = scope;
  inside.caller.workspace = address->workspace;
  database.read(inside, [&](db::Work& work) {
    if (!kept || form_version(work, address->form) != kept->version)
      kept = std::make_shared<const Form>(load_form(work, address->form));
  });
  const std::lock_guard lock(mutex_);
  if (forms_.size() >= most_forms) forms_.clear();
  forms_[public_id] = kept;
  return kept;
}

}  // namespace sarnakh::capture
