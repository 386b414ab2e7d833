#include "detail_phase.hpp"

#include "hubmine/hub/parse.hpp"

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
/// The Hub's page of discussions, where a reply does not say where it starts.
constexpr std::int64_t kDiscussionsPage = 50;

std::uint64_t commit_mark(const hub::CommitRecord& commit) {
    return row_mark(commit.sha);
}

std::uint64_t discussion_mark(const hub::DiscussionRecord& discussion) {
    return static_cast<std::uint64_t>(discussion.num);
}

/// One of fewer than have come counts something else.
std::optional<std::int64_t> believable_total(const hub::Reply& reply, std::int64_t come) {
    const std::optional<std::int64_t> total = hub::total_count(reply);
    return total && *total >= come ? total : std::nullopt;
}

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
    return item.what == store::Detail::kCommits
               ? desk_.client().commits_url(item.kind, item.id, page)
               : desk_.client().discussions_url(item.kind, item.id, page);
}

void DetailPhase::begin(store::WorkItem item) {
    Ask ask;
    ask.kind = item.kind;
    ask.purpose = item.what == store::Detail::kCommits ? Purpose::kCommits : Purpose::kDiscussions;
    // No walk is that long: the number is damaged, or the bound is lower now.
    ask.page = item.next_page < max_pages_ ? std::max<std::int64_t>(item.next_page, 0) : 0;
    ask.url = url_of(item, ask.page);
    ask.followed = std::make_shared<std::unordered_set<std::uint64_t>>();
    ask.item = std::move(item);
    desk_.submit(std::move(ask));
}

void DetailPhase::ask(const Ask& before, std::int64_t page, std::string url) {
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

Tally DetailPhase::handle(Delivery delivery) {
    switch (delivery.judgement.verdict) {
        case hub::Verdict::kOk:
            break;
        case hub::Verdict::kRedirect:
            return follow(std::move(delivery));
        case hub::Verdict::kBadRequest:
            return handle_refusal(std::move(delivery));
        default:
            return finish(delivery);
    }
    switch (delivery.ask.purpose) {
        case Purpose::kCommits:
            return handle_commits(std::move(delivery));
        case Purpose::kDiscussions:
            return handle_discussions(std::move(delivery));
        default:
            return handle_moved(std::move(delivery));
    }
}

Tally DetailPhase::handle_commits(Delivery delivery) {
    auto parsed = hub::parse_commits(delivery.reply.body);
    const hub::NextPage next = desk_.client().next_page(delivery.ask.url, delivery.reply);
    if (!parsed || next.foreign) {
        desk_.retry(std::move(delivery),
                    !parsed ? "the commits are no valid JSON" : "the next page is on another host");
        return {};
    }
    Ask& ask = delivery.ask;
    const bool is_followed = !next.url.empty() && ask.followed->contains(row_mark(next.url));
    if (is_followed || leads_back(ask, next.url)) {
        turn_back(std::move(delivery), "the next page is one read before");
        return {};
    }
    const auto rows = std::ssize(parsed->records) + parsed->malformed;
    const std::optional<std::int64_t> total = believable_total(delivery.reply, ask.rows + rows);
    store::CommitsPage page;
    page.repo_id = ask.item.repo_id;
    page.page = ask.page;
    page.commits = std::move(parsed->records);
    page.last = next.url.empty() && is_counted_out(ask, rows, total);
    if (!page.last && ask.circle.closes(marks_of(page.commits, commit_mark))) {
        turn_back(std::move(delivery), page.commits.empty() ? "the commits go on without rows"
                                                            : "the commits come round again");
        return {};
    }
    if (const std::string reason = page.last ? "" : why_too_far(ask, rows, total);
        !reason.empty()) {
        return give_up(std::move(delivery), reason);
    }
    page.total = total;
    page.head = ask.item.head;
    page.fetched_at = desk_.now();
    refusals_.at(static_cast<std::size_t>(ask.item.what)).end();
    Tally tally = next_of_commits(ask, store_.details.record_commits(page), next.url);
    tally.malformed += parsed->malformed;
    return tally;
}

/// Whether the page that brought so many rows can be the last one.
bool DetailPhase::is_counted_out(const Ask& ask, std::int64_t rows,
                                 std::optional<std::int64_t> total) const {
    return rows == 0 || (total ? (ask.page + 1) * page_limit_ >= *total : rows < page_limit_);
}

Tally DetailPhase::next_of_commits(const Ask& ask, store::CommitsNext step,
                                   const std::string& next_url) {
    switch (step) {
        case store::CommitsNext::kComplete:
            return complete(ask);
        case store::CommitsNext::kStale:
            return leave_pending(ask);
        case store::CommitsNext::kMore:
            break;
    }
    ask.followed->insert(row_mark(ask.url));
    this->ask(ask, ask.page + 1, next_url.empty() ? url_of(ask.item, ask.page + 1) : next_url);
    return {};
}

Tally DetailPhase::handle_discussions(Delivery delivery) {
    auto parsed = hub::parse_discussions(delivery.reply.body);
    if (!parsed) {
        desk_.retry(std::move(delivery), "the discussions are no valid JSON");
        return {};
    }
    Ask& ask = delivery.ask;
    if (parsed->rows > 0 && parsed->start && parsed->count && *parsed->start > *parsed->count) {
        turn_back(std::move(delivery), "the discussions start beyond their count");
        return {};
    }
    const std::int64_t start = parsed->start.value_or(ask.page * kDiscussionsPage);
    store::DiscussionsPage page;
    page.repo_id = ask.item.repo_id;
    page.page = ask.page;
    page.discussions = std::move(parsed->records);
    page.last = parsed->rows == 0 || (parsed->count && start + parsed->rows >= *parsed->count);
    page.count = parsed->count;
    page.again = ask.again;
    if (!page.last &&
        (start <= ask.after || ask.circle.closes(marks_of(page.discussions, discussion_mark)))) {
        turn_back(std::move(delivery), "the discussions come round again");
        return {};
    }
    if (const std::string reason = page.last ? "" : why_too_far(ask, parsed->rows, parsed->count);
        !reason.empty()) {
        return give_up(std::move(delivery), reason);
    }
    ask.after = start;
    page.fetched_at = desk_.now();
    refusals_.at(static_cast<std::size_t>(ask.item.what)).end();
    Tally tally = next_of_discussions(ask, store_.details.record_discussions(page));
    tally.malformed += parsed->malformed;
    return tally;
}

Tally DetailPhase::next_of_discussions(const Ask& ask, store::DiscussionsNext step) {
    switch (step) {
        case store::DiscussionsNext::kComplete:
            return complete(ask);
        case store::DiscussionsNext::kStale:
            return leave_pending(ask);
        case store::DiscussionsNext::kStartOver: {
            Ask from_start = ask;
            from_start.again = true;
            from_start.after = -1;
            from_start.circle = {};
            from_start.rows = 0;
            from_start.said.reset();
            this->ask(from_start, 0, url_of(ask.item, 0));
            return {};
        }
        case store::DiscussionsNext::kMore:
            break;
    }
    this->ask(ask, ask.page + 1, url_of(ask.item, ask.page + 1));
    return {};
}

/// Pages that always bring something new end, too: at what the Hub said first, or at the bound.
/// Empty = another page may be asked for.
std::string DetailPhase::why_too_far(Ask& ask, std::int64_t rows,
                                     std::optional<std::int64_t> said) const {
    ask.rows += rows;
    if (!ask.said) {
        ask.said = said;
    }
    if (ask.said && is_beyond(ask.rows, *ask.said)) {
        return fmt::format("more rows than the {} that the Hub counts", *ask.said);
    }
    return ask.page + 1 < max_pages_ ? std::string()
                                     : fmt::format("more than {} pages (--max-pages)", max_pages_);
}

/// The next run starts anew.
Tally DetailPhase::give_up(Delivery delivery, const std::string& reason) {
    delivery.ask.circles = true;
    delivery.judgement = {hub::Verdict::kFailed, hub::Trouble::kFinal, reason};
    return finish(delivery);
}

/// The pages lead nowhere: asked once more, and left when that is no better.
void DetailPhase::turn_back(Delivery delivery, const char* reason) {
    delivery.ask.circles = true;
    desk_.retry(std::move(delivery), reason);
}

Tally DetailPhase::handle_refusal(Delivery delivery) {
    const Ask& ask = delivery.ask;
    const bool is_lookup = ask.purpose == Purpose::kMoved;
    if (is_lookup && ask_for_less(desk_, delivery, desk_.client().repo_id_of(ask.kind, ask.url))) {
        return {};
    }
    return finish(delivery);
}

Tally DetailPhase::finish(const Delivery& delivery) {
    const Ask& ask = delivery.ask;
    store::Outcome outcome =
        outcome_of(ask, state_after(delivery), delivery.reply.status, delivery.judgement.message);
    Refusals& refusals = refusals_.at(static_cast<std::size_t>(outcome.what));
    Tally tally;
    for (store::Outcome& each : refusals.note(delivery, outcome)) {
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
