#pragma once

#include "hubmine/core/text_map.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hubmine::analysis::topics {

/// A language as a number that stands for its two or three letters; ascending as these are.
using Language = std::uint16_t;
inline constexpr std::size_t kLanguageNumbers = std::size_t{27} * 27 * 27;

/// Absent when the text is not two or three letters a-z.
[[nodiscard]] std::optional<Language> language_of(std::string_view code);
[[nodiscard]] std::string code_of(Language language);

/// What a text says that should name a language.
struct Reading {
    enum class Is : std::uint8_t { kNothing, kLanguage, kMultilingual, kUnknown };
    Is is = Is::kNothing;
    Language language = 0;  ///< of kLanguage
};

/// data/languages.csv or a file of the user's own.
class LanguageCodes {
  public:
    /// Columns code, alpha3, name; alpha3_b may be missing. Throws core::Error when the file cannot
    /// be read, UsageError, with the line, when a code has not its number of letters or stands
    /// twice, and when a name is missing.
    explicit LanguageCodes(const std::filesystem::path& path);

    /// Of a text in a card, or behind `language:` in a tag.
    [[nodiscard]] Reading read(std::string_view text) const;
    /// Of a tag that is nothing but a two-letter code; absent for every other one.
    [[nodiscard]] std::optional<Language> two_letters(std::string_view tag) const;
    /// Empty for a language that the file does not name.
    [[nodiscard]] std::string_view name(Language language) const;

  private:
    std::unordered_map<Language, std::string> names_;  // of the two-letter codes
    std::unordered_map<Language, Language> of_other_;  // of three letters, and old ones
    core::TextMap<Language> of_name_;                  // in lower case
};

}  // namespace hubmine::analysis::topics
