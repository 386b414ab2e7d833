#include "activity/story.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/stats/mann_whitney.hpp"

#include "common/table_row.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace hubmine::analysis::activity {

namespace {

// Licences of a smaller share of the licensed are left to the table.
constexpr double kSmallestShareNamed = 0.01;

// Cells of a table by the name of the column.
class Rows {
  public:
    explicit Rows(const core::Table& table) : table_(&table) {}
    [[nodiscard]] std::size_t size() const { return table_->row_count(); }
    [[nodiscard]] std::string text(std::size_t row, std::string_view column) const {
        const core::Cell found = cell(row, column);
        const auto* value = std::get_if<std::string>(&found);
        return value == nullptr ? std::string() : *value;
    }
    [[nodiscard]] std::optional<double> number(std::size_t row, std::string_view column) const {
        const core::Cell found = cell(row, column);
        if (const auto* whole = std::get_if<std::int64_t>(&found)) {
            return static_cast<double>(*whole);
        }
        const auto* real = std::get_if<double>(&found);
        return real == nullptr ? std::nullopt : std::optional(*real);
    }

  private:
    [[nodiscard]] core::Cell cell(std::size_t row, std::string_view column) const {
        const auto& columns = table_->columns();
        const auto found = std::find_if(columns.begin(), columns.end(),
                                        [&](const core::Column& c) { return c.name == column; });
        return table_->cell(row, static_cast<std::size_t>(found - columns.begin()));
    }
    const core::Table* table_;
};

std::string percent(double share) {
    const double value = 100 * share;
    return value > 0 && value < 0.1 ? fmt::format("{:.2g} %", value)
                                    : fmt::format("{:.1f} %", value);
}

// "n_disc_starters" -> "discussion starters".
std::string_view in_words(std::string_view activity) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kWords{{
        {"n_likes", "likes"},
        {"n_downloads", "downloads"},
        {"n_commits", "commits"},
        {"n_committers", "committers"},
        {"n_discussions", "discussions"},
        {"n_disc_starters", "discussion starters"},
        {"n_community", "community members"},
        {"n_usage_spaces", "uses by spaces"},
    }};
    const auto* found = std::find_if(kWords.begin(), kWords.end(),
                                     [&](const auto& entry) { return entry.first == activity; });
    return found == kWords.end() ? activity : found->second;
}

// One sentence a kind, made of what `clause` finds in each of its rows.
template <typename Clause>
void say_by_kind(std::vector<std::string>& sentences, const core::Table& table,
                 std::string_view pattern, const Clause& clause) {
    const Rows rows(table);
    std::vector<std::string> clauses;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (std::string found = clause(rows, i); !found.empty()) {
            clauses.push_back(std::move(found));
        }
        const std::string kind = rows.text(i, "kind");
        const bool last = i + 1 == rows.size() || rows.text(i + 1, "kind") != kind;
        if (last && !clauses.empty()) {
            sentences.push_back(fmt::format(fmt::runtime(pattern), fmt::arg("kind", kind),
                                            fmt::arg("clauses", fmt::join(clauses, ", "))));
            clauses.clear();
        }
    }
}

// What has to be read before the activity is known.
std::string_view source_of(std::string_view activity) {
    if (activity == "n_committers") {
        return "commits";
    }
    if (activity == "n_disc_starters") {
        return "discussions";
    }
    return activity == "n_community" ? "commits and discussions" : in_words(activity);
}

// Of how many repositories an activity speaks.
class Shares {
  public:
    explicit Shares(std::span<const KindActivities> kinds) : kinds_(kinds) {}
    // " of the 92 of 3,010 models whose commits were read"; empty when those are all.
    [[nodiscard]] std::string among(std::string_view kind, std::string_view activity) const {
        for (const KindActivities& one : kinds_) {
            const Activity* found =
                core::kind_name(one.kind) == kind ? one.find(activity) : nullptr;
            if (found != nullptr && found->n_missing > 0) {
                return " of the " + share_text({.population = found->counts.n + found->n_missing,
                                                .read = found->counts.n},
                                               core::kind_plural(one.kind), source_of(activity));
            }
        }
        return "";
    }

  private:
    std::span<const KindActivities> kinds_;
};

void say_nothing_was_read(std::vector<std::string>& sentences, const KindActivities& kind) {
    const std::string_view kinds = core::kind_plural(kind.kind);
    if (!kind.is_listed) {
        sentences.push_back(fmt::format("No list of {} was read.", kinds));
        return;
    }
    for (const std::string_view name : {"n_commits", "n_discussions"}) {
        const Activity* activity = kind.find(name);
        if (activity->counts.empty() && activity->n_missing > 0) {
            sentences.push_back(fmt::format("{}: {}.", kinds,
                                            nothing_read_text({.population = activity->n_missing},
                                                              "repositories", source_of(name))));
        }
    }
    const Activity* usage = kind.find("n_usage_spaces");
    if (usage != nullptr && usage->counts.empty() && usage->n_missing > 0) {
        sentences.push_back(
            fmt::format("{}: no list of spaces was read: which they use is not known.", kinds));
    }
}

// The activities that the study's text goes through.
bool is_told(std::string_view activity) {
    return activity == "n_likes" || activity == "n_downloads" || activity == "n_commits" ||
           activity == "n_discussions" || activity == "n_usage_spaces";
}

void say_zeros(std::vector<std::string>& sentences, const core::Table& summary,
               const Shares& shares) {
    say_by_kind(sentences, summary, "Of the {kind}s, {clauses}.",
                [&shares](const Rows& rows, std::size_t i) {
                    const std::string activity = rows.text(i, "activity");
                    const auto zero = rows.number(i, "zero_share");
                    return zero && is_told(activity)
                               ? fmt::format("{}{} have no {}", percent(*zero),
                                             shares.among(rows.text(i, "kind"), activity),
                                             in_words(activity))
                               : std::string();
                });
}

void say_pareto(std::vector<std::string>& sentences, const core::Table& pareto,
                const Shares& shares) {
    bool first = true;
    say_by_kind(sentences, pareto, "{clauses}.", [&](const Rows& rows, std::size_t i) {
        const std::string activity = rows.text(i, "activity");
        const std::string kind = rows.text(i, "kind");
        first = first || (i > 0 && rows.text(i - 1, "kind") != kind);
        const auto share = rows.number(i, "repo_share");
        if (!share || rows.number(i, "level") != 0.8 || !is_told(activity)) {
            return std::string();
        }
        const std::string among = shares.among(kind, activity);
        return std::exchange(first, false)
                   ? fmt::format("{}{} hold 80 % of all {}", percent(*share),
                                 among.empty() ? fmt::format(" of the {}s", kind) : among,
                                 in_words(activity))
                   : fmt::format("of {} {}{}", in_words(activity), percent(*share), among);
    });
}

void say_licenses(std::vector<std::string>& sentences, const core::Table& licenses) {
    bool first = true;
    say_by_kind(
        sentences, licenses, "Licences of {kind}s: {clauses}.",
        [&](const Rows& rows, std::size_t i) {
            if (rows.text(i, "license_class") == "none") {
                first = true;  // the last row of its kind
                const auto share = rows.number(i, "share_of_all");
                return share ? fmt::format("{} of all have none", percent(*share)) : std::string();
            }
            const auto share = rows.number(i, "share_of_licensed");
            if (!share || *share < kSmallestShareNamed) {
                return std::string();
            }
            const bool opens = std::exchange(first, false);
            return fmt::format("{}{} {}", percent(*share), opens ? " of the licensed have" : "",
                               rows.text(i, "license"));
        });
}

/// ", 95 % interval 0.1 to 0.2", or nothing where there is none.
std::string interval(const Rows& rows, std::size_t row, std::string_view low,
                     std::string_view high) {
    const auto from = rows.number(row, low);
    const auto to = rows.number(row, high);
    return from && to ? fmt::format(", 95 % interval {:.3f} to {:.3f}", *from, *to) : std::string();
}

/// What a table of tests says as a whole.
struct Differences {
    std::size_t made = 0;
    std::size_t significant = 0;
    std::size_t negligible = 0;  ///< of the significant

    Differences(const Rows& tests, std::string_view delta) {
        for (std::size_t i = 0; i < tests.size(); ++i) {
            const auto p = tests.number(i, "p_holm");
            made += p ? 1U : 0U;
            if (p && *p < 0.05) {
                ++significant;
                const double effect = tests.number(i, delta).value_or(1);
                negligible += stats::magnitude(effect) == "negligible" ? 1U : 0U;
            }
        }
    }
    [[nodiscard]] std::string but_negligible() const {
        return negligible == 0 ? std::string()
                               : fmt::format(", {} of them by a negligible effect", negligible);
    }
};

/// The test with the largest effect among those that could be made.
std::optional<std::size_t> strongest_of(const Rows& tests) {
    const auto effect = [&](std::size_t row) {
        return std::abs(tests.number(row, "cliffs_delta").value_or(0));
    };
    std::optional<std::size_t> strongest;
    for (std::size_t i = 0; i < tests.size(); ++i) {
        if (tests.number(i, "p_holm") && (!strongest || effect(i) > effect(*strongest))) {
            strongest = i;
        }
    }
    return strongest;
}

void say_mann_whitney(std::vector<std::string>& sentences, const core::Table& tests,
                      const Shares& shares) {
    const Rows rows(tests);
    const auto strongest = strongest_of(rows);
    if (!strongest) {
        return;
    }
    const Differences differences(rows, "cliffs_delta");
    const std::string other = rows.text(*strongest, "group_b");
    const std::string among = shares.among("model", rows.text(*strongest, "activity"));
    sentences.push_back(fmt::format(
        "Of {} Mann-Whitney tests between classes of licences {} differ at the 5 % level after "
        "Holm{}; the largest effect is {} (Cliff's delta {:.3f}{}: {} in {} against {}{}).",
        differences.made, differences.significant, differences.but_negligible(),
        rows.text(*strongest, "magnitude"), rows.number(*strongest, "cliffs_delta").value_or(0),
        interval(rows, *strongest, "delta_low", "delta_high"),
        in_words(rows.text(*strongest, "activity")), rows.text(*strongest, "group_a"),
        other == "none" ? std::string("no licence") : other, among.empty() ? among : "," + among));
}

/// Whether what differs between licences still does within the same task and year.
void say_van_elteren(std::vector<std::string>& sentences, const core::Table& tests) {
    const Differences differences(Rows(tests), "delta");
    if (differences.made > 0) {
        sentences.push_back(fmt::format(
            "Among models of the same task and year {} of {} comparisons of licences still differ "
            "(van Elteren, after Holm){}.",
            differences.significant, differences.made, differences.but_negligible()));
    }
}

}  // namespace

std::vector<std::string> tell(const std::vector<core::Table>& tables,
                              std::span<const KindActivities> kinds) {
    const Shares shares(kinds);
    std::vector<std::string> sentences;
    const bool tells_activities = std::any_of(
        tables.begin(), tables.end(), [](const auto& table) { return table.name() != "licenses"; });
    for (const KindActivities& kind : tells_activities ? kinds : kinds.first(0)) {
        say_nothing_was_read(sentences, kind);
    }
    if (const core::Table* summary = find_table(tables, "summary")) {
        say_zeros(sentences, *summary, shares);
    }
    if (const core::Table* pareto = find_table(tables, "pareto")) {
        say_pareto(sentences, *pareto, shares);
    }
    if (const core::Table* licenses = find_table(tables, "licenses")) {
        say_licenses(sentences, *licenses);
    }
    if (const core::Table* tests = find_table(tables, "mann_whitney")) {
        say_mann_whitney(sentences, *tests, shares);
    }
    if (const core::Table* tests = find_table(tables, "van_elteren")) {
        say_van_elteren(sentences, *tests);
    }
    return sentences;
}

}  // namespace hubmine::analysis::activity
