#include "hubmine/identity/candidates.hpp"

#include "hubmine/identity/similarity.hpp"

#include "similarity_index.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <tuple>
#include <utility>

namespace hubmine::identity {

namespace {

using Name = std::uint32_t;

constexpr std::array<std::string_view, 4> kStageNames{"same_repo", "real_name", "prolific", "all"};

/// The distinct normal forms of a population and who has which.
struct Forms {
    std::vector<std::u32string> texts;     ///< ascending; none is empty
    std::vector<std::vector<Name>> names;  ///< by form, ascending
    std::vector<std::uint32_t> of_name;    ///< kNone for an empty form
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
};

Forms forms_of(const std::vector<std::string>& names) {
    std::vector<std::pair<std::u32string, Name>> all;
    all.reserve(names.size());
    for (Name name = 0; name < names.size(); ++name) {
        all.emplace_back(normal_form(names[name]), name);
    }
    std::sort(all.begin(), all.end());
    Forms forms;
    forms.of_name.assign(names.size(), Forms::kNone);
    for (auto& [text, name] : all) {
        if (text.empty()) {
            continue;
        }
        if (forms.texts.empty() || forms.texts.back() != text) {
            forms.texts.push_back(std::move(text));
            forms.names.emplace_back();
        }
        forms.names.back().push_back(name);
        forms.of_name[name] = static_cast<std::uint32_t>(forms.texts.size() - 1);
    }
    return forms;
}

class Search {
  public:
    Search(const Population& population, const CandidateOptions& options)
        : population_(population), options_(options), forms_(forms_of(population.names)) {}

    void run(Stage stage) {
        stage_ = stage;
        switch (stage) {
            case Stage::kSameRepo:
                compare_within_repositories();
                return;
            case Stage::kRealName:
                compare([this](Name name) { return has_space(name); },
                        [this](Name name) { return !has_space(name); });
                return;
            case Stage::kProlific:
                compare([this](Name name) { return is_prolific(name); }, [](Name) { return true; });
                return;
            case Stage::kAll:
                compare([](Name) { return true; }, [](Name) { return true; });
                return;
        }
    }

    [[nodiscard]] std::vector<Candidate> release() {
        const auto by_pair = [](const Candidate& c) { return std::tuple(c.a, c.b, c.stage); };
        std::sort(found_.begin(), found_.end(),
                  [&](const Candidate& x, const Candidate& y) { return by_pair(x) < by_pair(y); });
        found_.erase(std::unique(found_.begin(), found_.end(),
                                 [](const Candidate& x, const Candidate& y) {
                                     return x.a == y.a && x.b == y.b;
                                 }),
                     found_.end());
        const auto by_stage = [](const Candidate& c) { return std::tuple(c.stage, c.a, c.b); };
        std::sort(found_.begin(), found_.end(), [&](const Candidate& x, const Candidate& y) {
            return by_stage(x) < by_stage(y);
        });
        for (Candidate& candidate : found_) {
            candidate.shared_repos = shared_repositories(candidate.a, candidate.b);
        }
        return std::move(found_);
    }

  private:
    [[nodiscard]] std::span<const std::uint32_t> repositories(Name name) const {
        return std::span(population_.repositories)
            .subspan(population_.offsets[name],
                     population_.offsets[name + 1] - population_.offsets[name]);
    }
    [[nodiscard]] bool has_space(Name name) const {
        return population_.names[name].find(' ') != std::string::npos;
    }
    [[nodiscard]] bool is_prolific(Name name) const {
        return population_.degrees[name] >= options_.prolific_degree;
    }
    [[nodiscard]] std::int64_t shared_repositories(Name a, Name b) const {
        std::vector<std::uint32_t> both;
        std::ranges::set_intersection(repositories(a), repositories(b), std::back_inserter(both));
        return static_cast<std::int64_t>(both.size());
    }

    void propose(Name one, Name other, int reached) {
        found_.push_back({.a = std::min(one, other),
                          .b = std::max(one, other),
                          .stage = stage_,
                          .similarity = reached,
                          .same_form = forms_.of_name[one] == forms_.of_name[other]});
    }

    /// Names with the same repository, in the order of repositories.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, Name>> memberships() const {
        std::vector<std::pair<std::uint32_t, Name>> all;
        for (Name name = 0; name < population_.names.size(); ++name) {
            if (forms_.of_name[name] != Forms::kNone) {
                for (const std::uint32_t repository : repositories(name)) {
                    all.emplace_back(repository, name);
                }
            }
        }
        std::sort(all.begin(), all.end());
        return all;
    }

    void compare_within_repositories() {
        const auto all = memberships();
        std::vector<Name> members;
        for (std::size_t begin = 0; begin < all.size();) {
            members.clear();
            const std::uint32_t repository = all[begin].first;
            for (; begin < all.size() && all[begin].first == repository; ++begin) {
                members.push_back(all[begin].second);
            }
            compare_members(members);
        }
    }

    /// Most repositories have a handful of names: an index pays only for the few with many.
    void compare_members(const std::vector<Name>& members) {
        constexpr std::size_t kWorthAnIndex = 64;
        std::vector<std::u32string> texts;
        texts.reserve(members.size());
        for (const Name name : members) {
            texts.push_back(forms_.texts[forms_.of_name[name]]);
        }
        std::optional<SimilarityIndex> index;
        if (members.size() >= kWorthAnIndex) {
            index.emplace(texts, options_.threshold);
        }
        for (std::uint32_t i = 1; i < members.size(); ++i) {
            const auto found = [&](std::uint32_t other, int reached) {
                propose(members[i], members[other], reached);
            };
            if (index) {
                index->for_each_similar(texts[i], i, found);
            } else {
                compare_with_earlier(texts, i, found);
            }
        }
    }

    void compare_with_earlier(const std::vector<std::u32string>& texts, std::uint32_t i,
                              const std::function<void(std::uint32_t, int)>& found) const {
        for (std::uint32_t other = 0; other < i; ++other) {
            const std::size_t common = std::min(texts[i].size(), texts[other].size());
            const std::size_t total = texts[i].size() + texts[other].size();
            if (similarity_of_lengths(common, total) < options_.threshold) {
                continue;
            }
            const int reached = similarity(texts[i], texts[other]);
            if (reached >= options_.threshold) {
                found(other, reached);
            }
        }
    }

    /// Every name that `asks` against every other that `answers`.
    void compare(const std::function<bool(Name)>& asks, const std::function<bool(Name)>& answers) {
        if (!index_) {
            index_.emplace(forms_.texts, options_.threshold);
        }
        for (std::uint32_t form = 0; form < forms_.texts.size(); ++form) {
            const std::vector<Name>& asking = forms_.names[form];
            if (std::none_of(asking.begin(), asking.end(), asks)) {
                continue;
            }
            // Where everybody asks, a pair is met from its later side.
            const std::uint32_t end = stage_ == Stage::kAll ? form + 1 : SimilarityIndex::kAll;
            index_->for_each_similar(
                forms_.texts[form], end, [&](std::uint32_t other, int reached) {
                    pair_up(asking, forms_.names[other], asks, answers, reached);
                });
        }
    }

    void pair_up(const std::vector<Name>& asking, const std::vector<Name>& answering,
                 const std::function<bool(Name)>& asks, const std::function<bool(Name)>& answers,
                 int reached) {
        for (const Name one : asking) {
            for (const Name other : answering) {
                if (one != other && asks(one) && answers(other)) {
                    propose(one, other, reached);
                }
            }
        }
    }

    const Population& population_;
    const CandidateOptions& options_;
    Forms forms_;
    std::optional<SimilarityIndex> index_;
    Stage stage_ = Stage::kSameRepo;
    std::vector<Candidate> found_;
};

}  // namespace

std::string_view stage_name(Stage stage) {
    return kStageNames.at(static_cast<std::size_t>(stage));
}

std::optional<Stage> parse_stage(std::string_view text) {
    const auto* const found = std::find(kStageNames.begin(), kStageNames.end(), text);
    if (found == kStageNames.end()) {
        return std::nullopt;
    }
    return static_cast<Stage>(found - kStageNames.begin());
}

std::vector<Candidate> find_candidates(const Population& population,
                                       const CandidateOptions& options) {
    Search search(population, options);
    for (const Stage stage : options.stages) {
        search.run(stage);
    }
    return search.release();
}

}  // namespace hubmine::identity
