#include "foundations/db/testing.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "foundations/basics/problem.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/db/connection.hpp"

namespace sarnakh::db::testing {

namespace {

std::string server_url() {
  const char* url = std::getenv("SARNAKH_TEST_POSTGRES");
  return url != nullptr && std::string_view(url) != "none" ? url : "";
}

// The connection string with another database: postgres://user@host:port/NAME?options
std::string with_database(const std::string& url, const std::string& name) {
  const auto start = url.find('/', url.find("://") + 3);
  const auto query = url.find('?');
  const auto options = query == std::string::npos ? "" : url.substr(query);
  return url.substr(0, std::min(start, query)) + "/" + name + options;
}

}  // namespace

std::vector<Migration> all_migrations() {
  std::vector<Migration> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(SARNAKH_SOURCE_DIR) + "/server")) {
    if (entry.path().extension() != ".sql" || entry.path().parent_path().filename() != "migrations") continue;
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    all.push_back({entry.path().stem().string(), text.str()});
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return all;
}

std::vector<Dialect> dialects() {
  std::vector<Dialect> list{Dialect::sqlite};
  if (!server_url().empty()) list.push_back(Dialect::postgres);
  return list;
}

Fresh::Fresh(Dialect dialect, Settings settings) : settings_(std::move(settings)) { open(dialect, nullptr); }

Fresh::Fresh(Dialect dialect, const Fresh& original) { open(dialect, &original); }

void Fresh::open(Dialect dialect, const Fresh* original) {
  name_ = "test_" + to_hex(random_bytes(8));
  if (dialect == Dialect::sqlite) {
    folder_ = (std::filesystem::temp_directory_path() / ("sarnakh_" + name_)).string();
    std::filesystem::create_directories(folder_);
    settings_.url = folder_ + "/sarnakh.db";
    if (original != nullptr) std::filesystem::copy_file(original->url(), settings_.url);
  } else {
    open_postgres(server_url())
        ->execute_script("CREATE DATABASE " + name_ + (original != nullptr ? " TEMPLATE " + original->name_ : ""));
    settings_.url = with_database(server_url(), name_);
    settings_.postgres_writers = std::min(settings_.postgres_writers, 2);
  }
  settings_.readers = std::min(settings_.readers, 4);
  database_ = Database::open(settings_);
}

Fresh::~Fresh() {
  database_.reset();
  try {
    if (!folder_.empty())
      std::filesystem::remove_all(folder_);
    else
      open_postgres(server_url())->execute_script("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  } catch (const std::exception&) {
    // A folder or database left behind in a temporary place does no harm.
  }
}

void Fresh::reopen() {
  database_.reset();
  database_ = Database::open(settings_);
}

namespace {

// What the copies are made of.
const Fresh& migrated_once(Dialect dialect) {
  static std::map<Dialect, Fresh> all;
  const auto [place, is_new] = all.try_emplace(dialect, dialect);
  if (is_new) {
    migrate(*place->second, all_migrations(), Instant{1'700'000'000'000});
    place->second.close();
  }
  return place->second;
}

}  // namespace

Fresh migrated(Dialect dialect) { return Fresh(dialect, migrated_once(dialect)); }

void for_each_database(const std::function<void(Database&)>& test) {
  for (const auto dialect : dialects()) {
    auto fresh = migrated(dialect);
    test(*fresh);
  }
}

std::vector<std::string> faults_of(std::span<const Statement* const> statements) {
  std::vector<std::string> faults;
  for_each_database([&](Database& database) {
    for (const auto* statement : statements)
      if (const auto fault = database.try_prepare(*statement))
        faults.push_back((database.dialect() == Dialect::sqlite ? "sqlite " : "postgres ") + *fault);
  });
  return faults;
}

std::string problem_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Problem& problem) {
    return problem.code;
  }
  return "none";
}

}  // namespace sarnakh::db::testing
