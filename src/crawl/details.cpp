#include "details.hpp"

#include "hubmine/hub/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hubmine::crawl {

namespace {

constexpr std::size_t kChunk = 512;
/// What changes behind the cursor is caught by going over the work again, but not for ever.
constexpr int kMostPasses = 5;
/// The Hub's page of discussions, where a reply does not say where it starts.
constexpr std::int64_t kDiscussionsPage = 50;

std::vector<std::uint64_t> marks_of(const std::vector<hub::CommitRecord>& commits) {
    std::vector<std::uint64_t> marks;
    marks.reserve(commits.size());
    for (const hub::CommitRecord& commit : commits) {
        marks.push_back(row_mark(commit.sha));
    }
    return marks;
}

std::vector<std::uint64_t> marks_of(const std::vector<hub::DiscussionRecord>& discussions) {
    std::vector<std::uint64_t> marks;
    marks.reserve(discussions.size());
    for (const hub::DiscussionRecord& discussion : discussions) {
        marks.push_back(static_cast<std::uint64_t>(discussion.num));
    }
    return marks;
}

}  // namespace

std::int64_t Details::refill(std::int64_t room, bool may_search) {
    std::int64_t sent = 0;
    while (sent < room && !(may_search ? exhausted_ : queue_.empty())) {
        if (queue_.empty()) {
            query_.now = desk_.now();
            auto items = desk_.store().next_work(query_, cursor_, kChunk);
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

bool Details::start_over() {
    if (passes_ >= kMostPasses) {
        return false;
    }
    ++passes_;
    cursor_ = {};
    exhausted_ = false;
    return true;
}

std::string Details::url_of(const store::WorkItem& item, std::int64_t page) const {
    return item.what == store::Detail::kCommits
               ? desk_.client().commits_url(item.kind, item.id, page)
               : desk_.client().discussions_url(item.kind, item.id, page);
}

void Details::begin(store::WorkItem item) {
    Ask ask;
    ask.kind = item.kind;
    ask.purpose = item.what == store::Detail::kCommits ? Purpose::kCommits : Purpose::kDiscussions;
    // No walk is that long: the number is damaged, or the bound is lower now.
    ask.page =
        item.next_page < desk_.options().max_pages ? std::max<std::int64_t>(item.next_page, 0) : 0;
    ask.url = url_of(item, ask.page);
    ask.followed = std::make_shared<std::unordered_set<std::uint64_t>>();
    ask.item = std::move(item);
    desk_.submit(std::move(ask));
}

void Details::ask(const Ask& before, std::int64_t page, std::string url) {
    Ask next = before;
    next.purpose =
        before.item.what == store::Detail::kCommits ? Purpose::kCommits : Purpose::kDiscussions;
    next.page = page;
    next.previous_url = before.url;
    next.url = std::move(url);
    next.attempts = 0;
    next.put_back = 0;
    next.circles = false;
    desk_.submit(std::move(next));
}

void Details::handle(Delivery delivery) {
    const hub::Verdict verdict = delivery.judgement.verdict;
    if (verdict == hub::Verdict::kRedirect) {
        follow(std::move(delivery));
    } else if (verdict == hub::Verdict::kBadRequest && ask_for_less(delivery)) {
        return;
    } else if (verdict != hub::Verdict::kOk) {
        finish(delivery);
    } else if (delivery.ask.purpose == Purpose::kCommits) {
        handle_commits(std::move(delivery));
    } else if (delivery.ask.purpose == Purpose::kDiscussions) {
        handle_discussions(std::move(delivery));
    } else {
        handle_moved(std::move(delivery));
    }
}

void Details::handle_commits(Delivery delivery) {
    auto parsed = hub::parse_commits(delivery.reply.body);
    const hub::NextPage next = desk_.client().next_page(delivery.ask.url, delivery.reply);
    if (!parsed || next.foreign) {
        desk_.retry(std::move(delivery),
                    !parsed ? "the commits are no valid JSON" : "the next page is on another host");
        return;
    }
    Ask& ask = delivery.ask;
    const bool is_followed = !next.url.empty() && ask.followed->contains(row_mark(next.url));
    if (is_followed || leads_back(ask, next.url)) {
        turn_back(std::move(delivery), "the next page is one read before");
        return;
    }
    std::optional<std::int64_t> total = hub::total_count(delivery.reply);
    const std::int64_t limit = desk_.options().page_limit;
    const auto rows = std::ssize(parsed->records) + parsed->malformed;
    if (total && *total < ask.rows + rows) {
        total.reset();  // fewer than have come: that counts something else
    }
    const bool counted_out = rows == 0 || (total ? (ask.page + 1) * limit >= *total : rows < limit);
    store::CommitsPage page;
    page.repo_id = ask.item.repo_id;
    page.page = ask.page;
    page.commits = std::move(parsed->records);
    page.last = next.url.empty() && counted_out;
    if (!page.last && ask.circle.closes(marks_of(page.commits))) {
        turn_back(std::move(delivery), page.commits.empty() ? "the commits go on without rows"
                                                            : "the commits come round again");
        return;
    }
    if (!page.last && goes_too_far(delivery, rows, total)) {
        return;
    }
    page.total = total;
    page.head = ask.item.head;
    page.fetched_at = desk_.now();
    refusals_.at(static_cast<std::size_t>(ask.item.what)).end();
    const store::CommitsNext step = desk_.store().record_commits(page);
    desk_.summary().malformed += parsed->malformed;
    if (step == store::CommitsNext::kComplete) {
        complete(ask);
        return;
    }
    if (step == store::CommitsNext::kStale) {
        leave_pending(ask);
        return;
    }
    ask.followed->insert(row_mark(ask.url));
    this->ask(ask, ask.page + 1, next.url.empty() ? url_of(ask.item, ask.page + 1) : next.url);
}

void Details::handle_discussions(Delivery delivery) {
    auto parsed = hub::parse_discussions(delivery.reply.body);
    if (!parsed) {
        desk_.retry(std::move(delivery), "the discussions are no valid JSON");
        return;
    }
    Ask& ask = delivery.ask;
    if (parsed->rows > 0 && parsed->start && parsed->count && *parsed->start > *parsed->count) {
        turn_back(std::move(delivery), "the discussions start beyond their count");
        return;
    }
    const std::int64_t start = parsed->start.value_or(ask.page * kDiscussionsPage);
    store::DiscussionsPage page;
    page.repo_id = ask.item.repo_id;
    page.page = ask.page;
    page.discussions = std::move(parsed->records);
    page.last = parsed->rows == 0 || (parsed->count && start + parsed->rows >= *parsed->count);
    page.count = parsed->count;
    page.again = ask.again;
    if (!page.last && (start <= ask.after || ask.circle.closes(marks_of(page.discussions)))) {
        turn_back(std::move(delivery), "the discussions come round again");
        return;
    }
    if (!page.last && goes_too_far(delivery, parsed->rows, parsed->count)) {
        return;
    }
    ask.after = start;
    page.fetched_at = desk_.now();
    refusals_.at(static_cast<std::size_t>(ask.item.what)).end();
    const store::DiscussionsNext step = desk_.store().record_discussions(page);
    desk_.summary().malformed += parsed->malformed;
    switch (step) {
        case store::DiscussionsNext::kComplete:
            complete(ask);
            return;
        case store::DiscussionsNext::kStartOver: {
            Ask from_start = ask;
            from_start.again = true;
            from_start.after = -1;
            from_start.circle = {};
            from_start.rows = 0;
            from_start.said.reset();
            this->ask(from_start, 0, url_of(ask.item, 0));
            return;
        }
        case store::DiscussionsNext::kStale:
            leave_pending(ask);
            return;
        case store::DiscussionsNext::kMore:
            this->ask(ask, ask.page + 1, url_of(ask.item, ask.page + 1));
    }
}

/// Pages that always bring something new end, too: at what the Hub said first, or at the bound.
bool Details::goes_too_far(Delivery& delivery, std::int64_t rows,
                           std::optional<std::int64_t> said) {
    Ask& ask = delivery.ask;
    ask.rows += rows;
    if (!ask.said) {
        ask.said = said;
    }
    const std::int64_t most = desk_.options().max_pages;
    const bool beyond = ask.said && is_beyond(ask.rows, *ask.said);
    if (!beyond && ask.page + 1 < most) {
        return false;
    }
    ask.circles = true;
    delivery.judgement = {hub::Verdict::kFailed, hub::Trouble::kFinal,
                          beyond
                              ? fmt::format("more rows than the {} that the Hub counts", *ask.said)
                              : fmt::format("more than {} pages (--max-pages)", most)};
    finish(delivery);
    return true;
}

/// The pages lead nowhere: asked once more, and left when that is no better.
void Details::turn_back(Delivery delivery, const char* reason) {
    delivery.ask.circles = true;
    desk_.retry(std::move(delivery), reason);
}

void Details::finish(const Delivery& delivery) {
    const Ask& ask = delivery.ask;
    store::Outcome outcome =
        outcome_of(ask, state_after(delivery), delivery.reply.status, delivery.judgement.message);
    Refusals& refusals = refusals_.at(static_cast<std::size_t>(outcome.what));
    if (Refusals::is_anybodys(delivery.judgement, delivery.reply)) {
        for (store::Outcome& each : refusals.add(outcome)) {
            if (each.repo_id != outcome.repo_id) {
                take_back(std::move(each));
            }
            outcome.state = store::FetchState::kFailed;
        }
    } else if (delivery.judgement.trouble == hub::Trouble::kFinal) {
        refusals.end();
    }
    record(outcome);
    if (ask.purpose == Purpose::kMoved) {
        for (const Ask& waiter : take_waiters(ask)) {
            record(outcome_of(waiter, outcome.state, outcome.http_status, outcome.message));
        }
    }
}

/// A 400 says that the request was wrong: that is no news of the repository.
store::FetchState Details::state_after(const Delivery& delivery) {
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

store::Outcome Details::outcome_of(const Ask& ask, store::FetchState state, int status,
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

std::int64_t& Details::tally(store::Detail what, store::FetchState state) {
    return desk_.summary()
        .fetched[fmt::format("{} {}", store::detail_name(what), store::state_name(state))];
}

void Details::record(const store::Outcome& outcome) {
    desk_.store().record_outcome(outcome);
    ++tally(outcome.what, outcome.state);
    ++done_;
}

/// What was recorded of a repository was the server's refusal of everything.
void Details::take_back(store::Outcome outcome) {
    if (--tally(outcome.what, outcome.state) == 0) {
        std::erase_if(desk_.summary().fetched, [](const auto& entry) { return entry.second == 0; });
    }
    outcome.state = store::FetchState::kFailed;
    desk_.store().record_outcome(outcome);
    ++tally(outcome.what, outcome.state);
}

void Details::complete(const Ask& ask) {
    ++tally(ask.item.what, store::FetchState::kComplete);
    ++done_;
}

/// What was read is of a walk that was started over meanwhile: the repository is read again.
void Details::leave_pending(const Ask& ask) {
    ++desk_.summary().fetched[fmt::format("{} overtaken", store::detail_name(ask.item.what))];
    ++done_;
}

}  // namespace hubmine::crawl
