#include "capture/page_words.hpp"

#include <array>

namespace sarnakh::capture {

namespace {

struct Row {
  std::string_view key, fa, en;
};
// In the order of Word.
constexpr std::array<Row, 17> rows{{
    {"send", "بفرست", "Send"},
    {"next", "بعدی", "Next"},
    {"back", "قبلی", "Back"},
    {"step_of", "گام {step} از {steps}", "Step {step} of {steps}"},
    {"required", "لازم", "required"},
    {"choose", "برگزینید…", "Choose…"},
    {"yes", "بله", "Yes"},
    {"no", "نه", "No"},
    {"thanks_title", "سپاس از شما", "Thank you"},
    {"thanks", "پیام شما به دست ما رسید؛ به‌زودی با شما تماس می‌گیریم.",
     "We have received it and will be in touch soon."},
    {"mend", "این موارد را درست کنید:", "Please mend these:"},
    {"closed_title", "این فرم بسته است", "This form is closed"},
    {"closed", "این فرم در دسترس نیست یا نشانی آن درست نیست.", "This form is not available, or its address is wrong."},
    {"other_language", "English", "فارسی"},
    {"leave_empty", "این خانه را خالی بگذارید", "Leave this empty"},
    {"date_hint", "مانند ۱۴۰۵/۰۸/۳۰", "for example 2026-11-21"},
    {"no_network", "فرستاده نشد؛ اتصال اینترنت را ببینید و دوباره بفرستید.",
     "It was not sent; check your connection and send again."},
}};
static_assert(rows.size() == static_cast<std::size_t>(Word::no_network) + 1);

}  // namespace

std::string_view word(Word which, Language language) {
  const auto& row = rows[static_cast<std::size_t>(which)];
  return language == Language::fa ? row.fa : row.en;
}

json::Value words_of(Language language) {
  json::Value words{json::Object{}};
  for (const auto& row : rows) words.set(row.key, language == Language::fa ? row.fa : row.en);
  return words;
}

}  // namespace sarnakh::capture
