#include "redirect.hpp"

#include "door.hpp"

#include <utility>

namespace hubmine::crawl {

std::optional<Redirect> redirect_of(Desk& desk, Delivery& delivery) {
    Ask& ask = delivery.ask;
    std::optional<std::string> url = desk.client().redirect_target(ask.url, delivery.reply);
    if (!url) {
        const std::string reason = elsewhere(ask.url, delivery.reply);
        desk.retry(std::move(delivery), reason);
        return std::nullopt;
    }
    return Redirect{.url = std::move(*url), .is_one_too_many = ++ask.hops > kMostHops};
}

}  // namespace hubmine::crawl
