#pragma once

// Expected<T, Fault>: a value, or the one reason why there is none. It is what a function returns whose
// refusal is a normal answer (a phone number that is none, a date that does not exist). The same calls as
// std::expected, which clang 14 cannot compile with the standard library of g++ 12.

#include <cassert>
#include <utility>
#include <variant>

namespace sarnakh {

template <class T, class Fault>
class [[nodiscard]] Expected {
 public:
  Expected(T value) : data_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: reads as a return
  Expected(Fault fault) : data_(std::in_place_index<1>, std::move(fault)) {}  // NOLINT

  bool has_value() const { return data_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  // The value; asking for it when there is none is our own mistake.
  const T& value() const& {
    assert(has_value());
    return *std::get_if<0>(&data_);
  }
  T& value() & {
    assert(has_value());
    return *std::get_if<0>(&data_);
  }
  T&& value() && {
    assert(has_value());
    return std::move(*std::get_if<0>(&data_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  T value_or(T other) const { return has_value() ? value() : std::move(other); }

  // The reason; asking for it when there is a value is our own mistake.
  const Fault& error() const {
    assert(!has_value());
    return *std::get_if<1>(&data_);
  }

 private:
  std::variant<T, Fault> data_;
};

}  // namespace sarnakh
