// Deliveries of tracking events, names of programs, and the patterns of paths: any bytes give an answer.

#include "foundations/text/robots.hpp"
#include "fuzz/input.hpp"
#include "visits/event.hpp"
#include "visits/identity_rules.hpp"
#include "visits/tracking_settings.hpp"

using namespace sarnakh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto input = fuzz::text_of(bytes, size);
  const Instant now{1'790'000'000'000};
  for (const auto type : {std::optional<visits::EventType>{}, std::optional(visits::EventType::identify)})
    fuzz::refused_or_done([&] {
      for (const auto& item : visits::read_delivery(input, type).items) {
        fuzz::must(item.event.has_value() != item.refusal.has_value());
        if (!item.event) continue;
        fuzz::must(visits::corrected(*item.event, now) <= now);
        visits::draft_of(*item.event, "IR");
        visits::kept_properties(*item.event);
      }
    });
  fuzz::must(text::recognise_agent(input).name.size() <= 60);
  const auto half = size / 2;
  visits::fits(input.substr(0, half), input.substr(half));
  fuzz::must(visits::fits("*", input));
  return 0;
}
