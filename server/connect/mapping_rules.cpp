#include "connect/mapping_rules.hpp"

#include <algorithm>
#include <set>

#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/phone.hpp"
#include "leads/custom_names.hpp"

namespace sarnakh::connect {

namespace {

// Only letters and digits of the folded name: "E-mail 1 - Value", "e_mail" and «ایمیل:» lose what differs.
std::string bare(std::string_view name) {
  std::string result;
  for (const char byte : text::search_key(name)) {
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
        "نام مشتری", "title"}},
      {"first_name", {"firstname", "givenname", "fname", "نام کوچک"}},
      {"last_name", {"lastname", "surname", "familyname", "lname", "نام خانوادگی", "فامیل", "فامیلی"}},
      {"phone",
       {"phone",      "phonenumber", "mobile",       "mobilephone", "mobilenumber", "cell",        "tel",
        "telephone",  "workphone",   "phone1",       "phone2",      "تلفن",         "موبایل",      "شماره",
        "شماره تماس", "شماره تلفن",  "شماره موبایل", "تلفن همراه",  "همراه",        "شماره همراه", "تلفن ثابت"}},
      {"email",
       {"email", "emailaddress", "mail", "workemail", "email1value", "ایمیل", "پست الکترونیک", "رایانامه",
        "آدرس ایمیل"}},
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
      {"note", {"note", "notes", "comment", "comments", "description", "توضیح", "توضیحات", "یادداشت"}},
      {"external_id", {"id", "leadid", "contactid", "recordid", "recid", "externalid", "شناسه", "کد"}},
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
  std::set<std::string> given;
  for (auto& column : columns) {
    const auto name = bare(column.name);
    column.target.clear();
    for (const auto& target : targets())
      for (const auto& known : target.names)
        if (bare(known) == name) column.target = target.word;
    const auto key = key_of_name(column.name);
    if (column.target.empty() && std::find(custom_keys.begin(), custom_keys.end(), key) != custom_keys.end())
      column.target = leads::custom_target(key);
    if (column.target.empty()) column.target = guess_by_values(column.samples);
    // A column called "contact" or "status" twice: the second is a field of its own.
    if (!may_repeat(column.target) && !given.insert(column.target).second) column.target = "new:text";
  }
  split_name(columns);
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
