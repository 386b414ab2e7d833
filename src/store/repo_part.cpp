#include "repo_part.hpp"

#include <cstddef>

namespace hubmine::store {

namespace {

void renumber(std::vector<TextId>& numbers, const std::vector<TextId>& now) {
    for (TextId& number : numbers) {
        number = number == kNoText ? kNoText : now[number];
    }
}

void append_numbers(std::vector<TextId>& to, std::vector<TextId>& from,
                    const std::vector<TextId>& now) {
    renumber(from, now);
    append_values(to, from);
}

/// The offsets of lists, without the 0 that they begin with.
void append_offsets(std::vector<std::uint64_t>& to, std::vector<std::uint64_t>& from,
                    std::uint64_t start) {
    to.reserve(to.size() + from.size() - 1);
    for (std::size_t i = 1; i < from.size(); ++i) {
        to.push_back(start + from[i]);
    }
    from = {0};
}

void append_lists(Lists& to, Lists& from) {
    append_offsets(to.offsets, from.offsets, to.values.size());
    append_values(to.values, from.values);
}

void append_claims(Claims& to, Claims& from, const std::vector<TextId>& targets,
                   const std::vector<TextId>& labels) {
    append_offsets(to.offsets, from.offsets, to.target.size());
    append_numbers(to.target, from.target, targets);
    append_numbers(to.relation, from.relation, labels);
}

void append_cards(Cards& to, Cards& from, std::uint32_t before, const std::vector<TextId>& words) {
    append_values(to.fields, from.fields);
    renumber(from.language.values, words);
    append_lists(to.language, from.language);
    renumber(from.languages.values, words);
    append_lists(to.languages, from.languages);
    for (Cards::Emission& emission : from.emissions) {
        emission.repo += before;
        to.emissions.push_back(std::move(emission));
    }
    from.emissions.clear();
}

void reserve_column(Repos& repos, RepoColumn column, std::size_t rows) {
    constexpr std::size_t kIdBytes = 24;
    switch (column) {
        case RepoColumn::kId:
            return repos.id.reserve(rows, rows * kIdBytes);
        case RepoColumn::kLikes:
            return repos.likes.reserve(rows);
        case RepoColumn::kDownloads:
            return repos.downloads.reserve(rows);
        case RepoColumn::kLicense:
            return repos.license.reserve(rows);
        case RepoColumn::kTags:
            return repos.tags.offsets.reserve(rows + 1);
        case RepoColumn::kDuplicated:
            return repos.duplicated.reserve(rows);
        case RepoColumn::kUses:
            return;
        case RepoColumn::kDownloadsAllTime:
            return repos.downloads_all_time.reserve(rows);
        case RepoColumn::kCreatedAt:
            return repos.created_at.reserve(rows);
        case RepoColumn::kPipelineTag:
            return repos.pipeline_tag.reserve(rows);
        case RepoColumn::kLibraryName:
            return repos.library_name.reserve(rows);
        case RepoColumn::kParameters:
            repos.parameters.reserve(rows);
            return repos.parameters_source.reserve(rows);
        case RepoColumn::kWeights:
            return repos.weights.reserve(rows);
        case RepoColumn::kStorage:
            return repos.storage.reserve(rows);
        case RepoColumn::kBaseModels:
            return repos.base_models.offsets.reserve(rows + 1);
        case RepoColumn::kCard:
            return repos.cards.fields.reserve(rows);
        case RepoColumn::kEmissions:
            return;  // few speak of them
        case RepoColumn::kRepoId:
            return repos.repo_id.reserve(rows);
        case RepoColumn::kDuplicatedFrom:
            return;  // few have one
    }
}

}  // namespace

std::vector<RepoRange> repo_ranges(Database& database, std::size_t parts) {
    const std::int64_t last = database.scalar("SELECT max(repo_id) FROM repo WHERE repo_id > 0");
    const std::int64_t step = last / static_cast<std::int64_t>(parts);
    std::vector<RepoRange> result(1);
    while (result.size() < parts) {
        result.back().last = step * static_cast<std::int64_t>(result.size());
        result.push_back({.first = result.back().last + 1});
    }
    return result;
}

void Places::append(const Places& next, const std::array<std::uint32_t, 3>& before) {
    next.codes_.for_each([&](std::int64_t repo_id, std::uint32_t code) {
        Place place = place_of(code);
        if (place.is_present()) {
            place.position += before.at(place.kind);
            set(repo_id, place);
        } else if (place.is_others) {
            set_others(repo_id);
        } else {
            set_away(repo_id);
        }
    });
}

TextId RowNumbers::number(std::optional<std::int64_t> row_id) {
    if (!row_id) {
        return kNoText;
    }
    std::uint32_t number = numbers_.find(*row_id);
    if (number == Positions::kNone) {
        number = static_cast<std::uint32_t>(rows_.size());
        numbers_.set(*row_id, number);
        rows_.push_back(*row_id);
    }
    return number;
}

std::vector<TextId> RowNumbers::append(const RowNumbers& next) {
    std::vector<TextId> now;
    now.reserve(next.rows_.size());
    for (const std::int64_t row_id : next.rows_) {
        now.push_back(number(row_id));
    }
    return now;
}

TextId Words::number(std::string_view word) {
    const auto found = numbers_.find(word);
    if (found != numbers_.end()) {
        return found->second;
    }
    const auto number = static_cast<TextId>(words_.size());
    numbers_.emplace(word, number);
    words_.push_back(word);
    return number;
}

std::vector<TextId> Words::append(const Words& next) {
    std::vector<TextId> now;
    now.reserve(next.words_.size());
    for (const std::string_view word : next.words_) {
        now.push_back(number(word));
    }
    return now;
}

void RepoPart::reserve(const std::array<RepoColumns, 3>& columns,
                       const std::array<std::size_t, 3>& rows) {
    for (std::size_t kind = 0; kind < columns.size(); ++kind) {
        columns.at(kind).for_each(
            [&](RepoColumn column) { reserve_column(repos.at(kind), column, rows.at(kind)); });
    }
}

void RepoPart::append(RepoPart&& next) {
    std::array<std::uint32_t, 3> before{};
    for (std::size_t kind = 0; kind < before.size(); ++kind) {
        before.at(kind) = static_cast<std::uint32_t>(repos.at(kind).count);
        present.at(kind) += next.present.at(kind);
    }
    places.append(next.places, before);
    ids.append(next.ids);
    const std::vector<TextId> licenses_now = licenses.append(next.licenses);
    const std::vector<TextId> labels_now = labels.append(next.labels);
    const std::vector<TextId> targets_now = targets.append(next.targets);
    const std::vector<TextId> words_now = card_words.append(next.card_words);
    for (std::size_t kind = 0; kind < before.size(); ++kind) {
        Repos& to = repos.at(kind);
        Repos& from = next.repos.at(kind);
        to.count += from.count;
        to.id.append(std::move(from.id));
        to.likes.append(std::move(from.likes));
        to.downloads.append(std::move(from.downloads));
        append_numbers(to.license, from.license, licenses_now);
        append_lists(to.tags, from.tags);
        append_values(to.duplicated, from.duplicated);
        to.downloads_all_time.append(std::move(from.downloads_all_time));
        to.created_at.append(std::move(from.created_at));
        append_numbers(to.pipeline_tag, from.pipeline_tag, labels_now);
        append_numbers(to.library_name, from.library_name, labels_now);
        to.parameters.append(std::move(from.parameters));
        append_values(to.parameters_source, from.parameters_source);
        to.weights.append(std::move(from.weights));
        to.storage.append(std::move(from.storage));
        append_claims(to.base_models, from.base_models, targets_now, labels_now);
        append_cards(to.cards, from.cards, before.at(kind), words_now);
        append_values(to.repo_id, from.repo_id);
        to.duplicated_from.append(std::move(from.duplicated_from));
    }
    constexpr auto kSpace = static_cast<std::size_t>(core::Kind::kSpace);
    for (auto& [space, target] : next.used) {
        space += space < Usage::kOthersSpace ? before.at(kSpace) : others_spaces;
    }
    append_values(used, next.used);
    others_spaces += next.others_spaces;
}

}  // namespace hubmine::store
