#include "targets.hpp"

#include "hubmine/hub/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace hubmine::crawl {

namespace {

constexpr std::size_t kChunk = 1000;
constexpr int kMostHops = 5;
constexpr int kInvalid = 400;

}  // namespace

std::int64_t Targets::refill(std::int64_t room, bool may_search) {
    std::int64_t sent = 0;
    while (sent < room && !(may_search ? exhausted_ : queue_.empty())) {
        if (queue_.empty()) {
            queue_ = desk_.store().unresolved_targets(desk_.options().kinds, kChunk, read_to_);
            exhausted_ = queue_.empty();
            read_to_ = exhausted_ ? read_to_ : queue_.back().target_id;
            // Those asked in vain stay unresolved: read past them.
            std::erase_if(queue_, [&](const store::Target& target) {
                return asked_.contains(target.target_id);
            });
            std::reverse(queue_.begin(), queue_.end());
            continue;
        }
        if (looked_up_ >= desk_.options().max_lookups) {
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
void Targets::leave_the_rest() {
    exhausted_ = true;
    if (!bounded_) {
        bounded_ = true;
        desk_.notice(fmt::format(
            "looked up {} names, as many as one run may (--max-lookups): the next run goes on",
            looked_up_));
    }
}

std::int64_t Targets::left() const {
    if (!bounded_) {
        return 0;
    }
    std::int64_t count = std::ssize(queue_);
    for (std::int64_t after = read_to_;;) {
        const auto targets = desk_.store().unresolved_targets(desk_.options().kinds, kChunk, after);
        if (targets.empty()) {
            return count;
        }
        count += std::count_if(targets.begin(), targets.end(), [this](const store::Target& each) {
            return !asked_.contains(each.target_id);
        });
        after = targets.back().target_id;
    }
}

void Targets::handle(Delivery delivery) {
    Ask& ask = delivery.ask;
    auto& fetched = desk_.summary().fetched;
    switch (delivery.judgement.verdict) {
        case hub::Verdict::kOk: {
            const auto repo = hub::parse_repo(delivery.reply.body, ask.kind);
            if (!repo) {
                desk_.retry(std::move(delivery), "the information is no valid JSON");
                return;
            }
            desk_.summary().malformed += repo->malformed;
            refusals_.end();
            desk_.store().record_target(ask.target.target_id, repo->record, desk_.now());
            asked_.erase(ask.target.target_id);
            ++fetched["targets resolved"];
            return;
        }
        case hub::Verdict::kRedirect: {
            const auto target = desk_.client().redirect_target(ask.url, delivery.reply);
            if (!target) {
                desk_.retry_elsewhere(std::move(delivery));
            } else if (++ask.hops <= kMostHops) {
                ask.url = *target;
                desk_.submit(std::move(ask));
            } else {
                ++fetched["targets failed"];
            }
            return;
        }
        case hub::Verdict::kGone:
        case hub::Verdict::kUnreadable:
            refused(delivery);
            return;
        case hub::Verdict::kBadRequest:
            if (desk_.client().drop_refused_lookup(ask.kind, delivery.reply) &&
                ++ask.hops <= kMostHops) {
                ask.url = desk_.client().lookup_url(ask.kind, ask.target.id);
                desk_.submit(std::move(ask));
                return;
            }
            refused(delivery);
            return;
        default:
            ++fetched["targets failed"];
    }
}

/// Where nothing was said about the name itself, it stays untried.
void Targets::refused(const Delivery& delivery) {
    const std::int64_t target = delivery.ask.target.target_id;
    bool says_nothing = delivery.reply.status == kInvalid;
    if (Refusals::is_anybodys(delivery.judgement, delivery.reply)) {
        const store::Outcome outcome{.repo_id = target, .http_status = delivery.reply.status};
        says_nothing = !refusals_.add(outcome).empty() || says_nothing;
    } else {
        refusals_.end();
    }
    if (says_nothing) {
        ++desk_.summary().fetched["targets failed"];
        return;
    }
    desk_.store().record_target(target, std::nullopt, desk_.now());
    ++desk_.summary().fetched["targets unknown"];
}

}  // namespace hubmine::crawl
