#include "hubmine/crawl/crawler.hpp"

#include "hubmine/crawl/plan.hpp"
#include "hubmine/hub/url.hpp"
#include "hubmine/store/facts.hpp"

#include "policy.hpp"
#include "sample.hpp"
#include "session.hpp"
#include "transport_options.hpp"

#include <fmt/format.h>

#include <random>

namespace hubmine::crawl {

namespace {

LoopOptions loop_options(const Options& options) {
    LoopOptions loop;
    loop.concurrency = static_cast<std::size_t>(options.concurrency);
    loop.transport = transport_options(options);
    // Spreading requests is waiting, too: who wants to wait little or not at all uses up what there
    // is and leaves.
    loop.quota = {.share = options.quota_share, .paced = options.wait && !options.max_wait};
    loop.retry = {options.max_attempts, options.retry_base, options.retry_cap};
    loop.breaker.threshold = 20 + options.concurrency;
    loop.breaker.pause = options.retry_cap;
    loop.breaker.longest_pause = 5 * options.retry_cap;
    loop.max_requests = options.max_requests;
    loop.max_wait = options.max_wait;
    loop.wait = options.wait;
    loop.seed = std::random_device{}();
    return loop;
}

/// One Hub, one spelling: the one that the store remembers, which is an old one where it was made
/// before spellings were made equal.
std::string stored_spelling(const store::Store& store, const std::string& endpoint) {
    const std::optional<std::string> stored = store::load_fact(store, "endpoint");
    return stored && hub::normal_endpoint(*stored) == endpoint ? *stored : endpoint;
}

}  // namespace

Summary run(const Options& given, const Hooks& hooks, std::stop_token stop) {
    Options options = given;
    hub::Client client({options.endpoint, options.token, options.page_limit});
    store::Store store(
        options.store,
        {.create = true, .exclusive_crawl = true, .max_pages = options.store_max_pages});
    options.endpoint = stored_spelling(store, client.endpoint());
    store::bind_endpoint(store, options.endpoint);
    if (client.withholds_token() && hooks.warning) {
        hooks.warning("the token is not sent: the endpoint is plain http on another machine");
    }
    check_sample(store, options);
    const core::Timestamp now = hooks.now ? hooks.now() : core::SystemClock().now();
    const bool is_counted = newest_walk(store) || client.endpoint() == Options().endpoint;
    std::optional<bool> is_listing_due;
    if (is_counted && hooks.notice) {
        const Plan plan = make_plan(options, store, now);
        hooks.notice(plan.line());
        is_listing_due = plan.lists;
    }
    LoopOptions manners = loop_options(options);
    manners.hub_known = store::has_repositories(store);
    NetworkLoop loop(client, manners, hooks.notice);
    Summary summary =
        Session(options, hooks, store, client, loop, std::move(stop), is_listing_due).run();
    store.check_in_place();
    if (hooks.closing) {
        hooks.closing(store, summary);
    }
    return summary;
}

}  // namespace hubmine::crawl
