#include "leads/field_names.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace sarnakh::leads {

namespace {

struct Name {
  std::string_view field, fa, en;
};
constexpr std::array names = std::to_array<Name>({
    {"phones", "تلفن‌ها", "Phones"},
    {"emails", "ایمیل‌ها", "E-mail addresses"},
    {"handles", "شبکه‌های اجتماعی", "Social handles"},
    {"budget", "بودجه", "Budget"},
    {"job_title", "سمت", "Job title"},
    {"buying_power", "توان خرید", "Buying power"},
    {"product", "محصول یا خدمت", "Product of interest"},
    {"needs", "نیاز", "Needs"},
    {"stage", "مرحلهٔ خرید", "Buying stage"},
    {"timing", "زمان خرید", "Timing"},
    {"age_range", "سن", "Age"},
    {"gender", "جنسیت", "Gender"},
    {"place", "شهر و محل", "Place"},
    {"income_range", "درآمد", "Income"},
    {"purpose_note", "شرح هدف", "About the purpose"},
    {"external_id", "شناسهٔ بیرونی", "External id"},
});

}  // namespace

json::LocalText name_of_field(std::string_view field) {
  const auto* known = std::find_if(names.begin(), names.end(), [&](const Name& one) { return one.field == field; });
  assert(known != names.end());
  return {std::string(known->fa), std::string(known->en)};
}

}  // namespace sarnakh::leads
