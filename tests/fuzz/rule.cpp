// Conditions: whatever JSON comes, it is read and bound or refused; what is read and written is read again as the same,
// and what binds has the same SQL twice and none of the typed text in it.

#include "foundations/json/value.hpp"
#include "fuzz/input.hpp"
#include "rules/explain.hpp"
#include "rules/to_sql.hpp"
#include "rules/world_test.hpp"

using namespace sarnakh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto all = rules::testing::catalogue();
  fuzz::refused_or_done([&] {
    json::Reading reading;
    rules::Condition condition;
    rules::read(reading, json::parse(fuzz::text_of(bytes, size)), condition, {});
    if (!reading.faults.empty()) return;
    std::string written, again;
    rules::append(written, condition);
    rules::append(again, rules::testing::condition(written));
    fuzz::must(again == written);
    const auto bound = rules::bind(condition, all);
    if (!bound) return fuzz::must(!bound.error().empty());
    for (const auto dialect : {db::Dialect::sqlite, db::Dialect::postgres}) {
      const rules::Asking asking{dialect, "$1", rules::testing::now, rules::testing::zone, time::Calendar::jalali};
      rules::Places places;
      places.put(WorkspaceId{1});
      fuzz::must(!rules::to_sql(**bound, asking, places).empty());
      for (const auto& text : places.texts) fuzz::must(text.find('\0') == std::string::npos);
    }
    fuzz::must(!rules::explain(**bound, time::Manner::persian()).empty());
    fuzz::must(!rules::explain(**bound, time::Manner::english()).empty());
  });
  return 0;
}
