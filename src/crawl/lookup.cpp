#include "lookup.hpp"

#include "redirect.hpp"

#include <utility>

namespace hubmine::crawl {

std::optional<hub::ParsedRepo> read_lookup(Desk& desk, Delivery& delivery) {
    std::optional<hub::ParsedRepo> repo = hub::parse_repo(delivery.reply.body, delivery.ask.kind);
    if (!repo) {
        desk.retry(std::move(delivery), "the information is no valid JSON");
    }
    return repo;
}

bool ask_for_less(Desk& desk, Delivery& delivery, const std::optional<std::string>& id) {
    Ask& ask = delivery.ask;
    if (!desk.client().drop_refused_lookup(ask.kind, delivery.reply) || !id ||
        ++ask.hops > kMostHops) {
        return false;
    }
    ask.url = desk.client().lookup_url(ask.kind, *id);
    desk.submit(std::move(ask));
    return true;
}

}  // namespace hubmine::crawl
