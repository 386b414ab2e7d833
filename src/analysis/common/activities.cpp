#include "common/activities.hpp"

#include "hubmine/analysis/common/read_share.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace hubmine::analysis {

namespace {

using Values = std::vector<std::int64_t>;

struct PeopleCounts {
    Values commits;
    Values committers;
    Values discussions;
    Values starters;
    Values community;
};

bool is_known(const std::vector<std::uint8_t>& known, std::size_t repo) {
    return repo < known.size() && known[repo] != 0;
}

bool is_any_known(const std::vector<std::uint8_t>& known) {
    return std::any_of(known.begin(), known.end(), [](std::uint8_t mark) { return mark != 0; });
}

// Distinct developers of one repository after the other, without a set: each developer remembers
// the last repository that counted it.
class DistinctDevelopers {
  public:
    explicit DistinctDevelopers(const Developers& developers) : developers_(&developers) {
        last_.resize(developers.of_author.size(), store::kNoText);
    }

    // True when the author is somebody whom this repository has not counted yet.
    bool add(std::uint32_t author, std::uint32_t repo) {
        if (developers_->is_nobody(author)) {
            return false;
        }
        std::uint32_t& last = last_[developers_->of_author[author]];
        return std::exchange(last, repo) != repo;
    }
    [[nodiscard]] bool has(std::uint32_t author, std::uint32_t repo) const {
        return last_[developers_->of_author[author]] == repo;
    }

  private:
    const Developers* developers_;
    std::vector<std::uint32_t> last_;
};

// One walk over commits and discussions, both ordered by repository.
class PeopleCounter {
  public:
    PeopleCounter(const store::Dataset& data, core::Kind kind, const Developers& developers)
        : data_(&data),
          commits_(&data.commits_of(kind)),
          discussions_(&data.discussions_of(kind)),
          committers_(developers),
          starters_(developers) {
        for (Values* column : {&counts_.commits, &counts_.committers, &counts_.discussions,
                               &counts_.starters, &counts_.community}) {
            column->resize(data.of(kind).size());
        }
    }
    PeopleCounts count() {
        for (std::uint32_t repo = 0; repo < counts_.commits.size(); ++repo) {
            count_commits(repo);
            counts_.community[repo] = counts_.committers[repo];
            count_discussions(repo);
        }
        return std::move(counts_);
    }

  private:
    void count_commits(std::uint32_t repo) {
        for (; commit_ < commits_->repo.size() && commits_->repo[commit_] == repo; ++commit_) {
            counts_.commits[repo] += commits_->commits[commit_];
            for (const std::uint32_t author : data_->author_lists[commits_->author_list[commit_]]) {
                counts_.committers[repo] += committers_.add(author, repo) ? 1 : 0;
            }
        }
    }
    void count_discussions(std::uint32_t repo) {
        for (; discussion_ < discussions_->repo.size() && discussions_->repo[discussion_] == repo;
             ++discussion_) {
            ++counts_.discussions[repo];
            const std::uint32_t author = discussions_->author[discussion_];
            if (starters_.add(author, repo)) {
                ++counts_.starters[repo];
                counts_.community[repo] += committers_.has(author, repo) ? 0 : 1;
            }
        }
    }

    const store::Dataset* data_;
    const store::Contributions* commits_;
    const store::Discussions* discussions_;
    DistinctDevelopers committers_;
    DistinctDevelopers starters_;
    PeopleCounts counts_;
    std::size_t commit_ = 0;
    std::size_t discussion_ = 0;
};

void forget_unread(PeopleCounts& counts, const store::Contributions& commits,
                   const store::Discussions& discussions) {
    for (std::size_t repo = 0; repo < counts.commits.size(); ++repo) {
        if (!is_known(commits.known, repo)) {
            counts.commits[repo] = counts.committers[repo] = counts.community[repo] =
                kMissingActivity;
        }
        if (!is_known(discussions.known, repo)) {
            counts.discussions[repo] = counts.starters[repo] = counts.community[repo] =
                kMissingActivity;
        }
    }
}

Values values_of(const core::OptionalColumn<std::int64_t>& column, std::size_t size,
                 std::int64_t when_absent) {
    Values values(size, when_absent);
    for (std::size_t i = 0; i < column.size(); ++i) {
        values[i] = column[i].value_or(when_absent);
    }
    return values;
}

// Without any list of spaces nothing is known of the use of models.
bool spaces_were_listed(const store::Dataset& data) {
    const bool any =
        data.of(core::Kind::kSpace).size() > 0 ||
        std::any_of(data.coverage.begin(), data.coverage.end(), [](const store::Coverage& row) {
            return row.kind == core::kind_name(core::Kind::kSpace) && row.what == "listing" &&
                   row.complete > 0;
        });
    return any && was_listed(data, core::Kind::kSpace);
}

Values usage_spaces(const store::Dataset& data) {
    const bool known = spaces_were_listed(data);
    Values values(known ? data.of(core::Kind::kModel).size() : 0, 0);
    for (std::size_t i = 0; known && i < data.usage.model.size(); ++i) {
        ++values[data.usage.model[i]];
    }
    return values;
}

/// Of people, what is known of none is empty.
PeopleCounts count_people(const store::Dataset& data, core::Kind kind,
                          const Developers& developers) {
    const store::Contributions& commits = data.commits_of(kind);
    const store::Discussions& discussions = data.discussions_of(kind);
    const bool any_commits = is_any_known(commits.known);
    const bool any_discussions = is_any_known(discussions.known);
    PeopleCounts people;
    if (any_commits || any_discussions) {
        people = PeopleCounter(data, kind, developers).count();
        forget_unread(people, commits, discussions);
    }
    const auto forget = [](std::initializer_list<Values*> columns) {
        for (Values* column : columns) {
            Values().swap(*column);
        }
    };
    if (!any_commits) {
        forget({&people.commits, &people.committers, &people.community});
    }
    if (!any_discussions) {
        forget({&people.discussions, &people.starters, &people.community});
    }
    return people;
}

void add(KindActivities& result, std::string_view name, Values values) {
    Activity activity{.name = name, .values = std::move(values)};
    activity.n_missing =
        activity.values.empty()
            ? static_cast<std::int64_t>(result.repos->size())
            : std::count(activity.values.begin(), activity.values.end(), kMissingActivity);
    if (activity.n_missing == 0) {
        activity.counts = stats::count_values(activity.values);
    } else {
        Values known;
        std::copy_if(activity.values.begin(), activity.values.end(), std::back_inserter(known),
                     [](std::int64_t value) { return value != kMissingActivity; });
        activity.counts = stats::count_values(known);
    }
    result.activities.push_back(std::move(activity));
}

}  // namespace

const Activity* KindActivities::find(std::string_view name) const {
    const auto found = std::find_if(activities.begin(), activities.end(),
                                    [&](const Activity& a) { return a.name == name; });
    return found == activities.end() ? nullptr : &*found;
}

KindActivities measure_activities(const store::Dataset& data, core::Kind kind,
                                  const Developers& developers) {
    const store::Repos& repos = data.of(kind);
    KindActivities result{
        .kind = kind, .repos = &repos, .activities = {}, .is_listed = was_listed(data, kind)};
    PeopleCounts people = count_people(data, kind, developers);
    add(result, "n_likes", values_of(repos.likes, repos.size(), kMissingActivity));
    if (kind != core::Kind::kSpace) {
        add(result, "n_downloads", values_of(repos.downloads, repos.size(), 0));
    }
    add(result, "n_commits", std::move(people.commits));
    add(result, "n_committers", std::move(people.committers));
    add(result, "n_discussions", std::move(people.discussions));
    add(result, "n_disc_starters", std::move(people.starters));
    add(result, "n_community", std::move(people.community));
    if (kind == core::Kind::kModel) {
        add(result, "n_usage_spaces", usage_spaces(data));
    }
    return result;
}

}  // namespace hubmine::analysis
