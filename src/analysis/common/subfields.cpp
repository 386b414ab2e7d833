#include "common/subfields.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <unordered_map>

namespace hubmine::analysis {

namespace {

constexpr std::size_t kMaxSubfields = 63;

std::vector<Subfield> read_subfields(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"subfield", "tag"});
    std::vector<Subfield> subfields{{.name = "all", .tags = {}}};
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::string name(file.cell(row, "subfield"));
        if (core::ascii_lower(name) == "all" || name.empty()) {
            throw core::UsageError(fmt::format("{}:{}: a sub-field cannot be named '{}'",
                                               file.name(), file.line(row), name));
        }
        const std::string_view tag = file.filled_cell(row, "tag");
        auto found = std::find_if(subfields.begin(), subfields.end(),
                                  [&](const Subfield& subfield) { return subfield.name == name; });
        if (found == subfields.end()) {
            if (subfields.size() == kMaxSubfields) {
                throw core::UsageError(
                    fmt::format("{}: more than {} sub-fields", file.name(), kMaxSubfields - 1));
            }
            found = subfields.insert(subfields.end(), {.name = name, .tags = {}});
        }
        found->tags.emplace_back(tag);
    }
    return subfields;
}

}  // namespace

std::vector<Subfield> load_subfields(const SubfieldSettings& settings) {
    std::vector<Subfield> known =
        read_subfields(core::given_or_installed(settings.subfields_file, "subfields.csv"));
    if (settings.subfields.empty()) {
        return known;
    }
    std::vector<std::string> names;
    names.reserve(known.size());
    for (const Subfield& subfield : known) {
        names.push_back(subfield.name);
    }
    for (const std::string& wanted : settings.subfields) {
        if (std::find(names.begin(), names.end(), wanted) == names.end()) {
            throw core::UsageError(
                fmt::format("no sub-field '{}': there are {}", wanted, fmt::join(names, ", ")));
        }
    }
    known.erase(std::remove_if(known.begin(), known.end(),
                               [&](const Subfield& subfield) {
                                   return std::find(settings.subfields.begin(),
                                                    settings.subfields.end(),
                                                    subfield.name) == settings.subfields.end();
                               }),
                known.end());
    return known;
}

SubfieldBits::SubfieldBits(const std::vector<Subfield>& subfields, const core::Texts& tags) {
    std::unordered_map<std::string_view, std::uint64_t> bits_of_name;
    for (std::size_t i = 0; i < subfields.size(); ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        everything_ |= subfields[i].name == "all" ? bit : 0;
        for (const std::string& tag : subfields[i].tags) {
            bits_of_name[tag] |= bit;
        }
    }
    of_tag_.reserve(tags.size());
    for (const std::string_view tag : tags) {
        const auto found = bits_of_name.find(tag);
        of_tag_.push_back(found == bits_of_name.end() ? 0 : found->second);
    }
}

std::uint64_t SubfieldBits::of(std::span<const std::uint32_t> tags) const {
    std::uint64_t bits = everything_;
    for (const std::uint32_t tag : tags) {
        bits |= of_tag_[tag];
    }
    return bits;
}

std::vector<std::uint64_t> subfield_bits(const std::vector<Subfield>& subfields,
                                         const store::Repos& repos, const core::Texts& tags) {
    const SubfieldBits bits(subfields, tags);
    std::vector<std::uint64_t> result(repos.size(), bits.of({}));
    for (std::size_t i = 0; i < repos.tags.size(); ++i) {
        result[i] = bits.of(repos.tags[i]);
    }
    return result;
}

}  // namespace hubmine::analysis
