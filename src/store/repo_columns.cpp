#include "repo_columns.hpp"

#include "id_list.hpp"

#include <string>
#include <utility>

namespace hubmine::store {

const std::array<DatasetLoader::ColumnRow, 7> DatasetLoader::kColumnRows{
    {{RepoColumn::kId, "id", false, &DatasetLoader::add_id},
     {RepoColumn::kLikes, "likes", true, &DatasetLoader::add_likes},
     {RepoColumn::kDownloads, "downloads", true, &DatasetLoader::add_downloads},
     {RepoColumn::kLicense, "license", false, &DatasetLoader::add_license},
     {RepoColumn::kTags, "tags", false, &DatasetLoader::add_tags},
     {RepoColumn::kDuplicated, "duplicated_from IS NOT NULL", false,
      &DatasetLoader::add_duplicated},
     {RepoColumn::kUses, "models", false, &DatasetLoader::add_uses}}};

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
        license(label != nullptr ? label->row_number() : row.maybe_integer(at)));
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

DatasetLoader::RepoCursor::RepoCursor(DatasetLoader& loader,
                                      const std::array<RepoColumns, 3>& columns)
    : loader_(loader) {
    std::string of_repo = "repo_id, kind, first_snapshot, coalesce(private, 0), id";
    std::string of_state = "repo_id, removed_at IS NULL";
    int next_of_repo = 5;
    int next_of_state = 2;
    for (const ColumnRow& column : kColumnRows) {
        int& next = column.of_state ? next_of_state : next_of_repo;
        if (want(column, next, columns)) {
            (column.of_state ? of_state : of_repo) += std::string(", ") + column.sql;
            ++next;
        }
    }
    rows_.emplace(loader.database_, "SELECT " + of_repo + " FROM repo ORDER BY repo_id");
    states_.emplace(loader.database_, "SELECT " + of_state + " FROM repo_state ORDER BY repo_id");
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

void DatasetLoader::RepoCursor::add_to(Place place, const AsOf::Past& then) {
    for (const Read& read : reads_.at(place.kind)) {
        (loader_.*read.column->add)(place, read.column->of_state ? states_->row() : *rows_, read.at,
                                    then);
    }
}

}  // namespace hubmine::store
