#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <sstream>

#include "foundations/text/clean.hpp"
#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/identity.hpp"
#include "foundations/text/markup.hpp"
#include "foundations/text/name.hpp"
#include "foundations/text/network.hpp"
#include "foundations/text/phone.hpp"
#include "foundations/text/url.hpp"

using namespace sarnakh;
using namespace sarnakh::text;

namespace {
std::string phone(std::string_view typed) {
  const auto read = parse_phone(typed);
  return read ? read->e164 : std::string(name_of(read.error()));
}
std::string email(std::string_view typed) {
  const auto read = parse_email(typed);
  return read ? read->address : std::string(name_of(read.error()));
}
std::string url(std::string_view typed) {
  const auto read = parse_url(typed);
  return read ? to_string(*read) : std::string(name_of(read.error()));
}
bool refused(std::string_view code) { return code.find('@') == std::string_view::npos; }
}  // namespace

TEST_CASE("what a person calls the same word has the same key") {
  CHECK(search_key("يگانه‌ي كريمي") == search_key("یگانه ی کریمی"));
  CHECK(search_key("۰۹۱۲٣٤٥") == "0912345");
  CHECK(search_key("مسأله") == search_key("مساله"));
  CHECK(search_key("ســـلام") == search_key("سلام"));
  CHECK(search_key("فاطمة") == search_key("فاطمه"));
  CHECK(clean_text("فاطمة") == "فاطمة");  // how it is written stays
  CHECK(search_key("José") == search_key("JOSE"));
  CHECK(search_key("مُحَمَّد") == search_key("محمد"));
  CHECK(search_key("  a \t b\n") == "a b");
  CHECK(search_words("ali.rezaei@example.com") == std::vector<std::string>{"ali", "rezaei", "example", "com"});
}

TEST_CASE("the displayed form mends what is broken and keeps what carries meaning") {
  CHECK(clean_text(" علي\u200cرضا  كريمي ") == "علی\u200cرضا کریمی");
  CHECK(clean_text("doc\u202Eexe") == "docexe");
  CHECK(clean_text("ســلام ۱۲") == "سلام ۱۲");
  CHECK(clean_text("a\xFF"
                   "b") ==
        "a\xEF\xBF\xBD"
        "b");
}

TEST_CASE("keys: again gives the same, and the displayed form has the key of the raw one") {
  rc::check([](const std::string& bytes) {
    RC_ASSERT(search_key(search_key(bytes)) == search_key(bytes));
    RC_ASSERT(search_key(clean_text(bytes)) == search_key(bytes));
    RC_ASSERT(clean_text(clean_text(bytes)) == clean_text(bytes));
  });
}

TEST_CASE("lists stand in Persian order") {
  const std::vector<std::string> names{"آرش", "الهام", "بهرام", "پویا", "چنگیز", "کیان", "گلزار", "یاشار"};
  for (std::size_t i = 1; i < names.size(); ++i) CHECK(sort_key(names[i - 1]) < sort_key(names[i]));
  CHECK(sort_key("كيان") == sort_key("کیان"));
}

TEST_CASE("phones as people write them") {
  for (const auto* typed : {"09121234567", "9121234567", "+989121234567", "00989121234567", "۰۹۱۲ ۱۲۳ ۴۵۶۷",
                            "٠٩١٢١٢٣٤٥٦٧", "0912-123-4567", "(0912) 123 4567"})
    CHECK_MESSAGE(phone(typed) == "+989121234567", typed);
  CHECK(phone("021 8888 7777") == "+982188887777");
  CHECK(phone("+44 20 7946 0958") == "+442079460958");
  for (const auto* typed : {"", "hello", "12345", "0912123456789012345"})
    CHECK_MESSAGE(phone(typed).starts_with("phone_"), typed);
  CHECK(format_phone("+989121234567", Language::fa) == "۰۹۱۲ ۱۲۳ ۴۵۶۷");
  for (const auto* e164 : {"+989121234567", "+982188887777", "+442079460958"})
    CHECK(phone(format_phone(e164, Language::fa)) == e164);
  for (const auto* dialled : {"+982188887777;ext=12", "+442079460958;ext=4501"})
    for (const auto language : {Language::fa, Language::en}) {
      CAPTURE(format_phone(dialled, language));
      CHECK(parse_phone(format_phone(dialled, language))->dialled() == dialled);
      CHECK(parse_phone(dialled)->dialled() == dialled);
    }
  CHECK(format_phone("+982188887777;ext=12", Language::fa) == "۰۲۱ ۸۸۸۸ ۷۷۷۷ داخلی ۱۲");
  CHECK(format_phone("+982188887777;ext=12", Language::en) == "+98 21 8888 7777 ext. 12");
}

TEST_CASE("labels, extensions and lost zeros do not hide a number") {
  const auto office = parse_phone("تلفن: ۰۲۱-۸۸۸۸۷۷۷۷ داخلی ۱۲");
  REQUIRE(office);
  CHECK(*office == Phone{"+982188887777", "12", PhoneKind::landline});
  CHECK(office->dialled() == "+982188887777;ext=12");
  CHECK(parse_phone("09121234567 ext 2")->dialled() == "+989121234567");
  CHECK(phone("982188887777") == "+982188887777");
  CHECK(*parse_phone("tel:+98 (0) 912 123 4567") == Phone{"+989121234567", "", PhoneKind::mobile});
  CHECK(parse_phone("88887777", "IR", "021")->e164 == "+982188887777");
  CHECK(parse_phone("88887777").error() == PhoneFault::too_short);
  CHECK(phone("09951234567") == "+989951234567");
  CHECK(phone("9.12E+09") == "phone_not_a_number");
  CHECK(phone("۰۹۱۲۱۲۳۴۵۶۷،") == "+989121234567");
  CHECK(phone("0912123456") == "phone_too_short");
  CHECK(phone("091212345678") == "phone_too_long");
  CHECK(phone(" \u200f ") == "phone_empty");
  CHECK(parse_phone("020 7946 0958", "GB")->e164 == "+442079460958");
}

TEST_CASE("every deliverable address is taken") {
  for (const auto* good :
       {"a@example.com", "first.last+tag@sub.example.co.uk", "o'hara@example.org", "!#$%&'*+-/=?^_`{|}~@example.com",
        "\"two words\"@example.com", "user@[192.0.2.1]", "user@[IPv6:2001:db8::1]", "سارا@example.com"})
    CHECK_MESSAGE(!refused(email(good)), good);
  CHECK(email("Sara@EXAMPLE.Com") == "Sara@example.com");
  CHECK(parse_email("Sara@EXAMPLE.Com")->key == "sara@example.com");
  CHECK(email("info@نمونه.ایران").starts_with("info@xn--"));
  CHECK(parse_email("info@نمونه.ایران")->display == "info@نمونه.ایران");
  CHECK(email("\"plain\"@example.com") == "plain@example.com");
  CHECK(email("pete(his account)@example.com (home)") == "pete@example.com");
  CHECK(email(" \u200fsara@example.com\u200e ") == "sara@example.com");
}

TEST_CASE("an address is at most 254 long, its first part 64, a label of its domain 63") {
  const auto address = [](std::size_t local, std::size_t all) {
    std::string domain;
    for (auto rest = all - local - 1 - 4; rest > 0;) {  // labels of at most 63, and ".com"
      const auto label = std::min<std::size_t>(rest, 63);
      domain += std::string(label, 'a');
      rest -= label;
      if (rest > 0) domain += '.', --rest;
    }
    return std::string(local, 'b') + "@" + domain + ".com";
  };
  CHECK(address(60, 253).size() == 253);
  for (const std::size_t all : {253U, 254U}) CHECK_MESSAGE(!refused(email(address(60, all))), all);
  CHECK(refused(email(address(60, 255))));
  const auto with_label = [](std::size_t length) { return "a@" + std::string(length, 'x') + ".com"; };
  CHECK(!refused(email(with_label(63))));
  CHECK(refused(email(with_label(64))));
  CHECK(!refused(email(std::string(64, 'b') + "@example.com")));
  CHECK(refused(email(std::string(65, 'b') + "@example.com")));
}

TEST_CASE("every undeliverable syntax is refused") {
  for (const auto* bad : {"", "@", "a@", "@b.com", "a b@example.com", "a..b@example.com", ".a@example.com",
                          "a.@example.com", "a@example..com", "a@-example.com", "a@localhost", "a@1.2.3.4", "a@b@c.com",
                          "a@exa mple.com", "a,b@example.com"})
    CHECK_MESSAGE(refused(email(bad)), bad);
  const std::string local(64, 'a');
  CHECK_FALSE(refused(email(local.substr(1) + "@example.com")));
  CHECK_FALSE(refused(email(local + "@example.com")));
  CHECK(refused(email("a" + local + "@example.com")));
}

TEST_CASE("names lose their titles and keep their parts") {
  CHECK(parse_name("جناب آقای مهندس علی رضایی").display == "علی رضایی");
  CHECK(parse_name("جناب آقای مهندس علی رضایی").title == "جناب آقای مهندس");
  CHECK(parse_name("Dr. Sara Ahmadi") == PersonName{"Dr.", "Sara Ahmadi", "sara ahmadi"});
  CHECK(parse_name("سید محمد حسینی").display == "سید محمد حسینی");
  CHECK(parse_name("مریم حسین زاده").display == "مریم حسین\u200cزاده");
  CHECK(parse_name("مریم حسین زاده").key == parse_name("مریم حسین\u200cزاده").key);
  CHECK(parse_name("علی رضا راد").display == "علی رضا راد");
  CHECK(parse_name("محمد زاده").display == "محمد زاده");
  CHECK(parse_name("سركار خانم دكتر مريم كاظمي") == PersonName{"سرکار خانم دکتر", "مریم کاظمی", "مریم کاظمی"});
  CHECK(parse_name("دکتر").display == "دکتر");
  CHECK(parse_name("علی😀 رضایی🌹🌹").display == "علی رضایی");
  CHECK(parse_name("👩🏽‍⚕️ مریم 🇮🇷 کاظمی").display == "مریم کاظمی");
  CHECK(parse_name("Ali ❤️ Karimi ✨").display == "Ali Karimi");
  CHECK(parse_name("🌸").display == "🌸");
  CHECK(parse_name("نیک‌نام 2®").display == "نیک‌نام 2®");
  CHECK(parse_name("مهندس\u200cعلی رضایی") == PersonName{"مهندس", "علی رضایی", "علی رضایی"});
  CHECK(parse_name("خانم\u200cدکتر مریم کاظمی").title == "خانم دکتر");
  CHECK(parse_name("Dr.Ali Karimi") == PersonName{"Dr.", "Ali Karimi", "ali karimi"});
  CHECK(parse_name("حاجی زاده") == PersonName{"", "حاجی\u200cزاده", "حاجی زاده"});
  CHECK(parse_name("خانم زاده") == PersonName{"خانم", "زاده", "زاده"});
  CHECK(parse_name("حاج\u200cحسینی").display == "حاج\u200cحسینی");
}

TEST_CASE("pages have one address each, without what only says how one came") {
  CHECK(url("HTTPS://Example.COM:443/a/../b?x=1&utm_source=Google&gclid=Zz#top") == "https://example.com/b?x=1");
  const auto read = *parse_url("example.com/?utm_source=a+b&UTM_Medium=%D8%B3&q=1");
  CHECK(read.tracking == QueryParameters{{"utm_source", "a b"}, {"utm_medium", "س"}});
  CHECK(to_string(read) == "https://example.com/?q=1");
  CHECK(url("http://user:secret@example.com:8080/") == "http://example.com:8080/");
  CHECK(url("example.com:8080/a") == "https://example.com:8080/a");
  CHECK(url("javascript:alert(1)") == "url_scheme_unsupported");
  CHECK(url("mailto:a@b.com") == "url_scheme_unsupported");
  CHECK(url("http://0177.0.0.1/") == "url_host_malformed");
  CHECK(url("http://2130706433/") == "url_host_malformed");
  CHECK(url("http://example.com:70000/") == "url_port_malformed");
  CHECK(url("") == "url_empty");
  CHECK(registrable_domain("shop.example.co.uk") == "example.co.uk");
  CHECK(registrable_domain("co.uk").empty());
  CHECK(registrable_domain("192.0.2.1").empty());
  CHECK(ascii_host("Example.COM.") == "example.com");
}

TEST_CASE("a clean address is clean") {
  rc::check([](const std::string& rest) {
    if (const auto first = parse_url("https://example.com/" + rest)) {
      const auto again = parse_url(to_string(*first));
      RC_ASSERT(bool(again));
      RC_ASSERT(to_string(*again) == to_string(*first));
    }
  });
}

TEST_CASE("numbers with check digits") {
  CHECK(*parse_national_id("۰۴۹۹۳۷۰۸۹۹") == "0499370899");
  CHECK(*parse_national_id("499370899") == "0499370899");
  CHECK(parse_national_id("0499370898").error() == IdentityFault::wrong_check_digit);
  CHECK(parse_national_id("1111111111").error() == IdentityFault::impossible);
  CHECK(parse_national_id("04993708999").error() == IdentityFault::wrong_length);
  CHECK(*parse_company_id("10380284790") == "10380284790");
  CHECK(parse_company_id("10380284791").error() == IdentityFault::wrong_check_digit);
  CHECK(*parse_sheba("IR82 0540 1026 8002 0817 9090 02") == "IR820540102680020817909002");
  CHECK(sheba_bank("IR820540102680020817909002") == "054");
  CHECK(parse_sheba("IR830540102680020817909002").error() == IdentityFault::wrong_check_digit);
  CHECK(*parse_card("4111-1111-1111-1111") == "4111111111111111");
  CHECK(parse_card("4111111111111112").error() == IdentityFault::wrong_check_digit);
  CHECK(*parse_postal_code("13456-78901") == "1345678901");
  CHECK(parse_postal_code("1111111111").error() == IdentityFault::impossible);
}

TEST_CASE("one digit wrong never passes as a national id") {
  const std::string good = "0499370899";
  for (std::size_t place = 0; place < good.size(); ++place)
    for (char digit = '0'; digit <= '9'; ++digit) {
      auto changed = good;
      changed[place] = digit;
      CHECK(parse_national_id(changed).has_value() == (changed == good));
    }
}

TEST_CASE("many addresses are one network") {
  CHECK(network_of("192.0.2.77") == network_of("192.0.2.1"));
  CHECK(network_of("192.0.2.77") != network_of("192.0.3.77"));
  CHECK(network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::9"));
  CHECK(network_of("2001:db8:1:2::9") != network_of("2001:db8:7:2::9"));
  // Who owns a network has all its addresses, however short they are written.
  CHECK(network_of("2001:db8::1:2:3:4") == network_of("2001:db8::9:8:7:6"));
  CHECK(network_of("::ffff:192.0.2.77") == network_of("192.0.2.1"));
  CHECK(network_of("") == network_of("a socket without an address"));
  CHECK(shown_network_of("192.0.2.77") == "192.0.2.0/24");
  CHECK(shown_network_of("::ffff:192.0.2.77") == "192.0.2.0/24");
  CHECK(shown_network_of("2001:db8:1:2ff::9") == "2001:db8:1:200::/56");
  CHECK(shown_network_of("a socket without an address") == "a socket without an address");
}

TEST_CASE("escaping by place, and back") {
  CHECK(html_escape("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  CHECK(csv_escape("=1+1") == "'=1+1");
  CHECK(csv_escape("a,\"b\"") == "\"a,\"\"b\"\"\"");
  CHECK(percent_encode("سلام a/b") == "%D8%B3%D9%84%D8%A7%D9%85%20a%2Fb");
  CHECK_FALSE(percent_decode("%zz"));
  rc::check([](const std::string& text) {
    RC_ASSERT(csv_unescape(csv_escape(text)) == text);
    RC_ASSERT(unguard_formula(guard_formula(text)) == text);
    RC_ASSERT(*percent_decode(percent_encode(text)) == text);
  });
}

TEST_CASE("a list is cleaned line by line, and a bad line does not stop it") {
  std::istringstream in("09121234567\r\nnot a phone\n۰۲۱۸۸۸۸۷۷۷۷\n");
  std::ostringstream out;
  CHECK(clean("phone", in, out) == 1);
  std::istringstream lines(out.str());
  std::vector<std::string> got;
  for (std::string line; std::getline(lines, line);) got.push_back(line);
  REQUIRE(got.size() == 3);
  CHECK(got[0].find("\"phone\":\"+989121234567\"") != std::string::npos);
  CHECK(got[1].find("\"error\":\"phone_") != std::string::npos);
  CHECK(got[2].find("+982188887777") != std::string::npos);
  CHECK(clean("colour", in, out) == 2);
  CHECK(clean_line("name", " ") == "{\"input\":\" \",\"error\":\"name_empty\"}");
  CHECK(clean_line("text", "\xC7\xE1") == "{\"input\":\"\uFFFD\uFFFD\",\"error\":\"text_not_utf8\"}");
}

TEST_CASE("no bytes bring a reader down") {
  rc::check([](const std::string& bytes) {
    for (const auto kind : clean_kinds()) RC_ASSERT(clean_line(kind, bytes).starts_with("{\"input\":"));
    (void)parse_url(bytes);
  });
}
