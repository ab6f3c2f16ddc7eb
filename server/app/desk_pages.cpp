#include "app/desk_pages.hpp"

#include <array>

#include "foundations/basics/random.hpp"

namespace sarnakh::app {

namespace {

std::string_view content_type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> types{{
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".html", "text/html; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".woff2", "font/woff2"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".webmanifest", "application/manifest+json"},
      {".json", "application/json"},
  }};
  for (const auto& [ending, type] : types)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

void replace_all(std::string& text, std::string_view mark, std::string_view value) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
    text.replace(at, mark.size(), value);
}

bool is_under(std::string_view path, std::string_view root) {
  return path == root || (path.starts_with(root) && path.substr(root.size()).starts_with('/'));
}

}  // namespace

DeskPages::DeskPages(std::span<const EmbeddedFile> files, std::function<DeskReader(const http::Request&)> reader)
    : files_(files), reader_(std::move(reader)) {}

std::optional<http::Answer> DeskPages::answer(const http::Request& request) const {
  if (request.method != http::Method::get) return std::nullopt;
  if (auto found = asset(request)) return found;
  for (const auto* root : {"/api", "/f", "/t", "/assets", "/test"})
    if (is_under(request.path, root)) return std::nullopt;
  const auto accept = request.header("accept");
  if (!accept.empty() && accept.find("text/html") == std::string_view::npos &&
      accept.find("*/*") == std::string_view::npos)
    return std::nullopt;
  // A path whose last part has a dot asks for a file (/favicon.png, /.env), not for a page of the desk.
  if (request.path.find('.', request.path.rfind('/')) != std::string::npos) return std::nullopt;
  if (find_file(files_, "index.html") == nullptr) return std::nullopt;
  return page(request);
}

std::optional<http::Answer> DeskPages::asset(const http::Request& request) const {
  const auto path = std::string_view(request.path).substr(1);
  if (path.empty() || path == "index.html" || path.ends_with(".br") || path.ends_with(".gz")) return std::nullopt;
  const auto* file = find_file(files_, path);
  if (file == nullptr) return std::nullopt;

  http::Answer answer;
  answer.content_type = content_type_of(path);
  const auto tag = "\"" + std::string(file->hash) + "\"";
  answer.with("ETag", tag);
  // The build puts a hash into the name of every asset: its content never changes.
  answer.with("Cache-Control", path.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("if-none-match") == tag) {
    answer.status = 304;
    return answer;
  }
  answer.fixed_body = file->bytes;
  const auto accepted = request.header("accept-encoding");
  const auto compressed = [&](std::string_view coding, std::string_view ending) {
    if (accepted.find(coding) == std::string_view::npos) return false;
    const auto* twin = find_file(files_, std::string(path) + std::string(ending));
    if (twin == nullptr) return false;
    answer.fixed_body = twin->bytes;
    answer.with("Content-Encoding", std::string(coding));
    return true;
  };
  if (!compressed("br", ".br")) compressed("gzip", ".gz");
  answer.with("Vary", "Accept-Encoding");
  return answer;
}

http::Answer DeskPages::page(const http::Request& request) const {
  const auto reader = reader_(request);
  const auto nonce = random_token(16);
  std::string body{find_file(files_, "index.html")->bytes};
  replace_all(body, "__LANG__", name_of(reader.language));
  replace_all(body, "__DIR__", reader.language == Language::fa ? "rtl" : "ltr");
  replace_all(body, "__THEME__", reader.theme);
  replace_all(body, "__NONCE__", nonce);
  replace_all(body, "__BOOTSTRAP__", reader.bootstrap);
  auto answer = http::html(200, std::move(body));
  answer.with("Cache-Control", "no-store");
  answer.with("Content-Security-Policy",
              "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-" + nonce +
                  "'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                  "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'");
  answer.with("X-Frame-Options", "DENY");
  return answer;
}

}  // namespace sarnakh::app
