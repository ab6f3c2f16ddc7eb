#include "foundations/basics/embedded.hpp"
#include "visits/api.hpp"

namespace sarnakh::visits {

std::span<const EmbeddedFile> snippet_files();  // made by the build

namespace {

// Every line without its indentation; lines of comment not at all. The script is written so that this is enough.
std::string bare(std::string_view script) {
  std::string out;
  while (!script.empty()) {
    const auto end = std::min(script.find('\n'), script.size());
    auto line = script.substr(0, end);
    script.remove_prefix(std::min(end + 1, script.size()));
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.empty() || line.starts_with("//")) continue;
    out += line;
    out += '\n';
  }
  return out;
}

void put(std::string& text, std::string_view mark, std::string_view value) {
  text.replace(text.find(mark), mark.size(), value);
}

}  // namespace

std::string snippet_of(const TrackingSettings& settings) {
  static const std::string script = bare(find_file(snippet_files(), "t.js")->bytes);
  auto served = script;
  put(served, "MODE", json::name_of_enum(settings.mode));
  put(served, "HONOUR_DNT", settings.honour_dnt ? "1" : "0");
  return served;
}

}  // namespace sarnakh::visits
