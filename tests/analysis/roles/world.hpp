#pragma once

#include "analysis/common/acts_world.hpp"
#include "analysis/results.hpp"
#include "roles/entry.hpp"

namespace hubmine::analysis {

/// Who did what where, and what roles make of it.
class RolesWorld : public ActsWorld {
  public:
    RolesWorld() {
        settings.organisations_file = organisations_file();
        settings.bots_file = bots_file();
        settings.subjects_file =
            file("subjects.csv", "subject,word\nlicence,license\nquestion,?\nquestion,how to\n");
    }

    [[nodiscard]] Result run() const {
        data_ = dataset(roles::reading(settings).parts.mark_title);
        return roles::answer(data_, settings);
    }

    roles::Settings settings;

  private:
    mutable store::Dataset data_;  ///< tables are filled from it after the answer
};

/// Two models and a space: ann owns and commits, bob asks and then commits, eve only asks.
inline RolesWorld small_roles_world() {
    RolesWorld world;
    world.repos = {
        {.id = "ann/a",
         .commits = {{"2024-01-01", {"ann"}}, {"2024-01-11", {"bob", "ann"}}},
         .discussions = {{.at = "2024-01-05", .starter = "bob", .title = "How to run it"},
                         {.at = "2024-02-01",
                          .starter = "eve",
                          .is_pull_request = true,
                          .state = store::DiscussionState::kMerged,
                          .title = "Add a license"}}},
        {.id = "ann/b", .commits = {{"2024-03-01", {"ann"}}}, .discussions = {}},
        {.id = "eve/s",
         .commits = {{"2024-05-01", {"eve"}}},
         .discussions = {{.at = "2024-05-02", .starter = "ann", .title = "thanks"}},
         .kind = core::Kind::kSpace},
    };
    return world;
}

}  // namespace hubmine::analysis
