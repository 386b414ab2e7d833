#include "reproduce/checks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>

namespace hubmine::analysis::reproduce {

namespace {

using Holds = std::optional<bool>;

/// A row of a table, and the numbers in it.
struct CheckedRow {
    const Told& table;
    std::size_t row = 0;
    [[nodiscard]] std::optional<double> maybe(std::string_view column) const {
        return number_in(table.at(row, column));
    }
    /// Not a number where there is none: nothing is equal to it.
    [[nodiscard]] double number(std::string_view column) const {
        return maybe(column).value_or(std::nan(""));
    }
    [[nodiscard]] std::string text(std::string_view column) const {
        return core::exact_text(table.at(row, column));
    }
};

bool are_equal(double a, double b) {
    constexpr double kTolerance = 1e-9;
    return std::abs(a - b) <= kTolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

/// Whether it holds in each row that says something of it; absent when none does.
template <typename HoldsInRow>
Holds in_every_row(const Told& table, const HoldsInRow& holds) {
    Holds all;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const Holds here = holds(CheckedRow{table, row});
        if (here) {
            all = all.value_or(true) && *here;
        }
    }
    return all;
}

const Told& cores(const Ours& ours) {
    return ours.table("rq2", "cores");
}

/// Where everybody works with everybody.
template <typename HoldsInRow>
Holds in_complete_cores(const Ours& ours, const HoldsInRow& holds) {
    return in_every_row(cores(ours), [&](const CheckedRow& row) {
        return row.maybe("density") == 1.0 ? Holds(holds(row)) : Holds();
    });
}

Holds degrees_follow_from_edges(const Ours& ours) {
    return in_every_row(cores(ours), [](const CheckedRow& row) {
        const double nodes = row.number("nodes");
        const double edges = row.number("edges");
        return Holds(are_equal(row.number("average_degree"), 2 * edges / nodes) &&
                     are_equal(row.number("density"), edges / (nodes * (nodes - 1))));
    });
}

Holds complete_cores_are_reciprocal(const Ours& ours) {
    return in_complete_cores(ours,
                             [](const CheckedRow& row) { return row.maybe("reciprocity") == 1.0; });
}

Holds complete_cores_have_no_assortativity(const Ours& ours) {
    return in_complete_cores(ours,
                             [](const CheckedRow& row) { return !row.maybe("assortativity"); });
}

Holds complete_cores_are_rich_clubs(const Ours& ours) {
    return in_every_row(cores(ours), [](const CheckedRow& row) {
        const bool is_complete = row.maybe("density") == 1.0 && row.maybe("rich_club");
        return is_complete ? Holds(row.maybe("rich_club") == 1.0) : Holds();
    });
}

/// Where the average is no whole number, degrees differ.
Holds unequal_degrees_have_an_assortativity(const Ours& ours) {
    return in_every_row(cores(ours), [](const CheckedRow& row) {
        const double average = 2 * row.number("edges") / row.number("nodes");
        return average == std::floor(average) ? Holds()
                                              : Holds(row.maybe("assortativity").has_value());
    });
}

Holds cores_are_smaller_than_their_people(const Ours& ours) {
    return in_every_row(cores(ours), [](const CheckedRow& row) {
        const auto k = row.maybe("undirected_k");
        return k ? Holds(*k <= row.number("nodes") - 1) : Holds();
    });
}

Holds last_cores_have_their_degree(const Ours& ours) {
    return in_every_row(cores(ours), [](const CheckedRow& row) {
        return row.maybe("is_max") == 1.0
                   ? Holds(are_equal(row.number("average_degree"), row.number("k")))
                   : Holds();
    });
}

Holds quartiles_of_zero_need_zeros(const Ours& ours) {
    constexpr double kThreeQuarters = 0.75;
    return in_every_row(ours.table("rq1", "summary"), [](const CheckedRow& row) {
        return row.maybe("p75") == 0.0 ? Holds(row.number("zero_share") >= kThreeQuarters)
                                       : Holds();
    });
}

Holds isolates_are_the_rest(const Ours& ours) {
    return in_every_row(ours.table("rq2", "network"), [](const CheckedRow& row) {
        const double developers = row.number("developers");
        return developers > 0 ? Holds(are_equal(row.number("isolate_share"),
                                                1 - row.number("connected") / developers))
                              : Holds();
    });
}

Holds one_model_has_one_count(const Ours& ours) {
    std::map<std::string, double> counts;
    return in_every_row(ours.table("rq3", "usage"), [&](const CheckedRow& row) {
        const auto [known, is_new] = counts.emplace(row.text("model"), row.number("spaces"));
        return is_new ? Holds() : Holds(known->second == row.number("spaces"));
    });
}

Holds no_model_is_in_more_spaces_than_there_are(const Ours& ours) {
    constexpr std::array<Told::Pair, 2> kAll{{{"subfield", "all"}, {"network", "usage"}}};
    const auto spaces = ours.table("rq3", "summary").cell(kAll, "spaces");
    const auto most = spaces ? number_in(*spaces) : std::nullopt;
    return in_every_row(ours.table("rq3", "usage"), [&](const CheckedRow& row) {
        return most ? Holds(row.number("spaces") <= *most) : Holds();
    });
}

/// Of the first models by use, or by co-usage.
Holds owners_add_up(const Ours& ours, std::string_view network) {
    std::map<std::tuple<std::string, std::string>, double> sums;
    return in_every_row(ours.table("rq3", "owners"), [&](const CheckedRow& row) {
        if (row.text("network") != network) {
            return Holds();
        }
        double& sum = sums[{row.text("subfield"), row.text("top_n")}];
        sum += row.number("models");
        return Holds(sum <= row.number("top_n"));
    });
}

Holds owners_by_use_add_up(const Ours& ours) {
    return owners_add_up(ours, "usage");
}

Holds owners_by_co_usage_add_up(const Ours& ours) {
    return owners_add_up(ours, "cousage");
}

/// U is above half of the pairs for the group that is the higher one.
Holds the_higher_group_has_the_higher_u(const Ours& ours) {
    return in_every_row(ours.table("rq1", "mann_whitney"), [](const CheckedRow& row) {
        const auto u = row.maybe("u");
        const double pairs = row.number("n_a") * row.number("n_b");
        return u ? Holds(are_equal(row.number("cliffs_delta"), 2 * *u / pairs - 1)) : Holds();
    });
}

Holds no_repository_has_most_of_an_activity(const Ours& ours) {
    constexpr double kMost = 0.5;
    return in_every_row(ours.table("rq1", "concentration"), [](const CheckedRow& row) {
        const auto largest = row.maybe("largest_share");
        return largest ? Holds(*largest <= kMost) : Holds();
    });
}

}  // namespace

std::span<const Check> checks() {
    static constexpr std::array kChecks{
        Check{"degree_and_density", "tables 6 to 9",
              "the average degree is 2 E / N and the density E / (N (N - 1))", true,
              degrees_follow_from_edges, "in 15 rows, to the digits that are printed"},
        Check{"complete_cores_reciprocity", "tables 6 to 9",
              "where everybody works with everybody the reciprocity is 1", true,
              complete_cores_are_reciprocal, ""},
        Check{"complete_cores_assortativity", "tables 6 to 9",
              "where all degrees are equal there is no assortativity", true,
              complete_cores_have_no_assortativity, ""},
        Check{"complete_cores_rich_club", "tables 6 to 9",
              "where everybody works with everybody the rich club coefficient is 1", false,
              complete_cores_are_rich_clubs, "printed: 0.15 and 0.40"},
        Check{"unequal_degrees_assortativity", "tables 6 to 9",
              "where degrees differ there is an assortativity", false,
              unequal_degrees_have_an_assortativity,
              "printed: none for 15 people with 204 edges, where 2 E / N is no whole number"},
        Check{"k_below_people", "tables 6 to 9",
              "k counts neighbours: it is at most the number of people less one", false,
              cores_are_smaller_than_their_people,
              "printed: 26 of 14 people; here by undirected_k, which counts people"},
        Check{"last_core_degree", "RQ2", "the average degree of the last core is its k", false,
              last_cores_have_their_degree, "printed: 27.20 and 25"},
        Check{"ranges_of_the_text", "RQ2", "ranges in the text are those of the tables", false,
              nullptr,
              "printed: assortativity from -0.49 to 0.08 against -0.33 to 0.33, rich club from "
              "0.04 to 0.41 against 0.67; here there is no text beside the tables"},
        Check{"third_quartile_of_zero", "table 2",
              "a third quartile of 0 needs three quarters of zeros", false,
              quartiles_of_zero_need_zeros, "printed: 70.99 % of models without downloads"},
        Check{"accepted_pairs_by_name", "corpus",
              "accepted pairs are their share of the candidates", false, nullptr,
              "printed: 358 of 403 as 87.75 %, which is 88.83 %"},
        Check{"accepted_pairs_by_mail", "corpus",
              "accepted pairs are their share of the candidates", true, nullptr,
              "printed: 126 of 180 as 70.00 %"},
        Check{"names_are_developers", "corpus",
              "real names and user names add up to the developers", false, nullptr,
              "printed: 1,979 and 99,041 against 101,144"},
        Check{"isolates_are_the_rest", "RQ2",
              "the share of isolates is 1 less the share of those who work with somebody", true,
              isolates_are_the_rest, "printed: 89 %, which is 89.60 % cut and not rounded"},
        Check{"one_count_a_model", "RQ3", "one model has one count", false, one_model_has_one_count,
              "printed: 1,747 and 1,748; 1,002 and 1,001"},
        Check{"no_more_than_all_spaces", "RQ3", "no model is used in more spaces than there are",
              false, no_model_is_in_more_spaces_than_there_are, "printed: 500 of 416"},
        Check{"owners_by_use_add_up", "RQ3", "owners that are listed by use add up", false,
              owners_by_use_add_up, "printed: six named as five, 32 against 33 %"},
        Check{"owners_by_co_usage_add_up", "RQ3", "owners that are listed by co-usage add up", true,
              owners_by_co_usage_add_up, "printed: 56 %"},
        Check{"the_higher_group", "table 5",
              "the group that is called the higher one has a U above half of the pairs", false,
              the_higher_group_has_the_higher_u,
              "printed: permissive highest throughout, but for likes U lies below n1 n2 / 2 at the "
              "group sizes that the three columns together imply"},
        Check{"no_repository_holds_most", "RQ1", "no repository holds most of an activity", false,
              no_repository_has_most_of_an_activity,
              "printed: one dataset has 85 % of all discussions of datasets"}};
    return kChecks;
}

std::span<const TableName> checked_tables() {
    static const std::array<TableName, 8> kTables{{{"rq1", "summary"},
                                                   {"rq1", "concentration"},
                                                   {"rq1", "mann_whitney"},
                                                   {"rq2", "network"},
                                                   {"rq2", "cores"},
                                                   {"rq3", "summary"},
                                                   {"rq3", "usage"},
                                                   {"rq3", "owners"}}};
    return kTables;
}

}  // namespace hubmine::analysis::reproduce
