#include "count_coverage.hpp"
#include "dataset_loader.hpp"
#include "id_list.hpp"
#include "name_resolution.hpp"
#include "repo_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace hubmine::store {

namespace {

/// A page of the file has no more rows of `repo`: a damaged file may speak of more.
constexpr std::int64_t kRowsOfPage = 100;

/// About how many there are of each kind.
std::array<std::size_t, 3> expected_rows(Database& database) {
    std::array<std::size_t, 3> rows{};
    const std::int64_t most = database.scalar("PRAGMA page_count") * kRowsOfPage;
    const auto walks = database.cached("SELECT kind, max(rows) FROM walk GROUP BY kind");
    while (walks->step()) {
        rows.at(static_cast<std::size_t>(walks->kind(0))) =
            static_cast<std::size_t>(std::clamp(walks->integer(1), std::int64_t{0}, most));
    }
    return rows;
}

}  // namespace

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
    if (!plan_.parts.named_model.empty()) {
        find_named_model();
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

/// Every thread takes the next job when it has done one.
void DatasetLoader::read_repos(const std::array<RepoColumns, 3>& columns, RepoPart& part,
                               std::vector<ReadJob> besides) {
    const std::vector<RepoRange> all = repo_ranges(database_, reading_.consistent.connections());
    const std::array<std::size_t, 3> rows = expected_rows(database_);
    std::vector<RepoPart> parts;
    parts.reserve(all.size());
    // What was begun last is waited for: better a range than a count that nobody can divide.
    std::vector<ReadJob> jobs = std::move(besides);
    for (const RepoRange& range : all) {
        RepoPart& next = parts.emplace_back(database_, range);
        next.reserve(columns, rows);
        jobs.emplace_back([this, &columns, &next, range](Database& database) {
            RepoReader(database, plan_, tags_, {.columns = columns, .range = range}, next).read();
        });
    }
    reading_.consistent.run(jobs);
    part = std::move(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        part.append(std::move(parts[i]));
    }
}

void DatasetLoader::load_repos() {
    std::optional<TextCheck> index;
    std::vector<ReadJob> besides;
    besides.emplace_back([&index](Database& database) {
        // The index is made when a first walk is complete.
        if (database.scalar("SELECT count(*) FROM sqlite_master WHERE name = 'repo_by_id'") > 0) {
            index =
                TextCheck::of_index(database, "SELECT repo_id, id FROM repo INDEXED BY repo_by_id");
        }
    });
    const bool counts_details = plan_.parts.coverage && has_asked_for_details(database_);
    if (counts_details) {
        besides.emplace_back(
            [this](Database& database) { data_.coverage = count_coverage(database); });
    }
    read_repos(plan_.parts.columns, repos_, std::move(besides));
    if (plan_.parts.coverage && !counts_details) {
        data_.coverage = coverage_of_lists(database_, repos_.present);
    }
    if (index) {
        repos_.ids.compare(*index, database_, "repo");
    }
    data_.repos = std::move(repos_.repos);
    data_.card_words = repos_.card_words.take();
}

/// Of kinds of which histories are still to be read, what tells whose were: the ids and likes that
/// are not loaded yet.
std::array<RepoColumns, 3> DatasetLoader::late_columns() const {
    std::array<RepoColumns, 3> late;
    const auto add = [&](std::size_t kind, const std::vector<std::uint8_t>& known,
                         const Unread& unread) {
        const auto read = std::count(known.begin(), known.end(), std::uint8_t{1});
        const std::int64_t asked = read + unread.unreadable + unread.gone + unread.failed;
        if (read == 0 || asked >= static_cast<std::int64_t>(data_.repos.at(kind).size())) {
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
    RepoPart late(database_, RepoRange{});
    read_repos(columns, late, {});
    for (std::size_t kind = 0; kind < columns.size(); ++kind) {
        Repos& repos = data_.repos.at(kind);
        if (columns.at(kind).contains(RepoColumn::kId)) {
            repos.id = std::move(late.repos.at(kind).id);
        }
        if (columns.at(kind).contains(RepoColumn::kLikes)) {
            repos.likes = std::move(late.repos.at(kind).likes);
        }
    }
}

void DatasetLoader::name_labels() {
    const auto name = [](std::vector<std::string>& names, std::uint32_t at, std::string_view text) {
        if (at == Positions::kNone) {
            return std::size_t{0};
        }
        names[at] = text;
        return std::size_t{1};
    };
    std::vector<std::string> licenses(repos_.licenses.size());
    std::vector<std::string> labels(repos_.labels.size());
    std::size_t named = 0;
    for_each_text(database_, kLabelTexts, [&](std::int64_t label_id, std::string_view text) {
        named += name(licenses, repos_.licenses.find(label_id), text);
        named += name(labels, repos_.labels.find(label_id), text);
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
    std::vector<std::string> ids(repos_.targets.size());
    data_.base_models.model.assign(ids.size(), BaseModels::kMissing);
    std::size_t named = 0;
    const auto rows = database_.cached(
        "SELECT target_id, repo_id, id FROM target WHERE +kind = 0 ORDER BY target_id");
    while (rows->step()) {
        const std::uint32_t at = repos_.targets.find(rows->integer(0));
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

void DatasetLoader::find_named_model() {
    static const std::string kSql = fmt::format(
        "WITH asked (name_id, kind, id) AS (SELECT 1, 0, ?), {} SELECT repo_id FROM best",
        best_repositories("asked", "name_id"));
    const auto row = database_.cached(kSql.c_str());
    row->bind(plan_.parts.named_model);
    if (row->step()) {
        const Place model = place(row->integer(0));
        if (model.is_present() && model.kind == 0) {
            data_.named_model = model.position;
        }
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
    constexpr std::uint32_t kOthers = Positions::kNone - 2;
    Positions models(database_, "target");
    const auto rows = database_.cached(
        "SELECT target_id, repo_id FROM target WHERE +kind = 0 ORDER BY target_id");
    while (rows->step()) {
        const Place model = rows->is_null(1) ? Place{} : place(rows->integer(1));
        models.set(rows->integer(0), model.is_present() ? model.position
                                     : model.is_others  ? kOthers
                                                        : kUnresolved);
    }
    std::vector<std::pair<std::uint32_t, std::int64_t>> used = std::move(repos_.used);
    for (auto& [space, target] : used) {
        target = models.at(target);
    }
    std::sort(used.begin(), used.end());
    // Two ids of one model in one space are one use of it.
    std::pair<std::uint32_t, std::int64_t> last{Positions::kNone, Positions::kNone};
    for (const auto& use : used) {
        if (use.second == kUnresolved) {
            ++data_.usage.unresolved;
        } else if (use.second != kOthers && use != last) {
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
