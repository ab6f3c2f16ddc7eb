#pragma once

// Tells a story to a program that runs in this process on a database and a clock of its own.

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/application.hpp"
#include "stories/client.hpp"
#include "stories/fault.hpp"
#include "stories/story.hpp"

namespace sarnakh::stories {

enum class Mode { straight, restart };  // restart: the program is stopped and started again between the steps

class Teller {
 public:
  // `url` is a database that nobody has used, or "" for a SQLite file in the folder.
  Teller(const Story& story, std::string folder, std::string url, Mode mode);
  ~Teller();
  // What did not come as the story says; empty when all did.
  std::vector<Fault> tell();

 private:
  void start(Instant at);
  void make_owner();
  void act(const Step& step);
  void visit(const std::string& page);
  void send(const std::string& page, const std::string& fields);
  void advance(const std::string& by);
  void request(const std::string& method, const std::string& path, const std::string& body);
  void check(const Step& step);
  void check_line(const Step& step, const Expectation& expected);
  void check_status(const Step& step, const Expectation& expected);
  void check_way_on(const Step& step, const Expectation& expected);
  void check_text(const Step& step, const Expectation& expected, bool wanted);
  void check_value(const Step& step, const Expectation& expected, std::size_t equals);
  void check_events(const Step& step);
  void keep(const Step& step, const Expectation& expected);
  std::string new_events();
  std::string filled(std::string text) const;

  const Story& story_;
  std::string folder_, url_;
  Mode mode_;
  std::unique_ptr<app::Application> program_;
  Client client_;
  std::map<std::string, std::string> kept_;
  std::map<std::string, std::string> hidden_;  // the hidden fields of the form that is looked at
  std::string person_ = "owner", bearer_;
  struct Signing {
    std::string secret, id, timestamp;
  };
  std::optional<Signing> signing_;    // of the next request
  std::vector<std::string> headers_;  // of the next request
  Reply reply_;
  std::map<std::int64_t, std::int64_t> seen_;  // position of events by workspace
  std::vector<Fault> faults_;
};

}  // namespace sarnakh::stories
