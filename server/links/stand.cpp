#include "links/stand.hpp"

#include "links/link.hpp"

namespace sarnakh::links {

std::optional<StandPlace> find_stand(db::Work& work, std::string_view key) {
  const auto place = find_place(work, key);
  if (!place) return std::nullopt;
  return StandPlace{place->workspace, place->link};
}

std::optional<Stand> stand_of(db::Work& work, LinkId id, std::string_view key) {
  const auto link = load_link(work, id);
  if (!link.form) return std::nullopt;
  return Stand{link.id, link.token, link.name, *link.form, link.stand_key != key};
}

}  // namespace sarnakh::links
