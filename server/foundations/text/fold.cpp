#include "foundations/text/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cassert>
#include <memory>

#include "foundations/text/ascii.hpp"
#include "foundations/text/letters.hpp"

namespace sarnakh::text {
namespace {

// ICU's normalizers live as long as the process and may be used from every thread.
const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* instance = get(status);
  assert(U_SUCCESS(status));
  return *instance;
}
const icu::Normalizer2& nfc() {
  static const auto& instance = normalizer(icu::Normalizer2::getNFCInstance);
  return instance;
}
const icu::Normalizer2& nfd() {
  static const auto& instance = normalizer(icu::Normalizer2::getNFDInstance);
  return instance;
}
const icu::Normalizer2& nfkc() {
  static const auto& instance = normalizer(icu::Normalizer2::getNFKCInstance);
  return instance;
}
const icu::Normalizer2& nfkc_casefold() {
  static const auto& instance = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  return instance;
}

icu::UnicodeString normalized(const icu::Normalizer2& by, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  auto result = by.normalize(text, status);
  return U_SUCCESS(status) ? result : text;
}

icu::UnicodeString to_utf16(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

// ICU counts in 32 bits; a text of this size is a file, and its end cannot matter to a name or a key.
constexpr std::size_t longest_text = 64 << 20;

// Letters as the fonts of old programs stored them, one code point for each shape. Not the ligatures of whole
// words (U+FDF0 to U+FDFF, the sign ﷼ among them): those are signs of their own.
bool is_presentation_form(char32_t c) { return (c >= 0xFB50 && c <= 0xFDEF) || (c >= 0xFE70 && c <= 0xFEFC); }

// Writes text with single spaces, none at the ends or beside a half-space, and no half-space doubled.
class TidyWriter {
 public:
  explicit TidyWriter(std::string& out) : out_(out) {}

  void letter(char32_t c) {
    if (pending_ == space && !out_.empty() && out_.back() != '\n') out_ += ' ';
    if (pending_ == half_space && !out_.empty() && out_.back() != '\n') append_utf8(out_, half_space);
    pending_ = 0;
    append_utf8(out_, c);
  }
  void blank() { pending_ = space; }
  void half() {
    if (pending_ != space) pending_ = half_space;
  }
  void line_break() {
    pending_ = 0;
    if (out_.empty() || out_.ends_with("\n\n")) return;
    out_ += '\n';
  }

 private:
  static constexpr char32_t space = ' ';
  std::string& out_;
  char32_t pending_ = 0;
};

enum class LineBreaks { to_spaces, kept };

// Presentation forms as the letters that they stand for.
std::string without_forms(std::string_view utf8) {
  std::string plain;
  plain.reserve(utf8.size());
  for (std::size_t position = 0; position < utf8.size();) {
    const auto c = next_code_point(utf8, position);
    if (is_presentation_form(c)) {
      plain += to_utf8(normalized(nfkc(), icu::UnicodeString(static_cast<UChar32>(c))));
    } else {
      append_utf8(plain, c);
    }
  }
  return plain;
}

// Most of what programs and careful people send: nothing to clean.
bool is_tidy_ascii(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return text.empty();
  bool blank = false;
  for (const char c : text) {
    if (c < 0x20 || c >= 0x7F || (blank && c == ' ')) return false;
    blank = c == ' ';
  }
  return true;
}

std::string composed(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (nfc().isNormalizedUTF8(piece, status) && U_SUCCESS(status)) return text;
  return to_utf8(normalized(nfc(), to_utf16(text)));
}

std::string cleaned(std::string_view utf8, LineBreaks line_breaks) {
  utf8 = cut(utf8, longest_text);
  if (is_tidy_ascii(utf8)) return std::string(utf8);
  // Presentation forms first, for what they decompose to must pass the same rules. They all begin with this byte.
  constexpr char first_byte_of_forms = '\xEF';
  const bool has_forms = utf8.find(first_byte_of_forms) != std::string_view::npos;
  const auto letters = has_forms ? without_forms(utf8) : std::string();
  const auto plain = has_forms ? std::string_view(letters) : utf8;

  std::string tidy;
  tidy.reserve(plain.size());
  TidyWriter writer(tidy);
  for (std::size_t position = 0; position < plain.size();) {
    auto c = next_code_point(plain, position);
    if (line_breaks == LineBreaks::kept && (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)) {
      if (c == '\r' && position < plain.size() && plain[position] == '\n') ++position;
      writer.line_break();
      continue;
    }
    if (is_space(c)) {
      writer.blank();
      continue;
    }
    if (c == half_space) {
      writer.half();
      continue;
    }
    if (c == tatweel || is_bidi_control(c) || is_invisible(c) || is_control(c)) continue;
    if (c == 0x064A || c == 0x0649) c = 0x06CC;  // ي ى: ye
    if (c == 0x0643) c = 0x06A9;                 // ك: kaf
    writer.letter(c);
  }
  while (tidy.ends_with('\n')) tidy.pop_back();
  return composed(std::move(tidy));
}

// Marks that do not tell words apart in search: Latin accents, and the vowels and signs of Arabic script
// (harakat).
bool is_dropped_mark(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0610 && c <= 0x061A) || (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
         (c >= 0x06D6 && c <= 0x06DC) || (c >= 0x06DF && c <= 0x06E8 && c != 0x06E5 && c != 0x06E6) ||
         (c >= 0x06EA && c <= 0x06ED) || (c >= 0x08CA && c <= 0x08FF && c != 0x08E2);
}

// Letters that people type for each other. The text is decomposed, so أ إ آ are already an alef and a mark.
char32_t folded_letter(char32_t c) {
  switch (c) {
    case 0x064A:  // ي
    case 0x0649:  // ى
    case 0x06D2:  // ے
    case 0x06CD:
      return 0x06CC;
    case 0x0643:  // ك
    case 0x06AA:
      return 0x06A9;
    case 0x0629:  // ة
    case 0x06C3:
    case 0x06C1:  // ہ
    case 0x06BE:  // ھ
    case 0x06D5:  // ە
      return 0x0647;
    case 0x0671:  // ٱ
    case 0x0672:
    case 0x0673:
      return 0x0627;
    default:
      return c;
  }
}

std::string ascii_key(std::string_view ascii) {
  std::string key;
  key.reserve(ascii.size());
  bool blank = false;
  for (char c : ascii) {
    const auto code = static_cast<char32_t>(c);
    if (is_space(code)) {
      blank = true;
      continue;
    }
    if (is_control(code)) continue;
    if (blank && !key.empty()) key += ' ';
    blank = false;
    key += lower_case(c);
  }
  return key;
}

}  // namespace

std::string clean_text(std::string_view utf8) { return cleaned(utf8, LineBreaks::to_spaces); }

std::string clean_lines(std::string_view utf8) { return cleaned(utf8, LineBreaks::kept); }

std::string search_key(std::string_view utf8) {
  utf8 = cut(utf8, longest_text);
  if (is_ascii(utf8)) return ascii_key(utf8);

  // The half-space parts words, but NFKC_Casefold deletes it as invisible: it becomes a space before.
  std::string apart;
  apart.reserve(utf8.size());
  for (std::size_t position = 0; position < utf8.size();) {
    const auto c = next_code_point(utf8, position);
    if (c == half_space || is_space(c)) {
      apart += ' ';
    } else if (!is_bidi_control(c) && !is_invisible(c) && !is_control(c) && c != tatweel) {
      append_utf8(apart, c);
    }
  }
  const auto decomposed = normalized(nfd(), normalized(nfkc_casefold(), to_utf16(apart)));

  icu::UnicodeString folded;
  bool blank = false;
  for (std::int32_t position = 0; position < decomposed.length();) {
    const auto c = static_cast<char32_t>(decomposed.char32At(position));
    position = decomposed.moveIndex32(position, 1);
    if (is_space(c)) {
      blank = true;
      continue;
    }
    // ء alone is as often left out as written («انشاء»).
    if (is_dropped_mark(c) || c == tatweel || c == 0x0621 || c == half_space || is_control(c)) continue;
    if (blank && !folded.isEmpty()) folded.append(static_cast<UChar32>(' '));
    blank = false;
    const auto digit = u_charDigitValue(static_cast<UChar32>(c));
    folded.append(digit >= 0 ? static_cast<UChar32>('0' + digit) : static_cast<UChar32>(folded_letter(c)));
  }
  return to_utf8(normalized(nfc(), folded));
}

std::vector<std::string> search_words(std::string_view utf8) {
  const auto key = search_key(utf8);
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    word.clear();
  };
  for (std::size_t position = 0; position < key.size();) {
    const auto start = position;
    const auto c = static_cast<UChar32>(next_code_point(key, position));
    // Marks belong to the word (vowel signs of Indian scripts are letters of it).
    if (u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) {
      word.append(key, start, position - start);
    } else {
      finish();
    }
  }
  finish();
  return words;
}

std::string ascii_digits(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (std::size_t position = 0; position < utf8.size();) {
    const auto start = position;
    const auto c = next_code_point(utf8, position);
    const auto digit = c < 0x80 ? -1 : u_charDigitValue(static_cast<UChar32>(c));
    if (digit >= 0) {
      result += static_cast<char>('0' + digit);
    } else {
      result.append(utf8, start, position - start);
    }
  }
  return result;
}

std::string without_emoji(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string(utf8);
  const auto is_emoji = [](char32_t c) {
    const auto has = [c](UProperty property) { return u_hasBinaryProperty(static_cast<UChar32>(c), property) != 0; };
    return c > 0xFF && (has(UCHAR_EXTENDED_PICTOGRAPHIC) || has(UCHAR_EMOJI_MODIFIER) || has(UCHAR_REGIONAL_INDICATOR));
  };
  const auto belongs_to_one = [](char32_t c) {
    return c == 0x200D || c == 0x20E3 || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0020 && c <= 0xE007F);
  };
  std::string kept;
  bool after = false;
  for (std::size_t position = 0; position < utf8.size();) {
    const auto c = next_code_point(utf8, position);
    after = is_emoji(c) || (after && belongs_to_one(c));
    if (!after) append_utf8(kept, c);
  }
  return kept;
}

std::string persian_digits(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size() * 2);
  for (const char c : utf8) {
    if (c >= '0' && c <= '9') {
      append_utf8(result, 0x06F0 + static_cast<char32_t>(c - '0'));
    } else {
      result += c;
    }
  }
  return result;
}

std::string sort_key(std::string_view utf8) {
  struct Close {
    void operator()(UCollator* collator) const { ucol_close(collator); }
  };
  // A collator may not be shared between threads while it makes keys, and opening one costs a thousand keys.
  thread_local const std::unique_ptr<UCollator, Close> collator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UCollator, Close> opened(ucol_open("fa", &status));
    assert(U_SUCCESS(status));
    return opened;
  }();
  constexpr std::size_t longest_key = 64;
  const auto text = to_utf16(cut(clean_text(cut(utf8, 1024)), 256));
  std::uint8_t key[2048];  // room for the whole key of 256 bytes of text
  const auto size = ucol_getSortKey(collator.get(), text.getBuffer(), text.length(), key, sizeof key);
  // The size counts the NUL at the end of a key that fits.
  const auto used = std::min<std::size_t>(longest_key, size > 0 ? static_cast<std::size_t>(size) - 1 : 0);
  std::string hex;
  hex.reserve(used * 2);
  for (std::size_t i = 0; i < used; ++i) {
    hex += "0123456789abcdef"[key[i] >> 4];
    hex += "0123456789abcdef"[key[i] & 15];
  }
  return hex;
}

}  // namespace sarnakh::text
