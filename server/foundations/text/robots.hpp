#pragma once

// Which programs are robots, by the name they give themselves (the User-Agent of HTTP). Two kinds of evidence: a sign
// from the list in robots/signs.txt, and the shape of the name: people's browsers begin with one of a few words, name
// an engine, and give no address of a page that explains them.
//
// The time is linear in the length of the name, whatever the list holds: one automaton looks for all signs at once.
// What a robot hides behind a person's name is not seen here; how it behaves is the business of whoever counts visits.

#include <string>
#include <string_view>

namespace sarnakh::text {

struct Agent {
  bool robot = false;
  std::string name = {};  // of the robot: "Googlebot", "curl"; "" for a person's browser
  bool listed = false;    // the name is one of the list, not a word of the robot's own
};

Agent recognise_agent(std::string_view user_agent);

}  // namespace sarnakh::text
