#include "hubmine/hub/parse.hpp"

#include "details.hpp"

#include <fmt/format.h>

#include <utility>

/// What becomes of reads whose repository answers under another name.
namespace hubmine::crawl {

namespace {

constexpr int kMostHops = 5;
/// Names that moved are remembered so that commits and discussions cost one lookup, not two.
constexpr std::size_t kMostHomes = 10000;

std::string home_key(core::Kind kind, const std::string& id) {
    return fmt::format("{}/{}", core::kind_plural(kind), id);
}

}  // namespace

/// The repository answers under another name now, or its name belongs to another repository: who is
/// there has to be asked, since only the `_id` tells.
void Details::follow(Delivery delivery) {
    Ask& ask = delivery.ask;
    const auto target = desk_.client().redirect_target(ask.url, delivery.reply);
    if (!target) {
        desk_.retry_elsewhere(std::move(delivery));
        return;
    }
    const auto id = desk_.client().repo_id_of(ask.kind, *target);
    if (!id || ++ask.hops > kMostHops) {
        delivery.judgement = {hub::Verdict::kFailed, hub::Trouble::kFinal,
                              fmt::format("a redirect to {}", *target)};
        finish(delivery);
        return;
    }
    const std::string key = home_key(ask.kind, ask.item.id);
    if (const auto home = homes_.find(key); home != homes_.end()) {
        go_home(std::move(ask), home->second);
        return;
    }
    if (const auto lookup = awaiting_.find(key);
        lookup != awaiting_.end() && ask.purpose != Purpose::kMoved) {
        lookup->second.push_back(std::move(ask));
        return;
    }
    awaiting_.try_emplace(key);
    ask.purpose = Purpose::kMoved;
    ask.url = desk_.client().lookup_url(ask.kind, *id);
    ask.attempts = 0;
    desk_.submit(std::move(ask));
}

/// The Hub does not know what a lookup asked to be shown: it is asked again without.
bool Details::ask_for_less(Delivery& delivery) {
    Ask& ask = delivery.ask;
    if (ask.purpose != Purpose::kMoved ||
        !desk_.client().drop_refused_lookup(ask.kind, delivery.reply)) {
        return false;
    }
    const auto id = desk_.client().repo_id_of(ask.kind, ask.url);
    if (!id || ++ask.hops > kMostHops) {
        return false;
    }
    ask.url = desk_.client().lookup_url(ask.kind, *id);
    desk_.submit(std::move(ask));
    return true;
}

void Details::handle_moved(Delivery delivery) {
    Ask& ask = delivery.ask;
    const auto repo = hub::parse_repo(delivery.reply.body, ask.kind);
    if (!repo) {
        desk_.retry(std::move(delivery), "the information is no valid JSON");
        return;
    }
    desk_.store().record_alias(ask.kind, ask.item.id, repo->record, desk_.now());
    if (homes_.size() >= kMostHomes) {
        homes_.clear();
    }
    const Home home{repo->record.hub_id, repo->record.id};
    homes_.insert_or_assign(home_key(ask.kind, ask.item.id), home);
    std::vector<Ask> waiters = take_waiters(ask);
    go_home(std::move(ask), home);
    for (Ask& waiter : waiters) {
        go_home(std::move(waiter), home);
    }
}

std::vector<Ask> Details::take_waiters(const Ask& ask) {
    auto waiters = awaiting_.extract(home_key(ask.kind, ask.item.id));
    return waiters ? std::move(waiters.mapped()) : std::vector<Ask>();
}

void Details::go_home(Ask ask, const Home& home) {
    if (!ask.item.hub_id.empty() && ask.item.hub_id != home.hub_id) {
        record(outcome_of(ask, store::FetchState::kGone, 307,
                          fmt::format("its name leads to another repository, {}", home.id)));
        return;
    }
    ask.item.id = home.id;
    // A walk over pages may have begun under the old name; pages are by position, so it goes on.
    this->ask(ask, ask.page, url_of(ask.item, ask.page));
}

}  // namespace hubmine::crawl
