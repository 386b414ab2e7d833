#include "hubmine/identity/decisions.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <queue>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace hubmine::identity {

namespace {

/// What is only told again, never reckoned with: anything but a whole number is missing.
std::optional<std::int64_t> read_number(const core::CsvFile& file, std::size_t row,
                                        std::string_view column) {
    return core::whole_number(file.cell(row, column));
}

Decision read_decision(const core::CsvFile& file, std::size_t row) {
    const std::string origin = fmt::format("{}:{}", file.name(), file.line(row));
    Decision decision{.name_a = std::string(file.name_cell(row, "name_a")),
                      .name_b = std::string(file.name_cell(row, "name_b")),
                      .stage = core::ascii_lower(file.cell(row, "stage")),
                      .similarity = read_number(file, row, "similarity"),
                      .shared_repos = read_number(file, row, "shared_repos"),
                      .origin = origin};
    const std::string word = core::ascii_lower(file.cell(row, "decision"));
    const std::optional<Ruling> ruling =
        parse_ruling(core::is_missing(word) ? std::string_view() : word);
    if (!ruling) {
        throw core::UsageError(
            fmt::format("{}: the decision is accept, reject or nothing, not '{}'", origin,
                        file.cell(row, "decision")));
    }
    decision.ruling = *ruling;
    if (decision.name_a.empty() || decision.name_b.empty()) {
        throw core::UsageError(fmt::format("{}: a name is missing", origin));
    }
    if (decision.name_a == decision.name_b) {
        throw core::UsageError(
            fmt::format("{}: '{}' is paired with itself", origin, decision.name_a));
    }
    if (decision.name_b < decision.name_a) {
        std::swap(decision.name_a, decision.name_b);
    }
    return decision;
}

using Pair = std::pair<std::string_view, std::string_view>;

Pair pair_of(const Decision& decision) {
    return {decision.name_a, decision.name_b};
}

/// The same pair twice with different verdicts.
void check_repetitions(std::span<const Decision> decisions) {
    std::map<Pair, const Decision*> seen;
    for (const Decision& decision : decisions) {
        if (decision.ruling == Ruling::kNone) {
            continue;
        }
        const auto [known, fresh] = seen.emplace(pair_of(decision), &decision);
        if (!fresh && known->second->ruling != decision.ruling) {
            throw core::UsageError(
                fmt::format("{} says {} for '{}' and '{}', {} says {}", known->second->origin,
                            ruling_name(known->second->ruling), decision.name_a, decision.name_b,
                            decision.origin, ruling_name(decision.ruling)));
        }
    }
}

/// Names joined by accepted pairs.
class Merges {
  public:
    explicit Merges(std::span<const Decision> decisions) {
        for (const Decision& decision : decisions) {
            if (decision.ruling == Ruling::kAccept) {
                links_[decision.name_a].push_back(&decision);
                links_[decision.name_b].push_back(&decision);
            }
        }
        for (const auto& [name, links] : links_) {
            number_group(name);
        }
    }

    [[nodiscard]] bool are_one(std::string_view a, std::string_view b) const {
        const auto one = group_.find(a);
        const auto other = group_.find(b);
        return one != group_.end() && other != group_.end() && one->second == other->second;
    }

    /// The fewest accepted pairs that make one person of two names.
    [[nodiscard]] std::vector<const Decision*> chain(std::string_view from,
                                                     std::string_view to) const {
        std::unordered_map<std::string_view, const Decision*> reached_by{{from, nullptr}};
        std::queue<std::string_view> open;
        open.push(from);
        while (!open.empty() && !reached_by.contains(to)) {
            const std::string_view name = open.front();
            open.pop();
            const auto links = links_.find(name);
            if (links == links_.end()) {
                continue;
            }
            for (const Decision* const link : links->second) {
                if (reached_by.emplace(other_end(*link, name), link).second) {
                    open.push(other_end(*link, name));
                }
            }
        }
        std::vector<const Decision*> steps;
        for (std::string_view name = to; reached_by.at(name) != nullptr;) {
            steps.push_back(reached_by.at(name));
            name = other_end(*steps.back(), name);
        }
        std::reverse(steps.begin(), steps.end());
        return steps;
    }

  private:
    void number_group(std::string_view name) {
        const std::size_t group = groups_++;
        std::queue<std::string_view> open;
        if (group_.emplace(name, group).second) {
            open.push(name);
        }
        for (; !open.empty(); open.pop()) {
            for (const Decision* const link : links_.at(open.front())) {
                const std::string_view other = other_end(*link, open.front());
                if (group_.emplace(other, group).second) {
                    open.push(other);
                }
            }
        }
    }

    static std::string_view other_end(const Decision& decision, std::string_view name) {
        return decision.name_a == name ? decision.name_b : decision.name_a;
    }

    std::unordered_map<std::string_view, std::vector<const Decision*>> links_;
    std::unordered_map<std::string_view, std::size_t> group_;
    std::size_t groups_ = 0;
};

}  // namespace

std::string_view ruling_name(Ruling ruling) {
    switch (ruling) {
        case Ruling::kAccept:
            return "accept";
        case Ruling::kReject:
            return "reject";
        case Ruling::kNone:
            break;
    }
    return "";
}

std::optional<Ruling> parse_ruling(std::string_view text) {
    for (const Ruling ruling : {Ruling::kNone, Ruling::kAccept, Ruling::kReject}) {
        if (text == ruling_name(ruling)) {
            return ruling;
        }
    }
    return std::nullopt;
}

std::vector<Decision> read_decisions(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"name_a", "name_b", "decision"},
                             {"stage", "similarity", "shared_repos"});
    std::vector<Decision> decisions;
    for (std::size_t row = 0; row < file.size(); ++row) {
        decisions.push_back(read_decision(file, row));
    }
    return decisions;
}

void check_decisions(std::span<const Decision> decisions) {
    check_repetitions(decisions);
    const Merges merges(decisions);
    for (const Decision& decision : decisions) {
        if (decision.ruling != Ruling::kReject ||
            !merges.are_one(decision.name_a, decision.name_b)) {
            continue;
        }
        const std::vector<const Decision*> chain = merges.chain(decision.name_a, decision.name_b);
        std::vector<std::string> origins;
        origins.reserve(chain.size());
        for (const Decision* const step : chain) {
            origins.push_back(
                fmt::format("{} ('{}' and '{}')", step->origin, step->name_a, step->name_b));
        }
        throw core::UsageError(fmt::format(
            "{} rejects '{}' and '{}', but they become one by what is accepted in {}",
            decision.origin, decision.name_a, decision.name_b, fmt::join(origins, ", ")));
    }
}

}  // namespace hubmine::identity
