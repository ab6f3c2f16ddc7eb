#include "sources/catalogue.hpp"

#include <map>

#include "sources/arrival.hpp"

namespace sarnakh::sources {

namespace {

const std::map<std::string_view, json::LocalText>& labels() {
  static const std::map<std::string_view, json::LocalText> texts{
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
  return texts;
}

}  // namespace

void add_to_catalogue(rules::Catalogue& all) {
  auto* channel = all.field("channel");
  for (const auto word : channels()) {
    const auto label = labels().find(word);
    const std::string key{word};
    channel->choices.push_back({key, label == labels().end() ? json::LocalText{key, key} : label->second});
  }
}

}  // namespace sarnakh::sources
