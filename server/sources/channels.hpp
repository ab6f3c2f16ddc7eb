#pragma once

// The channels of a workspace (B20). The program knows some by itself and names them; a workspace calls them as it
// likes, puts them in its own order, hides those that it never uses, and adds its own. A touch holds the key, which
// never changes, so nothing is taken away: what is hidden stays where it stands and is offered no more.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/json/describe.hpp"
#include "foundations/json/local_text.hpp"

namespace sarnakh::sources {

struct Channel {
  std::string key;
  json::LocalText label = {};
  bool own = false, archived = false;
  std::int64_t position = 0;
  static constexpr auto fields =
      json::fields(json::field("key", &Channel::key), json::field("label", &Channel::label),
                   json::field("own", &Channel::own, "Added by the workspace, not known to the program by itself"),
                   json::field("archived", &Channel::archived, "Stays where it stands and is offered no more"),
                   json::field("position", &Channel::position));
  static constexpr std::string_view schema_name = "Channel";
  bool operator==(const Channel&) const = default;
};

struct NewChannel {
  std::optional<std::string> key = {};  // made from the label when empty
  json::LocalText label = {};
  static constexpr auto fields =
      json::fields(json::field("key", &NewChannel::key, json::length{0, 40}), json::field("label", &NewChannel::label));
  static constexpr std::string_view schema_name = "NewChannel";
};
struct ChannelChange {
  std::optional<json::LocalText> label = {};
  std::optional<bool> archived = {};
  std::optional<std::int64_t> position = {};
  static constexpr auto fields = json::fields(
      json::field("label", &ChannelChange::label, "Empty: as the program calls it, of those that it knows by itself"),
      json::field("archived", &ChannelChange::archived), json::field("position", &ChannelChange::position));
  static constexpr std::string_view schema_name = "ChannelChange";
};

// Those that the program knows, in the order in which it shows them.
std::span<const Channel> built_in_channels();

// What a workspace said of channels, put over what the program knows; in their order, archived ones too.
std::vector<Channel> channels_with(std::vector<Channel> said);

std::vector<Channel> list_channels(db::Work& work);
const Channel* find_channel(std::span<const Channel> channels, std::string_view key);
// The one that is called so, by its key or in either language, however it is written; nullptr when none is.
const Channel* channel_called(std::span<const Channel> channels, std::string_view word);
// What is left of a word when it does not matter how it is written: "E-Mail", "e_mail" and «e mail» are one.
std::string plain_word(std::string_view word);
// Whether the Work's workspace has it, archived or not.
bool is_channel(db::Work& work, std::string_view key);

// Problem "label_required", "name_taken", "key_taken", "too_many_channels".
Channel add_channel(db::Work& work, const NewChannel& wish);
// Problem "not_found", "label_required", "name_taken".
Channel change_channel(db::Work& work, std::string_view key, const ChannelChange& change);

}  // namespace sarnakh::sources
