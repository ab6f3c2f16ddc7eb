#include "connect/connect.hpp"
#include "connect/connect_sql.hpp"

namespace sarnakh::connect {

void add_to_catalogue(db::Work& work, rules::Catalogue& all) {
  std::vector<std::pair<std::int64_t, std::string>> names;
  for (const auto row : work.query(sql::import_names, {work.workspace()}))
    names.emplace_back(row.integer(0), row.text(1));
  leads::name_imports(all, names);
}

}  // namespace sarnakh::connect
