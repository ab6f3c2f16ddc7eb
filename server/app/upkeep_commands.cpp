#include "app/upkeep_commands.hpp"

#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/commands.hpp"
#include "app/migrations_list.hpp"
#include "app/version.hpp"
#include "foundations/basics/problem.hpp"
#include "foundations/json/rfc3339.hpp"
#include "upkeep/archive.hpp"
#include "upkeep/doctor.hpp"

namespace sarnakh::app {

namespace {

constexpr std::string_view last_backup = "last-backup";
constexpr auto old_backup = time::days(7);
constexpr std::uintmax_t little_space = std::uintmax_t{1} << 30;

bool is_file(const std::string& url) { return url.find("://") == std::string::npos; }

// Long statements may take their time. Nothing is migrated: a backup or a look changes nothing.
std::unique_ptr<db::Database> open_as_it_is(const Settings& settings, bool exclusive) {
  auto wanted = settings.database();
  wanted.statement_timeout_ms = 0;
  wanted.postgres_writers = 1;
  wanted.exclusive = exclusive;
  if (!exclusive && is_file(wanted.url) && !std::filesystem::exists(wanted.url))
    throw Problem{"database_unreachable", {}, {}, wanted.url + ": there is no such file"};
  return db::Database::open(wanted);
}

upkeep::Watch watch() {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [](const upkeep::Progress& at) {
    const auto percent = at.of > 0 ? at.rows * 100 / at.of : 100;
    std::cerr << "\r\033[K" << percent << " %  " << at.rows << " of " << at.of << " rows  " << at.table << std::flush;
  };
}
void end_of_progress() {
  if (::isatty(STDERR_FILENO) != 0) std::cerr << "\r\033[K" << std::flush;
}

// A folder gets a file named by the time.
std::string file_in(const std::string& wanted, Instant now) {
  if (!std::filesystem::is_directory(wanted)) return wanted;
  std::string name;
  for (const char c : json::print_rfc3339(now).substr(0, 19)) name += c == ':' ? '-' : c;
  return (std::filesystem::path(wanted) / ("sarnakh-" + name + ".ndjson.gz")).string();
}

// For the doctor, who says how old the newest one is.
void remember_backup(const Settings& settings, Instant now, const std::string& path) {
  std::ofstream(std::filesystem::path(settings.text("data.folder")) / last_backup)
      << json::print_rfc3339(now) << " " << std::filesystem::absolute(path).string() << "\n";
}

struct Line {
  bool fault = false;
  std::string words, remedy = {};
};

void print(const Line& line) {
  std::cout << (line.fault ? "FAULT  " : "ok     ") << line.words << "\n";
  if (!line.remedy.empty()) std::cout << "       " << line.remedy << "\n";
  std::cout << std::flush;
}

Line backup_age(const Settings& settings, Instant now) {
  std::ifstream in(std::filesystem::path(settings.text("data.folder")) / last_backup);
  std::string at;
  if (!(in >> at)) return {false, "No backup is known here yet.", "Make one: sarnakh backup FOLDER"};
  const auto made = json::parse_rfc3339(at).value_or(Instant{});
  const auto days = (now - made).ms / time::days(1).ms;
  Line line{now - made > old_backup, "The newest backup is " + std::to_string(days) + " days old (" + at + ")."};
  if (line.fault) line.remedy = "Make one: sarnakh backup FOLDER";
  return line;
}

Line free_space(const Settings& settings) {
  // With PostgreSQL the folder is made when something is to be kept in it.
  const auto& folder = settings.text("data.folder");
  if (!is_file(settings.database().url) && !std::filesystem::exists(folder))
    return {false, "Nothing is kept on this machine's disk: the database is elsewhere."};
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error)
    return {true, "The data folder cannot be read: " + error.message(), "Look at data.folder in `sarnakh settings`."};
  const auto words = std::to_string(space.available >> 20) + " MB are free in the data folder.";
  if (space.available >= little_space) return {false, words};
  return {true, words, "Make room: a full disk refuses new leads until there is space again."};
}

Line settings_line(const Settings& settings) {
  const auto& url = settings.text("server.base_url");
  const auto& address = settings.text("server.address");
  const bool outside = address != "127.0.0.1" && address != "::1" && address != "localhost";
  if (url.empty() && outside)
    return {true, "Other machines reach this server, but server.base_url is empty.",
            "Set it to the address that people type: links of forms and invitations are made of it."};
  if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://"))
    return {true, "server.base_url does not begin with https://", "Set it to the address that people type."};
  return {false, "The settings fit together."};
}

std::string words_of(const upkeep::Examined& examined) {
  std::string words(examined.promise);
  for (const auto& finding : examined.findings) {
    words += "\n       " + std::to_string(finding.faults) + (finding.faults == 1 ? " fault" : " faults");
    if (finding.workspace) words += " in workspace " + to_string(finding.workspace);
    words += ":";
    for (const auto& example : finding.examples) words += " " + example;
    if (finding.faults > static_cast<std::int64_t>(finding.examples.size())) words += " …";
  }
  return words;
}

}  // namespace

int back_up(const Settings& settings, const std::string& file) {
  const auto now = system_now();
  const auto path = file_in(file, now);
  const auto database = open_as_it_is(settings, false);
  const auto state = upkeep::back_up(*database, now, version, path, watch());
  end_of_progress();
  remember_backup(settings, now, path);
  std::cout << path << ": " << state.rows() << " rows of " << state.tables.size() << " tables, "
            << std::filesystem::file_size(path) << " bytes\n";
  return 0;
}

int restore(const Settings& settings, const std::string& file, bool verify, bool replace) {
  const auto database = open_as_it_is(settings, !verify);
  if (!verify) {
    const auto state = upkeep::restore(*database, system_now(), all_migrations(), file, replace, watch());
    end_of_progress();
    std::cout << "Restored: " << state.rows() << " rows of " << state.tables.size() << " tables, as they were at "
              << json::print_rfc3339(state.made_at) << "; every table has the digest of the archive.\n";
    return 0;
  }
  upkeep::ArchiveState state;
  const auto differences = upkeep::verify(*database, file, state, watch());
  end_of_progress();
  for (const auto& one : differences)
    std::cout << "DIFFERS  " << one.archived.name << ": " << one.archived.rows << " rows in the archive, "
              << one.present.rows << " here\n";
  std::cout << "The archive is whole: " << state.rows() << " rows of " << state.tables.size() << " tables, made at "
            << json::print_rfc3339(state.made_at) << ". "
            << (differences.empty() ? "The database has the same rows." : "The database is not the same.") << "\n";
  return differences.empty() ? 0 : 1;
}

int examine(const Settings& settings, bool repair) {
  const auto now = system_now();
  const auto database = open_as_it_is(settings, false);
  int faulty = 0;
  for (const auto& line : {settings_line(settings), free_space(settings), backup_age(settings, now)}) {
    print(line);
    faulty += line.fault ? 1 : 0;
  }
  faulty += upkeep::examine(*database, now, {all_migrations(), repair}, [](const auto& examined, bool repaired) {
    const bool fault = !examined.findings.empty() && !repaired;
    print({fault, words_of(examined) + (repaired ? "\n       Repaired." : ""),
           fault ? std::string(examined.remedy) : ""});
  });
  std::cout << (faulty == 0 ? "All is well.\n" : std::to_string(faulty) + " checks found faults.\n");
  return faulty == 0 ? 0 : 1;
}

}  // namespace sarnakh::app
