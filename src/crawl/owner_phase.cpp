#include "owner_phase.hpp"

#include "hubmine/core/text.hpp"
#include "hubmine/hub/parse.hpp"

#include "redirect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace hubmine::crawl {

namespace {

constexpr int kNotFound = 404;

Tally overview(store::FetchState state, std::int64_t reads = 1) {
    Tally tally;
    tally.fetched[fmt::format("owners {}", store::state_name(state))] = reads;
    return tally;
}

hub::AccountKind other(hub::AccountKind kind) {
    return kind == hub::AccountKind::kUser ? hub::AccountKind::kOrganisation
                                           : hub::AccountKind::kUser;
}

}  // namespace

std::int64_t OwnerPhase::refill(std::int64_t room, bool may_search) {
    if (!searched_ && may_search) {
        query_.within.now = desk_.now();
        auto due = owners_.due(query_);
        std::move(due.begin(), due.end(), std::back_inserter(queue_));
        searched_ = true;
    }
    std::int64_t sent = 0;
    for (; sent < room && !queue_.empty(); ++sent) {
        ask({.number = names_.size(), .name = queue_.front().name, .route = queue_.front().guess});
        names_.push_back(std::move(queue_.front().name));
        queue_.pop_front();
    }
    return sent;
}

void OwnerPhase::ask(OwnerAsk owner) {
    Ask ask;
    ask.purpose = Purpose::kOwner;
    ask.url = desk_.client().overview_url(owner.route, owner.name);
    ask.owner = std::move(owner);
    desk_.submit(std::move(ask));
}

std::int64_t OwnerPhase::left() const {
    if (searched_) {
        return std::ssize(queue_) + std::ssize(names_) - settled_;
    }
    store::OwnerQuery in_any_run = query_;
    in_any_run.within.run_started.reset();
    return std::ssize(owners_.due(in_any_run));
}

Tally OwnerPhase::handle(Delivery delivery) {
    switch (delivery.judgement.verdict) {
        case hub::Verdict::kOk:
            return found(std::move(delivery));
        case hub::Verdict::kRedirect:
            return follow(std::move(delivery));
        case hub::Verdict::kBadRequest:
        case hub::Verdict::kGone:
        case hub::Verdict::kUnreadable:
            return refused(delivery);
        default:
            return end(delivery, store::FetchState::kFailed, delivery.judgement.message);
    }
}

Tally OwnerPhase::found(Delivery delivery) {
    const OwnerAsk& owner = delivery.ask.owner;
    const auto overview_read = hub::parse_overview(delivery.reply.body, owner.route);
    if (!overview_read) {
        desk_.retry(std::move(delivery), "this is no overview of such an account");
        return {};
    }
    const hub::OverviewRecord& record = overview_read->record;
    if (core::ascii_lower(record.name) != core::ascii_lower(owner.name)) {
        return end(delivery, store::FetchState::kGone,
                   fmt::format("its name leads to another account, {}", record.name));
    }
    refusals_.end();
    owners_.record(owner.name, record, desk_.now());
    ++settled_;
    ++done_;
    Tally tally = overview(store::FetchState::kComplete);
    tally.malformed = overview_read->malformed;
    return tally;
}

/// The Hub writes the name in other case.
Tally OwnerPhase::follow(Delivery delivery) {
    const auto redirect = redirect_of(desk_, delivery);
    if (!redirect) {
        return {};
    }
    if (redirect->is_one_too_many) {
        return end(delivery, store::FetchState::kFailed,
                   fmt::format("a redirect to {}", redirect->url));
    }
    delivery.ask.url = redirect->url;
    desk_.submit(std::move(delivery.ask));
    return {};
}

/// Each route knows nobody of the other's.
Tally OwnerPhase::refused(const Delivery& delivery) {
    const OwnerAsk& owner = delivery.ask.owner;
    const bool is_unknown = delivery.reply.status == kNotFound;
    if (is_unknown && !owner.is_second) {
        OwnerAsk second = owner;
        second.route = other(owner.route);
        second.is_second = true;
        ask(std::move(second));
        return {};
    }
    const bool is_request_wrong = delivery.judgement.verdict == hub::Verdict::kBadRequest;
    return end(delivery,
               is_unknown         ? store::FetchState::kGone
               : is_request_wrong ? store::FetchState::kFailed
                                  : store::FetchState::kUnreadable,
               delivery.judgement.message);
}

store::OwnerOutcome OwnerPhase::outcome_of(std::size_t number, store::FetchState state,
                                           const store::Outcome& outcome) const {
    return {.name = names_.at(number),
            .state = state,
            .http_status = outcome.http_status,
            .attempts = outcome.attempts,
            .message = outcome.message,
            .at = outcome.at};
}

/// A Hub that refuses everybody in the same words says nothing of anybody.
Tally OwnerPhase::end(const Delivery& delivery, store::FetchState state,
                      const std::string& message) {
    const Ask& ask = delivery.ask;
    const store::Outcome outcome{.repo_id = static_cast<std::int64_t>(ask.owner.number),
                                 .state = state,
                                 .http_status = delivery.reply.status,
                                 .attempts = std::max(ask.attempts, 1),
                                 .message = message,
                                 .at = desk_.now()};
    Tally tally;
    for (const store::Outcome& each : refusals_.note(delivery, outcome)) {
        if (each.repo_id != outcome.repo_id) {
            tally += overview(each.state, -1);
            tally += overview(store::FetchState::kFailed);
            settled_ -= each.state == store::FetchState::kFailed ? 0 : 1;
            owners_.record_outcome(outcome_of(static_cast<std::size_t>(each.repo_id),
                                              store::FetchState::kFailed, each));
        }
        state = store::FetchState::kFailed;
    }
    owners_.record_outcome(outcome_of(ask.owner.number, state, outcome));
    settled_ += state == store::FetchState::kFailed ? 0 : 1;
    ++done_;
    tally += overview(state);
    return tally;
}

}  // namespace hubmine::crawl
