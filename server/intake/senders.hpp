#pragma once

// What tells one kind of sender from another: how it proves who it is, and how its bodies are read. The formats are
// those of the vendors' documents; a recorded sample of each stands in tests/fixtures/intake.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/submission.hpp"
#include "foundations/http/message.hpp"
#include "intake/address.hpp"
#include "intake/payload.hpp"
#include "intake/signature.hpp"

namespace sarnakh::intake {

// What a body says.
struct Reading {
  std::string message;             // the sender's id of it; the same again is the same arrival
  bool test = false;               // the sender says that it only tries us
  std::optional<Instant> at = {};  // when the person answered, which may be days before it is told
  std::vector<Value> values;
};

struct Sender {
  Kind kind;
  capture::Road road;
  std::string_view word;  // in the address: /in/<word>/<token>
  Verdict (*judge)(const std::vector<std::string>& secrets, const http::Request& request, const json::Value& payload);
  Reading (*read)(const json::Value& payload);
  // The member of a refusal in which the sender looks for the sentence; "" when it reads none.
  std::string_view refusal_in = {};
};
const Sender& sender_of(Kind kind);

// The message's id: in the body, or in the header of Standard Webhooks.
std::string message_of(const Sender& sender, const http::Request& request, const Reading& reading);

}  // namespace sarnakh::intake
