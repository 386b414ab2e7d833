#include "detail_phase.hpp"

#include "lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace hubmine::crawl {

namespace {

constexpr std::size_t kWorkChunk = 512;
/// What changes behind the cursor is caught by going over the work again, but not for ever.
constexpr int kMostPasses = 5;

/// So many more reads ended so.
Tally ended(store::Detail what, std::string_view how, std::int64_t reads = 1) {
    Tally tally;
    tally.fetched[fmt::format("{} {}", store::detail_name(what), how)] = reads;
    return tally;
}

}  // namespace

std::int64_t DetailPhase::refill(std::int64_t room, bool may_search) {
    std::int64_t sent = 0;
    while (sent < room && !(may_search ? exhausted_ : queue_.empty())) {
        if (queue_.empty()) {
            query_.now = desk_.now();
            auto items = store_.queue.next(query_, cursor_, kWorkChunk);
            exhausted_ = items.empty();
            std::move(items.begin(), items.end(), std::back_inserter(queue_));
            continue;
        }
        begin(std::move(queue_.front()));
        queue_.pop_front();
        ++sent;
    }
    return sent;
}

bool DetailPhase::start_over() {
    if (passes_ >= kMostPasses) {
        return false;
    }
    ++passes_;
    cursor_ = {};
    exhausted_ = false;
    return true;
}

std::string DetailPhase::url_of(const store::WorkItem& item, std::int64_t page) const {
    const hub::Client& client = desk_.client();
    switch (item.what) {
        case store::Detail::kDiscussions:
            return client.discussions_url(item.kind, item.id, page);
        case store::Detail::kStorage:
            return client.storage_url(item.kind, item.id);
        case store::Detail::kLikers:
            return page > 0 ? item.next_url : client.likers_url(item.kind, item.id);
        case store::Detail::kCommits:
            break;
    }
    return client.commits_url(item.kind, item.id, page);
}

void DetailPhase::begin(store::WorkItem item) {
    Ask ask;
    ask.kind = item.kind;
    ask.purpose = Purpose::kDetail;
    // No walk is that long: the number is damaged, or the bound is lower now.
    ask.page = item.next_page < max_pages_ ? std::max<std::int64_t>(item.next_page, 0) : 0;
    if (item.what == store::Detail::kLikers && !desk_.client().is_own(item.next_url)) {
        ask.page = 0;
    }
    ask.url = url_of(item, ask.page);
    ask.followed = std::make_shared<std::unordered_set<std::uint64_t>>();
    ask.item = std::move(item);
    desk_.submit(std::move(ask));
}

void DetailPhase::ask(const Ask& before, std::int64_t page, std::string url) {
    Ask next = before;
    next.purpose = Purpose::kDetail;
    next.page = page;
    next.previous_url = before.url;
    next.url = std::move(url);
    next.attempts = 0;
    next.put_back = 0;
    next.circles = false;
    desk_.submit(std::move(next));
}

Tally DetailPhase::handle(Delivery delivery) {
    switch (delivery.judgement.verdict) {
        case hub::Verdict::kOk:
            return delivery.ask.purpose == Purpose::kMoved ? handle_moved(std::move(delivery))
                                                           : handle_page(std::move(delivery));
        case hub::Verdict::kRedirect:
            return follow(std::move(delivery));
        case hub::Verdict::kBadRequest:
        case hub::Verdict::kGone:
            return handle_refusal(std::move(delivery));
        default:
            return finish(delivery);
    }
}

/// The next run starts anew.
Tally DetailPhase::give_up(Delivery delivery, const std::string& reason) {
    delivery.ask.circles = true;
    delivery.judgement = {hub::Verdict::kFailed, hub::Trouble::kFinal, reason};
    return finish(delivery);
}

/// The pages lead nowhere: asked once more, and left when that is no better.
void DetailPhase::turn_back(Delivery delivery, const std::string& reason) {
    delivery.ask.circles = true;
    desk_.retry(std::move(delivery), reason);
}

Tally DetailPhase::handle_refusal(Delivery delivery) {
    const Ask& ask = delivery.ask;
    if (delivery.ask.purpose == Purpose::kMoved) {
        const bool is_bad = delivery.judgement.verdict == hub::Verdict::kBadRequest;
        const bool is_asked_again =
            is_bad && ask_for_less(desk_, delivery, desk_.client().repo_id_of(ask.kind, ask.url));
        return is_asked_again ? Tally() : finish(delivery);
    }
    // What names a page of likers may have lost its meaning since.
    const bool is_later_page = ask.item.what == store::Detail::kLikers && ask.page > 0;
    return is_later_page && !ask.again ? start_over(ask) : finish(delivery);
}

/// From the first page on, once.
Tally DetailPhase::start_over(const Ask& ask) {
    Ask from_start = ask;
    from_start.again = true;
    from_start.after = -1;
    from_start.circle = {};
    from_start.rows = 0;
    from_start.said.reset();
    from_start.followed = std::make_shared<std::unordered_set<std::uint64_t>>();
    this->ask(from_start, 0, url_of(ask.item, 0));
    return {};
}

Tally DetailPhase::finish(const Delivery& delivery) {
    const Ask& ask = delivery.ask;
    store::Outcome outcome =
        outcome_of(ask, state_after(delivery), delivery.reply.status, delivery.judgement.message);
    Tally tally;
    for (store::Outcome& each : refusals_of(ask).note(delivery, outcome)) {
        if (each.repo_id != outcome.repo_id) {
            tally += take_back(std::move(each));
        }
        outcome.state = store::FetchState::kFailed;
    }
    tally += record(outcome);
    if (ask.purpose == Purpose::kMoved) {
        for (const Ask& waiter : take_waiters(ask)) {
            tally +=
                record(outcome_of(waiter, outcome.state, outcome.http_status, outcome.message));
        }
    }
    return tally;
}

/// A 400 says that the request was wrong: that is no news of the repository.
store::FetchState DetailPhase::state_after(const Delivery& delivery) {
    constexpr int kWrongRequest = 400;
    switch (delivery.judgement.verdict) {
        case hub::Verdict::kGone:
            return store::FetchState::kGone;
        case hub::Verdict::kBadRequest:
            return delivery.reply.status == kWrongRequest ? store::FetchState::kFailed
                                                          : store::FetchState::kUnreadable;
        case hub::Verdict::kUnreadable:
            return store::FetchState::kUnreadable;
        default:
            return store::FetchState::kFailed;
    }
}

store::Outcome DetailPhase::outcome_of(const Ask& ask, store::FetchState state, int status,
                                       const std::string& message) const {
    return {.repo_id = ask.item.repo_id,
            .what = ask.item.what,
            .state = state,
            .http_status = status,
            .attempts = std::max(ask.attempts, 1),
            .message = message,
            .from_start = ask.circles,
            .at = desk_.now()};
}

Tally DetailPhase::record(const store::Outcome& outcome) {
    store_.details.record_outcome(outcome);
    ++done_;
    return ended(outcome.what, store::state_name(outcome.state));
}

/// What was recorded of a repository was the server's refusal of everything.
Tally DetailPhase::take_back(store::Outcome outcome) {
    Tally tally = ended(outcome.what, store::state_name(outcome.state), -1);
    outcome.state = store::FetchState::kFailed;
    store_.details.record_outcome(outcome);
    tally += ended(outcome.what, store::state_name(outcome.state));
    return tally;
}

Tally DetailPhase::complete(const Ask& ask) {
    ++done_;
    return ended(ask.item.what, store::state_name(store::FetchState::kComplete));
}

/// What was read is of a walk that was started over meanwhile: the repository is read again.
Tally DetailPhase::leave_pending(const Ask& ask) {
    ++done_;
    return ended(ask.item.what, "overtaken");
}

}  // namespace hubmine::crawl
