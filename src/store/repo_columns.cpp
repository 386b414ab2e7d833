#include "repo_columns.hpp"

#include "id_list.hpp"
#include "milliseconds.hpp"

#include <string>
#include <utility>

namespace hubmine::store {

const std::array<DatasetLoader::ColumnRow, 19> DatasetLoader::kColumnRows{
    {{RepoColumn::kId, "id", Table::kRepo, &DatasetLoader::add_id},
     {RepoColumn::kLikes, "likes", Table::kState, &DatasetLoader::add_likes},
     {RepoColumn::kDownloads, "downloads", Table::kState, &DatasetLoader::add_downloads},
     {RepoColumn::kLicense, "license", Table::kRepo, &DatasetLoader::add_license},
     {RepoColumn::kTags, "tags", Table::kRepo, &DatasetLoader::add_tags},
     {RepoColumn::kDuplicated, "duplicated_from IS NOT NULL", Table::kRepo,
      &DatasetLoader::add_duplicated},
     {RepoColumn::kUses, "models", Table::kRepo, &DatasetLoader::add_uses},
     {RepoColumn::kDownloadsAllTime, "downloads_all_time", Table::kState,
      &DatasetLoader::add_downloads_all_time},
     {RepoColumn::kCreatedAt, "created_at", Table::kRepo, &DatasetLoader::add_created_at},
     {RepoColumn::kPipelineTag, "pipeline_tag", Table::kRepo, &DatasetLoader::add_pipeline_tag},
     {RepoColumn::kLibraryName, "library_name", Table::kRepo, &DatasetLoader::add_library_name},
     {RepoColumn::kParameters, "parameters, parameters_source", Table::kRepo,
      &DatasetLoader::add_parameters, 2},
     {RepoColumn::kWeights, "weights", Table::kRepo, &DatasetLoader::add_weights},
     {RepoColumn::kStorage, "main_size", Table::kRepo, &DatasetLoader::add_storage},
     // Takes the place of the other one.
     {RepoColumn::kStorage, "used", Table::kStorage, &DatasetLoader::add_used_storage},
     {RepoColumn::kBaseModels, "base_models", Table::kRepo, &DatasetLoader::add_base_models},
     {RepoColumn::kCard, "card", Table::kCard, &DatasetLoader::add_card},
     {RepoColumn::kRepoId, "repo_id", Table::kRepo, &DatasetLoader::add_repo_id},
     {RepoColumn::kDuplicatedFrom, "duplicated_from", Table::kRepo,
      &DatasetLoader::add_duplicated_from}}};

void DatasetLoader::add_id(Place place, const Statement& row, int at, const AsOf::Past& then) {
    const ColumnValue* id = then.find(Field::kId);
    repos_of(place).id.push_back(id != nullptr ? id->text() : row.text(at));
}

void DatasetLoader::add_likes(Place place, const Statement& row, int at, const AsOf::Past& then) {
    repos_of(place).likes.push_back(then.numbers ? then.numbers->at(kLikes).integer()
                                                 : row.maybe_integer(at));
}

void DatasetLoader::add_downloads(Place place, const Statement& row, int at,
                                  const AsOf::Past& then) {
    repos_of(place).downloads.push_back(then.numbers ? then.numbers->at(kDownloads).integer()
                                                     : row.maybe_integer(at));
}

void DatasetLoader::add_license(Place place, const Statement& row, int at, const AsOf::Past& then) {
    const ColumnValue* label = then.find(Field::kLicense);
    repos_of(place).license.push_back(
        licenses_.number(label != nullptr ? label->row_number() : row.maybe_integer(at)));
}

void DatasetLoader::add_tags(Place place, const Statement& row, int at, const AsOf::Past& then) {
    Lists& tags = repos_of(place).tags;
    const ColumnValue* ids = then.find(Field::kTags);
    for_each_id(database_, ids != nullptr ? ids->text() : row.text(at),
                [&](std::int64_t tag) { tags.values.push_back(tags_.at(tag)); });
    tags.offsets.push_back(tags.values.size());
}

void DatasetLoader::add_duplicated(Place place, const Statement& row, int at,
                                   const AsOf::Past& /*then*/) {
    repos_of(place).duplicated.push_back(static_cast<std::uint8_t>(row.integer(at)));
}

void DatasetLoader::add_uses(Place place, const Statement& row, int at,
                             const AsOf::Past& /*then*/) {
    for_each_id(database_, row.text(at),
                [&](std::int64_t target) { used_.emplace_back(place.position, target); });
}

void DatasetLoader::add_downloads_all_time(Place place, const Statement& row, int at,
                                           const AsOf::Past& then) {
    repos_of(place).downloads_all_time.push_back(
        then.numbers ? then.numbers->at(kDownloadsAllTime).integer() : row.maybe_integer(at));
}

void DatasetLoader::add_created_at(Place place, const Statement& row, int at,
                                   const AsOf::Past& /*then*/) {
    const std::optional<std::int64_t> ms = row.maybe_integer(at);
    repos_of(place).created_at.push_back(ms ? std::optional(from_ms(*ms)) : std::nullopt);
}

void DatasetLoader::add_pipeline_tag(Place place, const Statement& row, int at,
                                     const AsOf::Past& then) {
    const ColumnValue* label = then.find(Field::kPipelineTag);
    repos_of(place).pipeline_tag.push_back(
        labels_.number(label != nullptr ? label->row_number() : row.maybe_integer(at)));
}

void DatasetLoader::add_library_name(Place place, const Statement& row, int at,
                                     const AsOf::Past& /*then*/) {
    repos_of(place).library_name.push_back(labels_.number(row.maybe_integer(at)));
}

void DatasetLoader::add_parameters(Place place, const Statement& row, int at,
                                   const AsOf::Past& /*then*/) {
    constexpr auto kLast = static_cast<std::int64_t>(hub::ParametersSource::kGguf);
    Repos& repos = repos_of(place);
    repos.parameters.push_back(row.maybe_integer(at));
    repos.parameters_source.push_back(
        row.is_null(at + 1) ? hub::ParametersSource::kNone
                            : static_cast<hub::ParametersSource>(row.within(at + 1, 0, kLast)));
}

void DatasetLoader::add_weights(Place place, const Statement& row, int at,
                                const AsOf::Past& /*then*/) {
    repos_of(place).weights.push_back(row.maybe_integer(at));
}

void DatasetLoader::add_storage(Place place, const Statement& row, int at,
                                const AsOf::Past& /*then*/) {
    repos_of(place).storage.push_back(row.maybe_integer(at));
}

void DatasetLoader::add_used_storage(Place place, const Statement& row, int at,
                                     const AsOf::Past& /*then*/) {
    repos_of(place).storage.back() = row.integer(at);
}

/// A list of pairs: the number of a target, and that of the label of the relation, or 0.
void DatasetLoader::add_base_models(Place place, const Statement& row, int at,
                                    const AsOf::Past& /*then*/) {
    Claims& claims = repos_of(place).base_models;
    for_each_pair(database_, row.text(at), [&](std::int64_t target, std::int64_t relation) {
        claims.target.push_back(targets_.number(target));
        claims.relation.push_back(
            labels_.number(relation == 0 ? std::nullopt : std::optional(relation)));
    });
    claims.offsets.push_back(claims.target.size());
}

void DatasetLoader::add_repo_id(Place place, const Statement& row, int at,
                                const AsOf::Past& /*then*/) {
    repos_of(place).repo_id.push_back(row.integer(at));
}

void DatasetLoader::add_duplicated_from(Place place, const Statement& row, int at,
                                        const AsOf::Past& /*then*/) {
    repos_of(place).duplicated_from.push_back(row.text(at));
}

void DatasetLoader::add_card(Place place, const Statement& row, int at,
                             const AsOf::Past& /*then*/) {
    Cards& cards = repos_of(place).cards;
    CardFacts facts = read_card(row.text(at));
    cards.fields.resize(place.position, 0);
    cards.fields.push_back(facts.fields);
    add_words(place.position, cards.language, facts.language);
    add_words(place.position, cards.languages, facts.languages);
    if (facts.emissions) {
        cards.emissions.push_back({.repo = place.position, .told = *std::move(facts.emissions)});
    }
}

/// Those before the position that have none have an empty list.
void DatasetLoader::add_words(std::uint32_t position, Lists& lists,
                              const std::vector<std::string>& words) {
    lists.offsets.resize(std::size_t{position} + 1, lists.values.size());
    for (const std::string& word : words) {
        const auto [known, is_new] =
            card_words_.try_emplace(word, static_cast<TextId>(card_words_.size()));
        if (is_new) {
            data_.card_words.push_back(word);
        }
        lists.values.push_back(known->second);
    }
    lists.offsets.push_back(lists.values.size());
}

DatasetLoader::RepoCursor::RepoCursor(DatasetLoader& loader,
                                      const std::array<RepoColumns, 3>& columns)
    : loader_(loader) {
    std::array<std::string, kTables> selected{
        "repo_id, kind, first_snapshot, coalesce(private, 0), id", "repo_id, removed_at IS NULL",
        "repo_id", "repo_id"};
    std::array<int, kTables> next{5, 2, 1, 1};
    std::array<bool, kTables> is_wanted{};
    for (const ColumnRow& column : kColumnRows) {
        const auto table = static_cast<std::size_t>(column.table);
        if (want(column, next.at(table), columns)) {
            selected.at(table) += std::string(", ") + column.sql;
            next.at(table) += column.width;
            is_wanted.at(table) = true;
        }
    }
    rows_.emplace(loader.database_, "SELECT " + selected[0] + " FROM repo ORDER BY repo_id");
    states_.emplace(loader.database_,
                    "SELECT " + selected[1] + " FROM repo_state ORDER BY repo_id");
    if (is_wanted[2]) {
        storage_.emplace(loader.database_,
                         "SELECT " + selected[2] + " FROM repo_storage ORDER BY repo_id");
    }
    if (is_wanted[3]) {
        cards_.emplace(loader.database_,
                       "SELECT " + selected[3] + " FROM repo_card ORDER BY repo_id");
    }
    if (loader.plan_.past) {
        past_.emplace(loader.database_, loader.plan_.snapshot.snapshot_id);
    }
}

/// Whether it is, of any kind.
bool DatasetLoader::RepoCursor::want(const ColumnRow& column, int at,
                                     const std::array<RepoColumns, 3>& columns) {
    bool wanted = false;
    for (std::size_t kind = 0; kind < columns.size(); ++kind) {
        if (columns.at(kind).contains(column.column)) {
            reads_.at(kind).push_back({.column = &column, .at = at});
            wanted = true;
        }
    }
    return wanted;
}

bool DatasetLoader::RepoCursor::step() {
    if (!rows_->step()) {
        return false;
    }
    if (!states_->next(rows_->integer(0)) || states_->has_skipped()) {
        loader_.database_.damaged("a repository without a state, or a state without a repository");
    }
    return true;
}

AsOf::Past DatasetLoader::RepoCursor::then() {
    return past_ ? past_->of(repo_id(), rows_->integer(2))
                 : AsOf::Past{.present = states_->row().integer(1) != 0};
}

/// Null when the repository has no row there.
const Statement* DatasetLoader::RepoCursor::row_of(Table table) const {
    switch (table) {
        case Table::kRepo:
            return &*rows_;
        case Table::kState:
            return &states_->row();
        case Table::kStorage:
            return has_storage_ ? &storage_->row() : nullptr;
        case Table::kCard:
            return has_card_ ? &cards_->row() : nullptr;
    }
    return nullptr;
}

void DatasetLoader::RepoCursor::add_to(Place place, const AsOf::Past& then) {
    has_storage_ = storage_ && storage_->next(repo_id());
    has_card_ = cards_ && cards_->next(repo_id());
    for (const Read& read : reads_.at(place.kind)) {
        if (const Statement* row = row_of(read.column->table)) {
            (loader_.*read.column->add)(place, *row, read.at, then);
        }
    }
}

}  // namespace hubmine::store
