#include "demo/trade.hpp"

namespace sarnakh::demo {

Trade clinic() {
  Trade trade;
  trade.language = Language::fa;
  trade.name = "کلینیک دندان‌پزشکی لبخند";
  trade.zone = "Asia/Tehran";
  trade.region = "IR";
  trade.area = "021";
  trade.currency = "IRT";
  trade.site = "https://labkhand.example";
  trade.email_domain = "example.com";
  trade.colleagues = {{"سارا احمدی", "sara@labkhand.example", "owner", "all", ""},
                      {"هانیه فلاح", "hanieh@labkhand.example", "marketer", "all", "بازاریابی"},
                      {"نگار رحیمی", "negar@labkhand.example", "seller", "team", "پذیرش"},
                      {"امید توکلی", "omid@labkhand.example", "seller", "own", "پذیرش"},
                      {"مهدیه یزدانی", "mahdieh@labkhand.example", "seller", "own", "پیگیری"},
                      {"پویا نظری", "pouya@labkhand.example", "analyst", "all", "بازاریابی"}};
  trade.first_names = {{"سارا", "sara"},
                       {"رضا", "reza"},
                       {"فاطمه", "fatemeh"},
                       {"مهدی", "mahdi"},
                       {"زهرا", "zahra"},
                       {"علی", "ali"},
                       {"مریم", "maryam"},
                       {"حسین", "hossein"},
                       {"لیلا", "leila"},
                       {"محمد", "mohammad"},
                       {"نرگس", "narges"},
                       {"امیر", "amir"},
                       {"الهام", "elham"},
                       {"حمید", "hamid"},
                       {"نازنین", "nazanin"},
                       {"بهنام", "behnam"},
                       {"مینا", "mina"},
                       {"آرش", "arash"},
                       {"شیوا", "shiva"},
                       {"کامران", "kamran"},
                       {"پریسا", "parisa"},
                       {"جواد", "javad"},
                       {"سمیرا", "samira"},
                       {"داوود", "davood"},
                       {"گلناز", "golnaz"},
                       {"مصطفی", "mostafa"},
                       {"ریحانه", "reyhaneh"},
                       {"سعید", "saeed"},
                       {"شقایق", "shaghayegh"},
                       {"وحید", "vahid"},
                       {"مهسا", "mahsa"},
                       {"ناصر", "naser"},
                       {"ندا", "neda"},
                       {"فرهاد", "farhad"},
                       {"یاسمن", "yasaman"},
                       {"میلاد", "milad"},
                       {"امیرحسین", "amirhossein"},
                       {"محمدجواد", "mjavad"},
                       {"فاطمه‌زهرا", "fzahra"},
                       {"علی‌رضا", "alireza"}};
  trade.last_names = {
      {"محمدی", "mohammadi"},     {"کریمی", "karimi"},         {"احمدی", "ahmadi"},
      {"رضایی", "rezaei"},        {"حسینی", "hosseini"},       {"قاسمی", "ghasemi"},
      {"یوسفی", "yousefi"},       {"نوری", "noori"},           {"صادقی", "sadeghi"},
      {"شریفی", "sharifi"},       {"مرادی", "moradi"},         {"جعفری", "jafari"},
      {"کاظمی", "kazemi"},        {"موسوی", "mousavi"},        {"فرهادی", "farhadi"},
      {"حیدری", "heidari"},       {"اکبری", "akbari"},         {"رستمی", "rostami"},
      {"فروغی", "foroughi"},      {"بهرامی", "bahrami"},       {"سلیمانی", "soleimani"},
      {"عباسی", "abbasi"},        {"اسدی", "asadi"},           {"پناهی", "panahi"},
      {"میرزایی", "mirzaei"},     {"باقری", "bagheri"},        {"شجاعی", "shojaei"},
      {"معینی", "moeini"},        {"وکیلی", "vakili"},         {"قربانی", "ghorbani"},
      {"زمانی", "zamani"},        {"کیانی", "kiani"},          {"نیک‌نام", "niknam"},
      {"طباطبایی", "tabatabaei"}, {"پورمحمد", "pourmohammad"}, {"حسینی‌نژاد", "hosseininejad"}};
  trade.phone_prefixes = {"0912", "0935", "0919", "0936", "0901", "0990", "0913", "0915", "0917", "0937"};
  trade.places = {"تهران",
                  "تهران، سعادت‌آباد",
                  "تهران، نارمک",
                  "تهران، پونک",
                  "کرج",
                  "شهریار",
                  "ورامین",
                  "قم",
                  "اسلام‌شهر",
                  "پردیس"};
  trade.products = {{"ایمپلنت", "/implant", "ایمپلنت دندان", 28'000'000, 180'000'000},
                    {"ارتودنسی", "/orthodontics", "ارتودنسی ثابت و متحرک", 45'000'000, 120'000'000},
                    {"لمینت", "/laminate", "لمینت سرامیکی", 60'000'000, 220'000'000},
                    {"کامپوزیت", "/composite", "کامپوزیت ونیر", 18'000'000, 60'000'000},
                    {"عصب‌کشی", "/root-canal", "عصب‌کشی", 6'000'000, 15'000'000},
                    {"بلیچینگ", "/bleaching", "سفیدکردن دندان", 5'000'000, 12'000'000},
                    {"دندان‌پزشکی کودکان", "/children", "دندان‌پزشکی کودکان",
                     3'000'000, 20'000'000},
                    {"پروتز", "/denture", "پروتز ثابت و متحرک", 25'000'000, 90'000'000}};
  trade.articles = {{"/blog/implant-or-bridge", "ایمپلنت بهتر است یا بریج؟"},
                    {"/blog/laminate-care", "مراقبت از لمینت در هفتهٔ نخست"},
                    {"/blog/child-first-visit", "نخستین دیدار کودک با دندان‌پزشک"},
                    {"/blog/insurance", "بیمهٔ تکمیلی چه چیزهایی را می‌دهد؟"}};
  trade.roads = {
      {Way::site, 20, 0.8, "utm_source=instagram&utm_medium=story&utm_campaign=%D9%BE%D8%A7%DB%8C%DB%8C%D8%B2",
       "https://l.instagram.com/"},
      {Way::site, 16, 1.1, "utm_source=google&utm_medium=cpc&utm_campaign=implant-tehran&gclid=Cj0KCQ",
       "https://www.google.com/"},
      {Way::site, 19, 1.2, "", "https://www.google.com/"},
      {Way::site, 6, 0.7, "utm_source=telegram&utm_medium=channel&utm_campaign=labkhand", ""},
      {Way::site, 5, 0.9, "utm_source=newsletter&utm_medium=email&utm_campaign=mehr", ""},
      {Way::site, 4, 1, "", "https://neshan.org/"},
      {Way::site, 5, 1, "", ""},
      {Way::newsletter, 6, 0.3, "", "https://www.google.com/"},
      {Way::call, 8, 1.6, "", "", "referral", "معرفی بیمار"},
      {Way::call, 6, 1.4, "", "", "direct", "تلفن"},
      {Way::follow, 7, 0, "", "", "social_own", "اینستاگرام"},
      {Way::list, 2.5, 0.6},
      {Way::site, 6, 0.9, "", "https://l.instagram.com/", "", "", "لینک بیوی اینستاگرام"},
      {Way::site, 34, 0.8, "", "https://l.instagram.com/", "", "", "استوری لمینت", 44, 47},
      {Way::site, 3, 1.4, "", "", "", "", "پوستر سالن انتظار"},
      {Way::site, 40, 1.2, "", "", "", "", "پیامک یادآوری معاینه", 71, 73},
      {Way::site, 5, 1, "", "https://madaran.example/", "", "", "مجلهٔ مادران: دندان شیری", 20, 50},
      {Way::site, 7, 0.6, "", "https://shahr.example/", "", "", "شهرنامه: بنر صفحهٔ نخست", 60, 80},
      {Way::stand, 150, 1.3, "", "", "", "", "نمایشگاه دهان و دندان", 57, 60}};
  trade.links = {{"post", "لینک بیوی اینستاگرام", "/", "social_own", "instagram", "social", "bio"},
                 {"story", "استوری لمینت", "/laminate", "social_own", "instagram", "story", "laminate"},
                 {"poster", "پوستر سالن انتظار", "", "referral", "poster", "qr", "waiting-room"},
                 {"message", "پیامک یادآوری معاینه", "/root-canal", "sms", "sms", "sms", "checkup"},
                 {"stand", "نمایشگاه دهان و دندان", "", "event", "", "", ""}};
  trade.advertisements = {
      {"مجلهٔ مادران",
       "https://madaran.example/kids-teeth",
       "مادران ۲۵ تا ۴۵ ساله، بیشتر در تهران و کرج",
       5,
       "همان کسانی‌اند که برای دندان کودک نوبت می‌گیرند",
       20,
       50,
       {"other", "مجلهٔ مادران: دندان شیری", "/children", "banner", "madaran", "banner", "kids"}},
      {"شهرنامه",
       "https://shahr.example/",
       "همهٔ مردم شهر",
       2,
       "خواننده زیاد دارد، ولی کمتر کسی دنبال دندان‌پزشک است",
       60,
       80,
       {"other", "شهرنامه: بنر صفحهٔ نخست", "/implant", "banner", "shahr", "banner", "implant"}}};
  trade.week = {1.25, 1.15, 1.05, 1.0, 1.0, 0.75, 0.3};
  trade.main_form = "مشاورهٔ رایگان";
  trade.contact_form = "پرسش از کلینیک";
  trade.newsletter_form = "خبرنامهٔ لبخند";
  trade.needs = {"دو دندان آسیای پایین را ندارم؛ چند جلسه طول می‌کشد؟",
                 "هزینه و شرایط قسطی را بفرمایید.",
                 "عصرها بهتر است، تا ساعت هشت سر کارم.",
                 "از درد دندان شب‌ها نمی‌خوابم.",
                 "برای مادرم می‌پرسم، ۶۸ سالش است و دیابت دارد.",
                 "جمعه‌ها هم باز هستید؟",
                 "پیش‌تر جای دیگری درمان کرده‌ام و راضی نبودم.",
                 "با بیمهٔ تکمیلی قرارداد دارید؟",
                 "عکس OPG دارم، می‌توانم بفرستم؟",
                 "برای عروسی می‌خواهم، تا دو ماه دیگر."};
  trade.first_notes = {"تماس گرفتم، قیمت پرسید؛ گفتم پزشک باید ببیند.",
                       "جواب نداد، عصر دوباره زنگ می‌زنم.",
                       "علاقه‌مند است، منتظر حقوق سر ماه.",
                       "برای معاینهٔ رایگان شنبه ساعت پنج نوبت دادم.",
                       "خط مشغول بود؛ پیام گذاشتم.",
                       "از شرایط قسطی پرسید، برایش توضیح دادم.",
                       "شوهرش باید راضی شود؛ پنج‌شنبه زنگ بزنم."};
  trade.later_notes = {
      "آمد و معاینه شد، طرح درمان را دادیم.",     "گفت با خانواده مشورت می‌کند.",
      "عکس فرستاد، دکتر دید؛ سه واحد لازم دارد.", "نوبت را جابه‌جا کرد به هفتهٔ بعد.",
      "تخفیف خواست؛ ده درصد نقدی پذیرفتیم.",      "یادآوری کردم، فردا می‌آید."};
  trade.won_notes = {"پیش‌پرداخت را داد، جلسهٔ نخست یکشنبه.",
                     "قرارداد درمان را امضا کرد.", "نقدی تسویه کرد."};
  trade.lost_reasons = {"قیمت بالا بود", "جای دیگری رفت", "پشیمان شد", "راهش دور بود"};
  trade.refused_reasons = {"گفت دیگر تماس نگیرید", "درمان نمی‌خواهد"};
  trade.junk_reasons = {"شماره اشتباه بود", "تبلیغ فرستاده", "شوخی"};
  trade.timings = {"این هفته", "تا یک ماه", "پیش از نوروز", "عجله ندارد"};
  trade.list_name = "نمایشگاه سلامت دهان.csv";
  trade.list_head = "نام و نام خانوادگی,موبایل,شهر,محصول";
  trade.spam_names = {"SEO Master", "Backlink Pro", "کازینو آنلاین", "وام فوری"};
  trade.spam_texts = {"Best backlinks for your site! http://spam.example",
                      "وام بدون ضامن، همین حالا http://vam.example",
                      "We can rank your clinic number one http://seo.example"};
  trade.field_key = "insurance";
  trade.field_fa = "بیمه";
  trade.field_en = "Insurance";
  trade.field_choices = {{"tamin", "تأمین اجتماعی", "Social security"},
                         {"salamat", "سلامت", "Salamat"},
                         {"extra", "تکمیلی", "Supplementary"},
                         {"none", "آزاد", "None"}};
  return trade;
}

}  // namespace sarnakh::demo
