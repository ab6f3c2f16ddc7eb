// JSON: what is read and written is read again as the same value.

#include "foundations/json/value.hpp"
#include "fuzz/input.hpp"

using namespace sarnakh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  fuzz::refused_or_done([&] {
    const auto value = json::parse(fuzz::text_of(bytes, size));
    const auto written = json::write(value);
    const auto again = json::parse(written, json::Limits{.bytes = std::size_t{16} << 20});
    fuzz::must(again == value);
    fuzz::must(json::write(again) == written);
  });
  return 0;
}
