#include "common/cells.hpp"
#include "common/columns.hpp"
#include "roles/subjects.hpp"
#include "roles/tables.hpp"

#include <limits>
#include <string>
#include <vector>

namespace hubmine::analysis::roles {

namespace {

/// Discussions about a subject.
class About {
  public:
    /// Discussions come repository by repository.
    void add(core::Kind kind, std::uint32_t repo, bool is_pull_request) {
        ++discussions_;
        pull_requests_ += is_pull_request ? 1 : 0;
        if (kind != kind_ || repo != repo_) {
            kind_ = kind;
            repo_ = repo;
            ++repositories_;
        }
    }
    void tell(const Scope& scope, const std::string& subject, std::int64_t all,
              core::Table& table) const {
        table.add_row({std::string(scope.name), subject, discussions_,
                       ratio_cell(discussions_, all), pull_requests_, repositories_});
    }

  private:
    std::int64_t discussions_ = 0;
    std::int64_t pull_requests_ = 0;
    std::int64_t repositories_ = 0;
    core::Kind kind_ = core::Kind::kModel;
    std::uint32_t repo_ = std::numeric_limits<std::uint32_t>::max();
};

}  // namespace

void fill_subjects(const Findings& findings, core::Table& table) {
    const std::vector<std::string> names = load_subjects(findings.settings).names();
    for (const Scope& scope : findings.scopes) {
        std::vector<About> subjects(names.size());
        About others;
        std::int64_t all = 0;
        for_each_discussion(findings, scope, [&](core::Kind kind, std::size_t i) {
            const store::Discussions& discussions = findings.data.discussions_of(kind);
            const bool is_request = discussions.is_pull_request[i] != 0;
            const std::uint64_t marks = discussions.title_marks[i];
            ++all;
            if (marks == 0) {
                others.add(kind, discussions.repo[i], is_request);
            }
            for (std::size_t subject = 0; subject < subjects.size(); ++subject) {
                if (((marks >> subject) & 1U) != 0) {
                    subjects[subject].add(kind, discussions.repo[i], is_request);
                }
            }
        });
        for (std::size_t subject = 0; subject < subjects.size(); ++subject) {
            subjects[subject].tell(scope, names[subject], all, table);
        }
        others.tell(scope, "other", all, table);
    }
}

}  // namespace hubmine::analysis::roles
