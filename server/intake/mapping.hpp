#pragma once

// Which of a sender's words are which of our fields, and the lead that they make: decisions over values alone.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "capture/roads.hpp"
#include "foundations/text/phone.hpp"
#include "intake/address.hpp"
#include "intake/payload.hpp"
#include "sources/source_rules.hpp"

namespace sarnakh::intake {

// Whether a mapping may name that field. Custom fields must be among those of the workspace.
bool is_field(std::string_view field, const std::vector<std::string>& custom_keys);
// Every fault of a mapping that is to be saved, with pointers "/mapping/<n>/field".
std::vector<FieldFault> faults_of(const Mapping& mapping, const std::vector<std::string>& custom_keys);

// The fields found by what the sender says of a value, then by its name, then by its look.
Mapping guess(const std::vector<Value>& values, const std::vector<std::string>& custom_keys);

// What to assume where a body says nothing.
struct Home {
  std::string region, area;  // of phones without them
  std::string time_zone;
  std::string channel;  // "" for none
  std::string name;     // of the address
  std::shared_ptr<const sources::OwnSources> own_sources = {};
  text::PhoneHome phones() const { return {region, area}; }
};
// What the workspace says of it.
Home home_of(db::Work& work);

// Puts what the mapping takes of the values into the arrival: answers, draft with its touch, consents. A value that
// cannot be read stays an answer.
void apply(const Mapping& mapping, const std::vector<Value>& values, const Home& home, capture::Arrival& arrival);

}  // namespace sarnakh::intake
