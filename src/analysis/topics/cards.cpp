#include "topics/cards.hpp"

#include "hubmine/store/card.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace hubmine::analysis::topics {

namespace {

/// What the Hub makes of a README rather than of the card's fields.
struct TagField {
    std::string_view name;
    std::string_view prefix;
};

constexpr std::array<TagField, 2> kTagFields{{{"arxiv", "arxiv:"}, {"doi", "doi:"}}};

std::vector<bool> tags_with(const core::Texts& tags, std::string_view prefix) {
    std::vector<bool> with;
    with.reserve(tags.size());
    for (const std::string_view tag : tags) {
        with.push_back(tag.substr(0, prefix.size()) == prefix);
    }
    return with;
}

}  // namespace

std::vector<FieldCount> count_fields(const store::Dataset& data, const Population& population) {
    std::vector<FieldCount> counts;
    const store::Repos& repos = population.repos;
    const auto count = [&](std::string_view name, const auto& has) {
        FieldCount& field = counts.emplace_back();
        field.field = name;
        for (const std::uint32_t repo : population.chosen) {
            if (has(repo)) {
                ++field.repositories;
                field.downloads += population.downloads(repo);
            }
        }
    };
    const auto count_bit = [&](std::string_view name, store::CardField field) {
        const auto bit = static_cast<std::uint32_t>(field);
        count(name, [&](std::uint32_t repo) { return (repos.cards.fields[repo] & bit) != 0; });
    };
    count_bit("card", store::CardField::kWhole);
    for (const store::NamedCardField& field : store::kNamedCardFields) {
        count_bit(field.name, field.field);
    }
    for (const TagField& field : kTagFields) {
        const std::vector<bool> is_meant = tags_with(data.tags, field.prefix);
        count(field.name, [&](std::uint32_t repo) {
            const auto tags = repos.tags[repo];
            return std::any_of(tags.begin(), tags.end(),
                               [&](std::uint32_t tag) { return is_meant[tag]; });
        });
    }
    return counts;
}

}  // namespace hubmine::analysis::topics
