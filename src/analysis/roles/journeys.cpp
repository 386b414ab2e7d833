#include "hubmine/stats/quantile.hpp"

#include "common/age.hpp"
#include "common/cells.hpp"
#include "common/columns.hpp"
#include "roles/people.hpp"
#include "roles/tables.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis::roles {

namespace {

/// What those who both discuss and commit did first.
class Journeys {
  public:
    /// A person, or a participation.
    template <typename Acts>
    void add(const Acts& acts) {
        if (acts.discussions == 0) {
            return;
        }
        if (acts.commits == 0) {
            ++only_discuss_;
        } else if (acts.first_commit == kNever || acts.first_discussion == kNever) {
            ++undated_;
        } else if (acts.first_commit == acts.first_discussion) {
            ++same_time_;
        } else if (acts.first_commit < acts.first_discussion) {
            ++commit_first_;
        } else {
            days_.push_back(days_between(acts.first_discussion, acts.first_commit));
            via_pull_request_ += acts.began_with_pull_request ? 1 : 0;
        }
    }

    void tell(const Scope& scope, std::string_view of, core::Table& table) {
        std::sort(days_.begin(), days_.end());
        const std::int64_t first = count(days_.size());
        const std::int64_t dated = first + commit_first_ + same_time_;
        table.add_row({std::string(scope.name), std::string(of), dated + undated_, first,
                       commit_first_, same_time_, undated_, ratio_cell(first, dated),
                       via_pull_request_, ratio_cell(first, first + only_discuss_), quarter(1),
                       quarter(2), quarter(3)});
    }

  private:
    [[nodiscard]] core::Cell quarter(std::int64_t quarters) const {
        constexpr std::int64_t kQuarters = 4;
        return days_.empty() ? core::Cell()
                             : core::Cell(stats::quantile(days_, quarters, kQuarters));
    }

    std::int64_t only_discuss_ = 0;
    std::int64_t undated_ = 0;
    std::int64_t same_time_ = 0;
    std::int64_t commit_first_ = 0;
    std::int64_t via_pull_request_ = 0;
    std::vector<double> days_;  ///< of those who discussed first: until they committed
};

bool is_owner(const Findings& findings, std::size_t repo, std::uint32_t developer) {
    const Owner owner = findings.entities.owner(findings.owner_of(repo));
    return owner.is_named && owner.name == findings.data.authors[developer];
}

}  // namespace

void fill_journeys(const Findings& findings, core::Table& table) {
    for (const Scope& scope : findings.scopes) {
        Journeys of_repositories;
        Journeys of_outsiders;
        for (std::size_t repo = scope.begin; repo < scope.end; ++repo) {
            for (const Participation& participation : findings.histories.in(repo)) {
                of_repositories.add(participation);
                if (!is_owner(findings, repo, participation.developer)) {
                    of_outsiders.add(participation);
                }
            }
        }
        Journeys of_hub;
        for (const Person& person : people_of(findings, scope)) {
            of_hub.add(person);
        }
        of_repositories.tell(scope, "repository", table);
        of_outsiders.tell(scope, "outsiders", table);
        of_hub.tell(scope, "hub", table);
    }
}

}  // namespace hubmine::analysis::roles
