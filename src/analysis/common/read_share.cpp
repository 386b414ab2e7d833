#include "hubmine/analysis/common/read_share.hpp"

#include "hubmine/core/text.hpp"
#include "hubmine/store/snapshots.hpp"

#include "common/columns.hpp"
#include "common/owner.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis {

namespace {

using Known = std::vector<std::uint8_t>;

const Known& known_of(const store::Dataset& data, core::Kind kind, store::Detail what) {
    return what == store::Detail::kCommits ? data.commits_of(kind).known
                                           : data.discussions_of(kind).known;
}

const store::Unread& unread_of(const store::Dataset& data, core::Kind kind, store::Detail what) {
    return what == store::Detail::kCommits ? data.commits_of(kind).unread
                                           : data.discussions_of(kind).unread;
}

bool is_marked(const std::vector<std::uint8_t>& marks, std::size_t repo) {
    return repo < marks.size() && marks[repo] != 0;
}

/// Of a sample, or of all when there is none.
ReadShare wanted_share(const store::Repos& repos, const Known& known) {
    ReadShare share;
    for (std::size_t repo = 0; repo < repos.size(); ++repo) {
        if (repos.drawn.empty() || is_marked(repos.drawn, repo)) {
            ++share.population;
            share.read += is_marked(known, repo) ? 1 : 0;
        }
    }
    return share;
}

/// When all that was read is a few owners' and others have something, too: who they are.
std::optional<std::string> chosen_owners(const store::Repos& repos, const Known& known) {
    constexpr std::size_t kNamed = 3;
    std::set<std::optional<std::string_view>> owners;
    for (std::size_t repo = 0; repo < repos.size() && owners.size() <= kNamed; ++repo) {
        if (is_marked(known, repo)) {
            owners.insert(owner_of(repos.id[repo]));
        }
    }
    const bool others = std::any_of(repos.id.begin(), repos.id.end(), [&](std::string_view id) {
        return !owners.contains(owner_of(id));
    });
    if (owners.empty() || owners.size() > kNamed || owners.contains(std::nullopt) || !others) {
        return std::nullopt;
    }
    std::vector<std::string_view> names;
    names.reserve(owners.size());
    for (const auto& owner : owners) {
        names.push_back(*owner);
    }
    return fmt::format("all of {}", fmt::join(names, ", "));
}

/// Whether nothing unread is liked more than anything that was read.
bool most_liked_were_chosen(const store::Repos& repos, const Known& known) {
    std::int64_t least_read = std::numeric_limits<std::int64_t>::max();
    std::int64_t most_read = std::numeric_limits<std::int64_t>::min();
    std::int64_t most_unread = std::numeric_limits<std::int64_t>::min();
    for (std::size_t repo = 0; repo < repos.likes.size(); ++repo) {
        const std::int64_t likes = repos.likes[repo].value_or(0);
        if (is_marked(known, repo)) {
            least_read = std::min(least_read, likes);
            most_read = std::max(most_read, likes);
        } else {
            most_unread = std::max(most_unread, likes);
        }
    }
    return least_read >= most_unread && most_read > most_unread;
}

std::string chosen_text(const store::Dataset& data, core::Kind kind, const Known& known) {
    const store::Repos& repos = data.of(kind);
    if (const auto owners = chosen_owners(repos, known)) {
        return ", " + *owners;
    }
    if (repos.drawn.empty() && most_liked_were_chosen(repos, known)) {
        return ", those with the most likes";
    }
    std::vector<std::string> parts;
    for (const store::WalkScope& part : data.walked_parts) {
        parts.push_back(store::bounds_text(part));
    }
    return parts.empty() || data.of_one_part
               ? ""
               : fmt::format(", after crawls of {}", fmt::join(parts, "; "));
}

std::string reasons_text(std::int64_t pending, const store::Unread& unread) {
    std::vector<std::string> reasons;
    const auto add = [&reasons](std::int64_t number, std::string_view why) {
        if (number > 0) {
            reasons.push_back(fmt::format("{} {}", core::grouped(number), why));
        }
    };
    add(pending, "not read to their end yet");
    add(unread.unreadable, "unreadable");
    add(unread.gone, "gone");
    add(unread.failed, "failed");
    return fmt::format("{}", fmt::join(reasons, ", "));
}

void warn(const store::Dataset& data, core::Kind kind, store::Detail what, Result& result) {
    const Known& known = known_of(data, kind, what);
    const store::Repos& repos = data.of(kind);
    const ReadShare share = wanted_share(repos, known);
    if (share.is_whole()) {
        return;
    }
    const std::string whole =
        fmt::format("{} {}{}", core::grouped(share.population), repos.drawn.empty() ? "" : "drawn ",
                    core::kind_plural(kind));
    const store::Unread& unread = unread_of(data, kind, what);
    const std::int64_t pending =
        share.population - share.read - unread.unreadable - unread.gone - unread.failed;
    const std::string reasons = reasons_text(pending, unread);
    // What a crawl could not read was nobody's choice.
    const std::string chosen = pending > 0 ? chosen_text(data, kind, known) : "";
    const std::string_view name = store::detail_name(what);
    result.warnings.push_back(
        share.is_nothing()
            ? fmt::format("{} of none of {} were read ({}): their figures are empty", name, whole,
                          reasons)
            : fmt::format("{} of {} of {} were read ({}){}: the figures speak of those only", name,
                          core::grouped(share.read), whole, reasons, chosen));
}

}  // namespace

ReadShare read_share(const store::Dataset& data, core::Kind kind, store::Detail what) {
    const Known& known = known_of(data, kind, what);
    return {.population = count(data.of(kind).size()),
            .read = std::count_if(known.begin(), known.end(),
                                  [](std::uint8_t mark) { return mark != 0; })};
}

std::string share_text(const ReadShare& share, std::string_view repositories,
                       std::string_view what) {
    return fmt::format("{} of {} {} whose {} were read", core::grouped(share.read),
                       core::grouped(share.population), repositories, what);
}

std::string nothing_read_text(const ReadShare& share, std::string_view repositories,
                              std::string_view what) {
    return fmt::format("of the {} {} no {} were read", core::grouped(share.population),
                       repositories, what);
}

bool was_listed(const store::Dataset& data, core::Kind kind) {
    return std::find(data.never_listed.begin(), data.never_listed.end(), kind) ==
           data.never_listed.end();
}

bool was_listed_in_part(const store::Dataset& data, core::Kind kind) {
    return was_listed(data, kind) &&
           (data.snapshot.scope.is_partial() ||
            std::find(data.unlisted.begin(), data.unlisted.end(), kind) != data.unlisted.end());
}

std::vector<std::string> doubts_about_lists(const store::Dataset& data) {
    const store::Snapshot& snapshot = data.snapshot;
    std::vector<std::string> doubts;
    if (!snapshot.complete) {
        doubts.push_back(
            fmt::format("snapshot {} is not complete: the lists were not read to their end",
                        snapshot.snapshot_id));
    }
    for (const core::Kind kind : data.never_listed) {
        doubts.push_back(fmt::format("{} list of {} was read: what there is of them is not known",
                                     data.of_one_part ? "in that snapshot no" : "no",
                                     core::kind_plural(kind)));
    }
    for (const core::Kind kind : data.unlisted) {
        if (snapshot.complete && was_listed(data, kind)) {
            doubts.push_back(
                fmt::format("the list of {} was never read to its end", core::kind_plural(kind)));
        }
    }
    if (snapshot.scope.is_partial()) {
        doubts.push_back(fmt::format("snapshot {} listed a part of the Hub only ({})",
                                     snapshot.snapshot_id, store::bounds_text(snapshot.scope)));
        std::vector<std::string> parts;
        for (const store::WalkScope& part : data.walked_parts) {
            parts.push_back(store::bounds_text(part));
        }
        if (!data.of_one_part && parts.size() > 1) {
            doubts.push_back(fmt::format(
                "the figures speak of all parts that were listed ({}); --snapshot {} takes its own",
                fmt::join(parts, "; "), snapshot.snapshot_id));
        }
    }
    if (data.sample) {
        doubts.push_back(
            fmt::format("histories were read of a sample only ({}): what was not drawn is missing",
                        *data.sample));
    }
    return doubts;
}

void report_reading(const store::Dataset& data, std::span<const core::Kind> kinds,
                    std::span<const store::Detail> details, Result& result) {
    for (const core::Kind kind : kinds) {
        if (!was_listed(data, kind)) {
            continue;
        }
        result.notes.push_back({std::string(core::kind_plural(kind)), count(data.of(kind).size())});
        for (const store::Detail what : details) {
            result.notes.push_back(
                {fmt::format("{}_with_{}_read", core::kind_plural(kind), store::detail_name(what)),
                 read_share(data, kind, what).read});
            warn(data, kind, what, result);
        }
    }
}

}  // namespace hubmine::analysis
