// JSON: what is read and written is read again as the same value, in a cursor too.

#include "foundations/http/route.hpp"
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
    if (written.size() < 2048) fuzz::must(http::read_cursor(http::make_cursor(value)) == value);
  });
  return 0;
}
