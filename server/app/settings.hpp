#pragma once

// Settings of the program: a table of keys, each with its type, default, sentence and whether it is a secret.
// The value comes from the first of: flag, environment, TOML file, default. An unknown key in the file or in
// the environment is an error that names it; `sarnakh settings` prints every value with its source.
//
// Environment: SARNAKH_SERVER__PORT is server.port; SARNAKH_DATABASE__URL_FILE names a file that holds the
// value (for secrets).

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/server.hpp"
#include "foundations/outbound/guard.hpp"

namespace sarnakh::app {

enum class SettingType { text, integer, boolean, list };

struct SettingKey {
  std::string_view key;  // "server.port"
  SettingType type;
  std::string_view default_value;
  bool secret;
  std::string_view sentence;
  std::int64_t smallest = 0, largest = 1'000'000'000;  // of numbers
  std::vector<std::string_view> choices = {};          // of texts; empty: any
};

// Every key, in the order in which the reference prints them.
const std::vector<SettingKey>& setting_keys();

struct SettingValue {
  std::string value;   // lists: separated by commas
  std::string source;  // "default", "file sarnakh.toml", "environment SARNAKH_…", "flag"
};

class Settings {
 public:
  // Throws Problem "setting_unknown", "setting_wrong_type", "setting_file_unreadable" (the cause names key
  // and place). `flags` are key → value; `file` may be empty (then ./sarnakh.toml is read when it exists).
  static Settings load(const std::string& file, const std::map<std::string, std::string>& flags,
                       const std::vector<std::string>& environment);

  const std::string& text(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  bool boolean(std::string_view key) const;
  std::vector<std::string> list(std::string_view key) const;
  void set(std::string_view key, std::string value);  // as a flag would

  db::Settings database() const;
  http::ServerSettings server() const;
  // Where this server may send to when a person says where.
  outbound::Guard guard() const;
  // Where links lead: server.base_url, or http://<address>:<port>.
  std::string base_url(int port) const;

  // What the two commands print: one line a key with value and source (secrets masked); the reference page.
  std::string listing() const;
  static std::string markdown();

 private:
  std::map<std::string, SettingValue, std::less<>> values_;
};

}  // namespace sarnakh::app
