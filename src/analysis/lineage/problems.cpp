#include "common/cells.hpp"
#include "lineage/findings.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace hubmine::analysis::lineage {

namespace {

/// A row of the table, in the order of its rows; an empty text is missing.
struct Problem {
    std::string_view model;
    std::string_view problem;
    std::string_view parent;
    std::string_view relation;
};

bool comes_before(const Problem& a, const Problem& b) {
    return std::tie(a.model, a.problem, a.parent, a.relation) <
           std::tie(b.model, b.problem, b.parent, b.relation);
}

/// Goes through the claims of one model at a time.
class Search {
  public:
    explicit Search(const Findings& findings) : findings_(findings) {}

    void see(std::uint32_t child) {
        const store::Claims& claims = findings_.models().base_models;
        good_.clear();
        for (std::uint64_t claim = claims.offsets[child]; claim < claims.offsets[child + 1];
             ++claim) {
            see_claim(child, claim);
        }
        std::sort(good_.begin(), good_.end());
        for (std::size_t i = 0; i < good_.size(); ++i) {
            const Good& good = good_[i];
            if (i > 0 && good_[i - 1].parent == good.parent) {
                add(child, "duplicate", good.claimed, good.relation);
            } else if (is_in_cycle(good.parent, child)) {
                add(child, "cycle", findings_.models().id[good.parent], good.relation);
            }
        }
    }

    [[nodiscard]] std::vector<Problem> sorted() && {
        std::sort(problems_.begin(), problems_.end(), comes_before);
        return std::move(problems_);
    }

  private:
    /// A good claim; the first of an edge makes it.
    struct Good {
        std::uint32_t parent = 0;
        std::string_view claimed;
        std::string_view relation;
        [[nodiscard]] bool operator<(const Good& other) const {
            return std::tie(parent, claimed, relation) <
                   std::tie(other.parent, other.claimed, other.relation);
        }
    };

    void see_claim(std::uint32_t child, std::uint64_t claim) {
        const store::Dataset& data = findings_.data;
        const store::Claims& claims = findings_.models().base_models;
        const std::string_view claimed = data.base_models.id[claims.target[claim]];
        const store::TextId label = claims.relation[claim];
        const std::string_view relation =
            label == store::kNoText ? std::string_view() : data.labels[label];
        switch (state_of_claim(data, child, claim)) {
            case ClaimState::kGood:
                good_.push_back({data.base_models.model[claims.target[claim]], claimed, relation});
                return;
            case ClaimState::kSelf:
                return add(child, "self", claimed, relation);
            case ClaimState::kUnresolved:
                return add(child, "missing", claimed, relation);
            case ClaimState::kRemoved:
                return add(child, "removed", claimed, relation);
        }
    }

    [[nodiscard]] bool is_in_cycle(std::uint32_t parent, std::uint32_t child) const {
        const auto& component = findings_.graph.cycles.component;
        return component[*findings_.graph.node_of(parent)] ==
               component[*findings_.graph.node_of(child)];
    }

    void add(std::uint32_t child, std::string_view problem, std::string_view parent,
             std::string_view relation) {
        problems_.push_back({findings_.models().id[child], problem, parent, relation});
    }

    const Findings& findings_;
    std::vector<Good> good_;  // of the model at hand
    std::vector<Problem> problems_;
};

}  // namespace

void fill_problems(const Findings& findings, core::RowSink& rows) {
    const auto children =
        static_cast<std::uint32_t>(findings.models().base_models.offsets.size() - 1);
    Search search(findings);
    for (std::uint32_t child = 0; child < children; ++child) {
        search.see(child);
    }
    for (const Problem& problem : std::move(search).sorted()) {
        rows.add_row({std::string(problem.model), std::string(problem.parent),
                      text_or_missing(problem.relation), std::string(problem.problem)});
    }
}

}  // namespace hubmine::analysis::lineage
