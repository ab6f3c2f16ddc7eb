#include "app/settings.hpp"

#include <toml++/toml.h>

#include <charconv>
#include <filesystem>
#include <sstream>

#include "app/files.hpp"
#include "foundations/text/ascii.hpp"

namespace sarnakh::app {

namespace {

Problem wrong(std::string_view code, const std::string& cause) {
  return Problem{std::string(code), {}, {{"cause", cause}}, cause};
}

const SettingKey* find_key(std::string_view key) {
  for (const auto& row : setting_keys())
    if (row.key == key) return &row;
  return nullptr;
}

// What a value of the key looks like, when this one does not.
std::string wish_instead_of(const SettingKey& key, const std::string& value) {
  if (key.type == SettingType::boolean) return value == "true" || value == "false" ? "" : "true or false";
  if (key.type == SettingType::integer) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool good =
        error == std::errc{} && end == value.data() + value.size() && number >= key.smallest && number <= key.largest;
    return good ? "" : "a number from " + std::to_string(key.smallest) + " to " + std::to_string(key.largest);
  }
  std::string wish;
  for (const auto choice : key.choices) {
    if (value == choice) return "";
    wish += (wish.empty() ? "" : ", ") + std::string(choice);
  }
  return wish.empty() ? "" : "one of " + wish;
}

void check_type(const SettingKey& key, const std::string& value, const std::string& source) {
  if (const auto wish = wish_instead_of(key, value); !wish.empty())
    throw wrong("setting_wrong_type", std::string(key.key) + " = " + value + " (" + source + ") should be " + wish);
}

std::string read_file(const std::string& path) {
  auto bytes = bytes_of_file(path);
  if (!bytes) throw wrong("setting_file_unreadable", path);
  return *std::move(bytes);
}

std::string toml_text(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* integer = node.as_integer()) return std::to_string(integer->get());
  if (const auto* boolean = node.as_boolean()) return boolean->get() ? "true" : "false";
  std::string joined;
  if (const auto* list = node.as_array())
    for (const auto& item : *list) joined += (joined.empty() ? "" : ",") + toml_text(item);
  return joined;
}

// A TOML file has tables of one level: [server] port = 8080.
std::vector<std::pair<std::string, std::string>> read_toml(const std::string& path) {
  toml::table table;
  try {
    table = toml::parse(read_file(path), path);
  } catch (const toml::parse_error& error) {
    std::ostringstream cause;
    cause << path << " line " << error.source().begin.line << ": " << error.description();
    throw wrong("setting_file_unreadable", cause.str());
  }
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& [section, node] : table) {
    const auto* inner = node.as_table();
    if (inner == nullptr) throw wrong("setting_unknown", path + ": " + std::string(section.str()));
    for (const auto& [key, value] : *inner)
      found.emplace_back(std::string(section.str()) + "." + std::string(key.str()), toml_text(value));
  }
  return found;
}

// SARNAKH_SERVER__PORT → server.port
std::string key_of_variable(std::string_view name) {
  std::string key;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name.substr(i, 2) == "__") {
      key += '.';
      ++i;
    } else {
      key += text::lower_case(name[i]);
    }
  }
  return key;
}

// The variable of a setting whose section was joined by one underscore alone; nothing when no setting is called so.
std::string variable_meant_by(const std::string& name) {
  const auto at = name.find('_');
  if (at == std::string::npos) return "";
  auto variable = name;
  variable.insert(at, 1, '_');
  const auto key = variable.ends_with("_FILE") ? variable.substr(0, variable.size() - 5) : variable;
  if (find_key(key_of_variable(variable)) == nullptr && find_key(key_of_variable(key)) == nullptr) return "";
  return "SARNAKH_" + variable;
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
  return text;
}

constexpr const char* hidden = "********";

// A connection string may hold a password in two places: postgres://user:password@host/db?password=…
std::string without_passwords(std::string value) {
  for (std::size_t at = 0; (at = value.find("password=", at)) != std::string::npos;) {
    at += std::string_view("password=").size();
    value.replace(at, std::min(value.find_first_of("& ", at), value.size()) - at, hidden);
  }
  const auto scheme = value.find("://");
  if (scheme == std::string::npos) return value;
  const auto colon = value.find(':', scheme + 3), at = value.rfind('@');
  if (at == std::string::npos || colon > at) return value;
  return value.replace(colon + 1, at - colon - 1, hidden);
}

std::string masked(const SettingKey& key, const std::string& value) {
  if (key.secret && !value.empty()) return hidden;
  return without_passwords(value);
}

}  // namespace

const std::vector<SettingKey>& setting_keys() {
  using enum SettingType;
  static const std::vector<SettingKey> keys{
      {"server.address", text, "127.0.0.1", false, "Address to listen on; 0.0.0.0 for every network card."},
      {"server.port", integer, "8080", false, "Port to listen on; 0 takes a free one.", 0, 65535},
      {"server.base_url", text, "", false,
       "Where people reach this server (https://leads.example.com). Links in forms and invitations are made "
       "of it; the Host header never is."},
      {"server.workers", integer, "64", false,
       "Threads that run requests. Most of their time they wait for a commit that they share with others.", 1, 1024},
      {"server.trusted_proxies", list, "", false,
       "Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."},
      {"server.connections", integer, "10000", false, "Open connections at most.", 1, 1000000},
      {"database.url", text, "", false,
       "postgres://user:password@host/database, or the path of a SQLite file. Empty: sarnakh.db in "
       "data.folder."},
      {"database.readers", integer, "8", false, "Connections that read.", 1, 256},
      {"database.postgres_writers", integer, "4", false,
       "Connections that write to PostgreSQL; one workspace always uses the same one.", 1, 64},
      {"database.group_time_us", integer, "500", false,
       "Microseconds that an idle writer waits for company before it commits.", 0, 1000000},
      {"database.group_size", integer, "256", false, "Writes in one commit at most.", 1, 100000},
      {"database.queue_limit", integer, "4096", false,
       "Writes that may wait; above it requests get 503 and Retry-After.", 1, 1000000},
      {"data.folder", text, "data", false, "Folder of everything this server keeps on disk."},
      {"jobs.threads", integer, "2", false, "Threads that deliver events and run imports and other long work.", 1, 64},
      {"outbound.private_networks", list, "", false,
       "Networks of your own (10.1.0.0/16, 127.0.0.1) that webhooks may be sent to; else public addresses alone."},
      {"meta.graph_url", text, "https://graph.facebook.com/v23.0", false,
       "Where leads of Facebook and Instagram are fetched; a relay of yours, where Meta cannot be reached."},
      {"log.level", text, "info", false, "debug, info, warning or error.", 0, 0, {"debug", "info", "warning", "error"}},
  };
  return keys;
}

Settings Settings::load(const std::string& file, const std::map<std::string, std::string>& flags,
                        const std::vector<std::string>& environment) {
  Settings settings;
  for (const auto& key : setting_keys())
    settings.values_.emplace(key.key, SettingValue{std::string(key.default_value), "default"});

  const auto take = [&settings](const std::string& name, const std::string& value, const std::string& source) {
    const auto* key = find_key(name);
    if (key == nullptr) throw wrong("setting_unknown", name + " (" + source + ")");
    check_type(*key, value, source);
    settings.values_[name] = {value, source};
  };

  const std::string path = !file.empty() ? file : std::filesystem::exists("sarnakh.toml") ? "sarnakh.toml" : "";
  if (!path.empty())
    for (const auto& [name, value] : read_toml(path)) take(name, value, "file " + path);

  for (const auto& entry : environment) {
    constexpr std::string_view prefix = "SARNAKH_";
    const auto equals = entry.find('=');
    if (!entry.starts_with(prefix) || equals == std::string::npos) continue;
    const auto variable = entry.substr(0, equals);
    auto name = variable.substr(prefix.size());
    if (name.find("__") == std::string::npos) {
      // SARNAKH_TEST_POSTGRES and its like are not settings; SARNAKH_SERVER_PORT was meant as one.
      if (const auto meant = variable_meant_by(name); !meant.empty())
        throw wrong("setting_unknown", variable + "; with two underscores it is " + meant);
      continue;
    }
    auto value = entry.substr(equals + 1);
    if (name.ends_with("_FILE") && find_key(key_of_variable(name)) == nullptr) {
      name.resize(name.size() - 5);
      value = trimmed(read_file(value));
    }
    take(key_of_variable(name), value, "environment " + variable);
  }
  for (const auto& [name, value] : flags) take(name, value, "flag");
  return settings;
}

const std::string& Settings::text(std::string_view key) const { return values_.find(key)->second.value; }

std::int64_t Settings::integer(std::string_view key) const {
  const auto& value = text(key);
  std::int64_t number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

bool Settings::boolean(std::string_view key) const { return text(key) == "true"; }

std::vector<std::string> Settings::list(std::string_view key) const {
  std::vector<std::string> items;
  std::istringstream in(text(key));
  for (std::string item; std::getline(in, item, ',');)
    if (!item.empty()) items.push_back(item);
  return items;
}

void Settings::set(std::string_view key, std::string value) { values_[std::string(key)] = {std::move(value), "flag"}; }

db::Settings Settings::database() const {
  db::Settings result;
  result.url = text("database.url").empty() ? (std::filesystem::path(text("data.folder")) / "sarnakh.db").string()
                                            : text("database.url");
  result.readers = static_cast<int>(integer("database.readers"));
  result.postgres_writers = static_cast<int>(integer("database.postgres_writers"));
  result.group_time_us = static_cast<int>(integer("database.group_time_us"));
  result.group_size = static_cast<int>(integer("database.group_size"));
  result.queue_limit = static_cast<int>(integer("database.queue_limit"));
  return result;
}

http::ServerSettings Settings::server() const {
  http::ServerSettings result;
  result.address = text("server.address");
  result.port = static_cast<int>(integer("server.port"));
  result.workers = static_cast<int>(integer("server.workers"));
  result.trusted_proxies = list("server.trusted_proxies");
  result.connections = static_cast<int>(integer("server.connections"));
  return result;
}

outbound::Guard Settings::guard() const {
  auto guard = outbound::Guard::with(list("outbound.private_networks"));
  if (!guard)
    throw wrong("setting_wrong_type", "outbound.private_networks = " + text("outbound.private_networks") +
                                          " should be networks such as 10.1.0.0/16, separated by commas");
  return std::move(*guard);
}

std::string Settings::base_url(int port) const {
  auto url = text("server.base_url");
  while (url.ends_with('/')) url.pop_back();
  if (!url.empty()) return url;
  const auto address = text("server.address") == "0.0.0.0" ? "127.0.0.1" : text("server.address");
  return "http://" + address + ":" + std::to_string(port);
}

std::string Settings::listing() const {
  std::string out;
  for (const auto& key : setting_keys()) {
    const auto& value = values_.find(key.key)->second;
    out += std::string(key.key) + " = " + masked(key, value.value) + "  (" + value.source + ")\n";
  }
  return out;
}

std::string Settings::markdown() {
  std::string out =
      "# Settings\n\nGenerated by `./test generate` from `server/app/settings.cpp`.\n\n"
      "A value comes from the first of: flag (`--set server.port=8081`), environment "
      "(`SARNAKH_SERVER__PORT`; with the "
      "ending `_FILE` the value is read from that file), the file `sarnakh.toml` (or `--config FILE`), the "
      "default. An unknown "
      "key is an error. `sarnakh settings` prints the values in force and where each comes from.\n\n"
      "| Key | Type | Default | Meaning |\n|---|---|---|---|\n";
  for (const auto& key : setting_keys()) {
    constexpr std::string_view names[] = {"text", "number", "true or false", "list"};
    out += "| `" + std::string(key.key) + "` | " + std::string(names[static_cast<int>(key.type)]) + " | " +
           (key.default_value.empty() ? "" : "`" + std::string(key.default_value) + "`") + " | " +
           std::string(key.sentence) + " |\n";
  }
  return out;
}

}  // namespace sarnakh::app
