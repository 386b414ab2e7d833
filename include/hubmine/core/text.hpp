#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::core {

/// Valid UTF-8: invalid bytes, overlong forms and surrogates become U+FFFD, NUL is removed.
[[nodiscard]] std::string sanitize_utf8(std::string_view text);

/// What a terminal may be shown: as sanitize_utf8, with control characters (escape sequences) and
/// marks that reorder or break a line (bidirectional controls) made visible as U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// ASCII letters to lower case, everything else untouched; independent of the locale.
[[nodiscard]] std::string ascii_lower(std::string_view text);

/// Splits at each separator; an empty text gives one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// Without leading and trailing ASCII white space.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The noun as it stands behind that number: "snapshot", "snapshots"; "repository", "repositories".
[[nodiscard]] std::string noun(std::int64_t count, std::string_view singular);

/// The number and the noun: "1 snapshot", "2 snapshots".
[[nodiscard]] std::string counted(std::int64_t count, std::string_view singular);

/// The digits of a number in groups of three: "1,234,567".
[[nodiscard]] std::string grouped(std::int64_t number);

[[nodiscard]] bool contains(const std::vector<std::string>& words, std::string_view word);

/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string in_words(const std::vector<std::string>& words);

/// The names of what has a `name`, in order: "csv|tsv".
template <typename Range>
[[nodiscard]] std::string names_of(const Range& named) {
    std::string names;
    for (const auto& one : named) {
        names += (names.empty() ? "" : "|") + one.name;
    }
    return names;
}

/// The candidate that `word` begins, or the nearest by edit distance, when near enough to be what
/// was meant; else empty.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       const std::vector<std::string>& candidates);

}  // namespace hubmine::core
