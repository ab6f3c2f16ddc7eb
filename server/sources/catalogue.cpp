#include "sources/catalogue.hpp"

#include "sources/channels.hpp"

namespace sarnakh::sources {

void add_to_catalogue(db::Work& work, rules::Catalogue& all) {
  auto* field = all.field("channel");
  for (auto& channel : list_channels(work))
    field->choices.push_back(
        {.key = std::move(channel.key), .label = std::move(channel.label), .archived = channel.archived});
}

}  // namespace sarnakh::sources
