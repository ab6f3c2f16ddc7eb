#include "stories/client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace sarnakh::stories {

namespace {

std::size_t append(char* bytes, std::size_t size, std::size_t count, void* into) {
  static_cast<std::string*>(into)->append(bytes, size * count);
  return size * count;
}

std::string header_of(const std::string& headers, const std::string& name) {
  const auto at = headers.find("\n" + name + ": ");
  if (at == std::string::npos) return "";
  const auto begin = at + name.size() + 3;
  return headers.substr(begin, headers.find_first_of("\r\n", begin) - begin);
}

}  // namespace

Reply Client::ask(const Ask& ask) {
  const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(), curl_easy_cleanup);
  const auto base = "http://127.0.0.1:" + std::to_string(port_);
  const auto url = base + ask.path;
  std::string headers_text;
  Reply reply;
  curl_slist* list = nullptr;
  const auto add = [&list](const std::string& line) { list = curl_slist_append(list, line.c_str()); };
  add("Content-Type: " + ask.type);
  add("Origin: " + base);
  const bool says_language = std::any_of(ask.headers.begin(), ask.headers.end(), [](const std::string& header) {
    return header.starts_with("Accept-Language:");
  });
  if (!says_language) add(ask.person == "visitor" ? "Accept-Language: fa" : "Accept-Language: en");
  add("User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
      "Safari/537.36");
  add("Expect:");
  for (const auto& header : ask.headers) add(header);
  if (!ask.bearer.empty()) add("Authorization: Bearer " + ask.bearer);
  if (const auto cookie = cookies_.find(ask.person); cookie != cookies_.end() && ask.bearer.empty())
    add("Cookie: " + cookie->second);
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_CUSTOMREQUEST, ask.method.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, list);
  if (ask.method != "GET") curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, ask.body.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &reply.body);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, append);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &headers_text);
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, 30L);
  const auto result = curl_easy_perform(handle.get());
  curl_slist_free_all(list);
  if (result != CURLE_OK) throw std::runtime_error(ask.method + " " + ask.path + ": " + curl_easy_strerror(result));
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &reply.status);
  reply.location = header_of(headers_text, "Location");
  if (const auto cookie = header_of(headers_text, "Set-Cookie"); !cookie.empty())
    cookies_[ask.person] = cookie.substr(0, cookie.find(';'));
  return reply;
}

std::string url_encoded(const std::string& text) {
  const std::unique_ptr<char, void (*)(void*)> encoded(
      curl_easy_escape(nullptr, text.c_str(), static_cast<int>(text.size())), curl_free);
  return encoded.get();
}

}  // namespace sarnakh::stories
