#include "topics/language_codes.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hubmine::analysis::topics {

namespace {

constexpr unsigned kBase = 27;  // no letter, a, ..., z

/// Codes that were taken back, and Mandarin, which the Hub does not tell from Chinese.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOtherCodes{
    {{"cmn", "zh"}, {"iw", "he"}, {"in", "id"}, {"ji", "yi"}, {"jw", "jv"}, {"mo", "ro"}}};

/// What stands where a language would, and is none.
constexpr std::array<std::string_view, 8> kNoLanguage{"",        "code", "und", "unk",
                                                      "unknown", "zxx",  "mis", "none"};

/// The code of a row, in lower case; absent when the cell is empty.
std::optional<Language> read_code(const core::CsvFile& file, std::size_t row,
                                  std::string_view column, std::size_t letters) {
    const std::string code = core::ascii_lower(file.cell(row, column));
    const std::optional<Language> language = language_of(code);
    if (!code.empty() && (!language || code.size() != letters)) {
        throw core::UsageError(fmt::format("{}:{}: the {} '{}' is not {} letters a-z", file.name(),
                                           file.line(row), column, code, letters));
    }
    return language;
}

}  // namespace

std::optional<Language> language_of(std::string_view code) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (code.size() < 2 || code.size() > 3 || !std::all_of(code.begin(), code.end(), is_letter)) {
        return std::nullopt;
    }
    unsigned number = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        number = number * kBase + (i < code.size() ? static_cast<unsigned>(code[i] - 'a') + 1 : 0);
    }
    return static_cast<Language>(number);
}

std::string code_of(Language language) {
    std::string code;
    for (const unsigned place : {kBase * kBase, kBase, 1U}) {
        const unsigned letter = language / place % kBase;
        if (letter > 0) {
            code += static_cast<char>('a' + letter - 1);
        }
    }
    return code;
}

LanguageCodes::LanguageCodes(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"code", "alpha3", "name"}, {"alpha3_b"});
    const auto refuse = [&file](std::size_t row, std::string_view what) {
        throw core::UsageError(fmt::format("{}:{}: {}", file.name(), file.line(row), what));
    };
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::optional<Language> code = read_code(file, row, "code", 2);
        const std::string name(file.filled_cell(row, "name"));
        if (!code) {
            refuse(row, "the code is missing");
        }
        if (!names_.emplace(*code, name).second) {
            refuse(row, fmt::format("the code '{}' stands twice", code_of(*code)));
        }
        for (const std::string_view column : {"alpha3", "alpha3_b"}) {
            const std::optional<Language> longer = read_code(file, row, column, 3);
            if (longer && !of_other_.emplace(*longer, *code).second) {
                refuse(row, fmt::format("the code '{}' stands twice", code_of(*longer)));
            }
        }
        Language& named = of_name_.emplace(core::ascii_lower(name), *code).first->second;
        named = std::min(named, *code);
    }
    for (const auto& [other, code] : kOtherCodes) {
        of_other_.emplace(*language_of(other), *language_of(code));
    }
}

Reading LanguageCodes::read(std::string_view text) const {
    const std::string told = core::ascii_lower(core::trim(text));
    if (const auto named = of_name_.find(told); named != of_name_.end()) {
        return {.is = Reading::Is::kLanguage, .language = named->second};
    }
    const std::string_view code = std::string_view(told).substr(0, told.find_first_of("-_"));
    if (code == "multilingual" || code == "mul") {
        return {.is = Reading::Is::kMultilingual};
    }
    if (std::find(kNoLanguage.begin(), kNoLanguage.end(), code) != kNoLanguage.end()) {
        return {};
    }
    const std::optional<Language> language = language_of(code);
    if (!language) {
        return {.is = Reading::Is::kUnknown};
    }
    if (names_.contains(*language)) {
        return {.is = Reading::Is::kLanguage, .language = *language};
    }
    if (const auto other = of_other_.find(*language); other != of_other_.end()) {
        return {.is = Reading::Is::kLanguage, .language = other->second};
    }
    return {.is = code.size() == 3 ? Reading::Is::kLanguage : Reading::Is::kUnknown,
            .language = *language};
}

std::optional<Language> LanguageCodes::two_letters(std::string_view tag) const {
    const std::optional<Language> language = tag.size() == 2 ? language_of(tag) : std::nullopt;
    return language && names_.contains(*language) ? language : std::nullopt;
}

std::string_view LanguageCodes::name(Language language) const {
    const auto found = names_.find(language);
    return found == names_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace hubmine::analysis::topics
