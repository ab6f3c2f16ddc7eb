// Phones, e-mails and handles of one card, each an item with an id of its own.

#include <algorithm>

#include "foundations/text/email.hpp"
#include "foundations/text/phone.hpp"
#include "leads/edit.hpp"
#include "leads/grade_rules.hpp"
#include "leads/hidden_fields.hpp"
#include "leads/merge_rules.hpp"

namespace sarnakh::leads {

namespace {

template <class Enum>
void read_word(const std::optional<std::string>& word, Enum& into) {
  if (!word) return;
  const auto known = json::enum_of_name<Enum>(*word);
  if (!known) throw Problem{"word_unknown", "/type"};
  into = *known;
}

template <class Item>
void make_primary(std::vector<Item>& items, const std::string& id) {
  for (auto& item : items) item.primary = item.id == id;
}
template <class Item>
void keep_one_primary(std::vector<Item>& items) {
  if (!items.empty() && std::none_of(items.begin(), items.end(), [](const Item& item) { return item.primary; }))
    items.front().primary = true;
}

// Applies the change to an item; each kind reads its own value.
void apply(Phone& phone, const ContactChange& change, const Settings& settings, const Details&) {
  if (change.value) {
    const auto parsed = text::parse_phone(*change.value, settings.phone_home());
    if (!parsed) throw Problem{"phone_invalid", "/value"};
    phone.value = parsed->dialled();
    phone.type = parsed->kind == text::PhoneKind::mobile     ? PhoneType::mobile
                 : parsed->kind == text::PhoneKind::landline ? PhoneType::landline
                                                             : PhoneType::other;
  }
  read_word(change.type, phone.type);
  if (change.restrictions) phone.restrictions = *change.restrictions;
}
void apply(Email& email, const ContactChange& change, const Settings&, const Details& details) {
  if (change.value) {
    const auto parsed = text::parse_email(*change.value);
    if (!parsed) throw Problem{"email_invalid", "/value"};
    email.value = parsed->address;
    email.type = email_type_of(parsed->key, details.organisation.has_value());
  }
  read_word(change.type, email.type);
}
void apply(Handle& handle, const ContactChange& change, const Settings&, const Details&) {
  if (change.network) handle.network = *change.network;
  if (change.value) handle.value = clean_handle(handle.network, *change.value);
  if (handle.value.empty()) throw Problem{"required", "/value"};
}

json::Value shown(const Phone& item) { return item.value; }
json::Value shown(const Email& item) { return item.value; }
json::Value shown(const Handle& item) { return std::string(json::name_of_enum(item.network)) + ":" + item.value; }

template <class Item>
constexpr std::string_view name_of_list = std::is_same_v<Item, Phone>   ? "phones"
                                          : std::is_same_v<Item, Email> ? "emails"
                                                                        : "handles";

template <class Item>
void refuse_twice(const std::vector<Item>& items, const Item& item) {
  for (const auto& other : items)
    if (other.id != item.id && shown(other) == shown(item)) throw Problem{"contact_exists", "/value"};
}

template <class Item>
void tell(Edit& edit, json::Value from, json::Value to) {
  TimelineEntry entry{.kind = "field_changed"};
  entry.changes.push_back({std::string(name_of_list<Item>), std::move(from), std::move(to)});
  edit.entries.push_back(std::move(entry));
}

template <class Item>
void add(Edit& edit, std::vector<Item>& items, const ContactChange& contact, const Settings& settings) {
  if (!contact.value) throw Problem{"required", "/value"};
  if (items.size() >= 50) throw Problem{"too_many", "/value"};
  Item item;
  item.id = std::to_string(edit.lead.next_item++);
  item.origin = json::name_of_enum(edit.by.kind);
  apply(item, contact, settings, edit.lead);
  refuse_twice(items, item);
  tell<Item>(edit, {}, shown(item));
  const auto id = item.id;
  items.push_back(std::move(item));
  if constexpr (!std::is_same_v<Item, Handle>) {
    if (contact.primary.value_or(false)) make_primary(items, id);
    keep_one_primary(items);
  }
}

template <class Item>
typename std::vector<Item>::iterator item_at(std::vector<Item>& items, std::string_view id) {
  const auto at = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  if (at == items.end()) throw Problem{"not_found"};
  return at;
}

template <class Item>
void change(Edit& edit, std::vector<Item>& items, std::string_view id, const ContactChange& wanted,
            const Settings& settings) {
  auto& item = *item_at(items, id);
  const auto before = json::to_value(item);
  const auto from = shown(item);
  apply(item, wanted, settings, edit.lead);
  refuse_twice(items, item);
  if constexpr (!std::is_same_v<Item, Handle>) {
    if (wanted.primary.value_or(false)) make_primary(items, std::string(id));
    keep_one_primary(items);
  }
  const auto after = json::to_value(*item_at(items, id));
  if (before == after) return;
  const bool same_value = from == shown(*item_at(items, id));
  tell<Item>(edit, same_value ? before : from, same_value ? after : shown(*item_at(items, id)));
}

template <class Item>
void remove(Edit& edit, std::vector<Item>& items, std::string_view id) {
  const auto at = item_at(items, id);
  tell<Item>(edit, shown(*at), {});
  items.erase(at);
  if constexpr (!std::is_same_v<Item, Handle>) keep_one_primary(items);
}

template <class Act>
void with_list(Lead& lead, ContactKind kind, Act act) {
  switch (kind) {
    case ContactKind::phones:
      return act(lead.phones);
    case ContactKind::emails:
      return act(lead.emails);
    case ContactKind::handles:
      return act(lead.handles);
  }
}

// A contact that is somebody else's is refused by name: who may not see contacts must not try them out.
void refuse_hidden(const db::Work& work, ContactKind kind) {
  constexpr std::string_view names[] = {"phones", "emails", "handles"};
  HiddenFields(work.caller()).refuse(names[static_cast<std::size_t>(kind)], "/value");
}

}  // namespace

ShownLead add_contact(db::Work& work, LeadId lead, ContactKind kind, const ContactChange& contact) {
  refuse_hidden(work, kind);
  return edit(work, lead, [&](Edit& edit, const Settings& settings) {
    with_list(edit.lead, kind, [&](auto& items) { add(edit, items, contact, settings); });
  });
}

ShownLead change_contact(db::Work& work, LeadId lead, ContactKind kind, std::string_view item,
                         const ContactChange& wanted) {
  refuse_hidden(work, kind);
  return edit(work, lead, [&](Edit& edit, const Settings& settings) {
    with_list(edit.lead, kind, [&](auto& items) { change(edit, items, item, wanted, settings); });
  });
}

ShownLead remove_contact(db::Work& work, LeadId lead, ContactKind kind, std::string_view item) {
  refuse_hidden(work, kind);
  return edit(work, lead, [&](Edit& edit, const Settings&) {
    with_list(edit.lead, kind, [&](auto& items) { remove(edit, items, item); });
  });
}

}  // namespace sarnakh::leads
