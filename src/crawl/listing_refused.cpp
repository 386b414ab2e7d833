#include "hubmine/core/error.hpp"
#include "hubmine/hub/url.hpp"

#include "listing_phase.hpp"
#include "redirect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

/// What becomes of a list whose page does not come.
namespace hubmine::crawl {

namespace {

/// A Hub that keeps refusing its own cursors is not walked for ever.
constexpr int kMostRestarts = 3;

}  // namespace

void ListingPhase::redirect(KindState& state, Delivery delivery) {
    const auto redirect = redirect_of(desk_, delivery);
    if (!redirect) {
        return;
    }
    if (redirect->is_one_too_many) {
        delivery.judgement.message = "too many redirects";
        fail(state, delivery);
        return;
    }
    delivery.ask.url = redirect->url;
    desk_.submit(std::move(delivery.ask));
}

/// A refused option is left out from now on; a refused cursor means starting over; the refusal of a
/// first page concerns the whole crawl.
void ListingPhase::refuse(KindState& state, const Delivery& delivery) {
    if (desk_.client().drop_refused_fields(state.kind, delivery.reply)) {
        desk_.warn(fmt::format("the Hub does not know a field of {} any more: it is left out ({})",
                               core::kind_plural(state.kind), delivery.judgement.message));
        restart(state, "without that field");
        return;
    }
    const bool is_first = delivery.ask.page == 0 && delivery.ask.url == first_url(state.kind);
    if (!is_first && state.restarts < kMostRestarts) {
        restart(state, delivery.judgement.message);
        return;
    }
    const int status = delivery.reply.status;
    if (is_first && (status == 401 || status == 403)) {
        throw core::RefusedError(fmt::format("the Hub refuses the list of {}: {}",
                                             core::kind_plural(state.kind),
                                             delivery.judgement.message));
    }
    state.is_unknown = is_first && (status == 404 || status == 405 || status == 410);
    fail(state, delivery);
    if (std::all_of(lists_.begin(), lists_.end(),
                    [](const KindState& walk) { return walk.is_unknown; })) {
        throw core::Error(fmt::format("there is no Hub at {}: {}: check the endpoint",
                                      desk_.client().endpoint(), state.failure));
    }
}

void ListingPhase::restart(KindState& state, const std::string& why) {
    desk_.notice(fmt::format("the list of {} starts over: {}", core::kind_plural(state.kind), why));
    walks_.restart(snapshot_id_, state.kind);
    ++state.restarts;
    state.rows = state.pages = 0;
    state.next_to_store = 0;
    forget_ahead(state);
    state.circle = {};
    state.followed.clear();
    ask(state, first_url(state.kind), "");
}

void ListingPhase::fail(KindState& state, const Delivery& delivery) {
    state.failure = fmt::format("the list of {} cannot be read: GET {}: {} after {} attempts",
                                core::kind_plural(state.kind), hub::without_query(delivery.ask.url),
                                delivery.judgement.message, delivery.ask.attempts);
    state.arrived.clear();
    if (delivery.ask.circles) {
        // The stored cursor stands where the pages lead nowhere.
        walks_.restart(snapshot_id_, state.kind);
    }
    desk_.warn(state.failure);
}

}  // namespace hubmine::crawl
