#include "hubmine/crawl/plan.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/sample.hpp"

#include "policy.hpp"
#include "sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

namespace hubmine::crawl {

namespace {

using std::chrono::seconds;

/// What a census of the Hub counted in October 2026: models exactly, the others to the 100,000.
constexpr std::array<std::int64_t, 3> kCensus{3'117'871, 900'000, 1'200'000};

/// Seconds that nobody waits: a share of the quota can be as small as one likes.
constexpr double kForEver = 1e12;

/// Counts what a run would ask; the store is absent before the first one.
class Counting {
  public:
    Counting(const Options& options, PlanOptions plan, const store::Store* store,
             core::Timestamp now)
        : options_(options),
          plan_(std::move(plan)),
          store_(store),
          query_(query_of(options, store, now)) {
        lists_ = store_ == nullptr ? options_.listing
                                   : is_listing_due(*store_, options_, query_, now, [this] {
                                         return due().all() > 0 || owners_due() > 0;
                                     });
    }

    [[nodiscard]] bool lists() const { return lists_; }

    [[nodiscard]] std::vector<PlanPhase> phases() const {
        std::vector<PlanPhase> phases;
        for (const core::Kind kind : options_.kinds) {
            if (lists_) {
                phases.push_back(listing(kind));
            }
        }
        if (options_.owners) {
            phases.push_back(asking_owners());
        }
        const bool draws = options_.sample > 0 && (store_ == nullptr || !has_sample(*store_));
        for (const store::Detail what : query_.what) {
            if (draws) {
                phases.push_back(reading_sample(what));
                continue;
            }
            for (const core::Kind kind : options_.kinds) {
                phases.push_back(reading(what, kind));
            }
        }
        return phases;
    }

  private:
    struct Count {
        std::optional<std::int64_t> repositories;
        std::string basis;
    };

    /// Each is counted once, over all that the store holds.
    [[nodiscard]] const store::WorkCounts& due() const {
        if (!due_) {
            due_ = store::WorkQueue(*store_).counts(query_);
        }
        return *due_;
    }
    [[nodiscard]] const std::array<std::int64_t, 3>& present() const {
        if (!present_) {
            present_ = store::count_present(*store_,
                                            {.author = options_.author, .filter = options_.filter});
        }
        return *present_;
    }

    /// 0 when none are asked for.
    [[nodiscard]] std::int64_t owners_due() const {
        if (!owners_due_) {
            owners_due_ =
                options_.owners
                    ? std::ssize(store::Overviews(*store_).due(owners_of(options_, query_)))
                    : 0;
        }
        return *owners_due_;
    }

    [[nodiscard]] bool knows(core::Kind kind) const {
        return store_ != nullptr && !plan_.assumed.contains(kind) &&
               is_listed(*store_, scope_of(options_), kind);
    }

    /// What the list of a kind shows. Of a part of a Hub that was never listed nobody knows.
    [[nodiscard]] Count count_of(core::Kind kind) const {
        Count count{kCensus.at(static_cast<std::size_t>(kind)), "assumed: October 2026"};
        if (const auto given = plan_.assumed.find(kind); given != plan_.assumed.end()) {
            count = {given->second, "given"};
        } else if (knows(kind)) {
            count = {present().at(static_cast<std::size_t>(kind)), "last listing"};
        } else if (!options_.author.empty() || !options_.filter.empty()) {
            return {std::nullopt, "unknown"};
        }
        if (options_.limit > 0) {
            count.repositories = std::min(*count.repositories, options_.limit);
        }
        return count;
    }

    [[nodiscard]] PlanPhase listing(core::Kind kind) const {
        const Count count = count_of(kind);
        const std::string name = fmt::format("list {}", core::kind_plural(kind));
        if (!count.repositories) {
            return {name, std::nullopt, 1, "unknown: at least 1 page"};
        }
        const std::int64_t pages =
            (*count.repositories + options_.page_limit - 1) / options_.page_limit;
        return {name, count.repositories, std::max<std::int64_t>(pages, 1), count.basis};
    }

    /// A wrong guess, user or organisation, costs a second request.
    [[nodiscard]] PlanPhase asking_owners() const {
        const bool is_known = std::all_of(options_.kinds.begin(), options_.kinds.end(),
                                          [this](core::Kind kind) { return knows(kind); });
        if (is_known) {
            return {"owners", owners_due(), owners_due(), "last listing"};
        }
        if (!options_.author.empty() || !options_.filter.empty()) {
            return {"owners", std::nullopt, 0, "unknown"};
        }
        return {"owners", options_.most_owners, options_.most_owners, "at most so many"};
    }

    [[nodiscard]] PlanPhase reading(store::Detail what, core::Kind kind) const {
        const std::string name =
            fmt::format("{} of {}", store::detail_name(what), core::kind_plural(kind));
        if (knows(kind)) {
            const std::int64_t reads =
                due().due.at(static_cast<std::size_t>(kind)).at(static_cast<std::size_t>(what));
            return {name, reads, reads, "last listing"};
        }
        const Count count = count_of(kind);
        const bool has_minima = options_.min_likes > 0 || options_.min_downloads > 0;
        if (has_minima || !count.repositories) {
            return {name, std::nullopt, 0, "unknown"};
        }
        return {name, count.repositories, *count.repositories, count.basis};
    }

    /// One sample of all kinds together, at most as large as what it is drawn from.
    [[nodiscard]] PlanPhase reading_sample(store::Detail what) const {
        std::int64_t population = 0;
        for (const core::Kind kind : options_.kinds) {
            // No kind has so many that a sum of them could overflow.
            population += count_of(kind).repositories.value_or(
                std::min(options_.sample, std::numeric_limits<std::int64_t>::max() / 8));
        }
        const std::int64_t reads = std::min(options_.sample, population);
        return {fmt::format("{} of the sample", store::detail_name(what)), reads, reads, "sample"};
    }

    const Options& options_;
    PlanOptions plan_;
    const store::Store* store_;
    store::WorkQuery query_;
    bool lists_ = true;
    mutable std::optional<store::WorkCounts> due_;
    mutable std::optional<std::array<std::int64_t, 3>> present_;
    mutable std::optional<std::int64_t> owners_due_;
};

}  // namespace

std::int64_t Plan::requests() const {
    std::int64_t sum = 0;
    for (const PlanPhase& phase : phases) {
        sum += phase.requests;
    }
    return sum;
}

bool Plan::knows_all() const {
    return std::all_of(phases.begin(), phases.end(),
                       [](const PlanPhase& phase) { return phase.repositories.has_value(); });
}

seconds Plan::duration_of(std::int64_t wanted) const {
    if (wanted <= 0) {
        return seconds(0);
    }
    const double a_second = static_cast<double>(quota.requests) * share /
                            static_cast<double>(std::max<std::int64_t>(quota.window.count(), 1));
    return seconds(
        std::llround(std::ceil(std::min(static_cast<double>(wanted) / a_second, kForEver))));
}

core::Table Plan::table() const {
    core::Table table({"plan",
                       "what a crawl would ask and how long that takes",
                       {{"phase", core::CellType::kText},
                        {"repositories", core::CellType::kInteger},
                        {"requests", core::CellType::kInteger},
                        {"seconds", core::CellType::kInteger},
                        {"time", core::CellType::kText},
                        {"basis", core::CellType::kText}},
                       true});
    for (const PlanPhase& phase : phases) {
        const seconds time = duration_of(phase.requests);
        if (phase.repositories) {
            table.add_row({phase.name, *phase.repositories, phase.requests,
                           std::int64_t{time.count()}, core::format_duration(time), phase.basis});
        } else {
            table.add_row({phase.name, core::Cell(),
                           phase.requests > 0 ? core::Cell(phase.requests) : core::Cell(),
                           core::Cell(), core::Cell(), phase.basis});
        }
    }
    const seconds time = duration_of(requests());
    table.add_row(
        {"all", core::Cell(), knows_all() ? core::Cell(requests()) : core::Cell(),
         knows_all() ? core::Cell(std::int64_t{time.count()}) : core::Cell(),
         knows_all() ? core::Cell(core::format_duration(time)) : core::Cell(),
         fmt::format("{} quota{}: {} requests per {} s{}", quota.name,
                     quota.detected ? "" : " (assumed)", core::grouped(quota.requests),
                     quota.window.count(), share < 1.0 ? fmt::format(", {:g} of it", share) : "")});
    return table;
}

std::string Plan::line() const {
    const std::string time = knows_all()
                                 ? core::format_duration(duration_of(requests()))
                                 : "and as many as the lists will ask for, which is unknown,";
    return fmt::format("at least {} {}, {} at the {} quota of {} requests per {} s{}",
                       core::grouped(requests()), core::noun(requests(), "request"), time,
                       quota.name, core::grouped(quota.requests), quota.window.count(),
                       quota.detected ? "" : " (assumed)");
}

Plan make_plan(const Options& options, const PlanOptions& plan, core::Timestamp now) {
    std::unique_ptr<store::Store> store;
    std::error_code ignored;
    if (std::filesystem::exists(options.store, ignored)) {
        store =
            std::make_unique<store::Store>(options.store, store::OpenOptions{.read_only = true});
    }
    Plan result;
    result.quota = plan.offline ? assumed_quota(options) : knock(options).quota;
    result.share = options.quota_share;
    const Counting counting(options, plan, store.get(), now);
    result.phases = counting.phases();
    result.lists = counting.lists();
    return result;
}

Plan make_plan(const Options& options, const store::Store& store, core::Timestamp now) {
    Plan result;
    result.quota = assumed_quota(options);
    result.share = options.quota_share;
    const Counting counting(options, {}, &store, now);
    result.phases = counting.phases();
    result.lists = counting.lists();
    return result;
}

}  // namespace hubmine::crawl
