#include "detail_phase.hpp"
#include "lookup.hpp"
#include "redirect.hpp"

#include <fmt/format.h>

#include <utility>

/// What becomes of reads whose repository answers under another name.
namespace hubmine::crawl {

namespace {

/// Names that moved are remembered so that commits and discussions cost one lookup, not two.
constexpr std::size_t kMostHomes = 10000;

std::string home_key(core::Kind kind, const std::string& id) {
    return fmt::format("{}/{}", core::kind_plural(kind), id);
}

}  // namespace

/// The repository answers under another name now, or its name belongs to another repository: who is
/// there has to be asked, since only the `_id` tells.
Tally DetailPhase::follow(Delivery delivery) {
    const auto redirect = redirect_of(desk_, delivery);
    if (!redirect) {
        return {};
    }
    Ask& ask = delivery.ask;
    const auto id = desk_.client().repo_id_of(ask.kind, redirect->url);
    if (!id || redirect->is_one_too_many) {
        delivery.judgement = {hub::Verdict::kFailed, hub::Trouble::kFinal,
                              fmt::format("a redirect to {}", redirect->url)};
        return finish(delivery);
    }
    const std::string key = home_key(ask.kind, ask.item.id);
    if (const auto home = homes_.find(key); home != homes_.end()) {
        return go_home(std::move(ask), home->second);
    }
    if (const auto lookup = awaiting_.find(key);
        lookup != awaiting_.end() && ask.purpose != Purpose::kMoved) {
        lookup->second.push_back(std::move(ask));
        return {};
    }
    awaiting_.try_emplace(key);
    ask.purpose = Purpose::kMoved;
    ask.url = desk_.client().lookup_url(ask.kind, *id);
    ask.attempts = 0;
    desk_.submit(std::move(ask));
    return {};
}

Tally DetailPhase::handle_moved(Delivery delivery) {
    const auto repo = read_lookup(desk_, delivery);
    if (!repo) {
        return {};
    }
    Ask& ask = delivery.ask;
    store_.targets.record_alias(ask.kind, ask.item.id, repo->record, desk_.now());
    if (homes_.size() >= kMostHomes) {
        homes_.clear();
    }
    const Home home{repo->record.hub_id, repo->record.id};
    homes_.insert_or_assign(home_key(ask.kind, ask.item.id), home);
    std::vector<Ask> waiters = take_waiters(ask);
    Tally tally = go_home(std::move(ask), home);
    for (Ask& waiter : waiters) {
        tally += go_home(std::move(waiter), home);
    }
    return tally;
}

std::vector<Ask> DetailPhase::take_waiters(const Ask& ask) {
    auto waiters = awaiting_.extract(home_key(ask.kind, ask.item.id));
    return waiters ? std::move(waiters.mapped()) : std::vector<Ask>();
}

Tally DetailPhase::go_home(Ask ask, const Home& home) {
    if (!ask.item.hub_id.empty() && ask.item.hub_id != home.hub_id) {
        return record(outcome_of(ask, store::FetchState::kGone, 307,
                                 fmt::format("its name leads to another repository, {}", home.id)));
    }
    ask.item.id = home.id;
    if (ask.item.what == store::Detail::kLikers && ask.page > 0) {
        return start_over(ask);
    }
    // A walk over pages may have begun under the old name; pages are by position, so it goes on.
    this->ask(ask, ask.page, url_of(ask.item, ask.page));
    return {};
}

}  // namespace hubmine::crawl
