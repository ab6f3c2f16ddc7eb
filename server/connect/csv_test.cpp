#include "connect/csv.hpp"

#include <doctest/doctest.h>

using namespace sarnakh::connect;

namespace {
std::vector<std::vector<std::string>> all(std::string_view text, char delimiter = ',', CsvLimits limits = {}) {
  CsvReader reader(text, delimiter, limits);
  std::vector<std::vector<std::string>> rows;
  while (auto row = reader.next()) rows.push_back(row->fields);
  return rows;
}
using Table = std::vector<std::vector<std::string>>;
}  // namespace

TEST_CASE("rows are read as people write them") {
  CHECK(all("a,b\n1,2\n") == Table{{"a", "b"}, {"1", "2"}});
  CHECK(all("a,b\r\n1,2") == Table{{"a", "b"}, {"1", "2"}});
  CHECK(all("a,b\r1,2\r") == Table{{"a", "b"}, {"1", "2"}});
  CHECK(all("\"a,1\",\"say \"\"hi\"\"\"\n") == Table{{"a,1", "say \"hi\""}});
  CHECK(all("\"two\nlines\",x\n") == Table{{"two\nlines", "x"}});
  CHECK(all("5\" pipe,x\n") == Table{{"5\" pipe", "x"}});
  CHECK(all("a,,c\n,,\n\n1,,3\n") == Table{{"a", "", "c"}, {"1", "", "3"}});
}

TEST_CASE("a quote that is never closed costs one row, not the file") {
  CsvReader reader("a,b\n\"open,2\n3,4\n", ',');
  CHECK(reader.next()->fields == std::vector<std::string>{"a", "b"});
  const auto broken = reader.next();
  CHECK(broken->fault == RowFault::quote_not_closed);
  CHECK(broken->raw == "\"open,2");
  CHECK(reader.next()->fields == std::vector<std::string>{"3", "4"});
}

TEST_CASE("limits: one below, at, and one above") {
  const CsvLimits limits{.field_bytes = 4, .row_bytes = 12, .columns = 3};
  const auto fault = [&](std::string_view text) { return CsvReader(text, ',', limits).next()->fault; };
  CHECK(fault("abc") == RowFault::none);
  CHECK(fault("abcd") == RowFault::none);
  CHECK(fault("abcde") == RowFault::field_too_long);
  CHECK(fault(R"("abc""")") == RowFault::none);
  CHECK(fault(R"("abcd""")") == RowFault::field_too_long);
  CHECK(fault("a,b") == RowFault::none);
  CHECK(fault("a,b,c") == RowFault::none);
  CHECK(fault("a,b,c,d") == RowFault::too_many_columns);
  CHECK(fault("\"a\",\"b\",\"c\"") == RowFault::none);            // 11 bytes
  CHECK(fault("\"ab\",\"b\",\"c\"") == RowFault::none);           // 12
  CHECK(fault("\"ab\",\"bc\",\"c\"") == RowFault::row_too_long);  // 13
}

TEST_CASE("the delimiter that makes equal columns is found") {
  CHECK(guess_delimiter("a,b,c\n1,2,3\n") == ',');
  CHECK(guess_delimiter("a;b;c\n1,5;2;3\n") == ';');
  CHECK(guess_delimiter("a\tb\n1, one\t2\n") == '\t');
  CHECK(guess_delimiter("a|b\n1|2\n") == '|');
  CHECK(guess_delimiter("one column\nof text\n") == ',');
  CHECK(guess_delimiter("") == ',');
}

TEST_CASE("encodings are told apart and read") {
  CHECK(guess_encoding("\xEF\xBB\xBFname") == Encoding::utf8);
  CHECK(guess_encoding("نام,تلفن") == Encoding::utf8);
  CHECK(decode("\xEF\xBB\xBFنام", Encoding::utf8) == "نام");
  // «نام» in windows-1256, and "имя" in windows-1251
  CHECK(guess_encoding("\xE4\xC7\xE3,\xC7\xDD\xD1\xC7") == Encoding::cp1256);
  CHECK(decode("\xE4\xC7\xE3", Encoding::cp1256) == "نام");
  CHECK(guess_encoding("\xE8\xEC\xFF \xEF\xEE\xEB\xF3\xF7\xE0\xF2\xE5\xEB\xFF \xF2\xE5\xEB\xE5\xF4\xEE\xED") ==
        Encoding::cp1251);
  const std::string utf16 = std::string("\xFF\xFE", 2) + std::string("a\0,\0b\0", 6);
  CHECK(guess_encoding(utf16) == Encoding::utf16le);
  CHECK(decode(utf16, Encoding::utf16le) == "a,b");
  CHECK(guess_encoding(std::string("a\0,\0b\0,\0c\0", 10)) == Encoding::utf16le);
  CHECK(decode("a\xFF"
               "b",
               Encoding::utf8) ==
        "a\xEF\xBF\xBD"
        "b");
}

TEST_CASE("a header is told from a row of data") {
  const auto header = [](std::string_view text) { return looks_like_header(*CsvReader(text, ',').next()); };
  CHECK(header("name,phone,email"));
  CHECK(header("نام,تلفن"));
  CHECK(header("name,q9,q10,q100"));
  CHECK_FALSE(header("Sara,12"));
  CHECK_FALSE(header("سارا,09121234567"));
  CHECK_FALSE(header("Sara,sara@example.com"));
  CHECK_FALSE(header("a,a"));
}
