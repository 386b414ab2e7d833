#include "target_phase.hpp"

#include "lookup.hpp"
#include "redirect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace hubmine::crawl {

namespace {

constexpr std::size_t kTargetChunk = 1000;
constexpr int kInvalid = 400;
constexpr const char* kFailed = "targets failed";

Tally ended(const char* how) {
    Tally tally;
    tally.fetched[how] = 1;
    return tally;
}

}  // namespace

std::int64_t TargetPhase::refill(std::int64_t room, bool may_search) {
    std::int64_t sent = 0;
    while (sent < room && !(may_search ? exhausted_ : queue_.empty())) {
        if (queue_.empty()) {
            queue_ = targets_.unresolved(kinds_, kTargetChunk, read_to_);
            exhausted_ = queue_.empty();
            read_to_ = exhausted_ ? read_to_ : queue_.back().target_id;
            // Those asked in vain stay unresolved: read past them.
            std::erase_if(queue_, [&](const store::Target& target) {
                return asked_.contains(target.target_id);
            });
            std::reverse(queue_.begin(), queue_.end());
            continue;
        }
        if (looked_up_ >= max_lookups_) {
            leave_the_rest();
            break;
        }
        Ask ask;
        ask.purpose = Purpose::kTarget;
        ask.target = std::move(queue_.back());
        queue_.pop_back();
        ask.kind = ask.target.kind;
        ask.url = desk_.client().lookup_url(ask.kind, ask.target.id);
        asked_.insert(ask.target.target_id);
        desk_.submit(std::move(ask));
        ++looked_up_;
        ++sent;
    }
    return sent;
}

/// One space may name any number of models: they must not keep a run from ending.
void TargetPhase::leave_the_rest() {
    exhausted_ = true;
    if (!bounded_) {
        bounded_ = true;
        desk_.notice(fmt::format(
            "looked up {} names, as many as one run may (--max-lookups): the next run goes on",
            looked_up_));
    }
}

std::int64_t TargetPhase::left() const {
    if (!bounded_) {
        return 0;
    }
    std::int64_t count = std::ssize(queue_);
    for (std::int64_t after = read_to_;;) {
        const auto targets = targets_.unresolved(kinds_, kTargetChunk, after);
        if (targets.empty()) {
            return count;
        }
        count += std::count_if(targets.begin(), targets.end(), [this](const store::Target& each) {
            return !asked_.contains(each.target_id);
        });
        after = targets.back().target_id;
    }
}

Tally TargetPhase::handle(Delivery delivery) {
    switch (delivery.judgement.verdict) {
        case hub::Verdict::kOk:
            return found(std::move(delivery));
        case hub::Verdict::kRedirect:
            return follow(std::move(delivery));
        case hub::Verdict::kBadRequest:
            return ask_for_less(desk_, delivery, delivery.ask.target.id) ? Tally()
                                                                         : refused(delivery);
        case hub::Verdict::kGone:
        case hub::Verdict::kUnreadable:
            return refused(delivery);
        default:
            return ended(kFailed);
    }
}

Tally TargetPhase::found(Delivery delivery) {
    const auto repo = read_lookup(desk_, delivery);
    if (!repo) {
        return {};
    }
    const std::int64_t target = delivery.ask.target.target_id;
    refusals_.end();
    targets_.record(target, repo->record, desk_.now());
    asked_.erase(target);
    Tally tally = ended("targets resolved");
    tally.malformed = repo->malformed;
    return tally;
}

Tally TargetPhase::follow(Delivery delivery) {
    const auto redirect = redirect_of(desk_, delivery);
    if (!redirect) {
        return {};
    }
    if (redirect->is_one_too_many) {
        return ended(kFailed);
    }
    delivery.ask.url = redirect->url;
    desk_.submit(std::move(delivery.ask));
    return {};
}

/// Where nothing was said about the name itself, it stays untried.
Tally TargetPhase::refused(const Delivery& delivery) {
    const std::int64_t target = delivery.ask.target.target_id;
    const store::Outcome outcome{.repo_id = target, .http_status = delivery.reply.status};
    const bool is_servers = !refusals_.note(delivery, outcome).empty();
    if (is_servers || delivery.reply.status == kInvalid) {
        return ended(kFailed);
    }
    targets_.record(target, std::nullopt, desk_.now());
    return ended("targets unknown");
}

}  // namespace hubmine::crawl
