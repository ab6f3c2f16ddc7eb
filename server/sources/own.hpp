#pragma once

// What a workspace says of sources, read in one question.

#include "sources/channels.hpp"
#include "sources/source_rules.hpp"

namespace sarnakh::sources {

struct Own {
  std::int64_t version = 0;  // of the rules
  SourceRules rules = {};
  std::vector<Channel> channels = {};
};
Own load_own(db::Work& work);

}  // namespace sarnakh::sources
