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
    if (plan_.parts.columns_of(core::Kind::kModel).contains(RepoColumn::kBaseModels)) {
        load_base_models();
    }
    name_labels();
    if (plan_.parts.usage) {
        load_usage();
    }
    if (plan_.parts.owners) {
        load_owners();
    }
    if (plan_.parts.commits || plan_.parts.commit_times || plan_.parts.discussions) {
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
    if (plan_.parts.commit_times) {
        load_commit_times();
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
    end_cards();
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

/// Those behind the last one that has a card have none either.
void DatasetLoader::end_cards() {
    for (std::size_t kind = 0; kind < data_.repos.size(); ++kind) {
        if (plan_.parts.columns.at(kind).contains(RepoColumn::kCard)) {
            Repos& repos = data_.repos.at(kind);
            repos.cards.fields.resize(repos.size(), 0);
            for (Lists* lists : {&repos.cards.language, &repos.cards.languages}) {
                lists->offsets.resize(repos.size() + 1, lists->values.size());
            }
        }
    }
}

TextId DatasetLoader::Numbers::number(std::optional<std::int64_t> row_id) {
    if (!row_id) {
        return kNoText;
    }
    if (places.find(*row_id) == Positions::kNone) {
        places.set(*row_id, used++);
    }
    return places.at(*row_id);
}

void DatasetLoader::name_labels() {
    const auto name = [](std::vector<std::string>& names, std::uint32_t at, std::string_view text) {
        if (at == Positions::kNone) {
            return std::size_t{0};
        }
        names[at] = text;
        return std::size_t{1};
    };
    std::vector<std::string> licenses(licenses_.used);
    std::vector<std::string> labels(labels_.used);
    std::size_t named = 0;
    for_each_text(database_, kLabelTexts, [&](std::int64_t label_id, std::string_view text) {
        named += name(licenses, licenses_.places.find(label_id), text);
        named += name(labels, labels_.places.find(label_id), text);
    });
    if (named != licenses.size() + labels.size()) {
        database_.damaged("a label without a name");
    }
    for (const std::string& license : licenses) {
        data_.licenses.push_back(license);
    }
    for (const std::string& label : labels) {
        data_.labels.push_back(label);
    }
}

/// The names that claims use, numbered as they were met.
void DatasetLoader::load_base_models() {
    std::vector<std::string> ids(targets_.used);
    data_.base_models.model.assign(ids.size(), BaseModels::kMissing);
    std::size_t named = 0;
    const auto rows = database_.cached(
        "SELECT target_id, repo_id, id FROM target WHERE kind = 0 ORDER BY target_id");
    while (rows->step()) {
        const std::uint32_t at = targets_.places.find(rows->integer(0));
        if (at == Positions::kNone) {
            continue;
        }
        ids[at] = rows->text(2);
        ++named;
        if (!rows->is_null(1)) {
            const Place model = place(rows->integer(1));
            data_.base_models.model[at] =
                model.is_present() && model.kind == 0 ? model.position : BaseModels::kRemoved;
        }
    }
    if (named != ids.size()) {
        database_.damaged("a base model without a name");
    }
    for (const std::string& id : ids) {
        data_.base_models.id.push_back(id);
    }
}

void DatasetLoader::load_owners() {
    const auto rows = database_.cached(
        "SELECT name, coalesce(kind, told), kind IS NOT NULL FROM owner "
        "WHERE coalesce(kind, told) IS NOT NULL ORDER BY name");
    while (rows->step()) {
        data_.owners.name.push_back(rows->text(0));
        data_.owners.is_organisation.push_back(static_cast<std::uint8_t>(rows->within(1, 0, 1)));
        data_.owners.by_overview.push_back(static_cast<std::uint8_t>(rows->integer(2)));
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
