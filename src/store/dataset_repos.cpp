#include "dataset_loader.hpp"
#include "id_list.hpp"

#include <algorithm>
#include <string>

namespace hubmine::store {

bool LoadPlan::wants(core::Kind kind) const {
    return std::find(parts.kinds.begin(), parts.kinds.end(), kind) != parts.kinds.end();
}

Dataset DatasetLoader::load() {
    if (plan_.parts.tags) {
        load_tags();
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
    return std::move(data_);
}

void DatasetLoader::load_tags() {
    load_texts(database_, kTagTexts, tags_, data_.tags);
}

void DatasetLoader::load_repos() {
    // Columns that nobody asked for are not decoded.
    const std::string sql = std::string(
                                "SELECT repo_id, kind, id, license, first_snapshot, "
                                "duplicated_from IS NOT NULL, ") +
                            (plan_.parts.tags ? "tags, " : "NULL, ") +
                            (plan_.parts.usage ? "models" : "NULL") +
                            ", coalesce(private, 0) FROM repo ORDER BY repo_id";
    Statement rows(database_, sql);
    Statement states(database_,
                     "SELECT repo_id, removed_at IS NULL, likes, downloads FROM repo_state "
                     "ORDER BY repo_id");
    std::optional<AsOf> past;
    if (plan_.past) {
        past.emplace(database_, plan_.snapshot.snapshot_id);
    }
    TextCheck ids;
    while (rows.step()) {
        ids.add(rows.integer(0), rows.text(2));
        if (!states.step() || states.integer(0) != rows.integer(0)) {
            database_.damaged("a repository without a state, or a state without a repository");
        }
        places_.set(rows.integer(0), kAway);
        if (rows.integer(8) == 0 && plan_.wants(rows.kind(1)) && plan_.includes(rows.integer(0))) {
            add_repo(rows, states, past ? &*past : nullptr);
        }
    }
    // The index is made when a first walk is complete.
    if (database_.scalar("SELECT count(*) FROM sqlite_master WHERE name = 'repo_by_id'") > 0) {
        ids.compare(database_, "SELECT repo_id, id FROM repo INDEXED BY repo_by_id", "repo");
    }
}

void DatasetLoader::add_repo(const Statement& row, const Statement& state, AsOf* past) {
    const std::int64_t repo_id = row.integer(0);
    AsOf::Past then{.present = state.integer(1) != 0};
    if (past != nullptr) {
        then = past->of(repo_id, row.integer(4));
    }
    if (!then.present) {
        return;
    }
    const auto kind = static_cast<std::size_t>(row.kind(1));
    Repos& repos = data_.repos.at(kind);
    const auto position = static_cast<std::uint32_t>(repos.size());
    places_.set(repo_id, (static_cast<std::uint32_t>(kind) << 30U) | position);
    repos.repo_id.push_back(repo_id);
    if (then.id) {
        repos.id.push_back(std::move(*then.id));
    } else {
        repos.id.emplace_back(row.text(2));
    }
    repos.likes.push_back(then.metrics ? then.metrics->likes : state.maybe_integer(2));
    repos.downloads.push_back(then.metrics ? then.metrics->downloads : state.maybe_integer(3));
    repos.license.push_back(license(then.license ? *then.license : row.maybe_integer(3)));
    if (kind == static_cast<std::size_t>(core::Kind::kSpace)) {
        repos.duplicated.push_back(static_cast<std::uint8_t>(row.integer(5)));
        for_each_id(database_, row.text(7),
                    [&](std::int64_t target) { used_.emplace_back(position, target); });
    }
    if (plan_.parts.tags) {
        add_tags(repos, then.tags ? std::string_view(then.tags->has_value() ? **then.tags : "")
                                  : row.text(6));
    }
}

void DatasetLoader::add_tags(Repos& repos, std::string_view ids) {
    for_each_id(database_, ids,
                [&](std::int64_t tag) { repos.tags.values.push_back(tags_.at(tag)); });
    repos.tags.offsets.push_back(repos.tags.values.size());
}

/// Numbers the licences in use as they are met; their names follow when all are known.
TextId DatasetLoader::license(std::optional<std::int64_t> label_id) {
    if (!label_id) {
        return kNoText;
    }
    if (licenses_.find(*label_id) == Positions::kNone) {
        licenses_.set(*label_id, static_cast<std::uint32_t>(data_.licenses.size()));
        data_.licenses.emplace_back();
    }
    return licenses_.at(*label_id);
}

void DatasetLoader::load_licenses() {
    std::size_t named = 0;
    for_each_text(database_, kLabelTexts, [&](std::int64_t label_id, std::string_view name) {
        const std::uint32_t at = licenses_.find(label_id);
        if (at != Positions::kNone) {
            data_.licenses[at] = name;
            ++named;
        }
    });
    if (named != data_.licenses.size()) {
        database_.damaged("a licence without a name");
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
