#pragma once

// A story as text:
//
//   # A double click is one lead.
//   clock 2026-11-21T09:00:00+03:30
//
//   POST /api/v1/forms {"template": "contact"}
//   ----
//   201
//   keep id as form
//   keep link after token= as token
//   title.fa = "تماس با ما"
//   data.size = 1
//   has some text
//   leads to https://example.com/thanks
//   events: form_changed
//
// An action, a line of dashes, what is expected. Actions: METHOD PATH [JSON, which may go on over lines] · visit $page
// · send $page field=value; field=value · advance 3d (h, m, s) · as NAME · bearer $key (nobody ends it). `$name` is a
// value kept before. For the next request alone: `with NAME: VALUE` is a header, `sign $secret as ID` signs it now as
// Standard Webhooks says; a kept address of ours may stand as PATH. `events:` lists everything announced since the last
// step; what is not listed is a failure. `~` as a value: anything.

#include <string>
#include <vector>

namespace sarnakh::stories {

struct Expectation {
  int line = 0;
  std::string text;
};
struct Step {
  int line = 0;
  std::string action;
  std::string body;
  std::vector<Expectation> expected;
  int end = 0;  // the line after which more could be expected
};
struct Story {
  std::string path;
  std::string clock;
  std::vector<Step> steps;
};

// Problem "file_unreadable"; "story_unclear" when it has no clock or no step.
Story read_story(const std::string& path);

// Every *.story of the files and folders, in order of their names.
std::vector<Story> read_stories(const std::vector<std::string>& paths);

}  // namespace sarnakh::stories
