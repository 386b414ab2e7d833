#include "dataset_loader.hpp"
#include "id_list.hpp"
#include "repo_columns.hpp"

#include <algorithm>
#include <string>

namespace hubmine::store {

bool LoadPlan::wants(core::Kind kind) const {
    return std::find(parts.kinds.begin(), parts.kinds.end(), kind) != parts.kinds.end();
}

Dataset DatasetLoader::load() {
    if (std::any_of(
            plan_.parts.columns.begin(), plan_.parts.columns.end(),
            [](const RepoColumns& of_kind) { return of_kind.contains(RepoColumn::kTags); })) {
        load_texts(database_, kTagTexts, tags_, data_.tags);
    }
    load_repos();
    load_licenses();
    if (plan_.parts.usage) {
        load_usage();
    }
    if (plan_.parts.commits || plan_.parts.discussions) {
        load_authors();
        load_merges();
        load_sample();
    }
    if (plan_.parts.commits) {
        if (plan_.by_date()) {
            load_dated_contributions();
        } else {
            load_contributions();
        }
    }
    if (plan_.parts.discussions) {
        load_discussions();
    }
    load_late(late_columns());
    return std::move(data_);
}

void DatasetLoader::load_repos() {
    RepoCursor cursor(*this, plan_.parts.columns);
    TextCheck ids;
    while (cursor.step()) {
        const std::int64_t repo_id = cursor.repo_id();
        const core::Kind kind = cursor.kind();
        ids.add(repo_id, cursor.id());
        places_.set(repo_id, kAway);
        if (cursor.is_private() || !plan_.wants(kind) || !plan_.includes(repo_id)) {
            continue;
        }
        const AsOf::Past then = cursor.then();
        if (!then.present) {
            continue;
        }
        const auto code = static_cast<std::uint8_t>(kind);
        std::size_t& count = data_.repos.at(code).count;
        const Place at{.kind = code, .position = static_cast<std::uint32_t>(count++)};
        places_.set(repo_id, (std::uint32_t{code} << 30U) | at.position);
        cursor.add_to(at, then);
    }
    // The index is made when a first walk is complete.
    if (database_.scalar("SELECT count(*) FROM sqlite_master WHERE name = 'repo_by_id'") > 0) {
        ids.compare(database_, "SELECT repo_id, id FROM repo INDEXED BY repo_by_id", "repo");
    }
}

/// Of kinds of which histories are still to be read, what tells whose were: the ids and likes that
/// are not loaded yet.
std::array<RepoColumns, 3> DatasetLoader::late_columns() const {
    std::array<RepoColumns, 3> late;
    const auto add = [&](std::size_t kind, const std::vector<std::uint8_t>& known,
                         const Unread& unread) {
        const auto read = std::count(known.begin(), known.end(), std::uint8_t{1});
        const std::int64_t asked = read + unread.unreadable + unread.gone + unread.failed;
        if (known.empty() || asked >= static_cast<std::int64_t>(data_.repos.at(kind).size())) {
            return;
        }
        for (const RepoColumn column : {RepoColumn::kId, RepoColumn::kLikes}) {
            if (!plan_.parts.columns.at(kind).contains(column)) {
                late.at(kind).add(column);
            }
        }
    };
    for (std::size_t kind = 0; kind < late.size(); ++kind) {
        add(kind, data_.contributions.at(kind).known, data_.contributions.at(kind).unread);
        add(kind, data_.discussions.at(kind).known, data_.discussions.at(kind).unread);
    }
    return late;
}

void DatasetLoader::load_late(const std::array<RepoColumns, 3>& columns) {
    if (std::all_of(columns.begin(), columns.end(),
                    [](const RepoColumns& of_kind) { return of_kind.is_empty(); })) {
        return;
    }
    RepoCursor cursor(*this, columns);
    while (cursor.step()) {
        const Place at = place(cursor.repo_id());
        if (at.is_present()) {
            cursor.add_to(at, cursor.then());
        }
    }
}

/// Numbers the licences in use as they are met; their names follow when all are known.
TextId DatasetLoader::license(std::optional<std::int64_t> label_id) {
    if (!label_id) {
        return kNoText;
    }
    if (licenses_.find(*label_id) == Positions::kNone) {
        licenses_.set(*label_id, used_licenses_++);
    }
    return licenses_.at(*label_id);
}

void DatasetLoader::load_licenses() {
    std::vector<std::string> names(used_licenses_);
    std::size_t named = 0;
    for_each_text(database_, kLabelTexts, [&](std::int64_t label_id, std::string_view name) {
        const std::uint32_t at = licenses_.find(label_id);
        if (at != Positions::kNone) {
            names[at] = name;
            ++named;
        }
    });
    if (named != names.size()) {
        database_.damaged("a licence without a name");
    }
    for (const std::string& name : names) {
        data_.licenses.push_back(name);
    }
}

void DatasetLoader::load_usage() {
    constexpr std::uint32_t kUnresolved = Positions::kNone - 1;
    Positions models(database_, "target");
    const auto rows =
        database_.cached("SELECT target_id, repo_id FROM target WHERE kind = 0 ORDER BY target_id");
    while (rows->step()) {
        const Place model = rows->is_null(1) ? Place{} : place(rows->integer(1));
        models.set(rows->integer(0), model.is_present() ? model.position : kUnresolved);
    }
    for (auto& [space, target] : used_) {
        target = models.at(target);
    }
    std::sort(used_.begin(), used_.end());
    // Two ids of one model in one space are one use of it; what is unresolved sorts last.
    std::pair<std::uint32_t, std::int64_t> last{Positions::kNone, Positions::kNone};
    for (const auto& use : used_) {
        if (use.second == kUnresolved) {
            ++data_.usage.unresolved;
        } else if (use != last) {
            data_.usage.space.push_back(use.first);
            data_.usage.model.push_back(static_cast<std::uint32_t>(use.second));
            last = use;
        }
    }
}

void DatasetLoader::load_authors() {
    load_texts(database_, kAuthorTexts, authors_, data_.authors);
    for_each_text(database_, kAuthorListTexts, [&](std::int64_t list_id, std::string_view members) {
        lists_.set(list_id, static_cast<std::uint32_t>(data_.author_lists.size()));
        for_each_id(database_, members, [&](std::int64_t author) {
            data_.author_lists.values.push_back(authors_.at(author));
        });
        data_.author_lists.offsets.push_back(data_.author_lists.values.size());
    });
}

}  // namespace hubmine::store
