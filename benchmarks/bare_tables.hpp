#pragma once

// The tables that a submission of a new person adds rows to, each with the column that tells its new rows: ids are made
// in the order of time, so what is above the highest id of before has come since.

#include <array>
#include <string_view>

namespace sarnakh::bench {

struct BareTable {
  std::string_view name;
  std::string_view id;
};

constexpr std::array<BareTable, 7> bare_tables{{{"leads", "id"},
                                                {"lead_identities", "lead_id"},
                                                {"lead_terms", "lead_id"},
                                                {"lead_timeline", "lead_id"},
                                                {"consents", "lead_id"},
                                                {"submissions", "lead_id"},
                                                {"events", "id"}}};

}  // namespace sarnakh::bench
