// What conditions can say of forms: their names, and for what their boxes ask consent.

#include <set>

#include "capture/capture.hpp"
#include "capture/store.hpp"
#include "consent/consent.hpp"

namespace sarnakh::capture {

void add_to_catalogue(db::Work& work, rules::Catalogue& all) {
  std::vector<std::pair<FormId, json::LocalText>> forms;
  std::set<std::string> purposes{"contact", "newsletter"};
  for (const auto& form : list_forms(work)) {
    forms.emplace_back(form.id, form.content.title);
    for (const auto& box : form.content.consents) purposes.insert(box.purpose);
  }
  leads::name_forms(all, forms);
  consent::name_purposes(all, {purposes.begin(), purposes.end()});
}

}  // namespace sarnakh::capture
