#include "trends/groups.hpp"

#include "hubmine/stats/int128.hpp"

#include "common/owner.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace hubmine::analysis::trends {

namespace {

using Likes = stats::Int128;

/// Every group of a kind with the likes of its present repositories, before --top has its say.
struct Candidates {
    core::TextMap<Likes> named;
    std::optional<Likes> nameless;

    Likes& of(std::optional<std::string_view> name) {
        if (!name) {
            return nameless ? *nameless : nameless.emplace(0);
        }
        const auto found = named.find(*name);
        return found != named.end() ? found->second
                                    : named.emplace(std::string(*name), 0).first->second;
    }
};

using AllCandidates = std::array<Candidates, 3>;

AllCandidates all_candidates(const Scope& scope, const GroupNames& names) {
    AllCandidates all;
    for (const core::Kind kind : scope.settings.kinds) {
        for (const Subfield& subfield : names.standing()) {
            all.at(static_cast<std::size_t>(kind)).of(subfield.name);
        }
    }
    scope.history.visit([&](const store::RepoHistory& repo) {
        const store::MetricRow* row = row_at(repo.metrics, scope.snapshot_id);
        const bool counts = row != nullptr && row->likes && repo.is_present(scope.snapshot_id);
        const std::int64_t likes = counts ? *row->likes : 0;
        Candidates& candidates = all.at(static_cast<std::size_t>(repo.kind));
        names.of(repo, [&](std::optional<std::string_view> name) { candidates.of(name) += likes; });
    });
    return all;
}

/// The groups that stay; the nameless always does.
Groups chosen(const Candidates& candidates, std::size_t top) {
    using Candidate = core::TextMap<Likes>::value_type;
    std::vector<const Candidate*> order;
    order.reserve(candidates.named.size());
    for (const Candidate& candidate : candidates.named) {
        order.push_back(&candidate);
    }
    const auto kept = static_cast<std::ptrdiff_t>(std::min(order.size(), top));
    std::partial_sort(order.begin(), order.begin() + kept, order.end(),
                      [](const Candidate* a, const Candidate* b) {
                          return std::tie(b->second, a->first) < std::tie(a->second, b->first);
                      });
    Groups groups{.names = {}, .hidden = static_cast<std::int64_t>(order.size()) - kept};
    std::for_each(order.begin(), order.begin() + kept, [&groups](const Candidate* candidate) {
        groups.names.emplace_back(candidate->first);
    });
    std::sort(groups.names.begin(), groups.names.end());
    if (candidates.nameless) {
        groups.names.emplace_back();
    }
    return groups;
}

}  // namespace

GroupNames::GroupNames(const Scope& scope)
    : labels_(scope.history.labels),
      by_(scope.settings.by),
      subfields_(by_ == GroupBy::kSubfield ? load_subfields(scope.settings)
                                           : std::vector<Subfield>()),
      bits_(subfields_, scope.history.tags),
      architectures_(by_ == GroupBy::kArchitecture
                         ? Architectures(scope.settings.architectures_file, scope.history.tags)
                         : Architectures()) {}

std::optional<std::string_view> GroupNames::name_of(const store::RepoHistory& repo) const {
    const auto label = [this](store::TextId text) {
        return text == store::kNoText ? std::nullopt : std::optional(labels_[text]);
    };
    switch (by_) {
        case GroupBy::kOwner:
            return owner_of(repo.id);
        case GroupBy::kLicense:
            return label(repo.license);
        case GroupBy::kPipelineTag:
            return label(repo.pipeline_tag);
        case GroupBy::kSdk:
            return label(repo.sdk);
        case GroupBy::kArchitecture:
            return repo.kind == core::Kind::kModel ? architectures_.of(repo.tags) : std::nullopt;
        case GroupBy::kSubfield:
        case GroupBy::kNothing:
            break;
    }
    return std::nullopt;
}

Grouping::Grouping(const Scope& scope) : names_(scope) {
    AllCandidates all;
    if (scope.settings.by == GroupBy::kNothing) {
        for (Candidates& candidates : all) {
            candidates.nameless = 0;
        }
    } else {
        all = all_candidates(scope, names_);
    }
    for (std::size_t kind = 0; kind < all.size(); ++kind) {
        groups_.at(kind) = chosen(all.at(kind), top_of(scope.settings));
        std::uint32_t number = 0;
        for (const std::optional<std::string>& name : groups_.at(kind).names) {
            if (name) {
                number_of_.at(kind).emplace(*name, number++);
            }
        }
    }
}

void Grouping::find(const store::RepoHistory& repo, std::vector<std::uint32_t>& numbers) const {
    const auto kind = static_cast<std::size_t>(repo.kind);
    const core::TextMap<std::uint32_t>& number_of = number_of_.at(kind);
    numbers.clear();
    names_.of(repo, [&](std::optional<std::string_view> name) {
        if (!name) {
            // Behind all that have one.
            numbers.push_back(static_cast<std::uint32_t>(number_of.size()));
        } else if (const auto found = number_of.find(*name); found != number_of.end()) {
            numbers.push_back(found->second);
        }
    });
}

}  // namespace hubmine::analysis::trends
