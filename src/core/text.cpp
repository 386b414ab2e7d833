#include "hubmine/core/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>

namespace hubmine::core {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// A row of Unicode's table 3-7, those of one byte left out: the bounds of the first byte and of
/// the second one of a well-formed sequence, and its length.
struct SequenceForm {
    unsigned first_from;
    unsigned first_to;
    unsigned second_from;
    unsigned second_to;
    std::size_t length;
};
constexpr std::array<SequenceForm, 8> kForms{{{0xC2, 0xDF, 0x80, 0xBF, 2},
                                              {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                              {0xE1, 0xEC, 0x80, 0xBF, 3},
                                              {0xED, 0xED, 0x80, 0x9F, 3},
                                              {0xEE, 0xEF, 0x80, 0xBF, 3},
                                              {0xF0, 0xF0, 0x90, 0xBF, 4},
                                              {0xF1, 0xF3, 0x80, 0xBF, 4},
                                              {0xF4, 0xF4, 0x80, 0x8F, 4}}};

/// Length of the well-formed UTF-8 sequence at the start of `text`, 0 when there is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    if (byte(0) < 0x80U) {
        return 1;
    }
    for (const SequenceForm& form : kForms) {
        if (byte(0) >= form.first_from && byte(0) <= form.first_to) {
            const bool fits = byte(1) >= form.second_from && byte(1) <= form.second_to &&
                              (form.length < 3 || tail(2)) && (form.length < 4 || tail(3));
            return fits ? form.length : 0;
        }
    }
    return 0;
}

template <typename Keep>
std::string rewrite(std::string_view text, Keep keep) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        const std::string_view piece = text.substr(0, std::max<std::size_t>(length, 1));
        if (length == 0) {
            result += kReplacement;
        } else {
            keep(piece, result);
        }
        text.remove_prefix(piece.size());
    }
    return result;
}

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t substitution = above[j] + (a[i] == b[j] ? 0 : 1);
            row[j + 1] = std::min({row[j] + 1, above[j + 1] + 1, substitution});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]) {
                row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
            }
        }
    }
    return row.back();
}

/// Marks that reorder or break the line they stand in, and so let a name pass for another: U+061C,
/// U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069.
bool steers_the_line(std::string_view piece) {
    if (piece == "\xD8\x9C") {
        return true;
    }
    if (piece.size() != 3 || piece[0] != '\xE2' || (piece[1] != '\x80' && piece[1] != '\x81')) {
        return false;
    }
    const auto last = static_cast<unsigned char>(piece[2]);
    return piece[1] == '\x80' ? last == 0x8EU || last == 0x8FU || (last >= 0xA8U && last <= 0xAEU)
                              : last >= 0xA6U && last <= 0xA9U;
}

/// A word that is spelt right as far as it goes.
bool begins(std::string_view word, std::string_view candidate) {
    constexpr std::size_t kFewest = 3;
    return word.size() >= kFewest && ascii_lower(candidate).starts_with(ascii_lower(word));
}

}  // namespace

std::string sanitize_utf8(std::string_view text) {
    return rewrite(text, [](std::string_view piece, std::string& out) {
        if (piece != std::string_view("\0", 1)) {
            out += piece;
        }
    });
}

std::string printable(std::string_view text) {
    return rewrite(text, [](std::string_view piece, std::string& out) {
        const auto lead = static_cast<unsigned char>(piece.front());
        const bool c0 = piece.size() == 1 && (lead < 0x20U || lead == 0x7FU);
        const bool c1 =
            piece.size() == 2 && lead == 0xC2U && static_cast<unsigned char>(piece[1]) < 0xA0U;
        out += c0 || c1 || steers_the_line(piece) ? kReplacement : piece;
    });
}

std::string ascii_lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string noun(std::int64_t count, std::string_view singular) {
    std::string word(singular);
    if (count == 1) {
        return word;
    }
    const bool follows_vowel =
        word.size() < 2 ||
        std::string_view("aeiou").find(word[word.size() - 2]) != std::string_view::npos;
    if (word.ends_with('y') && !follows_vowel) {
        word.pop_back();
        return word + "ies";
    }
    return word + "s";
}

std::string counted(std::int64_t count, std::string_view singular) {
    return std::to_string(count) + " " + noun(count, singular);
}

std::string in_words(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += i == 0 ? "" : i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return text;
}

std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates) {
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t distance =
            begins(word, candidate) ? 1 : edit_distance(ascii_lower(word), ascii_lower(candidate));
        if (distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::ptrdiff_t first = number < 0 ? 1 : 0;
    for (std::ptrdiff_t at = std::ssize(digits) - 3; at > first; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return digits;
}

bool contains(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace hubmine::core
