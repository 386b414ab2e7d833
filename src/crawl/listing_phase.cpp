#include "listing_phase.hpp"

#include "hubmine/hub/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace hubmine::crawl {

namespace {

/// How many pages may be under way beyond the one that is to be stored next.
constexpr std::int64_t kPagesAhead = 2;
/// Lists have been seen to end early, and whatever is behind their end passes for removed. A full
/// page that calls itself the last is asked for again before it is believed, and so is an end that
/// takes away more than a few repositories and more than one in twenty.
constexpr int kEndsToBelieve = 2;
constexpr std::int64_t kFew = 20;
constexpr std::int64_t kFewOf = 20;

bool takes_much_away(const store::ListEnd& end) {
    return end.unseen > kFew && end.unseen * kFewOf > end.present;
}

std::uint64_t repo_mark(const hub::RepoRecord& record) {
    return row_mark(record.hub_id.empty() ? record.id : record.hub_id);
}

}  // namespace

void ListingPhase::begin(const std::string& endpoint, std::chrono::seconds resume_within) {
    const store::Walk walk = walks_.begin(scope_, endpoint, desk_.now(), resume_within);
    snapshot_id_ = walk.snapshot_id;
    for (const store::KindWalk& kind : walk.kinds) {
        KindState state;
        state.kind = kind.kind;
        state.rows = kind.rows;
        state.pages = kind.pages;
        state.finished = kind.finished;
        lists_.push_back(std::move(state));
        if (kind.finished) {
            continue;
        }
        // A stored address is as little to be trusted as one from the wire.
        const bool goes_on = !kind.next_url.empty() && desk_.client().is_own(kind.next_url) &&
                             kind.pages < max_pages_;
        if (!kind.next_url.empty() && !goes_on) {
            walks_.restart(snapshot_id_, kind.kind);
            lists_.back().rows = lists_.back().pages = 0;
        }
        lists_.back().followed.insert(row_mark(kind.next_url));
        ask(lists_.back(), goes_on ? kind.next_url : first_url(kind.kind), "");
    }
    walks_.finish(snapshot_id_, desk_.now());
}

bool ListingPhase::ended() const {
    return std::all_of(lists_.begin(), lists_.end(),
                       [](const KindState& state) { return state.ended(); });
}

bool ListingPhase::complete() const {
    return std::all_of(lists_.begin(), lists_.end(),
                       [](const KindState& state) { return state.finished; });
}

std::int64_t ListingPhase::rows() const {
    return std::accumulate(
        lists_.begin(), lists_.end(), std::int64_t{0},
        [](std::int64_t sum, const KindState& state) { return sum + state.rows; });
}

std::string ListingPhase::phase() const {
    std::string text;
    for (const KindState& state : lists_) {
        if (!state.ended()) {
            text += text.empty() ? "listing " : ", ";
            text += core::kind_plural(state.kind);
        }
    }
    return text;
}

ListingPhase::KindState& ListingPhase::state_of(core::Kind kind) {
    return *std::find_if(lists_.begin(), lists_.end(),
                         [&](const KindState& state) { return state.kind == kind; });
}

/// Replies to asks of before a restart are of no use any more.
bool ListingPhase::is_current(const Ask& ask) {
    const KindState& state = state_of(ask.kind);
    return !state.ended() && ask.generation == state.generation;
}

std::string ListingPhase::first_url(core::Kind kind) const {
    return desk_.client().list_url(
        {.kind = kind, .author = scope_.author, .filter = scope_.filter, .limit = scope_.limit});
}

void ListingPhase::ask(KindState& state, const std::string& url, const std::string& previous_url) {
    Ask ask;
    ask.purpose = Purpose::kList;
    ask.kind = state.kind;
    ask.url = url;
    ask.previous_url = previous_url;
    ask.page = state.next_to_ask++;
    state.asked[ask.page] = url;
    ask.generation = state.generation;
    desk_.submit(std::move(ask));
}

/// With a bound on the rows, whether another page is wanted is known only when this one is stored.
void ListingPhase::send_ahead(KindState& state, const Ask& ask, const std::string& next_url) {
    const bool is_newest = ask.page + 1 == state.next_to_ask;
    const bool has_room = state.next_to_ask - state.next_to_store <= kPagesAhead;
    if (is_newest && has_room && !next_url.empty()) {
        this->ask(state, next_url, ask.url);
    }
}

void ListingPhase::look_ahead(const Delivery& delivery) {
    const bool is_page =
        delivery.ask.purpose == Purpose::kList && delivery.judgement.verdict == hub::Verdict::kOk;
    if (!is_page || scope_.limit > 0 || !is_current(delivery.ask)) {
        return;
    }
    const hub::NextPage next = desk_.client().next_page(delivery.ask.url, delivery.reply);
    if (!next.foreign && !leads_back(delivery.ask, next.url)) {
        send_ahead(state_of(delivery.ask.kind), delivery.ask, next.url);
    }
}

Tally ListingPhase::handle(Delivery delivery) {
    if (!is_current(delivery.ask)) {
        return {};
    }
    KindState& state = state_of(delivery.ask.kind);
    switch (delivery.judgement.verdict) {
        case hub::Verdict::kOk:
            return take_page(state, std::move(delivery));
        case hub::Verdict::kRedirect:
            redirect(state, std::move(delivery));
            break;
        case hub::Verdict::kBadRequest:
        case hub::Verdict::kGone:
        case hub::Verdict::kUnreadable:
            refuse(state, delivery);
            break;
        default:
            fail(state, delivery);
    }
    return {};
}

/// Stores what has come of the pages that are next.
Tally ListingPhase::take_page(KindState& state, Delivery delivery) {
    hub::NextPage next = desk_.client().next_page(delivery.ask.url, delivery.reply);
    if (next.foreign || leads_back(delivery.ask, next.url)) {
        delivery.ask.circles = !next.foreign;
        desk_.retry(std::move(delivery), next.foreign ? "the next page is on another host"
                                                      : "the next page is one read before");
        return {};
    }
    const std::int64_t number = delivery.ask.page;
    state.arrived[number] = {std::move(delivery), std::move(next.url)};
    Tally tally;
    for (auto arrived = state.arrived.find(state.next_to_store);
         arrived != state.arrived.end() && !state.ended();
         arrived = state.arrived.find(state.next_to_store)) {
        Page page = std::move(arrived->second);
        state.arrived.erase(arrived);
        tally += store_page(state, std::move(page));
    }
    return tally;
}

Tally ListingPhase::store_page(KindState& state, Page page) {
    const std::optional<hub::ParsedList> parsed = accept(state, page);
    if (!parsed) {
        return {};
    }
    const bool is_end = page.next_url.empty();
    const store::ListEnd end = is_end && !scope_.is_partial()
                                   ? walks_.list_end(snapshot_id_, state.kind, parsed->records)
                                   : store::ListEnd();
    const store::PageResult result = walks_.record_page(
        snapshot_id_, state.kind, parsed->records, page.next_url, desk_.now(),
        {.asked = hub::Client::asked_fields(page.delivery.ask.url), .nameless = parsed->nameless});
    const std::int64_t rows = std::ssize(parsed->records);
    state.rows += rows;
    ++state.pages;
    state.followed.insert(row_mark(page.next_url));
    state.asked.erase(state.next_to_store++);
    if (is_end) {
        tell_end(state, end, result);
        state.finished = true;
        walks_.finish(snapshot_id_, desk_.now());
    } else {
        go_on_ahead(state, page);
    }
    Tally tally;
    tally.listed = rows;
    tally.added = result.added;
    tally.changed = result.changed;
    tally.unchanged = result.unchanged;
    tally.removed = result.removed;
    tally.malformed = parsed->malformed;
    return tally;
}

/// The rows of the page, as many as are wanted; absent when it is asked for again, or the walk
/// cannot go on.
std::optional<hub::ParsedList> ListingPhase::accept(KindState& state, Page& page) {
    Ask& ask = page.delivery.ask;
    auto parsed = hub::parse_repos(page.delivery.reply.body, state.kind);
    if (!parsed) {
        desk_.retry(std::move(page.delivery), "the list is no valid JSON");
        return std::nullopt;
    }
    if (parsed->records.empty() && parsed->nameless > 0) {
        desk_.retry(std::move(page.delivery), "no row of the list has an identity");
        return std::nullopt;
    }
    if (scope_.limit > 0) {
        const auto left =
            static_cast<std::size_t>(std::max<std::int64_t>(scope_.limit - state.rows, 0));
        if (parsed->records.size() >= left) {
            parsed->records.resize(left);
            page.next_url.clear();
        }
    } else if (page.next_url.empty() && is_doubtful_end(state, *parsed) &&
               ++ask.doubted_ends < kEndsToBelieve) {
        ask.attempts = 0;
        desk_.submit(std::move(ask));
        return std::nullopt;
    }
    return bears_another(state, page, *parsed) ? std::move(parsed) : std::nullopt;
}

/// The walk may go on after this page, or ends with it. What leads nowhere is asked for again, and
/// a walk without end given up.
bool ListingPhase::bears_another(KindState& state, Page& page, const hub::ParsedList& parsed) {
    Ask& ask = page.delivery.ask;
    if (const std::string reason = standstill(state, parsed, page.next_url); !reason.empty()) {
        ask.circles = true;
        desk_.retry(std::move(page.delivery), reason);
        return false;
    }
    if (!page.next_url.empty() && state.pages + 1 >= max_pages_) {
        ask.circles = true;
        page.delivery.judgement.message =
            fmt::format("more than {} pages (--max-pages)", max_pages_);
        fail(state, page.delivery);
        return false;
    }
    return true;
}

/// Sends the asks ahead for which the page that was stored has made room.
void ListingPhase::go_on_ahead(KindState& state, const Page& page) {
    if (const auto ahead = state.asked.find(state.next_to_store);
        ahead != state.asked.end() && ahead->second != page.next_url) {
        forget_ahead(state);
    }
    send_ahead(state, page.delivery.ask, page.next_url);
    if (const auto newest = state.arrived.find(state.next_to_ask - 1);
        newest != state.arrived.end()) {
        send_ahead(state, newest->second.delivery.ask, newest->second.next_url);
    }
}

/// Why another page after this one would lead nowhere; empty = it may be asked for.
std::string ListingPhase::standstill(KindState& state, const hub::ParsedList& page,
                                     const std::string& next_url) const {
    if (next_url.empty()) {
        return {};
    }
    if (state.followed.contains(row_mark(next_url))) {
        return "the next page is one read before";
    }
    if (state.circle.closes(marks_of(page.records, repo_mark))) {
        return page.records.empty() ? "the list goes on without rows"
                                    : "the list comes round again";
    }
    return {};
}

/// Only the end of a whole list has anything removed.
bool ListingPhase::is_doubtful_end(const KindState& state, const hub::ParsedList& page) const {
    if (std::ssize(page.records) + page.nameless >= page_limit_) {
        return true;
    }
    return !scope_.is_partial() &&
           takes_much_away(walks_.list_end(snapshot_id_, state.kind, page.records));
}

void ListingPhase::tell_end(const KindState& state, const store::ListEnd& end,
                            const store::PageResult& result) const {
    const std::string_view kind = core::kind_plural(state.kind);
    if (result.doubtful > 0) {
        desk_.warn(fmt::format(
            "the list of {} had rows without an identity: the {} of {} repositories that it did "
            "not show are not taken for removed",
            kind, result.doubtful, end.present));
    } else if (result.removed > 0 && takes_much_away(end)) {
        desk_.warn(
            fmt::format("the list of {} ended twice without {} of {} repositories: they "
                        "are marked as removed",
                        kind, result.removed, end.present));
    }
}

/// The page that was asked for ahead is not the one that follows: its predecessor had to be asked
/// for again, and ended elsewhere this time. What lies between would be lost.
void ListingPhase::forget_ahead(KindState& state) {
    ++state.generation;
    state.next_to_ask = state.next_to_store;
    state.asked.clear();
    state.arrived.clear();
}

}  // namespace hubmine::crawl
