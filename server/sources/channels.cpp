#include "sources/channels.hpp"

#include <algorithm>

#include "accounts/accounts.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/utf8.hpp"
#include "leads/named_list.hpp"
#include "sources/sources_sql.hpp"

namespace sarnakh::sources {

namespace {

constexpr std::ptrdiff_t most_own = 40;
constexpr std::size_t longest_label = 60;
constexpr std::size_t longest_key = 36;  // bytes; with a number behind it no more than a touch holds

std::vector<Channel> known_by_the_program() {
  std::vector<Channel> all{
      {"search_organic", {"جستجو", "Search"}},
      {"search_paid", {"جستجوی پولی", "Paid search"}},
      {"own_site", {"سایت خودمان", "Own site"}},
      {"social_own", {"شبکهٔ اجتماعی خودمان", "Own social page"}},
      {"social_other", {"شبکهٔ اجتماعی", "Social network"}},
      {"catalogue", {"فهرست و مقایسه", "Catalogue"}},
      {"forum", {"انجمن", "Forum"}},
      {"cpa", {"همکاری در فروش", "Affiliate"}},
      {"video", {"ویدئو", "Video"}},
      {"banner", {"بنر", "Banner"}},
      {"retargeting", {"بازهدف‌گیری", "Retargeting"}},
      {"email", {"ایمیل", "E-mail"}},
      {"sms", {"پیامک", "SMS"}},
      {"event", {"رویداد", "Event"}},
      {"cold_call", {"تماس سرد", "Cold call"}},
      {"referral", {"معرفی", "Referral"}},
      {"direct", {"مستقیم", "Direct"}},
  };
  for (auto& channel : all) channel.position = leads::next_position(all);
  return all;
}

json::LocalText checked_label(const std::vector<Channel>& all, std::string_view key, const json::LocalText& wished) {
  auto label = leads::free_label(all, key, wished);
  for (const auto& [name, text] : {std::pair<const char*, const std::string&>{"fa", label.fa}, {"en", label.en}})
    if (text::length(text) > longest_label)
      throw Problem{"too_long", std::string("/label/") + name, {{"most", std::to_string(longest_label)}}};
  return label;
}

// What is as the program has it is not kept, so that a better word of a later version counts.
void save(db::Work& work, const Channel& channel) {
  auto label = channel.label;
  if (const auto* known = find_channel(built_in_channels(), channel.key); known != nullptr && known->label == label)
    label = {};
  work.run(sql::save_channel, {work.workspace(), channel.key, label.fa, label.en, channel.archived, channel.position});
}

}  // namespace

std::span<const Channel> built_in_channels() {
  static const auto all = known_by_the_program();
  return all;
}

std::vector<Channel> channels_with(std::vector<Channel> said) {
  const auto known = built_in_channels();
  std::vector<Channel> all{known.begin(), known.end()};
  for (auto& channel : said) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const Channel& one) { return one.key == channel.key; });
    channel.own = at == all.end();
    if (channel.own) {
      all.push_back(std::move(channel));
      continue;
    }
    if (channel.label.empty()) channel.label = at->label;
    *at = std::move(channel);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Channel& one, const Channel& other) { return one.position < other.position; });
  return all;
}

std::vector<Channel> list_channels(db::Work& work) {
  std::vector<Channel> said;
  for (const auto row : work.query(sql::find_channels, {work.workspace()}))
    said.push_back({row.text(0), {row.text(1), row.text(2)}, true, row.boolean(3), row.integer(4)});
  return channels_with(std::move(said));
}

const Channel* find_channel(std::span<const Channel> channels, std::string_view key) {
  const auto at = std::find_if(channels.begin(), channels.end(), [&](const Channel& one) { return one.key == key; });
  return at == channels.end() ? nullptr : &*at;
}

std::string plain_word(std::string_view word) {
  std::string plain;
  for (const auto& part : text::search_words(word)) plain += (plain.empty() ? "" : " ") + part;
  return plain;
}

const Channel* channel_called(std::span<const Channel> channels, std::string_view word) {
  const auto called = plain_word(word);
  if (called.empty()) return nullptr;
  const auto at = std::find_if(channels.begin(), channels.end(), [&](const Channel& one) {
    return plain_word(one.key) == called || plain_word(one.label.fa) == called || plain_word(one.label.en) == called;
  });
  return at == channels.end() ? nullptr : &*at;
}

bool is_channel(db::Work& work, std::string_view key) {
  return find_channel(built_in_channels(), key) != nullptr || find_channel(list_channels(work), key) != nullptr;
}

Channel add_channel(db::Work& work, const NewChannel& wish) {
  auto all = list_channels(work);
  if (std::count_if(all.begin(), all.end(), [](const Channel& one) { return one.own; }) >= most_own)
    throw Problem{"too_many_channels", "", {{"most", std::to_string(most_own)}}};
  Channel channel{
      .key = {}, .label = checked_label(all, "", wish.label), .own = true, .position = leads::next_position(all)};
  all.push_back({.key = "none"});  // a list asks so for those whose channel nobody knows
  const std::string key{text::cut(leads::key_from(wish.key, channel.label), longest_key)};
  channel.key = leads::free_key(all, key, wish.key && !wish.key->empty(), "channel");
  save(work, channel);
  accounts::audit(work, "channel_added", "channel", 0, json::to_value(channel));
  return channel;
}

Channel change_channel(db::Work& work, std::string_view key, const ChannelChange& change) {
  const auto all = list_channels(work);
  const auto* before = find_channel(all, key);
  if (before == nullptr) throw Problem{"not_found"};
  auto channel = *before;
  if (change.label) {
    const auto* known = find_channel(built_in_channels(), key);
    channel.label = checked_label(all, key, known != nullptr && change.label->empty() ? known->label : *change.label);
  }
  channel.archived = change.archived.value_or(channel.archived);
  channel.position = change.position.value_or(channel.position);
  save(work, channel);
  auto detail = accounts::changes_between(json::to_value(*before), json::to_value(channel));
  detail.set("label", json::to_value(channel.label));
  accounts::audit(work, "channel_changed", "channel", 0, detail);
  return channel;
}

}  // namespace sarnakh::sources
