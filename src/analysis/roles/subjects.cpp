#include "roles/subjects.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hubmine::analysis::roles {

namespace {

constexpr std::size_t kMaxSubjects = 64;

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

Subjects::Subjects(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"subject", "word"});
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::string_view name = file.filled_cell(row, "subject");
        std::string word = core::ascii_lower(file.filled_cell(row, "word"));
        const std::uint64_t bit = bit_of(name);
        if (bit == 0) {
            throw core::UsageError(fmt::format("{}:{}: more than {} subjects", file.name(),
                                               file.line(row), kMaxSubjects));
        }
        const bool is_mark = std::none_of(word.begin(), word.end(), is_letter_or_digit);
        auto& same = words_.at(static_cast<unsigned char>(word.front()));
        same.push_back({.text = std::move(word), .is_mark = is_mark, .bit = bit});
    }
}

/// 0 when there is no room for one more.
std::uint64_t Subjects::bit_of(std::string_view name) {
    const auto known = std::find(names_.begin(), names_.end(), name);
    const auto at = static_cast<std::size_t>(known - names_.begin());
    if (at == kMaxSubjects) {
        return 0;
    }
    if (known == names_.end()) {
        names_.emplace_back(name);
    }
    return std::uint64_t{1} << at;
}

std::uint64_t Subjects::marks(std::string_view title) const {
    const std::string lower = core::ascii_lower(title);
    const std::string_view text = lower;
    std::uint64_t found = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_inside = at > 0 && is_letter_or_digit(text[at - 1]);
        for (const Word& word : words_.at(static_cast<unsigned char>(text[at]))) {
            const std::size_t end = at + word.text.size();
            const bool is_alone =
                !is_inside && (end >= text.size() || !is_letter_or_digit(text[end]));
            if ((is_alone || word.is_mark) && text.substr(at).starts_with(word.text)) {
                found |= word.bit;
            }
        }
    }
    return found;
}

Subjects load_subjects(const Settings& settings) {
    return Subjects(core::given_or_installed(settings.subjects_file, "discussion_subjects.csv"));
}

}  // namespace hubmine::analysis::roles
