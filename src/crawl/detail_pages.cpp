#include "hubmine/hub/parse.hpp"

#include "detail_phase.hpp"
#include "lookup.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

/// What the pages of reads say, and where they lead.
namespace hubmine::crawl {

namespace {

/// The Hub's page of discussions, where a reply does not say where it starts.
constexpr std::int64_t kDiscussionsPage = 50;

std::uint64_t commit_mark(const hub::CommitRecord& commit) {
    return row_mark(commit.sha);
}

std::uint64_t discussion_mark(const hub::DiscussionRecord& discussion) {
    return static_cast<std::uint64_t>(discussion.num);
}

std::uint64_t like_mark(const core::Timestamp& liked_at) {
    return static_cast<std::uint64_t>(liked_at.time_since_epoch().count());
}

/// One of fewer than have come counts something else.
std::optional<std::int64_t> believable_total(const hub::Reply& reply, std::int64_t come) {
    const std::optional<std::int64_t> total = hub::total_count(reply);
    return total && *total >= come ? total : std::nullopt;
}

}  // namespace

Tally DetailPhase::handle_page(Delivery delivery) {
    switch (delivery.ask.item.what) {
        case store::Detail::kDiscussions:
            return handle_discussions(std::move(delivery));
        case store::Detail::kStorage:
            return handle_storage(std::move(delivery));
        case store::Detail::kLikers:
            return handle_likers(std::move(delivery));
        case store::Detail::kCommits:
            break;
    }
    return handle_commits(std::move(delivery));
}

/// The page that the reply names as the next one, empty when it names none. Absent when the reply
/// is of no use: it was asked for again.
std::optional<std::string> DetailPhase::linked(Delivery& delivery, bool is_readable) {
    const Ask& ask = delivery.ask;
    const hub::NextPage next = desk_.client().next_page(ask.url, delivery.reply);
    if (!is_readable || next.foreign) {
        const std::string reason = is_readable ? "the next page is on another host"
                                               : fmt::format("the {} are no valid JSON",
                                                             store::detail_name(ask.item.what));
        desk_.retry(std::move(delivery), reason);
        return std::nullopt;
    }
    const bool is_followed = !next.url.empty() && ask.followed->contains(row_mark(next.url));
    if (is_followed || leads_back(ask, next.url)) {
        turn_back(std::move(delivery), "the next page is one read before");
        return std::nullopt;
    }
    return next.url;
}

/// What became of pages that lead nowhere, or too far; absent where another may be asked for.
std::optional<Tally> DetailPhase::astray(Delivery& delivery, std::vector<std::uint64_t> marks,
                                         std::int64_t rows, std::optional<std::int64_t> said) {
    Ask& ask = delivery.ask;
    const bool is_empty = marks.empty();
    if (ask.circle.closes(std::move(marks))) {
        const std::string reason =
            fmt::format("the {} {}", store::detail_name(ask.item.what),
                        is_empty ? "go on without rows" : "come round again");
        turn_back(std::move(delivery), reason);
        return Tally();
    }
    if (const std::string reason = why_too_far(ask, rows, said); !reason.empty()) {
        return give_up(std::move(delivery), reason);
    }
    return std::nullopt;
}

Tally DetailPhase::handle_commits(Delivery delivery) {
    auto parsed = hub::parse_commits(delivery.reply.body);
    const std::optional<std::string> next = linked(delivery, parsed.has_value());
    if (!next) {
        return {};
    }
    const Ask& ask = delivery.ask;
    const auto rows = std::ssize(parsed->records) + parsed->malformed;
    const std::optional<std::int64_t> total = believable_total(delivery.reply, ask.rows + rows);
    store::CommitsPage page;
    page.repo_id = ask.item.repo_id;
    page.page = ask.page;
    page.commits = std::move(parsed->records);
    page.last = next->empty() && is_counted_out(ask, rows, total);
    if (!page.last) {
        if (auto end = astray(delivery, marks_of(page.commits, commit_mark), rows, total)) {
            return *end;
        }
    }
    page.total = total;
    page.head = ask.item.head;
    page.fetched_at = desk_.now();
    refusals_of(ask).end();
    Tally tally = next_of_linked(ask, store_.details.record_commits(page), *next);
    tally.malformed += parsed->malformed;
    return tally;
}

/// Whether the page that brought so many rows can be the last one.
bool DetailPhase::is_counted_out(const Ask& ask, std::int64_t rows,
                                 std::optional<std::int64_t> total) const {
    return rows == 0 || (total ? (ask.page + 1) * page_limit_ >= *total : rows < page_limit_);
}

Tally DetailPhase::next_of_linked(const Ask& ask, store::PageNext step,
                                  const std::string& next_url) {
    switch (step) {
        case store::PageNext::kComplete:
            return complete(ask);
        case store::PageNext::kStale:
            return leave_pending(ask);
        case store::PageNext::kMore:
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
    refusals_of(ask).end();
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
        case store::DiscussionsNext::kStartOver:
            return start_over(ask);
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

Tally DetailPhase::handle_storage(Delivery delivery) {
    const auto repo = read_lookup(desk_, delivery);
    if (!repo) {
        return {};
    }
    const Ask& ask = delivery.ask;
    if (!ask.item.hub_id.empty() && ask.item.hub_id != repo->record.hub_id) {
        return record(
            outcome_of(ask, store::FetchState::kGone, delivery.reply.status,
                       fmt::format("its name is another repository's, {}", repo->record.hub_id)));
    }
    refusals_of(ask).end();
    const store::PageNext step = store_.details.record_storage({.repo_id = ask.item.repo_id,
                                                                .used = repo->record.used_storage,
                                                                .head = ask.item.head,
                                                                .fetched_at = desk_.now()});
    Tally tally = step == store::PageNext::kStale ? leave_pending(ask) : complete(ask);
    tally.malformed += repo->malformed;
    return tally;
}

Tally DetailPhase::handle_likers(Delivery delivery) {
    auto parsed = hub::parse_likers(delivery.reply.body);
    const std::optional<std::string> next = linked(delivery, parsed.has_value());
    if (!next) {
        return {};
    }
    const Ask& ask = delivery.ask;
    store::LikersPage page;
    page.repo_id = ask.item.repo_id;
    page.page = ask.page;
    page.liked_at = std::move(parsed->liked_at);
    page.last = next->empty();
    page.next_url = *next;
    if (!page.last) {
        auto marks = marks_of(page.liked_at, like_mark);
        if (marks.empty() && parsed->rows > 0) {
            marks.push_back(row_mark(delivery.reply.body));  // rows without dates are rows
        }
        const auto total = believable_total(delivery.reply, ask.rows + parsed->rows);
        if (auto end = astray(delivery, std::move(marks), parsed->rows, total)) {
            return *end;
        }
    }
    page.fetched_at = desk_.now();
    refusals_of(ask).end();
    Tally tally = next_of_linked(ask, store_.details.record_likers(page), *next);
    tally.malformed += parsed->malformed;
    return tally;
}

}  // namespace hubmine::crawl
