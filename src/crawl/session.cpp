#include "session.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/coverage.hpp"
#include "hubmine/store/sample.hpp"
#include "hubmine/store/snapshots.hpp"

#include "policy.hpp"
#include "sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hubmine::crawl {

namespace {

using std::chrono::milliseconds;

/// How long what is in flight may take when we are asked to stop.
constexpr std::chrono::seconds kGrace{5};
constexpr milliseconds kTakeTimeout{50};
constexpr milliseconds kReportInterval{250};
constexpr milliseconds kLookInterval{2000};
/// Writes share one commit for so long: enough to spare the disk, little to lose.
constexpr milliseconds kBatchTime{200};

}  // namespace

Session::Session(const Options& options, const Hooks& hooks, store::Store& store,
                 hub::Client& client, NetworkLoop& loop, std::stop_token stop,
                 std::optional<bool> is_listing_due)
    : options_(options),
      hooks_(hooks),
      store_(store),
      loop_(loop),
      stop_(std::move(stop)),
      desk_(hooks, client, loop),
      query_(query_of(options, &store, desk_.now())),
      lists_(desk_, store::Walks(store), options, scope_of(options)),
      targets_(desk_, store::Targets(store), options),
      owners_(desk_, store::Overviews(store), owners_of(options, query_)),
      details_(desk_, {store::WorkQueue(store), store::Details(store), store::Targets(store)},
               options, query_),
      is_listing_due_(is_listing_due),
      begun_(Clock::now()) {}

void Session::begin() {
    if (const auto ahead = time_ahead(store_, desk_.now())) {
        desk_.warn(
            fmt::format("the store holds a listing of {}, ahead of this machine's clock ({}): what "
                        "was read then counts as old",
                        core::format_time(*ahead), core::format_time(desk_.now())));
    }
    listing_ = is_listing_due_ ? *is_listing_due_
                               : is_listing_due(store_, options_, query_, desk_.now(),
                                                [this] { return is_anything_due(); });
    if (listing_) {
        lists_.begin(options_.endpoint, options_.resume_within);
        summary_.snapshot_id = lists_.snapshot_id();
    } else {
        const std::optional<store::Snapshot> newest = newest_walk(store_);
        summary_.snapshot_id = newest ? newest->snapshot_id : 0;
        nothing_listed_ = !holds_any(store_, options_.kinds);
        if (nothing_listed_) {
            desk_.warn(fmt::format("nothing is listed yet of {}: crawl with listing first",
                                   core::kind_list(options_.kinds, ", ")));
        }
    }
    if (!listing_ || lists_.ended()) {
        end_of_lists();
    }
}

bool Session::is_anything_due() const {
    return (wants_details() && store::WorkQueue(store_).has_any(query_)) ||
           (options_.owners && !store::Overviews(store_).due(owners_of(options_, query_)).empty());
}

/// A name that is spelt wrong lists nothing, and the Hub does not mind.
void Session::warn_of_nothing() const {
    if (nothing_listed_ || (listing_ && (!lists_.complete() || lists_.rows() > 0))) {
        return;
    }
    std::string what = core::kind_list(options_.kinds, ", ");
    if (!options_.author.empty()) {
        what += fmt::format(" of {}", core::printable(options_.author));
    }
    if (!options_.filter.empty()) {
        what += fmt::format(" with the tag {}", core::printable(options_.filter));
    }
    const bool is_whole = options_.author.empty() && options_.filter.empty();
    if (listing_) {
        desk_.warn(
            fmt::format("the Hub lists no {}{}", what, is_whole ? "" : ": is it spelt right?"));
    } else if (!is_whole) {
        const auto present = store::count_present(store_, query_);
        if (std::all_of(present.begin(), present.end(), [](std::int64_t n) { return n == 0; })) {
            desk_.warn(
                fmt::format("the store holds no {} within the bounds: is it spelt right?", what));
        }
    }
}

void Session::end_of_lists() {
    lists_ended_ = true;
    warn_of_nothing();
    if (options_.sample > 0 && (!listing_ || lists_.complete())) {
        const std::int64_t drawn = take_sample(store_, options_, query_);
        if (drawn > 0) {
            desk_.notice("drew a sample of " + core::counted(drawn, "repository"));
        }
    }
    if (options_.owners) {
        store::Overviews(store_).take_over_told();
    }
    targets_.reopen();
    details_.reopen();
}

/// The first found first served needs no list; every other order, and the oldest so many, need the
/// whole of it.
bool Session::may_read_details() const {
    return wants_details() && (lists_ended_ || (query_.order == store::WorkOrder::kOldest &&
                                                !query_.only_sample && query_.limit == 0));
}

void Session::refill(Search search) {
    const bool may_search = search == Search::kYes;
    // Enough to keep every slot busy while replies are being stored, no more than fits memory.
    const std::int64_t room = 2 * std::int64_t{options_.concurrency} + 8;
    if (lists_ended_ && options_.listing && desk_.open() < room) {
        targets_.refill(room - desk_.open(), may_search);
    }
    if (lists_ended_ && options_.owners && desk_.open() < room) {
        owners_.refill(room - desk_.open(), may_search);
    }
    if (may_read_details() && desk_.open() < room) {
        details_.refill(room - desk_.open(), may_search);
    }
}

bool Session::must_search() const {
    return (!lists_ended_ && lists_.ended()) ||
           (lists_ended_ && options_.listing && targets_.must_search()) ||
           (lists_ended_ && options_.owners && owners_.must_search()) ||
           (may_read_details() && details_.must_search());
}

store::WorkCounts Session::count_due() {
    query_.now = desk_.now();
    return store::WorkQueue(store_).counts(query_);
}

bool Session::finished() {
    if (!lists_ended_ || desk_.open() > 0) {
        return false;
    }
    const bool targets_left = options_.listing && !targets_.exhausted();
    const bool owners_left = options_.owners && !owners_.exhausted();
    if (targets_left || owners_left || (wants_details() && !details_.exhausted())) {
        return false;
    }
    if (!wants_details()) {
        return true;
    }
    const store::WorkCounts counts = count_due();
    if (counts.all() > 0 && details_.start_over()) {
        return false;
    }
    left_ = counts.left;
    return true;
}

void Session::watch_limits() {
    if (stop_.stop_requested()) {
        loop_.halt(Halt::kAsked);
    }
    const auto& max_time = options_.max_time;
    if (max_time && Clock::now() - begun_ >= *max_time) {
        time_is_up_ = true;
        loop_.halt(Halt::kRequests);
    }
}

/// A store that was taken away must not be crawled into for hours.
void Session::watch_store() {
    const Clock::time_point now = Clock::now();
    if (now - last_look_ >= kLookInterval) {
        last_look_ = now;
        store_.check_in_place();
    }
}

/// Nothing more is started: leave when everything in flight has come, or has had its time.
bool Session::should_leave() {
    if (loop_.counters().halt == Halt::kNone) {
        return false;
    }
    if (!halted_) {
        halted_ = Clock::now();
    }
    return loop_.drained() || Clock::now() - *halted_ > kGrace;
}

Summary Session::run() {
    begin();
    while (true) {
        watch_limits();
        watch_store();
        const bool halted = loop_.counters().halt != Halt::kNone;
        if (!halted) {
            refill(Search::kYes);
            done_ = finished();
        }
        if (done_ || should_leave()) {
            break;
        }
        handle(loop_.take(kTakeTimeout));
        if (!lists_ended_ && lists_.ended()) {
            end_of_lists();
        }
        report_progress();
    }
    return close();
}

void Session::handle(std::vector<Delivery> deliveries) {
    if (deliveries.empty()) {
        return;
    }
    store::Store::Batch batch(store_);
    const Clock::time_point until = Clock::now() + kBatchTime;
    while (!deliveries.empty()) {
        for (const Delivery& delivery : deliveries) {
            lists_.look_ahead(delivery);
        }
        for (Delivery& delivery : deliveries) {
            desk_.taken();
            summary_ += handle_one(std::move(delivery));
        }
        if (Clock::now() >= until) {
            break;
        }
        if (loop_.counters().halt == Halt::kNone) {
            refill(Search::kNo);
        }
        if (must_search()) {
            break;
        }
        deliveries = loop_.take(milliseconds(0));
    }
    count_requests();
    batch.commit();
}

Tally Session::handle_one(Delivery delivery) {
    if (delivery.judgement.verdict == hub::Verdict::kTokenRefused) {
        throw core::RefusedError(
            fmt::format("the Hub refuses the token: {}", delivery.judgement.message));
    }
    switch (delivery.ask.purpose) {
        case Purpose::kList:
            details_.reopen();
            return lists_.handle(std::move(delivery));
        case Purpose::kTarget:
            return targets_.handle(std::move(delivery));
        case Purpose::kOwner:
            return owners_.handle(std::move(delivery));
        default:
            return details_.handle(std::move(delivery));
    }
}

void Session::count_requests() {
    const std::int64_t requests = loop_.counters().requests;
    if (summary_.snapshot_id != 0 && requests > requests_stored_) {
        store::Walks(store_).add_requests(summary_.snapshot_id, requests - requests_stored_);
        requests_stored_ = requests;
    }
}

std::string Session::phase() const {
    if (listing_ && !lists_ended_) {
        return lists_.phase();
    }
    if (!targets_.exhausted() && options_.listing) {
        return "names";
    }
    std::string names = options_.owners && !owners_.exhausted() ? "owners" : "";
    for (const store::Detail what : query_.what) {
        names += names.empty() ? "" : ", ";
        names += store::detail_name(what);
    }
    return names;
}

void Session::report_progress() {
    const Clock::time_point now = Clock::now();
    if (!hooks_.progress || now - last_report_ < kReportInterval) {
        return;
    }
    last_report_ = now;
    const LoopCounters counters = loop_.counters();
    Progress progress;
    progress.phase = phase();
    const bool in_lists = listing_ && !lists_ended_;
    const std::int64_t done = details_.done() + owners_.done();
    if (!in_lists && !expected_details_) {
        expected_details_ = done + (wants_details() ? count_due().all() : 0) +
                            (options_.owners ? owners_.left() : 0);
    }
    progress.done = in_lists ? summary_.listed : done;
    progress.expected = in_lists ? std::nullopt : expected_details_;
    progress.requests = counters.requests;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    progress.requests_per_second = static_cast<double>(counters.requests) / std::max(seconds, 1e-3);
    progress.waiting_for_quota = counters.waiting && counters.wait_left > std::chrono::seconds(1);
    progress.wait_left = std::chrono::ceil<std::chrono::seconds>(counters.wait_left);
    hooks_.progress(progress);
}

/// A budget may end together with the work.
bool Session::nothing_left() const {
    const bool names_left =
        options_.listing && !store::Targets(store_).unresolved(options_.kinds, 1).empty();
    return lists_ended_ && summary_.lists_complete && summary_.left == 0 && desk_.open() == 0 &&
           !names_left;
}

Ending Session::ending() const {
    if (done_ || nothing_left()) {
        return Ending::kDone;
    }
    switch (loop_.counters().halt) {
        case Halt::kAsked:
            return Ending::kInterrupted;
        case Halt::kLimit:
            return Ending::kLimit;
        case Halt::kUnavailable:
            return Ending::kUnavailable;
        default:
            return Ending::kBudget;
    }
}

Summary Session::close() {
    count_requests();
    if (query_.what.contains(store::Detail::kDiscussions)) {
        store::Overviews(store_).take_over_told();
    }
    const LoopCounters counters = loop_.counters();
    summary_.requests = counters.requests;
    summary_.retries = counters.retries;
    summary_.bytes = counters.bytes;
    summary_.waited_for_quota = counters.waited_for_quota;
    summary_.elapsed = std::chrono::duration_cast<milliseconds>(Clock::now() - begun_);
    summary_.lists_complete = listing_ ? lists_.complete() : !nothing_listed_;
    summary_.left = !wants_details() ? 0 : left_ ? *left_ : count_due().left;
    summary_.left += options_.owners ? owners_.left() : 0;
    summary_.names_left = targets_.left();
    summary_.ending = ending();
    summary_.coverage = store::count_coverage(store_);
    return summary_;
}

}  // namespace hubmine::crawl
