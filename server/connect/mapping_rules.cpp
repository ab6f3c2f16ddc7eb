#include "connect/mapping_rules.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/phone.hpp"
#include "leads/custom_names.hpp"

namespace sarnakh::connect {

namespace {

// Only letters and digits of the folded name: "E-mail 1 - Value", "e_mail" and «ایمیل:» lose what differs, and so does
// a question its mark.
std::string bare(std::string_view name) {
  constexpr std::array<std::string_view, 2> marks{"؟", "’"};
  auto key = text::search_key(name);
  for (const auto mark : marks)
    for (auto at = key.find(mark); at != std::string::npos; at = key.find(mark)) key.erase(at, mark.size());
  std::string result;
  for (const char byte : key) {
    const auto code = static_cast<unsigned char>(byte);
    if (code >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z')) result += byte;
  }
  return result;
}

bool mostly(const std::vector<std::string>& samples, auto matches) {
  const auto good = std::count_if(samples.begin(), samples.end(), matches);
  return !samples.empty() && static_cast<std::size_t>(good) * 5 >= samples.size() * 4;
}

bool is_number(const std::string& value) {
  const auto digits = text::ascii_digits(value);
  if (digits.empty()) return false;
  std::size_t used = 0;
  try {
    std::stod(digits, &used);
  } catch (const std::exception&) {
    return false;
  }
  return used == digits.size();
}

std::string guess_by_values(const std::vector<std::string>& samples) {
  if (mostly(samples, [](const auto& value) { return text::parse_email(value).has_value(); })) return "email";
  if (mostly(samples, [](const auto& value) {
        const auto phone = text::parse_phone(value);
        return value.size() >= 10 && phone.has_value();
      }))
    return "phone";
  if (mostly(samples, is_number)) return "new:number";
  return "new:text";
}

// The file of Meta's lead ads (Facebook, Instagram): its ids are no columns that anybody wants to fill in, its status
// is not ours, and the network is where the person came from.
bool is_of_meta(const std::vector<Column>& columns) {
  constexpr std::array<std::string_view, 5> known{"adid", "adsetid", "campaignid", "formid", "platform"};
  return std::all_of(known.begin(), known.end(), [&](std::string_view name) {
    return std::any_of(columns.begin(), columns.end(), [&](const Column& column) { return bare(column.name) == name; });
  });
}
std::string target_of_meta(std::string_view name) {
  constexpr std::array<std::string_view, 8> left_out{"adid",   "adsetid",  "adsetname", "campaignid",
                                                     "formid", "inboxurl", "isorganic", "leadstatus"};
  if (name == "platform") return "utm_source";
  return std::find(left_out.begin(), left_out.end(), name) != left_out.end() ? "skip" : "";
}

// «نام» beside a family name is the first name; alone it is the whole name.
void split_name(std::vector<Column>& columns) {
  const auto of = [&columns](std::string_view target) {
    return std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.target == target; });
  };
  if (of("last_name") == columns.end() || of("first_name") != columns.end()) return;
  const auto whole = of("full_name");
  if (whole != columns.end() && (bare(whole->name) == bare("نام") || bare(whole->name) == "name"))
    whole->target = "first_name";
}

// Targets that a lead has many of.
bool may_repeat(std::string_view target) {
  return target == "phone" || target == "email" || target == "note" || target == "skip" ||
         target.find(':') != std::string_view::npos;
}

}  // namespace

const std::vector<Target>& targets() {
  static const std::vector<Target> list{
      {"full_name",
       {"name", "نام", "fullname", "contactname", "leadname", "customername", "نام و نام خانوادگی", "نام کامل",
        "نام مشتری", "title", "your name", "your full name", "what is your name", "whats your name", "نام شما",
        "نام شما چیست", "نام و نام خانوادگی شما"}},
      {"first_name", {"firstname", "givenname", "fname", "نام کوچک", "your first name", "whats your first name"}},
      {"last_name",
       {"lastname", "surname", "familyname", "lname", "نام خانوادگی", "فامیل", "فامیلی", "your last name",
        "whats your last name"}},
      {"phone",
       {"phone",
        "phonenumber",
        "mobile",
        "mobilephone",
        "mobilenumber",
        "cell",
        "tel",
        "telephone",
        "workphone",
        "phone1",
        "phone2",
        "تلفن",
        "موبایل",
        "شماره",
        "your phone",
        "your phone number",
        "whats your phone number",
        "شماره شما",
        "شماره تماس شما",
        "شماره موبایل شما",
        "شماره تماس",
        "شماره تلفن",
        "شماره موبایل",
        "تلفن همراه",
        "همراه",
        "شماره همراه",
        "تلفن ثابت"}},
      {"email",
       {"email", "emailaddress", "mail", "workemail", "email1value", "ایمیل", "پست الکترونیک", "رایانامه", "آدرس ایمیل",
        "your email", "your email address", "whats your email", "ایمیل شما"}},
      {"organisation",
       {"company", "companyname", "companytitle", "organisation", "organization", "associatedcompany", "employer",
        "شرکت", "نام شرکت", "سازمان"}},
      {"job_title", {"jobtitle", "position", "post", "role", "occupation", "سمت", "شغل", "عنوان شغلی"}},
      {"status", {"status", "leadstatus", "stage", "outcome", "result", "statusid", "وضعیت", "نتیجه"}},
      {"created_at",
       {"createdate", "createdat", "created", "createdtime", "date", "timestamp", "submittedat", "تاریخ", "تاریخ ثبت",
        "تاریخ ایجاد"}},
      {"product", {"product", "productofinterest", "interest", "service", "محصول", "خدمت", "محصول مورد علاقه"}},
      {"needs", {"needs", "need", "message", "request", "درخواست", "نیاز", "پیام"}},
      {"place", {"city", "place", "location", "town", "شهر", "محل", "استان"}},
      {"stage", {"buyingstage", "buyerstage", "stageofbuying", "lifecyclestage", "مرحله خرید"}},
      {"note", {"note", "notes", "comment", "comments", "description", "توضیح", "توضیحات", "یادداشت"}},
      {"external_id", {"id", "leadid", "contactid", "recordid", "recid", "externalid", "شناسه", "کد"}},
      {channel_target, {"channel", "leadchannel", "کانال", "کانال ورودی", "راه آشنایی", "نحوه آشنایی"}},
      {"utm_source", {"utmsource", "source", "sourceid", "leadsource", "منبع"}},
      {"utm_medium", {"utmmedium", "medium"}},
      {"utm_campaign", {"utmcampaign", "campaignname", "کمپین"}},
      {"handle:instagram", {"instagram", "instagramid", "اینستاگرام"}},
      {"handle:telegram", {"telegram", "telegramid", "تلگرام"}},
      {"handle:whatsapp", {"whatsapp", "واتساپ"}},
      {"handle:linkedin", {"linkedin", "لینکدین"}},
      {"skip", {}},
  };
  return list;
}

bool is_target(std::string_view word) {
  if (const auto key = leads::key_of_custom_target(word)) return !key->empty();
  if (word.starts_with("new:")) {
    constexpr std::string_view types[] = {"text",   "number",       "money",  "date",
                                          "choice", "multi_choice", "yes_no", "link"};
    return std::find(std::begin(types), std::end(types), word.substr(4)) != std::end(types);
  }
  return std::any_of(targets().begin(), targets().end(), [&](const Target& target) { return target.word == word; });
}

void guess_targets(std::vector<Column>& columns, const std::vector<std::string>& custom_keys) {
  std::set<std::string> given, names;
  for (const auto& column : columns) names.insert(bare(column.name));
  const bool of_meta = is_of_meta(columns);
  for (auto& column : columns) {
    const auto name = bare(column.name);
    column.target.clear();
    for (const auto& target : targets())
      for (const auto& known : target.names)
        if (bare(known) == name) column.target = target.word;
    if (of_meta)
      if (auto target = target_of_meta(name); !target.empty()) column.target = std::move(target);
    const auto key = key_of_name(column.name);
    if (column.target.empty() && std::find(custom_keys.begin(), custom_keys.end(), key) != custom_keys.end())
      column.target = leads::custom_target(key);
    if (column.target.empty()) column.target = guess_by_values(column.samples);
    // A column called "contact" or "status" twice: the second is a field of its own.
    if (may_repeat(column.target)) continue;
    const auto meant = bare(column.target);
    const bool for_another = meant != name && names.contains(meant);
    if (for_another || !given.insert(column.target).second) column.target = "new:text";
  }
  split_name(columns);
}

std::string_view without_letter_of_meta(std::string_view value, std::string_view target) {
  const auto rest = value.substr(std::min<std::size_t>(2, value.size()));
  const bool phone = target == "phone" && value.starts_with("p:");
  const bool id = target == "external_id" && value.starts_with("l:") && !rest.empty() &&
                  rest.find_first_not_of("0123456789") == std::string_view::npos;
  return phone || id ? rest : value;
}

bool is_test_of_meta(std::string_view value) {
  return value.find("<test lead: dummy data for") != std::string_view::npos;
}

std::string key_of_name(std::string_view name) {
  std::string key;
  for (const auto& word : text::search_words(name)) key += (key.empty() ? "" : "_") + word;
  if (key.size() > 60) {
    key.resize(60);
    while (!key.empty() && (static_cast<unsigned char>(key.back()) & 0xC0) == 0x80) key.pop_back();
    if (!key.empty() && static_cast<unsigned char>(key.back()) >= 0xC0) key.pop_back();
  }
  return key.empty() ? "field" : key;
}

}  // namespace sarnakh::connect
