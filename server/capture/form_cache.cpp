#include "capture/form_cache.hpp"

namespace sarnakh::capture {

namespace {
constexpr std::size_t most_forms = 1000;
}

KnownForm FormCache::kept(const std::string& public_id) {
  const std::lock_guard lock(mutex_);
  const auto found = forms_.find(public_id);
  return found == forms_.end() ? KnownForm{} : found->second;
}

KnownForm FormCache::recall(db::Database& database, const db::Scope& scope, const std::string& public_id) {
  auto known = kept(public_id);
  return known.form ? known : find(database, scope, public_id);
}

KnownForm FormCache::find(db::Database& database, const db::Scope& scope, const std::string& public_id) {
  auto known = kept(public_id);
  std::optional<FormAddress> address;
  if (known.form)
    address = FormAddress{known.form->workspace, known.form->id};
  else
    database.read(scope, [&](db::Work& work) { address = find_address(work, public_id); });
  if (!address) return {};
  auto inside = scope;
  inside.caller.workspace = address->workspace;
  database.read(inside, [&](db::Work& work) {
    if (known.form && form_version(work, address->form) == known.form->version) return;
    known.form = std::make_shared<const Form>(load_form(work, address->form));
    known.workspace = accounts::workspace_of(work);
  });
  const std::lock_guard lock(mutex_);
  if (forms_.size() >= most_forms) forms_.clear();
  forms_[public_id] = known;
  return known;
}

}  // namespace sarnakh::capture
