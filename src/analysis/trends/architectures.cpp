#include "trends/architectures.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace hubmine::analysis::trends {

namespace {

/// By tag: the architecture.
core::TextMap<std::string> read_architectures(const std::string& given) {
    const core::CsvFile file(core::given_or_installed(given, "architectures.csv"),
                             {"architecture", "tag"});
    core::TextMap<std::string> architectures;
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::string_view name = file.filled_cell(row, "architecture");
        const std::string_view tag = file.filled_cell(row, "tag");
        if (!architectures.emplace(tag, name).second) {
            throw core::UsageError(
                fmt::format("{}:{}: tag '{}' stands twice", file.name(), file.line(row), tag));
        }
    }
    return architectures;
}

}  // namespace

Architectures::Architectures(const std::string& file, const core::Texts& tags) {
    const core::TextMap<std::string> known = read_architectures(file);
    core::TextMap<store::TextId> numbers;
    of_tag_.reserve(tags.size());
    for (const std::string_view tag : tags) {
        const auto found = known.find(tag);
        if (found == known.end()) {
            of_tag_.push_back(store::kNoText);
            continue;
        }
        const auto [number, is_new] =
            numbers.try_emplace(found->second, static_cast<store::TextId>(names_.size()));
        if (is_new) {
            names_.push_back(found->second);
        }
        of_tag_.push_back(number->second);
    }
}

std::optional<std::string_view> Architectures::of(std::span<const store::TextId> tags) const {
    for (const store::TextId tag : tags) {
        if (of_tag_[tag] != store::kNoText) {
            return names_[of_tag_[tag]];
        }
    }
    return std::nullopt;
}

bool Architectures::is_any_met() const {
    return !names_.empty();
}

}  // namespace hubmine::analysis::trends
