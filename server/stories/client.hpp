#pragma once

// A browser's worth of HTTP for stories: cookies of several people, forms and JSON.

#include <map>
#include <string>
#include <vector>

namespace sarnakh::stories {

struct Reply {
  long status = 0;
  std::string body;
  std::string location;
};

struct Ask {
  std::string method;
  std::string path;
  std::string body = {};
  std::string type = "application/json";
  std::string bearer = {};
  std::string person = {};                // whose cookies
  std::vector<std::string> headers = {};  // "Name: value"
};

class Client {
 public:
  void go_to(int port) { port_ = port; }
  Reply ask(const Ask& ask);

 private:
  int port_ = 0;
  std::map<std::string, std::string> cookies_;
};

std::string url_encoded(const std::string& text);

}  // namespace sarnakh::stories
