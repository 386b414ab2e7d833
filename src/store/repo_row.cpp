#include "repo_row.hpp"

#include "repo_fields.hpp"

#include <algorithm>

namespace hubmine::store {

namespace {

/// Whether a record that does not speak of the field says that there is none.
bool is_none(const RepoField& field, const hub::RepoRecord& record, const hub::AskedFields& asked) {
    const auto is_asked = [&](std::string_view name) {
        return name.empty() || asked.contains(name);
    };
    if (field.whole_is_there != nullptr) {
        return field.whole_is_there(record);
    }
    return !field.asked_as.front().empty() &&
           std::all_of(field.asked_as.begin(), field.asked_as.end(), is_asked);
}

}  // namespace

RepoRow row_of(const hub::RepoRecord& record, Names& names) {
    RepoRow row;
    row.reserve(repo_fields().size());
    for (const RepoField& field : repo_fields()) {
        row.push_back(field.value(record, names));
    }
    return row;
}

void keep_what_is_absent(RepoRow& row, const RepoRow& before, const hub::RepoRecord& record,
                         const hub::AskedFields& asked) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row.at(i).is_null() && !is_none(repo_fields()[i], record, asked)) {
            row.at(i) = before.at(i);
        }
    }
}

std::int64_t content_hash(const hub::RepoRecord& record) {
    ContentHash hash;
    for (const RepoField& field : repo_fields()) {
        if (field.hash != nullptr) {
            field.hash(hash, record);
        }
    }
    return hash.value();
}

}  // namespace hubmine::store
